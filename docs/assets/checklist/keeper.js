/**
 * The record that the page works on: read from storage, saved at each change, and set aside
 * when it cannot be read. It says what is wrong with saving; what is drawn is not its concern.
 */

import { button } from "./dom.js";
import { download } from "./download.js";
import { unfit } from "./guard.js";
import { notice, takeBack } from "./notices.js";
import { emptyRecord, readText } from "./record.js";
import * as store from "./store.js";

/** @typedef {import("./types").RecordData} RecordData */

export class Keeper {
  /** @type {RecordData} */
  record = emptyRecord();
  /** @type {string | null} the stored text that the record was read from */
  text = null;
  isReadOnly = false;
  /** @type {string | null} */
  #accepted = null;

  /**
   * @param {() => string} now
   * @param {() => void} forgetPlan what was planned for a record that is set aside
   */
  constructor(now, forgetPlan) {
    this.now = now;
    this.forgetPlan = forgetPlan;
  }

  read() {
    const found = store.readRecord();
    if (found === null || found === this.text) return;
    const result = readText(found);
    if ("record" in result) {
      this.record = result.record;
      this.text = found;
      this.isReadOnly = false;
      takeBack("newer");
    } else if ("newer" in result) {
      this.isReadOnly = true;
      const reload = button("Reload", "quiet", () => location.reload());
      notice("newer", "A newer version of this page saved your list. Reload to get it; nothing is changed here.", reload);
    } else this.setAside(found, result.reason);
  }

  /** Take what another tab saved, where this one may save over it. */
  readLatest() {
    if (!this.isReadOnly) this.read();
  }

  /**
   * Change the record and save it at once. Another tab's latest is taken first. Returns false
   * where the record cannot hold the change: it is then as it was.
   * @param {(record: RecordData) => RecordData} edit
   */
  change(edit) {
    this.readLatest();
    const edited = edit(this.record);
    const next = JSON.stringify(edited);
    const reason = unfit(next);
    if (reason) {
      notice("unfit", `That cannot be kept: ${reason.replace(/^it/, "the list")} then. Your list is as it was.`);
      return false;
    }
    takeBack("unfit");
    this.record = edited;
    const { dataset } = document.documentElement;
    dataset.saved = "saving";
    const isSaved = !this.isReadOnly && store.writeRecord(next);
    if (isSaved) this.text = next;
    dataset.saved = isSaved ? "saved" : "error";
    if (isSaved || this.isReadOnly) takeBack("storage");
    else {
      const words = "This browser is not saving: its storage is full or switched off. You can go on, but what you tick is gone when you close this page.";
      notice("storage", words, button("Download a copy", "quiet", () => download(next, "after-the-interview.json", "application/json")));
    }
    return true;
  }

  /**
   * Keep what cannot be read where it cannot be overwritten, and say where.
   * @param {string} unread
   * @param {string} reason
   */
  setAside(unread, reason) {
    const key = store.setAside(unread, this.now());
    if (key === null) {
      // With nowhere to keep it, it stays where it is, and this page does not write over it.
      this.isReadOnly = true;
      notice("unread", `What is saved here cannot be read: ${reason}. It is left as it is, and nothing is saved over it.`);
      return;
    }
    this.record = emptyRecord();
    this.text = null;
    this.forgetPlan();
    const words = `What was saved here cannot be read: ${reason}. It is kept in this browser’s storage as “${key}”.`;
    notice("unread", words, button("Download it", "quiet", () => download(unread, "after-the-interview-set-aside.json", "application/json")));
  }

  /** Remember the record as one that Python has accepted. */
  accept() {
    this.#accepted = JSON.stringify(this.record);
  }

  /**
   * Python refuses the record: set it aside and go back to the last that it accepted; with none, begin anew.
   * @param {string} refused
   * @param {string} reason
   */
  refuse(refused, reason) {
    const before = this.#accepted && this.#accepted !== refused ? readText(this.#accepted) : null;
    if (!before || !("record" in before)) {
      this.#startAfresh(refused, reason);
      return;
    }
    const key = store.setAside(refused, this.now());
    this.record = before.record;
    if (key === null) {
      // Nowhere to keep what was refused: it stays where it is, and nothing is written over it.
      this.isReadOnly = true;
    } else if (!this.isReadOnly && store.writeRecord(this.#accepted ?? "")) this.text = this.#accepted;
    const where = key === null ? "it is left in this browser’s storage, and nothing more is saved" : `it is kept in this browser’s storage as “${key}”`;
    const words = `The last change could not be kept: ${reason}. Your list is as it was before it; ${where}.`;
    notice("unfit", words, button("Download the change", "quiet", () => download(refused, "after-the-interview-refused.json", "application/json")));
  }

  /**
   * @param {string} refused
   * @param {string} reason
   */
  #startAfresh(refused, reason) {
    this.setAside(refused, reason);
    if (this.isReadOnly) return;
    this.text = JSON.stringify(this.record);
    // Where not even that can be written, what was refused is still there and stays so.
    this.isReadOnly = !store.writeRecord(this.text);
  }

  /**
   * Whether storage holds something else by now than what was read or asked about.
   * @param {string} asked
   */
  isOvertaken(asked) {
    const stored = store.readRecord();
    return stored !== null && stored !== this.text && stored !== asked;
  }
}
