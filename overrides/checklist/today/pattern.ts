/** The prerendered list as a pattern: what rows and stages are copied from, and what a step says. */

import { stepId } from "../record/record.ts";
import { find } from "../ui/dom.ts";

export type StagePattern = { id: string; title: string; steps: { id: string; isOnce: boolean }[] };

/** @param first the application that stands in the page as it was written */
export function patternOf(first: HTMLElement) {
  const section = first.cloneNode(true) as HTMLElement;
  // An id is for the page as it was written; an address that names one is answered by the list.
  for (const element of section.querySelectorAll("[id]")) element.removeAttribute("id");
  /** The steps that only some applications have, and a stage for what's over. */
  const optional = (find("template#optional-steps").cloneNode(true) as HTMLTemplateElement).content;
  const rows = new Map(
    [...section.querySelectorAll("[data-step]"), ...optional.querySelectorAll("[data-step]")].map((row) => [
      stepId(row.getAttribute("data-step") ?? ""),
      row as HTMLElement,
    ]),
  );
  const stages = [...section.querySelectorAll("details[data-stage]")].map(
    (stage): StagePattern => ({
      id: stage.getAttribute("data-stage") ?? "",
      title: find("[data-stage-title]", stage).textContent ?? "",
      steps: [...stage.querySelectorAll("[data-step]")].map((row) => {
        const key = row.getAttribute("data-step") ?? "";
        return { id: stepId(key), isOnce: !key.includes("/") };
      }),
    }),
  );
  const of = (key: string) => rows.get(stepId(key));
  return {
    application: first.dataset.application ?? "",
    /** All of it, as it was written. */
    whole: () => section.cloneNode(true) as HTMLElement,
    stages,
    /** The row of a step; undefined for one that a careers centre has added. */
    of,
    /** What to do in a step, as the list says it; empty for a centre's own. */
    todoOf: (key: string) => of(key)?.querySelector(".row__todo")?.textContent ?? "",
    /** The links to a step's notes and messages. */
    wordsOf: (key: string) => [...(of(key)?.querySelectorAll<HTMLAnchorElement>(".row__words a") ?? [])],
    row(key: string) {
      const made = (rows.get(stepId(key)) ?? (rows.get("x") as HTMLElement)).cloneNode(true) as HTMLElement;
      made.dataset.step = key;
      return made;
    },
    stage(id: string) {
      const found = section.querySelector(`[data-stage="${CSS.escape(id)}"]`) ?? find("[data-stage=past]", optional);
      const made = found.cloneNode(true) as HTMLDetailsElement;
      made.dataset.stage = id;
      return made;
    },
  };
}

export type Pattern = ReturnType<typeof patternOf>;
