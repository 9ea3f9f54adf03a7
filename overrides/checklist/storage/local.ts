/**
 * The list and the logs in localStorage.
 *
 *     after-the-interview                the whole list as it's shown, with its seal
 *     after-the-interview:unsaved:TAB    what TAB has changed and the database hasn't got yet; that tab alone writes it
 *     after-the-interview:set-aside:AT   what could not be read, as it was
 *     after-the-interview:written        from the first edition: the fingerprint of the list it wrote, and the revision
 */

import type { Change, Found } from "../record/changes.ts";
import { seal, unseal } from "../record/seal.ts";
import { changesFrom, readFound } from "../record/stored.ts";

export const LIST = "after-the-interview";
export const UNSAVED = `${LIST}:unsaved:`;
export const ASIDE = `${LIST}:set-aside:`;
export const HERE = `${LIST}:here`;
const WRITTEN = `${LIST}:written`;

export type Local = ReturnType<typeof localStore>;

/** @param session what this tab alone has, until it's closed */
export function localStore(items = () => localStorage, session = () => sessionStorage) {
  /** The list as it was last read or written here, seal and all. */
  let seen: string | null = null;
  /** A browser that was killed may have lost its last writes, and with them that this tab was here. */
  const mayHaveLostWrites = attempt(() => session().getItem(HERE) === null, true);
  attempt(() => session().setItem(HERE, ""), null);

  const keys = (prefix: string) =>
    attempt(() => Object.keys(items()).filter((key) => key.startsWith(prefix)), [] as string[]);

  return {
    /** The list, if it's another than was last seen here. */
    read(): Found | null {
      const sealed = attempt(() => items().getItem(LIST), null);
      if (sealed === null || sealed === seen) return null;
      seen = sealed;
      return readFound(sealed, attempt(() => items().getItem(WRITTEN), null) ?? "", mayHaveLostWrites);
    },

    /** Returns whether the list is there now; where it isn't, what was there still is. */
    write(text: string | null, revision: number): boolean {
      return attempt(() => {
        const now = items().getItem(LIST);
        const there = unseal(now ?? "");
        // What another program has put there since is read before anything takes its place.
        if (now !== null && now !== seen && there.revision === null) return true;
        // Most often the list is there already, as the change that is saved by now was written when it was made.
        const isThere = there.revision !== null && there.text === text;
        const sealed = text === null ? null : isThere ? now : seal(text, revision);
        if (sealed === null) items().removeItem(LIST);
        else if (sealed !== now) items().setItem(LIST, sealed);
        seen = sealed;
        items().removeItem(WRITTEN);
        return true;
      }, false);
    },

    readLog: (tab: string): Change[] => attempt(() => changesFrom(items().getItem(UNSAVED + tab) ?? "[]"), []),

    writeLog(tab: string, changes: readonly Change[]): boolean {
      return attempt(() => {
        if (changes.length) items().setItem(UNSAVED + tab, JSON.stringify(changes));
        else items().removeItem(UNSAVED + tab);
        return true;
      }, false);
    },

    /** The tabs that have a log here. */
    tabs: () => keys(UNSAVED).map((key) => key.slice(UNSAVED.length)),

    /** Keep a text that could not be read, and return the key; null where it can't be kept. `now` is for the key. */
    setAside(text: string, now: string): string | null {
      return attempt(() => {
        const known = keys(ASIDE).find((key) => items().getItem(key) === text);
        if (known) return known;
        let key = ASIDE + now;
        for (let copy = 2; items().getItem(key) !== null; copy += 1) key = `${ASIDE}${now}-${copy}`;
        items().setItem(key, text);
        return key;
      }, null);
    },
  };
}

/** Storage may be full, switched off or absent, and says so by throwing. */
export function attempt<T>(act: () => T, otherwise: T): T {
  try {
    return act();
  } catch {
    return otherwise;
  }
}

/** Whether there's a list, for the page's head, which makes room for it. */
export function hasList(): boolean {
  return attempt(() => localStorage.getItem(LIST) !== null, false);
}
