/**
 * The page as it is drawn: after each change, once a new plan is there, and at the next moment at which something
 * changes by itself.
 */

import type { Engine } from "../engine/engine.ts";
import { isStarted } from "../record/interview.ts";
import type { Planned } from "../record/planned.ts";
import { stepId } from "../record/record.ts";
import type { Act, Store } from "../storage/index.ts";
import { afterPaint, bringIntoView, find } from "../ui/dom.ts";
import { focusOnTop } from "../ui/notices.ts";
import { afterPointerUp } from "../ui/press.ts";
import { type Actions as CardActions, drawCard, kickerOf, toldOf } from "./card.ts";
import { changesBetween, tellChanges } from "./changes.ts";
import { keptNext } from "./kept.ts";
import type { List } from "./list.ts";
import { Model } from "./model.ts";
import { CLOSED } from "./moment.ts";
import { drawMore, type MoreActions } from "./more.ts";
import type { Panels } from "./panels.ts";
import type { Planner } from "./planner.ts";
import type { Region } from "./region.ts";
import type { Start } from "./start.ts";
import { drawTabs } from "./tabs.ts";

/** Timers can't wait longer than 32 bits of milliseconds, so a longer wait is split. */
const LONGEST_WAIT = 2_000_000_000;

/** What the checklist draws besides the list; a guide's page has none of it. */
export type Drawn = {
  region: Region;
  panels: Panels;
  safety: { draw(): void };
  line: (model: Model) => void;
  start: Start;
};
export type Page = ReturnType<typeof makePage>;

