/** Writing the notes of an interview. */

import { fulfilled, namesOf } from "../record/fulfilled.ts";
import { applicationOf, holds, type RoundPlace, type StepPlace, setState, stateOf } from "../record/record.ts";
import type { RecordData } from "../record/shape.ts";
import { roundOf } from "../today/rounds.ts";
import { focusOnTop, said } from "../ui/notices.ts";
import { isThere, list, now, page, planner, store, whole } from "./parts.ts";
import { begun, noted, wordOf } from "./steps.ts";

/** @param part of the notes */
export function notes(application: string, round: string, part: string = "") {
  // If the interview has gone, the person has been told.
  if (!isThere(application, round)) return true;
  if (!whole) return false;
  void whole.later((dialogs) => dialogs.notes.open(store.record, { application, round }, part));
  return true;
}

/** Keep that somebody got no names: the step that collects them is skipped, and those that find them are on the list. */
export function noNames({ application, round }: RoundPlace, isSo: boolean) {
  const at = now();
  noted((record) => setState(record, application, namesOf(round), isSo ? { state: "skipped", at } : null));
}

/**
 * Tick the steps that the notes fulfil once they're closed. If nothing was written there, leave ticks alone: one may
 * have been taken back on purpose.
 */
export function notesClosed({ application, round }: RoundPlace, isChanged: boolean) {
  const keys = isChanged ? fulfilled(store.record, application, round, list.words.noted) : [];
  const before = new Map(keys.map((key) => [key, wordOf(stateOf(store.record, application, key))]));
  const at = now();
  const ticked = (record: RecordData) =>
    keys.reduce((old, key) => setState(old, application, key, { state: "done", at }), record);
  if (keys.length === 0) void planner.plan();
  else if (page.update(ticked)) {
    const undo = () =>
      page.update((old) => keys.reduce((each, key) => setState(each, application, key, before.get(key) ?? null), old));
    said(`Ticked: ${keys.map((key) => list.titleOf(key)).join("; ")}`, undo, () => focusOnTop());
  }
}

/** Open the notes that a step is about: its own interview's, the one's before it, or the latest. */
export function notesOf({ application, key }: StepPlace, part: string, isEarlier: boolean) {
  if (!whole) return false;
  const found = begun(application);
  if (!found) return true;
  const { id, owned } = found;
  if (!holds(store.record, id) && !page.update(owned)) return false;
  const known = applicationOf(store.record, id);
  const round = known && roundOf(known, page.model, key, isEarlier);
  return round ? notes(id, round, part) : false;
}
