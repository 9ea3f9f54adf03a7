/**
 * The applications and their steps. Each is a copy of the prerendered list, except the first, which takes that list
 * over so that nothing jumps.
 */

import type { Application } from "../record/shape.ts";
import { bringIntoView, find } from "../ui/dom.ts";
import { type Wording, wording } from "../ui/wording.ts";
import { arrange } from "./arrange.ts";
import { drawGroup } from "./group.ts";
import { drawHead, type HeadActions } from "./head.ts";
import { likeliest } from "./likeliest.ts";
import type { Model } from "./model.ts";
import { Pattern } from "./pattern.ts";
import { drawActions, drawNote, drawStep, drawWhy, placeOf, type StepActions, steps } from "./step.ts";

export type ListActions = StepActions & HeadActions;

/** With more applications than this, the steps of the later ones are drawn when they are opened. */
const DRAWN_AT_ONCE = 20;

export class List {
  root: HTMLElement;
  actions: ListActions;
  words: Wording;
  pattern: Pattern;
  /** Whether this is the checklist itself, or one stage of it on a guide's page. */
  isWhole: boolean;
  #sections: Map<string, HTMLElement> = new Map();
  /** The steps' details that are open. */
  #opened: Set<HTMLDetailsElement> = new Set();
  /** The folds that the person opened or closed, as "open" or "closed". */
  #folds: Map<string, string> = new Map();
  #model: Model | null = null;
  /** What each section was last drawn from. */
  #drawn: WeakMap<HTMLElement, unknown[]> = new WeakMap();

