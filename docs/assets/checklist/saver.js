/**
 * Brings each change to the durable copy, and keeps the tabs of one browser together.
 *
 * A change is shown and written to localStorage at once, and then goes into a transaction of its own.
 * Where the copy is what the change was made to, the result is stored as it is; where another tab
 * has been faster, the change is made again, to what that tab stored. A text in localStorage that the
 * copy has never met counts as newer: a tab that was killed has left it, or another program has (a stray one).
 * So does nothing else: a browser that was killed may have lost its last writes to localStorage.
 */

import { Durable } from "./durable.js";
import { fingerprint } from "./fingerprint.js";
import { unfit } from "./guard.js";
import { emptyRecord, readText } from "./record.js";

/** @typedef {import("./types").RecordData} RecordData */
/** @typedef {import("./durable.js").Kept} Kept */
/** @typedef {(record: RecordData) => RecordData | null} Edit null for a list that is erased */
/**
 * Made to the text `base`, it became `next`; a stray base is one that another program has put into localStorage.
 * @typedef {{edit: Edit, base: string | null, next: string | null, isStray: boolean}} Change
 */
/**
 * @typedef {{
 *   rebased: (text: string | null, later: Change[]) => void,
 *   moved: () => void,
 *   local: () => void,
 *   outdated: () => void,
 *   reported: () => void,
 * }} Hooks
 */

/** How long a transaction may take until the page says that the copy cannot be written, in milliseconds. */
const PATIENCE = 4_000;
/** More texts than other tabs write while one of them is on its way. */
const ANNOUNCED = 2048;

export class Saver {
  /** Whether the durable copy could not be written the last time. */
  isFailing = false;
  /** @type {Change[]} what is not in the durable copy yet, the oldest first */
  #pending = [];
  /** Nothing is saved before it is known what the page began with. */
  #hasBegun = false;
  #isSaving = false;
  #isBehind = false;
  /** @type {Set<number>} what other tabs have written to localStorage */
  #announced = new Set();
  /** @type {BroadcastChannel | null} */
  #channel = null;

  /** @param {Hooks} hooks */
  constructor(hooks) {
    this.hooks = hooks;
    this.durable = new Durable(hooks.outdated);
    try {
      this.#channel = new BroadcastChannel("after-the-interview");
      this.#channel.onmessage = ({ data }) => this.#hear(data);
    } catch {
      // Without it the tabs hear of each other by localStorage alone.
    }
  }

  get isSaving() {
    return this.#pending.length > 0;
  }

  /** Tell the other tabs of a text before it is written to localStorage. @param {string} text */
  announce(text) {
    this.#channel?.postMessage({ wrote: fingerprint(text) });
  }

  /** Whether another tab that is open has written a text. @param {string} text */
  isAnnounced(text) {
    return this.#announced.has(fingerprint(text));
  }

  /**
   * Bring a text to the durable copy that is in localStorage alone.
   * @param {string} text
   */
  adopt(text) {
    this.add({ edit: (record) => record, base: text, next: text, isStray: true });
  }

  /** @param {boolean} isStray whether what the page began with is a stray text */
  begin(isStray) {
    this.#hasBegun = true;
    for (const change of this.#pending) change.isStray = isStray;
    void this.#save();
  }

  /** @param {Change} change */
  add(change) {
    this.#pending.push(change);
    void this.#save();
  }

  /**
   * What the durable copy holds, and whether it is newer than a text; null where it cannot be read, or changes are under way.
   * @param {string | null} text
   * @param {boolean} isStray
   */
  async compare(text, isStray) {
    try {
      const { kept, written } = await Promise.race([this.durable.read(), late()]);
      if (this.isSaving && this.#hasBegun) return null;
      // What another tab has only just written is on its way into the copy: it is not older than that.
      const isOlder = text === null || (written.has(fingerprint(text)) && !isStray);
      const isNewer = kept.revision > 0 && kept.text !== text && isOlder;
      return { kept, isNewer };
    } catch {
      return null;
    }
  }

  /**
   * @param {string | null} text
   * @param {Set<number>} written
   */
  #isKnown(text, written) {
    if (text === null) return true;
    const known = fingerprint(text);
    return written.has(known) || this.#announced.has(known);
  }

  /** Try once more what could not be written. */
  retry() {
    if (this.isSaving) void this.#save();
  }

  async #save() {
    if (this.#isSaving || !this.#hasBegun) return;
    this.#isSaving = true;
    while (this.#pending.length) {
      const batch = [...this.#pending];
      try {
        const commit = this.durable.commit((found, written) => this.#joined(batch, found, written));
        Promise.race([commit, late()]).catch(() => this.#fail());
        const kept = await commit;
        this.isFailing = false;
        this.#pending.splice(0, batch.length);
        if (kept.text !== batch.at(-1)?.next) this.hooks.rebased(kept.text, this.#pending);
        this.#channel?.postMessage({ committed: kept.revision });
      } catch {
        // All of it is tried again with the next change.
        this.#fail();
        break;
      }
    }
    this.#isSaving = false;
    this.hooks.reported();
    if (!this.isSaving && this.#isBehind) {
      this.#isBehind = false;
      this.hooks.moved();
    }
  }

  #fail() {
    this.isFailing = true;
    this.#channel?.postMessage({ failed: true });
    this.hooks.reported();
  }

  /**
   * @param {Change[]} batch
   * @param {Kept} kept
   * @param {Set<number>} written
   */
  #joined(batch, kept, written) {
    const base = batch[0]?.base ?? null;
    const isOurs = kept.revision === 0 || kept.text === base || batch[0]?.isStray || !this.#isKnown(base, written);
    const { text, aside } = isOurs ? { text: batch.at(-1)?.next ?? null, aside: null } : this.#redone(batch, kept.text);
    if (text === kept.text) return null;
    const texts = [base, ...batch.map(({ next }) => next), text];
    return { text, aside, written: texts.flatMap((each) => (each === null ? [] : [fingerprint(each)])) };
  }

  /**
   * The changes made again, to what another tab has stored.
   * @param {Change[]} batch
   * @param {string | null} latest
   * @returns {{text: string | null, aside: string | null}}
   */
  #redone(batch, latest) {
    const found = latest === null ? { record: null } : readText(latest);
    if ("newer" in found) {
      this.hooks.outdated();
      throw new Error("a newer version's");
    }
    if ("reason" in found) return { text: batch.at(-1)?.next ?? null, aside: latest };
    let { record } = /** @type {{record: RecordData | null}} */ (found);
    for (const { edit } of batch) {
      const next = edit(record ?? emptyRecord());
      if (next === null || !unfit(JSON.stringify(next))) record = next;
    }
    return { text: record && JSON.stringify(record), aside: null };
  }

  /** @param {any} data */
  #hear(data) {
    if (typeof data?.wrote === "number") {
      this.#announced.add(data.wrote);
      const [oldest] = this.#announced;
      if (this.#announced.size > ANNOUNCED && oldest !== undefined) this.#announced.delete(oldest);
    } else if (data?.failed) this.hooks.local();
    else if (this.isSaving) this.#isBehind = true;
    else this.hooks.moved();
  }
}

/** Rejects after a while, for what may never end. @returns {Promise<never>} */
function late() {
  return new Promise((_, reject) => AbortSignal.timeout(PATIENCE).addEventListener("abort", () => reject(new Error("the storage does not answer"))));
}
