/**
 * Keeps the plan up to date: asks Python after each change, keeps its last answer for a returning visitor,
 * and sees to it that a record which Python refuses is kept safe.
 */

import { type Answers, type Fault, faultsInWords, type Names, type Reply } from "../engine/answers.ts";
import { type Calendars, MissingFile } from "../engine/calendars.ts";
import type { Engine } from "../engine/engine.ts";
import { withoutNames } from "../record/edits.ts";
import type { Planned } from "../record/planned.ts";
import { factsOf, hasDates, namesIn, saidOf } from "../record/record.ts";
import { keptFigures, type Store } from "../storage/index.ts";
import { button } from "../ui/dom.ts";
import { notice, takeBack } from "../ui/notices.ts";
import { pointerUp } from "../ui/press.ts";
import { keptPlan } from "./kept.ts";
import type { Page } from "./page.ts";

export class Planner {
  engine: Engine;
  calendars: Calendars;
  now: () => string;
  /** Set once they are there: both need this one to be made. */
  store: Store | null;
  page: Page | null;
  /** What keeps a plan from coming, where none is on its way */
  lack: "network" | "rules" | null;
  planned: Planned | null = keptPlan.read();

  constructor(engine: Engine, calendars: Calendars, now: () => string) {
    this.engine = engine;
    this.calendars = calendars;
    this.now = now;
    this.store = null;
    this.page = null;
    this.lack = null;
  }

  forget() {
    this.planned = null;
    keptPlan.write(null);
  }

  get #store() {
    return this.store as Store;
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
    const { record } = this.#store;
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
    const { record } = this.#store;
    if (record.applications.length === 0) {
      this.forget();
      // Guide pages go by the figures of the rules that are in force.
      if (!record.settings?.policy) keptFigures.write(null);
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
      if (this.#mend(told, asked)) return;
      const reply = await engine.ask({ op: "plan", record: asked, now: this.now(), ...told });
      await pointerUp();
      const latest = this.#store.record;
      if (asked !== JSON.stringify(latest)) return;
      if (!reply.ok) {
        this.#refused(reply.faults, asked);
        return;
      }
      const facts = Object.fromEntries(
        latest.applications.map((application) => [application.id, factsOf(latest, application)]),
      );
      const said = Object.fromEntries(latest.applications.map((application) => [application.id, saidOf(application)]));
      this.#store.accept();
      this.#show({ facts, said, plan: reply.plan, view: reply.view });
    } catch (error) {
      // A newer request took this one's place, or the engine failed, which it says itself.
      if (error instanceof Error && ["superseded", "failed"].includes(error.message)) return;
      await pointerUp();
      // What it was asked for is no longer so: whatever was missing is not missed.
      if (asked !== JSON.stringify(this.#store.record)) return;
      const words =
        error instanceof MissingFile
          ? "A file that the dates need is missing on this site just now. Your list is kept as it is."
          : "The dates need the network for a moment, and it is away. Your ticks are saved.";
      notice(
        "network",
        words,
        this.#retry(() => {
          this.calendars.forget();
          this.#again();
        }),
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
    keptPlan.write(answer);
    keptFigures.write(answer.view.figures ?? null);
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

  /**
   * Take out names that aren't those of a zone or a region, as no backup with them could be restored. Returns whether
   * it did.
   */
  #mend(told: { zones: Record<string, unknown>; regions: Record<string, unknown> }, asked: string) {
    const unknown = Object.entries({ ...told.zones, ...told.regions }).flatMap(([name, data]) =>
      data === null ? [name] : [],
    );
    if (!unknown.length || asked !== JSON.stringify(this.#store.record)) return false;
    const names = unknown.map((name) => `“${name}”`).join(", ");
    const words = `This page knows no time zone or region ${names}, so it has been taken out of your list. Dates may move.`;
    notice(
      "mended",
      words,
      button("Close", "quiet", () => takeBack("mended")),
    );
    this.#page.update((old) => withoutNames(old, new Set(unknown)));
    return true;
  }

  /** Python refuses what this page could read: say what, keep it safe, and go on. */
  #refused(faults: Fault[], asked: string) {
    const store = this.#store;
    if (faults.every(({ path }) => path === "request" || /(^|\.)(time_zone|region)$/.test(path))) {
      // Nothing wrong with the record itself, as names that there aren't have been taken out: a file could not be read.
      const again = () => {
        this.calendars.forget();
        this.#again();
      };
      const words = `The dates cannot be worked out: ${faultsInWords(faults)}. Your list is kept as it is.`;
      notice("unplanned", words, this.#retry(again));
      this.#lacking("rules");
      return;
    }
    const reason = faultsInWords(faults.slice(0, 3));
    // Another tab, or another program, may have changed it meanwhile: that is what counts.
    store.look();
    if (store.isReadOnly()) return;
    if (JSON.stringify(store.record) !== asked) {
      this.#again();
      return;
    }
    store.refuse(asked, reason);
    if (!store.isReadOnly()) this.#again();
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
