/**
 * The checklist page: puts its parts together, and is the only one to read the clock.
 * HTML comes first, then ticks, then Python: nothing a person does waits for the engine.
 */

import { Calendars } from "./calendars.js";
import { drawCard } from "./card.js";
import { button, find } from "./dom.js";
import { Engine } from "./engine.js";
import { Form, withUnnamed } from "./form.js";
import { List } from "./list.js";
import { Model } from "./model.js";
import { notice, said, takeBack } from "./notices.js";
import { applicationOf, changed, emptyRecord, factsOf, nameOf, namesIn, newId, readText, setState, stateOf } from "./record.js";
import * as store from "./store.js";

/** @typedef {import("./types").RecordData} RecordData */
/** @typedef {import("./types").Planned} Planned */

const root = document.documentElement;
root.dataset.engine = "idle";
/** Timers count in 32 bits; a later moment is waited for in parts. */
const LONGEST_WAIT = 2_000_000_000;

// Python sets out first, while the page is still being read; the rest waits for the list to be there.
let isDrawable = false;
const engine = new Engine(engineChanged);
engine.start();
if (document.readyState === "loading")
  await new Promise((resolve) => document.addEventListener("readystatechange", resolve, { once: true }));
isDrawable = true;
const page = find("#checklist");
const base = new URL(page.dataset.root ?? "/", location.href).href;

const milliseconds = () => Date.now();
const now = () => `${new Date(milliseconds()).toISOString().slice(0, 19)}Z`;

/** @type {RecordData} */
let record = emptyRecord();
/** @type {string | null} the stored text that the record was read from */
let text = null;
let isReadOnly = false;
/** @type {Planned | null} */
let planned = store.readPlan();
/** @type {Model} */
let model = new Model(record, planned, now());
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

const calendars = new Calendars(base);
const list = new List(find("#applications"), { set, edit, remove, removeRound });
const form = new Form(calendars, saveInterview, () => ({ application: newId(milliseconds()), round: `r${newId(milliseconds()).slice(1)}` }));
const cardActions = {
  tick: (/** @type {string} */ application, /** @type {string} */ key) => set(application, key, "done"),
  skip: (/** @type {string} */ application, /** @type {string} */ key) => set(application, key, "skipped"),
  snooze: (/** @type {string} */ application, /** @type {string} */ key, /** @type {string} */ until) =>
    set(application, key, "snoozed", until),
  show: (/** @type {string} */ application, /** @type {string} */ key) => list.show(application, key),
  add,
};

// --- reading and saving ------------------------------------------------------------------

function read() {
  const found = store.readRecord();
  if (found === null || found === text) return;
  const result = readText(found);
  if ("record" in result) {
    ({ record } = result);
    text = found;
  } else if ("newer" in result) {
    isReadOnly = true;
    notice("newer", "A newer version of this page saved your list. Reload to get it; nothing is changed here.", reload());
  } else putAside(found, result.reason);
}

/**
 * Keep what cannot be read where it cannot be overwritten, and say where.
 * @param {string} unread
 * @param {string} reason
 */
function putAside(unread, reason) {
  const key = store.setAside(unread, now());
  if (key === null) {
    // With nowhere to keep it, it stays where it is, and this page does not write over it.
    isReadOnly = true;
    notice("unread", `What is saved here cannot be read: ${reason}. It is left as it is, and nothing is saved over it.`);
    return;
  }
  record = emptyRecord();
  text = null;
  planned = null;
  store.writePlan(null);
  const words = `What was saved here cannot be read: ${reason}. It is kept in this browser’s storage as “${key}”.`;
  notice("unread", words, button("Download it", "quiet", () => download(unread, "after-the-interview-set-aside.json")));
}

/**
 * @param {string} content
 * @param {string} name
 */
