/**
 * The only user of localStorage and sessionStorage. It owns six keys and touches no other: the record, the fingerprint of the record
 * as this site wrote it and the durable copy's revision then (and, while this browser is open, that it was here), the last plan (so that a returning visitor sees statuses at once), when the
 * last backup was taken, the country whose bank holidays someone wants as a whole, and what could not be read, set aside
 * under a name of its own.
 * While this tab is open, also the few names of regions that it shows.
 */

import type { Planned } from "../record/planned.ts";
import type { RegionNames } from "../record/types.ts";
import { fingerprint } from "./fingerprint.ts";

export const RECORD_KEY = "after-the-interview";
export const WRITTEN_KEY = `${RECORD_KEY}:written`;
export const PLAN_KEY = `${RECORD_KEY}:plan`;
export const BACKUP_KEY = `${RECORD_KEY}:backup`;
export const COUNTRY_KEY = `${RECORD_KEY}:country`;
const NAMES_KEY = `${RECORD_KEY}:names`;
export const SET_ASIDE_PREFIX = `${RECORD_KEY}:set-aside:`;

/** More than this is not worth a browser's quota: the plan is only a convenience. */
const PLAN_LIMIT = 1_000_000;
const INSTANT = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$/;
/** With more steps than this a plan is longer. */
const STEPS_LIMIT = 6_000;

/** Read the stored record's text; null when there is none or storage cannot be read. */
export function readRecord() {
  try {
    return localStorage.getItem(RECORD_KEY);
  } catch {
    return null;
  }
}

/**
 * Store the record's text, or nothing for null. Returns false, and leaves what was there, when that fails. The mark
 * names both texts while the one takes the other's place: whenever a browser dies, it is right.
 * @param revision the durable copy's, as far as it is known
 */
export function writeRecord(text: string | null, revision: number) {
  const before = marks();
  try {
    if (text === null) for (const key of [RECORD_KEY, WRITTEN_KEY]) localStorage.removeItem(key);
    else {
      const mark = `${fingerprint(text)}@${revision}`;
      localStorage.setItem(WRITTEN_KEY, [...before.slice(-1), mark].join(" "));
      localStorage.setItem(RECORD_KEY, text);
      localStorage.setItem(WRITTEN_KEY, mark);
    }
    return true;
  } catch {
    // What is there is still what was written before.
    if (before.length) putBack([[WRITTEN_KEY, before.join(" ")]]);
    return false;
  }
}

/** Whether this site wrote a text to localStorage, and not another program. */
export function isWritten(text: string) {
  return marks().some((mark) => mark.startsWith(`${fingerprint(text)}@`));
}

/** The durable copy's revision when this site wrote a text to localStorage; 0 where that is not known. */
export function revisionOf(text: string) {
  const mark = marks().findLast((each) => each.startsWith(`${fingerprint(text)}@`));
  return Number(mark?.split("@")[1]) || 0;
}

/** Mark a text that another program has put there as this site's own from now on. */
export function markWritten(text: string, revision: number) {
  putBack([[WRITTEN_KEY, `${fingerprint(text)}@${revision}`]]);
}

function marks() {
  try {
    return (localStorage.getItem(WRITTEN_KEY) ?? "").split(" ").filter(Boolean);
  } catch {
    return [];
  }
}

/**
 * Whether nothing here tells that this site wrote to localStorage since the browser was started: a browser
 * that was killed may have lost the mark together with the last that was written.
 */
export function mayHaveLostWrites() {
  try {
    const wasHere = sessionStorage.getItem(WRITTEN_KEY) !== null;
    sessionStorage.setItem(WRITTEN_KEY, "");
    return !wasHere && marks().length === 0;
  } catch {
    return false;
  }
}

/**
 * Keep a text that could not be read, under a key of its own, and return that key; null when it could not be kept.
 * @param now an instant, for the key
 */
export function setAside(text: string, now: string) {
  let key = SET_ASIDE_PREFIX + now;
  try {
    const kept = asideKeys().find((each) => localStorage.getItem(each) === text);
    if (kept) return kept;
    for (let copy = 2; localStorage.getItem(key) !== null; copy += 1) key = `${SET_ASIDE_PREFIX}${now}-${copy}`;
    localStorage.setItem(key, text);
    return key;
  } catch {
    return null;
  }
}

