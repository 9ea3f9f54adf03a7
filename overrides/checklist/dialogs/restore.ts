/**
 * Restoring a backup or a list from another device. We show what's in it and what it would change, and nothing changes
 * until the person picks a way. Python checks it and works out both.
 */

import type { Answers, Ask, Change, Fault, Way } from "../engine/answers.ts";
import { unfit } from "../record/guard.ts";
import { joined } from "../record/join.ts";
import { namesIn } from "../record/record.ts";
import { MAX_BYTES, type RecordData } from "../record/shape.ts";
import { button, find, make, setText } from "../ui/dom.ts";

/** Show this many lines of each sort; for more, just say how many. */
const SHOWN = 8;
const KINDS = { new: "New", changed: "Changes", removed: "Removed", same: "Stays as it is" };

export class Restore {
  ask: Ask;
  record: () => RecordData;
  save: (edit: (record: RecordData) => RecordData, words: string) => void;
  dialog: HTMLDialogElement;
  place: HTMLElement;
  file: HTMLInputElement;
  /** Counts what was opened: an answer about an earlier one is too late. */
  #attempt = 0;

  constructor(
    ask: Ask,
    record: () => RecordData,
    save: (edit: (record: RecordData) => RecordData, words: string) => void,
  ) {
    this.ask = ask;
    this.record = record;
    this.save = save;
    this.dialog = find("#restore") as HTMLDialogElement;
    this.place = find("[data-offer]", this.dialog);
    this.file = find("#restore-file") as HTMLInputElement;
    this.file.addEventListener("change", () => void this.#chosen());
    find("[data-cancel]", this.dialog).addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("close", () => (this.#attempt += 1));
  }

  /** Ask for a file. */
  choose() {
    this.file.click();
  }

  async #chosen() {
    const [file] = this.file.files ?? [];
    const read = file && file.size <= MAX_BYTES ? file.arrayBuffer() : null;
    if (!file) return;
    const attempt = this.#begin(`From the file “${file.name}”.`);
    try {
      const reason = read ? null : "must be at most 1 MiB";
      const bytes = await read?.catch(() => null);
      if (attempt !== this.#attempt) return;
      if (reason) this.#refuse([{ path: "record", reason }]);
      else if (!bytes) this.#refuse([{ path: "file", reason: "could not be opened on this device" }]);
      else await this.#consider(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes), attempt);
    } catch {
      if (attempt === this.#attempt)
        this.#refuse([{ path: "record", reason: "must be text in UTF-8, which this file is not" }]);
    } finally {
      // So that the same file can be chosen again.
      this.file.value = "";
    }
  }

  /** Look at the list in a link. */
  async fromLink(packed: string) {
    const attempt = this.#begin("From the link you opened.");
    try {
      const reply = await this.ask({ op: "unpack", packed });
      if (attempt !== this.#attempt) return;
      if (reply.ok) await this.#consider(reply.backup, attempt);
      else this.#refuse(reply.faults);
    } catch {
      if (attempt === this.#attempt) this.#away(() => void this.fromLink(packed));
    }
  }

  #begin(from: string) {
    this.#attempt += 1;
    setText(find("[data-from]", this.dialog), from);
    this.place.replaceChildren(make("p", { class: "form__text", text: "Looking at it …" }));
    if (!this.dialog.open) this.dialog.showModal();
    return this.#attempt;
  }

  async #consider(backup: string, attempt: number) {
    const reason = unfit(backup);
    if (reason) {
      this.#refuse([{ path: "record", reason }]);
      return;
    }
    const mine = this.record();
    try {
      const reply = await this.ask({ op: "restore", record: JSON.stringify(mine), backup }, namesOf(backup));
      if (attempt !== this.#attempt) return;
      if (reply.ok) this.#offer(mine, reply);
      else this.#refuse(reply.faults);
    } catch {
      if (attempt === this.#attempt) this.#away(() => void this.#consider(backup, attempt));
    }
  }

  #refuse(faults: Fault[]) {
    const told = faults.slice(0, SHOWN).map(({ path, reason }) => make("li", { text: `${path}: ${reason}` }));
    if (faults.length > SHOWN) told.push(make("li", { text: `and ${faults.length - SHOWN} more` }));
    const head = make("p", { class: "form__text", text: `${plainly(faults)} Nothing has changed here.` });
    const what = make("p", { class: "field__hint", text: "What is wrong with it, for whoever wants to know:" });
    const parts: HTMLElement[] = [head, what, make("ul", { class: "restore__list" }, ...told)];
    if (faults[0]?.path !== "link") parts.push(button("Choose another file", "plain", () => this.choose()));
    this.place.replaceChildren(...parts);
  }

  #away(again: () => void) {
    const text = "It cannot be looked at just now: the rules that check it are not there. Nothing has changed.";
    const retry = () => {
      // The button goes away: keep the focus in the dialog.
      find("h2", this.dialog).focus();
      again();
    };
    this.place.replaceChildren(make("p", { class: "form__text", text }), button("Try again", "plain", retry));
  }

  #offer(mine: RecordData, { holds, merged, replaced }: Answers["restore"]) {
    const isEmpty = mine.applications.length === 0;
    const parts: HTMLElement[] = [make("h3", { text: "It holds" }), lines(holds)];
    if (isSame(merged) && isSame(replaced))
      parts.push(make("p", { class: "form__text", text: "Your list is the same. There is nothing to restore." }));
    else if (isEmpty) parts.push(...this.#way(["Restore it", "main"], "If you restore it", "", mine, replaced));
    else {
      parts.push(
        ...this.#way(
          ["Add to my list", "main"],
          "If you add it to yours",
          "What only one of them has is kept, ticks too. Where both say something of a step, the later counts. Where a date or a name differs, one of the two stays; you see below where that is the backup’s.",
          mine,
          merged,
        ),
      );
      parts.push(
        ...this.#way(
          ["Replace my list", "plain"],
          "If it takes the place of yours",
          "Only what it holds is left.",
          mine,
          replaced,
        ),
      );
    }
    this.place.replaceChildren(...parts);
  }

  /** @param label its button's */
  #way(label: [text: string, kind: string], title: string, about: string, mine: RecordData, way: Way) {
    const head = make("h3", { text: title });
    if ("faults" in way) {
      const text = `Not possible${way.own ? ", as something is wrong with the list that is here" : ""}: ${way.faults
        .slice(0, SHOWN)
        .map(({ path, reason }) => `${path} ${reason}`)
        .join("; ")}.`;
      return [head, make("p", { class: "form__text", text })];
    }
    const took = button(...label, () => this.#take(mine, way.record));
    const told = Object.entries(KINDS).flatMap(([kind, word]) =>
      grouped(
        word,
        way.changes.filter((change) => change.kind === kind),
      ),
    );
    return [
      head,
      ...(about ? [make("p", { class: "form__text", text: about })] : []),
      make("ul", { class: "restore__list" }, ...(told.length ? told : [make("li", { text: "Nothing changes." })])),
      isSame(way) ? make("p", { class: "form__text", text: "That is what you have already." }) : took,
    ];
  }

  /** @param mine what was compared */
  #take(mine: RecordData, text: string) {
    const taken: RecordData = JSON.parse(text);
    this.dialog.close();
    // Keep what another tab has done since.
    this.save(
      (record) => (JSON.stringify(record) === JSON.stringify(mine) ? taken : joined(record, mine, taken)),
      "Restored.",
    );
  }
}

/** What's wrong with a backup or a link, and what to do about it. */
function plainly(faults: Fault[]) {
  const [first] = faults;
  if (first?.path === "link")
    return "This link was cut short or changed on its way. Copy it again, or bring a file over instead.";
  if (first?.path === "file") return "This file could not be opened on this device.";
  if (faults.some(({ path, reason }) => path === "version" && reason.includes("newer")))
    return "A newer version of this checklist made this. Reload the page, and try again.";
  if (first?.path === "record" || faults.some(({ path }) => path === "format"))
    return "This is not a backup from this checklist, or it is damaged. Try another copy of it.";
  return "Parts of this backup were changed or damaged.";
}

function lines(texts: string[]) {
  const shown = texts.slice(0, SHOWN).map((text) => make("li", { text }));
  if (texts.length > SHOWN) shown.push(make("li", { text: `and ${texts.length - SHOWN} more` }));
  return make("ul", { class: "restore__list" }, ...(shown.length ? shown : [make("li", { text: "Nothing yet." })]));
}

function isSame(way: Way) {
  return !("faults" in way) && way.changes.every(({ kind }) => kind === "same");
}

/** A line for each thing that changes, with the details below it; for the rest the names will do. */
function grouped(word: string, found: Change[]) {
  const shown = found.slice(0, SHOWN);
  const plain = shown.filter(({ details }) => !details.length).map(({ name }) => name);
  const told = shown.filter(({ details }) => details.length);
  return [
    ...(plain.length ? [make("li", { text: `${word}: ${plain.join("; ")}` })] : []),
    ...told.map(({ name, details }) =>
      make("li", { text: `${word}: ${name}` }, make("ul", {}, ...details.map((text) => make("li", { text })))),
    ),
    ...(found.length > SHOWN ? [make("li", { text: `and ${found.length - SHOWN} more` })] : []),
  ];
}

/** The time zones and the region that a backup names, as far as we can tell before it's checked. */
function namesOf(backup: string) {
  try {
    // Python takes one byte-order mark away as well.
    return namesIn(JSON.parse(backup.replace(/^\ufeff/, "")));
  } catch {
    // Python says what is wrong with it.
    return { zones: [], regions: [] };
  }
}
