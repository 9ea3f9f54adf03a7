/** What is printed: one application or all, and the notes, which are written into the page only for paper. */

import { nameOf } from "../record/record.ts";
import type { Round } from "../record/shape.ts";
import { make } from "../ui/dom.ts";
import { exactly } from "../ui/speak.ts";
import type { List } from "./list.ts";
import { Model } from "./model.ts";

/** @param best score */
export function notesOnPaper(page: HTMLElement, model: Model, best: number) {
  for (const place of page.querySelectorAll("[data-paper-notes]")) {
    const application = model.applications.get(
      place.closest("[data-application]")?.getAttribute("data-application") ?? "",
    );
    const blocks = (application?.rounds ?? []).map((round) => {
      const view = model.views.get(application?.id ?? "")?.rounds.find(({ id }) => id === round.id);
      const when = view?.start ? `, ${exactly(view.start, view.zone, model.days(view.zone).today)}` : "";
      return {
        head: `Notes${(application?.rounds ?? []).length > 1 ? ` of interview ${view?.number ?? ""}` : ""}${when}`,
        lines: linesOf(round, best),
      };
    });
    const told = blocks.filter(({ lines }) => lines.length);
    (place as HTMLElement).hidden = told.length === 0;
    place.replaceChildren(
      ...told.flatMap(({ head, lines }) => [
        make("h3", { text: head }),
        make("ul", {}, ...lines.map((text) => make("li", { text }))),
      ]),
    );
  }
}

/** @param best score */
function linesOf({ people = [], journal = {} }: Round, best: number) {
  const met = people.map(({ name, title, email }) => [name, title, email].filter(Boolean).join(", ")).filter(Boolean);
  const asked = (journal.questions ?? []).map(({ question = "", answer = "", score }) =>
    [question, answer && `“${answer}”`, score && `${score} of ${best}`].filter(Boolean).join(" – "),
  );
  return [
    ...met.map((text) => `Met: ${text}`),
    ...(journal.topics ?? "")
      .split("\n")
      .filter((text) => text.trim())
      .map((text) => `Talked about: ${text}`),
    ...asked.filter(Boolean).map((text) => `Asked: ${text}`),
    ...(journal.went_well ?? []).map((text) => `Went well: ${text}`),
    ...(journal.improve ?? []).map((text) => `Next time: ${text}`),
  ];
}

let isAlone = false;

/** Print the open application alone. */
export function printOne() {
  isAlone = true;
  print();
  isAlone = false;
}

/** Put the lists of the other applications below that of the open one, for paper only. */
export function othersOnPaper(place: HTMLElement, model: Model, list: List) {
  takeOffPaper(place);
  const others = isAlone ? [] : model.order.filter((id) => id !== model.open);
  for (const id of others) {
    const application = model.applications.get(id);
    const name = (application && nameOf(application)) || "Unnamed interview";
    const host = make("div", { class: "on-paper" }, make("h2", { text: name }), list.pattern.whole());
    place.append(host);
    list.on(host).draw(new Model(model.record, model.planned, model.now, id));
  }
}

export function takeOffPaper(place: HTMLElement) {
  for (const copy of place.querySelectorAll(".on-paper")) copy.remove();
}
