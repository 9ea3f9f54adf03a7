/** The home page knows who comes back: what's next stands there instead of the question, while it's sure to be so. */

import { keptNext } from "./storage/index.ts";

const ask = document.querySelector<HTMLElement>("#home-ask");
const next = document.querySelector<HTMLElement>("#home-next");
const kept = ask && next && keptNext.read();
if (kept && (!kept.until || Date.now() < Date.parse(kept.until))) {
  for (const [part, text] of [
    ["title", kept.title],
    ["lead", kept.lead],
  ]) {
    const place = document.querySelector(`#home-next-${part}`);
    if (place) place.textContent = text ?? "";
  }
  ask.hidden = true;
  next.hidden = false;
}