function asideKeys() {
  return Object.keys(localStorage).filter((key) => key.startsWith(SET_ASIDE_PREFIX));
}

/** What a text says as JSON; null where there is none, it is no JSON, or the store is closed to us. */
function parsed(read: () => string | null): any {
  try {
    return JSON.parse(read() ?? "null");
  } catch {
    return null;
  }
}

export function readPlan(): Planned | null {
  const planned = parsed(() => localStorage.getItem(PLAN_KEY));
  const views = planned?.view?.applications;
  const parts = [planned?.plan?.applications, views, planned?.view?.overview?.order];
  // The first edition kept plans of another shape.
  const fits = parts.every(Array.isArray) && views.every((each: any) => Array.isArray(each?.moments) && each.ranks);
  const isPlan = fits && [planned.view.days, planned.facts].every((part) => typeof part === "object" && part !== null);
  return isPlan ? planned : null;
}

export function writePlan(planned: Planned | null) {
  try {
    // Longer than that without looking: a large plan is not put into a text only to be dropped.
    const steps = planned?.plan.applications.reduce((sum, { steps: each }) => sum + each.length, 0) ?? 0;
    if (steps > STEPS_LIMIT) planned = null;
    const text = JSON.stringify(planned);
    if (planned && text.length <= PLAN_LIMIT) localStorage.setItem(PLAN_KEY, text);
    else localStorage.removeItem(PLAN_KEY);
  } catch {
    // The plan can be made again; the record has the better claim to the space.
  }
}

/** Remember a backup: when it was taken, and the fingerprint of what was in it. */
export function writeBackup(backup: { at: string; of: number | null }) {
  try {
    localStorage.setItem(BACKUP_KEY, JSON.stringify(backup));
  } catch {
    // The backup itself is with the person.
  }
}

export function readBackup(): { at: string; of: number | null } | null {
  const found = parsed(() => localStorage.getItem(BACKUP_KEY));
  return INSTANT.test(found?.at) ? { at: found.at, of: typeof found.of === "number" ? found.of : null } : null;
}

/** Remember the names of regions that are shown, so that they are there at once when the page is loaded anew. */
export function writeNames(names: RegionNames) {
  try {
    sessionStorage.setItem(NAMES_KEY, JSON.stringify(names));
  } catch {
    // They come a little later, then.
  }
}

export function readNames(): RegionNames | null {
  const names = parsed(() => sessionStorage.getItem(NAMES_KEY));
  return Array.isArray(names?.regions) &&
    names.regions.every(Array.isArray) &&
    names.zones &&
    Array.isArray(names.differ)
    ? names
    : null;
}

/** Remember the country of which nobody needs to be asked for a part again. */
export function writeCountry(country: string) {
  putBack([[COUNTRY_KEY, country]]);
}

export function readCountry() {
  try {
    return localStorage.getItem(COUNTRY_KEY);
  } catch {
    return null;
  }
}

/** Remove everything but the record, and return it. */
export function takeAway(): [string, string][] {
  const taken: [string, string][] = [];
  try {
    for (const key of [PLAN_KEY, BACKUP_KEY, COUNTRY_KEY, ...asideKeys()]) {
      const text = localStorage.getItem(key);
      if (text !== null) taken.push([key, text]);
      localStorage.removeItem(key);
    }
    sessionStorage.removeItem(NAMES_KEY);
  } catch {
    // What cannot be reached cannot be removed.
  }
  return taken;
}

/** Whether nothing is kept here that could be erased, but for what goes with a list. */
export function isEmpty() {
  try {
    return [RECORD_KEY, ...asideKeys()].every((key) => localStorage.getItem(key) === null);
  } catch {
    return true;
  }
}

/** Put back what was taken away. */
export function putBack(taken: [string, string][]) {
  try {
    for (const [key, text] of taken) localStorage.setItem(key, text);
  } catch {
    // As much as there is room for.
  }
}

/** Call back when another tab has changed the record. */
export function onOtherTab(changed: () => void) {
  addEventListener("storage", (event) => {
    if (event.key === RECORD_KEY || event.key === null) changed();
  });
}
