/**
 * The checklist, and the steps on the guide's pages: puts the parts together, and is the only one to
 * read the clock. HTML comes first, then ticks, then Python: nothing a person does waits for the
 * engine. A guide's page has the list alone, and starts Python only once something is dated.
 */

import { Calendars } from "./calendars.js";
import { drawCard } from "./card.js";
import { button, find } from "./dom.js";
import { download } from "./download.js";
import { Engine } from "./engine.js";
import { Form, withUnnamed } from "./form.js";
import { Happened } from "./happened.js";
import { Keeper } from "./keeper.js";
import { List, placeOf } from "./list.js";
import { Model } from "./model.js";
import { focusOnTop, notice, said, takeBack } from "./notices.js";
import { applicationOf, changed, factsOf, hasDates, nameOf, namesIn, newId, restored, setState, stateOf } from "./record.js";
import * as store from "./store.js";
import { Words } from "./words.js";

/** @typedef {import("./types").RecordData} RecordData */
/** @typedef {import("./types").Planned} Planned */

const root = document.documentElement;
root.dataset.engine = "idle";
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

/** @type {Planned | null} */
let planned = store.readPlan();
const keeper = new Keeper(now, forgetPlan);
/** @type {Model} */
let model = new Model(keeper.record, planned, now());
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
/** @type {string | null} the step that the address names, until the plan is there or the person does something */
let named = null;

const calendars = new Calendars(base);
const list = new List(find("#applications"), { set, edit, remove, removeRound, toCalendar, happened, forget });
const form = document.querySelector("#interview") && new Form(calendars, saveInterview, () => ({ application: newId(milliseconds()), round: `r${newId(milliseconds()).slice(1)}` }));
const asksWhat = document.querySelector("#happened") && new Happened(saveOutcome, () => `r${newId(milliseconds()).slice(1)}`);
const words = document.querySelector("#words") && new Words(list.words.messages, async (asked) => engine.ask({ ...asked, ...(await calendars.of(namesIn(keeper.record))) }));
const cardActions = {
  tick: (/** @type {string} */ application, /** @type {string} */ key) => set(application, key, "done"),
  skip: (/** @type {string} */ application, /** @type {string} */ key) => set(application, key, "skipped"),
  snooze: (/** @type {string} */ application, /** @type {string} */ key, /** @type {string} */ until) =>
    set(application, key, "snoozed", until),
  show: (/** @type {string} */ application, /** @type {string} */ key) => list.show(application, key),
  add,
};

// --- drawing and planning ----------------------------------------------------------------

/**
 * Change the record, save it at once and show it. Returns false where it cannot hold the change.
 * @param {(record: RecordData) => RecordData} edit
 */
function update(edit) {
  const isKept = keeper.change(edit);
  refresh(true);
  return isKept;
}

function draw() {
  model = new Model(keeper.record, planned, now());
  list.draw(model);
  if (document.querySelector("#next-action")) drawCard(model, cardActions, engine.state, list);
  wait();
}

/** At the next moment at which a status, the next action or the name of a day changes, show it. */
function wait() {
  clearTimeout(timer);
  const next = model.nextMoment();
  if (!next) return;
  const delay = Math.max(Date.parse(next) - milliseconds(), 0) + 50;
  timer = setTimeout(() => refresh(), Math.min(delay, LONGEST_WAIT));
}

/** @param {boolean} [isChanged] whether the record is another than what was planned */
function refresh(isChanged = false) {
  draw();
  void plan(isChanged);
}

function forgetPlan() {
  planned = null;
  store.writePlan(null);
}

/** @param {boolean} [isChanged] */
async function plan(isChanged = false) {
  if (keeper.record.applications.length === 0) {
    forgetPlan();
    return;
  }
  if (engine.state === "idle") {
    // On a guide's page the last plan will do, unless something is new since or it is of another day.
    const isCurrent = model.isPlanned && planned?.plan.now.slice(0, 10) === now().slice(0, 10);
    if (!hasDates(keeper.record) || (isCurrent && !isChanged)) return;
    engine.start();
  }
  const asked = JSON.stringify(keeper.record);
  try {
    const told = await calendars.of(namesIn(keeper.record));
    takeBack("network");
    const reply = await engine.ask({ op: "plan", record: asked, now: now(), ...told });
    const { record } = keeper;
    if (asked !== JSON.stringify(record)) return;
    const facts = Object.fromEntries(record.applications.map((application) => [application.id, factsOf(record, application)]));
    if (reply.ok) keeper.accept();
    if (reply.ok) show(/** @type {Planned} */ (/** @type {unknown} */ ({ facts, plan: reply.plan, view: reply.view })));
    else refused(reply.faults, asked);
  } catch (error) {
    // A newer request took this one's place, or the engine failed, which it says itself.
    if (error instanceof Error && !["superseded", "failed"].includes(error.message))
      notice("network", "The dates need the network for a moment, and it is away. Your ticks are saved.", retry(() => refresh(true)));
  }
}

