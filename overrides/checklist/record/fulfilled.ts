/** Which steps an interview's notes fulfil: the table of steps says by what, and the page looks whether it is there. */

import { applicationOf } from "./record.ts";
import type { RecordData, Round } from "./shape.ts";

const isTold = (text: unknown) => typeof text === "string" && text.trim() !== "";

/** The parts of the notes, each with whether anything stands in it. */
const PARTS: Record<string, (round: Round) => boolean> = {
  people: ({ people = [] }) => people.some(({ name }) => isTold(name)),
  topics: ({ journal }) => isTold(journal?.topics),
  questions: ({ journal }) => (journal?.questions ?? []).some(({ question }) => isTold(question)),
  scores: ({ journal }) => {
    const told = (journal?.questions ?? []).filter(
      ({ question, answer, score }) => isTold(question) || isTold(answer) || score,
    );
    return told.length > 0 && told.every(({ score }) => score);
  },
  went_well: ({ journal }) => (journal?.went_well ?? []).some(isTold),
  improve: ({ journal }) => (journal?.improve ?? []).some(isTold),
};

/**
 * The keys of the steps that an interview's notes fulfil and that are neither done nor skipped.
 * @param noted by step: any of these, each of which is several parts that must all be there
 */
export function fulfilled(record: RecordData, application: string, round: string, noted: Record<string, string[][]>) {
  const { rounds = [], steps = {} } = applicationOf(record, application) ?? {};
  const place = rounds.find(({ id }) => id === round);
  if (!place) return [];
  return Object.entries(noted)
    .filter(([, ways]) => ways.some((parts) => parts.every((part) => PARTS[part]?.(place))))
    .map(([step]) => `${round}/${step}`)
    .filter((key) => !Object.hasOwn(steps, key) || steps[key]?.state === "snoozed");
}
