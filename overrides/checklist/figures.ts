/** Where someone's own rules, or their centre's, change a figure of the guide's, say both. Python has worded it. */

import { keptFigures } from "./storage/index.ts";

for (const [name, [figure, beside]] of Object.entries(keptFigures.read() ?? {})) {
  for (const place of document.querySelectorAll(`[data-figure="${CSS.escape(name)}"]`)) {
    // A centre's own copy of the site may have its figures already.
    if (place.textContent !== figure) place.append(` (${beside})`);
  }
}
