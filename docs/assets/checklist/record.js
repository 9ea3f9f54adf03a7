/**
 * The record as the page edits it: read with care, changed by copies. No date is computed
 * here; what the person typed goes in as it is, and Python checks and plans it.
 */

import { unfit } from "./guard.js";

/** @typedef {import("./types").RecordData} RecordData */
/** @typedef {import("./types").Application} Application */
/** @typedef {import("./types").Round} Round */
/** @typedef {import("./types").StepState} StepState */

export const FORMAT = "after-the-interview";
export const VERSION = 1;

/**
 * A note may stand with a step of which nothing else is said yet. The record gives every step a state; a put-off
 * that is long over says nothing, and loses against whatever another device says.
 * @type {StepState}
 */
const NOTHING_SAID = { state: "snoozed", at: "2000-01-01T00:00:00Z", until: "2000-01-01" };

/** @param {StepState | undefined} state */
export function isNothingSaid(state) {
  return state?.state === NOTHING_SAID.state && state.until === NOTHING_SAID.until;
}

const RESERVED = new Set(["__proto__", "constructor", "prototype"]);
const DATE = /^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/;
const ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

/** @returns {RecordData} */
export function emptyRecord() {
  return { format: FORMAT, version: VERSION, settings: {}, applications: [] };
}

/**
 * Read a stored text: a record, `newer` when a later version of the site wrote it, or the reason why not.
 * @param {string} text
 * @returns {{record: RecordData} | {newer: true} | {reason: string}}
 */
export function readText(text) {
  const reason = unfit(text);
  if (reason) return { reason };
  let found;
  try {
    found = JSON.parse(text);
  } catch {
    return { reason: "it is not JSON" };
  }
  if (!isObject(found) || found.format !== FORMAT) return { reason: "it is not a record of this checklist" };
  if (Number.isInteger(found.version) && found.version > VERSION) return { newer: true };
  if (found.version !== VERSION) return { reason: "its version is unknown" };
  return isSound(found) ? { record: found } : { reason: "parts of it have the wrong shape" };
}

/** @param {unknown} value @returns {value is Record<string, any>} */
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * What the page itself relies on when it draws a record; Python checks the rest.
 * @param {Record<string, any>} record
 * @returns {record is RecordData}
 */
function isSound(record) {
  const { settings = {}, applications } = record;
  if (!isObject(settings) || !Array.isArray(applications)) return false;
  const { extra_steps: extras = [] } = isObject(settings.policy) ? settings.policy : {};
  if (!Array.isArray(extras) || !extras.every((extra) => isObject(extra) && typeof extra.title === "string")) return false;
  return hasUniqueIds(applications) && applications.every(isSoundApplication);
}

/** @param {any} application */
function isSoundApplication(application) {
  const { rounds = [], steps = {}, outcomes = [], employer = "", role = "" } = application;
  if (!Array.isArray(outcomes) || !outcomes.every(isSoundOutcome)) return false;
  if (!Array.isArray(rounds) || !hasUniqueIds(rounds) || !isObject(steps)) return false;
  if (typeof employer !== "string" || typeof role !== "string") return false;
  if (!rounds.every(({ starts = null }) => starts === null || typeof starts === "string")) return false;
  if (!rounds.every(({ journal = {} }) => isSoundJournal(journal))) return false;
  if (!rounds.every(({ people = [] }) => Array.isArray(people) && people.every((person) => isObject(person) && typeof (person.name ?? "") === "string"))) return false;
  return Object.entries(steps).every(([key, state]) => !RESERVED.has(key) && isSoundState(state));
}

/** @param {any} journal */
function isSoundJournal(journal) {
  if (!isObject(journal)) return false;
  const { went_well: wentWell = [], improve = [], questions = [], topics = "" } = journal;
  const areTexts = (/** @type {unknown} */ list) => Array.isArray(list) && list.every((text) => typeof text === "string");
  return areTexts(wentWell) && areTexts(improve) && typeof topics === "string" && Array.isArray(questions) && questions.every(isObject);
}

/** @param {any} outcome */
function isSoundOutcome(outcome) {
  if (!isObject(outcome) || typeof outcome.type !== "string") return false;
  return [outcome.on, outcome.decide_by ?? outcome.on].every((date) => typeof date === "string" && DATE.test(date));
}

/** @param {any} state */
function isSoundState(state) {
  if (!isObject(state) || typeof state.state !== "string" || typeof (state.note ?? "") !== "string") return false;
  return state.until === undefined || (typeof state.until === "string" && DATE.test(state.until));
}

