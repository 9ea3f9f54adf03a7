/**
 * The list in IndexedDB, which outlives a browser that's killed: localStorage may then lose its last seconds, a
 * finished transaction is never lost. It also puts the tabs' changes in order, as a transaction reads and writes in one
 * go.
 *
 *     kept "record"                what's kept: revision, text, and how far each tab's log has been brought in
 *     kept "set-aside:REVISION"    what stood there and could not be read
 *     kept "written"               from the first edition: fingerprints of what it wrote to localStorage
 */

import { type DBSchema, type IDBPDatabase, type IDBPObjectStore, openDB } from "idb";
import type { Folded, Kept } from "../record/changes.ts";

const NAME = "after-the-interview";
/** Pages of the first edition know version 1, and stand back when it's raised. */
const VERSION = 2;
const ASIDE = "set-aside:";

interface Schema extends DBSchema {
  kept: { key: string; value: unknown };
}
type Fold = (kept: Kept) => Folded;
type Written = IDBPObjectStore<Schema, ["kept"], "kept", "readwrite">;

export type Database = ReturnType<typeof openDatabase>;

/** @param outdated what to do once a newer version of the site has taken over */
export function openDatabase(outdated: () => void) {
  let opened: Promise<IDBPDatabase<Schema>> | null = null;
  const closed = () => {
    opened = null;
  };

  async function open(): Promise<IDBPDatabase<Schema>> {
    opened ??= openDB<Schema>(NAME, VERSION, {
      upgrade: (database, version) => void (version < 1 && database.createObjectStore("kept")),
      blocking: (_current, _wanted, event) => {
        // A newer version waits for this one to let go.
        (event.target as IDBDatabase).close();
        closed();
        outdated();
      },
      terminated: closed,
    });
    try {
      return await opened;
    } catch (error) {
      // Not remembered: the storage may be there again later.
      closed();
      if (error instanceof DOMException && error.name === "VersionError") outdated();
      throw error;
    }
  }

  return {
    /**
     * Bring in what `fold` makes of what's kept, in one transaction. Rejects, with what's kept as it was, where that
     * fails.
     */
    async change(fold: Fold): Promise<Kept> {
      const { store, done } = (await open()).transaction("kept", "readwrite", { durability: "strict" });
      const [kept] = await Promise.all([folding(store, fold), done]);
      return kept;
    },
  };
}

/** What goes beside the list is written before it, so that there's no list without. */
async function folding(store: Written, fold: Fold): Promise<Kept> {
  const [found, written] = await Promise.all([store.get("record"), store.get("written")]);
  const before = keptFrom(found, written);
  const { kept, isChanged, aside } = fold(before);
  if (!isChanged) return kept;
  await Promise.all([
    aside !== null && store.put(aside, `${ASIDE}${before.revision}`),
    store.put(kept, "record"),
    store.delete("written"),
    // Whoever erases the list erases what was kept beside it.
    kept.text === null && store.delete(IDBKeyRange.bound(ASIDE, `${ASIDE}\uffff`)),
  ]);
  return kept;
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
