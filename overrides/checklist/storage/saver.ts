/**
 * Brings each change to the durable copy, and what is due of other tabs’ (see tabs.ts) as well.
 *
 * A change is shown and written to localStorage at once, and then goes into a transaction. Where the copy is what
 * the change was made to, the result is stored as it is; where another tab has been faster, the change is made
 * again, to what that tab stored. A text in localStorage that the copy has never met counts as newer: a tab that was
 * killed has left it, or another program has (a stray one). So does nothing else: a browser that was killed may have
 * lost its last writes to localStorage.
 */

import { type Edit, made } from "../record/between.ts";
import { Durable, type Kept } from "./durable.ts";
import { fingerprint } from "./fingerprint.ts";
import { joined } from "./joined.ts";
import { late } from "./patience.ts";
import { type Change, type Coming, Tabs } from "./tabs.ts";

export type Hooks = {
  rebased: (text: string | null, later: Edit[]) => string | null;
  missed: (edit: Edit) => void;
  moved: () => void;
  local: () => void;
  heard: () => void;
  outdated: () => void;
  dropped: (reason: string) => void;
  reported: () => void;
};

export class Saver {
  hooks: Hooks;
  durable: Durable;
  asked: { isAnnounced: (text: string) => boolean; outdated: () => void; dropped: (reason: string) => void };
  tabs: Tabs;
  /** Whether the durable copy could not be had the last time. */
  isFailing = false;
  /** What is not in the durable copy yet, the oldest first. */
  #pending: Edit[] = [];
  /** What they were made to. */
  #base: string | null = null;
  /** What they made of it. */
  #next: string | null = null;
  #isAhead = false;
  /** Whether one of them was made to something else than what those before it had made. */
  #isMixed = false;
  /** The copy's revision when it was last read. */
  revision = 0;
  #hasMet = false;
  /**
   * The copy's revision that the page's text was made of: more may have been read since, and not been taken yet; null
   * where another program has made it.
   */
  builtOn: number | null = null;
  /** The same of what the changes were made to that are under way, all of it. */
  #baseOn: number | null = null;
  /** The copy's text then. */
  #kept: string | null = null;
  /** What this page wrote to localStorage and the copy does not remember yet. */
  #wrote: number[] = [];
  /** Nothing is saved before it is known what the page began with. */
  #hasBegun = false;
  #isSaving = false;
  #isBehind = false;