/** @param {Planned} answer */
function show(answer) {
  takeBack("unplanned");
  planned = answer;
  draw();
  store.writePlan(planned);
  // Where a step is has changed with its status; whoever has done something since is left alone.
  if (named) list.showStep(named);
  named = null;
  if (performance.getEntriesByName("checklist:planned").length === 0) performance.mark("checklist:planned");
}

/**
 * Python refuses what this page could read: say what, keep it safe, and go on.
 * @param {import("./types").Fault[]} faults
 * @param {string} asked
 */
function refused(faults, asked) {
  if (faults.every(({ path }) => path === "settings.time_zone")) {
    // The browser's zone is newer than our list of zones; interviews have zones of their own.
    update((old) => changed(old, (copy) => void (copy.settings = { ...copy.settings, time_zone: null })));
    return;
  }
  if (faults.every(({ path }) => path === "request" || /(^|\.)(time_zone|region)$/.test(path))) {
    // Nothing wrong with the record itself: a file of ours could not be read, or a name is not known here.
    const what = faults.map(({ path, reason: why }) => `${path} ${why}`).join("; ");
    notice("unplanned", `The dates cannot be worked out: ${what}. Your list is kept as it is.`, retry(() => { calendars.forget(); refresh(); }));
    return;
  }
  const reason = faults.slice(0, 3).map(({ path, reason: why }) => `${path} ${why}`).join("; ");
  if (keeper.isOvertaken(asked)) {
    // Another tab has saved something else meanwhile: that is what counts.
    keeper.read();
    refresh();
    return;
  }
  keeper.refuse(asked, reason);
  if (!keeper.isReadOnly) refresh();
}

/** @param {() => void} again */
function retry(again) {
  return button("Try again", "quiet", again);
}

/** @param {import("./types").EngineState} state */
function engineChanged(state) {
  root.dataset.engine = state;
  if (state === "ready") performance.mark("checklist:engine");
  if (!isDrawable) return;
  if (state === "failed") {
    const words = "The dates cannot be worked out just now. Ticking and saving go on as before.";
    const again = () => {
      engine.start();
      void plan();
    };
    notice("engine", words, retry(again));
  } else takeBack("engine");
  if (state !== "idle") draw();
}

// --- what a person does ------------------------------------------------------------------

/**
 * @param {string} application
 * @param {string} key
 * @param {"done" | "skipped" | "snoozed" | null} state
 * @param {string} [until]
 */
function set(application, key, state, until) {
  const isNew = !applicationOf(keeper.record, application);
  const id = isNew ? newId(milliseconds()) : application;
  const before = stateOf(keeper.record, application, key) ?? null;
  const title = list.titleOf(key);
  const at = now();
  const isKept = update((old) => {
    const owner = isNew ? withUnnamed(old, id) : old;
    return setState(owner, id, key, state && { state, at, ...(until && { until }) });
  });
  if (!isKept) return;
  const done = { done: "Done", skipped: "Doesn’t apply", snoozed: "Put off" };
  const words = state ? `${done[state]}: ${title}` : `Taken back: ${title}`;
  // The checklist's focus goes back to the next action; a guide's page has none, but the step itself.
  const goBack = () => (list.isWhole ? focusOnTop() : list.focus(id, key));
  said(words, () => update((old) => setState(old, id, key, before)), goBack);
}

/**
 * Hand over a calendar of everything that has a date, or of one step.
 * @param {{application: string, step: string} | null} [one]
 */
async function toCalendar(one = null) {
  const asked = { op: "ics", record: JSON.stringify(keeper.record), now: now(), ...one };
  try {
    const told = await calendars.of(namesIn(keeper.record));
    const reply = await engine.ask({ ...asked, ...told });
    const { calendar } = /** @type {{calendar?: string | null}} */ (reply);
    takeBack("calendar");
    if (calendar) download(calendar, "after-the-interview.ics", "text/calendar;charset=utf-8");
    else notice("calendar", "There is nothing with a date yet. Add an interview with its date and time first.");
  } catch {
    notice("calendar", "The calendar could not be made just now.", button("Try again", "quiet", () => void toCalendar(one)));
  }
  // Only the latest of what waits is answered: what this may have taken the place of is asked again.
  void plan(true);
}

