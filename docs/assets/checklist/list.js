/**
 * The applications with their steps. The prerendered list is the pattern: every application
 * is a copy of it, and the first takes it over as it stands, so that nothing moves.
 */

import { button, find, make, setText } from "./dom.js";
import { nameOf } from "./record.js";
import { exactly } from "./speak.js";
import { drawActions, drawStep } from "./step.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./types").Application} Application */
/**
 * @typedef {import("./step.js").StepActions & {
 *   edit: (application: string, round: string) => void,
 *   remove: (application: string) => void,
 *   removeRound: (application: string, round: string) => void,
 * }} ListActions
 */

/** With more applications than this, the steps of the later ones are drawn when they are opened. */
const DRAWN_AT_ONCE = 20;

export class List {
  /** @type {Map<string, HTMLElement>} */
  #sections = new Map();
  /** @type {Map<string, string>} the folds that the person opened or closed, as "open" or "closed" */
  #folds = new Map();
  /** @type {Model | null} */
  #model = null;

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
    this.inTheRoom = new Set([...this.pattern.querySelectorAll("[data-room]")].map((each) => idOf(each)));
    /** @type {HTMLElement | undefined} */
    this.hollow = undefined;
    this.spare = find("template#spare-steps").cloneNode(true);
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
    for (const group of section.querySelectorAll("details.group")) this.#drawGroup(group, { id: section.dataset.application });
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
    const stage = model.plans.get(application.id)?.stage;
    const left = (model.plans.get(application.id)?.steps ?? []).filter(({ key, step }) => {
      const status = model.status(application.id, key);
      return status === "open" || (status === "overdue" && !this.inTheRoom.has(step));
    }).length;
    const parts = [stage ? (this.words.stages[stage] ?? "") : "", left ? `${left} to do` : ""];
    setText(find("[data-stage]", section), parts.filter(Boolean).join(" · "));
    this.#drawRounds(section, application);
    if (body instanceof HTMLDetailsElement) {
      const fold = this.#folds.get(application.id);
      const isFirst = (model.queue()[0]?.application ?? model.record.applications[0]?.id) === application.id;
      // Decided once: a section never closes under the person's hands.
      if (!fold) this.#folds.set(application.id, count < 3 || isFirst ? "open" : "closed");
      body.open = this.#folds.get(application.id) === "open";
      if (index < DRAWN_AT_ONCE || body.open) this.#drawSteps(section, application);
    }
  }

  /**
   * @param {HTMLElement} section
   * @param {Application} application
   */
  #drawRounds(section, application) {
    const model = /** @type {Model} */ (this.#model);
    const rounds = application.rounds ?? [];
    const several = rounds.length > 1;
    const place = find("[data-rounds]", section);
    const today = rounds.map((round) => model.views.get(application.id)?.rounds.find(({ id }) => id === round.id));
    const content = JSON.stringify([rounds.map(({ id, starts }) => [id, starts]), today, nameOf(application), model.days("UTC").today.slice(0, 4)]);
    // Left as it is while nothing in it changes, so that a button keeps the focus.
    if (place.dataset.content === content) return;
    place.dataset.content = content;
    place.replaceChildren(
      ...rounds.map((round) => {
        const view = model.views.get(application.id)?.rounds.find(({ id }) => id === round.id);
        const row = make("p", { class: "round" });
        const place = several && view ? `Interview ${view.number}: ` : "";
        if (view?.start) {
          const time = make("time", { text: exactly(view.start, view.zone, model.days(view.zone).today) });
          time.setAttribute("datetime", view.start);
          row.append(place, time);
        } else row.append(place + (round.starts ? round.starts.replace("T", ", ") : "No date yet"));
        const whose = nameOf(application) || "this interview";
        const label = (/** @type {string} */ verb) => `${verb} ${whose}${place && view ? `, interview ${view.number}` : ""}`;
        const edit = button("Edit", "quiet", () => this.actions.edit(application.id, round.id));
        edit.setAttribute("aria-label", label("Edit"));
        const remove = button("Remove", "quiet", () =>
          several ? this.actions.removeRound(application.id, round.id) : this.actions.remove(application.id),
        );
        remove.setAttribute("aria-label", label("Remove"));
        row.append(make("span", { class: "round__actions" }, edit, remove));
        return row;
      }),
    );
  }

  /**
   * @param {HTMLElement} section
   * @param {Application} application
   */
  #drawSteps(section, application) {
    const model = /** @type {Model} */ (this.#model);
    this.#arrange(section, application);
    for (const element of steps(section)) {
      const key = element.dataset.step ?? "";
      drawStep(element, model, application.id, key, this.words);
      // What is offered in an open step follows its status; a date half typed is left alone.
      const isStale = element.querySelector("details[open] [data-actions]")?.getAttribute("data-actions");
      if (isStale && isStale !== element.dataset.status) drawActions(element, model, application.id, key, this.actions);
    }
    for (const group of section.querySelectorAll("details.group")) this.#drawGroup(group, application);
  }

  /**
   * Bring the elements into being that the application's steps need, and take away the others.
   * @param {HTMLElement} section
   * @param {Application} application
   */
  #arrange(section, application) {
    const model = /** @type {Model} */ (this.#model);
    const order = model.views.get(application.id)?.rounds.map(({ id }) => id) ?? [];
    const known = (application.rounds ?? []).map(({ id }) => id);
    const rounds = [...order.filter((id) => known.includes(id)), ...known.filter((id) => !order.includes(id))];
    const planned = model.plans.get(application.id)?.steps ?? [];
    const extras = planned.filter(({ step }) => step === "follow-up-3" || step.startsWith("x-"));
    const shape = JSON.stringify([rounds, extras.map(({ key }) => key), model.record.settings?.policy?.extra_steps ?? []]);
    if (section.dataset.shape === shape || (!section.dataset.shape && shape === '[["r1"],[],[]]')) return;
    section.dataset.shape = shape;
    for (const group of section.querySelectorAll("details.group")) this.#arrangeGroup(group, rounds, application, model);
    this.#arrangeExtras(section, extras, model);
  }

  /**
   * @param {Element} group
   * @param {string[]} rounds
   * @param {Application} application
   * @param {Model} model
   */
  #arrangeGroup(group, rounds, application, model) {
    const stage = group.getAttribute("data-stage");
    const list = find("ol", group);
    const patterns = [...this.pattern.querySelectorAll(`[data-stage="${stage}"] [data-step]`)];
    const made = [];
    if (rounds.length < 2) {
      for (const pattern of patterns) {
        const isOnce = !pattern.getAttribute("data-step")?.includes("/");
        if (isOnce || rounds[0]) made.push(copied(pattern, isOnce ? null : (rounds[0] ?? null)));
      }
    } else {
      const perRound = patterns.filter((pattern) => pattern.getAttribute("data-step")?.includes("/"));
      for (const round of perRound.length ? rounds : []) {
        const view = model.views.get(application.id)?.rounds.find(({ id }) => id === round);
        const number = view?.number ?? rounds.indexOf(round) + 1;
        made.push(make("li", { class: "group__round", text: `Interview ${number}` }));
        made.push(...perRound.map((pattern) => copied(pattern, round)));
      }
      const once = patterns.filter((pattern) => !perRound.includes(pattern));
      if (once.length && perRound.length) made.push(make("li", { class: "group__round", text: "For the whole application" }));
      made.push(...once.map((pattern) => copied(pattern, null)));
    }
    list.replaceChildren(...made);
  }

  /**
   * @param {HTMLElement} section
   * @param {import("./types").PlannedStep[]} extras
   * @param {Model} model
   */
  #arrangeExtras(section, extras, model) {
    const own = find("[data-stage=centre]", section);
    own.hidden = !extras.some(({ step }) => step.startsWith("x-"));
    const list = find("ol", own);
    list.replaceChildren();
    const spare = /** @type {HTMLTemplateElement} */ (this.spare).content;
    for (const { key, step } of extras) {
      const pattern = find(step === "follow-up-3" ? '[data-step$="follow-up-3"]' : '[data-step="x"]', spare);
      const made = copied(pattern, null);
      made.dataset.step = key;
      if (step === "follow-up-3") {
        const round = key.split("/")[0];
        section.querySelector(`[data-step="${CSS.escape(round ?? "")}/follow-up-2"]`)?.after(made);
        continue;
      }
      const extra = model.record.settings?.policy?.extra_steps?.find(({ id }) => id === step);
      setText(find("[data-title]", made), extra?.title ?? step);
      const link = find("a[data-link]", made);
      if (extra?.url?.startsWith("https://") && link instanceof HTMLAnchorElement) {
        link.href = extra.url;
        link.rel = "external noreferrer";
      } else link.remove();
      list.append(made);
    }
  }

  /**
   * Fold a group that has nothing to do now, and say what it holds.
   * @param {Element} group
   * @param {{id: string}} application
   */
  #drawGroup(group, application) {
    const all = [...steps(group)];
    const needed = all.filter(({ dataset }) => dataset.status !== "not-needed" && !isMissed(dataset));
    const done = needed.filter(({ dataset }) => dataset.status === "done" || dataset.status === "skipped");
    const count = find("[data-count]", group);
    setText(count, needed.length ? `${done.length} of ${needed.length}` : "");
    group.classList.toggle("group--finished", needed.length > 0 && done.length === needed.length);
    group.classList.toggle("group--unneeded", needed.length === 0);
    if (!(group instanceof HTMLDetailsElement)) return;
    const fold = this.#folds.get(`${application.id} ${group.dataset.stage}`);
    // What lies ahead is folded, and so is the room once everyone has left it.
    const isPast = needed.every(({ dataset }) => dataset.room !== undefined && dataset.status !== "open" && dataset.status !== "upcoming" && dataset.status !== "undated");
    const isOpen = fold ? fold === "open" : !isPast;
    if (group.open !== isOpen) group.open = isOpen;
    const unneeded = all.length - needed.length;
    const more = find("[data-unneeded]", group);
    more.hidden = unneeded === 0 || needed.length === 0;
    const isShown = group.dataset.all !== undefined;
    hideEmptyHeadings(group, (step) => isShown || needed.length === 0 || needed.includes(step));
    setText(more, isShown ? "Hide what is not needed" : `Show ${unneeded} more that are not needed now`);
    more.setAttribute("aria-expanded", String(isShown));
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
    if (place && details.open) {
      const element = find(`[data-step="${CSS.escape(place.key)}"]`, details.closest("[data-application]") ?? this.root);
      drawActions(element, this.#model, place.application, place.key, this.actions);
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
      this.#drawGroup(group, { id: owner });
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
    const spare = /** @type {HTMLTemplateElement} */ (this.spare).content;
    const pattern =
      this.pattern.querySelector(`[data-step$="/${CSS.escape(id)}"], [data-step="${CSS.escape(id)}"]`) ??
      spare.querySelector(`[data-step$="/${CSS.escape(id)}"]`);
    return pattern?.querySelector("[data-title]")?.textContent ?? id;
  }

  /**
   * Open what hides a step, and put the focus on it.
   * @param {string} application
   * @param {string} key
   */
  show(application, key) {
    const section = this.#sections.get(application);
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
    element.scrollIntoView({ block: "center", behavior: reducedMotion() ? "auto" : "smooth" });
    element.querySelector("input")?.focus({ preventScroll: true });
  }
}

