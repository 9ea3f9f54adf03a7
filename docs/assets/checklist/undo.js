/** Undo of an edit: what it touched goes back, and what was ticked and noted since stays. */

import { applicationOf, changed } from "./record.js";

/** @typedef {import("./types").RecordData} RecordData */
/** @typedef {import("./types").Application} Application */

/**
 * Undo an edit: the settings and the applications that it touched go back to what they were, others stay.
 * @param {RecordData} record as it is now, the edit and whatever came later in it
 * @param {RecordData} before
 * @param {RecordData} after
 */
export function restored(record, before, after) {
  if (JSON.stringify(record) === JSON.stringify(after)) return before;
  const ids = new Set([...before.applications, ...after.applications].map(({ id }) => id));
  const touched = [...ids].filter(
    (id) => JSON.stringify(applicationOf(before, id)) !== JSON.stringify(applicationOf(after, id)),
  );
  return changed(record, (copy) => {
    /** @type {Record<string, unknown>} */
    const settings = { ...copy.settings };
    for (const key of new Set([...Object.keys(before.settings ?? {}), ...Object.keys(after.settings ?? {})])) {
      const old = before.settings?.[key];
      if (JSON.stringify(old) === JSON.stringify(after.settings?.[key])) continue;
      if (old === undefined) delete settings[key];
      else settings[key] = old;
    }
    if (before.settings || Object.keys(settings).length) copy.settings = settings;
    else delete copy.settings;
    for (const id of touched) {
      const index = before.applications.findIndex((each) => each.id === id);
      const place = copy.applications.findIndex((each) => each.id === id);
      const old = before.applications[index];
      if (old) {
        const here = copy.applications[place];
        const back = here ? broughtBack(old, here, applicationOf(after, id)) : old;
        copy.applications.splice(place < 0 ? index : place, place < 0 ? 0 : 1, back);
      } else if (place >= 0) copy.applications.splice(place, 1);
    }
  });
}

/**
 * An application as it was before an edit, with what was ticked and noted since, here or in another tab.
 * @param {Application} old
 * @param {Application} here as it is now
 * @param {Application | undefined} edited as the edit left it
 */
function broughtBack(old, here, edited) {
  const rounds = old.rounds?.map((round) => {
    const now = here.rounds?.find(({ id }) => id === round.id);
    const then = edited?.rounds?.find(({ id }) => id === round.id);
    if (!now || !then) return round;
    const back = { ...round };
    for (const part of ["journal", "people"]) {
      if (JSON.stringify(round[part]) !== JSON.stringify(then[part])) continue;
      if (now[part] === undefined) delete back[part];
      else back[part] = now[part];
    }
    return back;
  });
  const { steps: _steps, ...rest } = old;
  const steps = stepsBack(old.steps ?? {}, here.steps ?? {}, edited?.steps ?? {});
  return { ...rest, ...(rounds && { rounds }), ...((here.steps || old.steps) && { steps }) };
}

/**
 * What the edit said of the steps goes back; what was said since stays.
 * @param {Record<string, import("./types").StepState>} old
 * @param {Record<string, import("./types").StepState>} here
 * @param {Record<string, import("./types").StepState>} edited
 */
function stepsBack(old, here, edited) {
  const isAsEdited = (/** @type {string} */ key) => JSON.stringify(here[key]) === JSON.stringify(edited[key]);
  const keys = [...new Set([...Object.keys(here), ...Object.keys(old)])];
  return Object.fromEntries(
    keys.flatMap((key) => {
      const state = isAsEdited(key) ? old[key] : here[key];
      return state ? [[key, state]] : [];
    }),
  );
}
