/**
 * The checklist, and the steps on the guide's pages: puts the parts together, and is the only one to
 * read the clock. HTML comes first, then ticks, then Python: nothing a person does waits for the
 * engine. A guide's page has the list alone, and starts Python only once something is dated.
 * It is longer than the others as it is the one place where all parts meet: what it holds is wiring.
 */

import { applicationActions, whoseIn } from "./actions/applications.ts";
import { Form } from "./dialogs/form.ts";
import { Happened } from "./dialogs/happened.ts";
import { Notes, type Place } from "./dialogs/notes.ts";
import { Safety } from "./dialogs/safety.ts";
import { Words } from "./dialogs/words.ts";
import type { Ask } from "./engine/answers.ts";
import { Calendars } from "./engine/calendars.ts";
import { Engine, type EngineState } from "./engine/engine.ts";
import type { Edit as EditOrErasure } from "./record/between.ts";
import type { Edit } from "./record/edits.ts";
import { fulfilled } from "./record/fulfilled.ts";
import { isStarted, withUnnamed } from "./record/interview.ts";
import type { Planned } from "./record/planned.ts";
import { applicationOf, holds, isNothingSaid, newId, setState, stateOf, withNote } from "./record/record.ts";
import { textFrom } from "./record/tidy.ts";
import type { RecordData, StepState } from "./record/types.ts";
import { restored } from "./record/undo.ts";
import { Keeper, onOtherTab } from "./storage/index.ts";
import { drawCard } from "./today/card.ts";
import { changesBetween, forgetChanges, tellChanges } from "./today/changes.ts";
import { List } from "./today/list.ts";
import { Model } from "./today/model.ts";
import { drawOverview } from "./today/overview.ts";
import { Panels } from "./today/panels.ts";
import { allOnPaper, notesOnPaper, printAll, printOne } from "./today/paper.ts";
import { Planner } from "./today/planner.ts";
import { Region } from "./today/region.ts";
import { roundOf } from "./today/rounds.ts";
import { placeOf } from "./today/step.ts";
import { button, find, settle } from "./ui/dom.ts";
import { download } from "./ui/download.ts";
import { focusOnTop, forgetSaid, notice, said, takeBack } from "./ui/notices.ts";
import { onceLifted } from "./ui/press.ts";
import { deviceZone } from "./ui/speak.ts";

const root = document.documentElement;
root.dataset.engine = "idle";
const CALENDAR = "after-the-interview.ics";
/** Timers count in 32 bits; a later moment is waited for in parts. */
const LONGEST_WAIT = 2_000_000_000;

// Python sets out first, while the page is still being read; the rest waits for the list to be there.
let isDrawable = false;
const engine = new Engine(engineChanged);
const isEager = document.querySelector('meta[name="checklist-start"]')?.getAttribute("content") === "at-once";
if (isEager) engine.start();
if (document.readyState === "loading")
  await new Promise((resolve) => document.addEventListener("readystatechange", resolve, { once: true }));
isDrawable = true;
const page = find("#checklist");
const base = new URL(page.dataset.root ?? "/", location.href).href;

const milliseconds = () => Date.now();
const now = () => `${new Date(milliseconds()).toISOString().slice(0, 19)}Z`;
const newRound = () => `r${newId(milliseconds()).slice(1)}`;

const calendars = new Calendars(base);
const planner = new Planner(engine, calendars, now, { isPlanned: () => model.isPlanned, redraw: draw, shown, update });
const keeper = new Keeper(now, () => planner.forget(), moved);
planner.keeper = keeper;
let model: Model = new Model(keeper.record, planner.planned, now());
let timer: ReturnType<typeof setTimeout> | undefined;
let later: ReturnType<typeof setTimeout> | undefined;
/** The step that the address names, until the plan is there or the person does something. */
let named: string | null = null;
/** An edit whose effect on the plan is to be told. */
let awaited: { before: Planned | null; otherwise: string } | null = null;

const ask: Ask = (asked, names) => planner.ask(asked, names);
const applications = applicationActions(saveEdit);
const list = new List(find("#applications"), {
  ...applications,
  set,
  edit,
  toCalendar,
  happened,
  why,
  note,
  notes,
  rename,
  printOne: (application) => void (isThere(application) && printOne(page, application)),
});
/** A guide's page has the list alone. */
const whole = document.querySelector("#next-action") ? wholePage() : null;

