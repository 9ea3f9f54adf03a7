/** Marking a message as sent. */

import type { Written } from "../dialogs/words.ts";
import { nextToThank, withSent } from "../record/messages.ts";
import { roundAt, setState, stateOf } from "../record/record.ts";
import { focusOnTop, said } from "../ui/notices.ts";
import { isThere, list, now, page, store } from "./parts.ts";
import { wordOf } from "./steps.ts";

/** Returns the person to write to next, counted from 1, or null if there's nobody left. */
export function sent(of: Written) {
  const { application, key } = of;
  if (!isThere(application)) return null;
  const before = wordOf(stateOf(store.record, application, key));
  const at = now();
  if (!page.update((old) => withSent(old, of, at))) return null;
  const isDone = stateOf(store.record, application, key)?.at === at;
  const undo = () =>
    page.update((old) => {
      const unmarked = withSent(old, of, null);
      return isDone ? setState(unmarked, application, key, before) : unmarked;
    });
  said(isDone ? `Done: ${list.titleOf(key)}` : `Sent: ${list.titleOf(key)}`, undo, () => focusOnTop());
  const next = of.person ? nextToThank(roundAt(store.record, of)) : 0;
  return !isDone && next ? next : null;
}
