/** The theme's search. Its script and its index are as large as all of ours, so they come once somebody reaches for it. */

const toggle = document.querySelector<HTMLInputElement>("[data-md-toggle=search]");
const query = document.querySelector<HTMLInputElement>("[data-md-component=search-query]");
const said = document.querySelector(".md-search-result__meta");
const place = document.querySelector<HTMLElement>("script[data-search]");
const words = said?.textContent ?? "";

let isAskedFor = false;

for (const opener of document.querySelectorAll("[data-open-search]"))
  opener.addEventListener("click", () => {
    open();
    query?.focus();
  });
query?.addEventListener("focus", open);
// An address may ask something.
if (new URLSearchParams(location.search).has("q")) have();

function open() {
  if (!toggle || toggle.checked) return;
  toggle.checked = true;
  toggle.dispatchEvent(new Event("change"));
  have();
}

/** Have the script. What's been typed meanwhile it reads when it's there. */
function have() {
  if (isAskedFor || !place) return;
  isAskedFor = true;
  const script = document.createElement("script");
  script.src = place.dataset.search ?? "";
  script.addEventListener("error", () => {
    isAskedFor = false;
    if (said) said.textContent = "The search couldn’t be loaded. Close it, and open it again once you’re online.";
  });
  if (said) said.textContent = words;
  document.body.append(script);
}

// Until it's there nothing else would close it.
query?.addEventListener("keydown", ({ key }) => {
  if (key === "Escape" && toggle) toggle.checked = false;
});

export {};
