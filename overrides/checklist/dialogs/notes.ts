/**
 * The notes of one interview: who was there, what they asked, what went well. For writing on your feet: nothing is
 * required, and everything is saved at each pause. Long because what's typed, what's saved and what another window adds
 * have to be told apart in one place.
 */

import { type Edit, inApplication } from "../record/edits.ts";
import { applicationOf, nameOf, stateOf, withNote } from "../record/record.ts";
import type { RecordData } from "../record/shape.ts";
import { nameFrom, textFrom } from "../record/tidy.ts";
import { button, find, PAUSE, setText } from "../ui/dom.ts";
import { type Bounds, drawnRow, type Field, type Item, nameRow } from "./row.ts";

export type Place = { application: string; round: string };

/** The parts with rows. */
const PARTS: Record<string, { one: string; fields: Field[] }> = {
  people: {
    one: "Person",
    fields: [
      { name: "name", label: "Name", type: "name" },
      { name: "title", label: "Title", type: "name" },
      { name: "email", label: "Email", type: "name" },
    ],
  },
  questions: {
    one: "Question",
    fields: [
      { name: "question", label: "Question", type: "text" },
      { name: "answer", label: "Your answer", type: "text" },
      { name: "score", label: "Score", type: "score" },
    ],
  },
  went_well: { one: "Went well", fields: [{ name: "", label: "Went well", type: "text", isShort: true }] },
  improve: {
    one: "To do differently",
    fields: [{ name: "", label: "To do differently", type: "text", isShort: true }],
  },
};

export class Notes {
  bounds: Bounds;
  enough: string;
  save: (edit: Edit) => boolean;
  dialog: HTMLDialogElement;
  topics: HTMLTextAreaElement;
  mend: HTMLTextAreaElement;
  #place: Place | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isSaving = false;
  #saved: "saved" | "saving" | "error" = "saved";
  #isChanged = false;
  /** What each row was in the record, with any keys that we don't know. */
  #originals: WeakMap<Element, Item> = new WeakMap();
  /** The parts as we last saved them, to write only what has changed. */
  #kept: Record<string, string> = {};
  /** The parts as the record had them then, to see what another window has added. */
  #base: Record<string, unknown> = {};

