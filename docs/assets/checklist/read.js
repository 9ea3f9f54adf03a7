/**
 * A stored text, read with care. What the page itself relies on when it draws a record is looked at here;
 * Python checks the rest, and says what is wrong in more words.
 */

import { namesIn, unfit } from "./guard.js";
import { FORMAT, VERSION } from "./record.js";

/** @typedef {import("./types").RecordData} RecordData */

const RESERVED = new Set(["__proto__", "constructor", "prototype"]);
const DATE = /^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/;
const ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

/**
 * Read a stored text: a record, brought up to this version; `newer` when a later version of the site wrote it; or the
 * reason why not.
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
  const keys = keysOf(found);
  if (Number.isNaN(keys)) return { reason: "a number in it is too large" };
  // JSON.parse would let the later one win without a word.
  if (namesIn(text) !== keys) return { reason: "it says something twice" };
  if (!isObject(found) || found.format !== FORMAT) return { reason: "it is not a record of this checklist" };
  const { version } = found;
  if (Number.isInteger(version) && version > VERSION) return { newer: true };
  if (!Number.isInteger(version) || version < 1) return { reason: "its version is unknown" };
  const [path] = unsound(found);
  if (path !== undefined) return { reason: `“${path}” is not what it should be` };
  // All that version 2 added may be left out, so that one of version 1 is one of version 2 as it is.
  return { record: /** @type {RecordData} */ (version === VERSION ? found : { ...found, version: VERSION }) };
}

/** How many keys all objects in a value have; NaN where a number in it is none that JSON can write. @param {unknown} value @returns {number} */
function keysOf(value) {
  if (typeof value === "number" && !Number.isFinite(value)) return Number.NaN;
  if (typeof value !== "object" || value === null) return 0;
  const inner = Object.values(value).reduce((sum, each) => sum + keysOf(each), 0);
  return Array.isArray(value) ? inner : inner + Object.keys(value).length;
}

/** @param {unknown} value @returns {value is Record<string, any>} */
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @param {unknown} value */
function isText(value) {
  return typeof value === "string";
}

/** @param {unknown} value */
function isDate(value) {
  return typeof value === "string" && DATE.test(value);
}

/**
 * Where a record is not what the page relies on: each place as a path.
 * @param {Record<string, any>} record
 * @returns {Generator<string>}
 */
function* unsound({ version, settings = {}, applications }) {
  if (!isObject(settings)) return yield "settings";
  yield* unsoundSettings(settings);
  yield* unsoundIn(applications, "applications", unsoundApplication);
  yield* repeated(applications, "applications");
  if (version === 1) yield* updates(applications);
}

/** @param {Record<string, any>} settings @returns {Generator<string>} */
function* unsoundSettings({ name = "", greeting = "", centre, centre_link: link = "", centre_issued: issued, policy }) {
  for (const [key, text] of Object.entries({ name, greeting, centre: centre ?? "", centre_link: link })) if (!isText(text)) yield `settings.${key}`;
  if (!isDate(issued ?? "2000-01-01")) yield "settings.centre_issued";
  const { extra_steps: extras = [], left_out: leftOut = [] } = isObject(policy) ? policy : {};
  yield* unsoundIn(extras, "settings.policy.extra_steps", unsoundExtra);
  yield* unsoundTexts(leftOut, "settings.policy.left_out");
}

/**
 * Version 1 knows no updates. Python gets the record as one of version 2, and would let them pass.
 * @param {any[]} applications
 * @returns {Generator<string>}
 */
function* updates(applications) {
  for (const [index, { outcomes = [] }] of applications.entries())
    for (const [place, { type }] of outcomes.entries()) if (type === "update") yield `applications[${index}].outcomes[${place}].type`;
}

/**
 * @param {unknown} list
 * @param {string} path
 * @param {(item: Record<string, any>, path: string) => Generator<string>} each
 * @returns {Generator<string>}
 */
function* unsoundIn(list, path, each) {
  if (!Array.isArray(list)) return yield path;
  for (const [index, item] of list.entries()) {
    const place = `${path}[${index}]`;
    if (isObject(item)) yield* each(item, place);
    else yield place;
  }
}

