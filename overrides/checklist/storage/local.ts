/**
 * The list and the logs in localStorage.
 *
 *     after-the-interview                the whole list as it's shown, with its seal
 *     after-the-interview:unsaved:TAB    what TAB has changed and the database hasn't got yet; that tab alone writes it
 *     after-the-interview:set-aside:AT   what could not be read, as it was
 *     after-the-interview:written        from the first edition: the fingerprint of the list it wrote, and the revision
 */

import type { Change, Found, Log } from "../record/changes.ts";
import { fingerprint, seal, unseal } from "../record/seal.ts";

export const LIST = "after-the-interview";
export const UNSAVED = `${LIST}:unsaved:`;
export const ASIDE = `${LIST}:set-aside:`;
const HERE = `${LIST}:here`;
const WRITTEN = `${LIST}:written`;

export type Items = Pick<Storage, "getItem" | "setItem" | "removeItem"> & { [key: string]: unknown };

export class Local {
  /** The list's text when it was last read or written here. */
  #seen: string | null = null;
  /** Where the list couldn't even be read nothing is written over it. */
  isClosed = false;

  readonly items: () => Items;
  /** A browser that was killed may have lost its last writes, and with them that this tab was here. */
  readonly #mayHaveLostWrites: boolean;

  constructor(items: () => Items, session: () => Items) {
    this.items = items;
    this.#mayHaveLostWrites = this.#attempt(() => session().getItem(HERE) === null, true);
    this.#attempt(() => session().setItem(HERE, ""), null);
  }

  /** The list, if it's another than was last seen here. */
  read(): Found | null {
    const sealed = this.#attempt(() => this.items().getItem(LIST), undefined);
    this.isClosed = sealed === undefined;
    if (sealed === undefined || sealed === null || sealed === this.#seen) return null;
    this.#seen = sealed;
    const { text, revision } = unseal(sealed);
    if (revision !== null) return { n: 0, found: text, revision, by: "us" };
    const marks = this.#attempt(() => this.items().getItem(WRITTEN), null) ?? "";
    const mark = marks.split(" ").findLast((each) => each.startsWith(`${fingerprint(text)}@`));
    if (mark) return { n: 0, found: text, revision: Number(mark.split("@")[1]) || 0, by: "first" };
    return { n: 0, found: text, revision: this.#mayHaveLostWrites ? null : Infinity, by: "other" };
  }

  /** Returns whether the list is there now; where it isn't, what was there still is. */
  write(text: string | null, revision: number): boolean {
    if (this.isClosed) return false;
    return this.#attempt(() => {
      const items = this.items();
      // Most often the list is there already, as the change that is saved by now was written when it was made.
      const [now, before] = [items.getItem(LIST), unseal(this.#seen ?? "")];
      const isThere = before.revision !== null && before.text === text && now === this.#seen;
      // What another program has put there since is read before anything takes its place.
      const isUnread = now !== null && now !== this.#seen && unseal(now).revision === null;
      if (isUnread) return true;
      if (text === null) items.removeItem(LIST);
      else if (!isThere) {
        const sealed = seal(text, revision);
        items.setItem(LIST, sealed);
        this.#seen = sealed;
      }
      if (text === null) this.#seen = null;
      items.removeItem(WRITTEN);
      return true;
    }, false);
  }

  readLog(tab: string): Change[] {
    const text = this.#attempt(() => this.items().getItem(UNSAVED + tab), null);
    const changes = this.#attempt(() => JSON.parse(text ?? "[]") as unknown, []);
    return Array.isArray(changes) ? changes.filter(isChange) : [];
  }

  writeLog(tab: string, changes: readonly Change[]): boolean {
    return this.#attempt(() => {
      if (changes.length) this.items().setItem(UNSAVED + tab, JSON.stringify(changes));
      else this.items().removeItem(UNSAVED + tab);
      return true;
    }, false);
  }

  /** The logs of all tabs but this one. */
  logs(own: string): Log[] {
    const tabs = this.#keys(UNSAVED).map((key) => key.slice(UNSAVED.length));
    return tabs.filter((tab) => tab !== own).map((tab) => ({ tab, changes: this.readLog(tab) }));
  }

  /** Keep a text that could not be read, and return the key; null where it can't be kept. `now` is for the key. */
  setAside(text: string, now: string): string | null {
    return this.#attempt(() => {
      const items = this.items();
      const known = this.#keys(ASIDE).find((key) => items.getItem(key) === text);
      if (known) return known;
      let key = ASIDE + now;
      for (let copy = 2; items.getItem(key) !== null; copy += 1) key = `${ASIDE}${now}-${copy}`;
      items.setItem(key, text);
      return key;
    }, null);
  }

  /** The text as it stands there, seal and all. */
  get raw(): string {
    return this.#seen ?? "";
  }

  #keys(prefix: string): string[] {
    return this.#attempt(() => Object.keys(this.items()).filter((key) => key.startsWith(prefix)), []);
  }

  /** Storage may be full, switched off or absent, and says so by throwing. */
  #attempt<T, F>(act: () => T, otherwise: F): T | F {
    try {
      return act();
    } catch {
      return otherwise;
    }
  }
}

/** Whether there's a list, for the page's head, which makes room for it. */
export function hasList(): boolean {
  try {
    return localStorage.getItem(LIST) !== null;
  } catch {
    return false;
  }
}

/** Another program may have put anything there. */
function isChange(value: unknown): value is Change {
  const change = value as Record<string, unknown> | null;
  if (typeof change !== "object" || change === null || !Number.isSafeInteger(change.n)) return false;
  const isPart = (part: unknown) => Array.isArray((part as { applications?: unknown } | undefined)?.applications);
  return change.erased === true || typeof change.found === "string" || (isPart(change.before) && isPart(change.after));
}
