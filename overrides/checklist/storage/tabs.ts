/**
 * What the tabs of one browser tell each other, by BroadcastChannel.
 *
 * A tab announces what it writes to localStorage, and what its changes were made to: the durable copy will meet that
 * in a moment, from that tab itself. Where it does not, as the tab is gone or has failed, its changes are due here. A
 * tab that cannot save hands over each change by itself. Whoever has changed the copy says so.
 */

import { fingerprint } from "./fingerprint.ts";
import { PATIENCE } from "./patience.ts";

/** A text of the record, and what its changes were made to. */
export type Change = { text: string; from: string | null };
/** What another tab has on its way. */
export type Coming = Change & { by: string; timer: ReturnType<typeof setTimeout> };
export type Hooks = { due: (coming: Coming) => void; handed: (change: Change) => void; moved: () => void };

/** More texts than other tabs write while one of them is on its way. */
const ANNOUNCED = 2048;

export class Tabs {
  hooks: Hooks;
  /** What other tabs have written to localStorage. */
  #announced: Set<number> = new Set();
  /** What those wrote there that cannot save to the copy. */
  #alone: Set<number> = new Set();
  /** The last of it, by tab. */
  #coming: Map<string, Coming> = new Map();
  #name = crypto.randomUUID();
  #channel: BroadcastChannel | null = null;

  constructor(hooks: Hooks) {
    this.hooks = hooks;
    try {
      this.#channel = new BroadcastChannel("after-the-interview");
      this.#channel.onmessage = ({ data }) => this.#hear(data);
    } catch {
      // Without it the tabs hear of each other by localStorage alone.
    }
  }

  /** Tell of what is on its way to the copy from here. */
  announce({ text, from }: Change) {
    this.#channel?.postMessage({ wrote: fingerprint(text), by: this.#name, text, from });
  }

  /** Hand over a change that may never reach the copy from here. */
  handOver({ text, from }: Change) {
    this.#channel?.postMessage({ alone: fingerprint(text), text, from });
  }

  tellCommitted(revision: number) {
    this.#channel?.postMessage({ committed: revision });
  }

  tellFailed() {
    this.#channel?.postMessage({ failed: this.#name });
  }

  /** Whether another tab that is open has written a text. */
  isAnnounced(text: string) {
    return this.#announced.has(fingerprint(text));
  }

  /** Whether a text is of another tab that cannot save to the copy. */
  isAlone(text: string) {
    return this.#alone.has(fingerprint(text));
  }

  /** Whether a tab has told of nothing since. */
  isLast(coming: Coming) {
    return this.#coming.get(coming.by) === coming;
  }

  /** Wait no longer for a tab, or for any. */
  forget(by?: string) {
    for (const [name, { timer }] of [...this.#coming])
      if (by === undefined || by === name) {
        clearTimeout(timer);
        this.#coming.delete(name);
      }
  }

  #hear(data: any) {
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

  #due(by: string) {
    const coming = this.#coming.get(by);
    if (coming) this.hooks.due(coming);
  }
}

function remember(known: Set<number>, one: number) {
  known.add(one);
  const [oldest] = known;
  if (known.size > ANNOUNCED && oldest !== undefined) known.delete(oldest);
}
