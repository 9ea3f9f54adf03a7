/**
 * What the page shows, from the record, the last plan and the time. There are no rules here: a step's status is what
 * the person said, or else the plan's latest change so far.
 */

import type { Moment, Planned, PlannedApplication, PlannedStep, ViewApplication } from "../record/planned.ts";
import { factsOf, isNothingSaid, saidOf } from "../record/record.ts";
import type { Application, RecordData } from "../record/shape.ts";
import { Days } from "../ui/speak.ts";

const SETTLED = new Set(["done", "skipped", "not-needed", "missed"]);

export type Index = { steps: Map<string, PlannedStep>; moments: string[] };

/** Each plan's steps by key, and when any of them changes, in order. */
const indexes: WeakMap<PlannedApplication, Index> = new WeakMap();

function indexOf(application: PlannedApplication) {
  let index = indexes.get(application);
  if (!index) {
    const moments = application.steps.flatMap(({ status, changes }) =>
      SETTLED.has(status) ? [] : changes.map(([at]) => at),
    );
    index = {
      steps: new Map(application.steps.map((step) => [step.key, step])),
      moments: [...new Set(moments)].sort(),
    };
    indexes.set(application, index);
  }
  return index;
}

const zones: WeakMap<ViewApplication, string[]> = new WeakMap();
/** When a moment or a rank changes, in order. */
const edges: WeakMap<ViewApplication, string[]> = new WeakMap();

function edgesOf(view: ViewApplication) {
  let found = edges.get(view);
  if (!found) {
    const at = [
      ...view.moments.map(([each]) => each),
      ...Object.values(view.ranks).flatMap((ranks) => ranks.map(([each]) => each)),
    ];
    edges.set(view, (found = [...new Set(at)].sort()));
  }
  return found;
}

function zonesOf(view: ViewApplication) {
  let names = zones.get(view);
  if (!names) {
    names = [...new Set([view.zone, ...Object.values(view.elsewhere), ...view.rounds.map(({ zone }) => zone)])];
    zones.set(view, names);
  }
  return names;
}

export class Model {
  record: RecordData;
  planned: Planned | null;
  now: string;
  applications: Map<string, Application>;
  plans: Map<string, PlannedApplication>;
  views: Map<string, ViewApplication>;
  #days: Map<string, Days> = new Map();
  #queue: { application: string; key: string }[] | null = null;

  /** The application that is open; null while there is none. */
  open: string | null;

  /**
   * @param now an instant, to the second
   * @param chosen the application that the person opened
   */
  constructor(record: RecordData, planned: Planned | null, now: string, chosen: string | null = null) {
    this.record = record;
    this.planned = planned;
    this.now = now;
    this.applications = new Map(record.applications.map((application) => [application.id, application]));
    // Don't show old dates for changed facts.
    const isCurrent = ({ id }: { id: string }) => {
      const application = this.applications.get(id);
      return application !== undefined && planned?.facts[id] === factsOf(record, application);
    };
    const plans = planned?.plan.applications.filter(isCurrent) ?? [];
    this.plans = new Map(plans.map((application) => [application.id, application]));
    this.views = new Map(
      planned?.view.applications.filter(isCurrent).map((application) => [application.id, application]),
    );
    this.open = chosen && this.order.includes(chosen) ? chosen : this.first;
  }

  /** Whether every application has a plan made for the facts as they are. */
  get isPlanned() {
    return this.record.applications.every(({ id }) => this.plans.has(id));
  }

  /** An application's last plan, also where it was made for facts that have changed since. */
  lastPlan(application: string) {
    return this.plans.get(application) ?? this.planned?.plan.applications.find(({ id }) => id === application);
  }

  step(application: string, key: string) {
    const plan = this.plans.get(application);
    return plan && indexOf(plan).steps.get(key);
  }

  /**
   * What tells one look of an application from another, besides the record and the plan: how far the clock has come.
   */
  phase(application: string) {
    const plan = this.plans.get(application);
    const view = this.views.get(application);
    const days = view
      ? zonesOf(view)
          .map((zone) => this.days(zone).today)
          .join()
      : "";
    const passed = (moments: string[]) => moments.findLastIndex((at) => at <= this.now);
    return `${plan ? passed(indexOf(plan).moments) : ""} ${view ? passed(edgesOf(view)) : ""} ${days}`;
  }

  /** What the person said of a step, or undefined. */
  state(application: string, key: string) {
    const steps = this.applications.get(application)?.steps ?? {};
    const state = Object.hasOwn(steps, key) ? steps[key] : undefined;
    return isNothingSaid(state) ? undefined : state;
  }

