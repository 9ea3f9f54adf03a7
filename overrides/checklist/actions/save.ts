/** Saving an edit, with an Undo. */

import type { Edit } from "../record/edits.ts";
import { joined } from "../record/join.ts";
import { applicationOf, holds, nameOf } from "../record/record.ts";
import type { RecordData } from "../record/shape.ts";
import { forgetChanges } from "../today/changes.ts";
import { settle } from "../ui/dom.ts";
import { focusOnTop, said } from "../ui/notices.ts";
import { page, planner, store, tellRemoved, whole } from "./parts.ts";

type Saying = {
  /** What was done. */
  words: string | ((before: RecordData) => string);
  /** What to say if it moves no dates. */
  otherwise?: string;
  /** What the edit is about: another window may have removed it. */
  application?: string | undefined;
  round?: string | undefined;
};

/** Make an edit, say so with an Undo, and then say which dates it has moved. */
export function saveEdit(change: Edit, { words, otherwise = "", application = "", round = "" }: Saying) {
  store.look();
  const before = store.record;
  const { open } = page.model;
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
    page.chosen = open;
    // We may have found the country only since the edit was made.
    const made = whole?.region.taking(() => after)(after) ?? after;
    page.update((old) => joined(old, made, before));
  };
  said(typeof words === "string" ? words : words(before), undo, () => focusOnTop());
  focusOnTop(true);
  settle(document.body);
}

/** Save the region that somebody chose. */
export function saveRegion(change: Edit, words: string) {
  saveEdit(change, { words, otherwise: "No date moved." });
}

/** Save the region that we guessed, and say which dates it moves. */
export function saveGuess(change: Edit) {
  page.awaited ??= { before: planner.planned, otherwise: "" };
  page.update(change);
}

export function nameIn(record: RecordData, application: string) {
  const known = applicationOf(record, application);
  return known ? nameOf(known) : "";
}

export function whoseIn(record: RecordData, application: string) {
  return nameIn(record, application) || "the interview";
}
