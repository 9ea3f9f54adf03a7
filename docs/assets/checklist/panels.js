/** What is asked of Python only once someone opens it: the plan as a picture, and the journal looked back on. */

import { find, make, setText } from "./dom.js";
import { drawn } from "./picture.js";
import { onceLifted } from "./press.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./picture.js").Picture} Picture */
/** @typedef {(asked: Record<string, unknown>) => Promise<any>} Ask */

const AWAY = "This comes once the dates are worked out.";

export class Panels {
  /** @type {Set<string>} the tables that are open, by their titles */
  #tables = new Set();
  /** @type {WeakMap<Element, unknown[]>} what each panel shows, as asked */
  #shown = new WeakMap();
  /** @type {Set<HTMLDetailsElement>} */
  #open = new Set();

  /**
   * @param {HTMLElement} page
   * @param {Ask} ask
   */
  constructor(page, ask) {
    this.page = page;
    this.ask = ask;
    /** @type {Model | null} */
    this.model = null;
    this.journal = find("#looking-back", page);
    page.addEventListener("toggle", ({ target }) => target instanceof HTMLDetailsElement && this.#toggled(target), { capture: true });
  }

  /**
   * Bring what is open up to date.
   * @param {Model} model
   */
  draw(model) {
    this.model = model;
    this.journal.hidden = !model.record.applications.some(({ rounds }) => rounds?.some((round) => hasNotes(round.journal)));
    for (const panel of this.#open) {
      if (panel.isConnected) this.#fill(panel);
      else this.#open.delete(panel);
    }
  }

  /** @param {HTMLDetailsElement} panel */
  #toggled(panel) {
    if (!panel.dataset.picture && panel !== this.journal) return;
    if (panel.open) this.#open.add(panel);
    else this.#open.delete(panel);
    this.#fill(panel);
  }

  /** @param {HTMLDetailsElement} panel */
  #fill(panel) {
    const place = panel.querySelector(":scope > [data-drawn]");
    const { model } = this;
    if (!(place instanceof HTMLElement) || !model || !panel.open) return;
    const application = panel.dataset.picture === "one" ? applicationIn(panel) : null;
    const op = panel.dataset.picture ? "picture" : "journal";
    const asked = [op, application, model.record, ...[...model.applications.keys()].map((id) => model.phase(id))];
    const last = this.#shown.get(panel);
    if (last?.every((part, index) => part === asked[index])) return;
    this.#shown.set(panel, asked);
    if (!place.childNodes.length) place.replaceChildren(make("p", { text: AWAY }));
    this.ask({ op, application }).then(
      (reply) => {
        if (this.#shown.get(panel) !== asked) return;
        const text = JSON.stringify(reply);
        if (place.dataset.reply === text) return;
        place.dataset.reply = text;
        onceLifted(() => place.replaceChildren(...(reply.ok ? this.#drawn(reply, op) : [make("p", { text: AWAY })])));
      },
      () => this.#shown.delete(panel),
    );
  }

  /**
   * @param {any} reply
   * @param {string} op
   */
  #drawn({ picture, silence, pictures }, op) {
    const view = this.model?.views.values().next().value;
    const today = this.model?.days(view?.zone ?? "UTC").today ?? "";
    const told = [silence?.picture, picture, pictures?.scores, pictures?.again].filter(Boolean);
    const words = silence ? [make("p", { text: silence.words })] : [];
    const none = op === "journal" ? "Scores, and what keeps coming up, show here once you note them." : "There is nothing with a date yet.";
    return [...words, ...(told.length ? told.map((each) => drawn(each, today, this.#tables)) : [make("p", { text: none })])];
  }
}

/** @param {Element} panel */
function applicationIn(panel) {
  return panel.closest("[data-application]")?.getAttribute("data-application") ?? null;
}

/**
 * Say what an application's picture shows: silence first, where there is any.
 * @param {HTMLElement} panel
 * @param {import("./types").Application} application
 * @param {import("./types").ViewApplication | undefined} view
 */
export function titlePanel(panel, application, view) {
  panel.hidden = !view?.rounds.some(({ start }) => start) && !application.outcomes?.length;
  const days = view?.silence?.days;
  setText(find("[data-picture-title]", panel), days ? `Is this silence normal? Day ${days}` : "Your plan as a picture");
}

/** @param {import("./types").Journal | undefined} journal */
export function hasNotes(journal) {
  if (!journal) return false;
  const { went_well: wentWell, improve, topics, questions } = journal;
  return Boolean(wentWell?.length || improve?.length || topics?.trim() || questions?.length);
}
