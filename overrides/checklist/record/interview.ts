/** Adding an interview, editing one, and the application that a first tick begins. */

import { applicationOf, changed, nameOf, type RoundPlace, roundAt } from "./record.ts";
import type { Application, RecordData, Round } from "./shape.ts";

/** What the form says. When an interview is edited, only what was changed. */
export type Values = {
  /** The id of the application that a new interview goes to, or "". */
  belongs: string;
  people: { name: string; title: string }[] | null;
  application: Partial<Application>;
  round: Partial<Round>;
};

export function edited(record: RecordData, place: RoundPlace, values: Values) {
  return changed(record, (copy) => {
    const application = applicationOf(copy, place.application);
    const round = roundAt(copy, place);
    if (!application || !round) return;
    Object.assign(application, values.application);
    setRound(round, values);
  });
}

/** Put what the form says into an interview. */
function setRound(round: Pick<Round, "id">, values: Values) {
  const made = Object.assign(round, values.round) as Round;
  setPeople(made, values.people);
  return made;
}

/**
 * Set who was there, by name. Whoever stays keeps what else we know of them, such as their address and when they were
 * thanked. If there are as many names as before, a new name is another spelling of the one that's gone.
 * @param told null to leave them as they are
 */
function setPeople(round: Round, told: { name: string; title: string }[] | null) {
  if (!told) return;
  // People without a name aren't in the field, so it doesn't take them away.
  const named = (round.people ?? []).filter(({ name }) => name?.trim());
  const nameless = (round.people ?? []).filter(({ name }) => !name?.trim());
  const isSameCount = named.length === told.length;
  const left = [...named];
  const staying = told.map(({ name }) => {
    const index = left.findIndex((person) => person.name === name);
    return index < 0 ? null : left.splice(index, 1)[0];
  });
  const people = told.map(({ name, title }, index) => ({
    ...(staying[index] ?? (isSameCount ? left.shift() : {})),
    name,
    ...(title && { title }),
  }));
  if (people.length || round.people) round.people = [...people, ...nameless];
}

/** Whether a first tick began this application: it has no name and no date yet. */
export function isStarted(application: Application) {
  const { archived, rounds } = application;
  return !nameOf(application) && !archived && rounds?.length === 1 && rounds[0]?.starts === null;
}

/**
 * A new interview goes to the application it belongs to; else to the unnamed one that the first ticks started, if that
 * has no date yet; else to a new application.
 * @param ids of what is new; and, once it is known, of what the first ticks started, so that a second time changes
 *   nothing
 */
export function added(
  record: RecordData,
  values: Values,
  ids: { application: string; round: string; started?: string },
) {
  return changed(record, (copy) => {
    copy.settings ??= {};
    copy.settings.time_zone ??= values.round.time_zone ?? null;
    const isThere = copy.applications.some(
      ({ id, rounds }) => id === ids.application || rounds?.some((round) => round.id === ids.round),
    );
    if (isThere) return;
    const owner = values.belongs ? applicationOf(copy, values.belongs) : null;
    if (owner) {
      Object.assign(owner, values.application);
      owner.rounds = [...(owner.rounds ?? []), setRound({ id: ids.round }, values)];
      return;
    }
    ids.started ??= copy.applications.find(isStarted)?.id ?? "";
    const started = applicationOf(copy, ids.started);
    if (started) {
      Object.assign(started, values.application);
      for (const round of started.rounds?.slice(0, 1) ?? []) setRound(round, values);
    } else {
      const rounds = [setRound({ id: "r1" }, values)];
      copy.applications.push({ id: ids.application, ...values.application, rounds, outcomes: [], steps: {} });
    }
  });
}

/** The record with an unnamed application in it, for the first tick. */
export function withUnnamed(record: RecordData, id: string, zone: string) {
  return changed(record, (copy) => {
    copy.settings ??= {};
    copy.settings.time_zone ??= zone;
    copy.applications.push({ id, rounds: [{ id: "r1", starts: null }], outcomes: [], steps: {} });
  });
}
