/** Adding an interview, editing it, renaming its application, and saying what came of it. */

import type { Edit } from "../record/edits.ts";
import { hasDates, type RoundPlace } from "../record/record.ts";
import type { Outcome } from "../record/shape.ts";
import { isThere, list, page, store, whole } from "./parts.ts";
import { nameIn, saveEdit } from "./save.ts";

/**
 * Ask for an interview by a few questions on the card.
 * @param answer to the first of them, where the address has it
 */
export function add(answer: string = "") {
  page.ask(answer);
}

/** Ask for all of it in the form. */
export function addInFull() {
  void whole?.later(({ form }) => form.open(store.record));
}

/** The next interview of an application. */
export function addTo(application: string) {
  if (isThere(application)) void whole?.later(({ form }) => form.open(store.record, null, application));
}

export function edit(application: string, round: string) {
  if (isThere(application, round)) void whole?.later(({ form }) => form.open(store.record, { application, round }));
}

export function rename(application: string) {
  if (isThere(application)) void whole?.later(({ form }) => form.rename(store.record, application));
}

/**
 * Save an interview, and open its application.
 * @param place null for a new interview
 */
export function saveInterview(change: Edit, place: RoundPlace | null) {
  const roundsIn = () => new Map(store.record.applications.map(({ id, rounds }) => [id, JSON.stringify(rounds)]));
  const before = roundsIn();
  // A list of which all is put away has begun before, too.
  const isFirst = !place && !hasDates(store.record) && !store.record.applications.some(({ archived }) => archived);
  saveEdit(change, { words: place ? "Interview changed." : "Interview added.", ...place });
  const [application] = [...roundsIn()].find(([id, rounds]) => before.get(id) !== rounds) ?? [];
  if (application) page.choose(application);
  if (isFirst) whole?.bringRules(true);
  void whole?.safety.persist();
}

/** @param outcome the one to change; null to tell of a new one */
export function happened(application: string, outcome: Outcome | null = null) {
  if (!isThere(application)) return;
  const { model } = page;
  const days = model.days(model.views.get(application)?.zone ?? "UTC");
  const asked = {
    application,
    name: nameIn(store.record, application) || "Your interview",
    today: days.today,
    latest: days.date(1),
    possible: model.possible(application),
    outcome,
  };
  void whole?.later(({ happened }) => happened.open(asked));
}

/** @param type what happened, or an empty text for a change to what was told before */
export function saveOutcome(change: Edit, type: string, application: string) {
  const { outcomes, kind } = list.words;
  const words = type ? `Noted: ${outcomes[type]}. ${kind[type]}`.trim() : "Changed.";
  saveEdit(change, { words, application });
}