/**
 * @param {any[]} items
 * @param {string} path
 */
function* repeated(items, path) {
  const seen = new Set();
  for (const [index, { id }] of items.entries()) {
    if (typeof id !== "string" || !ID.test(id) || RESERVED.has(id) || seen.has(id)) yield `${path}[${index}].id`;
    seen.add(id);
  }
}

/**
 * @param {Record<string, any>} application
 * @param {string} path
 * @returns {Generator<string>}
 */
function* unsoundApplication({ rounds = [], steps = {}, outcomes = [], employer = "", role = "" }, path) {
  if (!isText(employer)) yield `${path}.employer`;
  if (!isText(role)) yield `${path}.role`;
  yield* unsoundIn(rounds, `${path}.rounds`, unsoundRound);
  yield* repeated(rounds, `${path}.rounds`);
  yield* unsoundIn(outcomes, `${path}.outcomes`, unsoundOutcome);
  if (!isObject(steps)) return yield `${path}.steps`;
  for (const [key, state] of Object.entries(steps)) {
    const place = `${path}.steps[${JSON.stringify(key)}]`;
    if (RESERVED.has(key) || !isObject(state)) yield place;
    else if (!isText(state.state)) yield `${place}.state`;
    else if (!isText(state.note ?? "")) yield `${place}.note`;
    else if (state.until !== undefined && !isDate(state.until)) yield `${place}.until`;
  }
}

/**
 * @param {Record<string, any>} round
 * @param {string} path
 * @returns {Generator<string>}
 */
function* unsoundRound({ starts = null, reply_within: within = null, people = [], journal = {} }, path) {
  if (starts !== null && !isText(starts)) yield `${path}.starts`;
  yield* unsoundWait(within, `${path}.reply_within`);
  yield* unsoundIn(people, `${path}.people`, unsoundPerson);
  if (!isObject(journal)) return yield `${path}.journal`;
  const { went_well: wentWell = [], improve = [], questions = [], topics = "" } = journal;
  yield* unsoundTexts(wentWell, `${path}.journal.went_well`);
  yield* unsoundTexts(improve, `${path}.journal.improve`);
  if (!isText(topics)) yield `${path}.journal.topics`;
  yield* unsoundIn(questions, `${path}.journal.questions`, sound);
}

/** @param {Record<string, any>} extra @param {string} path @returns {Generator<string>} */
function* unsoundExtra({ title }, path) {
  if (!isText(title)) yield `${path}.title`;
}

/** @param {Record<string, any>} outcome @param {string} path @returns {Generator<string>} */
function* unsoundOutcome({ type, on, decide_by: by, reply_by: replyBy, reply_within: within = null }, path) {
  if (!isText(type)) yield `${path}.type`;
  if (!isDate(on)) yield `${path}.on`;
  if (!isDate(by ?? on)) yield `${path}.decide_by`;
  if (!isDate(replyBy ?? on)) yield `${path}.reply_by`;
  yield* unsoundWait(within, `${path}.reply_within`);
}

/** So many days, or working days, or nothing. @param {unknown} value @param {string} path @returns {Generator<string>} */
function* unsoundWait(value, path) {
  if (value === null) return;
  const units = isObject(value) ? ["days", "working_days"].filter((unit) => Object.hasOwn(value, unit)) : [];
  if (!isObject(value) || !units.length) return yield path;
  for (const unit of units) if (!Number.isInteger(value[unit])) yield `${path}.${unit}`;
}

/** @param {unknown} list @param {string} path @returns {Generator<string>} */
function* unsoundTexts(list, path) {
  if (!Array.isArray(list)) yield path;
  else if (!list.every(isText)) yield `${path}[${list.findIndex((text) => !isText(text))}]`;
}

/** @param {Record<string, any>} person @param {string} path @returns {Generator<string>} */
function* unsoundPerson({ name, topic = "", thanked }, path) {
  if (!isText(name ?? "")) yield `${path}.name`;
  if (!isText(topic)) yield `${path}.topic`;
  if (!isText(thanked ?? "")) yield `${path}.thanked`;
}

/** An object is all that is asked for. @returns {Generator<string>} */
function* sound() {}
