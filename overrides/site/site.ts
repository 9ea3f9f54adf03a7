import "./filter.ts";
import "./keys.ts";
import "./offline.ts";

/** What every page has: the search opens from a button, menus close when left, and words can be copied. */

const toggle = document.querySelector("[data-md-toggle=search]") as HTMLInputElement | null;
const query = document.querySelector("[data-md-component=search-query]") as HTMLInputElement | null;

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

const copiers = document.querySelectorAll("button[data-copy]");
const labels = new Map([...copiers].map((copier) => [copier, copier.firstChild?.textContent ?? ""]));
for (const copier of copiers) {
  copier.addEventListener("click", async () => {
    const text = document.getElementById(copier.getAttribute("data-copy") ?? "");
    if (!text) return;
    const said = (await copied(text)) ? "Copied" : "Selected: copy it now";
    // Only the last is on the clipboard.
    for (const each of copiers) label(each, each === copier ? said : (labels.get(each) ?? ""));
    const region = document.querySelector("#copied");
    if (region) region.textContent = said;
  });
}

function label(button: Element, text: string) {
  if (button.firstChild) button.firstChild.textContent = text;
}

/** Copy an element's text; where the browser forbids it, select it instead. Returns whether it was copied. */
async function copied(element: HTMLElement) {
  try {
    // biome-ignore lint/performance/useDomNodeTextContent: paragraphs are to be copied with the lines between them
    await navigator.clipboard.writeText(element.innerText.trim());
    return true;
  } catch {
    getSelection()?.selectAllChildren(element);
    return false;
  }
}
