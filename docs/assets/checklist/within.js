/** "They said within five working days": Python says which date that is. */

import { complain } from "./complain.js";
import { find } from "./dom.js";
import { exactly } from "./speak.js";

/** How long Save waits for a date that is being counted, in milliseconds. */
const PATIENCE = 2_000;
const NOT_COUNTED = "This cannot be counted just now. Give the date itself.";

export class Within {
  /** @type {Promise<void> | null} the count that is under way */
  #counting = null;
  /** Why there is no date for what is typed, or an empty text. */
  #fault = "";
  /** @type {{date: string, before: string} | null} what was counted, and the date that stood there before */
  #counted = null;

  /**
   * @param {HTMLFormElement} form
   * @param {(typed: string) => string | null} zoneOf a time zone by its own spelling
   * @param {(asked: Record<string, unknown>) => Promise<any>} ask
   */
  constructor(form, zoneOf, ask) {
    this.form = form;
    this.zoneOf = zoneOf;
    this.ask = ask;
    this.place = find("[data-within]", form);
    this.date = this.#field("reply_by");
    // A number or a unit is counted at once; half a date or half a zone would only be complained about.
    for (const name of ["within", "unit"]) this.#field(name).addEventListener("input", () => this.#count());
    for (const name of ["starts", "minutes", "time_zone"]) this.#field(name).addEventListener("change", () => this.#count());
    // Whoever gives the date itself has said what counts.
    this.date.addEventListener("input", () => {
      this.#field("within").value = "";
      this.reset();
    });
  }

  /** Wait a moment for a date that is being counted, so that Save does not leave it behind. Returns why there is none, or an empty text. */
  async fault() {
    await Promise.race([this.#counting, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
    return this.#counting ? NOT_COUNTED : this.#fault;
  }

  /** @param {string} name @returns {HTMLInputElement} */
  #field(name) {
    return /** @type {HTMLInputElement} */ (this.form.elements.namedItem(name));
  }

  /** Forget what was counted, or is still being counted. */
  reset() {
    this.#counting = null;
    this.#counted = null;
    this.#fault = "";
    this.place.textContent = "";
  }

  /** @param {string} fault */
  #refuse(fault) {
    this.#fault = fault;
    this.place.textContent = fault;
  }

  #count() {
    const [within, starts, minutes] = [this.#field("within"), this.#field("starts"), this.#field("minutes")];
    // What was counted for half a number goes, and the person's own date comes back.
    if (this.#counted && this.date.value === this.#counted.date) this.date.value = this.#counted.before;
    this.reset();
    complain(this.date, "");
    const zone = this.zoneOf(this.#field("time_zone").value);
    if (!within.value && !within.validity.badInput) return;
    if (!within.validity.valid) this.#refuse(`Give a whole number, ${within.min} to ${within.max}.`);
    else if (!starts.value) this.#refuse("Give the interview’s date and time first.");
    else if (!minutes.validity.valid || !zone) this.#refuse("Give the interview’s length and time zone first.");
    else {
      this.place.textContent = "Counting …";
      const asked = { op: "within", starts: starts.value.slice(0, 16), minutes: Number(minutes.value), time_zone: zone, count: Number(within.value), unit: this.#field("unit").value };
      const counting = this.#ask(asked, () => this.#counting === counting);
      this.#counting = counting;
    }
  }

  /**
   * @param {Record<string, unknown>} asked
   * @param {() => boolean} isLatest an answer for what has been typed over, or for a form that is closed, is no answer
   */
  async #ask(asked, isLatest) {
    let date = null;
    try {
      const reply = await this.ask(asked);
      if (reply.ok) ({ date } = reply);
    } catch {
      // Without Python, the date itself can be given.
    }
    if (!isLatest()) return;
    this.#counting = null;
    if (!date) {
      this.#refuse(NOT_COUNTED);
      return;
    }
    this.place.textContent = `That is ${exactly(date, "UTC", date)}.`;
    this.#counted = { date, before: this.date.value };
    this.date.value = date;
  }
}
