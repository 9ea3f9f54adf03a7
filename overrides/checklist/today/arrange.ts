/**
 * Makes an application's step elements by copying the prerendered list: each round's steps, the application's own, a
 * third follow-up, and the careers centre's.
 */

import type { PlannedStep, ViewApplication } from "../record/planned.ts";
import type { Application } from "../record/shape.ts";
import { find, make, setText } from "../ui/dom.ts";
import type { Model } from "./model.ts";
import { idOf } from "./step.ts";

/**
 * Add the elements that the application's steps need, and remove the rest.
 * @param pattern the prerendered list
 * @param optional the steps that only some applications have
 */
export function arrange(
  section: HTMLElement,
  application: Application,
  model: Model,
  pattern: HTMLElement,
  optional: DocumentFragment,
) {
  const view = model.views.get(application.id);
  const order = view?.rounds.map(({ id }) => id) ?? [];
  const known = (application.rounds ?? []).map(({ id }) => id);
  const rounds = [...order.filter((id) => known.includes(id)), ...known.filter((id) => !order.includes(id))];
  const planned = model.plans.get(application.id)?.steps ?? [];
  const extras = planned.filter(({ step }) => step === "follow-up-3" || step.startsWith("x-"));
  const { policy = {} } = model.record.settings ?? {};
  const given = JSON.stringify([rounds, policy]);
  // Only a policy adds or removes steps, and only the plan knows which. Until it's here, leave things alone.
  const isAltered = planned.length > 0 && Object.keys(policy).length > 0;
  const shape = isAltered ? `${given} ${JSON.stringify([extras.map(({ key }) => key), order])}` : given;
  if (section.dataset.shape?.startsWith(shape) || (!section.dataset.shape && shape === '[["r1"],{}]')) return;
  section.dataset.shape = shape;
  for (const group of section.querySelectorAll("details.group")) {
    const patterns = [...pattern.querySelectorAll(`[data-stage="${group.getAttribute("data-stage")}"] [data-step]`)];
    arrangeGroup(group, patterns, rounds, view);
  }
  arrangeExtras(section, extras, model, optional);
  if (isAltered) leaveOut(section, new Set(planned.map(({ key }) => key)), order);
}

/** A policy may plan fewer follow-ups, or leave steps out: what isn't in the plan is no step. */
function leaveOut(section: HTMLElement, keys: Set<string>, rounds: string[]) {
  for (const step of section.querySelectorAll<HTMLElement>("[data-step]")) {
    const key = step.dataset.step ?? "";
    const [round] = key.split("/");
    // An interview that was added just now isn't planned yet.
    const isPlanned = !key.includes("/") || rounds.includes(round ?? "");
    if (isPlanned && !keys.has(key)) step.remove();
  }
}

/** @param patterns its steps in the prerendered list */
function arrangeGroup(group: Element, patterns: Element[], rounds: string[], view: ViewApplication | undefined) {
  const made = [];
  if (rounds.length < 2) {
    for (const pattern of patterns) {
      const isOnce = !pattern.getAttribute("data-step")?.includes("/");
      if (isOnce || rounds[0]) made.push(copied(pattern, isOnce ? null : (rounds[0] ?? null)));
    }
  } else {
    const perRound = patterns.filter((pattern) => pattern.getAttribute("data-step")?.includes("/"));
    for (const round of perRound.length ? rounds : []) {
      const number = view?.rounds.find(({ id }) => id === round)?.number ?? rounds.indexOf(round) + 1;
      made.push(make("li", { class: "group__round", text: `Interview ${number}` }));
      made.push(...perRound.map((pattern) => copied(pattern, round)));
    }
    const once = patterns.filter((pattern) => !perRound.includes(pattern));
    if (once.length && perRound.length)
      made.push(make("li", { class: "group__round", text: "For the whole application" }));
    made.push(...once.map((pattern) => copied(pattern, null)));
  }
  find("ol", group).replaceChildren(...made);
}

function arrangeExtras(section: HTMLElement, extras: PlannedStep[], model: Model, optional: DocumentFragment) {
  // A guide's page shows one stage alone, without a centre's own steps.
  const own = section.querySelector("section[data-stage=centre]");
  if (own instanceof HTMLElement) own.hidden = !extras.some(({ step }) => step.startsWith("x-"));
  const list = own?.querySelector("ol");
  list?.replaceChildren();
  for (const { key, step } of extras) {
    const pattern = optional.querySelector(step === "follow-up-3" ? '[data-step$="follow-up-3"]' : '[data-step="x"]');
    if (!pattern) continue;
    const made = copied(pattern, null);
    made.dataset.step = key;
    if (step === "follow-up-3") {
      const round = key.split("/")[0];
      section.querySelector(`[data-step="${CSS.escape(round ?? "")}/follow-up-2"]`)?.after(made);
      continue;
    }
    const extra = model.record.settings?.policy?.extra_steps?.find(({ id }) => id === step);
    setText(find("[data-title]", made), extra?.title ?? step);
    const link = find("a[data-link]", made);
    if (extra?.url?.startsWith("https://") && link instanceof HTMLAnchorElement) {
      link.href = extra.url;
      link.rel = "external noreferrer";
    } else link.remove();
    list?.append(made);
  }
}

/** The prerendered list without its steps, which are added when it's opened. */
export function hollowed(pattern: HTMLElement) {
  const made = pattern.cloneNode(true) as HTMLElement;
  for (const list of made.querySelectorAll("ol")) list.replaceChildren();
  made.dataset.shape = "hollow";
  return made;
}

function copied(pattern: Element, round: string | null) {
  const made = pattern.cloneNode(true) as HTMLElement;
  if (round) made.dataset.step = `${round}/${idOf(made)}`;
  return made;
}