function wholePage() {
  const { bounds, went_well: enough, messages } = list.words;
  return {
    form: new Form(calendars, saveInterview, () => ({ application: newId(milliseconds()), round: newRound() })),
    happened: new Happened(saveOutcome, newRound),
    words: new Words(messages, ask),
    region: new Region(calendars, (change, words) => saveEdit(change, () => words, "No date moved."), saveRegion),
    notes: new Notes(bounds, enough, noted, notesClosed),
    panels: new Panels(page, ask),
    safety: new Safety(keeper, (asked, names) => planner.ask(asked, names), now, {
      save: (change, words) => saveEdit(change, () => words),
      update,
    }),
  };
}

// --- drawing -----------------------------------------------------------------------------

/** Change the record, save it at once and show it. Returns false where it cannot hold the change. */
function update(edit: EditOrErasure) {
  const isKept = keeper.change(edit);
  refresh(true);
  return isKept;
}

function draw() {
  model = new Model(keeper.record, planner.planned, now());
  list.draw(model);
  if (whole) {
    drawCard(
      model,
      { tick, skip, snooze, show: (application, key) => list.show(application, key), edit, add },
      lack(),
      list,
    );
    whole.region.draw(keeper.record, model.isPlanned);
    drawOverview(model, list, { goTo: (application) => list.goTo(application), ...applications });
  }
  clearTimeout(later);
  later = setTimeout(drawLater);
}

/** Why there is no plan, where none is on its way. */
function lack() {
  if (engine.state === "failed") return "rules";
  return planner.lack;
}

/** What nobody waits for after a tick comes once the tick is on screen. */
function drawLater() {
  whole?.panels.draw(model);
  whole?.safety.draw();
  wait();
}

/** At the next moment at which a status, the next action or the name of a day changes, show it. */
function wait() {
  clearTimeout(timer);
  const next = model.nextMoment();
  if (!next) return;
  const delay = Math.max(Date.parse(next) - milliseconds(), 0) + 50;
  timer = setTimeout(() => onceLifted(refresh), Math.min(delay, LONGEST_WAIT));
}

/** Draw what was read. What cannot be shown, as only another program can have put it there, is handed on. */
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

/** Another tab's work, or the durable copy, has taken the record's place. */
function moved() {
  onceLifted(drawMoved);
}

function drawMoved() {
  drawRead((reason) => keeper.refuse(JSON.stringify(keeper.record), reason));
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
  const isSameDay = awaited?.before?.plan.now.slice(0, 10) === after.plan.now.slice(0, 10);
  if (awaited?.before && isSameDay)
    tellChanges(changesBetween(awaited.before, after), model, (key) => list.titleOf(key), awaited.otherwise);
  awaited = null;
  // Where a step is has changed with its status; whoever has done something since is left alone.
  if (named) list.showStep(named);
  named = null;
}

function engineChanged(state: EngineState) {
  root.dataset.engine = state;
  if (state === "ready") performance.mark("checklist:engine");
  if (!isDrawable) return;
  // What a first interview needs, so that it can be added without a network, too. Whoever has said where they are has it.
  if (state === "ready" && whole && keeper.record.settings?.region === undefined) void whole.region.provide();
  if (state === "failed") {
    const again = () => {
      engine.start();
      void planner.plan();
    };
    notice(
      "engine",
      "The dates cannot be worked out just now. Ticking and saving go on as before.",
      button("Try again", "quiet", again),
    );
  } else takeBack("engine");
  if (state !== "idle") onceLifted(draw);
}

// --- what a person does with a step ------------------------------------------------------

/** Whether an application, or an interview of it, is in the list; where another window has removed it, say so. */
function isThere(application: string, round?: string) {
  keeper.readLatest();
  if (holds(keeper.record, application, round)) return true;
  refresh();
  tellRemoved();
  return false;
}

function tellRemoved() {
  said("That interview is no longer in the list: it was removed in another window.");
  if (list.isWhole) focusOnTop();
}

/**
 * The id of an application, or for a step of the list that nobody has begun the one that the first tick begins; null
 * for one that is gone.
 */
function begun(application: string) {
  if (application === list.pattern.section.dataset.application) keeper.readLatest();
  else if (!isThere(application)) return null;
  const { record } = keeper;
  const known = holds(record, application) ? application : record.applications.find(isStarted)?.id;
  const id = known ?? newId(milliseconds());
  return {
    id,
    owned: (latest: RecordData) => (known || holds(latest, id) ? latest : withUnnamed(latest, id, deviceZone)),
  };
}

