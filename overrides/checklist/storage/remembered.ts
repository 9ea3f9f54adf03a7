/** What's kept beside the list for convenience, and can be made again. Whoever makes it says what it looks like. */

import type { Figures } from "../record/planned.ts";
import { ASIDE, attempt, HERE, LIST, UNSAVED } from "./local.ts";

/** More than this isn't worth a browser's quota, in characters. */
const LONGEST = 1_000_000;
export const INSTANT = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$/;

/**
 * @param fits whether what's there is what we put there; it may throw
 * @param isForTab whether it's kept while this tab is open, and for it alone
 */
export function remembered<Value>(name: string, fits: (value: any) => boolean, isForTab = false) {
  const key = `${LIST}:${name}`;
  const storage = () => (isForTab ? sessionStorage : localStorage);
  return {
    read(): Value | null {
      return attempt(() => {
        const value = JSON.parse(storage().getItem(key) ?? "null");
        return fits(value) ? value : null;
      }, null);
    },
    /** Where there's no room it's left out: the list has the better claim to it. Returns whether it's kept. */
    write(value: Value | null): boolean {
      return attempt(() => {
        const text = JSON.stringify(value);
        const fits = text.length <= LONGEST;
        if (value === null || !fits) storage().removeItem(key);
        else storage().setItem(key, text);
        return fits;
      }, false);
    },
  };
}

/** The figures that aren't the site's, for the guide's pages. */
export const keptFigures = remembered<Figures>("figures", (found) =>
  Object.values<string[]>(found).every((pair) => pair.every((words) => typeof words === "string")),
);

/** Whether the rules that a centre's copy of the site brings are still to come to a list that has just begun. */
export const keptFirst = remembered<true>("first", (value) => value === true);

/** Remove all that is kept beside the list, and return what outlives this tab. The tabs' logs go with the list itself. */
export function takeAway(): [string, string][] {
  // That this tab was here stays, or the next list that another program puts there would be doubted.
  const keysBeside = (items: Storage) => Object.keys(items).filter((key) => key.startsWith(`${LIST}:`) && key !== HERE);
  attempt(() => {
    for (const key of keysBeside(sessionStorage)) sessionStorage.removeItem(key);
  }, undefined);
  return attempt(() => {
    const keys = keysBeside(localStorage).filter((key) => !key.startsWith(UNSAVED));
    const taken = keys.map((key): [string, string] => [key, localStorage.getItem(key) ?? ""]);
    for (const key of keys) localStorage.removeItem(key);
    return taken;
  }, []);
}

/** Put back what was taken away, as much as there's room for. */
export function putBack(taken: [string, string][]) {
  for (const [key, text] of taken) attempt(() => localStorage.setItem(key, text), undefined);
}

/** Whether there's nothing to erase but what goes with a list. */
export function isEmpty(): boolean {
  return attempt(() => Object.keys(localStorage).every((key) => key !== LIST && !key.startsWith(ASIDE)), true);
}
