/** What's answered before a message is written, and who has been sent one. */

import { changed, roundAt, setState, stepId, withNote } from "./record.ts";
import type { Person, RecordData, Round } from "./shape.ts";
import { nameFrom, textFrom } from "./tidy.ts";

/** Answers, by the blank that each fills. */
export type Answers = Record<string, string>;
type Place = { application: string; round: string; person: number };

/** Put answers into the record where they belong: the people met, what was talked about with them, one's own name. */
export function withAnswers({ application, round, person }: Place, told: Answers) {
  const { name, topic, answer, you, greeting, ...rest } = told;
  const edit = (record: RecordData) => {
    const edited = changed(record, (copy) => {
      copy.settings ??= {};
      if (you !== undefined) copy.settings.name = nameFrom(you);
      if (greeting === "hi" || greeting === "dear") copy.settings.greeting = greeting;
      const met = roundAt(copy, { application, round });
      if (!met) return;
      const names = (name ?? "")
        .split(/[,;\n]| and /)
        .map(nameFrom)
        .filter(Boolean);
      if (names.length && !named(met).length)
        met.people = [...(met.people ?? []), ...names.map((each) => ({ name: each }))];
      if (topic === undefined) return;
      const whose = named(met)[Math.max(person, 1) - 1];
      if (whose) whose.topic = textFrom(topic);
      else met.journal = { ...met.journal, topics: textFrom(topic) };
    });
    return answer === undefined ? edited : withNote(edited, application, `${round}/clear-up`, textFrom(answer));
  };
  return { edit, rest };
}

/** Whether a message to them is a thank-you, which is for each person. */
export function isThanks(key: string) {
  return ["thank-you-email", "thank-you-letter"].includes(stepId(key));
}

/**
 * Mark a message as sent: a thank-you with its person; and its step as done, once everyone named has been thanked. A
 * letter's is ticked by hand.
 * @param at an instant, or null to take it back
 */
export function withSent(
  record: RecordData,
  { application, key, round, person }: Place & { key: string },
  at: string | null,
) {
  const marked = !isThanks(key)
    ? record
    : changed(record, (copy) => {
        const met = roundAt(copy, { application, round });
        const whose = met && named(met)[person - 1];
        if (whose) whose.thanked = at;
      });
  const met = roundAt(marked, { application, round });
  const isWhole = stepId(key) !== "thank-you-letter" && (!isThanks(key) || !nextToThank(met));
  return isWhole && at ? setState(marked, application, key, { state: "done", at }) : marked;
}

/** The first of the named people who hasn't been thanked, counted from 1; 0 if there's none. */
export function nextToThank(round: Round | undefined) {
  return round ? named(round).findIndex(({ thanked }) => !thanked) + 1 : 0;
}

function named(round: Round): Person[] {
  return (round.people ?? []).filter(({ name }) => name?.trim());
}
