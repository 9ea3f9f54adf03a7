/** What lies between two texts of the record, as an edit; and an edit made where the record can hold what comes of it. */

import { unfit } from "./guard.js";
import { readText } from "./read.js";
import { emptyRecord } from "./record.js";
import { restored, shared } from "./undo.js";

/** @typedef {import("./types").RecordData} RecordData */
/**
 * Null for a list that is erased. An edit may be made a second time, to a record that holds it already: that changes nothing.
 * @typedef {(record: RecordData) => RecordData | null} Edit
 */

/**
 * A record with an edit made to it, or as it is where it could not hold the edit.
 * @param {Edit} edit
 * @param {RecordData | null} record
 * @param {(reason: string) => void} dropped
 */
export function fitting(edit, record, dropped) {
  const next = edit(record ?? emptyRecord());
  const reason = next && unfit(JSON.stringify(next));
  if (!reason) return next;
  dropped(reason);
  return record;
}

/**
 * What made one text of another, as an edit: nothing, where it cannot be read.
 * @param {string} text
 * @param {string | null} from
 * @returns {Edit}
 */
export function made(text, from) {
  const [after, before] = [readText(text), readText(from ?? "")];
  const start = "record" in before ? before.record : emptyRecord();
  return (record) => ("record" in after ? restored(record, after.record, start) : record);
}

/**
 * What a text has and another lacks, as an edit that takes nothing away.
 * @param {string} text
 * @param {string} other
 * @returns {Edit}
 */
export function more(text, other) {
  const [mine, theirs] = [readText(text), readText(other)];
  if (!("record" in mine) || !("record" in theirs)) return (record) => record;
  const from = shared(mine.record, theirs.record);
  return (record) => restored(record, mine.record, from);
}
