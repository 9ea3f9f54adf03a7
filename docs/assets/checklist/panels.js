/** What is asked of Python only once someone opens it: the plan as a picture, and the journal looked back on. */

import { find, make, setText } from "./dom.js";
import { drawn } from "./picture.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./picture.js").Picture} Picture */
/** @typedef {(asked: Record<string, unknown>) => Promise<any>} Ask */

const AWAY = "This comes once the dates are worked out.";

export class Panels {
  /** @type {WeakMap<Element, string>} what each panel shows, as asked */
  #shown = new WeakMap();

  /**
   * @param {HTMLElement} page
   * @param {Ask} ask
   */
  constructor(page, ask) {
    this.page = page;
    this.ask = ask;
    /** @type {Model | null} */
    this.model = null;
    page.addEventListener("toggle", ({ target }) => target instanceof HTMLDetailsElement && this.#fill(target), { capture: true });
  }

  /**
   * Bring what is open up to date, and what is there to open.
   * @param {Model} model
   */
  draw(model) {
    this.model = model;
    for (const panel of this.page.querySelectorAll("details[data-picture=one]")) this.#title(/** @type {HTMLElement} */ (panel), model);
    const journal = find("#looking-back", this.page);
    journal.hidden = !model.record.applications.some(({ rounds }) => rounds?.some((round) => hasNotes(round.journal)));
    for (const panel of this.page.querySelectorAll("details[data-picture][open], #looking-back[open]")) this.#fill(/** @type {HTMLDetailsElement} */ (panel));
  }

  /**
   * @param {HTMLElement} panel
   * @param {Model} model
   */
  #title(panel, model) {
    const id = applicationIn(panel);
    const view = id ? model.views.get(id) : undefined;
    panel.hidden = !view?.rounds.some(({ start }) => start) && !model.applications.get(id ?? "")?.outcomes?.length;
    const days = view?.silence?.days;
    setText(find("[data-picture-title]", panel), days === undefined ? "Your plan as a picture" : days === 0 ? "Is silence normal? And your plan as a picture" : `Is this silence normal? Day ${days}`);
  }

  /** @param {HTMLDetailsElement} panel */
  #fill(panel) {
    const place = panel.querySelector(":scope > [data-drawn]");
    const { model } = this;
    if (!place || !model || !panel.open) return;
    const application = panel.dataset.picture === "one" ? applicationIn(panel) : null;
    const op = panel.dataset.picture ? "picture" : "journal";
    const asked = JSON.stringify([op, application, model.record, model.now.slice(0, 13)]);
    if (this.#shown.get(panel) === asked) return;
    this.#shown.set(panel, asked);
    if (!place.childNodes.length) place.replaceChildren(make("p", { text: AWAY }));
    const zone = (application && model.views.get(application)?.zone) || model.views.values().next().value?.zone || "UTC";
    const show = (/** @type {Picture | null | undefined} */ picture) => (picture ? [drawn(picture, zone, model.days(zone).today)] : []);
    this.ask({ op, application }).then(
      (reply) => {
        if (this.#shown.get(panel) !== asked) return;
        const quiet = reply.silence;
        const pictures = [...show(quiet?.picture), ...show(reply.picture), ...show(reply.pictures?.scores), ...show(reply.pictures?.again)];
        const words = quiet ? [make("p", { text: quiet.words })] : [];
        const none = op === "journal" ? "Scores, and what keeps coming up, show here once you note them." : "There is nothing with a date yet.";
        place.replaceChildren(...words, ...(pictures.length ? pictures : [make("p", { text: none })]));
      },
      () => this.#shown.delete(panel),
    );
  }
}

/** @param {Element} panel */
function applicationIn(panel) {
  return panel.closest("[data-application]")?.getAttribute("data-application") ?? null;
}

/** @param {import("./types").Journal | undefined} journal */
export function hasNotes(journal) {
  if (!journal) return false;
  const { went_well: wentWell, improve, topics, questions } = journal;
  return Boolean(wentWell?.length || improve?.length || topics?.trim() || questions?.length);
}
