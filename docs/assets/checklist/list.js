/**
 * The applications with their steps. The prerendered list is the pattern: every application
 * is a copy of it, and the first takes it over as it stands, so that nothing moves.
 */

import { arrange, hollowed } from "./arrange.js";
import { find, setText } from "./dom.js";
import { drawGroup } from "./group.js";
import { drawOutcomes } from "./happened.js";
import { drawManage } from "./manage.js";
import { titlePanel } from "./panels.js";
import { nameOf } from "./record.js";
import { drawRounds } from "./rounds.js";
import { drawActions, drawNote, drawStep, drawWhy, idOf, steps } from "./step.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./types").Application} Application */
/** @typedef {import("./step.js").StepActions & import("./rounds.js").RoundActions & import("./manage.js").ManageActions & import("./happened.js").OutcomeActions} ListActions */

/** With more applications than this, the steps of the later ones are drawn when they are opened. */
const DRAWN_AT_ONCE = 20;

/** Statuses of a step that an address names, the likeliest to be meant first. */
const LIKELY = ["open", "overdue", "upcoming", "undated", "snoozed", "done", "skipped", "not-needed"];

export class List {
  /** @type {Map<string, HTMLElement>} */
  #sections = new Map();
  /** @type {Set<HTMLDetailsElement>} what is open of the steps */
  #opened = new Set();
  /** @type {Map<string, string>} the folds that the person opened or closed, as "open" or "closed" */
  #folds = new Map();
  /** @type {Model | null} */
  #model = null;
  /** @type {WeakMap<HTMLElement, unknown[]>} what each section was last drawn from */
  #drawn = new WeakMap();

  /**
   * @param {HTMLElement} root
   * @param {ListActions} actions
   */
  constructor(root, actions) {
    this.root = root;
    this.actions = actions;
    this.words = JSON.parse(find("#checklist-words").textContent ?? "{}");
    const first = find("[data-application]", root);
    this.pattern = /** @type {HTMLElement} */ (first.cloneNode(true));
    /** Whether this is the checklist itself, or one stage of it on a guide's page. */
    this.isWhole = first.querySelector("[data-rounds]") !== null;
    // An id is for the page as it was written; an address that names one is answered by showStep.
    for (const element of this.pattern.querySelectorAll("[id]")) element.removeAttribute("id");
    this.inTheRoom = new Set([...this.pattern.querySelectorAll("[data-room]")].map((each) => idOf(each)));
    /** @type {HTMLElement | undefined} */
    this.hollow = undefined;
    this.spare = /** @type {HTMLTemplateElement} */ (find("template#spare-steps").cloneNode(true)).content;
    this.#sections.set("", first);
    root.addEventListener("change", (event) => this.#changed(event));
    root.addEventListener("toggle", (event) => this.#toggled(event), { capture: true });
    root.addEventListener("click", (event) => this.#clicked(event));
  }

  /** @param {Model} model */
  draw(model) {
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
        section = this.#sections.get("") ?? this.#copy(index >= DRAWN_AT_ONCE);
        this.#sections.delete("");
        this.#sections.set(application.id, section);
      }
      section.dataset.application = application.id;
      if (section.previousElementSibling !== before || section.parentElement !== this.root) {
        if (before) before.after(section);
        else this.root.prepend(section);
      }
      before = section;
      // What is as it was is left as it is: a tick changes one application of many.
      const from = [application, model.plans.get(application.id), model.views.get(application.id), model.phase(application.id), applications.length, model.record.applications.length, model.record.settings, index];
      const last = this.#drawn.get(section);
      if (last?.every((part, place) => part === from[place])) continue;
      this.#drawn.set(section, from);
      this.#drawApplication(section, application, index, applications.length);
    }
    if (applications.length === 0) this.#drawNone();
  }

  #drawNone() {
    const section = this.#sections.get("") ?? this.#copy();
    this.#sections.set("", section);
    if (!section.isConnected) this.root.prepend(section);
    section.dataset.application = this.pattern.dataset.application ?? "first";
    for (const element of steps(section)) {
      element.dataset.status = element.dataset.first ?? "undated";
      const box = element.querySelector("input");
      if (box) box.checked = false;
    }
    for (const group of section.querySelectorAll("details.group")) this.#drawGroup(group, section.dataset.application);
  }

