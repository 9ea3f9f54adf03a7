/**
 * The list as this page has it, and how it's saved.
 *
 * What is shown is what's saved plus what isn't saved yet. Saved is what the database has (database.ts). What isn't yet
 * is a log of changes (record/changes.ts), one for each tab, which stands in localStorage until a transaction has
 * brought it in; then the database's list is taken, and what has come since is made to it again. localStorage also
 * mirrors the whole list (local.ts): for the person, for other programs, and for the next start, which shows it before
 * the database answers.
 *
 *     opening    the database hasn't answered yet
 *     well       the last transaction has brought the log in; if there's more in it by now, another is on its way
 *     failing    the last transaction failed: the log and other tabs keep what the database can't
 *     apart      a newer version has been here, or there's no room to keep what can't be read: nothing is written
 *
 * A tab that fails tells its log to the others, and any that's well brings it in and tells what's kept. A tab that's
 * gone leaves its log behind, and whoever is granted its lock brings that in (tabs.ts). Either may happen twice: a
 * change counts once.
 *
 * Long because the states and what they do to the log, the list and the mirror only make sense together.
 */

import {
  adopted,
  appliedAll,
  type Change,
  editOf,
  type Found,
  folded,
  type Kept,
  logOfOther,
  NewerVersion,
  shortened,
  unmet,
} from "../record/changes.ts";
import { unfit } from "../record/guard.ts";
import { readText, recordOf } from "../record/read.ts";
import { emptyRecord } from "../record/record.ts";
import { fingerprint } from "../record/seal.ts";
import type { RecordData } from "../record/shape.ts";
import type { Database } from "./database.ts";
import type { Local } from "./local.ts";
import type { Message, Tabs } from "./tabs.ts";

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
  /**
   * A text can't be read, and is kept under the key; with null, where it is, as there's nowhere to keep it. Where it's
   * only a change that was refused, the list is as it was before.
   */
  aside(text: string, reason: string, key: string | null, isChange: boolean): void;
}

export interface Places {
  local: Local;
  database: Database;
  tabs: Tabs;
  /** Rejects once the database has had long enough for the page to say that it can't be had. */
  late(): Promise<never>;
}

export type Store = Readonly<ReturnType<typeof makeStore>>;

type State = "opening" | "well" | "failing" | "apart";

/**
 * The state that follows each event: a transaction saved or failed, writing was barred, or allowed again. Events that
 * aren't listed change nothing.
 */
const NEXT: Record<State, Partial<Record<"saved" | "failed" | "barred" | "freed", State>>> = {
  opening: { saved: "well", failed: "failing", barred: "apart" },
  well: { failed: "failing", barred: "apart" },
  failing: { saved: "well", barred: "apart" },
  apart: { freed: "opening" },
};

/** A longer log has its latest edits made one, as where there's no database it would grow for good. */
const LONGEST_LOG = 50;
const NOTHING: Kept = { revision: 0, text: null, folded: {}, met: [], previous: null };

