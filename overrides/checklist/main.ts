/**
 * Puts the parts of the checklist together, and is the only module that reads the clock. HTML comes first, then ticks,
 * then Python: nothing you do waits for the engine. A guide's page has just the list, and starts Python once something
 * has a date.
 */

import { follow, goToStep } from "./actions/address.ts";
import { archive, remove, restore } from "./actions/applications.ts";
import { toCalendar } from "./actions/calendar.ts";
import { add, addTo, edit, happened, rename } from "./actions/interviews.ts";
import { assemble } from "./actions/parts.ts";
import { interest, note, set, skip, snooze, tick, why } from "./actions/steps.ts";
import { dress, makeWhole } from "./actions/whole.ts";
import type { Ask } from "./engine/answers.ts";
import { makeCalendars } from "./engine/calendars.ts";
import { type EngineState, makeEngine } from "./engine/engine.ts";
import { newId } from "./record/record.ts";
import { storeOf } from "./storage/index.ts";
import { makeList } from "./today/list.ts";
import { makePage } from "./today/page.ts";
import { notesOnPaper, othersOnPaper, printOne, takeOffPaper } from "./today/paper.ts";
import { Planner } from "./today/planner.ts";
import { afterPaint, button, find, settle } from "./ui/dom.ts";
import { notice, takeBack, undoLast } from "./ui/notices.ts";
import { afterPointerUp } from "./ui/press.ts";
import { storageNotices } from "./ui/storage-notices.ts";

const root = document.documentElement;
root.dataset.engine = "idle";

// Whoever has a list waits for its dates, so Python starts while the page is still being parsed. A newcomer waits for
// the page, which therefore comes first. The rest waits for the list.
let isDrawable = false;
const engine = makeEngine(engineChanged);
const isEager = document.querySelector('meta[name="checklist-start"][content="at-once"]') !== null;
if (isEager && root.dataset.list) engine.start();
else if (isEager)
  afterPaint(() => {
    if (engine.state === "idle") engine.start();
    // A list that only the database had may have come meanwhile.
    if (isDrawable) void planner.plan();
  });
if (document.readyState === "loading")
  await new Promise((resolve) => document.addEventListener("readystatechange", resolve, { once: true }));
isDrawable = true;
const element = find("#checklist");

const milliseconds = () => Date.now();
const now = () => `${new Date(milliseconds()).toISOString().slice(0, 19)}Z`;
/** The date on the device's calendar, days from today: what someone means by "yesterday". No rule counts like this. */
const today = (offset: number) => {
  const day = new Date(milliseconds());
  day.setDate(day.getDate() + offset);
  return new Date(day.getTime() - day.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
};
const nextId = () => newId(milliseconds());

const calendars = makeCalendars(new URL(element.dataset.root ?? "/", location.href).href);
const planner = new Planner(engine, calendars, now);
const notices = storageNotices(
  () => JSON.stringify(store.record),
  () => planner.forget(),
  (saved) => whole?.reported(saved),
);
const store = storeOf({ ...notices, now, moved: () => page.moved() });
planner.store = store;
const list = makeList(find("#applications"), { set, toCalendar, why, note });
// A guide's page has just the list.
const isWhole = document.querySelector("#next-action") !== null;
const ask: Ask = (asked, names) => planner.ask(asked, names);
const whole = isWhole ? makeWhole(element, store, calendars, ask, list, today) : null;
const show = (_application: string, key: string) => list.show(key);
const card = { tick, skip, snooze, interest, edit, addTo, show, toCalendar };
const offered = { ...card, archive, restore, remove, rename, printOne };
const page = makePage(engine, store, planner, list, whole, offered, now, milliseconds);
planner.page = page;
assemble({ engine, store, planner, page, list, whole, now, nextId });

function engineChanged(state: EngineState) {
  root.dataset.engine = state;
  if (state === "ready") performance.mark("checklist:engine");
  // What's asked for later is fetched while the line is quiet.
  if (state === "ready") import("./dialogs/later.ts").then(({ forNextVisit }) => forNextVisit()).catch(() => {});
  if (!isDrawable) return;
  if (state === "ready") whole?.bringRules(false);
  // Fetch what a first interview will need, so that it can be added offline as well.
  if (state === "ready" && whole && store.record.settings?.region === undefined) void whole.region.provide();
  if (state === "failed") {
    const again = () => {
      engine.start();
      void planner.plan();
    };
    notice(
      "engine",
      "The dates cannot be worked out just now. You can go on ticking.",
      button("Try again", "quiet", again),
    );
  } else takeBack("engine");
  if (state !== "idle") afterPointerUp(page.draw);
}

root.dataset.saved = "saved";
store.open();
page.drawRead((reason) => store.refuse(JSON.stringify(store.record), reason));
for (const opener of document.querySelectorAll("[data-add-interview]")) opener.addEventListener("click", () => add());
for (const opener of document.querySelectorAll("[data-happened]"))
  opener.addEventListener("click", () => page.model.open && happened(page.model.open));
document.querySelector("[data-undo]")?.addEventListener("click", undoLast);
document.querySelector("[data-print]")?.addEventListener("click", () => print());
document.querySelector("[data-calendar]")?.addEventListener("click", () => void toCalendar());
element.addEventListener("click", follow);
element.addEventListener("click", ({ target }) => {
  const button = target instanceof Element ? target.closest("[data-cancel], [data-close]") : null;
  button?.closest("dialog")?.close();
});
// A double tap that closes a dialog isn't meant for what's below it.
element.addEventListener("close", () => settle(document.body), { capture: true });
addEventListener("beforeprint", () => {
  if (whole) othersOnPaper(find("#applications"), page.model, list);
  notesOnPaper(element, page.model, list.words.bounds.score[1]);
});
addEventListener("afterprint", () => takeOffPaper(element));
element.classList.add("is-live");
performance.mark("checklist:tickable");
if (whole) void dress();
store.begin();
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "visible") return;
  store.look();
  afterPointerUp(page.refresh);
});
addEventListener("online", () => afterPointerUp(page.refresh));
engineChanged(engine.state);
void planner.plan();
addEventListener("hashchange", goToStep);
for (const event of ["pointerdown", "keydown"])
  addEventListener(event, () => void (page.named = null), { capture: true });
// The browser goes to the address itself once the page is loaded, and would move the focus again.
if (document.readyState === "complete") goToStep();
else addEventListener("load", () => setTimeout(goToStep));
