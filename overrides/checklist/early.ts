/** Inline in the page's head: Python sets out before the page itself has been read, and room is kept for the list of whoever has one. */

import { type Launched, launch, runtimeUrls } from "./engine/launch.ts";
import { hasList } from "./storage/local.ts";

/** How long whoever has a list waits for it before a list without ticks is shown, in milliseconds. */
const LONGEST_WAIT = 3_000;

if (hasList()) {
  const { dataset } = document.documentElement;
  dataset.list = "coming";
  setTimeout(() => (dataset.list = "slow"), LONGEST_WAIT);
}

try {
  (globalThis as { firstWorker?: Launched }).firstWorker = launch(runtimeUrls());
} catch {
  // The engine tries again, and says so when it cannot.
}
