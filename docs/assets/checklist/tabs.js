/**
 * What the tabs of one browser tell each other, by BroadcastChannel.
 *
 * A tab announces what it writes to localStorage, and what its changes were made to: the durable copy will meet that
 * in a moment, from that tab itself. Where it does not, as the tab is gone or has failed, its changes are due here. A
 * tab that cannot save hands over each change by itself. Whoever has changed the copy says so.
 */

import { fingerprint } from "./fingerprint.js";
import { PATIENCE } from "./patience.js";

/** A text of the record, and what its changes were made to. @typedef {{text: string, from: string | null}} Change */
/** What another tab has on its way. @typedef {Change & {by: string, timer: ReturnType<typeof setTimeout>}} Coming */
/** @typedef {{due: (coming: Coming) => void, handed: (change: Change) => void, moved: () => void}} Hooks */

/** More texts than other tabs write while one of them is on its way. */
const ANNOUNCED = 2048;

export class Tabs {
  /** @type {Set<number>} what other tabs have written to localStorage */
  #announced = new Set();
  /** @type {Set<number>} what those wrote there that cannot save to the copy */
  #alone = new Set();
  /** @type {Map<string, Coming>} the last of it, by tab */
  #coming = new Map();
  #name = crypto.randomUUID();
  /** @type {BroadcastChannel | null} */
  #channel = null;

  /** @param {Hooks} hooks */
  constructor(hooks) {
    this.hooks = hooks;
    try {
      this.#channel = new BroadcastChannel("after-the-interview");
      this.#channel.onmessage = ({ data }) => this.#hear(data);
    } catch {
      // Without it the tabs hear of each other by localStorage alone.
    }
  }

  /** Tell of what is on its way to the copy from here. @param {Change} change */
  announce({ text, from }) {
    this.#channel?.postMessage({ wrote: fingerprint(text), by: this.#name, text, from });
  }

  /** Hand over a change that may never reach the copy from here. @param {Change} change */
  handOver({ text, from }) {
    this.#channel?.postMessage({ alone: fingerprint(text), text, from });
  }

  /** @param {number} revision */
  tellCommitted(revision) {
    this.#channel?.postMessage({ committed: revision });
  }

  tellFailed() {
    this.#channel?.postMessage({ failed: this.#name });
  }

  /** Whether another tab that is open has written a text. @param {string} text */
  isAnnounced(text) {
    return this.#announced.has(fingerprint(text));
  }

  /** Whether a text is of another tab that cannot save to the copy. @param {string} text */
  isAlone(text) {
    return this.#alone.has(fingerprint(text));
  }

  /** Whether a tab has told of nothing since. @param {Coming} coming */
  isLast(coming) {
    return this.#coming.get(coming.by) === coming;
  }

  /** Wait no longer for a tab, or for any. @param {string} [by] */
  forget(by) {
    for (const [name, { timer }] of [...this.#coming])
      if (by === undefined || by === name) {
        clearTimeout(timer);
        this.#coming.delete(name);
      }
  }

  /** @param {any} data */
  #hear(data) {
    if (typeof data?.alone === "number") {
      remember(this.#alone, data.alone);
      this.hooks.handed(data);
    } else if (typeof data?.wrote === "number") {
      remember(this.#announced, data.wrote);
      this.#alone.delete(data.wrote);
      clearTimeout(this.#coming.get(data.by)?.timer);
      const timer = setTimeout(() => this.#due(data.by), PATIENCE);
      this.#coming.set(data.by, { by: data.by, text: data.text, from: data.from, timer });
    } else if (data?.failed) this.#due(data.failed);
    else this.hooks.moved();
  }

  /** @param {string} by */
  #due(by) {
    const coming = this.#coming.get(by);
    if (coming) this.hooks.due(coming);
  }
}

/** @param {Set<number>} known @param {number} one */
function remember(known, one) {
  known.add(one);
  const [oldest] = known;
  if (known.size > ANNOUNCED && oldest !== undefined) known.delete(oldest);
}
