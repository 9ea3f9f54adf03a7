/** What's kept beside the list for convenience, and can be made again. */

import type { Planned } from "../record/planned.ts";
import type { RegionNames } from "../record/regions.ts";
import { ASIDE, LIST } from "./local.ts";

/** More than this isn't worth a browser's quota. A plan with more steps than this is longer. */
const [LONGEST, MOST_STEPS] = [1_000_000, 6_000];
const INSTANT = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$/;

const local = () => localStorage;

/** @param fits whether what's there is what we put there; it may throw */
function remembered<Value>(name: string, fits: (value: any) => boolean, storage: () => Storage = local) {
  const key = `${LIST}:${name}`;
  return {
    key,
    read(): Value | null {
      try {
        const value = JSON.parse(storage().getItem(key) ?? "null");
        return fits(value) ? value : null;
      } catch {
        return null;
      }
    },
    write(value: Value | null) {
      try {
        const text = JSON.stringify(value);
        if (value === null || text.length > LONGEST) storage().removeItem(key);
        else storage().setItem(key, text);
      } catch {
        // It's only a convenience: the list has the better claim to the space.
      }
    },
  };
}

const plan = remembered<Planned>("plan", ({ plan, view, facts }) => {
  // The first edition kept plans of another shape.
  const isView = (each: any) => Array.isArray(each.moments) && each.ranks;
  const lists = [plan.applications, view.applications, view.overview.order];
  return lists.every(Array.isArray) && view.applications.every(isView) && view.days && facts;
});

export const keptPlan = {
  read: plan.read,
  write(planned: Planned | null) {
    const steps = planned?.plan.applications.reduce((sum, each) => sum + each.steps.length, 0) ?? 0;
    plan.write(steps > MOST_STEPS ? null : planned);
  },
};

/** When the last backup was taken, and the fingerprint of what was in it. */
export const keptBackup = remembered<{ at: string; of: number | null }>("backup", ({ at }) => INSTANT.test(at));

/** The country that someone wants as a whole, though its bank holidays differ from part to part. */
export const keptCountry = remembered<string>("country", (value) => typeof value === "string");

/** The names of regions, while this tab is open. */
export const keptNames = remembered<RegionNames>(
  "names",
  ({ regions, differ, zones }) => regions.every(Array.isArray) && Array.isArray(differ) && zones,
  () => sessionStorage,
);

/** Remove all that is kept beside the list, and return it. */
export function takeAway(): [string, string][] {
  try {
    const own = [plan.key, keptBackup.key, keptCountry.key];
    const keys = Object.keys(localStorage).filter((key) => own.includes(key) || key.startsWith(ASIDE));
    const taken = keys.map((key): [string, string] => [key, localStorage.getItem(key) ?? ""]);
    for (const key of keys) localStorage.removeItem(key);
    keptNames.write(null);
    return taken;
  } catch {
    return [];
  }
}

/** Put back what was taken away, as much as there's room for. */
export function putBack(taken: [string, string][]) {
  try {
    for (const [key, text] of taken) localStorage.setItem(key, text);
  } catch {
    // The list itself is back.
  }
}

/** Whether there's nothing to erase but what goes with a list. */
export function isEmpty(): boolean {
  try {
    return Object.keys(localStorage).every((key) => key !== LIST && !key.startsWith(ASIDE));
  } catch {
    return true;
  }
}
