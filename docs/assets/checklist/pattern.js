/** The prerendered list as a pattern: what an application is copied from, and what a step says. */

import { hollowed } from "./arrange.js";
import { find } from "./dom.js";

export class Pattern {
  /** @type {Map<string, Element | null>} */
  #steps = new Map();
  /** @type {HTMLElement | undefined} */
  #hollow;

  /** @param {HTMLElement} first the application that stands in the page as it was written */
  constructor(first) {
    this.section = /** @type {HTMLElement} */ (first.cloneNode(true));
    // An id is for the page as it was written; an address that names one is answered by the list.
    for (const element of this.section.querySelectorAll("[id]")) element.removeAttribute("id");
    /** The steps that only some applications have. */
    this.spare = /** @type {HTMLTemplateElement} */ (find("template#spare-steps").cloneNode(true)).content;
  }

  /** @param {boolean} [isHollow] without steps, which are put in when it is opened */
  copy(isHollow = false) {
    this.#hollow ??= hollowed(this.section);
    return /** @type {HTMLElement} */ ((isHollow ? this.#hollow : this.section).cloneNode(true));
  }

  /**
   * The element of a step, or null for one that a centre has added.
   * @param {string} key
   */
  of(key) {
    const id = key.split("/").at(-1) ?? key;
    let found = this.#steps.get(id);
    if (found === undefined) {
      const name = CSS.escape(id);
      found = this.section.querySelector(`[data-step$="/${name}"], [data-step="${name}"]`) ?? this.spare.querySelector(`[data-step$="/${name}"]`);
      this.#steps.set(id, found);
    }
    return found;
  }

  /**
   * What to do in a step, as the list says it; empty for a centre's own.
   * @param {string} key
   */
  todoOf(key) {
    return this.of(key)?.querySelector(".step__todo")?.textContent ?? "";
  }

  /**
   * The links to a step's notes and words, as buttons for the card.
   * @param {string} key
   */
  wordsOf(key) {
    return [...(this.of(key)?.querySelectorAll(".step__words a") ?? [])].map((each) => {
      const link = /** @type {HTMLElement} */ (each.cloneNode(true));
      link.className = "button button--plain";
      return link;
    });
  }
}
