/**
 * The record that the page works on: read from storage, saved at each change, and set aside
 * when it cannot be read. It says what is wrong with saving; what is drawn is not its concern. It is
 * longer than the others, as whichever way a text comes here, the same few fields tell whose it is.
 */

import { type Edit, fitting, made, more } from "../record/between.ts";
import { unfit } from "../record/guard.ts";
import { readText } from "../record/read.ts";
import { emptyRecord } from "../record/record.ts";
import type { RecordData } from "../record/types.ts";
import { takeBack } from "../ui/notices.ts";
import { tellAside, tellGone, tellLeft, tellNewer, tellNotSaved, tellRefused, tellUnfit } from "./notices.ts";
import { PATIENCE } from "./patience.ts";
import { Saver } from "./saver.ts";
import * as store from "./store.ts";

/** How long what another tab has written takes to be here in all its parts, in milliseconds. */
const DOUBT = 150;

export class Keeper {
  now: () => string;
  forgetPlan: () => void;
  moved: () => void;
  saver: Saver;
  record: RecordData = emptyRecord();
  /** The record as it was read or last written; null for an empty one. */
  text: string | null = null;
  isReadOnly = false;
  /** What localStorage held when it was last read or written. */
  #seen: string | null = null;
  #isWritten = true;
  #accepted: string | null = null;
  /** A text that another program has put into localStorage, until the durable copy holds it. */
  #stray: string | null = null;
  #mayHaveLostWrites = store.mayHaveLostWrites();
  /** A text newer than the durable copy: a tab that was killed has left it, or it is a stray one. */
  #ahead: string | null = null;
  /** Whether localStorage was written to while a change of this page was being saved. */
  #isUnheard = false;
  /** A text without our mark that may get it yet. */
  #doubted: string | null = null;

  /**
   * @param forgetPlan what was planned for a record that is set aside
   * @param moved what to do once another tab's work, or the durable copy, has taken the record's place
   */
  constructor(now: () => string, forgetPlan: () => void, moved: () => void) {
    this.now = now;
    this.forgetPlan = forgetPlan;
    this.moved = moved;
    this.saver = new Saver({
      rebased: (text, later) => this.#rebase(text, later),
      missed: (edit) => this.#change(edit),
      moved: () => void this.recover(),
      local: () => this.#readLocal(),
      heard: () => void this.heard(),
      outdated: () => this.#standBack(),
      dropped: tellUnfit,
      reported: () => this.#report(),
    });
  }

