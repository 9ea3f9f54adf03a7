/**
 * The list in IndexedDB, which outlives a browser that's killed: localStorage may then lose its last seconds, a
 * finished transaction is never lost. It also puts the tabs' changes in order, as a transaction reads and writes in one
 * go.
 *
 *     kept "record"                what's kept: revision, text, and how far each tab's log has been brought in
 *     kept "set-aside:REVISION"    what stood there and could not be read
 *     kept "written"               from the first edition: fingerprints of what it wrote to localStorage
 */

import { type IDBPDatabase, openDB } from "idb";
import type { Folded, Kept } from "../record/changes.ts";
import { keptFrom } from "../record/stored.ts";

const NAME = "after-the-interview";
/** Pages of the first edition know version 1, and stand back when it's raised. */
const VERSION = 2;
const ASIDE = "set-aside:";

export type Database = ReturnType<typeof openDatabase>;

/** @param outdated what to do once a newer version of the site has taken over */
export function openDatabase(outdated: () => void) {
  let opened: Promise<IDBPDatabase> | null = null;
  const closed = () => void (opened = null);

  async function open(): Promise<IDBPDatabase> {
    opened ??= openDB(NAME, VERSION, {
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
    async change(fold: (kept: Kept) => Folded): Promise<Kept> {
      const { store, done } = (await open()).transaction("kept", "readwrite", { durability: "strict" });
      const folding = async () => {
        const before = keptFrom(...(await Promise.all([store.get("record"), store.get("written")])));
        const { kept, isChanged, aside } = fold(before);
        if (!isChanged) return kept;
        // What goes beside the list is written before it, so that there's no list without.
        await Promise.all([
          aside !== null && store.put(aside, `${ASIDE}${before.revision}`),
          store.put(kept, "record"),
          store.delete("written"),
          // Whoever erases the list erases what was kept beside it.
          kept.text === null && store.delete(IDBKeyRange.bound(ASIDE, `${ASIDE}\uffff`)),
        ]);
        return kept;
      };
      const [kept] = await Promise.all([folding(), done]);
      return kept;
    },
  };
}
