/**
 * What an application is about just now, in words: Python says which moment it is, and has the words; dates are said
 * here.
 */

import { exactly, inWords, withDistance } from "../ui/speak.ts";
import type { Wording } from "../ui/wording.ts";
import type { Model } from "./model.ts";

/** Moments at which nobody is asked for more: they have just said how it ended. It can be told under "More". */
export const CLOSED = new Set(["refused", "declined", "withdrawn"]);

/**
 * The promised date in words, or an empty text where nothing is promised.
 * @param isBrief whether it's to fit a line: how far away something loose is goes without saying
 */
export function promiseWords(model: Model, application: string, words: Wording, isBrief: boolean = false) {
  const view = model.views.get(application);
  if (!view?.promise) return "";
  const { by, within } = view.promise;
  const [named, loose] = words.promise;
  const days = model.days(view.zone);
  const date = isBrief && within ? exactly(by, "UTC", days.today) : withDistance(by, days);
  return filled(within ? loose : named, { date, within });
}

/** A moment's heading, and what is said below it while there is nothing to do. Null before there is a plan. */
export function momentWords(model: Model, application: string, words: Wording) {
  const moment = model.moment(application);
  const view = model.views.get(application);
  const [heading, text] = (moment && words.moments[moment.kind]) ?? [];
  if (!moment || !view || heading === undefined || text === undefined) return null;
  const coming = view.rounds.find(({ id }) => id === moment.coming);
  const days = model.days(view.zone);
  const promise = promiseWords(model, application, words);
  const dates = {
    start: coming?.start ? inWords(coming.start, coming.zone, model.days(coming.zone)) : "",
    promise,
    until: moment.until ? exactly(moment.until, view.zone, days.today) : "",
  };
  const isIdle = moment.kind === "quiet" && !view.has_done;
  const isOver = moment.kind === "quiet" && !moment.until;
  return {
    kind: moment.kind,
    heading: isIdle ? words.their_turn : filled(heading, dates),
    text: isOver ? words.nothing_more : filled(text, dates),
    promise: promise && `${promise}.`,
  };
}

function filled(text: string, dates: Record<string, string>) {
  return text.replace(/\{(\w+)\}/g, (_, name) => dates[name] ?? "");
}