/** What the person has said of a step, for an Undo. A note is no part of it: it may have been written since. */
function wordOf(state: StepState | undefined) {
  return state && !isNothingSaid(state)
    ? { state: state.state, at: state.at, ...(state.until && { until: state.until }) }
    : null;
}

/** Say something of a step. Returns false where the record cannot hold it. */
function set(application: string, key: string, state: "done" | "skipped" | "snoozed" | null, until?: string) {
  const found = begun(application);
  if (!found) return false;
  const { id, owned } = found;
  const before = wordOf(stateOf(keeper.record, application, key));
  const title = list.titleOf(key);
  const at = now();
  awaited = null;
  if (!update((old) => setState(owned(old), id, key, state && { state, at, ...(until && { until }) }))) return false;
  const done = { done: "Done", skipped: "Doesn’t apply", snoozed: "Put off" };
  const stage = state === "done" ? list.finishedStage(id, key) : null;
  const words = state ? `${done[state]}: ${title}` : `Taken back: ${title}`;
  // The checklist's focus goes back to the next action; a guide's page has none, but the step itself.
  const goBack = () => (list.isWhole ? focusOnTop() : list.focus(id, key));
  said(
    stage ? `${words}. That was the last of “${stage}”: well done.` : words,
    () => update((old) => setState(old, id, key, before)),
    goBack,
  );
  return true;
}

function tick(application: string, key: string) {
  set(application, key, "done");
}

function skip(application: string, key: string) {
  set(application, key, "skipped");
}

function snooze(application: string, key: string, until: string) {
  set(application, key, "snoozed", until);
}

/** Save a note. What was offered to undo before it would take it along, and is offered no more. */
function noted(change: Edit) {
  forgetSaid();
  return update(change);
}

function note(application: string, key: string, text: string) {
  const found = begun(application);
  if (found) noted((old) => withNote(found.owned(old), found.id, key, textFrom(text)));
  else if (text)
    notice(
      "unkept",
      `What you wrote could not be kept with it: “${text}”`,
      button("Close", "quiet", () => takeBack("unkept")),
    );
}

function why(application: string, key: string) {
  if (engine.state !== "ready" || !model.plans.has(application)) return;
  ask({ op: "why", application, key }).then(
    (reply) => onceLifted(() => reply.ok && list.showWhy(application, key, reply.why)),
    () => {
      // The reason in a few words stands there already.
    },
  );
}

/** Hand over a calendar of everything that has a date, or of one step. */
async function toCalendar(one: { application: string; step: string } | null = null) {
  try {
    const reply = await ask({ op: "ics", ...one });
    const calendar = reply.ok ? reply.calendar : null;
    takeBack("calendar");
    if (calendar) {
      download(calendar, CALENDAR, "text/calendar;charset=utf-8");
      said(`Saved as ${CALENDAR}. Open it to put the dates into your calendar.`);
    } else notice("calendar", "There is nothing with a date yet. Add an interview with its date and time first.");
  } catch {
    notice(
      "calendar",
      "The calendar could not be made just now.",
      button("Try again", "quiet", () => void toCalendar(one)),
    );
  }
}

// --- what a person does with an interview or an application ------------------------------

function add() {
  whole?.form.open(keeper.record);
}

function edit(application: string, round: string) {
  if (isThere(application, round)) whole?.form.open(keeper.record, { application, round });
}

function saveInterview(change: Edit, place: { application: string; round: string } | null) {
  saveEdit(change, () => (place ? "Interview changed." : "Interview added."), "", place?.application, place?.round);
  void whole?.safety.persist();
}

function rename(application: string) {
  if (isThere(application)) whole?.form.rename(keeper.record, application);
}

function happened(application: string) {
  if (!isThere(application)) return;
  const days = model.days(model.views.get(application)?.zone ?? "UTC");
  whole?.happened.open(
    application,
    { today: days.today, latest: days.date(1) },
    whoseIn(keeper.record, application),
    model.possible(application),
  );
}

function saveOutcome(change: Edit, type: string, application: string) {
  saveEdit(change, () => `Noted: ${list.words.outcomes[type]}. ${list.words.kind[type]}`, "", application);
}

/** Save the region that comes by itself, and tell what it moves. */
function saveRegion(change: Edit) {
  awaited ??= { before: planner.planned, otherwise: "" };
  update(change);
}

/** @param part of the notes */
function notes(application: string, round: string, part: string = "") {
  // Where it is gone, that has been said.
  if (!isThere(application, round)) return true;
  return whole?.notes.open(keeper.record, { application, round }, part) ?? false;
}

/**
 * Tick what the notes fulfil, once they are closed; unless nothing was written there, as a tick may have been taken
 * back.
 */
