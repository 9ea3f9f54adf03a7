/** A row of the notes, with fields big enough for a thumb and named for screen readers. */

import { make } from "../ui/dom.ts";
import type { Wording } from "../ui/wording.ts";

export type Field = { name: string; label: string; type: "name" | "text" | "score"; isShort?: boolean };

/** The most people, the longest text, and the range of scores. */
export type Bounds = Pick<Wording["bounds"], "people" | "text" | "score">;
/** What's in a row: a text if it has just one field, null if it's empty. */
export type Item = string | Record<string, unknown> | null;

let ids = 0;

export function drawnRow(fields: Field[], item: Item, bounds: Bounds) {
  const drawn = fields.map((field) =>
    drawnField(field, field.name && item && typeof item === "object" ? item[field.name] : item, bounds),
  );
  return make("div", { class: "row" }, ...drawn);
}

/**
 * Say whose the fields of a row are.
 * @param whose such as "Person 2"
 */
export function nameRow(row: HTMLElement, whose: string) {
  for (const span of row.querySelectorAll("[data-whose]")) span.textContent = `, ${whose}`;
}

function drawnField({ name, label, type, isShort }: Field, value: unknown, bounds: Bounds) {
  ids += 1;
  if (type === "score") return drawnScore(value, `j-${ids}`, bounds.score);
  const input = make(type === "name" ? "input" : "textarea", { class: "field__input" });
  input.id = `j-${ids}`;
  input.maxLength = bounds.text;
  input.dataset.name = name;
  if (input instanceof HTMLTextAreaElement) input.rows = isShort ? 1 : 2;
  else if (name === "email") Object.assign(input, { type: "email", autocomplete: "off", autocapitalize: "off" });
  else input.autocomplete = "off";
  input.value = typeof value === "string" ? value : "";
  const caption = make("label", { class: name ? "field__label" : "vh", text: label });
  caption.htmlFor = input.id;
  caption.append(whoseSpan());
  return make("div", { class: "field" }, caption, input);
}

function drawnScore(value: unknown, group: string, [least, most]: Bounds["score"]) {
  const scores = Array.from({ length: most - least + 1 }, (_, index) => String(least + index));
  const choices = ["", ...scores].map((score) => {
    const input = make("input", { class: "score__box" });
    Object.assign(input, { type: "radio", name: group, value: score, checked: String(value ?? "") === score });
    input.setAttribute("aria-label", score ? `${score} of ${most}` : "No score");
    return make("label", { class: "score__choice" }, input, make("span", { text: score || "–" }));
  });
  const legend = make("legend", { class: "field__label", text: "Score" }, whoseSpan());
  return make("fieldset", { class: "score" }, legend, ...choices);
}

function whoseSpan() {
  const span = make("span", { class: "vh" });
  span.dataset.whose = "";
  return span;
}