/** @param {any[]} items */
function hasUniqueIds(items) {
  const ids = items.map((item) => (isObject(item) ? item.id : null));
  return ids.every((id) => typeof id === "string" && ID.test(id) && !RESERVED.has(id)) && new Set(ids).size === ids.length;
}

/**
 * An id no other device will choose, and that sorts by when it was made.
 * @param {number} milliseconds since 1970
 */
export function newId(milliseconds) {
  const random = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
  return `a${milliseconds.toString(36)}${random.toString(36).slice(0, 4)}`;
}

/**
 * Change a copy of the record.
 * @param {RecordData} record
 * @param {(copy: RecordData) => void} change
 */
export function changed(record, change) {
  const copy = structuredClone(record);
  change(copy);
  return copy;
}

/**
 * Change a copy of one application. The others stay the same objects, by which one sees that they are unchanged.
 * @param {RecordData} record
 * @param {string} id
 * @param {(application: Application) => void} change
 * @returns {RecordData}
 */
export function changedIn(record, id, change) {
  const applications = record.applications.map((application) => {
    if (application.id !== id) return application;
    const copy = structuredClone(application);
    change(copy);
    return copy;
  });
  return { ...record, applications };
}

/**
 * @param {RecordData} record
 * @param {string} id
 */
export function applicationOf(record, id) {
  return record.applications.find((application) => application.id === id);
}

/**
 * What the person said of a step, or undefined.
 * @param {RecordData} record
 * @param {string} application
 * @param {string} key
 * @returns {StepState | undefined}
 */
export function stateOf(record, application, key) {
  const steps = applicationOf(record, application)?.steps ?? {};
  return Object.hasOwn(steps, key) ? steps[key] : undefined;
}

/**
 * Set or, with null, take back what the person said of a step.
 * @param {RecordData} record
 * @param {string} id
 * @param {string} key
 * @param {StepState | null} state
 */
export function setState(record, id, key, state) {
  return changedIn(record, id, (application) => {
    application.steps ??= {};
    const before = application.steps[key];
    const { state: _state, at: _at, until: _until, ...rest } = before ?? NOTHING_SAID;
    if (state) application.steps[key] = { ...rest, ...state };
    else if (Object.values(rest).some(Boolean)) application.steps[key] = { ...rest, ...NOTHING_SAID };
    else delete application.steps[key];
  });
}

/**
 * Set what is noted with a step; an empty text takes it away.
 * @param {RecordData} record
 * @param {string} id
 * @param {string} key
 * @param {string} note
 */
export function withNote(record, id, key, note) {
  const before = stateOf(record, id, key);
  if ((before?.note ?? "") === note) return record;
  return changedIn(record, id, (application) => {
    application.steps ??= {};
    const { note: _note, ...rest } = before ?? NOTHING_SAID;
    if (note) application.steps[key] = { ...rest, note };
    else if (isNothingSaid(rest) && Object.keys(rest).length === Object.keys(NOTHING_SAID).length) delete application.steps[key];
    else application.steps[key] = rest;
  });
}

/** @type {WeakMap<Application, {settings: unknown, text: string}>} */
const facts = new WeakMap();

/**
 * What an application's dates depend on besides its ticks, as one text: a plan made for other facts is out of date.
 * @param {RecordData} record
 * @param {Application} application
 */
export function factsOf({ settings }, application) {
  const known = facts.get(application);
  if (known && known.settings === settings) return known.text;
  // No date depends on a name or on the journal, and of people only on whether anybody is named.
  const { steps: _steps, employer: _employer, role: _role, rounds = [], ...rest } = application;
  const places = rounds.map(({ journal: _journal, people = [], ...round }) => [round, people.some(({ name }) => name?.trim())]);
  const text = JSON.stringify([settings ?? {}, rest, places]);
  facts.set(application, { settings, text });
  return text;
}

/**
 * Whether anything in a record has a date for the rules to count from.
 * @param {RecordData} record
 */
export function hasDates({ applications }) {
  return applications.some(({ archived, rounds, outcomes }) => !archived && (outcomes?.length || rounds?.some(({ starts, reply_by: replyBy }) => starts || replyBy)));
}

/** @param {Application} application */
export function nameOf(application) {
  return [application.employer, application.role].filter(Boolean).join(", ");
}

/**
 * The time zones and the regions that a record names, at most one so far.
 * @param {RecordData} record
 */
export function namesIn(record) {
  const zones = new Set(["UTC"]);
  const add = (/** @type {unknown} */ name) => {
    if (typeof name === "string" && name) zones.add(name);
  };
  add(record.settings?.time_zone);
  for (const application of record.applications) for (const round of application.rounds ?? []) add(round.time_zone);
  const { region } = record.settings ?? {};
  return { zones: [...zones], regions: typeof region === "string" && region ? [region] : [] };
}
