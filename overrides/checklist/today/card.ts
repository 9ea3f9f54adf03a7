/** The card: what the open application is about right now, the one thing to do, by when, and how. */

import { hasDates, nameOf } from "../record/record.ts";
import type { Application } from "../record/shape.ts";
import { button, find, setData, setText, settle } from "../ui/dom.ts";
import { type Later, laterMenu } from "./later.ts";
import type { List } from "./list.ts";
import type { Model } from "./model.ts";
import { CLOSED, momentWords } from "./moment.ts";
import type { Start } from "./start.ts";
import { whenOf } from "./when.ts";

export type Actions = Later & {
  tick: (application: string, key: string) => void;
  interest: (application: string, interest: "yes" | "unsure" | "no") => void;
  edit: (application: string, round: string) => void;
  rename: (application: string) => void;
  /** Add an interview to an application. */
  addTo: (application: string) => void;
};
export type Lack = "rules" | "network" | null;
/** What a card says. The moment stands above the title where a step is the title. */
type Told = { moment?: string; title: string; lead?: string; text: string; buttons: Node[]; next?: string };

/** Moments at which the interview is still to come. */
const AHEAD = new Set(["before", "room"]);

/** Moments at which everything waits for a date: it's asked for before any step. */
const DATE_FIRST = new Set(["invited", "undated"]);

const INTEREST = { yes: "I want it", unsure: "Not sure yet", no: "I don’t" } as const;

let drawnFrom = "";
/** The moment that was said last of each application. */
const lastMoments: Map<string, NonNullable<ReturnType<typeof momentWords>>> = new Map();

/** @param lack why there's no plan */
export function drawCard(model: Model, actions: Actions, lack: Lack, list: List, start: Start) {
  const card = find("#next-action");
  const isDated = hasDates(model.record);
  const isStart = start.isAdding || (!isDated && !undatedIn(model, undefined));
  const about = isStart ? null : model.open;
  const key = about && model.nextOf(about);
  const moment = about && isDated ? momentOf(model, about, list) : null;
  setData(card, "application", about);
  // The tab that's open has the colour of its card.
  setData(find("#tabs"), "moment", moment?.kind ?? null);
  setData(card, "step", key || null);
  setData(card, "moment", moment?.kind ?? (isStart ? "start" : isDated ? null : "undated"));
  setData(card, "awaits", !isStart && isDated && model.planned === null && !lack ? "plan" : null);
  const whose = about ? model.applications.get(about) : undefined;
  const told: Told = isStart ? start.draw(!isDated) : toldOf(model, about, list, actions, lack);
  const kicker = whose ? kickerOf(whose) : "";
  const buttons = told.buttons.map(({ textContent }) => textContent);
  const { today } = model.days(model.views.get(about ?? "")?.zone ?? "UTC");
  const from = JSON.stringify([about, key, moment, kicker, { ...told, buttons }, today]);
  // Only redrawn when it says something new, so that a button in it keeps the focus.
  if (from === drawnFrom) return;
  const hasFocus = card.contains(document.activeElement) && document.activeElement !== card;
  const row = find("[data-card=actions]", card);
  row.classList.toggle("card__actions--asks", isStart);
  if (drawnFrom) settle(row);
  drawnFrom = from;
  const say = (part: string, text: string = "") => {
    const place = find(`[data-card=${part}]`, card);
    place.hidden = !text;
    setText(place, text);
  };
  say("kicker", kicker);
  if (about && moment && !kicker && !CLOSED.has(moment.kind)) {
    const place = find("[data-card=kicker]", card);
    place.hidden = false;
    const asked = AHEAD.has(moment.kind) ? "Who is it with?" : "Who was it with?";
    place.replaceChildren(button(asked, "quiet", () => actions.rename(about)));
  }
  say("moment", told.moment);
  say("title", told.title);
  say("lead", told.lead);
  say("text", told.text);
  say("then", told.next);
  row.replaceChildren(...told.buttons);
  const main = row.querySelector<HTMLElement>(".button--main");
  if (main) main.dataset.key = main.dataset.key ? `n ${main.dataset.key}` : "n";
  for (const scene of card.querySelectorAll<SVGElement>("[data-scene]"))
    scene.toggleAttribute("hidden", !scene.dataset.scene?.split(" ").includes(card.dataset.moment ?? ""));
  // The button that was pressed is gone once the card moves on.
  if (hasFocus && !card.contains(document.activeElement)) find("[data-card=title]", card).focus();
}

/**
 * The moment of an application in words. A tick seldom changes it, so the last one stands until Python has answered; but
 * what follows when nothing is left to do, only Python knows.
 */
function momentOf(model: Model, application: string, list: List) {
  const moment = momentWords(model, application, list.words);
  if (moment) lastMoments.set(application, moment);
  const stands = model.views.has(application) && model.nextOf(application);
  return moment ?? (stands ? (lastMoments.get(application) ?? null) : null);
}

