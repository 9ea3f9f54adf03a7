/** A dialog with a form: its fields by name, and its Cancel. */

import { complain } from "./complain.js";
import { find } from "./dom.js";

export class Sheet {
  /**
   * @param {string} id of the dialog
   * @param {() => void} submitted
   */
  constructor(id, submitted) {
    this.dialog = /** @type {HTMLDialogElement} */ (find(`#${id}`));
    this.form = /** @type {HTMLFormElement} */ (find("form", this.dialog));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      submitted();
    });
    this.dialog.querySelector("[data-cancel]")?.addEventListener("click", () => this.dialog.close());
    this.form.addEventListener("input", ({ target }) => {
      if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) complain(target, "");
    });
  }

  /** @param {string} name @returns {HTMLInputElement} */
  field(name) {
    return /** @type {HTMLInputElement} */ (this.form.elements.namedItem(name));
  }

  /** Empty the fields and take back what was said of them. */
  reset() {
    this.form.reset();
    for (const input of this.form.querySelectorAll("input, textarea")) complain(/** @type {HTMLInputElement} */ (input), "");
  }

  /**
   * Say what is wrong with each field, and put the focus on the first. Returns whether anything is.
   * @param {[string, string][]} faults a field's name and what to say
   */
  complains(faults) {
    for (const [name, text] of faults) complain(this.field(name), text);
    const [first] = faults;
    if (first) this.field(first[0]).focus();
    return Boolean(first);
  }
}
