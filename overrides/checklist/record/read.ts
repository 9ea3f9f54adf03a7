/**
 * A stored text, read with care. What the page itself relies on when it draws a record is looked at here;
 * Python checks the rest, and says what is wrong in more words.
 */

import { namesIn, unfit } from "./guard.ts";
import { FORMAT, VERSION } from "./record.ts";
import type { RecordData } from "./types.ts";

const RESERVED = new Set(["__proto__", "constructor", "prototype"]);
const DATE = /^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/;
const ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

/**
 * Read a stored text: a record, brought up to this version; `newer` when a later version of the site wrote it; or the
 * reason why not.
 */
export function readText(text: string): { record: RecordData } | { newer: true } | { reason: string } {
  const reason = unfit(text);
  if (reason) return { reason };
  let found: unknown;
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
  return { record: (version === VERSION ? found : { ...found, version: VERSION }) as RecordData };
}

/** How many keys all objects in a value have; NaN where a number in it is none that JSON can write. */
function keysOf(value: unknown): number {
  if (typeof value === "number" && !Number.isFinite(value)) return Number.NaN;
  if (typeof value !== "object" || value === null) return 0;
  const inner = Object.values(value).reduce((sum, each) => sum + keysOf(each), 0);
  return Array.isArray(value) ? inner : inner + Object.keys(value).length;
}

function isObject(value: unknown): value is Record<string, any> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown) {
  return typeof value === "string";
}

function isDate(value: unknown) {
  return typeof value === "string" && DATE.test(value);
}

/** Where a record is not what the page relies on: each place as a path. */
function* unsound({ version, settings = {}, applications }: Record<string, any>): Generator<string> {
  if (!isObject(settings)) return yield "settings";
  yield* unsoundSettings(settings);
  yield* unsoundIn(applications, "applications", unsoundApplication);
  yield* repeated(applications, "applications");
  if (version === 1) yield* updates(applications);
}

function* unsoundSettings({
  name = "",
  greeting = "",
  centre,
  centre_link: link = "",
  centre_issued: issued,
  policy,
}: Record<string, any>): Generator<string> {
  for (const [key, text] of Object.entries({ name, greeting, centre: centre ?? "", centre_link: link }))
    if (!isText(text)) yield `settings.${key}`;
  if (!isDate(issued ?? "2000-01-01")) yield "settings.centre_issued";
  const { extra_steps: extras = [], left_out: leftOut = [] } = isObject(policy) ? policy : {};
  yield* unsoundIn(extras, "settings.policy.extra_steps", unsoundExtra);
  yield* unsoundTexts(leftOut, "settings.policy.left_out");
}

/** Version 1 knows no updates. Python gets the record as one of version 2, and would let them pass. */
function* updates(applications: any[]): Generator<string> {
  for (const [index, { outcomes = [] }] of applications.entries())
    for (const [place, { type }] of outcomes.entries())
      if (type === "update") yield `applications[${index}].outcomes[${place}].type`;
}

function* unsoundIn(
  list: unknown,
  path: string,
  each: (item: Record<string, any>, path: string) => Generator<string>,
): Generator<string> {
  if (!Array.isArray(list)) return yield path;
  for (const [index, item] of list.entries()) {
    const place = `${path}[${index}]`;
    if (isObject(item)) yield* each(item, place);
    else yield place;
  }
}

function* repeated(items: any[], path: string) {
  const seen = new Set();
  for (const [index, { id }] of items.entries()) {
    if (typeof id !== "string" || !ID.test(id) || RESERVED.has(id) || seen.has(id)) yield `${path}[${index}].id`;
    seen.add(id);
  }
}

function* unsoundApplication(
  { rounds = [], steps = {}, outcomes = [], employer = "", role = "" }: Record<string, any>,
  path: string,
): Generator<string> {
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

function* unsoundRound(
  { starts = null, reply_within: within = null, people = [], journal = {} }: Record<string, any>,
  path: string,
): Generator<string> {
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

function* unsoundExtra({ title }: Record<string, any>, path: string): Generator<string> {
  if (!isText(title)) yield `${path}.title`;
}

function* unsoundOutcome(
  { type, on, decide_by: by, reply_by: replyBy, reply_within: within = null }: Record<string, any>,
  path: string,
): Generator<string> {
  if (!isText(type)) yield `${path}.type`;
  if (!isDate(on)) yield `${path}.on`;
  if (!isDate(by ?? on)) yield `${path}.decide_by`;
  if (!isDate(replyBy ?? on)) yield `${path}.reply_by`;
  yield* unsoundWait(within, `${path}.reply_within`);
}

/** So many days, or working days, or nothing. */
function* unsoundWait(value: unknown, path: string): Generator<string> {
  if (value === null) return;
  const units = isObject(value) ? ["days", "working_days"].filter((unit) => Object.hasOwn(value, unit)) : [];
  if (!isObject(value) || !units.length) return yield path;
  for (const unit of units) if (!Number.isInteger(value[unit])) yield `${path}.${unit}`;
}

function* unsoundTexts(list: unknown, path: string): Generator<string> {
  if (!Array.isArray(list)) yield path;
  else if (!list.every(isText)) yield `${path}[${list.findIndex((text) => !isText(text))}]`;
}

function* unsoundPerson({ name, topic = "", thanked }: Record<string, any>, path: string): Generator<string> {
  if (!isText(name ?? "")) yield `${path}.name`;
  if (!isText(topic)) yield `${path}.topic`;
  if (!isText(thanked ?? "")) yield `${path}.thanked`;
}

/** An object is all that is asked for. */
function* sound(): Generator<string> {}
