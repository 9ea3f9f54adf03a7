/**
 * The record, changed by making copies. No date is computed here: what was typed goes in as it is, and Python checks
 * and plans it.
 */

import { type Application, FORMAT, type RecordData, type StepState, VERSION } from "./shape.ts";

/**
 * The state of a step that has a note and nothing else. The format asks for a state, and a put-off that's long over
 * says nothing and loses to anything another device says.
 */
const NOTHING_SAID: StepState = { state: "snoozed", at: "2000-01-01T00:00:00Z", until: "2000-01-01" };

export function isNothingSaid(state: StepState | undefined) {
  return state?.state === NOTHING_SAID.state && state.until === NOTHING_SAID.until;
}

export function emptyRecord(): RecordData {
  return { format: FORMAT, version: VERSION, settings: {}, applications: [] };
}

/**
 * An id that no other device will choose, and that sorts by when it was made.
 * @param milliseconds since 1970
 */
export function newId(milliseconds: number) {
  const random = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
  return `a${milliseconds.toString(36)}${random.toString(36).slice(0, 4)}`;
}

/** Change a copy of the record. */
export function changed(record: RecordData, change: (copy: RecordData) => void) {
  const copy = structuredClone(record);
  change(copy);
  return copy;
}

/** Change a copy of one application. The others stay the same objects, so you can see that they haven't changed. */
export function changedIn(record: RecordData, id: string, change: (application: Application) => void): RecordData {
  const applications = record.applications.map((application) => {
    if (application.id !== id) return application;
    const copy = structuredClone(application);
    change(copy);
    return copy;
  });
  return { ...record, applications };
}

export function applicationOf(record: RecordData, id: string) {
  return record.applications.find((application) => application.id === id);
}

/** Whether an application, or an interview of it, is there. */
export function holds(record: RecordData, application: string, round: string = "") {
  const found = applicationOf(record, application);
  return found !== undefined && (!round || (found.rounds?.some(({ id }) => id === round) ?? false));
}

/** A step's state, or undefined. */
export function stateOf(record: RecordData, application: string, key: string): StepState | undefined {
  const steps = applicationOf(record, application)?.steps ?? {};
  return Object.hasOwn(steps, key) ? steps[key] : undefined;
}

/** Set a step's state, or with null take it back. */
export function setState(record: RecordData, id: string, key: string, state: StepState | null) {
  return changedIn(record, id, (application) => {
    application.steps ??= {};
    const before = application.steps[key];
    const { state: _state, at: _at, until: _until, ...rest } = before ?? NOTHING_SAID;
    if (state) application.steps[key] = { ...rest, ...state };
    else if (Object.values(rest).some(Boolean)) application.steps[key] = { ...rest, ...NOTHING_SAID };
    else delete application.steps[key];
  });
}

/** Set a step's note; an empty one takes it away. */
export function withNote(record: RecordData, id: string, key: string, note: string) {
  const before = stateOf(record, id, key);
  if ((before?.note ?? "") === note) return record;
  return changedIn(record, id, (application) => {
    application.steps ??= {};
    const { note: _note, ...rest } = before ?? NOTHING_SAID;
    if (note) application.steps[key] = { ...rest, note };
    else if (isNothingSaid(rest) && Object.keys(rest).length === Object.keys(NOTHING_SAID).length)
      delete application.steps[key];
    else application.steps[key] = rest;
  });
}

const facts: WeakMap<Application, { settings: unknown; text: string }> = new WeakMap();

/**
 * Everything but ticks that an application's dates depend on, as a text. A plan made from other facts is out of date.
 */
export function factsOf({ settings = {} }: RecordData, application: Application) {
  const known = facts.get(application);
  if (known && known.settings === settings) return known.text;
  // No date depends on a name, a greeting or the journal, nor on whose policy it is; of people only on whether anybody
  // is named.
  const {
    name: _name,
    greeting: _greeting,
    centre: _centre,
    centre_link: _link,
    centre_issued: _issued,
    ...counting
  } = settings;
  const { steps: _steps, employer: _employer, role: _role, rounds = [], ...rest } = application;
  const places = rounds.map(({ journal: _journal, people = [], ...round }) => [
    round,
    people.some(({ name }) => name?.trim()),
  ]);
  const text = JSON.stringify([counting, rest, places]);
  facts.set(application, { settings, text });
  return text;
}

const said: WeakMap<Application, string> = new WeakMap();

/**
 * An application's steps as a text. When they change its dates still hold, but what it's about may not.
 */
export function saidOf(application: Application) {
  let text = said.get(application);
  if (text === undefined) said.set(application, (text = JSON.stringify(application.steps ?? {})));
  return text;
}

/** Whether there's any date for the rules to count from. */
export function hasDates({ applications }: RecordData) {
  return applications.some(
    ({ archived, rounds, outcomes }) =>
      !archived && (outcomes?.length || rounds?.some(({ starts, reply_by: replyBy }) => starts || replyBy)),
  );
}

export function nameOf(application: Application) {
  return [application.employer, application.role].filter(Boolean).join(", ");
}

/** The time zones and regions that a record names. */
export function namesIn(record: RecordData) {
  const zones = new Set(["UTC"]);
  const add = (name: unknown) => {
    if (typeof name === "string" && name) zones.add(name);
  };
  add(record.settings?.time_zone);
  for (const application of record.applications) for (const round of application.rounds ?? []) add(round.time_zone);
  const { region } = record.settings ?? {};
  return { zones: [...zones], regions: typeof region === "string" && region ? [region] : [] };
}
