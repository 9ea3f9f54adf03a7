/**
 * What's kept beside the list for convenience, and can be made again: the last plan, so that whoever comes back sees
 * dates at once; when the last backup was taken; the country whose bank holidays someone wants as a whole; and, while
 * this tab is open, the names of regions that it shows.
 */

import type { Planned } from "../record/planned.ts";
import type { RegionNames } from "../record/regions.ts";
import { ASIDE, LIST } from "./local.ts";

const [PLAN, BACKUP, COUNTRY, NAMES] = ["plan", "backup", "country", "names"].map((name) => `${LIST}:${name}`) as [
  string,
  string,
  string,
  string,
];
/** More than this isn't worth a browser's quota, and with more steps a plan is longer. */
const [LONGEST_PLAN, MOST_STEPS] = [1_000_000, 6_000];
const INSTANT = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$/;

function write(storage: () => Storage, key: string, value: unknown) {
  try {
    const text = value === null ? null : JSON.stringify(value);
    if (text === null || text.length > LONGEST_PLAN) storage().removeItem(key);
    else storage().setItem(key, text);
  } catch {
    // It's only a convenience: the list has the better claim to the space.
  }
}

function read(storage: () => Storage, key: string): any {
  try {
    return JSON.parse(storage().getItem(key) ?? "null");
  } catch {
    return null;
  }
}

const local = () => localStorage;
const session = () => sessionStorage;

export function readPlan(): Planned | null {
  const planned = read(local, PLAN);
  const views = planned?.view?.applications;
  const parts = [planned?.plan?.applications, views, planned?.view?.overview?.order];
  // The first edition kept plans of another shape.
  const fits = parts.every(Array.isArray) && views.every((each: any) => Array.isArray(each?.moments) && each.ranks);
  return fits && planned.view.days && planned.facts ? planned : null;
}

export function writePlan(planned: Planned | null) {
  const steps = planned?.plan.applications.reduce((sum, each) => sum + each.steps.length, 0) ?? 0;
  write(local, PLAN, steps > MOST_STEPS ? null : planned);
}

/** When the last backup was taken, and the fingerprint of what was in it. */
export type Backup = { at: string; of: number | null };

export function readBackup(): Backup | null {
  const found = read(local, BACKUP);
  return INSTANT.test(found?.at) ? { at: found.at, of: typeof found.of === "number" ? found.of : null } : null;
}

export const writeBackup = (backup: Backup) => write(local, BACKUP, backup);

export function readCountry(): string | null {
  const found = read(local, COUNTRY);
  return typeof found === "string" ? found : null;
}

export const writeCountry = (country: string) => write(local, COUNTRY, country);

export function readNames(): RegionNames | null {
  const names = read(session, NAMES);
  const isList = Array.isArray(names?.regions) && names.regions.every(Array.isArray) && Array.isArray(names.differ);
  return isList && names.zones ? names : null;
}

export const writeNames = (names: RegionNames) => write(session, NAMES, names);

/** Remove all that is kept beside the list, and return it. */
export function takeAway(): [string, string][] {
  try {
    const keys = Object.keys(localStorage).filter(
      (key) => [PLAN, BACKUP, COUNTRY].includes(key) || key.startsWith(ASIDE),
    );
    const taken = keys.map((key): [string, string] => [key, localStorage.getItem(key) ?? ""]);
    for (const key of keys) localStorage.removeItem(key);
    sessionStorage.removeItem(NAMES);
    return taken;
  } catch {
    return [];
  }
}

/** Put back what was taken away, as much as there's room for. */
export function putBack(taken: [string, string][]) {
  try {
    for (const [key, text] of taken) localStorage.setItem(key, text);
  } catch {
    // The list itself is back.
  }
}

/** Whether there's nothing to erase but what goes with a list. */
export function isEmpty(): boolean {
  try {
    return Object.keys(localStorage).every((key) => key !== LIST && !key.startsWith(ASIDE));
  } catch {
    return true;
  }
}
