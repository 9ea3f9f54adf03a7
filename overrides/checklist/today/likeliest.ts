/** An address may name a step but not its interview. This picks the likeliest one. */

import type { Model } from "./model.ts";
import { idOf, placeOf } from "./step.ts";

/** Statuses of a step that an address names, the likeliest to be meant first. */
const LIKELY = ["open", "overdue", "upcoming", "undated", "snoozed", "missed", "done", "skipped", "not-needed"];

/**
 * Where a step is next, else by what can be done with it now; of several interviews the latest.
 * @param id of the step
 */
export function likeliest(root: HTMLElement, model: Model | null, id: string) {
  const rank = ({ application, key }: { application: string; key: string }) => {
    const position = model?.queue().findIndex((each) => each.application === application && each.key === key) ?? -1;
    return position >= 0 ? position : 1000 + LIKELY.indexOf(model?.status(application, key) ?? "undated");
  };
  const found = [...root.querySelectorAll("[data-step]")].filter((element) => idOf(element) === id);
  const places = found.flatMap((element) => placeOf(element) ?? []);
  return places.reverse().sort((one, other) => rank(one) - rank(other))[0];
}