  read() {
    const found = store.readRecord();
    if (found === null || found === this.#seen) return;
    const result = readText(found);
    if ("record" in result) {
      this.record = result.record;
      this.text = this.#seen = found;
      const isOurs = store.isWritten(found);
      this.saver.found(found, isOurs ? store.revisionOf(found) : null);
      this.#stray = isOurs ? null : found;
      if (this.record.applications.length) takeBack("gone");
      this.isReadOnly = false;
      takeBack("newer");
    } else if ("newer" in result) this.#standBack();
    else this.setAside(found, result.reason);
  }

  /** Take what another tab saved, where this one may save over it. */
  readLatest() {
    if (this.isReadOnly || this.saver.isSaving) return;
    const found = store.readRecord();
    if (found === null || found === this.#seen || found === this.#doubted) return;
    // What another tab of this site wrote comes by way of the copy, as it may lack what the copy holds already.
    if (!this.saver.isWorking || !this.#isOnItsWay(found) || "newer" in readText(found)) this.read();
  }

  /** Whether a tab of this site wrote a text: it comes to the copy from there, or is brought there. */
  #isOnItsWay(text: string) {
    return store.isWritten(text) || this.saver.tabs.isAnnounced(text) || this.saver.tabs.isAlone(text);
  }

  /** Another tab, or another program, has written to localStorage. */
  async heard() {
    this.#isUnheard = this.saver.isSaving;
    if (this.#isUnheard) return;
    const found = store.readRecord();
    if (found === null || found === this.#seen || found === this.#doubted) return;
    const isLocal = this.isReadOnly || !this.saver.isWorking || !("record" in readText(found));
    if (isLocal) this.#readLocal();
    else if (!this.#isOnItsWay(found)) void this.#doubt(found);
    else if (await this.recover()) setTimeout(() => this.#takeUntold(found), PATIENCE);
    else void this.heard();
  }

  /**
   * What a tab has left that was gone before the others heard of it is taken; what one wrote that cannot save, and that
   * an engine stored after what took its place, gives way to the list if that holds it.
   */
  #takeUntold(left: string) {
    const isHere = this.saver.tabs.isAlone(left);
    if (this.saver.tabs.isAnnounced(left) || store.readRecord() !== left) return;
    if (!isHere) this.#readLocal();
    else if (this.saver.isSaving) this.#isUnheard = true;
    else if (this.saver.isWorking && !this.isReadOnly && this.#holds(left)) {
      this.#write(this.text);
      this.#report();
    }
  }

  /** Whether nothing that a text has is missing here. */
  #holds(other: string) {
    return this.text !== null && JSON.stringify(more(other, this.text)(this.record)) === JSON.stringify(this.record);
  }

  /** A text without our mark is another program's; or another tab's, where what it wrote comes here in parts. */
  async #doubt(found: string) {
    this.#doubted = found;
    const { text } = this;
    await new Promise((resolve) => AbortSignal.timeout(DOUBT).addEventListener("abort", resolve));
    if (this.#doubted !== found) return;
    this.#doubted = null;
    if (this.#isOnItsWay(found)) void this.heard();
    else if (store.readRecord() !== found) this.#change(made(found, text));
    else if (this.saver.isSaving) this.#isUnheard = true;
    else this.#readLocal();
  }

  #readLocal() {
    if (this.saver.isSaving) return;
    this.read();
    this.moved();
    void this.recover();
  }

  /** Take the durable copy where it is newer. Returns whether it could be read. */
  async recover() {
    if (this.isReadOnly) return false;
    this.saver.retry();
    const { text } = this;
    const isRead = this.#choose(await this.#compared(text), text);
    if (!this.#isStray(text)) this.#bringAhead(text);
    return isRead;
  }

  /**
   * At the start: take the durable copy where it is newer, and let the saver begin. A list in localStorage that another
   * program has put there counts as the newest, also where it says what was here once before.
   */
  async begin() {
    const { text } = this;
    const wasStray = this.#isStray(text);
    const found = await this.#compared(text);
    if (!this.isReadOnly) this.#choose(found, text);
    this.saver.begin(found ? !found.isNewer && found.kept.text !== text : wasStray);
    if (!wasStray) this.#bringAhead(text);
  }

  /** What this site wrote has only missed the copy; what something else has put there waits for Python. */
  #bringAhead(text: string | null) {
    const isHere = text !== null && text === this.#ahead && text === this.text;
    if (isHere && !this.isReadOnly && !this.saver.tabs.isAnnounced(text)) this.saver.adopt(text);
  }

  #compared(text: string | null) {
    const [wasStray, mayHaveLostWrites] = [this.#isStray(text), this.#mayHaveLostWrites];
    // Another tab may have been in the middle of writing it. And it may have been this site's since, where the mark
    // that said so went with the last seconds of a browser that was killed.
    const isStray = () => wasStray && text !== null && !store.isWritten(text) && !mayHaveLostWrites;
    return this.saver.compare(text, isStray, text === null ? 0 : store.revisionOf(text));
  }

  /** Whether another program has put a text into localStorage. */
  #isStray(text: string | null) {
    return text !== null && text === this.#stray && !store.isWritten(text);
  }

  /** @param text what it was compared with */
  #choose(found: Awaited<ReturnType<Saver["compare"]>>, text: string | null) {
    if (!found || this.text !== text) return found !== null;
    const { kept, isNewer, before, since, hasMoved } = found;
    if (isNewer || kept.text === text) this.saver.builtOn = kept.revision;
    if (!isNewer && text !== null && kept.text !== null && kept.text !== text) {
      // Others have saved since, or had when a tab that was killed wrote this: what is here and not there is made to that.
      // A text that was built on less than the copy held already takes nothing away.
      const { builtOn } = this.saver;
      const lacks = (revision: number) => builtOn !== null && builtOn < revision;
      if (hasMoved || lacks(kept.revision)) {
        this.#ahead = null;
        this.saver.builtOn = kept.revision;
        this.#take(kept.text);
        this.#change(hasMoved && !lacks(since) ? made(text, before) : more(text, kept.text));
        return true;
      }
    }
    this.#ahead = kept.text !== text && !isNewer ? text : null;
    if (isNewer) this.#take(kept.text);
    // What is here instead may yet be refused: then this is what is left.
    else if (kept.text !== text) this.#accepted ??= kept.text;
    return true;
  }

  #take(text: string | null) {
    if (text === null && this.record.applications.length) tellGone();
    else takeBack("gone");
    const result = text === null ? { record: emptyRecord() } : readText(text);
    if ("newer" in result) this.#standBack();
    else if ("record" in result) {
      this.record = result.record;
      this.text = text;
      this.#write(text);
      this.moved();
    } else if (text !== null) tellAside(text, result.reason, store.setAside(text, this.now()));
  }

  /**
   * Change the record and save it at once. Another tab's latest is taken first. Returns false where the record cannot
   * hold the change: it is then as it was.
   * @param isMissed whether the copy lacks it, also where the record here holds it already
   */
  change(edit: Edit, isMissed: boolean = false) {
    this.readLatest();
    const edited = edit(this.record);
    const next = edited && JSON.stringify(edited);
    const reason = next && unfit(next);
    if (reason) {
      tellUnfit(reason);
      return false;
    }
    for (const kind of ["unfit", "gone"]) takeBack(kind);
    const base = this.text;
    this.record = edited ?? emptyRecord();
    if (this.isReadOnly) this.#report();
    // What is erased is erased, also where nothing could be read.
    else if (next === base && next !== null && !isMissed) this.#report();
    else this.#save(edit, base, next);
    return true;
  }

  /** Make a change that was made elsewhere. */
  #change(edit: Edit) {
    this.change(edit, true);
    this.moved();
  }

