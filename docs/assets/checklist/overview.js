/** Several applications at a glance, what is due first at the top; and those that are archived. */

import { button, find, make, setText } from "./dom.js";
import { nameOf } from "./record.js";
import { whenOf } from "./step.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./list.js").List} List */
/** @typedef {{goTo: (application: string) => void, restore: (application: string) => void, remove: (application: string) => void}} OverviewActions */

/**
 * Whoever has one application, and none put away, sees nothing of this.
 * @param {Model} model
 * @param {List} list
 * @param {OverviewActions} actions
 */
export function drawOverview(model, list, actions) {
  const place = find("#overview");
  const { applications } = model.record;
  const away = applications.filter(({ archived }) => archived);
  place.hidden = applications.length < 2 && away.length === 0;
  if (place.hidden) return;
  const rows = ordered(model).map((id) => rowOf(id, model, list));
  const live = model.planned?.view.overview.live;
  const content = JSON.stringify([rows, live, away.map(nameOf)]);
  // Drawn anew only when it says something else: what has the focus keeps it.
  if (place.dataset.content === content) return;
  place.dataset.content = content;
  setText(find("[data-live]", place), live === undefined ? "" : liveWords(live, list.words));
  find("[data-overview]", place).replaceChildren(...rows.map((row) => drawnRow(row, actions)));
  drawArchive(place, away, actions);
}

/** The ids of what is not archived: in Python's order, then what it has not seen yet. @param {Model} model */
function ordered(model) {
  const known = model.record.applications.filter(({ archived }) => !archived).map(({ id }) => id);
  const order = (model.planned?.view.overview.order ?? []).map(([id]) => id).filter((id) => known.includes(id));
  return [...order, ...known.filter((id) => !order.includes(id))];
}

/**
 * @param {string} id
 * @param {Model} model
 * @param {List} list
 */
function rowOf(id, model, list) {
  const application = model.applications.get(id);
  const stage = model.plans.get(id)?.stage;
  const told = model.planned?.view.overview.order.find(([each]) => each === id)?.[1];
  const queued = model.queue().find((each) => each.application === id)?.key;
  const key = queued ?? (told && ["open", "overdue"].includes(model.status(id, told)) ? told : null);
  const next = key ? `${list.titleOf(key)}. ${whenOf(model, id, key).text}` : "";
  return { id, name: (application && nameOf(application)) || "Unnamed interview", stage: stage ? (list.words.stages[stage] ?? "") : "", next };
}

/**
 * @param {ReturnType<typeof rowOf>} row
 * @param {OverviewActions} actions
 */
function drawnRow({ id, name, stage, next }, actions) {
  const words = [stage, next || (stage ? "nothing for now" : "")].filter(Boolean).join(" · ");
  const go = button(name, "quiet", () => actions.goTo(id));
  go.classList.add("overview__name");
  return make("li", { class: "overview__row" }, go, make("p", { class: "overview__next", text: words }));
}

/**
 * @param {number} live
 * @param {{fewest: number, live: string}} words
 */
function liveWords(live, words) {
  const count = live === 0 ? "None live just now." : `${live} live.`;
  const more = "at a time is a good number";
  if (live < words.fewest) return `${count} ${words.live.charAt(0).toUpperCase()}${words.live.slice(1)} ${more}: another one, when you feel like it, takes weight off each.`;
  return `${count} ${words.live.charAt(0).toUpperCase()}${words.live.slice(1)} ${more}.`;
}

/**
 * @param {HTMLElement} place
 * @param {import("./types").Application[]} away
 * @param {OverviewActions} actions
 */
function drawArchive(place, away, actions) {
  find("[data-archive]", place).hidden = away.length === 0;
  setText(find("[data-archived-count]", place), ` (${away.length})`);
  find("[data-archived]", place).replaceChildren(
    ...away.map((application) => {
      const name = nameOf(application) || "Unnamed interview";
      const restore = button("Restore", "quiet", () => actions.restore(application.id));
      restore.setAttribute("aria-label", `Restore ${name}`);
      const remove = button("Remove", "quiet", () => actions.remove(application.id));
      remove.setAttribute("aria-label", `Remove ${name}`);
      return make("li", { class: "round" }, make("span", { text: name }), make("span", { class: "round__actions" }, restore, remove));
    }),
  );
}