function add() {
  form?.open(keeper.record);
}

/**
 * @param {string} application
 * @param {string} round
 */
function edit(application, round) {
  form?.open(keeper.record, { application, round });
}

/**
 * @param {(record: RecordData) => RecordData} change
 * @param {{application: string, round: string} | null} place
 */
function saveInterview(change, place) {
  saveEdit(change, () => (place ? "Saved." : "Interview added."));
}

/** Show the step that the address names, `#do-…`. */
function goToStep() {
  named = /^#do-([a-z0-9-]+)$/.exec(location.hash)?.[1] ?? null;
  if (named) list.showStep(named);
}

/** @param {string} application */
function remove(application) {
  saveEdit(
    (old) => changed(old, (copy) => void (copy.applications = copy.applications.filter(({ id }) => id !== application))),
    (before) => {
      const known = applicationOf(before, application);
      return `Removed: ${(known && nameOf(known)) || "the interview"}`;
    },
  );
}

/** @param {string} application */
function happened(application) {
  asksWhat?.open(application, model.days(model.views.get(application)?.zone ?? "UTC").today);
}

/**
 * @param {(record: RecordData) => RecordData} change
 * @param {string} type
 */
function saveOutcome(change, type) {
  saveEdit(change, () => `Noted: ${list.words.outcomes[type]}.`);
}

/**
 * @param {string} application
 * @param {number} index of the outcome
 */
function forget(application, index) {
  saveEdit(
    (old) =>
      changed(old, (copy) => {
        const owner = applicationOf(copy, application);
        if (owner) owner.outcomes = (owner.outcomes ?? []).filter((_, each) => each !== index);
      }),
    () => "Removed.",
  );
}

/**
 * @param {string} application
 * @param {string} round
 */
function removeRound(application, round) {
  saveEdit(
    (old) =>
      changed(old, (copy) => {
        const owner = applicationOf(copy, application);
        if (owner) owner.rounds = (owner.rounds ?? []).filter(({ id }) => id !== round);
      }),
    () => "Removed: one interview",
  );
}

/**
 * Change what is known of the interviews, say so, and offer to undo it.
 * @param {(record: RecordData) => RecordData} change
 * @param {(before: RecordData) => string} words
 */
function saveEdit(change, words) {
  keeper.readLatest();
  const before = keeper.record;
  if (!update(change)) return;
  const after = keeper.record;
  said(words(before), () => update((old) => restored(old, before, after)), () => focusOnTop());
  focusOnTop(true);
}

// --- start -------------------------------------------------------------------------------

root.dataset.saved = "saved";
keeper.read();
try {
  draw();
} catch {
  // A saved plan that an older version wrote, or something else did; a new one is on its way.
  planned = null;
  try {
    draw();
  } catch (error) {
    keeper.setAside(keeper.text ?? "", `it cannot be shown (${String(error)})`);
    draw();
  }
}
for (const opener of document.querySelectorAll("[data-add-interview]")) opener.addEventListener("click", add);
document.querySelector("[data-print]")?.addEventListener("click", () => print());
document.querySelector("[data-calendar]")?.addEventListener("click", () => void toCalendar());
page.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("[data-words]") : null;
  const place = link && placeOf(link);
  // Without a record, or without Python, the link leads to the templates as they are.
  if (place && engine.state === "ready" && words?.open(keeper.record, place)) event.preventDefault();
});
addEventListener("beforeprint", () => page.classList.add("is-printing"));
addEventListener("afterprint", () => page.classList.remove("is-printing"));
page.classList.add("is-live");
performance.mark("checklist:tickable");
store.onOtherTab(() => {
  keeper.read();
  refresh(true);
});
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && refresh());
addEventListener("online", () => refresh());
engineChanged(engine.state);
void plan();
addEventListener("hashchange", goToStep);
for (const event of ["pointerdown", "keydown"]) addEventListener(event, () => void (named = null), { capture: true });
// The browser itself goes to the address once the page is whole, and would take the focus away again.
if (document.readyState === "complete") goToStep();
else addEventListener("load", () => setTimeout(goToStep));
