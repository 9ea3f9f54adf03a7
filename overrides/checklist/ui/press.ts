/**
 * Nothing moves under a finger. Whatever comes by itself, such as new dates or another window's work, and whatever
 * follows from a tick, is drawn once the press is over; otherwise a press could be lost, or hit something else.
 */

/** What can be pressed. Not selects: in some browsers we never hear of the end. */
const PRESSABLE = "a, button, input, label, summary";
/** How long after the finger is up a click may still come, in milliseconds. */
const CLICK = 100;

let isPressed = false;
let waiting: Set<() => void> = new Set();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Do something now, or as soon as nothing is pressed: once, however often it's asked for. */
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
  // Separately, so that one that fails doesn't stop the others.
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
    // The end of an earlier press isn't the end of this one.
    clearTimeout(timer);
    // Only ever set here: any press's end clears it, even if we missed the end of an earlier one.
    if (target instanceof Element && target.closest(PRESSABLE)) isPressed = true;
  },
  { capture: true },
);
// Let the press do its own work first.
addEventListener("pointerup", () => lift(CLICK), { capture: true });
addEventListener("click", () => lift());
// A press can also end as a scroll, outside the window, or when another window comes forward.
addEventListener("pointercancel", () => lift(), { capture: true });
addEventListener("pointermove", ({ buttons }) => void (isPressed && buttons === 0 && lift()), { capture: true });
addEventListener("blur", () => lift());

/** For how long what changes may still be what was asked for, in milliseconds. */
const ASKED = 3_000;
let isActive = false;
let resting: ReturnType<typeof setTimeout> | undefined;

/** Whether the person has just done something. */
export function isAsked() {
  return isActive;
}

for (const event of ["pointerdown", "keydown"])
  addEventListener(
    event,
    () => {
      clearTimeout(resting);
      isActive = true;
      resting = setTimeout(() => void (isActive = false), ASKED);
    },
    { capture: true },
  );