function notesClosed({ application, round }: Place, isChanged: boolean) {
  const keys = isChanged ? fulfilled(keeper.record, application, round, list.words.noted) : [];
  const before = new Map(keys.map((key) => [key, wordOf(stateOf(keeper.record, application, key))]));
  const at = now();
  const ticked = (record: RecordData) =>
    keys.reduce((old, key) => setState(old, application, key, { state: "done", at }), record);
  if (keys.length === 0) void planner.plan();
  else if (update(ticked)) {
    const undo = () =>
      update((old) => keys.reduce((each, key) => setState(each, application, key, before.get(key) ?? null), old));
    said(`Ticked: ${keys.map((key) => list.titleOf(key)).join("; ")}`, undo, () => focusOnTop());
  }
}

/** Open the notes that a step is about: those of its interview, of the one before it, or of the latest. */
function notesOf({ application, key }: { application: string; key: string }, part: string, isEarlier: boolean) {
  if (!whole) return false;
  const found = begun(application);
  if (!found) return true;
  const { id, owned } = found;
  if (!holds(keeper.record, id) && !update(owned)) return false;
  const known = applicationOf(keeper.record, id);
  const round = known && roundOf(known, model, key, isEarlier);
  return round ? notes(id, round, part) : false;
}

/**
 * Change what is known of the interviews, say so, offer to undo it, and tell what it changes in the plan.
 * @param otherwise what is said when it changes no date
 * @param application the one that it is about
 * @param round the interview that it is about
 */
function saveEdit(
  change: Edit,
  words: (before: RecordData) => string,
  otherwise: string = "",
  application: string = "",
  round: string = "",
) {
  keeper.readLatest();
  const before = keeper.record;
  forgetChanges();
  awaited = { before: planner.planned, otherwise };
  if (!update(whole?.region.taking(change) ?? change)) return;
  const after = keeper.record;
  if (application && ![before, after].some((record) => holds(record, application, round))) {
    tellRemoved();
    return;
  }
  const undo = () => {
    forgetChanges();
    awaited = null;
    // The country that this edit called for may have been found only since.
    const made = whole?.region.taking(() => after)(after) ?? after;
    update((old) => restored(old, before, made));
  };
  said(words(before), undo, () => focusOnTop());
  focusOnTop(true);
  settle(document.body);
}

// --- start -------------------------------------------------------------------------------

/** Show the step that the address names, `#do-…`. */
function goToStep() {
  if (whole?.safety.arrive()) return;
  // The home screen's shortcut.
  if (location.hash === "#add-interview") add();
  named = /^#do-([a-z0-9-]+)$/.exec(location.hash)?.[1] ?? null;
  if (named) list.showStep(named);
}

root.dataset.saved = "saved";
keeper.read();
drawRead((reason) => keeper.setAside(keeper.text ?? "", reason));
for (const opener of document.querySelectorAll("[data-add-interview]")) opener.addEventListener("click", add);
document.querySelector("[data-print]")?.addEventListener("click", () => printAll(page));
document.querySelector("[data-calendar]")?.addEventListener("click", () => void toCalendar());
page.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("[data-words], [data-notes]") : null;
  const place = link && placeOf(link);
  if (!link || !place) return;
  const part = link.getAttribute("data-notes");
  // Without a record, or without Python, the link leads to the templates as they are.
  const isOpen =
    part === null
      ? engine.state === "ready" && whole?.words.open(keeper.record, place)
      : notesOf(place, part, link.hasAttribute("data-earlier"));
  if (isOpen) event.preventDefault();
});
// A second press of what closed a dialog is not meant for what lies below.
page.addEventListener("close", () => settle(document.body), { capture: true });
addEventListener("beforeprint", () => notesOnPaper(page, model, list.words.bounds.score[1]));
addEventListener("afterprint", () => allOnPaper(page));
page.classList.add("is-live");
performance.mark("checklist:tickable");
void keeper.begin();
onOtherTab(() => void keeper.heard());
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "visible") return;
  void keeper.recover();
  onceLifted(refresh);
});
addEventListener("online", () => onceLifted(refresh));
engineChanged(engine.state);
void planner.plan();
addEventListener("hashchange", goToStep);
for (const event of ["pointerdown", "keydown"]) addEventListener(event, () => void (named = null), { capture: true });
// The browser itself goes to the address once the page is whole, and would take the focus away again.
if (document.readyState === "complete") goToStep();
else addEventListener("load", () => setTimeout(goToStep));
