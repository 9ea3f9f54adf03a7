/** What the page has to say about itself: that it cannot save, that the planner failed, and what was undone. */

import { button, find, make } from "./dom.ts";
import { afterPointerUp } from "./press.ts";

const shown: Map<string, HTMLElement> = new Map();

/** Show a notice until it is taken back. A second one of the same name takes its place. */
export function notice(name: string, text: string, ...buttons: HTMLButtonElement[]) {
  takeBack(name);
  const made = make("div", { class: "notice" }, make("p", { text }), ...buttons);
  made.dataset.notice = name;
  shown.set(name, made);
  afterPointerUp(() => shown.get(name) === made && find("#notices").append(made));
}

export function takeBack(name: string) {
  const made = shown.get(name);
  shown.delete(name);
  if (made) afterPointerUp(() => made.remove());
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
