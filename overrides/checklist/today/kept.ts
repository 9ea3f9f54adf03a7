/** What this page leaves behind, for its own next visit and for the home page, which has no need of the rest of storage. */

import type { Planned } from "../record/planned.ts";
import { INSTANT, remembered } from "../storage/remembered.ts";

/** A plan with more steps is longer than what's worth keeping, and only takes time to be found so. */
const MOST_STEPS = 6_000;

const plan = remembered<Planned>("plan", ({ plan, view, facts }) => {
  // Earlier editions kept plans of other shapes.
  const isView = (each: Record<string, unknown>) =>
    Array.isArray(each.moments) && each.ranks && typeof each.has_done === "boolean";
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

/** What the card says, for the home page: good until an instant, or for as long as nothing changes. */
export const keptNext = remembered<{ whose: string; title: string; lead: string; until: string | null }>(
  "next",
  ({ whose, title, lead, until }) =>
    [whose, title, lead].every((text) => typeof text === "string") && (!until || INSTANT.test(until)),
);
