/** Adding an interview, editing it, renaming its application, and saying what came of it. */

import type { Edit } from "../record/edits.ts";
import { joined } from "../record/join.ts";
import { holds } from "../record/record.ts";
import type { RecordData } from "../record/shape.ts";
import { forgetChanges } from "../today/changes.ts";
import { settle } from "../ui/dom.ts";
import { focusOnTop, said } from "../ui/notices.ts";
import { whoseIn } from "./applications.ts";
import { isThere, list, page, planner, store, tellRemoved, whole } from "./parts.ts";

export function add() {
  whole?.form.open(store.record);
}

export function edit(application: string, round: string) {
  if (isThere(application, round)) whole?.form.open(store.record, { application, round });
}

export function saveInterview(change: Edit, place: { application: string; round: string } | null) {
  saveEdit(change, () => (place ? "Interview changed." : "Interview added."), "", place?.application, place?.round);
  void whole?.safety.persist();
}

export function rename(application: string) {
  if (isThere(application)) whole?.form.rename(store.record, application);
}

export function happened(application: string) {
  if (!isThere(application)) return;
  const { model } = page;
  const days = model.days(model.views.get(application)?.zone ?? "UTC");
  whole?.happened.open(
    application,
    { today: days.today, latest: days.date(1) },
    whoseIn(store.record, application),
    model.possible(application),
  );
}

export function saveOutcome(change: Edit, type: string, application: string) {
  const { words } = list;
  saveEdit(change, () => `Noted: ${words.outcomes[type]}. ${words.kind[type]}`, "", application);
}

/** Save the region that we guessed, and say which dates it moves. */
export function saveRegion(change: Edit) {
  page.awaited ??= { before: planner.planned, otherwise: "" };
  page.update(change);
}

/**
 * Save an edit, say so with an Undo, and then say which dates it has moved.
 * @param otherwise what to say if it moves none
 */
export function saveEdit(
  change: Edit,
  words: (before: RecordData) => string,
  otherwise: string = "",
  application: string = "",
  round: string = "",
) {
  store.look();
  const before = store.record;
  forgetChanges();
  page.awaited = { before: planner.planned, otherwise };
  if (!page.update(whole?.region.taking(change) ?? change)) return;
  const after = store.record;
  if (application && ![before, after].some((record) => holds(record, application, round))) {
    tellRemoved();
    return;
  }
  const undo = () => {
    forgetChanges();
    page.awaited = null;
    // We may have found the country only since the edit was made.
    const made = whole?.region.taking(() => after)(after) ?? after;
    page.update((old) => joined(old, made, before));
  };
  said(words(before), undo, () => focusOnTop());
  focusOnTop(true);
  settle(document.body);
}
