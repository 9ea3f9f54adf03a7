/** What's typed is saved at each pause, and before the page goes out of sight. */

/** A pause in typing, in milliseconds. */
const PAUSE = 400;

/** What hasn't been saved yet. */
const waiting: Set<() => void> = new Set();
/** Save at once what hasn't been saved yet. */
export function saveTyped() {
  for (const save of waiting) save();
}
for (const event of ["pagehide", "visibilitychange"]) addEventListener(event, saveTyped, { capture: true });

/** Save at the next pause: call `soon` at each key, and `now` when the field is left before there's a pause. */
export function afterPause(save: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const now = () => {
    clearTimeout(timer);
    if (waiting.delete(now)) save();
  };
  const soon = () => {
    clearTimeout(timer);
    waiting.add(now);
    timer = setTimeout(now, PAUSE);
  };
  return { soon, now };
}