function reducedMotion() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** @param {HTMLElement} pattern */
function hollowed(pattern) {
  const made = /** @type {HTMLElement} */ (pattern.cloneNode(true));
  for (const list of made.querySelectorAll("ol")) list.replaceChildren();
  made.dataset.shape = "hollow";
  return made;
}

/**
 * A round's heading in a group is hidden while none of its steps shows.
 * @param {Element} group
 * @param {(step: HTMLElement) => boolean} isShown
 */
function hideEmptyHeadings(group, isShown) {
  /** @type {HTMLElement | null} */
  let heading = null;
  for (const item of group.querySelectorAll("li")) {
    if (item.classList.contains("group__round")) {
      heading = item;
      heading.hidden = true;
    } else if (heading && isShown(item)) heading.hidden = false;
  }
}

/**
 * Whether a step could only be done in the room, and was not.
 * @param {DOMStringMap} step
 */
function isMissed({ room, status }) {
  return room !== undefined && status === "overdue";
}

/** @param {ParentNode} root @returns {NodeListOf<HTMLElement>} */
function steps(root) {
  return root.querySelectorAll("[data-step]");
}

/** @param {Element} element a step's */
function idOf(element) {
  return element.getAttribute("data-step")?.split("/").at(-1) ?? "";
}

/**
 * @param {Element} pattern
 * @param {string | null} round
 */
function copied(pattern, round) {
  const made = /** @type {HTMLElement} */ (pattern.cloneNode(true));
  if (round) made.dataset.step = `${round}/${idOf(made)}`;
  return made;
}

/** @param {Element} element */
function placeOf(element) {
  const key = element.closest("[data-step]")?.getAttribute("data-step");
  const application = element.closest("[data-application]")?.getAttribute("data-application");
  return key && application ? { application, key } : null;
}
