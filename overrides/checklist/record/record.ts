/**
 * The record, changed by making copies. No date is computed here: what was typed goes in as it is, and Python checks
 * and plans it.
 */

import { onceFor } from "./once.ts";
import {
  type Application,
  FORMAT,
  type Person,
  type RecordData,
  type Round,
  type Settings,
  type StepState,
  VERSION,
} from "./shape.ts";

/** Which interview is meant, and which step: an application's id, and the interview's id or the step's key. */
export type RoundPlace = { application: string; round: string };
export type StepPlace = { application: string; key: string };

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

export function roundAt(record: RecordData, { application, round }: RoundPlace) {
  return applicationOf(record, application)?.rounds?.find(({ id }) => id === round);
}

/** The people met in an interview whose names are known. */
export function namedIn(round: Round | undefined): Person[] {
  return (round?.people ?? []).filter(({ name }) => name?.trim());
}

/** Whether an application, or an interview of it, is there. */
export function holds(record: RecordData, application: string, round: string = "") {
  return (round ? roundAt(record, { application, round }) : applicationOf(record, application)) !== undefined;
}

/** A step's id, without the interview that its key may begin with: "r1/thank-you" or "let-go". */
export function stepId(key: string) {
  return key.slice(key.lastIndexOf("/") + 1);
}

/** The interview that a step's key names; "" for a step of the whole application. */
export function roundId(key: string) {
  return key.slice(0, Math.max(key.lastIndexOf("/"), 0));
}

/** A step's state, or undefined. */
export function stateOf(record: RecordData, application: string, key: string): StepState | undefined {
  const steps = applicationOf(record, application)?.steps ?? {};
  return Object.hasOwn(steps, key) ? steps[key] : undefined;
}

/** Set a step's state, or with null take it back. */
export function setState(record: RecordData, id: string, key: string, state: StepState | null) {
  const { state: _state, at: _at, until: _until, ...rest } = stateOf(record, id, key) ?? NOTHING_SAID;
  return withStep(record, id, key, { ...rest, ...(state ?? NOTHING_SAID) });
}

/** Set a step's note; an empty one takes it away. */
export function withNote(record: RecordData, id: string, key: string, note: string) {
  const { note: before = "", ...rest } = stateOf(record, id, key) ?? NOTHING_SAID;
  return note === before ? record : withStep(record, id, key, { ...rest, ...(note && { note }) });
}

/** A step about which nothing is said isn't in the record. */
function withStep(record: RecordData, id: string, key: string, state: StepState) {
  const isEmpty = Object.entries(state).every(([name, value]) => name in NOTHING_SAID || !value);
  return changedIn(record, id, (application) => {
    application.steps ??= {};
    if (isEmpty && isNothingSaid(state)) delete application.steps[key];
    else application.steps[key] = state;
  });
}

const NO_SETTINGS: Settings = {};

/**
 * Everything but ticks that an application's dates depend on, as a text. A plan made from other facts is out of date.
 */
export function factsOf({ settings = NO_SETTINGS }: RecordData, application: Application) {
  return factsUnder(settings)(application);
}

const factsUnder = onceFor((settings: Settings) => {
  // No date depends on a name, a greeting or the journal, nor on whose policy it is; of people only on whether anybody
  // is named.
  const { name: _1, greeting: _2, centre: _3, centre_link: _4, centre_issued: _5, ...counting } = settings;
  return onceFor((application: Application) => {
    const { steps: _steps, employer: _employer, role: _role, rounds = [], ...rest } = application;
    const places = rounds.map(({ journal: _journal, people = [], ...round }) => [
      round,
      people.some(({ name }) => name?.trim()),
    ]);
    return JSON.stringify([counting, rest, places]);
  });
});

/** An application's steps as a text. When they change its dates still hold, but what it's about may not. */
export const saidOf = onceFor(({ steps = {} }: Application) => JSON.stringify(steps));

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
export function namesIn({ settings = NO_SETTINGS, applications }: RecordData) {
  const isName = (name: unknown): name is string => typeof name === "string" && name !== "";
  const rounds = applications.flatMap((application) => application.rounds ?? []);
  const zones = [settings.time_zone, ...rounds.map((round) => round.time_zone)].filter(isName);
  return { zones: [...new Set(["UTC", ...zones])], regions: [settings.region].filter(isName) };
}
