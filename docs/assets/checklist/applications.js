/** What can be done with whole applications and interviews, each as an edit with words that say so. */

import { archived, withoutApplication, withoutOutcome, withoutRound } from "./edits.js";
import { applicationOf, nameOf } from "./record.js";

/** @typedef {import("./types").RecordData} RecordData */
/** @typedef {(change: import("./edits.js").Edit, words: (before: RecordData) => string, otherwise: string, application: string, round?: string) => void} SaveEdit */

/** @param {SaveEdit} saveEdit */
export function applicationActions(saveEdit) {
  return {
    archive: (/** @type {string} */ id) => saveEdit(archived(id, true), (before) => `Archived: ${whoseIn(before, id)}`, "", id),
    restore: (/** @type {string} */ id) => saveEdit(archived(id, false), (before) => `Restored: ${whoseIn(before, id)}`, "", id),
    remove: (/** @type {string} */ id) => saveEdit(withoutApplication(id), (before) => `Removed: ${whoseIn(before, id)}`, "", id),
    removeRound: (/** @type {string} */ id, /** @type {string} */ round) => saveEdit(withoutRound(id, round), () => "Removed: one interview", "", id, round),
    forget: (/** @type {string} */ id, /** @type {import("./types").Outcome} */ outcome) => saveEdit(withoutOutcome(id, outcome), () => "Removed.", "", id),
  };
}

/** @param {RecordData} record @param {string} application */
export function whoseIn(record, application) {
  const known = applicationOf(record, application);
  return (known && nameOf(known)) || "the interview";
}