  /**
   * @param enough how many good things to find, in words
   * @param closed told whether anything was written
   */
  constructor(
    bounds: Bounds,
    enough: string,
    save: (edit: Edit) => boolean,
    closed: (place: Place, isChanged: boolean) => void,
  ) {
    this.bounds = bounds;
    this.enough = enough;
    this.save = save;
    this.dialog = find("#notes") as HTMLDialogElement;
    this.topics = find("#j-topics") as HTMLTextAreaElement;
    this.mend = find("#j-mend") as HTMLTextAreaElement;
    for (const event of ["input", "change"]) this.dialog.addEventListener(event, () => this.#soon());
    find("form", this.dialog).addEventListener("submit", (event) => event.preventDefault());
    find("[data-close]", this.dialog).addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("close", () => {
      this.#keep();
      const place = this.#place;
      this.#place = null;
      if (place) closed(place, this.#isChanged);
    });
    for (const event of ["pagehide", "visibilitychange"])
      addEventListener(event, () => this.#keep(), { capture: true });
    for (const part of Object.keys(PARTS)) {
      find("[data-more-rows]", this.#part(part)).addEventListener("click", () => {
        const row = this.#addRow(part, null);
        row.querySelector("input, textarea")?.scrollIntoView({ block: "nearest" });
        (row.querySelector("input, textarea") as HTMLElement | null)?.focus();
      });
    }
  }

  /** Open the notes of an interview, at one part of them. */
  open(record: RecordData, place: Place, part: string = "") {
    const application = applicationOf(record, place.application);
    const round = application?.rounds?.find(({ id }) => id === place.round);
    if (!application || !round) return false;
    this.#place = place;
    this.#isChanged = false;
    const number =
      (application.rounds ?? []).length > 1 ? `, interview ${(application.rounds ?? []).indexOf(round) + 1}` : "";
    setText(find("[data-whose-notes]", this.dialog), `${nameOf(application) || "Your interview"}${number}`);
    const { journal = {} } = round;
    const lists: Record<string, Item[]> = {
      people: round.people ?? [],
      questions: journal.questions ?? [],
      went_well: journal.went_well ?? [],
      improve: journal.improve ?? [],
    };
    for (const [name, items] of Object.entries(lists)) {
      find("[data-rows]", this.#part(name)).replaceChildren();
      for (const item of items.length ? items : [null]) this.#addRow(name, item);
    }
    this.topics.value = journal.topics ?? "";
    this.mend.value = stateOf(record, place.application, `${place.round}/clear-up`)?.note ?? "";
    this.#say("Saved as you type.");
    this.#nudge();
    this.#kept = partsOf(this.#told());
    this.#base = { people: round.people, ...journal };
    this.dialog.showModal();
    const first = part && this.#part(part).querySelector("input, textarea");
    if (first instanceof HTMLElement) {
      first.focus();
      this.#part(part).scrollIntoView({ block: "start" });
    } else find("#notes-title").focus();
    return true;
  }

  #part(name: string): HTMLElement {
    return find(`[data-part="${name}"]`, this.dialog);
  }

  /** @param name of the part */
  #addRow(name: string, item: Item) {
    const part = this.#part(name);
    const { fields } = PARTS[name] as { fields: Field[] };
    const rows = find("[data-rows]", part);
    const row = drawnRow(fields, item, this.bounds);
    this.#originals.set(row, item);
    const remove = button("Remove", "quiet", () => this.#removeRow(name, row));
    remove.dataset.remove = "";
    row.append(remove);
    rows.append(row);
    this.#number(name);
    return row;
  }

  /**
   * Remove a row, with Undo.
   * @param name of the part
   */
  #removeRow(name: string, row: HTMLElement) {
    const rows = find("[data-rows]", this.#part(name));
    const next = row.nextElementSibling;
    row.remove();
    if (!rows.childElementCount) this.#addRow(name, null);
    this.#number(name);
    this.#soon();
    const undo = button("Undo", "quiet", () => {
      rows.insertBefore(row, next?.parentElement === rows ? next : null);
      this.#number(name);
      this.#soon();
      (row.querySelector("input, textarea") as HTMLElement | null)?.focus();
    });
    find("[data-said-notes]", this.dialog).replaceChildren("Removed. ", undo);
    undo.focus();
  }

  /** Number a part's rows again, for screen readers. */
  #number(name: string) {
    const part = this.#part(name);
    const rows = this.#rows(name);
    const { one } = PARTS[name] as { one: string };
    for (const [index, row] of rows.entries()) {
      nameRow(row, `${one} ${index + 1}`);
      find("[data-remove]", row).setAttribute("aria-label", `Remove ${one.toLowerCase()} ${index + 1}`);
    }
    find("[data-more-rows]", part).hidden = name === "people" && rows.length >= this.bounds.people;
  }

  #soon() {
    this.#nudge();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#keep(), PAUSE);
  }

