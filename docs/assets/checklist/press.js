/**
 * What comes by itself, such as the dates, another step's time or another window's work, waits until a press is over:
 * what is under a finger stays what it is and where it is, so that no press is lost or meant for something else.
 */

/** What takes a press. A select keeps its end to itself in some browsers. */
const PRESSABLE = "a, button, input, label, summary";
/** How long after a finger is lifted its click may still be on its way, in milliseconds. */
const CLICK = 100;

let isPressed = false;
/** @type {Set<() => void>} */
let waiting = new Set();

/**
 * Do something now, or once nothing is pressed; once only, however often it is asked for.
 * @param {() => void} act
 */
export function onceLifted(act) {
  if (isPressed) waiting.add(act);
  else act();
}

function lifted() {
  if (!isPressed) return;
  isPressed = false;
  const acts = waiting;
  waiting = new Set();
  for (const act of acts) act();
}

addEventListener("pointerdown", ({ target }) => void (isPressed = target instanceof Element && target.closest(PRESSABLE) !== null), { capture: true });
// What the press itself does comes first.
addEventListener("pointerup", () => setTimeout(lifted, CLICK), { capture: true });
addEventListener("click", () => setTimeout(lifted));
// A press may also end as a scroll, outside the window, or in one that has gone to the back.
addEventListener("pointercancel", lifted, { capture: true });
addEventListener("pointermove", ({ buttons }) => buttons === 0 && lifted(), { capture: true });
addEventListener("blur", lifted);
