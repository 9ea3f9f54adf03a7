import "./keys.ts";
import "./offline.ts";
import "./search.ts";
import "./theme.ts";

/** What every page has: menus close when left, and folds open for an address. */

for (const menu of document.querySelectorAll("details[data-menu]")) {
  menu.addEventListener("keydown", (event) => {
    if (event instanceof KeyboardEvent && event.key === "Escape") {
      menu.removeAttribute("open");
      menu.querySelector("summary")?.focus();
    }
  });
  menu.addEventListener("focusout", (event) => {
    const to = (event as FocusEvent).relatedTarget;
    if (to instanceof Node && !menu.contains(to)) menu.removeAttribute("open");
  });
}

/** Open the fold that the address leads into; the browser then shows the place itself. */
function unfold() {
  const place = document.getElementById(location.hash.slice(1));
  const fold = place?.closest("details");
  if (!place || !fold || fold.open) return;
  fold.open = true;
  place.scrollIntoView();
}

unfold();
addEventListener("hashchange", unfold);
