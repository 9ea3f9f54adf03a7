/** The theme's search. Its script and its index are more than all that a page waits for: they come when it's opened. */

const toggle = document.querySelector<HTMLInputElement>("[data-md-toggle=search]");
const query = document.querySelector<HTMLInputElement>("[data-md-component=search-query]");
const said = document.querySelector(".md-search-result__meta");
const place = document.querySelector<HTMLElement>("script[data-search]");
const words = said?.textContent ?? "";

/** How long the theme's script takes to settle, in milliseconds: it waits 125 of them. */
const SETTLED = 200;

let isAskedFor = false;

for (const opener of document.querySelectorAll("[data-open-search]"))
  opener.addEventListener("click", () => {
    open();
    query?.select();
  });
query?.addEventListener("focus", open);
// An address may ask something.
if (new URLSearchParams(location.search).has("q")) have();

function open() {
  if (!toggle || toggle.checked) return;
  turn(true);
  have();
}

/** The theme looks at the switch for it. */
function turn(isOpen: boolean) {
  if (!toggle) return;
  toggle.checked = isOpen;
  toggle.dispatchEvent(new Event("change"));
}

/** Have the script. What's been typed meanwhile it reads when it's there. */
function have() {
  if (isAskedFor || !place) return;
  isAskedFor = true;
  if (said) said.textContent = words;
  const script = document.createElement("script");
  script.src = place.dataset.search ?? "";
  script.addEventListener("error", () => {
    isAskedFor = false;
    if (said) said.textContent = "The search couldn’t be loaded. Close it, and open it again once you’re online.";
  });
  script.addEventListener("load", () => {
    query?.removeEventListener("keydown", leave);
    // It begins as at the start of a page, where an address with a fragment closes the search.
    setTimeout(() => document.activeElement === query && open(), SETTLED);
  });
  document.body.append(script);
}

/** Until the script is there nothing else would close it. */
function leave({ key }: KeyboardEvent) {
  if (key !== "Escape" && key !== "Tab") return;
  turn(false);
  if (key === "Escape") query?.blur();
}
query?.addEventListener("keydown", leave);

export {};
