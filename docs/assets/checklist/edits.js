/** Changes to the record's applications, each a function from one record to the next. */

import { changed, changedIn, hasDates } from "./record.js";

/** @typedef {import("./types").RecordData} RecordData */
/** @typedef {import("./types").Application} Application */
/** @typedef {(record: RecordData) => RecordData} Edit */

/**
 * Change one application, where it is still there.
 * @param {string} id
 * @param {(application: Application) => void} change
 * @returns {Edit}
 */
export function inApplication(id, change) {
  return (record) => changedIn(record, id, change);
}

/** @param {string} id @returns {Edit} */
export function withoutApplication(id) {
  return (record) => changed(record, (copy) => void (copy.applications = copy.applications.filter((each) => each.id !== id)));
}

/** @param {string} id @param {string} round @returns {Edit} */
export function withoutRound(id, round) {
  return inApplication(id, (owner) => void (owner.rounds = (owner.rounds ?? []).filter((each) => each.id !== round)));
}

/** @param {string} id @param {import("./types").Outcome} outcome @returns {Edit} */
export function withoutOutcome(id, outcome) {
  const text = JSON.stringify(outcome);
  return inApplication(id, (owner) => {
    // By what it says: another tab may have put one before it.
    const index = (owner.outcomes ?? []).findIndex((each) => JSON.stringify(each) === text);
    owner.outcomes = (owner.outcomes ?? []).filter((_, each) => each !== index);
  });
}

/** @param {string} id @param {boolean} isArchived @returns {Edit} */
export function archived(id, isArchived) {
  return inApplication(id, (owner) => void (owner.archived = isArchived));
}

/** @param {string | null} region @returns {Edit} */
export function inRegion(region) {
  return (record) => changed(record, (copy) => void (copy.settings = { ...copy.settings, region }));
}

/** Whether a record has dates and no answer yet about bank holidays: `null` is one. @param {RecordData} record */
export function isWithoutRegion(record) {
  return record.settings?.region === undefined && hasDates(record);
}

/** An edit that takes a country along, where that leaves dates without a region. @param {Edit} edit @param {string} country @returns {Edit} */
export function takingRegion(edit, country) {
  return (record) => {
    const next = edit(record);
    return isWithoutRegion(next) ? inRegion(country)(next) : next;
  };
}
