/** What the dialogs that ask Python share: an answer may come too late, or not at all. */

import { button, find, make } from "../ui/dom.ts";

/**
 * Whether an answer still matters. Call what this returns when something is asked; that tells later on whether nothing
 * else has been asked for since, and the dialog hasn't been closed.
 */
export function attemptsIn(dialog: HTMLDialogElement) {
  let latest = 0;
  // It may be open again by the time it says that it was closed.
  dialog.addEventListener("close", () => void (latest += dialog.open ? 0 : 1));
  return () => {
    latest += 1;
    const mine = latest;
    return () => mine === latest;
  };
}

export function paragraph(text: string) {
  return make("p", { class: "form__text", text });
}

/** @param variant of the button */
export function againButton(dialog: HTMLDialogElement, variant: string, act: () => void) {
  return button("Try again", variant, () => {
    // The button goes away: keep the focus in the dialog.
    find("h2", dialog).focus();
    act();
  });
}
