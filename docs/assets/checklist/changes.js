/** What an edit made of the plan: two plans of Python's laid side by side. No date is computed here. */

import { button, find, make } from "./dom.js";
import { nameOf } from "./record.js";
import { focusOnTop } from "./notices.js";
import { exactly } from "./speak.js";

/** @typedef {import("./types").Planned} Planned */
/** @typedef {import("./model.js").Model} Model */
/** @typedef {{application: string, key: string, from: string, to: string}} Move */

/** What moves is of no concern once it is done. */
const SETTLED = new Set(["done", "skipped"]);

/** As many moved dates as are listed one by one. */
const LISTED = 12;

/**
 * @param {Planned} before
 * @param {Planned} after
 */
export function changesBetween(before, after) {
  /** @type {Move[]} */
  const moves = [];
  const counts = { needed: 0, gone: 0 };
  const old = new Map(before.plan.applications.flatMap(({ id, steps }) => steps.map((step) => [`${id} ${step.key}`, step])));
  for (const { id, steps } of after.plan.applications) {
    // What a new application brings is plain to see.
    if (!before.plan.applications.some((each) => each.id === id)) continue;
    for (const step of steps) {
      const was = old.get(`${id} ${step.key}`);
      const wasNeeded = was !== undefined && was.status !== "not-needed";
      const isNeeded = step.status !== "not-needed";
      if (isNeeded && !wasNeeded) counts.needed += 1;
      else if (wasNeeded && !isNeeded) counts.gone += 1;
      const [from, to] = [was?.due ?? was?.opens, step.due ?? step.opens];
      if (wasNeeded && isNeeded && !SETTLED.has(step.status) && from && to && from !== to) moves.push({ application: id, key: step.key, from, to });
    }
  }
  return { moves, ...counts };
}

/**
 * Say what changed, below the card; with nothing, say nothing unless asked to.
 * @param {ReturnType<typeof changesBetween>} changes
 * @param {Model} model
 * @param {(key: string) => string} titleOf
 * @param {string} [otherwise] what is said when nothing changed
 */
export function tellChanges({ moves, needed, gone }, model, titleOf, otherwise = "") {
  const parts = [
    needed && `${steps(needed)} added`,
    gone && `${steps(gone)} ${gone === 1 ? "is" : "are"} no longer needed`,
    moves.length && `${moves.length} ${moves.length === 1 ? "date" : "dates"} moved`,
  ].filter(Boolean);
  const text = parts.length ? `What changed: ${parts.join(", ")}.` : otherwise;
  if (!text) return forgetChanges();
  const rows = moves.slice(0, LISTED).map(({ application, key, from, to }) => {
    const zone = model.zone(application, key);
    const { today } = model.days(zone);
    const several = model.record.applications.length > 1;
    const owner = model.applications.get(application);
    const whose = several && owner && nameOf(owner) ? ` (${nameOf(owner)})` : "";
    return make("li", { text: `${titleOf(key)}${whose}: ${exactly(to, zone, today)}, was ${exactly(from, zone, today)}` });
  });
  const list = rows.length ? [make("details", { class: "fold" }, make("summary", { text: "Show the dates" }), make("ul", {}, ...rows))] : [];
  find("#changed").replaceChildren(make("p", { text }), ...list, button("Close", "quiet", () => {
    forgetChanges();
    focusOnTop();
  }));
}

export function forgetChanges() {
  const place = document.querySelector("#changed");
  if (place?.childNodes.length) place.replaceChildren();
}

/** @param {number} count */
function steps(count) {
  return count === 1 ? "1 step" : `${count} steps`;
}
