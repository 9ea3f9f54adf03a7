/**
 * "Keep it safe": backing up, restoring, moving to another device, starting again, and a line about how safe the list
 * is.
 */

import type { Ask } from "../engine/answers.ts";
import { joined } from "../record/join.ts";
import { emptyRecord } from "../record/record.ts";
import { fingerprint } from "../record/seal.ts";
import type { RecordData } from "../record/shape.ts";
import { isEmpty as isNothingKept, keptBackup, putBack, type Store, takeAway } from "../storage/index.ts";
import { button, find, setText } from "../ui/dom.ts";
import { download } from "../ui/download.ts";
import { focusOnTop, forgetSaid, notice, said, takeBack } from "../ui/notices.ts";
import { deviceZone, exactly } from "../ui/speak.ts";
import { Move } from "./move.ts";
import { Restore } from "./restore.ts";

export class Safety {
  store: Store;
  now: () => string;
  page: {
    save: (edit: (record: RecordData) => RecordData, words: string) => void;
    update: (edit: (record: RecordData) => RecordData | null) => boolean;
  };
  section: HTMLElement;
  restore: Restore;
  move: Move;
  erasing: HTMLDialogElement;
  constructor(
    store: Store,
    ask: Ask,
    now: () => string,
    page: {
      save: (edit: (record: RecordData) => RecordData, words: string) => void;
      update: (edit: (record: RecordData) => RecordData | null) => boolean;
    },
  ) {
    this.store = store;
    this.now = now;
    this.page = page;
    this.section = find("#safe");
    this.restore = new Restore(ask, () => store.record, page.save);
    this.move = new Move(ask, () => this.backup());
    this.erasing = find("#erase") as HTMLDialogElement;
    const press = (name: string, act: () => void, root = this.section) =>
      find(`[data-${name}]`, root).addEventListener("click", act);
    press("backup", () => this.backup());
    press("restore", () => this.restore.choose());
    press("move", () => void this.move.open());
    press("erase", () => {
      setText(find("[data-saved-as]", this.erasing), "");
      this.erasing.showModal();
    });
    press("save-first", () => this.backup(), this.erasing);
    press("erase-all", () => this.#erase(), this.erasing);
    press("cancel", () => this.erasing.close(), this.erasing);
  }

  /** Download the list. */
  backup() {
    const text = `${JSON.stringify(this.store.record, null, 2)}\n`;
    const name = `after-the-interview-${this.now().slice(0, 10)}.json`;
    download(text, name, "application/json");
    setText(find("[data-saved-as]", this.erasing), `Saved as ${name}.`);
    said(`Saved as ${name}.`);
    const { text: of } = this.store;
    keptBackup.write({ at: this.now(), of: of === null ? null : fingerprint(of) });
    this.draw();
  }

  /** Say when the last backup was, and what might happen to the list here. */
  draw() {
    const { record, text } = this.store;
    const isEmpty = record.applications.length === 0;
    find("[data-erase]", this.section).hidden = isEmpty && isNothingKept();
    setText(find("[data-last-backup]", this.section), isEmpty ? "" : this.#lastBackup(text));
    find("[data-seven-days]", this.section).hidden = isEmpty || !isForgetful();
  }

  /** @param text the list's */
  #lastBackup(text: string | null) {
    const last = keptBackup.read();
    if (!last) return "There is no backup yet.";
    const isCurrent = text !== null && last.of === fingerprint(text);
    return `Last backup: ${exactly(last.at, deviceZone, this.now())}. ${isCurrent ? "Nothing has changed since." : "Some things have changed since."}`;
  }

  /** Ask the browser to keep the list. It may say no, late, or nothing at all. */
  async persist() {
    try {
      if (!(await navigator.storage.persisted())) await navigator.storage.persist();
    } catch {
      // Nothing depends on it.
    }
  }

  /** Erase everything this site keeps, until Undo. */
  #erase() {
    this.erasing.close();
    forgetSaid();
    const { record, isReadOnly } = this.store;
    if (isReadOnly) {
      notice("erased", "Nothing is erased: this page may not change what is saved here. Reload it, and try again.");
      return;
    }
    const rest = takeAway();
    if (!this.page.update(() => null)) return;
    const undo = () => {
      takeBack("erased");
      putBack(rest);
      this.page.update((here) => joined(here, emptyRecord(), record));
      focusOnTop();
    };
    notice(
      "erased",
      "Your interviews, ticks and notes are erased from this device. You can bring them back until you leave this page.",
      button("Bring it back", "plain", undo),
    );
    focusOnTop(true);
  }

  /** Take the list out of the address, if there's one, and clean the address first. Returns whether there was. */
  arrive() {
    const packed = /^#restore=(.*)$/s.exec(location.hash)?.[1];
    if (packed === undefined) return false;
    history.replaceState(null, "", `${location.pathname}${location.search}`);
    void this.restore.fromLink(packed);
    return true;
  }
}

/** Whether this is one of Apple's browsers, which delete what a site has stored after seven days without a visit. */
function isForgetful() {
  const isInstalled =
    matchMedia("(display-mode: standalone)").matches || (navigator as { standalone?: boolean }).standalone === true;
  return navigator.vendor.startsWith("Apple") && !isInstalled;
}
