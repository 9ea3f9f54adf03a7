/** Messages that are half written, kept beside the list until they're sent or thrown away. */

import { remembered } from "./remembered.ts";

/** A message half written: what was answered, what's being typed to the questions, and the text if it was changed. */
export type HalfWritten = {
  answers: Record<string, string>;
  typed?: Record<string, string>;
  subject?: string;
  body?: string;
};
/** More messages than this aren't kept; the oldest go first. */
const MOST_MESSAGES = 40;
const messages = remembered<[string, HalfWritten][]>("messages", (kept) =>
  kept.every(([which, { answers }]: [unknown, any]) => typeof which === "string" && typeof answers === "object"),
);
/** The same while the page is open, where the browser keeps nothing. */
let unkept: [string, HalfWritten][] = [];

/** Messages half written, each by what it's about and to whom it is. */
export const keptMessages = {
  of: (which: string) => (messages.read() ?? unkept).find(([each]) => each === which)?.[1] ?? null,
  keep(which: string, message: HalfWritten) {
    const others = (messages.read() ?? unkept).filter(([each]) => each !== which);
    unkept = [...others, [which, message] as [string, HalfWritten]].slice(-MOST_MESSAGES);
    messages.write(unkept);
  },
  forget(which: string) {
    unkept = (messages.read() ?? unkept).filter(([each]) => each !== which);
    messages.write(unkept.length ? unkept : null);
  },
};
