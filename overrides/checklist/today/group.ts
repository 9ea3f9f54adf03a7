/** A group of steps, one for each stage: what it holds, how much of that is done, and whether it is folded. */

import { find, setText } from "../ui/dom.ts";
import { steps } from "./step.ts";

/**
 * Fold the group if there's nothing to do in it, and say how much is done.
 * @param fold "open" or "closed", where the person has said so
 */
export function drawGroup(group: Element, fold?: string) {
  const all = [...steps(group)];
  const needed = all.filter(({ dataset }) => dataset.status !== "not-needed" && dataset.status !== "missed");
  const done = needed.filter(({ dataset }) => dataset.status === "done" || dataset.status === "skipped");
  const count = find("[data-count]", group);
  setText(count, needed.length ? `${done.length} of ${needed.length} done` : "");
  group.toggleAttribute("data-finished", needed.length > 0 && done.length === needed.length);
  group.classList.toggle("group--unneeded", needed.length === 0);
  if (!(group instanceof HTMLDetailsElement)) return;
  // Fold a group that was never needed or is over, and one that's partly done but past its time.
  const isPast = done.length === needed.length && all.some(({ dataset }) => dataset.status === "missed");
  // On a guide's page the one group is what the reader came for.
  const isOpen = Boolean(group.closest(".checklist--stage")) || (fold ? fold === "open" : needed.length > 0 && !isPast);
  if (group.open !== isOpen) group.open = isOpen;
  const unneeded = all.length - needed.length;
  const more = find("[data-unneeded]", group);
  more.hidden = unneeded === 0 || needed.length === 0;
  const isShown = group.dataset.all !== undefined;
  const isStepShown = (step: HTMLElement) => isShown || needed.length === 0 || needed.includes(step);
  for (const step of all) step.classList.toggle("is-away", !isStepShown(step));
  hideEmptyHeadings(group, isStepShown);
  setText(more, isShown ? "Hide what you don’t need" : `Show ${unneeded} more you don’t need now`);
  more.setAttribute("aria-expanded", String(isShown));
}

/** A round's heading in a group is hidden while none of its steps shows. */
function hideEmptyHeadings(group: Element, isShown: (step: HTMLElement) => boolean) {
  let heading: HTMLElement | null = null;
  for (const item of group.querySelectorAll("li")) {
    if (!item.dataset.step) {
      heading = item;
      heading.hidden = true;
    } else if (heading && isShown(item)) heading.hidden = false;
  }
}
