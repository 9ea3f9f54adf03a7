/** The home page knows who comes back: what's next stands there instead of the question. */

import { keptNext, keptPlan } from "./today/kept.ts";

const ask = document.querySelector<HTMLElement>("#home-ask");
const next = document.querySelector<HTMLElement>("#home-next");
const kept = keptNext.read();
/** What's said when something may have changed by itself since. */
const LATER = { whose: "", title: "Welcome back", lead: "Your checklist has what’s next, and by when." };
if (ask && next && (kept || keptPlan.read())) {
  const isSure = kept && (!kept.until || Date.now() < Date.parse(kept.until));
  const { whose, title, lead } = isSure ? kept : LATER;
  for (const [part, text] of Object.entries({ whose, title, lead })) {
    const place = document.querySelector(`#home-next-${part}`);
    if (place) place.textContent = text;
  }
  ask.hidden = true;
  next.hidden = false;
}
