/** One step in the list: its tick and its date; and once it's opened, why, a note, and what else can be said of it. */

import type { PlannedStep } from "../record/planned.ts";
import { stepId } from "../record/record.ts";
import { type ExtraStep, FIRST_DAY, LAST_DAY } from "../record/shape.ts";
import { button, find, hostOf, make, setData, setText } from "../ui/dom.ts";
import { afterPause } from "../ui/pause.ts";
import { exactly, typeset } from "../ui/speak.ts";
import type { Wording } from "../ui/wording.ts";
import type { Model } from "./model.ts";
import { sentence, shortWhen, type When, whenOf } from "./when.ts";

export type StepActions = {
  why: (application: string, key: string) => void;
  note: (application: string, key: string, text: string) => void;
  toCalendar: (one: { application: string; step: string }) => Promise<void>;
  set: (application: string, key: string, state: "done" | "skipped" | "snoozed" | null, until?: string) => boolean;
};
export type Why = { rule: string; anchor: string; at: string | null; changes: string } | null;

let notes = 0;
/** @param element a row's */
export function idOf(element: Element) {
  return stepId(element.getAttribute("data-step") ?? "");
}

/** @param element within a row, or the card that names one */
export function placeOf(element: Element) {
  const key = element.closest("[data-step]")?.getAttribute("data-step");
  const application = element.closest("[data-application]")?.getAttribute("data-application");
  return key && application ? { application, key } : null;
}

/** What each row was last drawn from, and its tick. */
const drawnFrom: WeakMap<HTMLElement, { from: unknown[]; box: HTMLInputElement }> = new WeakMap();

/** Bring a row up to date. Returns whether it says something else than before. */
export function drawRow(row: HTMLElement, model: Model, application: string, key: string, words: Wording) {
  const step = model.step(application, key);
  const status = model.status(application, key);
  const zone = model.zone(application, key);
  const { today } = model.days(zone);
  const note = model.note(application, key);
  const own = model.record.settings?.policy?.extra_steps?.find(({ id }) => id === stepId(key));
  const setBy = (step?.provenance === "policy" && model.planned?.view.set_by) || "";
  const from = [step, status, model.state(application, key)?.until, note, today, zone, key, application, own, setBy];
  const last = drawnFrom.get(row);
  const box = last?.box ?? find<HTMLInputElement>("input", row);
  if (box.checked === (status === "done") && last?.from.every((part, place) => part === from[place])) return false;
  drawnFrom.set(row, { from, box });
  const gone = status === "not-needed";
  if (own) drawOwn(row, own);
  setData(row, "status", status);
  setData(row, "opens", (!gone && step?.opens) || null);
  setData(row, "due", (!gone && step?.due) || null);
  if (box.checked !== (status === "done")) box.checked = status === "done";
  sayWhen(find("[data-when]", row), shortWhen(model, application, key));
  const { text } = whenOf(model, application, key);
  setText(find("[data-dates]", row), text ? `${text}.` : "");
  const noted = find("[data-noted]", row);
  noted.hidden = note === "";
  setText(noted, note);
  const why = find("details.why", row);
  why.hidden = gone || (step !== undefined && !step.due && !step.opens && !step.sources.length);
  // One that has no date has its sources all the same.
  setText(find("[data-ask]", why), step && !step.due && !step.opens ? "Why this step?" : "Why this date?");
  // Why in full belongs to the dates it was told for.
  if (last?.from[0] !== step) drawWhy(row, null, "UTC", today);
  if (step) {
    setText(find("[data-reason]", row), `${sentence(step.reason)}.`);
    setText(find("[data-provenance]", row), gone ? "" : setBy || figureWords(step, words));
  }
  return true;
}

/** Name a step of a centre's own, and say where its link leads. */
function drawOwn(row: HTMLElement, { title, url = "" }: ExtraStep) {
  for (const place of row.querySelectorAll<HTMLElement>("[data-title]")) setText(place, title);
  const link = find<HTMLAnchorElement>("a[data-link]", row);
  const host = hostOf(url);
  link.hidden = !host;
  if (!host) return;
  link.href = url;
  link.rel = "external noreferrer";
  setText(link, `Read more at ${host}`);
}

/** Leave a row's date unsaid where its stage says it for all. */
export function hideWhen(row: HTMLElement, isHidden: boolean) {
  find("[data-when]", row).hidden = isHidden;
}

