/** What the forms share: finding a field by its name, and saying beside it what's wrong. */

import { find } from "../ui/dom.ts";

/** What's wrong with a field, by its name. */
export type Fault = [name: string, text: string];

/**
 * A dialog's form.
 * @param save is called when Save is pressed; nothing is sent anywhere
 */
export function formIn(dialog: HTMLDialogElement, save: () => void) {
  const form = find<HTMLFormElement>("form", dialog);
  const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    // A double tap on Save: the first has closed the form.
    if (dialog.open) save();
  });
  form.addEventListener("input", ({ target }) => target instanceof Element && complain(target, ""));
  return {
    form,
    field,
    /** Empty the fields, and take back what was said of them. */
    reset() {
      form.reset();
      for (const each of form.elements) complain(each, "");
    },
    /** Say what's wrong, and put the focus on the first. Returns whether anything is. */
    showFaults(faults: Fault[]) {
      for (const [name, text] of faults) complain(field(name), text);
      if (faults[0]) field(faults[0][0]).focus();
      return faults.length > 0;
    },
  };
}

/**
 * Say beside a field what's wrong with it.
 * @param text empty when nothing is wrong
 */
export function complain(field: Element, text: string) {
  const place = document.getElementById(`${field.id}-error`);
  if (!place) return;
  place.textContent = text;
  place.hidden = !text;
  if (text) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
}

/** The years that a date's field takes, in words. */
export function yearsOf({ min, max }: HTMLInputElement) {
  return `${min.slice(0, 4)} to ${max.slice(0, 4)}`;
}
