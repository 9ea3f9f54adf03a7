/**
 * The line below the card, as Python lays it out, and the dates that it opens into: each with what can be done with it.
 */

import type { Ask, Picture } from "../engine/answers.ts";
import { fingerprint } from "../record/seal.ts";
import { remembered } from "../storage/index.ts";
import { drawnOnce, find, make, setText } from "../ui/dom.ts";
import { afterPointerUp } from "../ui/press.ts";
import { briefly, exactly } from "../ui/speak.ts";
import type { List } from "./list.ts";
import type { Model } from "./model.ts";
import { promiseWords } from "./moment.ts";
import { drawOutcomes, type OutcomeActions } from "./outcomes.ts";
import { drawn, marksOf } from "./picture.ts";
import { drawRounds, type RoundActions } from "./rounds.ts";

/** The line as it was last drawn, and the fingerprint of what it was drawn from: its day is in that. */
const keptLine = remembered<{ of: number; line: Picture }>(
  "line",
  ({ of, line }) => typeof of === "number" && Array.isArray(line.marks) && Array.isArray(line.rows),
);

export type LineActions = RoundActions & OutcomeActions;

export function makeLine(ask: Ask, list: List, actions: LineActions) {
  const place = find("#line");
  const button = find<HTMLButtonElement>("[data-line]", place);
  const dates = find("#dates", place);
  const drawing = find("[data-drawing]", place);
  const tables: Set<string> = new Set();
  /** What was last asked for, and by which model. */
  let asked = "";
  /** The room there is, in CSS pixels. Asking for it while drawing would have the browser lay the page out twice. */
  let width = 0;
  let model: Model;
  /** The application that the line is about. */
  let shownFor = "";
  button.addEventListener("click", () => {
    dates.hidden = !dates.hidden;
    button.setAttribute("aria-expanded", String(!dates.hidden));
  });
  new ResizeObserver(([entry]) => {
    width = Math.round(entry?.contentRect.width ?? 0);
    if (model) fill();
  }).observe(drawing);

  return (next: Model) => {
    model = next;
    const application = model.applications.get(model.open ?? "");
    const view = application && model.views.get(application.id);
    place.hidden = !application || (!view && !application.rounds?.some(({ starts }) => starts));
    // Nothing stale is ever shown: not another application's line, nor dates of what was said before.
    if (application?.id !== shownFor || !view) clear();
    shownFor = application?.id ?? "";
    if (!application) return;
    setText(find("[data-caption]", place), promiseWords(model, application.id, list.words, true) || "Your dates");
    drawRounds(find("[data-rounds]", place), application, model, actions);
    drawOutcomes(find("[data-outcomes]", place), application, model, list.words.outcomes, actions);
    fill();
  };

  function clear() {
    asked = "";
    drawing.replaceChildren();
    drawnOnce(find("[data-dates]", dates), null, () => []);
    drawnOnce(find("[data-silence]", dates), null, () => []);
  }

  function fill() {
    const application = model.open;
    const view = application && model.views.get(application);
    if (!view || !application || place.hidden || !width) return;
    const { today } = model.days(view.zone);
    const from = JSON.stringify([application, width, today, model.plans.get(application), model.phase(application)]);
    if (from === asked) return;
    asked = from;
    const of = fingerprint(from);
    // Until Python is there, the line that was drawn from the same, which is never another day's.
    const kept = drawing.childElementCount ? null : keptLine.read();
    if (kept?.of === of) show({ line: kept.line, silence: null }, view.zone, today);
    ask({ op: "line", application, width }).then(
      (reply) => {
        if (from !== asked) return;
        if (!reply.ok) {
          asked = "";
          return;
        }
        keptLine.write(reply.line && { of, line: reply.line });
        afterPointerUp(() => show(reply, view.zone, today));
      },
      () => {
        // It's asked for again with the next plan.
        if (from === asked) asked = "";
      },
    );
  }

  function show(
    { line, silence }: { line: Picture | null; silence: { picture: Picture | null; words: string } | null },
    zone: string,
    today: string,
  ) {
    drawing.replaceChildren(...(line ? [marksOf(line, (moment) => briefly(moment, "UTC", today))] : []));
    drawnOnce(find("[data-dates]", dates), [line?.rows, today], () =>
      (line?.rows ?? []).map(([what, when]) => {
        const head = make("th", { text: String(what) });
        head.scope = "row";
        const said = typeof when === "string" || !when ? "" : exactly(when[0], when[1], today);
        return make("tr", {}, head, make("td", { text: said }));
      }),
    );
    drawnOnce(find("[data-silence]", dates), [silence, zone, today], () =>
      silence
        ? [make("p", { text: silence.words }), ...(silence.picture ? [drawn(silence.picture, today, tables)] : [])]
        : [],
    );
  }
}