export function makeStore({ local, database, tabs, late }: Places, page: Page) {
  const isApart = () => state === "apart";
  const store = {
    record: emptyRecord(),
    /** The record as JSON; null for none. */
    text: null as string | null,
    isReadOnly: isApart,
    /** Read what localStorage has. */
    open: () => start(local.read()),
    begin,
    look,
    change,
    /** Remember the record as one that Python has accepted. */
    accept: () => void (accepted = store.text),
    refuse,
    standBack,
  };
  let state: State = "opening";
  /** What the database had when we last heard of it. */
  let kept = NOTHING;
  /** What this tab has changed and the database hasn't got yet, the oldest first. */
  let log: Change[] = [];
  let count = 0;
  /** Logs of other tabs that are gone, can't save, or were there when the list was erased. */
  const handed = new Map<string, Change[]>();
  let isMirrored = true;
  let syncing: Promise<void> | null = null;
  let isAgain = false;
  /** The list as it was last read: the record's text, and what stood there. */
  let original = { text: "", given: "" };
  /** The last list that Python has accepted. */
  let accepted: string | null = null;

  /** A list that was found here isn't missing anywhere that matters. */
  const isUnsaved = () => log.some((change) => !("found" in change));
  /** What's kept, as if it were newer than any list that's found. */
  const newest = () => ({ ...kept, revision: Infinity });
  const allHanded = () => [...handed.values()].flat();
  const otherTabs = () => local.tabs().filter((tab) => tab !== tabs.name);

  // What the page asks for

  /** Begin with a list that stands in localStorage. */
  function start(found: Found | null) {
    const theirs = found && readable(found.found);
    if (!theirs) return;
    log = [{ ...found, n: (count += 1) }];
    show(theirs);
  }

  /** Take what the database has, bring in what it lacks, and listen to the other tabs. */
  function begin() {
    tabs.tell({ from: tabs.name, here: true });
    look();
  }

  /** Something may have come from elsewhere: another tab, another program, a database that's there again. */
  function look() {
    if (isApart()) {
      const found = local.read();
      if (!found || !recordOf(found.found)) return;
      // A newer version has been here; but an older list has been put back since.
      kept = NOTHING;
      meet("freed");
      page.newer(false);
      start(found);
      page.moved();
    }
    takeMirror();
    for (const tab of otherTabs()) watch(tab);
    void sync();
  }

  /** Change the record and save it. Returns false where the record can't hold the change: it is then as it was. */
  function change(act: Act): boolean {
    if (!isApart()) takeMirror();
    const { record: before, text: beforeText } = store;
    const next = act(before);
    const reason = next && unfit(JSON.stringify(next));
    page.unfit(reason);
    if (reason) return false;
    show(next);
    // Erasing takes other tabs' unsaved changes with it.
    if (!next) for (const tab of otherTabs()) hand(tab, local.readLog(tab));
    if (isApart() || (next && store.text === beforeText)) report();
    else add(next ? editOf(count + 1, before, next) : { n: count + 1, erased: true });
    return true;
  }

  /** Python refuses the record: set it aside and go back to the last that it accepted; with none, begin anew. */
  function refuse(refused: string, reason: string) {
    const unread = original.text === refused ? original.given : refused;
    // Nothing but what was found: the database may have another.
    if (state === "opening" && !isUnsaved()) {
      log = [];
      show(null);
      return setAside(unread, reason);
    }
    const earlier = recordOf([accepted, kept.previous].find((each) => each !== null && each !== refused) ?? "");
    setAside(unread, reason, earlier !== null);
    change((latest) => (JSON.stringify(latest) === refused ? (earlier ?? emptyRecord()) : latest));
  }

  // The list that's shown

  function show(next: RecordData | null) {
    store.text = next && JSON.stringify(next);
    store.record = next ?? emptyRecord();
    if (next) page.gone(false);
  }

  function showMoved(next: RecordData | null) {
    const before = store.text;
    show(next);
    if (store.text !== before) page.moved();
  }

  /** Show what's kept, with what isn't yet. */
  function showAll() {
    const saved = kept.text === null ? null : readable(kept.text);
    if (isApart()) return;
    if (kept.text !== null && !saved) bringAll({ ...kept, text: null });
    const had = store.record.applications.length > 0;
    showMoved(appliedAll(saved, [...allHanded(), ...log], kept, page.unfit));
    if (store.text === null && had) page.gone(true);
  }

  /** A change alone would have nothing there to be made to, so all of the list goes there. */
  function bringAll(there: Kept) {
    kept = there;
    if (store.text !== null) log = [editOf((count += 1), emptyRecord(), store.record)];
  }

  /** The record in a text; null, after it has been said, where there's none to work on. */
  function readable(given: string): RecordData | null {
    const result = readText(given);
    if ("record" in result) {
      const read = JSON.stringify(result.record);
      if (read !== original.text) original = { text: read, given };
      return result.record;
    }
    if ("newer" in result) standBack();
    else setAside(given, result.reason);
    return null;
  }

  /** Keep what can't be read. With nowhere to keep it, it stays where it is, and this page doesn't write over it. */
  function setAside(unread: string, reason: string, isChange = false) {
    const key = local.setAside(unread, page.now());
    if (key === null) meet("barred");
    page.aside(unread, reason, key, isChange);
  }

  // The log and the mirror, in localStorage

  function add(next: Change) {
    count = next.n;
    // What's erased takes along what was on its way.
    log = "erased" in next ? [next] : [...log, next];
    if (log.length > LONGEST_LOG && !syncing) log = shortened(log, allHanded(), store.record);
    saveLog();
  }

  function saveLog() {
    write();
    if (state === "failing") tabs.tell({ from: tabs.name, log });
    void sync();
  }

  /** The log goes first: whenever a browser dies, neither it nor the list lacks what the database lacks. */
  function write() {
    if (isApart()) return;
    const isLogged = local.writeLog(tabs.name, log);
    const [first] = log;
    const revision = kept.revision || (first && "found" in first ? first.revision : 0);
    // Nothing is taken away from there but a list that has been erased.
    const isNothing = store.text === null && revision === 0 && !log.length;
    isMirrored = (isNothing || local.write(store.text, revision)) && isLogged;
    report();
  }

  /** Take what stands in localStorage and wasn't written here. */
  function takeMirror() {
    const found = local.read();
    if (!found) return;
    const isOurs = found.by === "us";
    // With changes of its own, this tab puts its list there once they're saved.
    if (isOurs && (log.length || found.found === store.text)) return;
    // A tab that's behind, or an engine that stored late, has put an older list there.
    if (isOurs && found.revision < kept.revision) return write();
    const theirs = readable(found.found);
    if (!theirs) return write();
    // Another tab has changed the list, and saves it in a moment: what's done here in between is done to that.
    if (isOurs) {
      for (const tab of otherTabs()) numberAfter(local.readLog(tab));
      return showMoved(theirs);
    }
    const { record: before } = store;
    // The first edition may have written it on top of less than there is.
    show(found.by === "first" ? appliedAll(before, [found], kept.revision ? kept : newest(), () => {}) : theirs);
    add({ ...editOf(count + 1, before, store.record), of: fingerprint(found.found) });
    page.moved();
  }

  // The database

  /** Bring in what there is, and take what's kept; once more while there's something new. */
  async function sync() {
    isAgain = true;
    if (!isApart()) await (syncing ??= syncAll());
  }

  async function syncAll() {
    while (isAgain || log.length) {
      isAgain = false;
      const done = commit();
      try {
        await Promise.race([done, late()]);
      } catch (error) {
        if (error instanceof NewerVersion) standBack();
        meet("failed");
        // Late is better than never, and what came meanwhile is tried again then.
        done.then(sync, () => {});
        tabs.tell({ from: tabs.name, log });
        break;
      }
    }
    syncing = null;
  }

  async function commit() {
    const [mine, others, before] = [log, [...handed], kept.revision];
    let isEmptied = false;
    const next = await database.change((current) => {
      isEmptied = current.revision < kept.revision;
      return folded(current, [...others, [tabs.name, mine]], accepted, page.unfit);
    });
    for (const [tab, changes] of others) if (handed.get(tab) === changes) handed.delete(tab);
    log = log.filter((each) => !mine.includes(each));
    if (mine.some((each) => "erased" in each)) for (const [tab, changes] of others) clear(tab, changes);
    meet("saved");
    // Somebody has cleared what the site has stored, but the list is still shown, and has been changed.
    if (isEmptied && mine.length) bringAll(NOTHING);
    take(next);
    if (others.length || next.revision > before) tabs.tell({ from: tabs.name, kept: next });
  }

  function take(next: Kept) {
    if (isApart() || next.revision < kept.revision) return;
    const isNew = next.revision > kept.revision;
    kept = next;
    log = unmet(kept, tabs.name, log);
    for (const [tab, changes] of handed) if (!unmet(kept, tab, changes).length) handed.delete(tab);
    if (isNew || log.length || handed.size) showAll();
    write();
  }

  // Other tabs

  function hear(message: Message) {
    if ("here" in message) watch(message.from);
    else if ("kept" in message) take(message.kept);
    else if ("log" in message) {
      hand(message.from, logOfOther(message.log));
      showAll();
      write();
    }
    if (state === "failing" && log.length && !("log" in message)) tabs.tell({ from: tabs.name, log });
    if (state !== "failing" && (log.length || handed.size)) void sync();
  }

  /** Take what another tab has left, or can't save, but for what has been brought in. */
  function hand(tab: string, changes: Change[]) {
    const left = unmet(kept, tab, changes);
    if (left.length) handed.set(tab, left);
    else handed.delete(tab);
    numberAfter(changes);
  }

  /** What's done here from now on may be done on top of these. */
  function numberAfter(changes: Change[]) {
    count = Math.max(count, ...changes.map(({ n }) => n));
  }

  /** Clear the log that a tab has left, unless that tab has gone on: where nobody holds locks it may be alive. */
  function clear(tab: string, changes: Change[]) {
    if (JSON.stringify(local.readLog(tab)) === JSON.stringify(changes)) local.writeLog(tab, []);
  }

  /** Bring in the log of a tab that's gone. Where there's no database it becomes this tab's own. */
  function watch(tab: string) {
    tabs.onceGone(tab, async (isSure) => {
      const changes = local.readLog(tab);
      if (!changes.length || isApart()) return;
      // With all that others have left, as what came before may be there.
      for (const each of otherTabs()) if (!handed.has(each)) hand(each, logOfOther(local.readLog(each)));
      hand(tab, logOfOther(changes));
      await sync();
      if (handed.has(tab)) {
        if (!isSure || isApart()) return;
        handed.delete(tab);
        adopt(tab, logOfOther(changes));
        if (!isMirrored) return;
      }
      clear(tab, changes);
    });
  }

  /** Make another tab's changes this tab's own, in the places that they have. */
  function adopt(tab: string, changes: Change[]) {
    for (const each of changes) {
      log = [...log, adopted(tab, each, (count += 1), store.record, newest(), page.unfit)];
      showAll();
    }
    saveLog();
  }

  // What's said of it

  function standBack() {
    meet("barred");
    page.newer(true);
  }

  function meet(event: keyof (typeof NEXT)[State]) {
    state = NEXT[state][event] ?? state;
    report();
  }

  function report() {
    if (isApart()) return page.reported("error", null);
    const isFailing = state === "failing" && isUnsaved();
    if (isUnsaved() && !isFailing) return page.reported("saving", null);
    if (!isMirrored) return page.reported("error", isFailing ? "both" : "local");
    if (isFailing) return page.reported("error", store.text === null ? "erased" : "database");
    page.reported("saved", null);
  }

  tabs.hear = hear;
  return store;
}