  /** What the person noted with a step, or an empty text. */
  note(application: string, key: string) {
    const steps = this.applications.get(application)?.steps ?? {};
    return (Object.hasOwn(steps, key) && steps[key]?.note) || "";
  }

  /** The time zone in which a step's dates are. */
  zone(application: string, key: string) {
    const view = this.views.get(application);
    return view?.elsewhere[key] ?? view?.zone ?? "UTC";
  }

  days(zone: string) {
    let days = this.#days.get(zone);
    if (!days) {
      days = new Days(this.planned?.view.days[zone] ?? [], this.now);
      this.#days.set(zone, days);
    }
    return days;
  }

  /** A step's status now. */
  status(application: string, key: string) {
    const state = this.state(application, key);
    const step = this.step(application, key);
    if (state?.state === "done" || state?.state === "skipped") return state.state;
    if (!step) return state?.state ?? "undated";
    if (step.status === "not-needed") return step.status;
    const passed = step.changes.filter(([at]) => at <= this.now).at(-1)?.[1];
    if (passed === "missed") return passed;
    if (state?.state === "snoozed") {
      if (step.status === "snoozed") return passed ?? "snoozed";
      return state.until && state.until > this.days(this.zone(application, key)).today
        ? "snoozed"
        : (passed ?? step.status);
    }
    if (passed) return passed;
    // It's been taken back and Python hasn't answered yet, so work out what it was before.
    if (step.status === "done" || step.status === "skipped" || step.status === "snoozed")
      return step.changes.length === 0 ? "undated" : step.opens === null ? "open" : "upcoming";
    return step.status;
  }

  /** What an application is about now, or null before there is a plan for what has been said of it. */
  moment(application: string): Moment | null {
    const known = this.applications.get(application);
    const found = this.views.get(application)?.moments.findLast(([at]) => at <= this.now);
    // A tick may have changed what it's about, which only Python can say.
    if (!known || !found || this.planned?.said?.[application] !== saidOf(known)) return null;
    const [, kind, until, coming] = found;
    return { kind, until, coming };
  }

  /** The outcomes that can have happened by now, or null before there is a plan. */
  possible(application: string) {
    const told = this.views.get(application)?.possible;
    return told ? new Set(Object.keys(told).filter((type) => (told[type] ?? "") <= this.now)) : null;
  }

  /** The ids of what isn't archived, in Python's order; those that it hasn't seen yet come last. */
  get order() {
    const known = this.record.applications.flatMap(({ id, archived }) => (archived ? [] : [id]));
    const told = this.planned?.view.overview.order.map(([id]) => id) ?? [];
    return [...told.filter((id) => known.includes(id)), ...known.filter((id) => !told.includes(id))];
  }

  /** The application that is open at first: that of the next action. */
  get first() {
    return this.queue()[0]?.application ?? this.order[0] ?? null;
  }

  /** The key of the step that an application asks for now, or null. */
  nextOf(application: string) {
    return this.queue().find((each) => each.application === application)?.key ?? null;
  }

  /** What to do, in order, by the ranks that Python gave each step, without what was settled since. */
  queue(): { application: string; key: string }[] {
    this.#queue ??= this.#makeQueue();
    return this.#queue;
  }

  #makeQueue() {
    const found = [];
    for (const { id: application, archived } of this.record.applications) {
      const ranks = archived ? {} : (this.views.get(application)?.ranks ?? {});
      for (const [key, told] of Object.entries(ranks)) {
        const rank = told.findLast(([at]) => at <= this.now)?.[1];
        if (rank && ["open", "overdue"].includes(this.status(application, key)))
          found.push({ rank, place: { application, key } });
      }
    }
    // Of equals the first in the record: sorting is stable.
    return found
      .sort((one, other) => (one.rank < other.rank ? -1 : Number(one.rank > other.rank)))
      .map(({ place }) => place);
  }

  /** The soonest moment after now at which something on the page changes, or null. */
  nextMoment() {
    let soonest: string | null = null;
    const consider = (at: string | null | undefined) => {
      if (at && at > this.now && (soonest === null || at < soonest)) soonest = at;
    };
    for (const plan of this.plans.values()) consider(indexOf(plan).moments.find((at) => at > this.now));
    for (const view of this.views.values()) consider(edgesOf(view).find((at) => at > this.now));
    for (const zone of Object.keys(this.planned?.view.days ?? {})) consider(this.days(zone).next);
    return soonest;
  }
}
