/**
 * What the page shows, read off the record, the last plan and the time. No rule is here: a
 * status is what the person said, else the latest of the plan's changes that has passed.
 */

import { factsOf, isNothingSaid, saidOf } from "./record.js";
import { Days } from "./speak.js";

/** @typedef {import("./types").Planned} Planned */
/** @typedef {import("./types").PlannedStep} PlannedStep */
/** @typedef {import("./types").RecordData} RecordData */

const SETTLED = new Set(["done", "skipped", "not-needed", "missed"]);

/** @typedef {import("./types").PlannedApplication} PlannedApplication */
/** @typedef {{steps: Map<string, PlannedStep>, moments: string[]}} Index */

/** @type {WeakMap<PlannedApplication, Index>} each plan's steps by key, and when any of them changes, in order */
const indexes = new WeakMap();

/** @param {PlannedApplication} application */
function indexOf(application) {
  let index = indexes.get(application);
  if (!index) {
    const moments = application.steps.flatMap(({ status, changes }) => (SETTLED.has(status) ? [] : changes.map(([at]) => at)));
    index = { steps: new Map(application.steps.map((step) => [step.key, step])), moments: [...new Set(moments)].sort() };
    indexes.set(application, index);
  }
  return index;
}

/** @type {WeakMap<import("./types").ViewApplication, string[]>} */
const zones = new WeakMap();
/** @type {WeakMap<import("./types").ViewApplication, string[]>} when a moment or a rank changes, in order */
const edges = new WeakMap();

/** @param {import("./types").ViewApplication} view */
function edgesOf(view) {
  let found = edges.get(view);
  if (!found) {
    const at = [...view.moments.map(([each]) => each), ...Object.values(view.ranks).flatMap((ranks) => ranks.map(([each]) => each))];
    edges.set(view, (found = [...new Set(at)].sort()));
  }
  return found;
}

/** @param {import("./types").ViewApplication} view */
function zonesOf(view) {
  let names = zones.get(view);
  if (!names) {
    names = [...new Set([view.zone, ...Object.values(view.elsewhere), ...view.rounds.map(({ zone }) => zone)])];
    zones.set(view, names);
  }
  return names;
}

export class Model {
  /** @type {Map<string, Days>} */
  #days = new Map();
  /** @type {{application: string, key: string}[] | null} */
  #queue = null;

  /**
   * @param {RecordData} record
   * @param {Planned | null} planned
   * @param {string} now an instant, to the second
   */
  constructor(record, planned, now) {
    this.record = record;
    this.planned = planned;
    this.now = now;
    this.applications = new Map(record.applications.map((application) => [application.id, application]));
    // Old dates are not shown for new facts.
    const isCurrent = (/** @type {{id: string}} */ { id }) => {
      const application = this.applications.get(id);
      return application !== undefined && planned?.facts[id] === factsOf(record, application);
    };
    const plans = planned?.plan.applications.filter(isCurrent) ?? [];
    this.plans = new Map(plans.map((application) => [application.id, application]));
    this.views = new Map(planned?.view.applications.filter(isCurrent).map((application) => [application.id, application]));
  }

  /** Whether every application has a plan made for the facts as they are. */
  get isPlanned() {
    return this.record.applications.every(({ id }) => this.plans.has(id));
  }

  /**
   * @param {string} application
   * @param {string} key
   */
  step(application, key) {
    const plan = this.plans.get(application);
    return plan && indexOf(plan).steps.get(key);
  }

  /**
   * What tells one look of an application from another, besides the record and the plan: how far the clock has come.
   * @param {string} application
   */
  phase(application) {
    const plan = this.plans.get(application);
    const view = this.views.get(application);
    const days = view ? zonesOf(view).map((zone) => this.days(zone).today).join() : "";
    const passed = (/** @type {string[]} */ moments) => moments.findLastIndex((at) => at <= this.now);
    return `${plan ? passed(indexOf(plan).moments) : ""} ${view ? passed(edgesOf(view)) : ""} ${days}`;
  }

  /**
   * What the person said of a step, or undefined.
   * @param {string} application
   * @param {string} key
   */
  state(application, key) {
    const steps = this.applications.get(application)?.steps ?? {};
    const state = Object.hasOwn(steps, key) ? steps[key] : undefined;
    return isNothingSaid(state) ? undefined : state;
  }