function download(content, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type: "application/json" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function reload() {
  return button("Reload", "quiet", () => location.reload());
}

/**
 * Change the record, save it at once and show it. Another tab's latest is taken first.
 * @param {(record: RecordData) => RecordData} edit
 */
function update(edit) {
  if (!isReadOnly) read();
  record = edit(record);
  root.dataset.saved = "saving";
  const next = JSON.stringify(record);
  const isSaved = !isReadOnly && store.writeRecord(next);
  if (isSaved) text = next;
  root.dataset.saved = isSaved ? "saved" : "error";
  if (isSaved || isReadOnly) takeBack("storage");
  else {
    const words = "This browser is not saving: its storage is full or switched off. You can go on, but what you tick is gone when you close this page.";
    notice("storage", words, button("Download a copy", "quiet", () => download(next, "after-the-interview.json")));
  }
  draw();
  void plan();
}

// --- drawing and planning ----------------------------------------------------------------

function draw() {
  model = new Model(record, planned, now());
  list.draw(model);
  drawCard(model, cardActions, engine.state, (key) => list.titleOf(key));
  wait();
}

/** At the next moment at which a status, the next action or the name of a day changes, show it. */
function wait() {
  clearTimeout(timer);
  const next = model.nextMoment();
  if (!next) return;
  const delay = Math.max(Date.parse(next) - milliseconds(), 0) + 50;
  timer = setTimeout(refresh, Math.min(delay, LONGEST_WAIT));
}

function refresh() {
  draw();
  void plan();
}

async function plan() {
  if (record.applications.length === 0) {
    planned = null;
    store.writePlan(null);
    return;
  }
  const asked = JSON.stringify(record);
  try {
    const told = await calendars.of(namesIn(record));
    takeBack("network");
    const reply = await engine.ask({ op: "plan", record: asked, now: now(), ...told });
    if (asked !== JSON.stringify(record)) return;
    const facts = Object.fromEntries(record.applications.map((application) => [application.id, factsOf(record, application)]));
    if (reply.ok) show(/** @type {Planned} */ (/** @type {unknown} */ ({ facts, plan: reply.plan, view: reply.view })));
    else refused(reply.faults, asked);
  } catch (error) {
    // A newer request took this one's place, or the engine failed, which it says itself.
    if (error instanceof Error && !["superseded", "failed"].includes(error.message))
      notice("network", "The dates need the network for a moment, and it is away. Your ticks are saved.", retry(refresh));
  }
}

/** @param {Planned} answer */
function show(answer) {
  takeBack("unplanned");
  planned = answer;
  draw();
  store.writePlan(planned);
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
  const stored = store.readRecord();
  if (stored !== null && stored !== text && stored !== asked) {
    // Another tab has saved something else meanwhile: that is what counts.
    read();
    refresh();
    return;
  }
  putAside(asked, reason);
  if (isReadOnly) return;
  text = JSON.stringify(record);
  store.writeRecord(text);
  draw();
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
  const isNew = !applicationOf(record, application);
  const id = isNew ? newId(milliseconds()) : application;
  const before = stateOf(record, application, key) ?? null;
  const title = list.titleOf(key);
  const at = now();
  update((old) => {
    const owner = isNew ? withUnnamed(old, id) : old;
    return setState(owner, id, key, state && { state, at, ...(until && { until }) });
  });
  const done = { done: "Done", skipped: "Doesn’t apply", snoozed: "Put off" };
  const words = state ? `${done[state]}: ${title}` : `Taken back: ${title}`;
  said(words, () => update((old) => setState(old, id, key, before)));
}

function add() {
  form.open(record);
}

/**
 * @param {string} application
 * @param {string} round
 */
function edit(application, round) {
  form.open(record, { application, round });
}

/**
 * @param {(record: RecordData) => RecordData} change
 * @param {{application: string, round: string} | null} place
 */
function saveInterview(change, place) {
  if (!isReadOnly) read();
  const before = record;
  update(change);
  const after = record;
  said(place ? "Saved." : "Interview added.", () => restore(before, after));
  find("#next-action [data-card=title]").focus();
}

/** @param {string} application */
function remove(application) {
  if (!isReadOnly) read();
  const before = record;
  const known = applicationOf(record, application);
  update((old) => changed(old, (copy) => void (copy.applications = copy.applications.filter(({ id }) => id !== application))));
  const after = record;
  said(`Removed: ${(known && nameOf(known)) || "the interview"}`, () => restore(before, after));
  find("#next-action [data-card=title]").focus();
}

/**
 * @param {string} application
 * @param {string} round
 */
function removeRound(application, round) {
  if (!isReadOnly) read();
  const before = record;
  update((old) =>
    changed(old, (copy) => {
      const owner = applicationOf(copy, application);
      if (owner) owner.rounds = (owner.rounds ?? []).filter(({ id }) => id !== round);
    }),
  );
  const after = record;
  said("Removed: one interview", () => restore(before, after));
  find("#next-action [data-card=title]").focus();
}

/**
 * Undo an edit of interviews: the applications that it touched go back to what they were, others stay.
 * @param {RecordData} before
 * @param {RecordData} after
 */
function restore(before, after) {
  const ids = new Set([...before.applications, ...after.applications].map(({ id }) => id));
  const touched = [...ids].filter(
    (id) => JSON.stringify(applicationOf(before, id)) !== JSON.stringify(applicationOf(after, id)),
  );
  update((old) =>
    changed(old, (copy) => {
      for (const id of touched) {
        const index = before.applications.findIndex((each) => each.id === id);
        const place = copy.applications.findIndex((each) => each.id === id);
        if (index < 0) copy.applications.splice(place, 1);
        else {
          // Ticks made since, here or in another tab, stay.
          const steps = { ...before.applications[index]?.steps, ...applicationOf(copy, id)?.steps };
          const old = /** @type {any} */ ({ ...before.applications[index], ...(before.applications[index]?.steps && { steps }) });
          copy.applications.splice(place < 0 ? index : place, place < 0 ? 0 : 1, old);
        }
      }
    }),
  );
}

// --- start -------------------------------------------------------------------------------

root.dataset.saved = "saved";
read();
try {
  draw();
} catch {
  // A saved plan that an older version wrote, or something else did; a new one is on its way.
  planned = null;
  try {
    draw();
  } catch (error) {
    putAside(text ?? "", `it cannot be shown (${String(error)})`);
    draw();
  }
}
for (const opener of document.querySelectorAll("[data-add-interview]")) opener.addEventListener("click", add);
find("[data-print]").addEventListener("click", () => print());
addEventListener("beforeprint", () => page.classList.add("is-printing"));
addEventListener("afterprint", () => page.classList.remove("is-printing"));
page.classList.add("is-live");
performance.mark("checklist:tickable");
store.onOtherTab(() => {
  read();
  refresh();
});
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && refresh());
addEventListener("online", refresh);
engineChanged(engine.state);
void plan();
