/** One step in the list: its tick, its date in words, why, and what else can be said of it. */

import type { PlannedStep } from "../record/planned.ts";
import { FIRST_DAY, LAST_DAY } from "../record/shape.ts";
import { button, find, make, setData, setText } from "../ui/dom.ts";
import { afterPause } from "../ui/pause.ts";
import { exactly, inWords, typeset } from "../ui/speak.ts";
import type { Wording } from "../ui/wording.ts";
import type { Model } from "./model.ts";

let notes = 0;

export type StepActions = {
  why: (application: string, key: string) => void;
  note: (application: string, key: string, text: string) => void;
  toCalendar: (one: { application: string; step: string }) => Promise<void>;
  set: (application: string, key: string, state: "done" | "skipped" | "snoozed" | null, until?: string) => boolean;
};

export function steps(root: ParentNode): NodeListOf<HTMLElement> {
  return root.querySelectorAll("[data-step]");
}

/** @param element a step's */
export function idOf(element: Element) {
  return element.getAttribute("data-step")?.split("/").at(-1) ?? "";
}

/** @param element within a step, or the card that names one */
export function placeOf(element: Element) {
  const key = element.closest("[data-step]")?.getAttribute("data-step");
  const application = element.closest("[data-application]")?.getAttribute("data-application");
  return key && application ? { application, key } : null;
}

/** Say when a step is to be done, as its status stands. */
export function whenOf(model: Model, application: string, key: string): { text: string; moment: string | null } {
  const step = model.step(application, key);
  const status = model.status(application, key);
  const zone = model.zone(application, key);
  const days = model.days(zone);
  const state = model.state(application, key);
  const words = (moment: string) => inWords(moment, zone, days);
  if (status === "done") return { text: "Done", moment: null };
  if (status === "skipped") return { text: "Doesn’t apply", moment: null };
  if (status === "not-needed") return { text: sentence(step?.reason ?? "not needed"), moment: null };
  if (status === "snoozed") {
    const until = state?.until ?? null;
    return { text: until ? `Put off until ${exactly(until, zone, days.today)}` : "Put off", moment: until };
  }
  if (status === "missed") return { text: "That moment has passed, and that’s fine", moment: null };
  if (!step || status === "undated") return { text: "", moment: null };
  if (status === "upcoming" && step.opens) return { text: `Opens ${words(step.opens)}`, moment: step.opens };
  if (!step.due) return { text: "When you like", moment: null };
  if (status === "overdue") {
    const best = `Best by ${exactly(step.due, zone, days.today)}. Still worth doing`;
    return { text: step.step === "let-go" ? "Whenever you’re ready" : best, moment: step.due };
  }
  return { text: `Due ${words(step.due)}`, moment: step.due };
}

/** Say in full why a step has its dates, as Python tells it. */
export function drawWhy(
  element: HTMLElement,
  why: { rule: string; anchor: string; at: string | null; changes: string } | null,
  zone: string,
  today: string,
) {
  const isKnown = why !== null && element.dataset.status !== "not-needed";
  setText(find("[data-rule]", element), isKnown ? typeset(why.rule) : "");
  setText(
    find("[data-anchor]", element),
    isKnown && why.at ? `Counted from ${typeset(why.anchor)}: ${exactly(why.at, zone, today)}.` : "",
  );
  setText(find("[data-changes]", element), isKnown ? typeset(why.changes) : "");
}

/**
 * A place to note something with a step, made when it is first opened; what is typed is kept at each pause.
 * @param longest in characters
 */
export function drawNote(element: HTMLElement, note: string, longest: number, keep: (text: string) => void) {
  const place = find("[data-note]", element);
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
  for (const event of ["change", "blur"]) input.addEventListener(event, now);
  place.replaceChildren(label, input);
  place.hidden = false;
}

function sentence(text: string) {
  return typeset(text.charAt(0).toUpperCase() + text.slice(1));
}

/**
 * Who gives a step's figure: the sources that do, by name, or whoever else; an empty text for a step without a date.
 */