  /**
   * What the person noted with a step, or an empty text.
   * @param {string} application
   * @param {string} key
   */
  note(application, key) {
    const steps = this.applications.get(application)?.steps ?? {};
    return (Object.hasOwn(steps, key) && steps[key]?.note) || "";
  }

  /**
   * The time zone in which a step's dates are.
   * @param {string} application
   * @param {string} key
   */
  zone(application, key) {
    const view = this.views.get(application);
    return view?.elsewhere[key] ?? view?.zone ?? "UTC";
  }

  /** @param {string} zone */
  days(zone) {
    let days = this.#days.get(zone);
    if (!days) {
      days = new Days(this.planned?.view.days[zone] ?? [], this.now);
      this.#days.set(zone, days);
    }
    return days;
  }

  /**
   * A step's status now.
   * @param {string} application
   * @param {string} key
   */
  status(application, key) {
    const state = this.state(application, key);
    const step = this.step(application, key);
    if (state?.state === "done" || state?.state === "skipped") return state.state;
    if (!step) return state?.state ?? "undated";
    if (step.status === "not-needed") return step.status;
    const passed = step.changes.filter(([at]) => at <= this.now).at(-1)?.[1];
    if (passed === "missed") return passed;
    if (state?.state === "snoozed") {
      if (step.status === "snoozed") return passed ?? "snoozed";
      return state.until && state.until > this.days(this.zone(application, key)).today ? "snoozed" : (passed ?? step.status);
    }
    if (passed) return passed;
    // Taken back before Python has answered: what the clock had made of it.
    if (step.status === "done" || step.status === "skipped" || step.status === "snoozed")
      return step.changes.length === 0 ? "undated" : step.opens === null ? "open" : "upcoming";
    return step.status;
  }

  /**
   * What an application is about now, or null before there is a plan for what has been said of it.
   * @param {string} application
   * @returns {import("./types").Moment | null}
   */
  moment(application) {
    const known = this.applications.get(application);
    const found = this.views.get(application)?.moments.findLast(([at]) => at <= this.now);
    // A tick may have changed what it's about, which only Python can say.
    if (!known || !found || this.planned?.said?.[application] !== saidOf(known)) return null;
    const [, kind, until, coming] = found;
    return { kind, until, coming };
  }

  /**
   * The outcomes that can have happened by now, or null before there is a plan.
   * @param {string} application
   */
  possible(application) {
    const told = this.views.get(application)?.possible;
    return told ? new Set(Object.keys(told).filter((type) => (told[type] ?? "") <= this.now)) : null;
  }

  /** The application that the card is about: that of the next action, else the one that comes first. */
  get foremost() {
    const first = this.queue()[0]?.application ?? this.planned?.view.overview.order[0]?.[0] ?? "";
    const live = this.record.applications.filter(({ archived }) => !archived);
    return (live.find(({ id }) => id === first) ?? live[0])?.id ?? null;
  }

  /**
   * What to do, in order, by the ranks that Python gave each step, without what was settled since.
   * @returns {{application: string, key: string}[]}
   */
  queue() {
    this.#queue ??= this.#makeQueue();
    return this.#queue;
  }

  #makeQueue() {
    const found = [];
    for (const { id: application, archived } of this.record.applications) {
      const ranks = archived ? {} : (this.views.get(application)?.ranks ?? {});
      for (const [key, told] of Object.entries(ranks)) {
        const rank = told.findLast(([at]) => at <= this.now)?.[1];
        if (rank && ["open", "overdue"].includes(this.status(application, key))) found.push({ rank, place: { application, key } });
      }
    }
    // Of equals the first in the record: sorting is stable.
    return found.sort((one, other) => (one.rank < other.rank ? -1 : Number(one.rank > other.rank))).map(({ place }) => place);
  }

  /** The soonest moment after now at which something on the page changes, or null. */
  nextMoment() {
    /** @type {string | null} */
    let soonest = null;
    const consider = (/** @type {string | null | undefined} */ at) => {
      if (at && at > this.now && (soonest === null || at < soonest)) soonest = at;
    };
    for (const plan of this.plans.values()) consider(indexOf(plan).moments.find((at) => at > this.now));
    for (const view of this.views.values()) consider(edgesOf(view).find((at) => at > this.now));
    for (const zone of Object.keys(this.planned?.view.days ?? {})) consider(this.days(zone).next);
    return soonest;
  }
}
