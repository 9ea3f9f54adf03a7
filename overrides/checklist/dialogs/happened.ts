/** "What happened?", the form for an outcome. */

import { type Edit, withOutcome } from "../record/edits.ts";
import type { Outcome } from "../record/shape.ts";
import { complain } from "../ui/complain.ts";
import { find } from "../ui/dom.ts";
import { withinFields } from "./within.ts";

/** Answers to an offer, shown once Python knows of one. */
const ANSWERS = new Set(["acceptance", "decline"]);

export class Happened {
  saved: (edit: Edit, type: string, application: string) => void;
  newRound: () => string;
  dialog: HTMLDialogElement;
  form: HTMLFormElement;
  within: ReturnType<typeof withinFields>;
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
    return (this.form.elements.namedItem("type") as RadioNodeList).value as Outcome["type"] | "";
  }

  /**
   * @param days today in the application's time zone, and the last day to allow: where the person is, it may be a day
   *   later
   * @param possible what can have happened by now; null if we can't tell
   */
  open(
    application: string,
    { today, latest }: { today: string; latest: string | null },
    name: string,
    possible: Set<string> | null,
  ) {
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
    // A double tap on Save: the first has closed the form.
    if (!this.dialog.open) return;
    const unchosen = find("[data-unchosen]", this.form);
    unchosen.hidden = this.#type !== "";
    if (!this.#type) {
      this.#focusFirst();
      return;
    }
    const on = this.#field("on");
    const dates: { [type: string]: string } = { offer: "decide_by", invitation: "starts", update: "reply_by" };
    const later = dates[this.#type];
    const extra = later ? this.#field(later) : null;
    const years = `${on.min.slice(0, 4)} to ${on.max.slice(0, 4)}`;
    const faults: [HTMLInputElement, string][] = [];
    if (!on.value || !on.validity.valid) faults.push([on, `Give the day, in the years ${years}.`]);
    else if (this.#latest && on.value > this.#latest) faults.push([on, "That day is still to come."]);
    if (extra && !extra.validity.valid)
      faults.push([extra, `Give a whole date, in the years ${years}. Or leave it empty.`]);
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
    const outcome: Outcome = { type, on: on.value, ...named, ...loose };
    const starts = type === "invitation" ? extra?.value.slice(0, 16) || null : null;
    const application = this.#application;
    const round = this.newRound();
    this.dialog.close();
    this.saved(
      (record) => withOutcome(record, application, outcome, type === "invitation" ? { id: round, starts } : null),
      type,
      application,
    );
  }
}
