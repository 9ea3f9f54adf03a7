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

/** How long what was just done is said, in milliseconds. */
const TOLD = 10_000;
let leaving: ReturnType<typeof setTimeout> | undefined;
let lastUndo: (() => void) | null = null;

/**
 * Say what was done, with an Undo. It goes after a while or at Escape, but never while the focus is in it; the last
 * change can still be undone under "More".
 * @param goBack moves the focus once the button is gone
 */
export function said(text: string, undo?: () => void, goBack?: () => void) {
  const region = find("#said");
  const pressed = () => {
    tell(make("p", { text: "Undone." }));
    setLast(null);
    undo?.();
    goBack?.();
  };
  if (undo) setLast(pressed);
  tell(make("p", { text }), undo ? undoButton(pressed) : null);

  function tell(...words: (Node | null)[]) {
    region.replaceChildren(...words.filter((each) => each !== null));
    goLater();
  }
}

function undoButton(pressed: () => void) {
  const made = button("Undo", "quiet", pressed);
  made.dataset.key = "u";
  return made;
}

function goLater() {
  clearTimeout(leaving);
  const region = find("#said");
  leaving = setTimeout(() => (region.contains(document.activeElement) ? goLater() : region.replaceChildren()), TOLD);
}

addEventListener("keydown", ({ key }) => {
  const region = document.querySelector("#said");
  if (key === "Escape" && region && !document.querySelector("dialog[open]") && !region.contains(document.activeElement))
    region.replaceChildren();
});

function setLast(undo: (() => void) | null) {
  lastUndo = undo;
  const again = document.querySelector<HTMLElement>("[data-undo]");
  if (again) again.hidden = undo === null;
}

/** Undo the last change, after what said so has gone. */
export function undoLast() {
  lastUndo?.();
}

/** Take back what was said, and the Undo with it. */
export function forgetSaid() {
  setLast(null);
  find("#said").replaceChildren();
}
