/** Inline in the page's head: Python sets out before the page itself has been read. */

import { launch, runtimeUrls } from "./launch.js";

try {
  /** @type {any} */ (globalThis).firstWorker = launch(runtimeUrls());
} catch {
  // The engine tries again, and says so when it cannot.
}
