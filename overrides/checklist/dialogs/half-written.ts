/** Messages that are half written, kept beside the list until they're sent or thrown away. */

import { remembered } from "../storage/index.ts";

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
  kept.every(
    ([which, { answers }]: [unknown, Partial<HalfWritten>]) => typeof which === "string" && typeof answers === "object",
  ),
);
/** All of them, where the browser can't keep them; they're there until the page is left. */
let unkept: [string, HalfWritten][] | null = null;

const all = () => unkept ?? messages.read() ?? [];

function put(entries: [string, HalfWritten][]) {
  unkept = messages.write(entries.length ? entries : null) ? null : entries;
}

/** Messages half written, each by what it's about and to whom it is. */
export const keptMessages = {
  of: (which: string) => all().find(([each]) => each === which)?.[1] ?? null,
  keep(which: string, message: HalfWritten) {
    const others = all().filter(([each]) => each !== which);
    put([...others, [which, message] as [string, HalfWritten]].slice(-MOST_MESSAGES));
  },
  forget: (which: string) => put(all().filter(([each]) => each !== which)),
  /** What couldn't be kept goes as well when everything is erased. */
  forgetUnkept: () => void (unkept = null),
};
