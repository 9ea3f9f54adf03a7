/**
 * What stands in the stores, where another program may have put anything: whose list it is, and a log and what's kept,
 * of which what isn't ours counts as nothing.
 */

import type { Change, Found, Kept } from "./changes.ts";
import { fingerprint, unseal } from "./seal.ts";

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

/**
 * The list in a text of localStorage, and whose it is.
 * @param marks from the first edition: the fingerprints of lists that it has written there, each with its revision
 * @param isDoubtful whether a browser that was killed may have brought an old list back
 */
export function readFound(sealed: string, marks: string, isDoubtful: boolean): Found {
  const { text: found, revision } = unseal(sealed);
  if (revision !== null) return { n: 0, found, revision, by: "us" };
  const mark = marks.split(" ").findLast((each) => each.startsWith(`${fingerprint(found)}@`));
  if (mark) return { n: 0, found, revision: Number(mark.split("@")[1]) || 0, by: "first" };
  return { n: 0, found, revision: 0, by: isDoubtful ? "doubtful" : "other" };
}

/** Throws where the text is no JSON. */
export function changesFrom(text: string): Change[] {
  const changes: unknown = JSON.parse(text);
  return Array.isArray(changes) ? changes.filter(isChange) : [];
}

function isChange(value: unknown): value is Change {
  const change = value as Record<string, unknown> | null;
  if (typeof change !== "object" || change === null || !isCount(change.n) || change.n > MOST_CHANGES) return false;
  const { placed = 0, from = ["", 0] } = change;
  if (!isCount(placed) || !Array.isArray(from) || typeof from[0] !== "string" || !isCount(from[1])) return false;
  const isPart = (part: unknown) => Array.isArray((part as { applications?: unknown } | undefined)?.applications);
  return change.erased === true || typeof change.found === "string" || (isPart(change.before) && isPart(change.after));
}
