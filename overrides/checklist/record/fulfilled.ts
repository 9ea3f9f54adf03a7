/**
 * Which steps an interview's notes fulfil. The table of steps says which parts it takes; here we see if they're there.
 */

import { applicationOf } from "./record.ts";
import type { RecordData, Round } from "./shape.ts";

const isTold = (text: unknown) => typeof text === "string" && text.trim() !== "";

/** Whether anything has been written in a part of the notes. */
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

/** The step whose note is what's to be put right. */
export function clearUpOf(round: string) {
  return `${round}/clear-up`;
}

/** The step that's done once there are names; skipped, it says that there are none to be had from memory. */
export function namesOf(round: string) {
  return `${round}/collect-contacts`;
}

/**
 * The steps that the notes fulfil, as keys, without those that are done or skipped.
 * @param noted for each step the ways to fulfil it, each a list of parts that it takes
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
