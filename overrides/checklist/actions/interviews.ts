/** What a person can do with an interview: add it, edit it, rename its application, and say what came of it. */

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

/** Save the region that comes by itself, and tell what it moves. */
export function saveRegion(change: Edit) {
  page.awaited ??= { before: planner.planned, otherwise: "" };
  page.update(change);
}

/**
 * Change what is known of the interviews, say so, offer to undo it, and tell what it changes in the plan.
 * @param otherwise what is said when it changes no date
 * @param application the one that it is about
 * @param round the interview that it is about
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
    // The country that this edit called for may have been found only since.
    const made = whole?.region.taking(() => after)(after) ?? after;
    page.update((old) => joined(old, made, before));
  };
  said(words(before), undo, () => focusOnTop());
  focusOnTop(true);
  settle(document.body);
}
