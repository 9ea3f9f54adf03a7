/** What you can do with a whole application or interview. */

import { archived, type Edit, withoutApplication, withoutOutcome, withoutRound } from "../record/edits.ts";
import { applicationOf, nameOf } from "../record/record.ts";
import type { Outcome, RecordData } from "../record/shape.ts";

export type SaveEdit = (
  change: Edit,
  words: (before: RecordData) => string,
  otherwise: string,
  application: string,
  round?: string,
) => void;

export function applicationActions(saveEdit: SaveEdit) {
  return {
    archive: (id: string) => saveEdit(archived(id, true), (before) => `Archived: ${whoseIn(before, id)}`, "", id),
    restore: (id: string) => saveEdit(archived(id, false), (before) => `Restored: ${whoseIn(before, id)}`, "", id),
    remove: (id: string) => saveEdit(withoutApplication(id), (before) => `Removed: ${whoseIn(before, id)}`, "", id),
    removeRound: (id: string, round: string) =>
      saveEdit(withoutRound(id, round), () => "Removed: one interview", "", id, round),
    forget: (id: string, outcome: Outcome) => saveEdit(withoutOutcome(id, outcome), () => "Removed.", "", id),
  };
}

export function whoseIn(record: RecordData, application: string) {
  const known = applicationOf(record, application);
  return (known && nameOf(known)) || "the interview";
}
