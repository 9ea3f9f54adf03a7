/** The next-action card: the one thing to do now, for which application, by when and why. */

import { button, find, make, setData, setText, settle } from "./dom.js";
import { hasDates, nameOf } from "./record.js";
import { typeset } from "./speak.js";
import { whenOf } from "./step.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./list.js").List} List */
/** @typedef {{tick: (application: string, key: string) => void, skip: (application: string, key: string) => void, snooze: (application: string, key: string, until: string) => void, show: (application: string, key: string) => void, edit: (application: string, round: string) => void, add: () => void}} Actions */

/**
 * @param {Model} model
 * @param {Actions} actions
 * @param {"rules" | "network" | null} lack what keeps a plan from coming
 * @param {List} list
 */
export function drawCard(model, actions, lack, list) {
  const titleOf = (/** @type {string} */ key) => list.titleOf(key);
  const card = find("#next-action");
  const [next, then] = model.queue();
  setData(card, "application", next?.application ?? null);
  setData(card, "step", next?.key ?? null);
  const isDated = hasDates(model.record);
  const isAwaited = isDated && model.planned === null && !lack;
  setData(card, "awaits", isAwaited ? "plan" : null);
  const hasFocus = card.contains(document.activeElement) && document.activeElement !== card;
  const title = find("[data-card=title]", card);
  const text = find("[data-card=text]", card);
  const row = find("[data-card=actions]", card);
  const after = find("[data-card=then]", card);
  after.hidden = !then;
  const other = then && then.application !== next?.application ? model.applications.get(then.application) : null;
  if (then) setText(after, `Then: ${titleOf(then.key)}${other && nameOf(other) ? ` (${nameOf(other)})` : ""}`);
  const quiet = next ? null : quietWords(isDated, lack, model, titleOf);
  const told = next && [whenOf(model, next.application, next.key), model.step(next.application, next.key)?.reason];
  const several = model.record.applications.filter(({ archived }) => !archived).length > 1;
  const whose = next && model.applications.get(next.application);
  const tomorrow = next && model.days(model.zone(next.application, next.key)).date(1);
  const content = JSON.stringify([next, then, told, whose && nameOf(whose), several, tomorrow, quiet]);
  // Drawn anew only when it says something else: a button in it keeps the focus.
  if (card.dataset.content === content) return;
  if (card.dataset.content !== undefined) settle(row);
  card.dataset.content = content;
  if (next) {
    const { application, key } = next;
    const name = (whose && nameOf(whose)) || (several ? "Unnamed interview" : "");
    setText(find("[data-card=kicker]", card), name ? `Next, for ${name}` : "Next");
    setText(title, titleOf(key));
    const reason = model.step(application, key)?.reason ?? "";
    const when = whenOf(model, application, key).text;
    const lines = [list.pattern.todoOf(key), reason && sentence(reason)].filter(Boolean);
    text.replaceChildren(make("strong", { text: when }), ...lines.map((line) => make("span", { text: line })));
    const words = list.pattern.wordsOf(key);
    row.replaceChildren(
      button("Done", "main", () => actions.tick(application, key)),
      ...words,
      ...(tomorrow ? [button("Put off until tomorrow", "quiet", () => actions.snooze(application, key, tomorrow))] : []),
      button("Doesn’t apply", "quiet", () => actions.skip(application, key)),
      button("Show it below", "quiet", () => actions.show(application, key)),
    );
  } else if (quiet) {
    setText(find("[data-card=kicker]", card), isDated ? "Next" : "Start here");
    setText(title, quiet.title);
    text.replaceChildren(make("span", { text: quiet.text }));
    const waits = isDated ? null : undatedIn(model);
    const first = waits ? button("Give its date", "main", () => actions.edit(waits.application, waits.round)) : button("Add an interview", "main", actions.add);
    row.replaceChildren(...(isDated ? [] : [first]));
  }
  // One way to add an interview at a time: the card's own, or the one below it.
  find(".toolbar [data-add-interview]").hidden = !next && !isDated && !undatedIn(model);
  // A pressed button is gone once the card moves on; whoever pressed it should not be left nowhere.
  if (hasFocus && !card.contains(document.activeElement)) title.focus();
}

/** An interview that has a name but no date yet, or null. @param {Model} model */
function undatedIn(model) {
  const found = model.record.applications.find((each) => !each.archived && nameOf(each) && each.rounds?.some(({ starts }) => !starts));
  const round = found?.rounds?.find(({ starts }) => !starts);
  return found && round ? { application: found.id, round: round.id, name: nameOf(found) } : null;
}

/** @param {string} reason */
function sentence(reason) {
  return `Why: ${typeset(reason)}.`;
}

/**
 * The step that opens next, in words, or an empty text.
 * @param {Model} model
 * @param {(key: string) => string} titleOf
 */
function comingUp(model, titleOf) {
  const coming = [...model.applications.values()]
    .filter(({ archived }) => !archived)
    .flatMap(({ id }) => (model.plans.get(id)?.steps ?? []).map((step) => ({ id, step, at: step.changes[0]?.[0] ?? "" })))
    .filter(({ id, step, at }) => at > model.now && model.status(id, step.key) === "upcoming")
    .sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
  const [first] = coming;
  return first ? `Next to come: ${titleOf(first.step.key)}. ${whenOf(model, first.id, first.step.key).text}.` : "";
}

/**
 * @param {boolean} isDated
 * @param {"rules" | "network" | null} lack
 * @param {Model} model
 * @param {(key: string) => string} titleOf
 */
function quietWords(isDated, lack, model, titleOf) {
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
    return { title: "Your ticks are safe", text: "The dates cannot be worked out just now. The steps below are all there." };
  if (lack === "network" && !model.isPlanned)
    return { title: "Your dates come with the network", text: "What you have entered is kept, and you can go on ticking." };
  if (!model.isPlanned) return { title: "Working out your dates", text: "You can go on ticking meanwhile." };
  const text = comingUp(model, titleOf) || "The next step shows here when its time comes.";
  return { title: "Nothing for now", text: `You are up to date. ${text}` };
}
