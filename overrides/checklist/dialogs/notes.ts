/**
 * The notes of one interview, in five prompts: who was there, what they asked, what went well. For writing on your feet:
 * nothing is required, and everything is saved at each pause. What's typed here, what's saved, and what another window
 * adds meanwhile are told apart part by part.
 */

import { type Edit, inApplication } from "../record/edits.ts";
import { clearUpOf, namesOf } from "../record/fulfilled.ts";
import { applicationOf, nameOf, type RoundPlace, roundAt, stateOf, withNote } from "../record/record.ts";
import type { RecordData } from "../record/shape.ts";
import { textFrom } from "../record/tidy.ts";
import { button, find, setText } from "../ui/dom.ts";
import { afterPause } from "../ui/pause.ts";
import { firstInput, rowsIn } from "./rows.ts";

/** A part of the form: it shows what the record has, and tells what's typed. */
type Part = { fill(value: unknown): void; read(): unknown };
/** What's in each part, by its name. */
type Parts = Record<string, unknown>;

/** The part that's the note of the step that asks for it; all else is the interview's. */
const CLEAR_UP = "clear-up";

/**
 * @param enough how many good things to find, in words
 * @param save returns false if the record can't hold it
 * @param noNames keeps whether the person got no names
 * @param closed told whether anything was written
 */
export function makeNotes(
  enough: string,
  save: (edit: Edit) => boolean,
  noNames: (place: RoundPlace, isSo: boolean) => void,
  closed: (place: RoundPlace, isChanged: boolean) => void,
) {
  const dialog = find<HTMLDialogElement>("#notes");
  const said = find("[data-said-notes]", dialog);
  const pause = afterPause(keep);
  const prompts = [...dialog.querySelectorAll<HTMLElement>("[data-prompt]")];
  const bars = prompts.map((_, index) => button("", "bar", () => showPrompt(index)));
  const next = find("[data-next]", dialog);
  const back = find("[data-back]", dialog);
  const nameless = find("[data-no-names]", dialog);
  const parts: Record<string, Part> = {};
  for (const part of dialog.querySelectorAll<HTMLElement>("[data-part]"))
    parts[part.dataset.part ?? ""] = part.querySelector("[data-rows]") ? withRows(part) : withText(part);
  let place: RoundPlace | null = null;
  /** The parts as the record had them when we last saved, to see what another window has added. */
  let base: Parts = {};
  /** The parts as they were typed then, to write only what has changed. */
  let kept: Parts = {};
  let isChanged = false;
  let isSaving = false;
  let saving: "saved" | "saving" | "error" = "saved";

  for (const [index, bar] of bars.entries()) bar.setAttribute("aria-label", prompts[index]?.dataset.prompt ?? "");
  find(".prompts", dialog).append(...bars);
  const current = () => prompts.findIndex(({ hidden }) => !hidden);
  next.addEventListener("click", () => {
    if (current() < prompts.length - 1) showPrompt(current() + 1);
    else dialog.close();
  });
  back.addEventListener("click", () => showPrompt(current() - 1));
  nameless.addEventListener("click", () => {
    const isSo = nameless.getAttribute("aria-pressed") !== "true";
    if (place) noNames(place, isSo);
    drawNameless(isSo);
  });
  for (const event of ["input", "change"]) dialog.addEventListener(event, soon);
  find("form", dialog).addEventListener("submit", (event) => event.preventDefault());
  dialog.addEventListener("close", () => {
    pause.now();
    const of = place;
    place = null;
    if (of) closed(of, isChanged);
  });
  return { open, reported };

  /** Open the notes of an interview, at one part of them. */
  function open(record: RecordData, of: RoundPlace, part: string) {
    const application = applicationOf(record, of.application);
    const round = roundAt(record, of);
    if (!application || !round) return false;
    place = of;
    isChanged = false;
    const { rounds = [] } = application;
    const number = rounds.length > 1 ? `, interview ${rounds.indexOf(round) + 1}` : "";
    setText(find("[data-whose-notes]", dialog), `: ${nameOf(application) || "your interview"}${number}`);
    const note = stateOf(record, of.application, clearUpOf(of.round))?.note;
    base = { people: round.people, ...round.journal, [CLEAR_UP]: note };
    for (const [name, { fill }] of Object.entries(parts)) fill(base[name]);
    kept = read();
    setText(said, "Saved as you type.");
    drawNameless(stateOf(record, of.application, namesOf(of.round))?.state === "skipped");
    nudge();
    dialog.showModal();
    const wanted = prompts.findIndex((prompt) => part && prompt.querySelector(`[data-part="${part}"]`));
    showPrompt(Math.max(wanted, 0));
    if (!part) find("#notes-title").focus();
    return true;
  }

  /** Show one prompt, and put the focus where its answer goes. */
  function showPrompt(index: number) {
    for (const [each, prompt] of prompts.entries()) {
      prompt.hidden = each !== index;
      bars[each]?.toggleAttribute("data-past", each < index);
      if (each === index) bars[each]?.setAttribute("aria-current", "step");
      else bars[each]?.removeAttribute("aria-current");
    }
    back.hidden = index === 0;
    setText(next, index < prompts.length - 1 ? "Next" : "Done");
    dialog.scrollTop = 0;
    firstInput(prompts[index] as HTMLElement)?.focus({ preventScroll: true });
  }

  function drawNameless(isSo: boolean) {
    nameless.setAttribute("aria-pressed", String(isSo));
    find("[data-no-names-hint]", dialog).hidden = !isSo;
  }

  function withRows(part: HTMLElement): Part {
    return rowsIn(part, soon, (text, undo) => said.replaceChildren(text, undo));
  }

  function read(): Parts {
    return Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, part.read()]));
  }

  function soon() {
    nudge();
    pause.soon();
    if (!nameless.hidden || nameless.getAttribute("aria-pressed") !== "true") return;
    // A name has come back after all.
    if (place) noNames(place, false);
    drawNameless(false);
  }

  /** Save what's new. */
  function keep() {
    const of = place;
    if (!of) return;
    const typed = read();
    const isNew = ([name, value]: [string, unknown]) => JSON.stringify(value) !== JSON.stringify(kept[name]);
    const news = Object.fromEntries(Object.entries(typed).filter(isNew));
    // The edit may be made again on what another window has saved, so it keeps all it needs.
    const from = { ...base };
    let isThere = false;
    const isKept = save((record) => {
      isThere = roundAt(record, of) !== undefined;
      return isThere ? written(record, of, news, from) : record;
    });
    if (isKept) {
      isChanged ||= Object.keys(news).length > 0;
      kept = typed;
      // Only this is ours: what another window has added has to be kept next time as well.
      Object.assign(base, news);
    }
    isSaving = isThere && isKept;
    if (!isThere) setText(said, "Not saved: this interview was removed in another window. Copy what you want to keep.");
    else if (!isKept) setText(said, "That is more than the list can hold. The last change is not kept.");
    else tellSaved();
  }

  /** Show how saving is going. */
  function reported(now: typeof saving) {
    saving = now;
    if (isSaving) tellSaved();
  }

  /** Say "Saved" once it's in both stores. */
  function tellSaved() {
    isSaving = saving === "saving";
    if (saving === "error") setText(said, "Not saved in this browser. Close this to read why.");
    // Leave an Undo there until something replaces it.
    else if (!said.querySelector("button")?.matches(":focus")) setText(said, isSaving ? "" : "Saved.");
  }

  function nudge() {
    const { people, went_well: well } = read();
    nameless.hidden = (people as unknown[]).length > 0;
    const found = (well as unknown[]).length;
    const words = found === 0 ? `Find ${enough} things.` : `${found} so far, of ${enough}.`;
    setText(find("[data-nudge]", dialog), words);
  }
}

