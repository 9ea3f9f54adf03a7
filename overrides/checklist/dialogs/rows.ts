/** A part of the notes that has rows, with fields big enough for a thumb and named for screen readers. */

import type { Person, Question } from "../record/shape.ts";
import { nameFrom, textFrom } from "../record/tidy.ts";
import { button, find, make } from "../ui/dom.ts";
import type { Wording } from "../ui/wording.ts";

/** The most people, the longest text, and the range of scores. */
export type Bounds = Pick<Wording["bounds"], "people" | "text" | "score">;
/** What's in a row: a text if it has just one field, null if it's empty. */
type Item = Person | Question | string | null;
/** A text of one line (`name`), of several, or a score. */
type Field = { name: string; label: string; type: "name" | "text" | "score" };
/** What each row is called, and its fields: without any it's one text. */
export type Kind = { one: string; fields?: Field[] };

let ids = 0;

/**
 * @param part of the notes, with a place for its rows and a button for one more
 * @param changed is told when a row has gone or come back
 * @param say shows what was done, with a way to undo it
 */
export function rowsIn(
  part: HTMLElement,
  { one, fields = [{ name: "", label: one, type: "text" }] }: Kind,
  bounds: Bounds,
  changed: () => void,
  say: (text: string, undo: HTMLElement) => void,
) {
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
    const row = make("div", { class: "row" }, ...fields.map((field) => drawField(field, inField(item, field), bounds)));
    row.append(button("Remove", "quiet", () => removeRow(row)));
    row.lastElementChild?.setAttribute("data-remove", "");
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
    more.hidden = part.dataset.part === "people" && place.childElementCount >= bounds.people;
  }

  function itemOf(row: HTMLElement): Item {
    const values = fields.map(({ name, type }) => [name, fieldValue(row, name, type)] as const);
    const [only] = values;
    if (only?.[0] === "") return String(only[1]);
    const original = originals.get(row);
    return { ...(typeof original === "object" && original), ...Object.fromEntries(values) };
  }
}

export function firstInput(place: HTMLElement) {
  return place.querySelector<HTMLElement>("input, textarea");
}

function inField(item: Item, { name }: Field): unknown {
  return item && typeof item === "object" ? item[name] : item;
}

function isTold(item: Item) {
  const values = item && typeof item === "object" ? Object.values(item) : [item];
  return values.some((value) => (typeof value === "string" ? value.trim() : value !== null));
}

function fieldValue(row: HTMLElement, name: string, type: Field["type"]) {
  if (type === "score") return Number(row.querySelector<HTMLInputElement>("input:checked")?.value) || null;
  const { value } = find<HTMLInputElement>(`[data-name="${name}"]`, row);
  return type === "name" ? nameFrom(value) : textFrom(value);
}

function drawField({ name, label, type }: Field, value: unknown, bounds: Bounds) {
  ids += 1;
  const id = `j-${ids}`;
  if (type === "score") return drawScore(value, id, bounds.score);
  const email = { type: "email", autocapitalize: "off" };
  const shared = { class: "field__input", id, maxlength: bounds.text, "data-name": name };
  const input =
    type === "name"
      ? make("input", { ...shared, autocomplete: "off", ...(name === "email" && email) })
      : make("textarea", { ...shared, rows: name ? 2 : 1 });
  input.value = typeof value === "string" ? value : "";
  const caption = make("label", { class: name ? "field__label" : "vh", for: id, text: label }, whoseSpan());
  return make("div", { class: "field" }, caption, input);
}

function drawScore(value: unknown, group: string, [least, most]: Bounds["score"]) {
  const scores = Array.from({ length: most - least + 1 }, (_, index) => String(least + index));
  const choices = ["", ...scores].map((score) => {
    const input = make("input", {
      class: "score__box",
      type: "radio",
      name: group,
      value: score,
      checked: String(value ?? "") === score,
      "aria-label": score ? `${score} of ${most}` : "No score",
    });
    return make("label", { class: "score__choice" }, input, make("span", { text: score || "–" }));
  });
  const legend = make("legend", { class: "field__label", text: "Score" }, whoseSpan());
  return make("fieldset", { class: "score" }, legend, ...choices);
}

function whoseSpan() {
  return make("span", { class: "vh", "data-whose": "" });
}
