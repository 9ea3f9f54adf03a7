/** The card: what the most urgent application is about right now, the one thing to do, by when, and why. */

import { hasDates, nameOf } from "../record/record.ts";
import type { Application } from "../record/shape.ts";
import { button, find, make, setData, setText, settle } from "../ui/dom.ts";
import { typeset } from "../ui/speak.ts";
import type { List } from "./list.ts";
import type { Model } from "./model.ts";
import { momentWords } from "./moment.ts";
import { whenOf } from "./step.ts";

export type Quiet = { title: string; text: string };
export type Actions = {
  tick: (application: string, key: string) => void;
  skip: (application: string, key: string) => void;
  snooze: (application: string, key: string, until: string) => void;
  show: (application: string, key: string) => void;
  edit: (application: string, round: string) => void;
  add: () => void;
};

/** Moments that need no line of their own, because the next step says it. */
const LED_BY_THE_STEP = new Set(["quiet", "undated"]);

/** @param lack why there's no plan */
export function drawCard(model: Model, actions: Actions, lack: "rules" | "network" | null, list: List) {
  const card = find("#next-action");
  const [next, then] = model.queue();
  const isDated = hasDates(model.record);
  const about = model.foremost;
  const moment = about ? momentWords(model, about, list.words) : null;
  setData(card, "application", about);
  setData(card, "step", next?.key ?? null);
  setData(card, "moment", moment?.kind || null);
  setData(card, "awaits", isDated && model.planned === null && !lack ? "plan" : null);
  const hasFocus = card.contains(document.activeElement) && document.activeElement !== card;
  const title = find("[data-card=title]", card);
  const row = find("[data-card=actions]", card);
  drawThen(find("[data-card=then]", card), model, list, next, then);
  const told = moment && isDated ? { title: moment.heading, text: moment.text } : null;
  const quiet = next ? null : unplanned(isDated, lack, model, told);
  const when = next && [whenOf(model, next.application, next.key), model.step(next.application, next.key)?.reason];
  const several = model.record.applications.filter(({ archived }) => !archived).length > 1;
  const whose = about ? model.applications.get(about) : null;
  const name = whose ? nameOf(whose) || (several ? "Unnamed interview" : "") : "";
  const tomorrow = next ? model.days(model.zone(next.application, next.key)).date(1) : null;
  const content = JSON.stringify([next, then, when, name, tomorrow, quiet, moment, isDated]);
  // Only redrawn when it says something new, so that a button in it keeps the focus.
  if (card.dataset.content === content) return;
  if (card.dataset.content !== undefined) settle(row);
  card.dataset.content = content;
  setText(find("[data-card=kicker]", card), isDated ? name || "Next" : "Start here");
  const line = find("[data-card=moment]", card);
  line.hidden = !next || !moment || LED_BY_THE_STEP.has(moment.kind);
  setText(line, moment?.heading || "");
  if (next) drawStepOnCard(card, next, model, actions, list, tomorrow);
  else if (quiet !== null) {
    setText(title, quiet.title);
    find("[data-card=text]", card).replaceChildren(make("span", { text: quiet.text }));
    row.replaceChildren(...firstActions(isDated, isDated ? whose : null, model, actions));
  }
  // One way to add an interview at a time: the card's own, or the one below it.
  find(".toolbar [data-add-interview]").hidden = !next && !isDated && !undatedIn(model);
  // The pressed button disappears when the card moves on, so move the focus to the title.
  if (hasFocus && !card.contains(document.activeElement)) title.focus();
}

function drawStepOnCard(
  card: HTMLElement,
  { application, key }: { application: string; key: string },
  model: Model,
  actions: Actions,
  list: List,
  tomorrow: string | null,
) {
  setText(find("[data-card=title]", card), list.titleOf(key));
  const reason = model.step(application, key)?.reason ?? "";
  const lines = [list.pattern.todoOf(key), reason && `Why: ${typeset(reason)}.`].filter(Boolean);
  const when = make("strong", { text: whenOf(model, application, key).text });
  find("[data-card=text]", card).replaceChildren(when, ...lines.map((line) => make("span", { text: line })));
  find("[data-card=actions]", card).replaceChildren(
    button("Done", "main", () => actions.tick(application, key)),
    ...list.pattern.wordsOf(key),
    ...(tomorrow ? [button("Put off until tomorrow", "quiet", () => actions.snooze(application, key, tomorrow))] : []),
    button("Doesn’t apply", "quiet", () => actions.skip(application, key)),
    button("Show it below", "quiet", () => actions.show(application, key)),
  );
}

/** What comes after the next action. */
function drawThen(
  place: HTMLElement,
  model: Model,
  list: List,
  next: { application: string } | undefined,
  then: { application: string; key: string } | undefined,
) {
  place.hidden = !then;
  if (!then) return;
  const other = then.application !== next?.application ? model.applications.get(then.application) : null;
  setText(place, `Then: ${list.titleOf(then.key)}${other && nameOf(other) ? ` (${nameOf(other)})` : ""}`);
}

/** The button of a card that has no step: to give a date that is missing, or to add the first interview. */
function firstActions(isDated: boolean, whose: Application | null | undefined, model: Model, actions: Actions) {
  const waits = undatedIn(model, whose);
  if (waits) return [button("Add the date", "main", () => actions.edit(waits.application, waits.round))];
  return isDated ? [] : [button("Add an interview", "main", actions.add)];
}

/** An interview with no date yet: of this application, or of any that has a name. Null if there's none. */
function undatedIn(model: Model, whose: Application | null = null) {
  const waits = (each: Application) =>
    !each.archived && (whose || nameOf(each)) && each.rounds?.some(({ starts }) => !starts);
  const found = (whose ? [whose] : model.record.applications).find(waits);
  const round = found?.rounds?.find(({ starts }) => !starts);
  return found && round ? { application: found.id, round: round.id, name: nameOf(found) } : null;
}

/** What is said when there is no step to do: the moment's words, or what they wait for. */
function unplanned(isDated: boolean, lack: "rules" | "network" | null, model: Model, told: Quiet | null): Quiet {
  const waits = isDated ? null : undatedIn(model);
  if (waits)
    return {
      title: `When is your interview with ${waits.name}, or when was it?`,
      text: "Give its date and every step below gets its own.",
    };
  if (!isDated)
    return {
      title: "When is your interview, or when was it?",
      text: "Add it and every step below gets its own date. Or just start ticking: nothing needs to be set up.",
    };
  if (lack === "rules")
    return {
      title: "Your ticks are safe",
      text: "The dates cannot be worked out just now. The steps below are all there.",
    };
  if (lack === "network" && !told)
    return {
      title: "Your dates come with the network",
      text: "What you have entered is kept, and you can go on ticking.",
    };
  return told ?? { title: "Working out your dates", text: "You can go on ticking meanwhile." };
}