function withText(part: HTMLElement): Part {
  const input = find<HTMLTextAreaElement>("textarea", part);
  return {
    fill: (text = "") => void (input.value = String(text)),
    read: () => textFrom(input.value),
  };
}

/** @param from the parts as last saved here */
function written(record: RecordData, { application, round }: RoundPlace, news: Parts, from: Parts) {
  const { [CLEAR_UP]: note, ...others } = news;
  const edited = inApplication(application, ({ rounds = [] }) => {
    for (const each of rounds.filter(({ id }) => id === round)) {
      const there: Parts = { people: each.people, ...each.journal };
      const merged = Object.entries(others).map(([name, part]) => [name, withTheirs(from[name], part, there[name])]);
      const { people, ...journal } = Object.fromEntries(merged);
      if (people) each.people = people;
      if (Object.keys(journal).length) each.journal = { ...each.journal, ...journal };
    }
  })(record);
  return note === undefined ? edited : withNote(edited, application, clearUpOf(round), String(note));
}

/**
 * What's written here, with what another window has added to the same part.
 * @param base the part as last saved here
 * @param theirs the part in the record
 */
function withTheirs(base: unknown, mine: unknown, theirs: unknown) {
  if (!Array.isArray(mine) || !Array.isArray(theirs)) return mine;
  const known = new Set([...((base ?? []) as unknown[]), ...mine].map((each) => JSON.stringify(each)));
  return [...mine, ...theirs.filter((each) => !known.has(JSON.stringify(each)))];
}
