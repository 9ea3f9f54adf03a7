/** What's answered before a message is written, and who has been sent one. */

import { clearUpOf } from "./fulfilled.ts";
import { changed, isNothingSaid, namedIn, roundAt, setState, stateOf, stepId, withNote } from "./record.ts";
import type { RecordData, Round } from "./shape.ts";
import { nameFrom, textFrom } from "./tidy.ts";

/** Answers, by the blank that each fills. */
export type Answers = Record<string, string>;
/** What a message is about, and to which of the people met there: by their place from 1, and by name. */
export type Place = { application: string; key: string; round: string; person: number; name: string };

/**
 * Put answers into the record where they belong: one's own name, the people met, a name put right, and in the notes
 * what they have nothing about yet. What's noted already stays as it is, and the answer counts for this message alone.
 */
export function withAnswers(record: RecordData, of: Place, told: Answers) {
  const { name = "", met: renamed = "", topic = "", answer = "", you, greeting } = told;
  const edited = changed(record, (copy) => {
    copy.settings ??= {};
    if (you !== undefined) copy.settings.name = nameFrom(you);
    if (greeting === "hi" || greeting === "dear") copy.settings.greeting = greeting;
    const met = roundAt(copy, of);
    if (!met) return;
    const names = name
      .split(/[,;\n]| and /)
      .map(nameFrom)
      .filter(Boolean);
    if (names.length && !namedIn(met).length)
      met.people = [...(met.people ?? []), ...names.map((each) => ({ name: each }))];
    const known = personIn(met, of);
    const corrected = nameFrom(renamed);
    if (corrected && known) known.name = corrected;
    if (!topic) return;
    const whose = known ?? namedIn(met)[0];
    if (whose) whose.topic = textFrom(topic);
    else if (!met.journal?.topics?.trim()) met.journal = { ...met.journal, topics: textFrom(topic) };
  });
  const key = clearUpOf(of.round);
  const isNoted = Boolean(stateOf(edited, of.application, key)?.note);
  return answer && !isNoted && roundAt(edited, of) ? withNote(edited, of.application, key, textFrom(answer)) : edited;
}

/** Whether it's a thank-you, which is for each person. */
function isThanks(key: string) {
  return ["thank-you-email", "thank-you-letter"].includes(stepId(key));
}

/**
 * Mark a message as sent: a thank-you with its person; and its step as done, once everyone named has been thanked. A
 * letter's is ticked by hand. Whoever was thanked before keeps the earlier moment.
 * @param at an instant
 */
export function withSent(record: RecordData, of: Place, at: string) {
  const marked = isThanks(of.key) ? withThanked(record, of, thankedIn(record, of) ?? at) : record;
  const isWhole = stepId(of.key) !== "thank-you-letter" && (!isThanks(of.key) || !nextToThank(roundAt(marked, of)));
  const done = isWhole ? [of.key, ...clearedUp(marked, of)] : [];
  return done.reduce((old, key) => setState(old, of.application, key, { state: "done", at }), marked);
}

/** What was to be put right has been, with a thank-you that says it. */
function clearedUp(record: RecordData, { application, key, round }: Place) {
  const clearUp = clearUpOf(round);
  const state = stateOf(record, application, clearUp);
  return isThanks(key) && state?.note && isNothingSaid(state) ? [clearUp] : [];
}

export function withThanked(record: RecordData, of: Place, at: string | null) {
  return changed(record, (copy) => {
    const whose = personIn(roundAt(copy, of), of);
    if (whose) whose.thanked = at;
  });
}

/** When a person was thanked, or null. */
export function thankedIn(record: RecordData, of: Place) {
  return personIn(roundAt(record, of), of)?.thanked ?? null;
}

/** The first of the named people who hasn't been thanked, counted from 1; 0 if there's none. */
export function nextToThank(round: Round | undefined) {
  return namedIn(round).findIndex(({ thanked }) => !thanked) + 1;
}

/** The person meant: another window may have moved or removed others. */
function personIn(round: Round | undefined, { person, name }: Place) {
  const named = namedIn(round);
  const there = named[person - 1];
  return there?.name === name ? there : named.find((each) => each.name === name);
}
