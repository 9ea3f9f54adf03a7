/**
 * Runs inline in the page's head, for whoever has a list: keeps room for it, and starts Python before the page is
 * parsed.
 */

import { type Launched, launch, runtimeUrls } from "./engine/launch.ts";
import { hasList } from "./storage/local.ts";

/** How long we wait before showing the list without its ticks, in milliseconds. */
const LONGEST_WAIT = 3_000;

if (hasList()) {
  const { dataset } = document.documentElement;
  dataset.list = "coming";
  setTimeout(() => (dataset.list = "slow"), LONGEST_WAIT);
  try {
    (globalThis as { firstWorker?: Launched }).firstWorker = launch(runtimeUrls());
  } catch {
    // The engine tries again, and says so if it can't.
  }
}
