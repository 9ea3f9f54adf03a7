/**
 * Where someone's own rules, or their centre's, change a figure of the guide's, say both. Python has worded it. A
 * picture can't say both, so it says whose figures it has.
 */

import { keptFigures } from "./storage/remembered.ts";

const kept = keptFigures.read() ?? {};
for (const [name, [figure, beside]] of Object.entries(kept)) {
  for (const place of document.querySelectorAll(`[data-figure="${CSS.escape(name)}"]`)) {
    // A centre's own copy of the site may have its figures already.
    if (place.textContent !== figure) place.append(` (${beside})`);
  }
}
for (const picture of document.querySelectorAll("[data-figures]")) {
  const named = picture.getAttribute("data-figures")?.split(" ") ?? [];
  if (named.some((name) => name in kept))
    picture.querySelector("figcaption")?.append(" (with the guide’s own figures)");
}
