/** Blanks that are left in a message, which stand in brackets: they're seen, said, and selected to be typed over. */

import { button, drawnOnce } from "../ui/dom.ts";

const BLANK = /\[[^[\]\n]{1,80}\]/g;

type Field = HTMLInputElement | HTMLTextAreaElement;

/**
 * @param line the place that lists them
 * @param fields that may hold some, in the order in which they are read
 */
export function blanksIn(line: HTMLElement, fields: Field[]) {
  return {
    draw() {
      const left = found();
      line.hidden = left.length === 0;
      drawnOnce(line, left, () => [
        "Still blank: ",
        ...left.map((each) => button(each.slice(1, -1), "quiet", () => select(each))),
      ]);
    },
    /** What's left, in words; an empty text for nothing. */
    said() {
      const left = found();
      return left.length ? `Still blank: ${left.join(", ")}.` : "";
    },
  };

  function found() {
    return [...new Set(fields.flatMap(({ value }) => value.match(BLANK) ?? []))];
  }

  /** Select a blank, to be typed over. */
  function select(blank: string) {
    const field = fields.find(({ value }) => value.includes(blank));
    if (!field) return;
    const start = field.value.indexOf(blank);
    field.focus();
    field.setSelectionRange(start, start + blank.length);
  }
}
