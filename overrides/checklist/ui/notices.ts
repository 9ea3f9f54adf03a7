/** What the page has to say about itself: that it cannot save, that the planner failed, and what was undone. */

import { button, find, make } from "./dom.ts";
import { onceLifted } from "./press.ts";

const shown: Map<string, HTMLElement> = new Map();

/** Show a notice until it is taken back. One of a kind at a time. */
export function notice(kind: string, text: string, ...buttons: HTMLButtonElement[]) {
  takeBack(kind);
  const made = make("div", { class: "notice" }, make("p", { text }), ...buttons);
  made.dataset.notice = kind;
  shown.set(kind, made);
  onceLifted(() => shown.get(kind) === made && find("#notices").append(made));
}

export function takeBack(kind: string) {
  const made = shown.get(kind);
  shown.delete(kind);
  if (made) onceLifted(() => made.remove());
}

/**
 * Put the focus on the next action, for whoever pressed a button that is gone.
 * @param isShown whether to bring it into view, where it is what the person now wants to see
 */
export function focusOnTop(isShown: boolean = false) {
  find("#next-action [data-card=title]").focus({ preventScroll: !isShown });
}

/**
 * Say what was done, with an Undo that stays until the next thing is done.
 * @param goBack puts the focus where it belongs once the button is gone
 */
export function said(text: string, undo?: () => void, goBack?: () => void) {
  const region = find("#said");
  region.replaceChildren(make("p", { text }));
  if (undo) {
    region.append(
      button("Undo", "quiet", () => {
        region.replaceChildren(make("p", { text: "Undone." }));
        undo();
        goBack?.();
      }),
    );
  }
}

/** Take back what was said, and the Undo with it. */
export function forgetSaid() {
  find("#said").replaceChildren();
}