/** What the card of an application says. */
export function toldOf(model: Model, application: string | null, list: List, actions: Actions, lack: Lack): Told {
  const key = application && model.nextOf(application);
  const moment = application && hasDates(model.record) ? momentOf(model, application, list) : null;
  const isDateFirst = DATE_FIRST.has(moment?.kind ?? "");
  if (application && key && !isDateFirst) return step(model, application, key, moment, list, actions);
  const told = waiting(model, model.applications.get(application ?? ""), moment, lack, actions);
  return key && isDateFirst ? { ...told, next: `Then: ${list.titleOf(key)}.` } : told;
}

/** The step that's next, by when, and how; above it the moment that it belongs to. */
function step(
  model: Model,
  application: string,
  key: string,
  moment: ReturnType<typeof momentWords>,
  list: List,
  actions: Actions,
): Told {
  const { text: when } = whenOf(model, application, key);
  const [, after] = model.queue().filter((each) => each.application === application);
  // A step that's late doesn't come after one that isn't.
  const isLate = (each: string) => model.status(application, each) === "overdue";
  const then = after && (isLate(key) || !isLate(after.key)) ? after.key : null;
  const done = button("Done", "plain", () => actions.tick(application, key));
  const main = list.pattern.wordsOf(key).map((link) => {
    const made = link.cloneNode(true) as HTMLElement;
    made.className = "button button--main";
    return made;
  });
  const buttons =
    key === "decide-interest"
      ? Object.entries(INTEREST).map(([interest, text]) =>
          button(text, "plain", () => actions.interest(application, interest as "yes")),
        )
      : [...main.slice(0, 1), done];
  done.dataset.key = "d";
  if (buttons[0] === done) done.className = "button button--main";
  return {
    moment: moment && moment.kind !== "quiet" ? moment.heading : "",
    title: list.titleOf(key),
    lead: when,
    text: [moment?.kind === "promised" ? moment.promise : "", list.pattern.todoOf(key)].filter(Boolean).join(" "),
    buttons: [...buttons, laterMenu(model, application, key, actions)],
    next: then ? `Then: ${list.titleOf(then)}.` : "",
  };
}

/** What's said when there is no step to do: the moment's words, or what they wait for. */
function waiting(
  model: Model,
  whose: Application | undefined,
  moment: ReturnType<typeof momentWords>,
  lack: Lack,
  actions: Actions,
): Told {
  const undated = undatedIn(model, whose);
  const date = undated ? [button("Add the date", "main", () => actions.edit(undated.application, undated.round))] : [];
  if (moment?.kind === "invited" && whose && !undated)
    date.push(button("Add the date", "main", () => actions.addTo(whose.id)));
  if (undated && !hasDates(model.record))
    return {
      title: `When is your interview with ${undated.name}, or when was it?`,
      text: "Give its date and every step below gets its own.",
      buttons: date,
    };
  if (lack === "rules")
    return {
      title: "Your ticks are safe",
      text: "The dates cannot be worked out just now. The steps below are all there.",
      buttons: date,
    };
  if (!moment)
    return lack === "network"
      ? {
          title: "Your dates come with the network",
          text: "What you have entered is kept, and you can go on ticking.",
          buttons: date,
        }
      : { title: "Working out your dates", text: "You can go on ticking meanwhile.", buttons: date };
  const ahead = whose && moment.kind === "quiet" ? comingIn(model, whose.id) : null;
  const buttons =
    ahead && whose
      ? [
          button(
            "Add this to calendar",
            "plain",
            () => void actions.toCalendar({ application: whose.id, step: ahead }),
          ),
          button("Why this date?", "quiet end", () => actions.show(whose.id, ahead)),
        ]
      : date;
  return moment.kind === "quiet"
    ? { title: moment.heading, lead: moment.text, text: moment.promise, buttons }
    : { title: moment.heading, text: moment.text, buttons };
}

/** The step that the quiet lasts until. */
function comingIn(model: Model, application: string) {
  const until = model.moment(application)?.until;
  const steps = model.plans.get(application)?.steps ?? [];
  return steps.find(({ key, opens }) => opens === until && model.status(application, key) === "upcoming")?.key ?? null;
}

/** Which application it is, in a line. */
export function kickerOf(application: Application) {
  return [application.role, application.employer].filter((each) => each?.trim()).join(", ") || nameOf(application);
}

/** An interview with no date yet: of this application, or of any that has a name. Null if there's none. */
function undatedIn(model: Model, whose: Application | undefined) {
  const waits = (each: Application) =>
    !each.archived && (whose || nameOf(each)) && each.rounds?.some(({ starts }) => !starts);
  const isKnown = hasDates(model.record);
  const found = (whose && isKnown ? [whose] : model.record.applications).find(
    (each) => waits(each) && (isKnown || nameOf(each)),
  );
  const round = found?.rounds?.find(({ starts }) => !starts);
  return found && round ? { application: found.id, round: round.id, name: nameOf(found) } : null;
}
