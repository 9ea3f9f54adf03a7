/**
 * The list as this page has it, and how it's saved.
 *
 * What is shown is what's saved plus what isn't saved yet. Saved is what the database has (database.ts). What isn't yet
 * is a log of changes (record/changes.ts), one for each tab, which stands in localStorage until a transaction has
 * brought it in; then the database's list is taken, and what has come since is made to it again. localStorage also
 * mirrors the whole list (local.ts): for the person, for other programs, and for the next start, which shows it before
 * the database answers.
 *
 *               changed     folded      failed     newer
 *     opening   opening     settled     failing    apart     the database hasn't answered yet
 *     settled   saving      settled     settled    apart     all that's shown is saved
 *     saving    saving      settled     failing    apart     a transaction is on its way
 *     failing   failing     settled     failing    apart     the log and other tabs keep what the database can't
 *     apart     apart       apart       apart      apart     a newer version has been here: nothing is written
 *
 * A tab that fails tells its log to the others, and any that's well brings it in. A tab that's gone leaves its log
 * behind, and whoever is granted its lock brings that in (tabs.ts). Either may happen twice: a change counts once.
 *
 * Long because the states and what they do to the log, the list and the mirror only make sense together.
 */

import {
  appliedAll,
  type Change,
  editOf,
  type Found,
  folded,
  type Kept,
  type Log,
  logOfOther,
  NewerVersion,
} from "../record/changes.ts";
import { unfit } from "../record/guard.ts";
import { readText } from "../record/read.ts";
import { emptyRecord } from "../record/record.ts";
import { fingerprint } from "../record/seal.ts";
import type { RecordData } from "../record/shape.ts";
import type { Database } from "./database.ts";
import type { Local } from "./local.ts";
import type { Message, Tabs } from "./tabs.ts";

type State = "opening" | "settled" | "saving" | "failing" | "apart";
type Event = "changed" | "folded" | "failed" | "newer";

const NEXT: Record<State, Record<Event, State>> = {
  opening: { changed: "opening", folded: "settled", failed: "failing", newer: "apart" },
  settled: { changed: "saving", folded: "settled", failed: "settled", newer: "apart" },
  saving: { changed: "saving", folded: "settled", failed: "failing", newer: "apart" },
  failing: { changed: "failing", folded: "settled", failed: "failing", newer: "apart" },
  apart: { changed: "apart", folded: "apart", failed: "apart", newer: "apart" },
};

/** An edit of the record; null for one that erases it. */
export type Act = (record: RecordData) => RecordData | null;
/** Which copy is missing. `erased`: the list is gone here, but may still be in the database. */
export type Lack = "both" | "local" | "database" | "erased";

/** What the page does about what happens here. */
export interface Page {
  now(): string;
  /** The record has become another, and not by an act of this page. */
  moved(): void;
  reported(saved: "saved" | "saving" | "error", lack: Lack | null): void;
  gone(isGone: boolean): void;
  newer(isNewer: boolean): void;
  /** What is dropped, as the list can't hold it; null once something could be changed. */
  unfit(reason: string | null): void;
  /** A text can't be read, and is kept under the key; with null, where it is, as there's nowhere to keep it. */
  aside(text: string, reason: string, key: string | null): void;
  refused(text: string, reason: string, key: string | null): void;
}

export interface Places {
  local: Local;
  database: Database;
  tabs: Tabs;
  /** Rejects once the database has had long enough for the page to say that it can't be had. */
  late(): Promise<never>;
}

/** A longer log is made one change, as where there's no database it would grow for good. */
const LONGEST_LOG = 50;
/** A database that can't be had. */
const ABSENT = { revision: Infinity, met: [] };

export class Store {
  record: RecordData = emptyRecord();
  /** The record as JSON; null for none. */
  text: string | null = null;
  #state: State = "opening";
  #kept: Kept | null = null;
  /** This tab's log, the oldest first. */
  #unsaved: readonly Change[] = [];
  /** The record before the first change of the log. */
  #base: RecordData = this.record;
  #count = 0;
  /** Logs of tabs that can't save. */
  #handed = new Map<string, Change[]>();
  #isMirrored = true;
  #isSyncing = false;
  #isAgain = false;
  /** Whether another tab's list is shown, which that tab is about to save. */
  #isAhead = false;
  /** A list that was found in localStorage: the record's text, and what stood there. */
  #found: { text: string; raw: string } | null = null;
  /** The last list that Python has accepted. */
  #accepted: string | null = null;
  readonly places: Places;
  readonly page: Page;

