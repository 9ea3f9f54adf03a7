/** The outcomes of an application so far, each with its date, and the buttons to change it and take it back. */

import { nameOf } from "../record/record.ts";
import type { Application, Outcome } from "../record/shape.ts";
import { button, make } from "../ui/dom.ts";
import { exactly } from "../ui/speak.ts";
import type { Model } from "./model.ts";

export type OutcomeActions = {
  happened: (application: string, outcome: Outcome) => void;
  forget: (application: string, outcome: Outcome) => void;
};

export function drawOutcomes(
  place: HTMLElement,
  application: Application,
  model: Model,
  words: Record<string, string>,
  actions: OutcomeActions,
) {
  const { today } = model.days(model.views.get(application.id)?.zone ?? "UTC");
  const outcomes = application.outcomes ?? [];
  const content = JSON.stringify([outcomes, nameOf(application), today.slice(0, 4)]);
  if (place.dataset.content === content) return;
  place.dataset.content = content;
  const whose = nameOf(application) || "this interview";
  const rows = outcomes.map((outcome) => {
    const { type, on } = outcome;
    const said = words[type] ?? type;
    const [named, date] =
      type === "offer"
        ? ["answer by", outcome.decide_by]
        : type === "update"
          ? ["you’ll hear by", outcome.reply_by]
          : [];
    const by = date && date >= on ? `, ${named} ${exactly(date, "UTC", today)}` : "";
    const offers = [
      button("Edit", "quiet", () => actions.happened(application.id, outcome)),
      button("Remove", "quiet", () => actions.forget(application.id, outcome)),
    ];
    for (const each of offers) each.setAttribute("aria-label", `${each.textContent}: ${said}, ${whose}`);
    const text = make("span", {
      text: `${said.charAt(0).toUpperCase()}${said.slice(1)}, ${exactly(on, "UTC", today)}${by}`,
    });
    return make("p", { class: "round" }, text, make("span", { class: "round__actions" }, ...offers));
  });
  place.replaceChildren(...rows);
}