/** @param milliseconds the clock's, since 1970 */
export function makePage(
  engine: Engine,
  store: Store,
  planner: Planner,
  list: List,
  whole: Drawn | null,
  actions: CardActions & MoreActions,
  now: () => string,
  milliseconds: () => number,
) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let later: ReturnType<typeof setTimeout> | undefined;
  /** Whether a change is still to be shown. */
  let isDue = false;
  /** Whether the open application is one of which nobody is asked what happened. */
  let closed = { application: "", isSo: false };

  const page = {
    model: new Model(store.record, planner.planned, now()),
    /** The application that stays open, whatever is next, until the person leaves; null for the one to open at first. */
    chosen: null as string | null,
    choose,
    ask,
    /** The step that the address names, until the plan is there or the person does something. */
    named: null as string | null,
    /** An edit whose effect on the plan is to be told. */
    awaited: null as { before: Planned | null; otherwise: string } | null,
    /** Change the record, save it at once and show it. Returns false where it cannot hold the change. */
    update(edit: Act) {
      const isKept = changed(edit);
      refresh(true);
      return isKept;
    },
    /** The same, shown once what was pressed is on screen and nothing else is being pressed. */
    updateSoon(edit: Act) {
      const isKept = changed(edit);
      if (!isDue)
        isDue = afterPaint(() =>
          afterPointerUp(() => {
            isDue = false;
            refresh(true);
          }),
        );
      return isKept;
    },
    /** Another tab's work, or the durable copy, has taken the record's place. */
    moved: () => afterPointerUp(drawMoved),
    draw,
    drawRead,
    refresh,
    shown,
    showStep,
  };
  return page;

  function changed(edit: Act) {
    // What the home page tells is out of date, and may be so until this page is opened again.
    keptNext.write(null);
    return store.change(edit);
  }

  function draw() {
    page.model = new Model(store.record, planner.planned, now(), page.chosen);
    const { model } = page;
    const open = model.applications.get(model.open ?? "");
    if (model.isPlanned && open && !isStarted(open)) page.chosen = open.id;
    list.draw(model);
    // It was drawn anew meanwhile, as a note was kept.
    if (page.model !== model) return;
    drawTabs(model, whole?.start.isAdding ?? false, choose);
    if (whole) {
      // The steps of the application that's open are not the new interview's.
      find("#applications").hidden = whole.start.isAdding && model.open !== null;
      // Why there is no plan, where none is on its way.
      drawCard(model, actions, engine.state === "failed" ? "rules" : planner.lack, list, whole.start);
      whole.line(model);
      askWhatHappened();
      whole.region.draw(store.record, model.isPlanned);
      drawMore(model, list.words, actions);
    }
    clearTimeout(later);
    later = setTimeout(drawLater);
  }

  /** Ask below the line, of an interview without a date too; where somebody has just been told no, only under "More". */
  function askWhatHappened() {
    const application = page.model.open ?? "";
    const kind = page.model.moment(application)?.kind;
    // After a tick it stays as it was until Python has answered.
    if (kind || application !== closed.application) closed = { application, isSo: CLOSED.has(kind ?? "") };
    for (const opener of document.querySelectorAll<HTMLElement>("[data-happened]"))
      opener.hidden = !application || closed.isSo !== (opener.dataset.happened === "closed");
  }

  /** Ask when the next interview is; the address may have the answer. */
  function ask(answer: string = "") {
    whole?.start.ask(answer);
    draw();
    const card = find("#next-action");
    if (card.getBoundingClientRect().top < 0) bringIntoView(card, "start");
    find("#next-action [data-card=title]").focus({ preventScroll: true });
  }

  /** Open an application. */
  function choose(application: string) {
    page.chosen = application;
    whole?.start.stop();
    draw();
    // A guide's page has no card: there the focus stays with the tab.
    if (whole) focusOnTop();
  }

  /** Things that can wait until the tick is on screen. */
  function drawLater() {
    const { model } = page;
    whole?.panels.draw(model);
    whole?.safety.draw();
    // The home page tells whoever comes back, until something changes by itself.
    if (whole) keptNext.write(comesNext(model));
    wait();
  }

  /** What's next of all applications, if it's known for sure. */
  function comesNext(model: Model) {
    const { first } = model;
    if (!first || !model.isPlanned || !model.moment(first)) return null;
    const { title, lead, text } = toldOf(model, first, list, actions, planner.lack);
    const application = model.applications.get(first);
    return { whose: application ? kickerOf(application) : "", title, lead: lead || text, until: model.nextMoment() };
  }

  /** At the next moment at which a status, the next action or the name of a day changes, show it. */
  function wait() {
    clearTimeout(timer);
    const next = page.model.nextMoment();
    if (!next) return;
    const delay = Math.max(Date.parse(next) - milliseconds(), 0) + 50;
    timer = setTimeout(() => afterPointerUp(refresh), Math.min(delay, LONGEST_WAIT));
  }

  /** Draw what was read. If it can't be drawn, hand it to `refuse`: another program must have written it. */
  function drawRead(refuse: (reason: string) => void) {
    try {
      draw();
    } catch {
      // A saved plan that an older version wrote, or something else did; a new one is on its way.
      planner.planned = null;
      try {
        draw();
      } catch (error) {
        refuse(`it cannot be shown (${String(error)})`);
        draw();
      }
    }
  }

  function drawMoved() {
    drawRead((reason) => store.refuse(JSON.stringify(store.record), reason));
    setTimeout(() => void planner.plan(true));
  }

  /** @param isChanged whether the record is another than what was planned */
  function refresh(isChanged: boolean = false) {
    // The plan is asked for first of what comes after: a picture that is open can wait for it.
    setTimeout(() => void planner.plan(isChanged));
    draw();
  }

  /** What is to be done once a new plan is on the page. */
  function shown(after: Planned) {
    const { awaited, named } = page;
    const isSameDay = awaited?.before?.plan.now.slice(0, 10) === after.plan.now.slice(0, 10);
    if (awaited?.before && isSameDay)
      tellChanges(changesBetween(awaited.before, after), page.model, list.titleOf, awaited.otherwise);
    page.awaited = null;
    // The step may have moved now that its status is known. Leave anyone alone who has done something since.
    if (named) showStep(named);
    page.named = null;
  }

  /** Show the step that an address names: the likeliest of them, where it's next, else in the open application. */
  function showStep(id: string) {
    const next = page.model.queue().find(({ key }) => stepId(key) === id);
    if (next) page.chosen = next.application;
    whole?.start.stop();
    draw();
    const key = list.likeliest(id);
    if (key) list.show(key);
  }
}
