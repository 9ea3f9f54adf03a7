/** A list that's narrowed to what contains the words typed; folds open while there's something to find in them. */

const field = document.querySelector<HTMLInputElement>("input[data-filter]");
const rows = [...document.querySelectorAll<HTMLElement>(field?.dataset.filter ?? "[data-nothing]")];

if (field) {
  field.parentElement?.removeAttribute("hidden");
  field.addEventListener("input", () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
    }
    for (const fold of new Set(rows.map((row) => row.closest("details")))) {
      if (!fold) continue;
      const found = rows.filter((row) => fold.contains(row) && !row.hidden);
      fold.hidden = found.length === 0;
      fold.open = words.length > 0 && found.length > 0;
    }
    const left = rows.filter((row) => !row.hidden).length;
    const region = document.querySelector("#filtered");
    if (region) region.textContent = words.length ? `${left} found` : "";
  });
}
