/**
 * The only user of IndexedDB. It holds a copy of the record that outlives a browser which is killed:
 * localStorage may then lose its last seconds, a finished transaction is never lost. Each change is
 * one transaction that reads what is there, changes it and writes it, so that no tab overwrites
 * what another one wrote; the revision counts them.
 *
 *     kept "record"    {revision, text}, the text null once the list has been erased
 *     kept "written"   fingerprints of the texts that this site wrote to localStorage, the latest last
 *     kept "set-aside:REVISION"   what stood in "record" at that revision and could not be read
 */

export type Kept = { revision: number; text: string | null };
/**
 * What is to be kept instead, the fingerprints of what was written to localStorage meanwhile, and a text that could not
 * be read and is kept beside it.
 */
export type Next = { text: string | null; written: number[]; aside?: string | null };
/** null leaves it all as it is */
export type Change = (kept: Kept, written: Set<number>) => Next | null;

const NAME = "after-the-interview";
/** A newer version of the site that keeps its data otherwise raises it; this one is then told to stand back. */
const VERSION = 1;
const STORE = "kept";
const ASIDE = "set-aside:";
/** More texts than a browser that is killed can have lost. */
const REMEMBERED = 1024;

export class Durable {
  outdated: () => void;
  #opened: Promise<IDBDatabase> | null = null;

  /** @param outdated what to do once a newer version of the site has taken over */
  constructor(outdated: () => void) {
    this.outdated = outdated;
  }

  /** What is kept. Rejects where that cannot be had; a storage that hangs never answers. */
  async read(): Promise<{ kept: Kept; written: Set<number> }> {
    let found: { kept: Kept; written: Set<number> } | undefined;
    await this.#transaction("readonly", (kept, written) => {
      found = { kept, written };
      return null;
    });
    return found as { kept: Kept; written: Set<number> };
  }

  /**
   * Change what is kept, in one transaction. Rejects, with everything as it was, where that fails.
   * @returns what is kept then
   */
  commit(change: Change): Promise<Kept> {
    return this.#transaction("readwrite", change);
  }

  async #transaction(mode: IDBTransactionMode, change: Change): Promise<Kept> {
    const database = await this.#open();
    return changedIn(database.transaction(STORE, mode, { durability: "strict" }), change);
  }

  #open() {
    this.#opened ??= this.#opening().catch((error) => {
      // Not remembered: storage may be there again later.
      this.#opened = null;
      throw error;
    });
    return this.#opened;
  }

  #opening(): Promise<IDBDatabase> {
    return new Promise((resolve, reject) => {
      const request = indexedDB.open(NAME, VERSION);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE);
      request.onerror = () => {
        if (request.error?.name === "VersionError") this.outdated();
        reject(request.error);
      };
      request.onsuccess = () => {
        const database = request.result;
        database.onversionchange = () => {
          // A newer version waits for this one to let go.
          database.close();
          this.#opened = null;
          this.outdated();
        };
        database.onclose = () => (this.#opened = null);
        resolve(database);
      };
    });
  }
}

function changedIn(transaction: IDBTransaction, change: Change): Promise<Kept> {
  return new Promise((resolve, reject) => {
    const store = transaction.objectStore(STORE);
    const [record, list] = [store.get("record"), store.get("written")];
    let result: Kept;
    list.onsuccess = () => {
      try {
        const before = keptFrom(record.result);
        const written = Array.isArray(list.result) ? list.result.filter((each) => typeof each === "number") : [];
        const next = change(before, new Set(written));
        result = next && next.text !== before.text ? { revision: before.revision + 1, text: next.text } : before;
        if (next) {
          store.put(result, "record");
          const latest = new Set(next.written);
          // Whoever erases the list erases what was kept beside it.
          if (next.text === null) store.delete(IDBKeyRange.bound(ASIDE, `${ASIDE}\uffff`));
          else if (typeof next.aside === "string") store.put(next.aside, `${ASIDE}${before.revision}`);
          store.put([...written.filter((each) => !latest.has(each)), ...latest].slice(-REMEMBERED), "written");
        }
        transaction.commit();
      } catch (error) {
        reject(error);
        transaction.abort();
      }
    };
    transaction.oncomplete = () => resolve(result);
    transaction.onabort = () => reject(transaction.error ?? new Error("aborted"));
    transaction.onerror = (event) => event.stopPropagation();
  });
}

/** What another program may have put there counts as nothing. */
function keptFrom(found: any): Kept {
  const revision = Number.isSafeInteger(found?.revision) && found.revision >= 0 ? found.revision : 0;
  return { revision, text: typeof found?.text === "string" ? found.text : null };
}