function figureWords({ provenance, figure_sources: sources }: PlannedStep, words: Wording) {
  const names = sources.map((id) => words.sources[id] ?? id);
  if (!names.length) return words.provenance[provenance] ?? "";
  const [last] = names.slice(-1);
  return `${names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${last} give` : `${last} gives`} this figure.`;
}

/** What each step was last drawn from, and its tick. */
const drawnFrom: WeakMap<HTMLElement, { from: unknown[]; box: HTMLInputElement }> = new WeakMap();

/** Bring one step's element up to date. Returns whether it says something else than before. */
export function drawStep(element: HTMLElement, model: Model, application: string, key: string, words: Wording) {
  const step = model.step(application, key);
  const status = model.status(application, key);
  const last = drawnFrom.get(element);
  const box = last?.box ?? (find("input", element) as HTMLInputElement);
  const zone = model.zone(application, key);
  const { today } = model.days(zone);
  const from = [
    step,
    status,
    model.state(application, key)?.until,
    model.note(application, key),
    today,
    zone,
    key,
    application,
  ];
  if (box.checked === (status === "done") && last?.from.every((part, place) => part === from[place])) return false;
  drawnFrom.set(element, { from, box });
  const gone = status === "not-needed";
  setData(element, "status", status);
  setData(element, "opens", (!gone && step?.opens) || null);
  setData(element, "due", (!gone && step?.due) || null);
  if (box.checked !== (status === "done")) box.checked = status === "done";
  const { text, moment } = whenOf(model, application, key);
  const when = find("[data-when]", element);
  when.hidden = text === "";
  const said = make(moment ? "time" : "span", { text });
  if (moment) said.setAttribute("datetime", moment);
  if (when.textContent !== text) when.replaceChildren(said);
  const note = model.note(application, key);
  const noted = find("[data-noted]", element);
  noted.hidden = note === "";
  setText(noted, note);
  setText(find("[data-more]", element), !gone && status !== "done" && step?.due ? "Why this date?" : "More");
  // Why in full belongs to the dates it was told for.
  if (last?.from[0] !== step) drawWhy(element, null, "UTC", today);
  if (!step) {
    setText(find("[data-dates]", element), "");
    return true;
  }
  setText(find("[data-reason]", element), `${sentence(step.reason)}.`);
  setText(find("[data-provenance]", element), gone ? "" : figureWords(step, words));
  const dates = [
    step.opens && `Opens ${exactly(step.opens, zone, today)}.`,
    step.due && `Due ${exactly(step.due, zone, today)}.`,
  ];
  setText(find("[data-dates]", element), gone ? "" : dates.filter(Boolean).join(" "));
  return true;
}

/** Fill the row of what else can be said of a step, each time it is opened. */
export function drawActions(
  element: HTMLElement,
  model: Model,
  application: string,
  key: string,
  actions: StepActions,
) {
  const row = find("[data-actions]", element);
  const hadFocus = row.contains(document.activeElement);
  fillActions(row, model, application, key, actions);
  // A pressed button is gone with what it offered.
  if (hadFocus) (row.querySelector("button") ?? element.querySelector("summary"))?.focus();
}

function fillActions(row: HTMLElement, model: Model, application: string, key: string, actions: StepActions) {
  const status = model.status(application, key);
  row.dataset.actions = status;
  // Whose step it is is looked up when it is pressed: the first tick begins an application.
  const owner = () => row.closest("[data-application]")?.getAttribute("data-application") ?? application;
  const set = (state: "done" | "skipped" | "snoozed" | null, until: string = "") =>
    actions.set(owner(), key, state, until);
  if (status === "skipped" || status === "snoozed") {
    row.replaceChildren(button(status === "skipped" ? "It does apply" : "Bring it back now", "quiet", () => set(null)));
    return;
  }
  if (["done", "not-needed", "missed"].includes(status)) {
    row.replaceChildren();
    return;
  }
  const days = model.days(model.zone(application, key));
  const choices = [
    { text: "Put off until tomorrow", until: days.date(1) },
    { text: "Put off for a week", until: days.date(7) },
  ];
  const offers = choices.flatMap(({ text, until }) =>
    until ? [button(text, "quiet", () => set("snoozed", until))] : [],
  );
  row.replaceChildren(
    ...offers,
    pickDate(days.date(1), (until) => set("snoozed", until)),
    button("Doesn’t apply", "quiet", () => set("skipped")),
    ...(model.step(application, key)?.due
      ? [button("Add to calendar", "quiet", () => void actions.toCalendar({ application: owner(), step: key }))]
      : []),
  );
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
