/**
 * Where someone's own rules, or their centre's, change a figure of the guide's, say both. Python has worded it. A
 * picture can't say both, so it says whose figures it has.
 */

import { keptFigures } from "./storage/index.ts";

let isChanged = false;
for (const [name, [figure, beside]] of Object.entries(keptFigures.read() ?? {})) {
  for (const place of document.querySelectorAll(`[data-figure="${CSS.escape(name)}"]`)) {
    // A centre's own copy of the site may have its figures already.
    if (place.textContent === figure) continue;
    place.append(` (${beside})`);
    isChanged = true;
  }
}
if (isChanged)
  for (const title of document.querySelectorAll(".picture__title")) title.append(" (with this site’s figures)");
