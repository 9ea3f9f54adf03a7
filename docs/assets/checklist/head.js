/** The head of an application: its name, where it stands, its interviews, its outcomes, and what can be done with it. */

import { find, setText } from "./dom.js";
import { drawOutcomes } from "./happened.js";
import { drawManage } from "./manage.js";
import { promiseWords } from "./moment.js";
import { titlePanel } from "./panels.js";
import { nameOf } from "./record.js";
import { drawRounds } from "./rounds.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./types").Application} Application */
/** @typedef {import("./rounds.js").RoundActions & import("./manage.js").ManageActions & import("./happened.js").OutcomeActions} HeadActions */

/**
 * @param {HTMLElement} section
 * @param {Application} application
 * @param {Model} model
 * @param {{count: number, isWhole: boolean, words: any}} list how many are shown; whether it is the checklist itself
 * @param {HeadActions} actions
 */
export function drawHead(section, application, model, { count, isWhole, words }, actions) {
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
  const part = (/** @type {string} */ selector) => /** @type {HTMLElement | null} */ (section.querySelector(selector));
  const [promise, outcomes, picture, manage, rounds] = ["[data-promise]", "[data-outcomes]", "details[data-picture]", "[data-manage]", "[data-rounds]"].map(part);
  if (promise) {
    setText(promise, promiseWords(model, application.id, words));
    promise.hidden = promise.textContent === "";
  }
  if (outcomes) drawOutcomes(outcomes, application, model, words.outcomes, actions);
  if (picture) titlePanel(picture, application, model.views.get(application.id));
  if (manage) drawManage(manage, application, model.record.applications.length > 1, actions);
  if (rounds) drawRounds(rounds, application, model, actions);
}
