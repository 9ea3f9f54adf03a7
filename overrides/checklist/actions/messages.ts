/** Marking a message as sent. */

import { clearUpOf } from "../record/fulfilled.ts";
import { nextToThank, type Place, thankedIn, withSent, withThanked } from "../record/messages.ts";
import { roundAt, setState, stateOf } from "../record/record.ts";
import { focusOnTop, said } from "../ui/notices.ts";
import { isThere, list, now, page, store } from "./parts.ts";
import { wordOf } from "./steps.ts";

/** Returns the person to write to next, counted from 1, or 0 if there's nobody left; null if it couldn't be marked. */
export function sent(of: Place) {
  const { application, key } = of;
  if (!isThere(application, of.round)) return null;
  const statesNow = () =>
    new Map([key, clearUpOf(of.round)].map((each) => [each, stateOf(store.record, application, each)]));
  const [before, thanked] = [statesNow(), thankedIn(store.record, of)];
  const at = now();
  if (!page.update((old) => withSent(old, of, at))) return null;
  const ticked = [...statesNow()].flatMap(([step, state]) => (state?.at === at ? [step] : []));
  const isDone = ticked.includes(key);
  const undo = () =>
    page.update((old) => {
      const unmarked = withThanked(old, of, thanked);
      return ticked.reduce((each, step) => setState(each, application, step, wordOf(before.get(step))), unmarked);
    });
  said(`${isDone ? "Done" : "Sent"}: ${list.titleOf(key)}`, undo, () => focusOnTop());
  return isDone || !of.person ? 0 : nextToThank(roundAt(store.record, of));
}
