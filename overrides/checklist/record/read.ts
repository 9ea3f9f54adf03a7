/**
 * A stored text, read with care. That everything is of its kind is looked at here, as the page relies on it when it
 * draws a record; Python checks the rest, and says what is wrong in more words.
 */

import { keysIn, unfit } from "./guard.ts";
import { onceFor } from "./once.ts";
import { FORBIDDEN_NAMES, FORMAT, ID, type Kind, NOT_IN_VERSION_1, RECORD, type RecordData, VERSION } from "./shape.ts";

const DATE = /^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/;
const ID_WHOLE = new RegExp(`^${ID}$`);

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
  if (keysIn(text) !== keys) return { reason: "it says something twice" };
  if (!isObject(found) || found.format !== FORMAT) return { reason: "it is not a record of this checklist" };
  const { version } = found;
  if (Number.isInteger(version) && version > VERSION) return { newer: true };
  if (!Number.isInteger(version) || version < 1) return { reason: "its version is unknown" };
  let [path] = wrong(found, RECORD, "");
  if (path === undefined && version === 1) [path] = tooNew(found as RecordData);
  if (path !== undefined) return { reason: `“${path.slice(1)}” is not what it should be` };
  // All that version 2 added may be left out, so that one of version 1 is one of version 2 as it is.
  return { record: (version === VERSION ? found : { ...found, version: VERSION }) as RecordData };
}

/** The record in a stored text, or null where there's none that can be read. */
export function recordOf(text: string): RecordData | null {
  const result = readText(text);
  return "record" in result ? result.record : null;
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

/** What each plain kind is. */
const IS: Record<Extract<Kind, string>, (value: unknown) => boolean> = {
  text: (value) => typeof value === "string",
  date: (value) => typeof value === "string" && DATE.test(value),
  id: (value) => typeof value === "string" && ID_WHOLE.test(value) && !FORBIDDEN_NAMES.includes(value),
  whole: Number.isInteger,
  flag: (value) => typeof value === "boolean",
};

/** Where a value isn't of its kind, each place as a path. */
function* wrong(value: any, kind: Kind, path: string): Generator<string> {
  if (typeof kind === "string") {
    if (!IS[kind](value)) yield path;
  } else if (isList(kind)) {
    if (!Array.isArray(value)) return yield path;
    const ids = new Set();
    for (const [index, item] of value.entries()) {
      yield* wrong(item, kind[0], `${path}[${index}]`);
      if (typeof kind[0] === "object" && "id!" in kind[0] && ids.size === ids.add(item.id).size)
        yield `${path}[${index}].id`;
    }
  } else if (!isObject(value)) yield path;
  else if (kind["*"]) {
    for (const [key, each] of Object.entries(value)) {
      const place = `${path}[${JSON.stringify(key)}]`;
      if (FORBIDDEN_NAMES.includes(key)) yield place;
      else yield* wrong(each, kind["*"], place);
    }
  } else {
    const fields = fieldsOf(kind);
    const choices = fields.filter(({ marks }) => marks.includes("|"));
    if (choices.length && !choices.some(({ name }) => name in value)) yield path;
    for (const { name, marks, inner } of fields) {
      const part = value[name];
      if (part === undefined ? !marks.includes("!") : part === null && marks.includes("?")) continue;
      // Most parts are plain, and there may be tens of thousands.
      if (typeof inner === "string" && IS[inner](part)) continue;
      yield* wrong(part, inner, `${path}.${name}`);
    }
  }
}

/** The fields of an object, apart from what the table marks their names with. */
const fieldsOf = onceFor((kind: { readonly [field: string]: Kind }) =>
  Object.entries(kind).map(([field, inner]) => {
    const [name = ""] = field.split(/[!?|]/);
    return { name, marks: field.slice(name.length), inner };
  }),
);

function isList(kind: Kind): kind is readonly [Kind] {
  return Array.isArray(kind);
}

/** What version 1 doesn't know yet. Python gets the record as one of version 2, and would let it pass. */
function* tooNew({ applications }: RecordData): Generator<string> {
  for (const [index, { outcomes = [] }] of applications.entries())
    for (const [place, { type }] of outcomes.entries())
      if (NOT_IN_VERSION_1.includes(type)) yield `.applications[${index}].outcomes[${place}].type`;
}
