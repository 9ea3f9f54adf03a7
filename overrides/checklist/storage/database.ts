/**
 * The list in IndexedDB, which outlives a browser that's killed: localStorage may then lose its last seconds, a
 * finished transaction is never lost. It also puts the tabs' changes in order, as a transaction reads and writes in one
 * go.
 *
 *     kept "record"                what's kept: revision, text, and how far each tab's log has been brought in
 *     kept "set-aside:REVISION"    what stood there and could not be read
 *     kept "written"               from the first edition: fingerprints of what it wrote to localStorage
 */

import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { Folded, Kept } from "../record/changes.ts";

const NAME = "after-the-interview";
/** Pages of the first edition know version 1, and stand back when it's raised. */
const VERSION = 2;
const ASIDE = "set-aside:";

interface Schema extends DBSchema {
  kept: { key: string; value: unknown };
}

export interface Database {
  /**
   * Bring in what `fold` makes of what's kept, in one transaction. Rejects, with everything as it was, where that
   * fails.
   */
  change(fold: (kept: Kept) => Folded): Promise<Kept>;
}

export class IndexedDatabase implements Database {
  #opened: Promise<IDBPDatabase<Schema>> | null = null;

  readonly outdated: () => void;

  /** `outdated` is what to do once a newer version of the site has taken over. */
  constructor(outdated: () => void) {
    this.outdated = outdated;
  }

  async change(fold: (kept: Kept) => Folded): Promise<Kept> {
    const database = await this.#open();
    const transaction = database.transaction("kept", "readwrite", { durability: "strict" });
    const { store } = transaction;
    try {
      const [found, written] = await Promise.all([store.get("record"), store.get("written")]);
      const before = keptFrom(found, written);
      const { kept, isChanged, aside } = fold(before);
      const writes: Promise<unknown>[] = [];
      if (isChanged) {
        writes.push(store.put(kept, "record"));
        if (written !== undefined) writes.push(store.delete("written"));
        // Whoever erases the list erases what was kept beside it.
        if (kept.text === null) writes.push(store.delete(IDBKeyRange.bound(ASIDE, `${ASIDE}\uffff`)));
        else if (aside !== null) writes.push(store.put(aside, `${ASIDE}${before.revision}`));
      }
      await Promise.all([...writes, transaction.done]);
      return kept;
    } catch (error) {
      transaction.done.catch(() => {});
      try {
        transaction.abort();
      } catch {
        // It has ended by itself.
      }
      throw error;
    }
  }

  async #open(): Promise<IDBPDatabase<Schema>> {
    this.#opened ??= this.#opening();
    try {
      return await this.#opened;
    } catch (error) {
      // Not remembered: the storage may be there again later.
      this.#opened = null;
      if (error instanceof DOMException && error.name === "VersionError") this.outdated();
      throw error;
    }
  }

  async #opening(): Promise<IDBPDatabase<Schema>> {
    const closed = () => {
      this.#opened = null;
    };
    return openDB<Schema>(NAME, VERSION, {
      upgrade: (database, version) => void (version < 1 && database.createObjectStore("kept")),
      blocking: (_current, _wanted, event) => {
        // A newer version waits for this one to let go.
        (event.target as IDBDatabase).close();
        closed();
        this.outdated();
      },
      terminated: closed,
    });
  }
}

/** What another program may have put there counts as nothing. */
function keptFrom(value: unknown, written: unknown): Kept {
  const { revision, text, folded, met = written, previous } = (value ?? {}) as Record<string, unknown>;
  const isCount = (each: unknown): each is number => Number.isSafeInteger(each) && (each as number) >= 0;
  const numbers = Object.entries(folded ?? {}).filter((each): each is [string, number] => isCount(each[1]));
  return {
    revision: isCount(revision) ? revision : 0,
    text: typeof text === "string" ? text : null,
    folded: Object.fromEntries(numbers),
    met: Array.isArray(met) ? met.filter(isCount) : [],
    previous: typeof previous === "string" ? previous : null,
  };
}
