/**
 * Puts the advisers' pages together: the form that makes a link, or a sheet to print. It's the only module here that
 * reads the clock. The form can be filled in before Python is up; what comes of it is made once it is.
 */

import type { Answers, Asked } from "../checklist/engine/answers.ts";
import { makeCalendars } from "../checklist/engine/calendars.ts";
import { type EngineState, makeEngine } from "../checklist/engine/engine.ts";
import { find } from "../checklist/ui/dom.ts";
import { makeAdvisers } from "./advisers.ts";
import { makeSheet } from "./sheet.ts";

const element = find("#advisers, #sheet");
const root = new URL(element.dataset.root ?? "/", location.href).href;
const calendars = makeCalendars(root);
const engine = makeEngine(changed);

/** The date on the device's calendar. */
const today = () => {
  const day = new Date();
  return new Date(day.getTime() - day.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
};

/**
 * Ask Python.
 * @param regions that it needs to know
 */
async function ask<Op extends keyof Answers>(asked: Asked<Op>, regions: string[] = []) {
  const told = await calendars.of({ zones: [], regions: regions.filter(Boolean) });
  return engine.ask<Op>({ ...asked, ...told });
}

const page = { ask, calendars, root, today, start: () => engine.start() };
const made = element.id === "sheet" ? makeSheet(element, page) : makeAdvisers(element, page);

function changed(state: EngineState) {
  document.documentElement.dataset.engine = state;
  if (state === "failed") made.failed();
}

engine.start();
