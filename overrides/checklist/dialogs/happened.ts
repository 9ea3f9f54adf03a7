/** "What happened?": the form that records an outcome, and the list of those that are there. */

import { complain } from "../ui/complain.ts";
import { button, find, make } from "../ui/dom.ts";
import { applicationOf, changed, nameOf } from "../record/record.ts";
import { exactly } from "../ui/speak.ts";
import { withinFields } from "./within.ts";
import type { Application, Outcome, RecordData } from "../record/types.ts";
import type { Model } from "../today/model.ts";

export type OutcomeActions = {happened: (application: string) => void, forget: (application: string, outcome: Outcome) => void};
export type Edit = (record: RecordData) => RecordData;

/** Answers to an offer, which are offered only once Python has seen one. */
const ANSWERS = new Set(["acceptance", "decline"]);

export class Happened {
  declare saved: (edit: Edit, type: string, application: string) => void;
  declare newRound: () => string;
  declare dialog: HTMLDialogElement;
  declare form: HTMLFormElement;
  declare within: ReturnType<typeof withinFields>;
  #application = "";
  #latest: string | null = null;

  /** @param newRound an id for a round */
  constructor(saved: (edit: Edit, type: string, application: string) => void, newRound: () => string) {
    this.saved = saved;
    this.newRound = newRound;
    this.dialog = find("#happened") as HTMLDialogElement;
    this.form = find("form", this.dialog) as HTMLFormElement;
    this.within = withinFields(this.form);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.form.addEventListener("change", () => this.#showFields());
    this.form.addEventListener("input", (event) => {
      if (event.target instanceof HTMLInputElement) complain(event.target, "");
    });
    find("[data-cancel]", this.dialog).addEventListener("click", () => this.dialog.close());
  }

  #field(name: string): HTMLInputElement {
    return this.form.elements.namedItem(name) as HTMLInputElement;
  }

  get #type() {
    return (this.form.elements.namedItem("type") as RadioNodeList).value;
  }

  /**
   * @param days today's date in the application's time zone, and the last that it can have been: where the person is,
   *   it may be a day later
   * @param possible what can have happened by now; null where nobody can tell
   */
  open(application: string, { today, latest }: {today: string, latest: string | null}, name: string, possible: Set<string> | null) {
    find("[data-whose-outcome]", this.dialog).textContent = name;
    this.#application = application;
    this.#latest = latest;
    this.form.reset();
    for (const input of this.form.querySelectorAll("input[name=type]")) {
      const { value } = input as HTMLInputElement;
      (input.closest("label") as HTMLElement).hidden = !(possible ? possible.has(value) : !ANSWERS.has(value));
    }
    this.#field("on").value = today;
    find("[data-unchosen]", this.form).hidden = true;
    for (const name of ["on", "decide_by", "starts", "reply_by", "within"]) complain(this.#field(name), "");
    this.#showFields();
    this.dialog.showModal();
    this.#focusFirst();
  }

  #focusFirst() {
    find("label:not([hidden]) > input[name=type]", this.form).focus();
  }

  #showFields() {
    for (const field of this.form.querySelectorAll("[data-for]"))
      (field as HTMLElement).hidden = field.getAttribute("data-for") !== this.#type;
  }

  #submit() {
    const unchosen = find("[data-unchosen]", this.form);
    unchosen.hidden = this.#type !== "";
    if (!this.#type) {
      this.#focusFirst();
      return;
    }
    const on = this.#field("on");
    const later = { offer: "decide_by", invitation: "starts", update: "reply_by" }[this.#type];
    const extra = later ? this.#field(later) : null;
    const years = `${on.min.slice(0, 4)} to ${on.max.slice(0, 4)}`;
    const faults: [HTMLInputElement, string][] = [];
    if (!on.value || !on.validity.valid) faults.push([on, `Give the day, in the years ${years}.`]);
    else if (this.#latest && on.value > this.#latest) faults.push([on, "That day is still to come."]);
    if (extra && !extra.validity.valid) faults.push([extra, `Give a whole date, in the years ${years}. Or leave it empty.`]);
    else if (extra?.value && extra.value < on.value) faults.push([extra, "That is before the day above."]);
    const isUpdate = this.#type === "update";
    if (isUpdate && this.within.fault()) faults.push([this.#field("within"), this.within.fault()]);
    for (const [input, text] of faults) complain(input, text);
    if (faults[0]) {
      faults[0][0].focus();
      return;
    }
    const type = this.#type;
    const named = later && later !== "starts" && extra?.value ? { [later]: extra.value } : {};
    const loose = isUpdate && this.within.value() ? { reply_within: this.within.value() } : {};
    const outcome = { type, on: on.value, ...named, ...loose };
    const starts = type === "invitation" ? extra?.value.slice(0, 16) || null : null;
    const application = this.#application;
    const round = this.newRound();
    this.dialog.close();
    this.saved((record) => noted(record, application, outcome, type === "invitation" ? { id: round, starts } : null), type, application);
  }
}

/** @param round the interview that an invitation is for */
export function noted(record: RecordData, id: string, outcome: {type: string, on: string}, round: {id: string, starts: string | null} | null) {
  return changed(record, (copy) => {
    const application = applicationOf(copy, id);
    if (!application) return;
    // Made a second time, to what holds it already, it changes nothing.
    const text = JSON.stringify(outcome);
    const isKnown = round ? application.rounds?.some(({ id: each }) => each === round.id) : application.outcomes?.some((each) => JSON.stringify(each) === text);
    if (isKnown) return;
    application.outcomes = [...(application.outcomes ?? []), outcome];
    const last = application.rounds?.at(-1);
    if (round) application.rounds = [...(application.rounds ?? []), { ...round, ...(last?.time_zone && { time_zone: last.time_zone }) }];
  });
}

/** What has happened so far, and the button that asks for more. */
export function drawOutcomes(place: HTMLElement, application: Application, model: Model, words: Record<string, string>, actions: OutcomeActions) {
  const { today } = model.days(model.views.get(application.id)?.zone ?? "UTC");
  const outcomes = application.outcomes ?? [];
  const content = JSON.stringify([outcomes, nameOf(application), today.slice(0, 4)]);
  if (place.dataset.content === content) return;
  place.dataset.content = content;
  const whose = nameOf(application) || "this interview";
  const rows = outcomes.map((outcome) => {
    const { type, on } = outcome;
    const said = words[type] ?? type;
    const [named, date] = type === "offer" ? ["answer by", outcome.decide_by] : type === "update" ? ["you’ll hear by", outcome.reply_by] : [];
    const by = date && date >= on ? `, ${named} ${exactly(date, "UTC", today)}` : "";
    const remove = button("Remove", "quiet", () => actions.forget(application.id, outcome));
    remove.setAttribute("aria-label", `Remove: ${said}, ${whose}`);
    const text = make("span", { text: `${said.charAt(0).toUpperCase()}${said.slice(1)}, ${exactly(on, "UTC", today)}${by}` });
    return make("p", { class: "round" }, text, make("span", { class: "round__actions" }, remove));
  });
  const ask = button("What happened?", "plain", () => actions.happened(application.id));
  ask.setAttribute("aria-label", `What happened? ${whose}`);
  place.replaceChildren(...rows, make("p", { class: "happened" }, ask));
}
