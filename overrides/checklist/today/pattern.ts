/** The prerendered list as a pattern: what an application is copied from, and what a step says. */

import { find } from "../ui/dom.ts";
import { hollowed } from "./arrange.ts";

export class Pattern {
  section: HTMLElement;
  /** The steps that only some applications have. */
  optional: DocumentFragment;
  #steps: Map<string, Element | null> = new Map();
  #hollow: HTMLElement | undefined;

  /** @param first the application that stands in the page as it was written */
  constructor(first: HTMLElement) {
    this.section = first.cloneNode(true) as HTMLElement;
    // An id is for the page as it was written; an address that names one is answered by the list.
    for (const element of this.section.querySelectorAll("[id]")) element.removeAttribute("id");
    this.optional = (find("template#optional-steps").cloneNode(true) as HTMLTemplateElement).content;
  }

  /** @param isHollow without steps, which are put in when it is opened */
  copy(isHollow: boolean = false) {
    this.#hollow ??= hollowed(this.section);
    return (isHollow ? this.#hollow : this.section).cloneNode(true) as HTMLElement;
  }

  /** The element of a step, or null for one that a centre has added. */
  of(key: string) {
    const id = key.split("/").at(-1) ?? key;
    let found = this.#steps.get(id);
    if (found === undefined) {
      const name = CSS.escape(id);
      found =
        this.section.querySelector(`[data-step$="/${name}"], [data-step="${name}"]`) ??
        this.optional.querySelector(`[data-step$="/${name}"]`);
      this.#steps.set(id, found);
    }
    return found;
  }

  /** What to do in a step, as the list says it; empty for a centre's own. */
  todoOf(key: string) {
    return this.of(key)?.querySelector(".step__todo")?.textContent ?? "";
  }

  /** The links to a step's notes and words, as buttons for the card. */
  wordsOf(key: string) {
    return [...(this.of(key)?.querySelectorAll(".step__words a") ?? [])].map((each) => {
      const link = each.cloneNode(true) as HTMLElement;
      link.className = "button button--plain";
      return link;
    });
  }
}
