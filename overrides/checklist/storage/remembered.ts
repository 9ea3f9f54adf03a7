/** What's kept beside the list for convenience, and can be made again. */

import type { Figures, Planned } from "../record/planned.ts";
import type { RegionNames } from "../record/regions.ts";
import { ASIDE, attempt, LIST, UNSAVED } from "./local.ts";

/** More than this isn't worth a browser's quota. A plan with more steps than this is longer. */
const [LONGEST, MOST_STEPS] = [1_000_000, 6_000];
const INSTANT = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$/;

/** @param fits whether what's there is what we put there; it may throw */
export function remembered<Value>(name: string, fits: (value: any) => boolean, storage = () => localStorage) {
  const key = `${LIST}:${name}`;
  return {
    read(): Value | null {
      return attempt(() => {
        const value = JSON.parse(storage().getItem(key) ?? "null");
        return fits(value) ? value : null;
      }, null);
    },
    /**
     * Where there's no room it's left out: the list has the better claim to it. Returns whether it's kept.
     */
    write(value: Value | null): boolean {
      return attempt(() => {
        const text = JSON.stringify(value);
        const fits = text.length <= LONGEST;
        if (value === null || !fits) storage().removeItem(key);
        else storage().setItem(key, text);
        return fits;
      }, false);
    },
  };
}

const plan = remembered<Planned>("plan", ({ plan, view, facts }) => {
  // Earlier editions kept plans of other shapes.
  const isView = (each: any) => Array.isArray(each.moments) && each.ranks && typeof each.has_done === "boolean";
  const lists = [plan.applications, view.applications, view.overview.order];
  return lists.every(Array.isArray) && view.applications.every(isView) && view.days && facts;
});

export const keptPlan = {
  ...plan,
  write(planned: Planned | null) {
    const steps = planned?.plan.applications.flatMap((each) => each.steps) ?? [];
    plan.write(steps.length > MOST_STEPS ? null : planned);
  },
};

/** When the last backup was taken, and the fingerprint of what was in it. */
export const keptBackup = remembered<{ at: string; of: number | null }>("backup", ({ at }) => INSTANT.test(at));

/** What the card says, for the home page: good until an instant, or for as long as nothing changes. */
export const keptNext = remembered<{ whose: string; title: string; lead: string; until: string | null }>(
  "next",
  ({ whose, title, lead, until }) =>
    [whose, title, lead].every((text) => typeof text === "string") && (!until || INSTANT.test(until)),
);

/** The figures that aren't the site's, for the guide's pages. */
export const keptFigures = remembered<Figures>("figures", (found) =>
  Object.values(found)
    .flat()
    .every((words) => typeof words === "string"),
);

/** Whether the rules that a centre's copy of the site brings are still to come to a list that has just begun. */
export const keptFirst = remembered<true>("first", (value) => value === true);

/** A careers centre's rules as an adviser has typed them, and the day on which they were last changed. */
export type TypedRules = {
  centre: string;
  link: string;
  region: string;
  policy: Record<string, string>;
  left_out: string[];
  extra_steps: OwnStep[];
  issued: string;
};
export type OwnStep = Record<"id" | "scope" | "title" | "url" | "amount" | "unit" | "anchor", string>;

export const keptRules = remembered<TypedRules>("advice", ({ centre, link, region, policy, ...rest }) => {
  const texts = [centre, link, region, rest.issued, ...Object.values(policy)];
  const lists = [rest.left_out, rest.extra_steps];
  return texts.every((text) => typeof text === "string") && lists.every(Array.isArray);
});

/** The line as it was last drawn, and the fingerprint of what it was drawn from: its day is in that. */
export const keptLine = remembered<{ of: number; line: object }>(
  "line",
  ({ of, line }) => typeof of === "number" && Array.isArray(line.marks) && Array.isArray(line.rows),
);

/** The country that someone wants as a whole, though its bank holidays differ from part to part. */
export const keptCountry = remembered<string>("country", isText);

/** The names of regions, while this tab is open. */
export const keptNames = remembered<RegionNames>(
  "names",
  ({ regions, differ, zones }) => regions.every(Array.isArray) && Array.isArray(differ) && zones,
  () => sessionStorage,
);

/** A careers centre's rules, packed, that are still to be answered in this tab. */
export const keptAsked = remembered<string>("asked", isText, () => sessionStorage);

function isText(value: unknown) {
  return typeof value === "string";
}

/** Remove all that is kept beside the list, and return it. The tabs' logs go with the list itself. */
export function takeAway(): [string, string][] {
  keptNames.write(null);
  keptAsked.write(null);
  return attempt(() => {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(`${LIST}:`) && !key.startsWith(UNSAVED));
    const taken = keys.map((key): [string, string] => [key, localStorage.getItem(key) ?? ""]);
    for (const key of keys) localStorage.removeItem(key);
    return taken;
  }, []);
}

/** Put back what was taken away, as much as there's room for. */
export function putBack(taken: [string, string][]) {
  for (const [key, text] of taken) attempt(() => localStorage.setItem(key, text), undefined);
}

/** Whether there's nothing to erase but what goes with a list. */
export function isEmpty(): boolean {
  return attempt(() => Object.keys(localStorage).every((key) => key !== LIST && !key.startsWith(ASIDE)), true);
}
