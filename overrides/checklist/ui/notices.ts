/** What the page says about itself, such as that it can't save; and what was just done, with Undo. */

import { button, find, make } from "./dom.ts";
import { afterPointerUp } from "./press.ts";

const shown: Map<string, HTMLElement> = new Map();

/** Show a notice until it's taken back. Another of the same name replaces it. */
export function notice(name: string, text: string, ...buttons: HTMLButtonElement[]) {
  takeBack(name);
  const made = make("div", { class: "notice", "data-notice": name }, make("p", { text }), ...buttons);
  shown.set(name, made);
  afterPointerUp(() => shown.get(name) === made && find("#notices").append(made));
}

export function takeBack(name: string) {
  const made = shown.get(name);
  shown.delete(name);
  if (made) afterPointerUp(() => made.remove());
}

/** A button for a notice that nothing else takes back. */
export function closeButton(name: string) {
  return button("Close", "quiet", () => takeBack(name));
}

/**
 * Put the focus on the card after a press on a button that's gone.
 * @param isShown whether to scroll to it as well
 */
export function focusOnTop(isShown: boolean = false) {
  find("#next-action [data-card=title]").focus({ preventScroll: !isShown });
}

/**
 * Say what was done, with an Undo that stays until the next thing is done.
 * @param goBack moves the focus once the button is gone
 */
export function said(text: string, undo?: () => void, goBack?: () => void) {
  const region = find("#said");
  const pressed = () => {
    region.replaceChildren(make("p", { text: "Undone." }));
    undo?.();
    goBack?.();
  };
  region.replaceChildren(make("p", { text }), ...(undo ? [button("Undo", "quiet", pressed)] : []));
}

/** Take back what was said, and the Undo with it. */
export function forgetSaid() {
  find("#said").replaceChildren();
}