  #save(edit: Edit, base: string | null, next: string | null) {
    const isAhead = base !== null && (base === this.#stray || base === this.#ahead);
    this.text = next;
    this.#write(next, base);
    this.saver.add(edit, base, next, isAhead);
    this.#report();
  }

  /** @param base what it was made of */
  #write(text: string | null, base: string | null = text) {
    if (text !== null) this.saver.announce(text, base);
    this.#isWritten = store.writeRecord(text, this.saver.builtOn ?? this.saver.revision);
    if (!this.#isWritten) return;
    this.#seen = text;
    this.#stray = null;
    this.#mayHaveLostWrites = false;
  }

  /**
   * Another tab was faster: the record is what it stored, with the changes that came since. Returns what that makes.
   */
  #rebase(text: string | null, later: Edit[]) {
    const result = text === null ? null : readText(text);
    let record: RecordData | null = result && "record" in result ? result.record : null;
    for (const edit of later) record = fitting(edit, record, tellUnfit);
    this.record = record ?? emptyRecord();
    this.text = later.length ? record && JSON.stringify(record) : text;
    this.#write(this.text);
    this.moved();
    return this.text;
  }

  /** Say how saving goes. */
  #report() {
    const { isSaving, isFailing } = this.saver;
    if (this.#isUnheard && !isSaving) void this.heard();
    const isBad = this.isReadOnly || !this.#isWritten || isFailing;
    document.documentElement.dataset.saved = isBad ? "error" : isSaving ? "saving" : "saved";
    if (!isBad || this.isReadOnly) takeBack("storage");
    else {
      const second = this.text === null && this.saver.isPending ? "erased" : "durable";
      tellNotSaved(isFailing ? (this.#isWritten ? second : "both") : "local", () => JSON.stringify(this.record));
    }
  }

  /** A newer version of the site has been here: this one leaves its data alone. */
  #standBack() {
    this.isReadOnly = true;
    tellNewer();
  }

  /** Keep what cannot be read where it cannot be overwritten, and say where. */
  setAside(unread: string, reason: string) {
    const key = store.setAside(unread, this.now());
    if (key === null) {
      // With nowhere to keep it, it stays where it is, and this page does not write over it.
      this.isReadOnly = true;
      tellLeft(reason);
      return;
    }
    this.record = emptyRecord();
    this.text = null;
    this.#seen = unread;
    this.forgetPlan();
    tellAside(unread, reason, key);
  }

  /** Remember the record as one that Python has accepted. */
  accept() {
    this.#accepted = JSON.stringify(this.record);
    const { text } = this;
    if (
      text !== null &&
      text === this.#ahead &&
      text === store.readRecord() &&
      !this.isReadOnly &&
      !this.saver.isSaving
    ) {
      this.saver.adopt(text);
      if (text === this.#stray) store.markWritten(text, this.saver.revision);
      this.#stray = null;
    }
    this.#ahead = null;
  }

  /** Python refuses the record: set it aside and go back to the last that it accepted; with none, begin anew. */
  refuse(refused: string, reason: string) {
    const before = this.#accepted ? readText(this.#accepted) : null;
    if (!before || !("record" in before) || JSON.stringify(before.record) === refused) {
      this.setAside(this.#asItWas(refused), reason);
      if (!this.isReadOnly) this.#replace(refused, emptyRecord());
      return;
    }
    const key = store.setAside(this.#asItWas(refused), this.now());
    // Nowhere to keep what was refused: it stays where it is, and nothing is written over it.
    if (key === null) this.isReadOnly = true;
    if (this.isReadOnly) this.record = before.record;
    else this.#replace(refused, before.record);
    tellRefused(refused, reason, key);
  }

  /** The text that a record was read from, which may be an older version's. */
  #asItWas(refused: string) {
    const found = this.text === null ? null : readText(this.text);
    return this.text !== null && found && "record" in found && JSON.stringify(found.record) === refused
      ? this.text
      : refused;
  }

  /** @param record what takes its place, unless another tab has put something else there meanwhile */
  #replace(refused: string, record: RecordData) {
    this.record = record;
    this.#ahead = null;
    this.#save((latest) => (JSON.stringify(latest) === refused ? record : latest), refused, JSON.stringify(record));
    // Where not even that can be written, what was refused is still there and stays so.
    if (!this.#isWritten) this.isReadOnly = true;
  }

  /** Whether storage holds something else by now than what was read or asked about. */
  isOvertaken(asked: string) {
    const stored = store.readRecord();
    return stored !== null && stored !== this.#seen && stored !== asked;
  }
}