  constructor(root: HTMLElement, actions: ListActions) {
    this.root = root;
    this.actions = actions;
    this.words = wording();
    const first = find("[data-application]", root);
    this.pattern = new Pattern(first);
    this.isWhole = first.querySelector("[data-rounds]") !== null;
    this.#sections.set("", first);
    root.addEventListener("change", (event) => this.#changed(event));
    root.addEventListener("toggle", (event) => this.#toggled(event), { capture: true });
    root.addEventListener("click", (event) => this.#clicked(event));
  }

  draw(model: Model) {
    this.#model = model;
    const applications = model.record.applications.filter(({ archived }) => !archived);
    const ids = new Set(applications.map(({ id }) => id));
    const unnamed = this.#sections.get("");
    for (const [id, section] of this.#sections) {
      if (ids.has(id) || section === unnamed) continue;
      section.remove();
      this.#sections.delete(id);
    }
    let before = null;
    for (const [index, application] of applications.entries()) {
      let section = this.#sections.get(application.id);
      if (!section) {
        section = this.#sections.get("") ?? this.pattern.copy(index >= DRAWN_AT_ONCE);
        this.#sections.delete("");
        this.#sections.set(application.id, section);
      }
      section.dataset.application = application.id;
      if (section.previousElementSibling !== before || section.parentElement !== this.root) {
        if (before) before.after(section);
        else this.root.prepend(section);
      }
      before = section;
      // Skip what hasn't changed: a tick changes just one application.
      const from = [
        application,
        model.plans.get(application.id),
        model.views.get(application.id),
        model.phase(application.id),
        applications.length,
        model.record.applications.length,
        model.record.settings,
        index,
      ];
      if (this.#drawn.get(section)?.every((part, place) => part === from[place])) continue;
      this.#drawn.set(section, from);
      this.#drawApplication(section, application, index, applications.length);
    }
    if (applications.length === 0) this.#drawNone();
  }

  #drawNone() {
    const section = this.#sections.get("") ?? this.pattern.copy();
    this.#sections.set("", section);
    if (!section.isConnected) this.root.prepend(section);
    section.dataset.application = this.pattern.section.dataset.application ?? "first";
    for (const element of steps(section)) {
      element.dataset.status = element.dataset.first ?? "undated";
      const box = element.querySelector("input");
      if (box) box.checked = false;
    }
    for (const group of section.querySelectorAll("details.group")) this.#drawGroup(group, section.dataset.application);
  }

  #drawApplication(section: HTMLElement, application: Application, index: number, count: number) {
    const model = this.#model as Model;
    const body = find("details[data-body]", section);
    drawHead(section, application, model, { count, isWhole: this.isWhole, words: this.words }, this.actions);
    if (body instanceof HTMLDetailsElement) {
      const fold = this.#folds.get(application.id);
      const isFirst = (model.queue()[0]?.application ?? model.record.applications[0]?.id) === application.id;
      // Decided once: a section never closes under the person's hands.
      if (!fold) this.#folds.set(application.id, count < 3 || isFirst || !this.isWhole ? "open" : "closed");
      body.open = this.#folds.get(application.id) === "open" && (index < DRAWN_AT_ONCE || Boolean(fold));
      if (index < DRAWN_AT_ONCE || body.open) this.#drawSteps(section, application);
    }
  }

  #drawSteps(section: HTMLElement, application: Application) {
    const model = this.#model as Model;
    arrange(section, application, model, this.pattern.section, this.pattern.optional);
    const groups: Set<Element | null> = new Set();
    for (const element of steps(section))
      if (drawStep(element, model, application.id, element.dataset.step ?? "", this.words))
        groups.add(element.closest("details.group"));
    for (const details of this.#opened) {
      if (!section.contains(details)) continue;
      const element = details.closest("[data-step]") as HTMLElement;
      const key = element.dataset.step ?? "";
      const said = find("[data-actions]", element).dataset.actions;
      // An open step's buttons follow its status. Otherwise leave them, as a date may be half typed.
      if (said && said !== element.dataset.status) drawActions(element, model, application.id, key, this.actions);
      this.#tellMore(element, application.id, key);
    }
    for (const group of groups) if (group) this.#drawGroup(group, application.id);
  }

  #drawGroup(group: Element, application: string) {
    drawGroup(group, this.#folds.get(`${application} ${group.getAttribute("data-stage")}`));
  }

  /** Offer the note of a step that is open, and ask for the reasons behind its dates. */
  #tellMore(element: HTMLElement, application: string, key: string) {
    drawNote(element, this.#model?.note(application, key) ?? "", this.words.bounds.text, (text) => {
      // The first tick or note begins an application. And another window may have had the steps made anew.
      const place = placeOf(element) ?? { application, key };
      this.actions.note(place.application, place.key, text);
    });
    this.actions.why(application, key);
  }

  showWhy(application: string, key: string, why: Parameters<typeof drawWhy>[1]) {
    const model = this.#model;
    const element = this.#elementOf(application, key);
    if (!model || !element) return;
    const zone = model.zone(application, key);
    drawWhy(element, why, zone, model.days(zone).today);
  }

  /** Open an application, and put the focus on its name. */
  goTo(application: string) {
    const section = this.#sections.get(application);
    const body = section?.querySelector("details[data-body]");
    if (!section || !(body instanceof HTMLDetailsElement)) return;
    this.#folds.set(application, "open");
    body.open = true;
    bringIntoView(section, "start");
    find("[data-name]", section).focus({ preventScroll: true });
  }

  /** The title of a step's group when nothing in it is left to do, or null. */
  finishedStage(application: string, key: string) {
    const group = this.#elementOf(application, key)?.closest("[data-finished]");
    return group?.querySelector(".group__title")?.textContent ?? null;
  }

  #changed(event: Event) {
    const box = event.target;
    if (!(box instanceof HTMLInputElement) || box.type !== "checkbox") return;
    const [place, isTicked] = [placeOf(box), box.checked];
    // If it couldn't be kept, put the box back.
    if (place && !this.actions.set(place.application, place.key, isTicked ? "done" : null)) box.checked = !isTicked;
  }

  #toggled(event: Event) {
    const details = event.target;
    if (!(details instanceof HTMLDetailsElement) || !this.#model) return;
    const application = details.closest("[data-application]")?.getAttribute("data-application") ?? "";
    const place = placeOf(details);
    if (place && !details.open) this.#opened.delete(details);
    if (place && details.open) {
      this.#opened.add(details);
      const element = find(
        `[data-step="${CSS.escape(place.key)}"]`,
        details.closest("[data-application]") ?? this.root,
      );
      drawActions(element, this.#model, place.application, place.key, this.actions);
      this.#tellMore(element, place.application, place.key);
    } else if (details.dataset.body !== undefined && details.open) {
      const known = this.#model.record.applications.find(({ id }) => id === application);
      const section = this.#sections.get(application);
      if (known && section) this.#drawSteps(section, known);
    }
  }

  #clicked(event: Event) {
    const target = event.target instanceof Element ? event.target : null;
    const summary = target?.closest("summary");
    const details = summary?.parentElement;
    const application = details?.closest("[data-application]")?.getAttribute("data-application");
    if (details instanceof HTMLDetailsElement && application) {
      const stage = details.dataset.stage;
      // The fold is remembered from the click: it toggles only after this.
      if (stage) this.#folds.set(`${application} ${stage}`, details.open ? "closed" : "open");
      else if (details.dataset.body !== undefined) this.#folds.set(application, details.open ? "closed" : "open");
    }
    const more = target?.closest("[data-unneeded]");
    const group = more?.closest("details.group");
    if (group instanceof HTMLElement) {
      if (group.dataset.all === undefined) group.dataset.all = "";
      else delete group.dataset.all;
      this.#drawGroup(
        group,
        application ?? group.closest("[data-application]")?.getAttribute("data-application") ?? "",
      );
    }
  }

  /** The title of a step, as the list says it. */
  titleOf(key: string) {
    const id = key.split("/").at(-1) ?? key;
    const extra = this.#model?.record.settings?.policy?.extra_steps?.find((step) => step.id === id);
    if (extra) return extra.title;
    return this.pattern.of(key)?.querySelector("[data-title]")?.textContent ?? id;
  }

  /** Show a step where it is most likely meant. */
  showStep(id: string) {
    const best = likeliest(this.root, this.#model, id);
    if (best) this.show(best.application, best.key);
  }

  /** Put the focus on a step's tick, where it is shown. */
  focus(application: string, key: string) {
    this.#elementOf(application, key)?.querySelector("input")?.focus();
  }

  #elementOf(application: string, key: string): HTMLElement | null | undefined {
    return this.#sections.get(application)?.querySelector(`[data-step="${CSS.escape(key)}"]`);
  }

  /** Open what hides a step, and put the focus on it. */
  show(application: string, key: string) {
    const section = this.#sections.get(application) ?? this.#sections.get("");
    const known = this.#model?.applications.get(application);
    if (section && known) this.#drawSteps(section, known);
    const element = section?.querySelector(`[data-step="${CSS.escape(key)}"]`);
    if (!(element instanceof HTMLElement)) return;
    for (let outer = element.parentElement; outer; outer = outer.parentElement) {
      if (!(outer instanceof HTMLDetailsElement)) continue;
      outer.open = true;
      if (outer.dataset.stage) this.#folds.set(`${application} ${outer.dataset.stage}`, "open");
      else if (outer.dataset.body !== undefined) this.#folds.set(application, "open");
    }
    const group = element.closest("details.group");
    if (group instanceof HTMLElement && !element.checkVisibility()) {
      group.dataset.all = "";
      this.#drawGroup(group, application);
    }
    bringIntoView(element, "center");
    element.querySelector("input")?.focus({ preventScroll: true });
  }
}
