/**
 * The head of an application: its name, where it stands, its interviews, its outcomes, and what can be done with it.
 */

import { nameOf } from "../record/record.ts";
import type { Application } from "../record/shape.ts";
import { find, setText } from "../ui/dom.ts";
import type { Wording } from "../ui/wording.ts";
import { drawManage, type ManageActions } from "./manage.ts";
import type { Model } from "./model.ts";
import { promiseWords } from "./moment.ts";
import { drawOutcomes, type OutcomeActions } from "./outcomes.ts";
import { titlePanel } from "./panels.ts";
import { drawRounds, type RoundActions } from "./rounds.ts";

export type HeadActions = RoundActions & ManageActions & OutcomeActions;

/** @param list how many are shown; whether it is the checklist itself */
export function drawHead(
  section: HTMLElement,
  application: Application,
  model: Model,
  { count, isWhole, words }: { count: number; isWhole: boolean; words: Wording },
  actions: HeadActions,
) {
  const head = find("[data-head]", section);
  const name = nameOf(application);
  head.hidden = !name && count === 1 && !application.rounds?.some(({ starts }) => starts);
  section.classList.toggle("app--only", head.hidden);
  setText(find("[data-name]", section), name || "Unnamed interview");
  setText(find("[data-whose]", section), `: ${name || "Unnamed interview"}`);
  const plan = model.plans.get(application.id);
  const left = model.queue().filter((next) => next.application === application.id).length;
  const parts = [plan ? (words.stages[plan.stage] ?? "") : "", left && isWhole ? `${left} to do` : ""];
  setText(find("[data-stage]", section), parts.filter(Boolean).join(" · "));
  // A guide's page has the name alone.
  const part = (selector: string) => section.querySelector(selector) as HTMLElement | null;
  const [promise, outcomes, picture, manage, rounds] = [
    "[data-promise]",
    "[data-outcomes]",
    "details[data-picture]",
    "[data-manage]",
    "[data-rounds]",
  ].map(part);
  if (promise) {
    setText(promise, promiseWords(model, application.id, words));
    promise.hidden = promise.textContent === "";
  }
  if (outcomes) drawOutcomes(outcomes, application, model, words.outcomes, actions);
  if (picture) titlePanel(picture, application, model.views.get(application.id));
  if (manage) drawManage(manage, application, model.record.applications.length > 1, actions);
  if (rounds) drawRounds(rounds, application, model, actions);
}
