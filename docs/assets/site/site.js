/** What every page has: the search opens from a button, and menus close when left. */

const toggle = /** @type {HTMLInputElement | null} */ (document.querySelector("[data-md-toggle=search]"));
const query = /** @type {HTMLInputElement | null} */ (document.querySelector("[data-md-component=search-query]"));

for (const opener of document.querySelectorAll("[data-open-search]")) {
  opener.addEventListener("click", () => {
    if (!toggle || !query) return;
    toggle.checked = true;
    toggle.dispatchEvent(new Event("change"));
    query.focus();
  });
}

for (const menu of document.querySelectorAll("details[data-menu]")) {
  menu.addEventListener("keydown", (event) => {
    if (event instanceof KeyboardEvent && event.key === "Escape") {
      menu.removeAttribute("open");
      menu.querySelector("summary")?.focus();
    }
  });
  menu.addEventListener("focusout", (event) => {
    const to = /** @type {FocusEvent} */ (event).relatedTarget;
    if (to instanceof Node && !menu.contains(to)) menu.removeAttribute("open");
  });
}
