/**
 * The steps of the application that's open, by stages: on the checklist all of them, on a guide's page one stage. The
 * rows that stand in the page as it was written are taken over, so that nothing jumps; others are copied from them.
 *
 * Long because rows, folds and what's shown of a stage are one state, which all of it reads and changes.
 */

import { stepId } from "../record/record.ts";
import type { Application } from "../record/shape.ts";
import { bringIntoView, find, setText } from "../ui/dom.ts";
import { saveTyped } from "../ui/pause.ts";
import { isAsked } from "../ui/press.ts";
import { type Wording, wording } from "../ui/wording.ts";
import type { Model } from "./model.ts";
import { type Pattern, patternOf } from "./pattern.ts";
import { drawActions, drawNote, drawRow, drawWhy, hideWhen, idOf, placeOf, type StepActions, type Why } from "./row.ts";
import { type Stage, stagesOf } from "./stages.ts";
import { shortWhen } from "./when.ts";

export type List = {
  words: Wording;
  pattern: Pattern;
  isWhole: boolean;
  titleOf(key: string): string;
  stageFinishedBy(key: string): string | null;
  showWhy(key: string, why: Why): void;
  focus(key: string): void;
  likeliest(id: string): string | undefined;
  show(key: string): void;
  draw(model: Model): void;
  on(place: HTMLElement): List;
};

/** Statuses of a step that there's nothing to do about, because it never came up or its moment is over. */
const NOT_NEEDED = new Set(["not-needed", "missed"]);
const STAGE = "[data-stage]";
const SETTLED = new Set(["done", "skipped"]);
/** Statuses of a step that an address names, the likeliest to be meant first. */
const LIKELY = ["open", "overdue", "upcoming", "undated", "snoozed", "missed", "done", "skipped", "not-needed"];