  constructor(hooks: Hooks) {
    this.hooks = hooks;
    const { outdated, dropped } = hooks;
    this.durable = new Durable(outdated);
    this.asked = { isAnnounced: (text: string) => this.tabs.isAnnounced(text), outdated, dropped };
    this.tabs = new Tabs({
      due: (coming) => void this.#settle(coming),
      handed: (change) => (this.isFailing ? hooks.heard() : this.#bring(change)),
      moved: () => {
        if (this.isSaving) this.#isBehind = true;
        else hooks.moved();
      },
    });
  }

  /** Whether changes are on their way into the copy. Where it cannot be had they wait, and the page goes on with localStorage. */
  get isSaving() {
    return this.isPending && !this.isFailing;
  }

  /** Whether there is anything that is not in the copy yet. */
  get isPending() {
    return this.#pending.length > 0;
  }

  /** Whether the durable copy can be had, and so is what the tabs share. */
  get isWorking() {
    return this.#hasBegun && !this.isFailing;
  }

  /**
   * Tell of a text before it is written to localStorage.
   * @param base what it was made of, unless changes before it are under way
   */
  announce(text: string, base: string | null) {
    this.#wrote.push(fingerprint(text));
    // What may never reach the copy from here is nothing to wait for: others bring it there, change by change.
    if (!this.isFailing) this.tabs.announce({ text, from: this.isPending ? this.#base : base });
    else if (text !== base) this.tabs.handOver({ text, from: base });
  }

  /** Bring a text to the durable copy that is in localStorage alone, and newer. */
  adopt(text: string) {
    this.add((record) => record, text, text, true);
  }

  /**
   * The page has read a text from localStorage. Changes that wait, and that it may lack, are made to it again.
   * @param builtOn the copy's revision then, where the text's mark tells it
   */
  found(text: string, builtOn: number | null) {
    this.builtOn = builtOn;
    if (!this.isPending || text === this.#next) return;
    this.#pending.push((record) => record);
    this.#next = text;
    this.#isMixed = true;
    if (builtOn !== null) this.#baseOn = Math.min(builtOn, this.#baseOn ?? builtOn);
  }

  /** @param isAhead whether what the page began with is newer than the copy, whatever the copy knows of it */
  begin(isAhead: boolean) {
    this.#hasBegun = true;
    this.#isAhead = isAhead;
    void this.#save();
  }

  add(edit: Edit, base: string | null, next: string | null, isAhead: boolean) {
    if (!this.#pending.length) {
      this.#base = base;
      this.#baseOn = this.builtOn;
      this.#isAhead = isAhead;
    } else if (base !== this.#next) this.#isMixed = true;
    if (next === null) this.tabs.forget();
    this.#pending.push(edit);
    this.#next = next;
    void this.#save();
  }

  /**
   * What the durable copy holds, whether it is newer than a text, what it held before, at which revision, and whether
   * it has moved on since; null where it cannot be read, or changes are under way.
   * @param isStray of a text that the copy has met, whether another program has put it there
   * @param seen the copy's revision when this site wrote the text to localStorage
   */
  async compare(text: string | null, isStray: () => boolean, seen: number) {
    try {
      const { kept, written } = await Promise.race([this.durable.read(), late()]);
      if (this.#pending.length && this.#hasBegun) return null;
      const [before, since] = [this.#kept, this.revision];
      const hasMoved = this.#hasBegun && this.#hasMet && kept.revision > this.revision;
      const isKnown = text !== null && (text === before || written.has(fingerprint(text)));
      this.#meet(kept);
      if (this.isFailing) {
        this.isFailing = this.isPending;
        this.hooks.reported();
      }
      // One that came back, as by Undo, was written later than what it took the place of.
      const isOlder = text === null || (isKnown && !isStray() && seen < kept.revision);
      // What another tab has only just written is on its way into the copy: it is not older than that.
      const isNewer = kept.revision > 0 && kept.text !== text && isOlder;
      return { kept, isNewer, before, since, hasMoved };
    } catch {
      this.isFailing = true;
      if (this.#pending.length) this.hooks.reported();
      return null;
    }
  }

  #meet({ revision, text }: Kept) {
    this.revision = revision;
    this.#hasMet = true;
    // What others had on its way is erased with the list.
    if (text === null && this.#kept !== null) this.tabs.forget();
    this.#kept = text;
  }

  /** Try once more what could not be written. */
  retry() {
    if (this.#pending.length) void this.#save();
  }

  async #save() {
    if (this.#isSaving || !this.#hasBegun) return;
    this.#isSaving = true;
    while (this.#pending.length) {
      const { length } = this.#pending;
      const wrote = [...this.#wrote];
      const batch = {
        edits: [...this.#pending],
        base: this.#base,
        next: this.#next,
        isAhead: this.#isAhead,
        isMixed: this.#isMixed,
        since: this.revision,
        before: this.#kept,
        hasMet: this.#hasMet,
        builtOn: this.#baseOn,
      };
      // From here on of those that come meanwhile.
      this.#isMixed = false;
      try {
        const commit = this.durable.commit((kept, written) => joined(batch, wrote, kept, written, this.asked));
        // Late is better than never: then what is there is what was to be saved.
        commit.then(
          () => this.#isSaving || this.retry(),
          () => {},
        );
        const kept = await Promise.race([commit, late()]);
        this.isFailing = false;
        this.#meet(kept);
        this.#pending.splice(0, length);
        this.#wrote.splice(0, wrote.length);
        this.#base = kept.text;
        this.#baseOn = this.builtOn = kept.revision;
        this.#isAhead = false;
        const isMixed = this.#isMixed;
        this.#isMixed = false;
        if (kept.text !== batch.next || isMixed) this.#next = this.hooks.rebased(kept.text, [...this.#pending]);
        this.tabs.tellCommitted(kept.revision);
      } catch {
        // All of it is tried again with the next change.
        this.#isMixed ||= batch.isMixed;
        this.#fail();
        break;
      }
    }
    this.#isSaving = false;
    this.hooks.reported();
    if (!this.#pending.length && this.#isBehind) {
      this.#isBehind = false;
      this.hooks.moved();
    }
  }

  #fail() {
    this.isFailing = true;
    this.tabs.tellFailed();
    this.hooks.reported();
  }

  /**
   * Another tab has had its time to bring to the copy what it wrote. Where it has not, because it is gone or cannot,
   * its changes are made here.
   */
  async #settle(coming: Coming) {
    let isThere = false;
    try {
      const { written } = await Promise.race([this.durable.read(), late()]);
      if (!this.tabs.isLast(coming)) return;
      isThere = written.has(fingerprint(coming.text));
    } catch {
      // Without a copy localStorage is what all tabs share; and what the other had on its way may be covered there.
      this.tabs.forget(coming.by);
      this.isFailing = true;
      this.hooks.local();
      this.#bring(coming);
      return;
    }
    this.tabs.forget(coming.by);
    if (isThere) this.hooks.moved();
    else this.#bring(coming);
  }

  /** Make another tab's change here, and remember that it has been made. */
  #bring({ text, from }: Change) {
    this.#wrote.push(fingerprint(text));
    this.hooks.missed(made(text, from));
  }
}
