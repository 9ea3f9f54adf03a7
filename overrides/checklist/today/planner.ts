/**
 * Keeps the plan up to date: asks Python after each change, keeps its last answer for a returning visitor,
 * and sees to it that a record which Python refuses is kept safe.
 */

import type { Answers, Fault, Names, Reply } from "../engine/answers.ts";
import type { Calendars } from "../engine/calendars.ts";
import type { Engine } from "../engine/engine.ts";
import type { Planned } from "../record/planned.ts";
import { changed, factsOf, hasDates, namesIn, saidOf } from "../record/record.ts";
import { type Keeper, readPlan, writePlan } from "../storage/index.ts";
import { button } from "../ui/dom.ts";
import { notice, takeBack } from "../ui/notices.ts";
import { pointerUp } from "../ui/press.ts";
import type { Page } from "./page.ts";

export class Planner {
  engine: Engine;
  calendars: Calendars;
  now: () => string;
  /** Set once they are there: both need this one to be made. */
  keeper: Keeper | null;
  page: Page | null;
  /** What keeps a plan from coming, where none is on its way */
  lack: "network" | "rules" | null;
  planned: Planned | null = readPlan();

  constructor(engine: Engine, calendars: Calendars, now: () => string) {
    this.engine = engine;
    this.calendars = calendars;
    this.now = now;
    this.keeper = null;
    this.page = null;
    this.lack = null;
  }

  forget() {
    this.planned = null;
    writePlan(null);
  }

  get #keeper() {
    return this.keeper as Keeper;
  }

  get #page() {
    return this.page as Page;
  }

  /**
   * Ask Python something about the record as it is.
   * @param others what it names besides
   */
  async ask<Op extends keyof Answers>(
    asked: { op: Op; [key: string]: unknown },
    others: Names = { zones: [], regions: [] },
  ): Promise<Reply<Answers[Op]>> {
    const { record } = this.#keeper;
    const text = JSON.stringify(record);
    const { zones, regions } = namesIn(record);
    const told = await this.calendars.of({
      zones: [...zones, ...(await this.#real(others.zones))],
      regions: [...regions, ...others.regions],
    });
    return this.engine.ask({ record: text, now: this.now(), ...asked, ...told });
  }

  /** Of names that may be anything, those that there are: whoever made them up is not to make the page ask for each. */
  async #real(zones: string[]) {
    if (!zones.length) return [];
    const known = new Set(await this.calendars.names());
    return zones.filter((name) => known.has(name));
  }

  /** @param isChanged whether the record is another than what was planned */
  async plan(isChanged: boolean = false) {
    const { engine } = this;
    const { record } = this.#keeper;
    if (record.applications.length === 0) {
      this.forget();
      // There is nothing to be dated: what was lacking is no news any more.
      this.lack = null;
      for (const name of ["network", "unplanned"]) takeBack(name);
      return;
    }
    if (engine.state === "idle") {
      // On a guide's page the last plan will do, unless something is new since or it is of another day.
      const isCurrent = this.#page.model.isPlanned && this.planned?.plan.now.slice(0, 10) === this.now().slice(0, 10);
      if (!hasDates(record) || (isCurrent && !isChanged)) return;
      engine.start();
    }
    const asked = JSON.stringify(record);
    try {
      const told = await this.calendars.of(namesIn(record));
      takeBack("network");
      const reply = await engine.ask({ op: "plan", record: asked, now: this.now(), ...told });
      await pointerUp();
      const latest = this.#keeper.record;
      if (asked !== JSON.stringify(latest)) return;
      if (!reply.ok) {
        this.#refused(reply.faults, asked);
        return;
      }
      const facts = Object.fromEntries(
        latest.applications.map((application) => [application.id, factsOf(latest, application)]),
      );
      const said = Object.fromEntries(latest.applications.map((application) => [application.id, saidOf(application)]));
      this.#keeper.accept();
      this.#show({ facts, said, plan: reply.plan, view: reply.view });
    } catch (error) {
      // A newer request took this one's place, or the engine failed, which it says itself.
      if (error instanceof Error && ["superseded", "failed"].includes(error.message)) return;
      await pointerUp();
      // What it was asked for is no longer so: whatever was missing is not missed.
      if (asked !== JSON.stringify(this.#keeper.record)) return;
      notice(
        "network",
        "The dates need the network for a moment, and it is away. Your ticks are saved.",
        this.#retry(() => this.#again()),
      );
      this.#lacking("network");
    }
  }

  #show(answer: Planned) {
    takeBack("unplanned");
    const before = this.planned;
    if (before) {
      answer.plan.applications = kept(before.plan.applications, answer.plan.applications);
      answer.view.applications = kept(before.view.applications, answer.view.applications);
    }
    this.planned = answer;
    this.#lacking(null);
    writePlan(answer);
    this.#page.shown(answer);
    if (performance.getEntriesByName("checklist:planned").length === 0) performance.mark("checklist:planned");
  }

  #lacking(what: "network" | "rules" | null) {
    this.lack = what;
    this.#page.draw();
  }

  #again() {
    this.#lacking(null);
    void this.plan(true);
  }

  /** Python refuses what this page could read: say what, keep it safe, and go on. */
  #refused(faults: Fault[], asked: string) {
    const keeper = this.#keeper;
    if (faults.every(({ path }) => path === "settings.time_zone")) {
      // The browser's zone is newer than our list of zones; interviews have zones of their own.
      this.#page.update((old) => changed(old, (copy) => void (copy.settings = { ...copy.settings, time_zone: null })));
      return;
    }
    if (faults.every(({ path }) => path === "request" || /(^|\.)(time_zone|region)$/.test(path))) {
      // Nothing wrong with the record itself: a file of ours could not be read, or a name is not known here.
      const what = faults.map(({ path, reason: why }) => `${path} ${why}`).join("; ");
      const again = () => {
        this.calendars.forget();
        this.#again();
      };
      notice("unplanned", `The dates cannot be worked out: ${what}. Your list is kept as it is.`, this.#retry(again));
      this.#lacking("rules");
      return;
    }
    const reason = faults
      .slice(0, 3)
      .map(({ path, reason: why }) => `${path} ${why}`)
      .join("; ");
    if (keeper.isOvertaken(asked)) {
      // Another tab has saved something else meanwhile: that is what counts.
      keeper.readLatest();
      if (keeper.isReadOnly) return;
      if (JSON.stringify(keeper.record) !== asked) {
        this.#again();
        return;
      }
    }
    keeper.refuse(asked, reason);
    if (!keeper.isReadOnly) this.#again();
  }

  #retry(again: () => void) {
    return button("Try again", "quiet", again);
  }
}

/** With more applications than this, comparing them costs more than drawing them anew. */
const COMPARED = 60;

/** Of what is as it was, keep the same objects, by which one sees that nothing is to be drawn. */
function kept<T extends { id: string }>(before: T[], after: T[]) {
  if (after.length > COMPARED) return after;
  const old = new Map(before.map((each) => [each.id, each]));
  return after.map((each) => {
    const known = old.get(each.id);
    return known && JSON.stringify(known) === JSON.stringify(each) ? known : each;
  });
}
