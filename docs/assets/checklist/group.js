/** A group of steps, one for each stage: what it holds, how much of that is done, and whether it is folded. */

import { find, setText } from "./dom.js";
import { steps } from "./step.js";

/**
 * Fold a group that has nothing to do now, and say what it holds.
 * @param {Element} group
 * @param {string} [fold] "open" or "closed", where the person has said so
 */
export function drawGroup(group, fold) {
  const all = [...steps(group)];
  const needed = all.filter(({ dataset }) => dataset.status !== "not-needed" && dataset.status !== "missed");
  const done = needed.filter(({ dataset }) => dataset.status === "done" || dataset.status === "skipped");
  const count = find("[data-count]", group);
  setText(count, needed.length ? `${done.length} of ${needed.length} done` : "");
  group.classList.toggle("group--finished", needed.length > 0 && done.length === needed.length);
  group.classList.toggle("group--unneeded", needed.length === 0);
  if (!(group instanceof HTMLDetailsElement)) return;
  // What never came or is over is folded, and so is a stage whose moment passed with some of it done.
  const isPast = done.length === needed.length && all.some(({ dataset }) => dataset.status === "missed");
  // On a guide's page the one group is what the reader came for.
  const isOpen = Boolean(group.closest(".checklist--stage")) || (fold ? fold === "open" : needed.length > 0 && !isPast);
  if (group.open !== isOpen) group.open = isOpen;
  const unneeded = all.length - needed.length;
  const more = find("[data-unneeded]", group);
  more.hidden = unneeded === 0 || needed.length === 0;
  const isShown = group.dataset.all !== undefined;
  const isStepShown = (/** @type {HTMLElement} */ step) => isShown || needed.length === 0 || needed.includes(step);
  for (const step of all) step.classList.toggle("is-away", !isStepShown(step));
  hideEmptyHeadings(group, isStepShown);
  setText(more, isShown ? "Hide what you don’t need" : `Show ${unneeded} more you don’t need now`);
  more.setAttribute("aria-expanded", String(isShown));
}

/**
 * A round's heading in a group is hidden while none of its steps shows.
 * @param {Element} group
 * @param {(step: HTMLElement) => boolean} isShown
 */
function hideEmptyHeadings(group, isShown) {
  /** @type {HTMLElement | null} */
  let heading = null;
  for (const item of group.querySelectorAll("li")) {
    if (item.classList.contains("group__round")) {
      heading = item;
      heading.hidden = true;
    } else if (heading && isShown(item)) heading.hidden = false;
  }
}
