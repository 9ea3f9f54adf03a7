/** A part of the notes that has rows, each named for screen readers. */

import type { Person, Question } from "../record/shape.ts";
import { nameFrom, textFrom } from "../record/tidy.ts";
import { button, find } from "../ui/dom.ts";

/** What's in a row: a text if it has just one field, null if it's empty. */
type Item = Person | Question | string | null;

let ids = 0;

/**
 * @param part of the notes: a place for its rows, what they are copied from, and a button for one more
 * @param changed is told when a row has gone or come back
 * @param say shows what was done, with a way to undo it
 */
export function rowsIn(part: HTMLElement, changed: () => void, say: (text: string, undo: HTMLElement) => void) {
  const pattern = find<HTMLTemplateElement>("[data-row]", part);
  const { row: one = "" } = pattern.dataset;
  const place = find("[data-rows]", part);
  const more = find("[data-more-rows]", part);
  /** What each row was in the record, with any keys that we don't know. */
  const originals: WeakMap<Element, Item> = new WeakMap();

  more.addEventListener("click", () => {
    const input = firstInput(addRow(null));
    input?.scrollIntoView({ block: "nearest" });
    input?.focus();
  });
  return {
    fill(items: Item[] = []) {
      place.replaceChildren();
      for (const item of items.length ? items : [null]) addRow(item);
    },
    /** What's in the rows that aren't empty. */
    read: () => rows().map(itemOf).filter(isTold),
  };

  function rows() {
    return [...place.children] as HTMLElement[];
  }

  function addRow(item: Item) {
    const row = find(".row", pattern.content).cloneNode(true) as HTMLElement;
    ids += 1;
    for (const name of ["id", "for", "name"])
      for (const each of row.querySelectorAll(`[${name}]`))
        each.setAttribute(name, `${each.getAttribute(name)}-${ids}`);
    for (const field of fieldsIn(row)) show(field, typeof item === "object" ? item?.[nameOf(field)] : item);
    find("[data-remove]", row).addEventListener("click", () => removeRow(row));
    originals.set(row, item);
    place.append(row);
    number();
    return row;
  }

  function removeRow(row: HTMLElement) {
    const next = row.nextElementSibling;
    row.remove();
    if (place.childElementCount) number();
    else addRow(null);
    changed();
    const undo = button("Undo", "quiet", () => {
      place.insertBefore(row, next?.parentElement === place ? next : null);
      number();
      changed();
      firstInput(row)?.focus();
    });
    say("Removed. ", undo);
    undo.focus();
  }

  /** Number the rows again, for screen readers. */
  function number() {
    for (const [index, row] of rows().entries()) {
      for (const span of row.querySelectorAll("[data-whose]")) span.textContent = `, ${one} ${index + 1}`;
      find("[data-remove]", row).setAttribute("aria-label", `Remove ${one.toLowerCase()} ${index + 1}`);
    }
    more.hidden = place.childElementCount >= Number(part.dataset.most ?? Infinity);
  }

  function itemOf(row: HTMLElement): Item {
    const values = Object.fromEntries(fieldsIn(row).map((field) => [nameOf(field), read(field)]));
    if ("" in values) return String(values[""]);
    const original = originals.get(row);
    return { ...(typeof original === "object" && original), ...values };
  }
}

export function firstInput(place: HTMLElement) {
  return place.querySelector<HTMLElement>("input, textarea");
}

function fieldsIn(row: HTMLElement) {
  return [...row.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLFieldSetElement>("[data-name]")];
}

function nameOf(field: HTMLElement) {
  return field.dataset.name ?? "";
}

function isTold(item: Item) {
  const values = item && typeof item === "object" ? Object.values(item) : [item];
  return values.some((value) => (typeof value === "string" ? value.trim() : value !== null));
}

/** A score is a set of choices; all else is a line or a text. */
function show(field: ReturnType<typeof fieldsIn>[number], value: unknown) {
  if (!(field instanceof HTMLFieldSetElement)) field.value = typeof value === "string" ? value : "";
  else for (const choice of field.querySelectorAll("input")) choice.checked = choice.value === String(value ?? "");
}

function read(field: ReturnType<typeof fieldsIn>[number]) {
  if (field instanceof HTMLFieldSetElement)
    return Number(field.querySelector<HTMLInputElement>(":checked")?.value) || null;
  return field instanceof HTMLInputElement ? nameFrom(field.value) : textFrom(field.value);
}
