/** Pictures that we only ask Python for once they're opened: all applications on a timeline, and the interviews looked back on. */

import type { Answers, Ask } from "../engine/answers.ts";
import type { Journal } from "../record/shape.ts";
import { find, make } from "../ui/dom.ts";
import { afterPointerUp } from "../ui/press.ts";
import type { Model } from "./model.ts";
import { drawn } from "./picture.ts";

const AWAY = "This comes once the dates are worked out.";

export class Panels {
  page: HTMLElement;
  ask: Ask;
  model: Model | null;
  journal: HTMLElement;
  /** The tables that are open, by their titles. */
  #tables: Set<string> = new Set();
  /** What each panel shows, as asked. */
  #shown: WeakMap<Element, unknown[]> = new WeakMap();
  #open: Set<HTMLDetailsElement> = new Set();

  constructor(page: HTMLElement, ask: Ask) {
    this.page = page;
    this.ask = ask;
    this.model = null;
    this.journal = find("#looking-back", page);
    page.addEventListener("toggle", ({ target }) => target instanceof HTMLDetailsElement && this.#toggled(target), {
      capture: true,
    });
  }

  /** Bring what is open up to date. */
  draw(model: Model) {
    this.model = model;
    this.journal.hidden = !model.record.applications.some(({ rounds }) =>
      rounds?.some((round) => hasNotes(round.journal)),
    );
    for (const panel of this.#open) {
      if (panel.isConnected) this.#fill(panel);
      else this.#open.delete(panel);
    }
  }

  #toggled(panel: HTMLDetailsElement) {
    if (!panel.dataset.picture && panel !== this.journal) return;
    if (panel.open) this.#open.add(panel);
    else this.#open.delete(panel);
    this.#fill(panel);
  }

  #fill(panel: HTMLDetailsElement) {
    const place = panel.querySelector(":scope > [data-drawn]");
    const { model } = this;
    if (!(place instanceof HTMLElement) || !model || !panel.open) return;
    const op = panel.dataset.picture ? "picture" : "journal";
    const asked = [op, model.record, ...[...model.applications.keys()].map((id) => model.phase(id))];
    const last = this.#shown.get(panel);
    if (last?.every((part, index) => part === asked[index])) return;
    this.#shown.set(panel, asked);
    if (!place.childNodes.length) place.replaceChildren(make("p", { text: AWAY }));
    this.ask({ op }).then(
      (reply) => {
        if (this.#shown.get(panel) !== asked) return;
        const text = JSON.stringify(reply);
        if (place.dataset.reply === text) return;
        place.dataset.reply = text;
        afterPointerUp(() =>
          place.replaceChildren(...(reply.ok ? this.#drawn(reply, op) : [make("p", { text: AWAY })])),
        );
      },
      () => void (this.#shown.get(panel) === asked && this.#shown.delete(panel)),
    );
  }

  #drawn({ picture, pictures }: Partial<Answers["picture"] & Answers["journal"]>, op: string) {
    const view = this.model?.views.values().next().value;
    const today = this.model?.days(view?.zone ?? "UTC").today ?? "";
    const told = [picture, pictures?.scores, pictures?.again].filter((each) => !!each);
    const none =
      op === "journal"
        ? "Scores, and what keeps coming up, show here once you note them."
        : "There is nothing with a date yet.";
    return told.length ? told.map((each) => drawn(each, today, this.#tables)) : [make("p", { text: none })];
  }
}

export function hasNotes(journal: Journal | undefined) {
  if (!journal) return false;
  const { went_well: wentWell, improve, topics, questions } = journal;
  return Boolean(wentWell?.length || improve?.length || topics?.trim() || questions?.length);
}
