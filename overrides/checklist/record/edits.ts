/** Changes to the record's applications, each a function from one record to the next. */

import { applicationOf, changed, changedIn, hasDates } from "./record.ts";
import type { Application, Outcome, RecordData } from "./shape.ts";

export type Edit = (record: RecordData) => RecordData;

/** Change one application, if it's still there. */
export function inApplication(id: string, change: (application: Application) => void): Edit {
  return (record) => changedIn(record, id, change);
}

export function withoutApplication(id: string): Edit {
  return (record) =>
    changed(record, (copy) => void (copy.applications = copy.applications.filter((each) => each.id !== id)));
}

export function withoutRound(id: string, round: string): Edit {
  return inApplication(id, (owner) => void (owner.rounds = (owner.rounds ?? []).filter((each) => each.id !== round)));
}

/**
 * Add an outcome.
 * @param round the interview that an invitation is for
 */
export function withOutcome(
  record: RecordData,
  id: string,
  outcome: Outcome,
  round: { id: string; starts: string | null } | null,
) {
  return changed(record, (copy) => {
    const application = applicationOf(copy, id);
    if (!application) return;
    // Edits may be made twice. The second time changes nothing.
    const text = JSON.stringify(outcome);
    const isKnown = round
      ? application.rounds?.some(({ id: each }) => each === round.id)
      : application.outcomes?.some((each) => JSON.stringify(each) === text);
    if (isKnown) return;
    application.outcomes = [...(application.outcomes ?? []), outcome];
    const last = application.rounds?.at(-1);
    if (round)
      application.rounds = [
        ...(application.rounds ?? []),
        { ...round, ...(last?.time_zone && { time_zone: last.time_zone }) },
      ];
  });
}

/** Put an outcome as it should be in the place of one as it was. */
export function withOutcomeChanged(id: string, before: Outcome, after: Outcome): Edit {
  const text = JSON.stringify(before);
  return inApplication(id, (owner) => {
    const index = (owner.outcomes ?? []).findIndex((each) => JSON.stringify(each) === text);
    owner.outcomes = (owner.outcomes ?? []).map((each, at) => (at === index ? after : each));
  });
}

export function withoutOutcome(id: string, outcome: Outcome): Edit {
  const text = JSON.stringify(outcome);
  return inApplication(id, (owner) => {
    // Not by its place: another tab may have added one before it.
    const index = (owner.outcomes ?? []).findIndex((each) => JSON.stringify(each) === text);
    owner.outcomes = (owner.outcomes ?? []).filter((_, each) => each !== index);
  });
}

export function archived(id: string, isArchived: boolean): Edit {
  return inApplication(id, (owner) => void (owner.archived = isArchived));
}

export function inRegion(region: string | null): Edit {
  return (record) => changed(record, (copy) => void (copy.settings = { ...copy.settings, region }));
}

/** Take out the time zones and the region with these names. */
export function withoutNames(record: RecordData, names: Set<string>): RecordData {
  const isUnknown = (name: unknown) => typeof name === "string" && names.has(name);
  return changed(record, (copy) => {
    const { settings = {} } = copy;
    if (isUnknown(settings.time_zone)) settings.time_zone = null;
    if (isUnknown(settings.region)) settings.region = null;
    for (const { rounds = [] } of copy.applications)
      for (const round of rounds) if (isUnknown(round.time_zone)) round.time_zone = null;
  });
}

/** Whether there are dates but no answer yet about bank holidays. Null is an answer. */
export function isWithoutRegion(record: RecordData) {
  return record.settings?.region === undefined && hasDates(record);
}

/** The edit, and the country with it if it would leave dates without a region. */
export function takingRegion(edit: Edit, country: string): Edit {
  return (record) => {
    const next = edit(record);
    return isWithoutRegion(next) ? inRegion(country)(next) : next;
  };
}
