/**
 * What another program may have put in place of a log or of what's kept: what isn't ours counts as nothing. It imports
 * types alone, so that `local.ts`, which the page's head uses, stays small.
 */

import type { Change, Kept } from "./changes.ts";

/** No tab ever makes as many changes, and numbers up to it can be counted on from. */
const MOST_CHANGES = 2 ** 40;
const isCount = (each: unknown): each is number => Number.isSafeInteger(each) && (each as number) >= 0;

/** @param written from the first edition: fingerprints of the lists that it has kept */
export function keptFrom(value: unknown, written: unknown): Kept {
  const { revision, text, folded, met = written, previous } = (value ?? {}) as Record<string, unknown>;
  const numbers = Object.entries(folded ?? {}).filter((each): each is [string, number] => isCount(each[1]));
  return {
    revision: isCount(revision) ? revision : 0,
    text: typeof text === "string" ? text : null,
    folded: Object.fromEntries(numbers),
    met: Array.isArray(met) ? met.filter(isCount) : [],
    previous: typeof previous === "string" ? previous : null,
  };
}

/** Throws where the text is no JSON. */
export function changesFrom(text: string): Change[] {
  const changes: unknown = JSON.parse(text);
  return Array.isArray(changes) ? changes.filter(isChange) : [];
}

function isChange(value: unknown): value is Change {
  const change = value as Record<string, unknown> | null;
  if (typeof change !== "object" || change === null || !isCount(change.n) || change.n > MOST_CHANGES) return false;
  if (change.from !== undefined && (typeof change.from !== "string" || !isCount(change.placed))) return false;
  const isPart = (part: unknown) => Array.isArray((part as { applications?: unknown } | undefined)?.applications);
  return change.erased === true || typeof change.found === "string" || (isPart(change.before) && isPart(change.after));
}