  constructor(places: Places, page: Page) {
    this.places = places;
    this.page = page;
    places.tabs.hear = (message) => this.#hear(message);
  }

  get isReadOnly(): boolean {
    return this.#state === "apart";
  }

  /** Read what localStorage has. */
  open() {
    const found = this.places.local.read();
    const record = found && this.#readable(found);
    if (!found || !record) return;
    this.#show(record);
    this.#base = record;
    this.#unsaved = [found];
  }

  /** Take what the database has, bring in what it lacks, and listen to the other tabs. */
  begin() {
    this.places.tabs.tell({ from: this.places.tabs.name, here: true });
    this.look();
  }

  /** Something may have come from elsewhere: another tab, another program, a database that's there again. */
  look() {
    if (this.isReadOnly && !this.#reopen()) return;
    this.#lookAtMirror();
    for (const tab of this.places.local.tabs()) if (tab !== this.places.tabs.name) this.#watch(tab);
    void this.#sync();
  }

  /** A newer version has been here; but an older list has been put back since. */
  #reopen(): boolean {
    const found = this.places.local.read();
    const result = found && readText(found.found);
    if (!result || !("record" in result)) return false;
    this.#state = "opening";
    this.page.newer(false);
    // The database knows what this tab has saved, and would pass over something that was found before it.
    if (this.#count) this.#takeMirror(found);
    else {
      this.#unsaved = [found];
      this.#show(result.record);
      this.page.moved();
    }
    return true;
  }

  /** Change the record and save it. Returns false where the record can't hold the change: it is then as it was. */
  change(act: Act): boolean {
    if (!this.isReadOnly) this.#lookAtMirror();
    const next = act(this.record);
    const text = next && JSON.stringify(next);
    const reason = text === null ? null : unfit(text);
    this.page.unfit(reason);
    if (reason) return false;
    const before = this.record;
    const isNews = !this.isReadOnly && (text === null || text !== this.text);
    this.#show(next);
    if (isNews)
      this.#log(next ? editOf(this.#count + 1, before, this.record) : { n: this.#count + 1, erased: true }, before);
    this.#report();
    return true;
  }

  /** Remember the record as one that Python has accepted. */
  accept() {
    this.#accepted = this.text;
  }

  /** Python refuses the record: set it aside and go back to the last that it accepted; with none, begin anew. */
  refuse(refused: string, reason: string) {
    const { local } = this.places;
    // Nothing but what was found: the database may have another.
    if (this.#state === "opening" && !this.#isUnsaved) {
      this.#unsaved = [];
      this.#show(null);
      return this.#setAside(local.raw(), reason);
    }
    const before =
      [this.#accepted, this.#kept?.previous ?? null].find((text) => text !== null && text !== refused) ?? null;
    const result = before === null ? null : readText(before);
    const earlier = result && "record" in result ? result.record : null;
    const raw = this.#found?.text === refused ? this.#found.raw : refused;
    const key = local.setAside(raw, this.page.now());
    // Nowhere to keep it: it stays where it is, and nothing is written over it.
    if (key === null) this.#on("newer");
    this.change((latest) => (JSON.stringify(latest) === refused ? (earlier ?? emptyRecord()) : latest));
    if (earlier) this.page.refused(raw, reason, key);
    else this.page.aside(raw, reason, key);
  }

  #log(change: Change, before: RecordData) {
    this.#count = change.n;
    this.#isAhead = false;
    if (!this.#unsaved.length) this.#base = before;
    // What's erased takes along what was on its way.
    this.#unsaved = "erased" in change ? [change] : [...this.#unsaved, change];
    if ("erased" in change) this.#base = emptyRecord();
    const [first] = this.#unsaved;
    if (this.#unsaved.length > LONGEST_LOG && !this.#isSyncing && first && !("found" in first)) {
      const rest = editOf(change.n, this.#base, this.record);
      this.#unsaved = "erased" in first ? [first, rest] : [rest];
    }
    this.#write();
    this.#on("changed");
    if (this.#state === "failing") this.#tellLog();
    void this.#sync();
  }

  #lookAtMirror() {
    const found = this.places.local.read();
    if (found) this.#takeMirror(found);
  }

  /** Take what stands in localStorage and wasn't written here. */
  #takeMirror(found: Found) {
    const { local } = this.places;
    const revision = this.#kept?.revision ?? -1;
    if (found.by !== "us") {
      const [before, record] = [this.record, this.#readable(found)];
      if (!record) return this.#write();
      // The first edition may have written it on top of less than there is.
      const next = found.by === "first" ? appliedAll(before, [found], this.#kept ?? ABSENT, () => {}) : record;
      this.#show(next);
      this.#log({ ...editOf(this.#count + 1, before, this.record), of: fingerprint(found.found) }, before);
      this.page.moved();
    } else if ((found.revision ?? 0) >= revision) this.#showAhead(found);
    // A tab that's behind, or an engine that stored late, has put an older list there.
    else if (this.#state === "settled") this.#isMirrored = local.write(this.text, revision);
  }

  /** Another tab has changed the list, and saves it in a moment: what's done here in between is done to that. */
  #showAhead(found: Found) {
    if (this.#unsaved.length || found.found === this.text) return;
    const record = this.#readable(found);
    if (!record) return;
    this.#isAhead = true;
    this.#show(record);
    this.page.moved();
  }

  /** The record in a text that was found; null, after it has been said, where there's none to work on. */
  #readable({ found }: Found): RecordData | null {
    const result = readText(found);
    if ("record" in result) {
      this.#found = { text: JSON.stringify(result.record), raw: this.places.local.raw() };
      return result.record;
    }
    if ("newer" in result) this.standBack();
    else this.#setAside(this.places.local.raw(), result.reason);
    return null;
  }

  #setAside(text: string, reason: string) {
    const key = this.places.local.setAside(text, this.page.now());
    this.page.aside(text, reason, key);
    // With nowhere to keep it, it stays where it is, and this page doesn't write over it.
    if (key === null) this.#on("newer");
  }

  /** Bring in what there is, and take what's kept; once more while there's something new. */
  async #sync(): Promise<void> {
    this.#isAgain = true;
    if (this.#isSyncing || this.isReadOnly) return;
    this.#isSyncing = true;
    while (this.#isAgain || this.#unsaved.length) {
      this.#isAgain = false;
      const done = this.#commit();
      try {
        await Promise.race([done, this.places.late()]);
      } catch (error) {
        if (error instanceof NewerVersion) this.standBack();
        this.#on("failed");
        // Late is better than never, and what came meanwhile is tried again then.
        done.then(
          () => this.#sync(),
          () => {},
        );
        this.#tellLog();
        break;
      }
    }
    this.#isSyncing = false;
  }

  async #commit(): Promise<void> {
    const { local, tabs } = this.places;
    const mine = this.#unsaved;
    const others = [...this.#handed].map(([tab, changes]) => ({ tab, changes }));
    // Whoever erases the list erases what other tabs have left of it.
    const isErased = mine.some((change) => "erased" in change);
    const gone = isErased ? local.tabs().filter((tab) => tab !== tabs.name) : [];
    const left = gone.map((tab) => ({ tab, changes: local.readLog(tab) }));
    const kept = await this.#fold([...left, { tab: tabs.name, changes: [...mine] }, ...others]);
    for (const { tab } of left) local.writeLog(tab, []);
    for (const { tab, changes } of others) if (this.#handed.get(tab) === changes) this.#handed.delete(tab);
    this.#unsaved = this.#unsaved.filter((change) => !mine.includes(change));
    this.#take(kept);
    if (others.length) tabs.tell({ from: tabs.name, kept });
  }

  async #fold(logs: Log[]): Promise<Kept> {
    const before = this.#kept?.revision ?? -1;
    const kept = await this.places.database.change((current) =>
      folded(current, logs, this.#accepted, (reason) => this.page.unfit(reason)),
    );
    const { tabs } = this.places;
    if (kept.revision > before && logs.some(({ changes }) => changes.length))
      tabs.tell({ from: tabs.name, moved: kept.revision });
    return kept;
  }

  /** Show what's kept, with what isn't yet. */
  #take(kept: Kept) {
    if (this.isReadOnly || (this.#kept && kept.revision < this.#kept.revision)) return;
    this.#isAhead &&= kept.revision === this.#kept?.revision;
    this.#kept = kept;
    const isMet = (tab: string, { n }: Change) => n > 0 && n <= (kept.folded[tab] ?? -1);
    this.#unsaved = this.#unsaved.filter((change) => !isMet(this.places.tabs.name, change));
    for (const [tab, changes] of this.#handed)
      if (changes.every((change) => isMet(tab, change))) this.#handed.delete(tab);
    const rest = [...[...this.#handed.values()].flat(), ...this.#unsaved];
    if ((kept.text !== this.text && !this.#isAhead) || rest.length) {
      const result = kept.text === null ? { record: null } : readText(kept.text);
      if ("newer" in result) return this.standBack();
      if ("reason" in result) {
        this.#setAside(kept.text ?? "", result.reason);
        this.#bringAll();
      } else {
        const [before, had] = [this.text, this.record.applications.length > 0];
        this.#base = result.record ?? emptyRecord();
        this.#show(appliedAll(result.record, rest, kept, (reason) => this.page.unfit(reason)));
        if (this.text === null && had) this.page.gone(true);
        if (this.text !== before) this.page.moved();
      }
    }
    this.#write();
    this.#on("folded");
    if (this.#isUnsaved) this.#on("changed");
  }

  /**
   * The database has nothing that can be read: a change alone would have nothing to be made to, so all of it goes
   * there.
   */
  #bringAll() {
    if (this.isReadOnly || this.text === null) return;
    this.#unsaved = [];
    this.#log(editOf(this.#count + 1, emptyRecord(), this.record), emptyRecord());
  }

  #show(record: RecordData | null) {
    this.text = record && JSON.stringify(record);
    this.record = record ?? emptyRecord();
    if (record) this.page.gone(false);
  }

  /**
   * Put the log and the list into localStorage, the log first: whenever a browser dies, neither lacks what the database
   * lacks.
   */
  #write() {
    const { local, tabs } = this.places;
    const isLogged = local.writeLog(tabs.name, this.#unsaved);
    const [first] = this.#unsaved;
    const revision = this.#kept?.revision ?? (first && "found" in first ? first.revision : 0);
    // Nothing is taken away from there but a list that has been erased.
    const isNothing = this.text === null && revision === 0 && !this.#unsaved.length;
    this.#isMirrored = (isNothing || local.write(this.text, revision)) && isLogged;
  }

  /** Bring in the log of a tab that's gone. Where there's no database it becomes this tab's own. */
  #watch(tab: string) {
    const { local, tabs } = this.places;
    tabs.onceGone(tab, async (isSure) => {
      const changes = local.readLog(tab);
      if (!changes.length || this.isReadOnly) return;
      const log = logOfOther(changes);
      try {
        this.#take(await Promise.race([this.#fold([{ tab, changes: log }]), this.places.late()]));
      } catch {
        if (!isSure) return;
        this.#adopt(log);
        if (!this.#isMirrored) return;
      }
      // Where nobody holds locks the tab may be alive, and have gone on.
      if (JSON.stringify(local.readLog(tab)) === JSON.stringify(changes)) local.writeLog(tab, []);
    });
  }

  /** Make another tab's changes this tab's own, also those that the list shows already: it may have them from there. */
  #adopt(changes: Change[]) {
    const before = this.text;
    for (const change of changes) {
      const [from, n] = [this.record, this.#count + 1];
      this.#show(appliedAll(from, [change], ABSENT, (reason) => this.page.unfit(reason)));
      this.#log("found" in change ? editOf(n, from, this.record) : { ...change, n }, from);
    }
    if (this.text !== before) this.page.moved();
  }

  #hear(message: Message) {
    if ("here" in message) this.#watch(message.from);
    else if ("kept" in message) this.#take(message.kept);
    else if ("log" in message) {
      const changes = logOfOther(message.log.changes);
      this.#handed.set(message.log.tab, changes);
      if (this.#state === "failing") this.#takeHanded(changes);
      else void this.#sync();
    } else if (this.#state === "failing") this.#tellLog();
    else if (message.moved > (this.#kept?.revision ?? -1)) void this.#sync();
  }

  #takeHanded(changes: Change[]) {
    const before = this.text;
    this.#show(appliedAll(this.record, changes, ABSENT, (reason) => this.page.unfit(reason)));
    if (this.text === before) return;
    this.#write();
    this.page.moved();
  }

  #tellLog() {
    const { tabs } = this.places;
    tabs.tell({ from: tabs.name, log: { tab: tabs.name, changes: [...this.#unsaved] } });
  }

  standBack() {
    this.#on("newer");
    this.page.newer(true);
  }

  #on(event: Event) {
    this.#state = NEXT[this.#state][event];
    this.#report();
  }

  /** A list that was found here isn't missing anywhere that matters. */
  get #isUnsaved(): boolean {
    return this.#unsaved.some((change) => !("found" in change));
  }

  #report() {
    const isFailing = this.#state === "failing" && this.#isUnsaved;
    if (this.isReadOnly) this.page.reported("error", null);
    else if (this.#isMirrored && !isFailing) this.page.reported(this.#isUnsaved ? "saving" : "saved", null);
    else
      this.page.reported(
        "error",
        !isFailing ? "local" : !this.#isMirrored ? "both" : this.text === null ? "erased" : "database",
      );
  }
}
