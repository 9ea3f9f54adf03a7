/** Dialogs, and what else only comes once it's asked for, or the page has nothing else to do. */

export { forNextVisit, notForNextVisit } from "../engine/quiet.ts";
export { makeForm } from "./form.ts";
export { makeHappened } from "./happened.ts";
export { makeMove } from "./move.ts";
export { makeNotes } from "./notes.ts";
export { makePreset } from "./preset.ts";
export { makeRestore } from "./restore.ts";
export { makeTiming } from "./timing.ts";
export { makeWords } from "./words.ts";
