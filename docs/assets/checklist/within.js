/** "They said within five working days": Python says which date that is. */

import { complain } from "./complain.js";
import { find } from "./dom.js";
import { exactly } from "./speak.js";

/** How long Save waits for a date that is being counted, in milliseconds. */
const PATIENCE = 2_000;
export const NOT_COUNTED = "This cannot be counted just now. Give the date itself.";

export class Within {
  /** @type {Promise<void> | null} the count that is under way */
  #counting = null;

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
    // Typing a number or choosing a unit is told of at once; half a date or half a zone would only be complained about.
    for (const name of ["within", "unit"]) this.#field(name).addEventListener("input", () => this.#count());
    for (const name of ["starts", "minutes", "time_zone"]) this.#field(name).addEventListener("change", () => this.#count());
  }

  /** Take back what was said and whatever is still being counted. */
  reset() {
    this.#counting = null;
    this.place.textContent = "";
  }

  /** Wait a moment for a date that is being counted, so that Save does not leave it behind. Returns whether none is. */
  async counted() {
    await Promise.race([this.#counting, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
    return this.#counting === null;
  }

  /** @param {string} name @returns {HTMLInputElement} */
  #field(name) {
    return /** @type {HTMLInputElement} */ (this.form.elements.namedItem(name));
  }

  #count() {
    this.reset();
    const [within, starts, minutes] = [this.#field("within"), this.#field("starts"), this.#field("minutes")];
    const zone = this.zoneOf(this.#field("time_zone").value);
    if (!within.value) return;
    if (!within.validity.valid) this.place.textContent = `Give a whole number, ${within.min} to ${within.max}.`;
    else if (!starts.value) this.place.textContent = "Give the interview’s date and time first.";
    else if (!minutes.validity.valid || !zone) this.place.textContent = "Give the interview’s length and time zone first.";
    else {
      this.place.textContent = "Counting …";
      const asked = { op: "within", starts: starts.value.slice(0, 16), minutes: Number(minutes.value), time_zone: zone, count: Number(within.value), unit: this.#field("unit").value };
      const counting = this.#ask(asked, zone, () => this.#counting === counting);
      this.#counting = counting;
    }
  }

  /**
   * @param {Record<string, unknown>} asked
   * @param {string} zone
   * @param {() => boolean} isLatest an answer for what has been typed over, or for a form that is closed, is no answer
   */
  async #ask(asked, zone, isLatest) {
    let date = null;
    try {
      const reply = await this.ask(asked);
      if (reply.ok) ({ date } = reply);
    } catch {
      // Without Python, the date itself can be given.
    }
    if (!isLatest()) return;
    this.#counting = null;
    this.place.textContent = date ? `That is ${exactly(date, zone, date)}.` : NOT_COUNTED;
    if (!date) return;
    this.#field("reply_by").value = date;
    complain(this.#field("reply_by"), "");
  }
}
