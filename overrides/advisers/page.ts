/** What the form and the sheets are given. */

import type { Answers, Asked, Reply } from "../checklist/engine/answers.ts";
import type { Calendars } from "../checklist/engine/calendars.ts";

export type Page = {
  /** Ask Python; `regions` are those that it needs to know. */
  ask: <Op extends keyof Answers>(asked: Asked<Op>, regions?: string[]) => Promise<Reply<Answers[Op]>>;
  calendars: Calendars;
  /** The site's root, with a slash at its end. */
  root: string;
  /** The date on the device's calendar. */
  today: () => string;
  /** Start Python again. */
  start: () => void;
};