  /** Save now, if anything is waiting to be saved. */
  #keep() {
    clearTimeout(this.#timer);
    const place = this.#place;
    if (this.#timer === undefined || !place) return;
    this.#timer = undefined;
    const told = this.#told();
    const parts = partsOf(told);
    const isNew = (name: string) => parts[name] !== this.#kept[name];
    const { mend } = told;
    const isNewPeople = isNew("people");
    const journal = Object.fromEntries(Object.entries(told.journal).filter(([name]) => isNew(name)));
    const isNewMend = isNew("mend");
    // The edit may be made again on what another window has saved, so it keeps all it needs.
    const base = { ...this.#base };
    let isThere = false;
    const isKept = this.save((record) => {
      isThere = applicationOf(record, place.application)?.rounds?.some(({ id }) => id === place.round) ?? false;
      if (!isThere) return record;
      const edited = inApplication(place.application, (owner) => {
        const round = owner.rounds?.find(({ id }) => id === place.round);
        if (!round) return;
        if (isNewPeople) round.people = joined(base.people, told.people, round.people);
        const parts = Object.entries(journal).map(([name, part]) => [
          name,
          joined(base[name], part, round.journal?.[name]),
        ]);
        if (parts.length) round.journal = { ...round.journal, ...Object.fromEntries(parts) };
      })(record);
      return isNewMend ? withNote(edited, place.application, `${place.round}/clear-up`, mend) : edited;
    });
    if (isKept) {
      this.#isChanged ||= Object.keys(parts).some(isNew);
      this.#kept = parts;
      // Only this is ours: what another window has added has to be kept next time as well.
      Object.assign(this.#base, isNewPeople ? { people: told.people } : {}, journal);
    }
    this.#isSaving = isThere && isKept;
    if (!isThere) this.#say("Not saved: this interview was removed in another window. Copy what you want to keep.");
    else if (!isKept) this.#say("That is more than the list can hold. The last change is not kept.");
    else this.#tellSaved();
  }

  /** Show how saving is going. */
  reported(saved: "saved" | "saving" | "error") {
    this.#saved = saved;
    if (this.#isSaving) this.#tellSaved();
  }

  /** Say "Saved" once it's in both stores. */
  #tellSaved() {
    this.#isSaving = this.#saved === "saving";
    if (this.#saved === "error") this.#say("Not saved in this browser. Close this to read why.");
    // Leave an Undo there until something replaces it.
    else if (!find("[data-said-notes]", this.dialog).querySelector("button")?.matches(":focus"))
      this.#say(this.#isSaving ? "" : "Saved.");
  }

  /** What's in the fields, with anything else that their rows had in the record. */
  #told() {
    const [people, questions] = ["people", "questions"].map((name) =>
      this.#rows(name).flatMap((row) => {
        const item: Record<string, unknown> = { ...(this.#originals.get(row) as Record<string, unknown> | null) };
        for (const input of row.querySelectorAll("[data-name]")) {
          const field = input as HTMLInputElement;
          const value = name === "people" ? nameFrom(field.value) : textFrom(field.value);
          item[field.dataset.name ?? ""] = value;
        }
        const chosen = row.querySelector("input[type=radio]:checked");
        if (name === "questions")
          item.score = chosen instanceof HTMLInputElement && chosen.value ? Number(chosen.value) : null;
        return Object.values(item).some((value) => (typeof value === "string" ? value.trim() : value !== null))
          ? [item]
          : [];
      }),
    );
    const [wentWell, improve] = ["went_well", "improve"].map((name) =>
      this.#rows(name).flatMap((row) => {
        const text = textFrom((find("textarea", row) as HTMLTextAreaElement).value);
        return text.trim() ? [text] : [];
      }),
    );
    const mend = textFrom(this.mend.value);
    return {
      mend,
      people: people ?? [],
      journal: {
        went_well: wentWell ?? [],
        improve: improve ?? [],
        topics: textFrom(this.topics.value),
        questions: questions ?? [],
      },
    };
  }

  #rows(name: string) {
    return [...(this.#part(name).querySelectorAll(".row") as NodeListOf<HTMLElement>)];
  }

  #nudge() {
    const found = this.#rows("went_well").filter((row) => row.querySelector("textarea")?.value.trim()).length;
    const words = found === 0 ? `Find ${this.enough} things.` : `${found} so far, of ${this.enough}.`;
    setText(find("[data-nudge]", this.dialog), words);
  }

  #say(text: string) {
    setText(find("[data-said-notes]", this.dialog), text);
  }
}

/** Each part as a text, to see whether it has changed. */
function partsOf({ people, mend, journal }: { people: unknown; mend: string; journal: Record<string, unknown> }) {
  return Object.fromEntries(
    Object.entries({ people, mend, ...journal }).map(([name, part]) => [name, JSON.stringify(part)]),
  );
}

/**
 * What's written here, with what another window has added to the same part.
 * @param base the part as last saved here
 * @param theirs the part in the record
 */
function joined<Part>(base: unknown, mine: Part, theirs: unknown): Part {
  if (!Array.isArray(mine) || !Array.isArray(theirs)) return mine;
  const known = new Set([...((base ?? []) as unknown[]), ...mine].map((each) => JSON.stringify(each)));
  return [...mine, ...theirs.filter((each) => !known.has(JSON.stringify(each)))] as Part;
}
