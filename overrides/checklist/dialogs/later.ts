/** Dialogs that only come once they're asked for, or the page has nothing else to do. */

export { makeForm } from "./form.ts";
export { makeHappened } from "./happened.ts";
export { makeMove } from "./move.ts";
export { makeNotes } from "./notes.ts";
export { makePreset } from "./preset.ts";
export { makeRestore } from "./restore.ts";
export { makeTiming } from "./timing.ts";
export { makeWords } from "./words.ts";
