/** What lies between two texts of the record, as an edit; and an edit made where the record can hold what comes of it. */

import { unfit } from "./guard.ts";
import { readText } from "./read.ts";
import { emptyRecord } from "./record.ts";
import type { RecordData } from "./types.ts";
import { restored, shared } from "./undo.ts";

/**
 * Null for a list that is erased. An edit may be made a second time, to a record that holds it already: that changes
 * nothing.
 */
export type Edit = (record: RecordData) => RecordData | null;

/** A record with an edit made to it, or as it is where it could not hold the edit. */
export function fitting(edit: Edit, record: RecordData | null, dropped: (reason: string) => void) {
  const next = edit(record ?? emptyRecord());
  const reason = next && unfit(JSON.stringify(next));
  if (!reason) return next;
  dropped(reason);
  return record;
}

/** What made one text of another, as an edit: nothing, where it cannot be read. */
export function made(text: string, from: string | null): Edit {
  const [after, before] = [readText(text), readText(from ?? "")];
  const start = "record" in before ? before.record : emptyRecord();
  return (record) => ("record" in after ? restored(record, after.record, start) : record);
}

/** What a text has and another lacks, as an edit that takes nothing away. */
export function more(text: string, other: string): Edit {
  const [mine, theirs] = [readText(text), readText(other)];
  if (!("record" in mine) || !("record" in theirs)) return (record) => record;
  const from = shared(mine.record, theirs.record);
  return (record) => restored(record, mine.record, from);
}