export function makeList(root: HTMLElement, actions: StepActions): List {
  const words: Wording = wording();
  const section = find("[data-application]", root);
  const pattern: Pattern = patternOf(section);
  /** Whether this is the checklist itself, or one stage of it on a guide's page. */
  const isWhole = pattern.stages.length > 1;
  const rows: Map<string, HTMLElement> = new Map(rowsIn(section).map((row) => [row.dataset.step ?? "", row]));
  /** The stages that the person opened or folded. */
  const folds: Map<string, boolean> = new Map();
  /** The stages that show also what isn't needed. */
  const whole: Set<string> = new Set();
  let drawn = { application: "", stages: "" };
  let isDrawn = false;
  let model: Model;

  root.addEventListener("change", changed);
  root.addEventListener("toggle", toggled, { capture: true });
  root.addEventListener("click", clicked);
  for (const row of rows.values()) fold(row);

  return {
    words,
    pattern,
    isWhole,
    titleOf,
    /** The title of a step's stage if nothing else in it is left to do, or null. */
    stageFinishedBy(key: string) {
      const stage = rows.get(key)?.closest<HTMLElement>(STAGE);
      const others = stage ? rowsIn(stage).filter(({ dataset }) => dataset.step !== key) : [];
      const isLast = others.every(({ dataset: { status = "" } }) => SETTLED.has(status) || NOT_NEEDED.has(status));
      return stage && isLast ? find("[data-stage-title]", stage).textContent : null;
    },
    showWhy(key: string, why: Why) {
      const row = rows.get(key);
      const zone = model.zone(section.dataset.application ?? "", key);
      if (row) drawWhy(row, why, zone, model.days(zone).today);
    },
    /** Put the focus on a step's tick. */
    focus: (key: string) => rows.get(key)?.querySelector("input")?.focus(),
    /** The step of the open application that an address most likely means. */
    likeliest,
    show,
    draw,
    /** The same in another place, which is only looked at. */
    on: (place: HTMLElement) => makeList(place, actions),
  };

  function draw(next: Model) {
    model = next;
    const application = model.applications.get(model.open ?? "");
    const id = application?.id ?? pattern.application;
    const isOther = drawn.application !== "" && drawn.application !== id;
    const stages = stagesOf(pattern, application, model);
    const layout = JSON.stringify(stages);
    if (isOther || layout !== drawn.stages) {
      // A note being written is kept before its field may go. That draws the list anew, and this model is old then.
      saveTyped();
      if (model !== next) return;
    }
    if (isOther) forget(application);
    section.dataset.application = id;
    if (layout !== drawn.stages) arrange(stages);
    drawn = { application: id, stages: layout };
    const current = currentStage(stages, id);
    // What comes by itself opens and folds nothing: it would move what's about to be pressed.
    // Where the list has been seen before our part was there, that's already so at first.
    const isSeen = isDrawn || document.documentElement.dataset.list === "slow";
    const mayFold = !isSeen || isAsked();
    // An open stage in use isn't folded away: with an open row, a box ticked by keyboard, a note that's being typed.
    const focused = document.activeElement?.matches(":focus-visible") ? [document.activeElement] : [];
    const used = [...section.querySelectorAll(".row__body[open]"), ...focused].map((each) =>
      each.closest(`${STAGE}[open]`),
    );
    for (const stage of stages) drawStage(stage, id, mayFold ? current === stage.id : null, used);
    isDrawn = true;
  }

  /** Nothing of another application stays: not its notes, nor what was folded. */
  function forget(application: Application | undefined) {
    // The first tick begins an application of what stands here.
    const isBegun = drawn.application === pattern.application && application;
    if (isBegun) return;
    rows.clear();
    whole.clear();
    folds.clear();
    for (const stage of section.querySelectorAll("[data-stage]")) stage.remove();
    drawn.stages = "";
  }

  /** Put the stages and their rows where they belong, and leave those alone that are there. */
  function arrange(stages: Stage[]) {
    const wanted = stages.flatMap(({ keys }) => keys);
    const spare: Map<string, HTMLElement> = new Map();
    for (const [key, row] of rows) {
      if (wanted.includes(key)) continue;
      rows.delete(key);
      spare.set(stepId(key), row);
    }
    // Of several interviews the last takes the rows that an address can name.
    const placed = new Map(wanted.reverse().map((key) => [key, rowOf(key, spare)]));
    const focused = document.activeElement;
    const paper = section.querySelector("[data-paper-notes]");
    const made = stages.map(({ id, title, keys }) => {
      const stage = section.querySelector<HTMLDetailsElement>(`[data-stage="${CSS.escape(id)}"]`) ?? pattern.stage(id);
      setText(find("[data-stage-title]", stage), title);
      put(
        find("ol", stage),
        keys.flatMap((key) => placed.get(key) ?? []),
      );
      return stage;
    });
    put(section, [...made, ...(paper ? [paper] : [])]);
    if (!(focused instanceof HTMLElement) || focused === document.activeElement || !focused.isConnected) return;
    // A stage that was folded takes no focus.
    const stage = focused.closest<HTMLDetailsElement>("details[data-stage]");
    if (stage) stage.open = true;
    focused.focus();
  }

  /** The row of a step: its own, one of the page's as it was written, or a copy. */
  function rowOf(key: string, spare: Map<string, HTMLElement>) {
    const known = rows.get(key);
    if (known) return known;
    const isFirst = drawn.application === "" || drawn.application === pattern.application;
    const written = isFirst ? spare.get(stepId(key)) : undefined;
    // A row is one step's alone.
    spare.delete(stepId(key));
    const row = written ?? pattern.row(key);
    row.dataset.step = key;
    rows.set(key, row);
    if (!written) fold(row);
    return row;
  }

  /** The stage that's open: that of the next step, else the first with something to do. */
  function currentStage(stages: Stage[], application: string) {
    const next = model.nextOf(application);
    const has = (wanted: (key: string) => boolean) => stages.find(({ keys }) => keys.some(wanted))?.id;
    const isOpen = (key: string) => ["open", "overdue"].includes(model.status(application, key));
    return has((key) => key === next) ?? has(isOpen);
  }

  /** @param isCurrent null to leave it open or folded, as it is */
  function drawStage(
    { id, keys, mayCome }: Stage,
    application: string,
    isCurrent: boolean | null,
    used: (Element | null)[],
  ) {
    const stage = rows.get(keys[0] ?? "")?.closest(STAGE) as HTMLDetailsElement;
    let isChanged = false;
    for (const key of keys) {
      const row = rows.get(key) as HTMLElement;
      if (!drawRow(row, model, application, key, words)) continue;
      isChanged = true;
      if (isRowOpen(row)) fillRow(row, application, key);
    }
    const wasOpen = isDrawn && stage.dataset.state !== undefined && stage.open;
    const isOpen = !isWhole || (folds.get(id) ?? ((isCurrent ?? wasOpen) || used.includes(stage)));
    if (stage.open !== isOpen) stage.open = isOpen;
    stage.toggleAttribute("data-may-come", mayCome);
    if (isChanged || stage.dataset.state === undefined) sumUp(stage, keys, application);
  }

  /** Say at a stage's head what's left in it, and hide what isn't needed. */
  function sumUp(stage: HTMLElement, keys: string[], application: string) {
    const statuses = new Map(keys.map((key) => [key, model.status(application, key)]));
    const needed = keys.filter((key) => !NOT_NEEDED.has(statuses.get(key) ?? ""));
    const left = needed.filter((key) => !SETTLED.has(statuses.get(key) ?? ""));
    const place = find("[data-left]", stage);
    const isNow = left.some((key) => ["open", "overdue"].includes(statuses.get(key) ?? ""));
    const isOver = ["offer", "accepted", "declined", "refused", "withdrawn"].includes(
      model.plans.get(application)?.stage ?? "",
    );
    stage.dataset.state =
      !needed.length && !place.dataset.unless
        ? "over"
        : !left.length && needed.length
          ? "done"
          : isNow
            ? "now"
            : "later";
    const said = left.map((key) => shortWhen(model, application, key).text);
    const isLate = left.some((key) => statuses.get(key) === "overdue");
    const shared = new Set(said).size === 1 && !isLate ? (said[0] ?? "") : "";
    const soonest = said.find((text) => text !== "") ?? "";
    const unless = stage.dataset.mayCome === undefined ? "" : (place.dataset.unless ?? "");
    const count = `${left.length} left`;
    const told = !needed.length ? unless : !left.length ? "done" : shared || (isNow ? count : soonest);
    setText(place, told);
    // Of an answer that didn't come nothing is shown.
    stage.hidden = isWhole && isOver && !needed.length && !whole.has(stage.dataset.stage ?? "");
    stage.classList.toggle("is-unneeded", !needed.length);
    const isShown = whole.has(stage.dataset.stage ?? "") || !needed.length;
    for (const key of keys) {
      const row = rows.get(key) as HTMLElement;
      row.classList.toggle("is-away", !isShown && !needed.includes(key));
      hideWhen(row, Boolean(shared) && left.includes(key) && isWhole);
    }
    const more = find("[data-unneeded]", stage);
    more.hidden = needed.length === keys.length || !needed.length;
    setText(more, isShown ? "Hide what you don’t need" : `Show ${keys.length - needed.length} you don’t need now`);
    more.setAttribute("aria-expanded", String(isShown));
  }

  function changed({ target: box }: Event) {
    if (!(box instanceof HTMLInputElement) || box.type !== "checkbox") return;
    const [place, isTicked] = [placeOf(box), box.checked];
    // If it couldn't be kept, put the box back.
    if (place && !actions.set(place.application, place.key, isTicked ? "done" : null)) box.checked = !isTicked;
  }

  function toggled({ target: details }: Event) {
    if (!(details instanceof HTMLDetailsElement) || !details.open || !details.matches(".row__body")) return;
    const place = placeOf(details);
    const row = details.closest<HTMLElement>("[data-step]");
    if (row && place && model) fillRow(row, place.application, place.key);
  }

  /** What's in a row only while it's open. */
  function fillRow(row: HTMLElement, application: string, key: string) {
    drawActions(row, model, application, key, actions);
    drawNote(row, model.note(application, key), words.bounds.text, (text) => {
      // The first tick or note begins an application. And another window may have had the rows made anew.
      const place = placeOf(row) ?? { application, key };
      actions.note(place.application, place.key, text);
    });
    actions.why(application, key);
  }

  function clicked({ target }: Event) {
    if (!(target instanceof Element)) return;
    const stage = target.closest("summary")?.parentElement;
    // The fold is remembered from the click: it toggles only after this.
    if (stage instanceof HTMLDetailsElement && stage.dataset.stage) folds.set(stage.dataset.stage, !stage.open);
    const of = target.closest("[data-unneeded]")?.closest<HTMLElement>("[data-stage]");
    if (!of) return;
    const id = of.dataset.stage ?? "";
    if (!whole.delete(id)) whole.add(id);
    sumUp(
      of,
      [...of.querySelectorAll("[data-step]")].map((row) => row.getAttribute("data-step") ?? ""),
      section.dataset.application ?? "",
    );
  }

  /** The title of a step, as the list says it. */
  function titleOf(key: string) {
    const id = stepId(key);
    const extra = model?.record.settings?.policy?.extra_steps?.find((step) => step.id === id);
    return extra?.title ?? pattern.of(key)?.querySelector("[data-title]")?.textContent ?? id;
  }

  /** Of several interviews the one where the step is next, else where it can be done now, else the latest. */
  function likeliest(id: string) {
    const application = section.dataset.application ?? "";
    const next = model.nextOf(application);
    const rank = (key: string) => (key === next ? -1 : LIKELY.indexOf(model.status(application, key)));
    const found = rowsIn(section).filter((row) => idOf(row) === id);
    return found
      .map((row) => row.dataset.step ?? "")
      .reverse()
      .sort((one, other) => rank(one) - rank(other))[0];
  }

  /** Open a step's stage and row, and put the focus on its tick. */
  function show(key: string) {
    const row = rows.get(key);
    const stage = row?.closest<HTMLDetailsElement>("details[data-stage]");
    if (!row || !stage) return;
    const id = stage.dataset.stage ?? "";
    folds.set(id, true);
    stage.open = true;
    if (row.matches(".is-away") || stage.hidden) {
      whole.add(id);
      sumUp(
        stage,
        rowsIn(stage).map((each) => each.dataset.step ?? ""),
        section.dataset.application ?? "",
      );
    }
    find<HTMLDetailsElement>("details.row__body", row).open = true;
    bringIntoView(row, "center");
    find("input", row).focus({ preventScroll: true });
  }
}

/** Close a row, and let one be open at a time. */
function fold(row: HTMLElement) {
  const body = find<HTMLDetailsElement>("details.row__body", row);
  body.open = false;
  body.name = "row";
}

function isRowOpen(row: HTMLElement) {
  return find<HTMLDetailsElement>("details.row__body", row).open;
}

function rowsIn(place: ParentNode) {
  return [...place.querySelectorAll<HTMLElement>("[data-step]")];
}

/** Make these a place's children, and move nothing that's in its place already. */
function put(place: Element, children: Element[]) {
  for (const [index, child] of children.entries())
    if (place.children[index] !== child) place.insertBefore(child, place.children[index] ?? null);
  while (place.children.length > children.length) place.lastElementChild?.remove();
}