function sayWhen(place: HTMLElement, { text, moment }: When) {
  if (place.textContent === text) return;
  place.replaceChildren(moment ? make("time", { text, datetime: moment }) : text);
}

/** Say in full why a step has its dates, as Python tells it. */
export function drawWhy(row: HTMLElement, why: Why, zone: string, today: string) {
  const isKnown = why !== null && row.dataset.status !== "not-needed";
  const counted = isKnown && why.at ? `Counted from ${typeset(why.anchor)}: ${exactly(why.at, zone, today)}.` : "";
  setText(find("[data-rule]", row), isKnown ? typeset(why.rule) : "");
  setText(find("[data-anchor]", row), counted);
  setText(find("[data-changes]", row), isKnown ? typeset(why.changes) : "");
}

/**
 * A place to note something with a step, made when it is first opened; what is typed is kept at each pause.
 * @param longest in characters
 */
export function drawNote(row: HTMLElement, note: string, longest: number, keep: (text: string) => void) {
  const place = find("[data-note]", row);
  const known = place.querySelector("textarea");
  if (known) {
    if (known !== document.activeElement) known.value = note;
    return;
  }
  notes += 1;
  const input = make("textarea", { class: "field__input field__input--short" });
  Object.assign(input, { id: `note-${notes}`, rows: 1, maxLength: longest, value: note });
  const label = make("label", { class: "field__label", text: "A note of your own" });
  label.htmlFor = input.id;
  const { soon, now } = afterPause(() => keep(input.value));
  input.addEventListener("input", soon);
  // A row that moves loses the focus for a moment. Saving draws everything anew, so it waits until that's over.
  for (const event of ["change", "blur"]) input.addEventListener(event, () => queueMicrotask(now));
  place.replaceChildren(label, input);
  place.hidden = false;
}

/** Who gives a step's figure: the sources that do, by name, or whoever else; nothing for a step without a date. */
function figureWords({ provenance, figure_sources: sources }: PlannedStep, words: Wording) {
  const names = sources.map((id) => words.sources[id] ?? id);
  if (!names.length) return words.provenance[provenance] ?? "";
  const [last] = names.slice(-1);
  return `${names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${last} give` : `${last} gives`} this timing.`;
}

/** Fill the row of what else can be said of a step, each time it's opened or its status changes. */
export function drawActions(row: HTMLElement, model: Model, application: string, key: string, actions: StepActions) {
  const place = find("[data-actions]", row);
  const status = model.status(application, key);
  if (place.dataset.actions === status && place.childElementCount) return;
  place.dataset.actions = status;
  const hadFocus = place.contains(document.activeElement);
  // Whose step it is is looked up when it is pressed: the first tick begins an application.
  const owner = () => placeOf(row)?.application ?? application;
  const set = (state: "done" | "skipped" | "snoozed" | null, until: string = "") =>
    actions.set(owner(), key, state, until);
  const earliest = model.days(model.zone(application, key)).date(1);
  const offers: Record<string, () => Node[]> = {
    skipped: () => [button("It does apply", "quiet", () => set(null))],
    snoozed: () => [button("Bring it back now", "quiet", () => set(null))],
    done: () => [],
    "not-needed": () => [],
    missed: () => [],
  };
  const rest = () => [
    pickDate(earliest, (until) => set("snoozed", until)),
    button("Doesn’t apply", "quiet", () => set("skipped")),
    ...(model.step(application, key)?.due
      ? [button("Add this to calendar", "quiet", () => void actions.toCalendar({ application: owner(), step: key }))]
      : []),
  ];
  place.replaceChildren(...(offers[status] ?? rest)());
  // A pressed button is gone with what it offered.
  if (hadFocus) (place.querySelector("button") ?? row.querySelector("summary"))?.focus();
}

/** A date of the person's own to put a step off until. */
function pickDate(earliest: string | null, picked: (until: string) => void) {
  const input = make("input", { class: "field__input" });
  input.type = "date";
  input.min = earliest ?? FIRST_DAY;
  input.max = LAST_DAY;
  const label = make("label", { class: "pick" }, make("span", { text: "Put off until" }), input);
  const set = button("Set", "quiet", () => {
    if (input.value && input.reportValidity()) picked(input.value);
    else input.focus();
  });
  return make("span", { class: "pick-row" }, label, set);
}
