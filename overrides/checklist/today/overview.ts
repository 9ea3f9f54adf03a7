/** Several applications at a glance, what is due first at the top; and those that are archived. */

import { nameOf } from "../record/record.ts";
import type { Application } from "../record/shape.ts";
import { button, find, make, setText } from "../ui/dom.ts";
import type { Wording } from "../ui/wording.ts";
import type { List } from "./list.ts";
import type { Model } from "./model.ts";
import { whenOf } from "./step.ts";

export type OverviewActions = {
  goTo: (application: string) => void;
  restore: (application: string) => void;
  remove: (application: string) => void;
};

/** Hidden if there's only one application and nothing's archived. */
export function drawOverview(model: Model, list: List, actions: OverviewActions) {
  const place = find("#overview");
  const { applications } = model.record;
  const away = applications.filter(({ archived }) => archived);
  place.hidden = applications.length < 2 && away.length === 0;
  if (place.hidden) return;
  const isAccepted = [...model.plans.values()].some(({ stage }) => stage === "accepted");
  const live = model.planned?.view.overview.live;
  setText(find("[data-live]", place), live === undefined ? "" : liveWords(live, list.words, isAccepted));
  drawRows(find("[data-overview]", place), model, list, actions);
  const content = JSON.stringify(away.map(({ id, employer, role }) => [id, employer, role]));
  // Drawn anew only when it says something else: what has the focus keeps it.
  if (place.dataset.content === content) return;
  place.dataset.content = content;
  drawArchive(place, away, actions);
}

/** Each row, and what it was drawn from. */
const drawnRows: Map<string, { row: HTMLElement; from: unknown[] }> = new Map();

function drawRows(place: HTMLElement, model: Model, list: List, actions: OverviewActions) {
  const told = new Map(model.planned?.view.overview.order);
  const queued: Map<string, string> = new Map();
  for (const { application, key } of model.queue()) if (!queued.has(application)) queued.set(application, key);
  const rows = ordered(model, told).map((id) => {
    const next = queued.get(id) ?? told.get(id) ?? null;
    const from = [
      model.applications.get(id),
      model.plans.get(id),
      model.views.get(id),
      model.record.settings,
      next,
      model.phase(id),
    ];
    const known = drawnRows.get(id);
    if (known?.from.every((part, index) => part === from[index])) return known.row;
    const row = rowOf(id, model, list, next);
    // One that has the focus keeps it while it says the same.
    const made = known && known.row.dataset.words === wordsOf(row) ? known.row : drawnRow(row, actions);
    if (known && known.row !== made) known.row.replaceWith(made);
    drawnRows.set(id, { row: made, from });
    return made;
  });
  if (rows.length === place.childElementCount && rows.every((row, index) => row === place.children[index])) return;
  const focused = place.contains(document.activeElement) ? document.activeElement : null;
  place.replaceChildren(...rows);
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
}

/** Ids that aren't archived, in Python's order; ones it hasn't seen yet come last. */
function ordered(model: Model, told: Map<string, string | null>) {
  const known = new Set(model.record.applications.filter(({ archived }) => !archived).map(({ id }) => id));
  const order = [...told.keys()].filter((id) => known.has(id));
  return [...order, ...[...known].filter((id) => !told.has(id))];
}

/** @param told the step that is next */
function rowOf(id: string, model: Model, list: List, told: string | null) {
  const application = model.applications.get(id);
  const stage = model.plans.get(id)?.stage;
  const key = told && ["open", "overdue"].includes(model.status(id, told)) ? told : null;
  const next = key ? `${list.titleOf(key)}. ${whenOf(model, id, key).text}` : "";
  return {
    id,
    name: (application && nameOf(application)) || "Unnamed interview",
    stage: stage ? (list.words.stages[stage] ?? "") : "",
    next,
  };
}

function drawnRow(row: ReturnType<typeof rowOf>, actions: OverviewActions) {
  const { id, name, stage, next } = row;
  const words = [stage, next || (stage ? "nothing for now" : "")].filter(Boolean).join(" · ");
  const go = button(name, "quiet", () => actions.goTo(id));
  go.classList.add("overview__name");
  const made = make("li", { class: "overview__row" }, go, make("p", { class: "overview__next", text: words }));
  made.dataset.words = wordsOf(row);
  return made;
}

function wordsOf({ name, stage, next }: ReturnType<typeof rowOf>) {
  return [name, stage, next].join("\n");
}

/** @param isAccepted whether there is a job by now */
function liveWords(live: number, words: Wording, isAccepted: boolean) {
  const count = live === 0 ? "None live just now." : `${live} live.`;
  if (isAccepted) return count;
  const advice = `${words.live.charAt(0).toUpperCase()}${words.live.slice(1)} at a time is a good number`;
  if (live === 0) return `${count} ${advice}, when you feel like it.`;
  return live < words.fewest
    ? `${count} ${advice}: another one, when you feel like it, takes weight off this one.`
    : `${count} ${advice}.`;
}

function drawArchive(place: HTMLElement, away: Application[], actions: OverviewActions) {
  find("[data-archive]", place).hidden = away.length === 0;
  setText(find("[data-archived-count]", place), ` (${away.length})`);
  find("[data-archived]", place).replaceChildren(
    ...away.map((application) => {
      const name = nameOf(application) || "Unnamed interview";
      const restore = button("Restore", "quiet", () => actions.restore(application.id));
      restore.setAttribute("aria-label", `Restore ${name}`);
      const remove = button("Remove", "quiet", () => actions.remove(application.id));
      remove.setAttribute("aria-label", `Remove ${name}`);
      return make(
        "li",
        { class: "round" },
        make("span", { text: name }),
        make("span", { class: "round__actions" }, restore, remove),
      );
    }),
  );
}
