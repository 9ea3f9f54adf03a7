/** What is printed: one application or all, and the notes, which are written into the page only for paper. */

import type { Round } from "../record/shape.ts";
import { make } from "../ui/dom.ts";
import { exactly } from "../ui/speak.ts";
import type { Model } from "./model.ts";

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

/** Print one application alone. */
export function printOne(page: HTMLElement, application: string) {
  for (const section of page.querySelectorAll("section[data-application]"))
    section.classList.toggle("is-kept-off-paper", section.getAttribute("data-application") !== application);
  print();
}

export function printAll(page: HTMLElement) {
  allOnPaper(page);
  print();
}

export function allOnPaper(page: HTMLElement) {
  for (const section of page.querySelectorAll(".is-kept-off-paper")) section.classList.remove("is-kept-off-paper");
}
