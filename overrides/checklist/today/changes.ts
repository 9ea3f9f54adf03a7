/** The dates an edit has moved, found by comparing two of Python's plans. No date is computed here. */

import type { Planned } from "../record/planned.ts";
import { nameOf } from "../record/record.ts";
import { button, find, make } from "../ui/dom.ts";
import { focusOnTop } from "../ui/notices.ts";
import { exactly } from "../ui/speak.ts";
import type { Model } from "./model.ts";

export type Move = { application: string; key: string; from: string; to: string };

/** Nobody needs to hear that the date of a finished step has moved. */
const SETTLED = new Set(["done", "skipped", "missed", "not-needed"]);

/** We list this many moved dates at most. */
const LISTED = 12;

/** The dates that differ. We don't say how many steps have come or gone. */
export function changesBetween(before: Planned, after: Planned) {
  const moves: Move[] = [];
  const old = new Map(
    before.plan.applications.flatMap(({ id, steps }) => steps.map((step) => [`${id} ${step.key}`, step])),
  );
  for (const { id, steps } of after.plan.applications) {
    // What a new application brings is plain to see.
    if (!before.plan.applications.some((each) => each.id === id)) continue;
    for (const step of steps) {
      const was = old.get(`${id} ${step.key}`);
      const [from, to] = [was?.due ?? was?.opens, step.due ?? step.opens];
      if (!SETTLED.has(step.status) && from && to && from !== to)
        moves.push({ application: id, key: step.key, from, to });
    }
  }
  return moves;
}

/**
 * Say below the card what changed. If nothing did, say `otherwise`, or nothing.
 * @param otherwise what is said when nothing changed
 */
export function tellChanges(moves: Move[], model: Model, titleOf: (key: string) => string, otherwise: string = "") {
  const text = moves.length ? `${moves.length} ${moves.length === 1 ? "date" : "dates"} moved.` : otherwise;
  if (!text) return forgetChanges();
  const rows = moves.slice(0, LISTED).map(({ application, key, from, to }) => {
    const zone = model.zone(application, key);
    const { today } = model.days(zone);
    const several = model.record.applications.length > 1;
    const owner = model.applications.get(application);
    const whose = several && owner && nameOf(owner) ? ` (${nameOf(owner)})` : "";
    return make("li", {
      text: `${titleOf(key)}${whose}: ${exactly(to, zone, today)}, was ${exactly(from, zone, today)}`,
    });
  });
  const list = rows.length
    ? [make("details", { class: "fold" }, make("summary", { text: "Show the dates" }), make("ul", {}, ...rows))]
    : [];
  find("#changed").replaceChildren(
    make("p", { text }),
    ...list,
    button("Close", "quiet", () => {
      forgetChanges();
      focusOnTop();
    }),
  );
}

export function forgetChanges() {
  const place = document.querySelector("#changed");
  if (place?.childNodes.length) place.replaceChildren();
}
