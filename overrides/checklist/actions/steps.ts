/** Ticking a step, skipping it, putting it off, taking that back, noting something, and asking why. */

import { type Edit, inApplication } from "../record/edits.ts";
import { isStarted, withUnnamed } from "../record/interview.ts";
import { joined } from "../record/join.ts";
import { holds, isNothingSaid, setState, stateOf, withNote } from "../record/record.ts";
import type { RecordData, StepState } from "../record/shape.ts";
import { textFrom } from "../record/tidy.ts";
import { closeButton, focusOnTop, forgetSaid, notice, said } from "../ui/notices.ts";
import { afterPointerUp } from "../ui/press.ts";
import { deviceZone } from "../ui/speak.ts";
import { engine, isThere, list, nextId, now, page, planner, store } from "./parts.ts";

/**
 * The application's id. A list that nobody has begun yet has none: the first tick begins one. Null if another window
 * has removed it.
 */
export function begun(application: string) {
  if (application === list.pattern.application) store.look();
  else if (!isThere(application)) return null;
  const { record } = store;
  const known = holds(record, application) ? application : record.applications.find(isStarted)?.id;
  const id = known ?? nextId();
  return {
    id,
    owned: (latest: RecordData) => (known || holds(latest, id) ? latest : withUnnamed(latest, id, deviceZone)),
  };
}

/** What was said of a step, for Undo. Without its note, which may have been written since. */
export function wordOf(state: StepState | undefined) {
  return state && !isNothingSaid(state)
    ? { state: state.state, at: state.at, ...(state.until && { until: state.until }) }
    : null;
}

type State = "done" | "skipped" | "snoozed" | null;

/** From a step's row. A tick shows at once, and what follows from it a frame later. */
export function set(application: string, key: string, state: State, until?: string) {
  return put(application, key, state, until, page.updateSoon);
}

/** Returns false if the record can't hold it. */
function put(application: string, key: string, state: State, until?: string, update = page.update) {
  const found = begun(application);
  if (!found) return false;
  const { id, owned } = found;
  const before = wordOf(stateOf(store.record, id, key));
  const title = list.titleOf(key);
  const at = now();
  page.awaited = null;
  if (!update((old) => setState(owned(old), id, key, state && { state, at, ...(until && { until }) }))) return false;
  const done = { done: "Done", skipped: "Doesn’t apply", snoozed: "Put off" };
  const stage = state === "done" ? list.stageFinishedBy(key) : null;
  const words = state ? `${done[state]}: ${title}` : `Taken back: ${title}`;
  // The focus goes to the card. A guide's page has no card, so there it stays with the step.
  const goBack = () => (list.isWhole ? focusOnTop() : list.focus(key));
  said(
    stage ? `${words}. That was the last of “${stage}”: well done.` : words,
    () => page.update((old) => setState(old, id, key, before)),
    goBack,
  );
  return true;
}

export function tick(application: string, key: string) {
  put(application, key, "done");
}

export function skip(application: string, key: string) {
  put(application, key, "skipped");
}

export function snooze(application: string, key: string, until: string) {
  put(application, key, "snoozed", until);
}

/** Answer how much one wants the job, which is what the step is. */
export function interest(application: string, wanted: "yes" | "unsure" | "no") {
  const found = begun(application);
  if (!found) return;
  const { id, owned } = found;
  const before = store.record;
  const at = now();
  const answered = (old: RecordData) =>
    setState(inApplication(id, (each) => void (each.interest = wanted))(owned(old)), id, "decide-interest", {
      state: "done",
      at,
    });
  page.awaited = null;
  if (!page.update(answered)) return;
  const after = store.record;
  said(
    "Noted.",
    () => page.update((old) => joined(old, after, before)),
    () => focusOnTop(),
  );
}

/** Save a note. The last Undo would take it away too, so it's withdrawn. */
export function noted(change: Edit) {
  forgetSaid();
  return page.update(change);
}

export function note(application: string, key: string, text: string) {
  const found = begun(application);
  if (found) noted((old) => withNote(found.owned(old), found.id, key, textFrom(text)));
  else if (text) notice("unkept", `What you wrote could not be kept with it: “${text}”`, closeButton("unkept"));
}

/** Ask for the reasons behind a step's dates. */
export function why(application: string, key: string) {
  if (engine.state !== "ready" || !page.model.plans.has(application)) return;
  planner.ask({ op: "why", application, key }).then(
    (reply) => afterPointerUp(() => reply.ok && page.model.open === application && list.showWhy(key, reply.why)),
    () => {
      // The short reason is there already.
    },
  );
}
