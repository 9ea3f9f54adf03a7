import "./filter.ts";

/** What pages to read have besides: folds open on paper, and words can be copied. */

// On paper nothing is folded but steps, whose reasons nobody prints. The newest browsers can do that by styles alone.
const unfolded: HTMLDetailsElement[] = [];
addEventListener("beforeprint", () => {
  const folds = document.querySelectorAll<HTMLDetailsElement>(".md-content details:not([open])");
  for (const fold of folds) {
    if (fold.closest(".checklist")) continue;
    fold.open = true;
    unfolded.push(fold);
  }
});
addEventListener("afterprint", () => {
  for (const fold of unfolded.splice(0)) fold.open = false;
});

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
