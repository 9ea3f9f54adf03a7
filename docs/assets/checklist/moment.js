/** What an application is about just now, in words: Python says which moment it is, and has the words; dates are said here. */

import { exactly, inWords, withDistance } from "./speak.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {{moments: Record<string, [heading: string, text: string]>, promise: [named: string, loose: string], nothing_more: string}} MomentWords */

/**
 * The promised date in words, or an empty text where nothing is promised.
 * @param {Model} model
 * @param {string} application
 * @param {MomentWords} words
 */
export function promiseWords(model, application, words) {
  const view = model.views.get(application);
  if (!view?.promise) return "";
  const { by, within } = view.promise;
  const [named, loose] = words.promise;
  return filled(within ? loose : named, { date: withDistance(by, model.days(view.zone)), within });
}

/**
 * A moment's heading, and what is said below it while there is nothing to do. Null before there is a plan.
 * @param {Model} model
 * @param {string} application
 * @param {MomentWords} words
 */
export function momentWords(model, application, words) {
  const moment = model.moment(application);
  const view = model.views.get(application);
  const [heading, text] = (moment && words.moments[moment.kind]) ?? [];
  if (!moment || !view || heading === undefined || text === undefined) return null;
  const coming = view.rounds.find(({ id }) => id === moment.coming);
  const days = model.days(view.zone);
  const dates = {
    start: coming?.start ? inWords(coming.start, coming.zone, model.days(coming.zone)) : "",
    promise: promiseWords(model, application, words),
    until: moment.until ? exactly(moment.until, view.zone, days.today) : "",
  };
  const isOver = ["quiet", "refused", "offer"].includes(moment.kind) && !moment.until;
  return { kind: moment.kind, heading: filled(heading, dates), text: isOver ? words.nothing_more : filled(text, dates) };
}

/** @param {string} text @param {Record<string, string>} dates */
function filled(text, dates) {
  return text.replace(/\{(\w+)\}/g, (_, name) => dates[name] ?? "");
}
