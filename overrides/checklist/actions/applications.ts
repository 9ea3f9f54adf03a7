/** What you can do with a whole application or interview. */

import { archived, type Edit, withoutApplication, withoutOutcome, withoutRound } from "../record/edits.ts";
import type { Outcome } from "../record/shape.ts";
import { saveEdit, whoseIn } from "./save.ts";

function save(change: Edit, verb: string, application: string) {
  saveEdit(change, { words: (before) => `${verb}: ${whoseIn(before, application)}`, application });
}

export function archive(application: string) {
  save(archived(application, true), "Archived", application);
}

export function restore(application: string) {
  save(archived(application, false), "Restored", application);
}

export function remove(application: string) {
  save(withoutApplication(application), "Removed", application);
}

export function removeRound(application: string, round: string) {
  saveEdit(withoutRound(application, round), { words: "Removed: one interview", application, round });
}

export function forget(application: string, outcome: Outcome) {
  saveEdit(withoutOutcome(application, outcome), { words: "Removed.", application });
}
