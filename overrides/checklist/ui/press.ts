/**
 * What comes by itself, such as the dates, another step's time or another window's work, waits until a press is over:
 * what is under a finger stays what it is and where it is, so that no press is lost or meant for something else.
 */

/** What takes a press. A select keeps its end to itself in some browsers. */
const PRESSABLE = "a, button, input, label, summary";
/** How long after a finger is lifted its click may still be on its way, in milliseconds. */
const CLICK = 100;

let isPressed = false;
let waiting: Set<() => void> = new Set();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Do something now, or once nothing is pressed; once only, however often it is asked for meanwhile. */
export function afterPointerUp(act: () => void) {
  if (isPressed) waiting.add(act);
  else act();
}

/** Wait until nothing is pressed. */
export function pointerUp(): Promise<void> {
  return new Promise((resolve) => afterPointerUp(resolve));
}

function lifted() {
  isPressed = false;
  const acts = waiting;
  waiting = new Set();
  // Each by itself: one that fails keeps none of the others back.
  for (const act of acts) queueMicrotask(act);
}

/** @param wait in milliseconds */
function lift(wait?: number) {
  clearTimeout(timer);
  timer = setTimeout(lifted, wait);
}

addEventListener(
  "pointerdown",
  ({ target }) => {
    // The end of one press is not that of the next.
    clearTimeout(timer);
    // Never set back here: the end of any press lets go of what waits, also where that of an earlier one got lost.
    if (target instanceof Element && target.closest(PRESSABLE)) isPressed = true;
  },
  { capture: true },
);
// What the press itself does comes first.
addEventListener("pointerup", () => lift(CLICK), { capture: true });
addEventListener("click", () => lift());
// A press may also end as a scroll, outside the window, or in one that has gone to the back.
addEventListener("pointercancel", () => lift(), { capture: true });
addEventListener("pointermove", ({ buttons }) => void (isPressed && buttons === 0 && lift()), { capture: true });
addEventListener("blur", () => lift());