  /** @param {boolean} [isHollow] without steps, which are put in when it is opened */
  #copy(isHollow = false) {
    this.hollow ??= hollowed(this.pattern);
    return /** @type {HTMLElement} */ ((isHollow ? this.hollow : this.pattern).cloneNode(true));
  }

  /**
   * @param {HTMLElement} section
   * @param {Application} application
   * @param {number} index
   * @param {number} count
   */
  #drawApplication(section, application, index, count) {
    const model = /** @type {Model} */ (this.#model);
    const head = find("[data-head]", section);
    const body = find("details[data-body]", section);
    const name = nameOf(application);
    head.hidden = !name && count === 1 && !application.rounds?.some(({ starts }) => starts);
    section.classList.toggle("app--only", head.hidden);
    setText(find("[data-name]", section), name || "Unnamed interview");
    setText(find("[data-whose]", section), `: ${name || "Unnamed interview"}`);
    const stage = model.plans.get(application.id)?.stage;
    const left = (model.plans.get(application.id)?.steps ?? []).filter(({ key, step }) => {
      const status = model.status(application.id, key);
      return status === "open" || (status === "overdue" && !this.inTheRoom.has(step));
    }).length;
    const parts = [stage ? (this.words.stages[stage] ?? "") : "", left && this.isWhole ? `${left} to do` : ""];
    setText(find("[data-stage]", section), parts.filter(Boolean).join(" · "));
    const outcomes = section.querySelector("[data-outcomes]");
    if (outcomes instanceof HTMLElement) drawOutcomes(outcomes, application, model, this.words.outcomes, this.actions);
    const picture = section.querySelector("details[data-picture]");
    if (picture instanceof HTMLElement) titlePanel(picture, application, model.views.get(application.id));
    const manage = section.querySelector("[data-manage]");
    if (manage instanceof HTMLElement) drawManage(manage, application, model.record.applications.length > 1, this.actions);
    const rounds = section.querySelector("[data-rounds]");
    if (rounds instanceof HTMLElement) drawRounds(rounds, application, model, this.actions);
    if (body instanceof HTMLDetailsElement) {
      const fold = this.#folds.get(application.id);
      const isFirst = (model.queue()[0]?.application ?? model.record.applications[0]?.id) === application.id;
      // Decided once: a section never closes under the person's hands.
      if (!fold) this.#folds.set(application.id, count < 3 || isFirst || !this.isWhole ? "open" : "closed");
      body.open = this.#folds.get(application.id) === "open" && (index < DRAWN_AT_ONCE || Boolean(fold));
      if (index < DRAWN_AT_ONCE || body.open) this.#drawSteps(section, application);
    }
  }

  /**
   * @param {HTMLElement} section
   * @param {Application} application
   */
  #drawSteps(section, application) {
    const model = /** @type {Model} */ (this.#model);
    arrange(section, application, model, this.pattern, this.spare);
    /** @type {Set<Element | null>} */
    const groups = new Set();
    for (const element of steps(section))
      if (drawStep(element, model, application.id, element.dataset.step ?? "", this.words)) groups.add(element.closest("details.group"));
    for (const details of this.#opened) {
      if (!section.contains(details)) continue;
      const element = /** @type {HTMLElement} */ (details.closest("[data-step]"));
      const key = element.dataset.step ?? "";
      const said = find("[data-actions]", element).dataset.actions;
      // What is offered in an open step follows its status; a date half typed is left alone.
      if (said && said !== element.dataset.status) drawActions(element, model, application.id, key, this.actions);
      this.#tellMore(element, application.id, key);
    }
    for (const group of groups) if (group) this.#drawGroup(group, application.id);
  }

  /**
   * @param {Element} group
   * @param {string} application
   */
  #drawGroup(group, application) {
    drawGroup(group, this.#folds.get(`${application} ${group.getAttribute("data-stage")}`));
  }

  /**
   * Offer the note of a step that is open, and ask for the reasons behind its dates.
   * @param {HTMLElement} element
   * @param {string} application
   * @param {string} key
   */
  #tellMore(element, application, key) {
    drawNote(element, this.#model?.note(application, key) ?? "", this.words.bounds.text, (text) => {
      // Whose step this is may have changed since: a first tick or note begins an application.
      const place = placeOf(element);
      if (place) this.actions.note(place.application, place.key, text);
    });
    this.actions.why(application, key);
  }

  /**
   * @param {string} application
   * @param {string} key
   * @param {Parameters<typeof drawWhy>[1]} why
   */
  showWhy(application, key, why) {
    const model = this.#model;
    const element = this.#sections.get(application)?.querySelector(`[data-step="${CSS.escape(key)}"]`);
    if (!model || !(element instanceof HTMLElement)) return;
    const zone = model.zone(application, key);
    drawWhy(element, why, zone, model.days(zone).today);
  }

  /**
   * Open an application, and put the focus on its name.
   * @param {string} application
   */
  goTo(application) {
    const section = this.#sections.get(application);
    const body = section?.querySelector("details[data-body]");
    if (!section || !(body instanceof HTMLDetailsElement)) return;
    this.#folds.set(application, "open");
    body.open = true;
    section.scrollIntoView({ block: "start", behavior: reducedMotion() ? "auto" : "smooth" });
    find("[data-name]", section).focus({ preventScroll: true });
  }

  /**
   * The title of a step's group when nothing in it is left to do, or null.
   * @param {string} application
   * @param {string} key
   */
  finishedStage(application, key) {
    const element = this.#sections.get(application)?.querySelector(`[data-step="${CSS.escape(key)}"]`);
    const group = element?.closest(".group--finished");
    return group?.querySelector(".group__title")?.textContent ?? null;
  }

  /** @param {Event} event */
  #changed(event) {
    const box = event.target;
    if (!(box instanceof HTMLInputElement) || box.type !== "checkbox") return;
    const place = placeOf(box);
    if (place) this.actions.set(place.application, place.key, box.checked ? "done" : null);
  }

  /** @param {Event} event */
  #toggled(event) {
    const details = event.target;
    if (!(details instanceof HTMLDetailsElement) || !this.#model) return;
    const application = details.closest("[data-application]")?.getAttribute("data-application") ?? "";
    const place = placeOf(details);
    if (place && !details.open) this.#opened.delete(details);
    if (place && details.open) {
      this.#opened.add(details);
      const element = find(`[data-step="${CSS.escape(place.key)}"]`, details.closest("[data-application]") ?? this.root);
      drawActions(element, this.#model, place.application, place.key, this.actions);
      this.#tellMore(element, place.application, place.key);
    } else if (details.dataset.body !== undefined && details.open) {
      const known = this.#model.record.applications.find(({ id }) => id === application);
      const section = this.#sections.get(application);
      if (known && section) this.#drawSteps(section, known);
    }
  }

  /** @param {Event} event */
  #clicked(event) {
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
      const owner = group.closest("[data-application]")?.getAttribute("data-application") ?? "";
      this.#drawGroup(group, owner);
    }
  }

  /**
   * The title of a step, as the list says it.
   * @param {string} key
   */
  titleOf(key) {
    const id = key.split("/").at(-1) ?? key;
    const extra = this.#model?.record.settings?.policy?.extra_steps?.find((step) => step.id === id);
    if (extra) return extra.title;
    let title = this.#titles.get(id);
    if (!title) this.#titles.set(id, (title = this.#patternOf(id)?.querySelector("[data-title]")?.textContent ?? id));
    return title;
  }

  /**
   * What to do in a step, as the list says it; empty for a centre's own.
   * @param {string} key
   */
  todoOf(key) {
    return this.#patternOf(key.split("/").at(-1) ?? key)?.querySelector(".step__todo")?.textContent ?? "";
  }

  /**
   * The links to a step's notes and words, as buttons for the card.
   * @param {string} key
   */
  wordsOf(key) {
    const links = this.#patternOf(key.split("/").at(-1) ?? key)?.querySelectorAll(".step__words a") ?? [];
    return [...links].map((each) => {
      const link = /** @type {HTMLElement} */ (each.cloneNode(true));
      link.className = "button button--plain";
      return link;
    });
  }

  /** @type {Map<string, Element | null>} */
  #patterns = new Map();
  /** @type {Map<string, string>} */
  #titles = new Map();

  /** @param {string} id */
  #patternOf(id) {
    let found = this.#patterns.get(id);
    if (found === undefined) this.#patterns.set(id, (found = this.#findPattern(id)));
    return found;
  }

  /** @param {string} id */
  #findPattern(id) {
    return (
      this.pattern.querySelector(`[data-step$="/${CSS.escape(id)}"], [data-step="${CSS.escape(id)}"]`) ??
      this.spare.querySelector(`[data-step$="/${CSS.escape(id)}"]`)
    );
  }

  /**
   * Show a step where it is most likely meant: where it is next, else by what can be done with it now,
   * and of several interviews the latest.
   * @param {string} id
   */
  showStep(id) {
    const found = [...this.root.querySelectorAll("[data-step]")].filter((element) => idOf(element) === id);
    const places = found.flatMap((element) => placeOf(element) ?? []);
    const [best] = places.reverse().sort((one, other) => this.#rank(one) - this.#rank(other));
    if (best) this.show(best.application, best.key);
  }

  /** @param {{application: string, key: string}} place */
  #rank({ application, key }) {
    const turn = this.#model?.queue().findIndex((each) => each.application === application && each.key === key) ?? -1;
    const status = this.#model?.status(application, key) ?? "undated";
    return turn >= 0 ? turn : 1000 + LIKELY.indexOf(status);
  }

  /**
   * Put the focus on a step's tick, where it is shown.
   * @param {string} application
   * @param {string} key
   */
  focus(application, key) {
    const element = this.#sections.get(application)?.querySelector(`[data-step="${CSS.escape(key)}"] input`);
    if (element instanceof HTMLElement) element.focus();
  }

  /**
   * Open what hides a step, and put the focus on it.
   * @param {string} application
   * @param {string} key
   */
  show(application, key) {
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
    element.scrollIntoView({ block: "center", behavior: reducedMotion() ? "auto" : "smooth" });
    element.querySelector("input")?.focus({ preventScroll: true });
  }
}

function reducedMotion() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** @param {Element} element within a step, or the card that names one */
export function placeOf(element) {
  const key = element.closest("[data-step]")?.getAttribute("data-step");
  const application = element.closest("[data-application]")?.getAttribute("data-application");
  return key && application ? { application, key } : null;
}
