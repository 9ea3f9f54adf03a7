/** Cleans text for the record. A paste may bring line breaks, control characters and halves of characters. */

const NOT_IN_A_NAME = /[\p{Cc}\p{Cs}\u2028\u2029]/gu;
const NOT_IN_A_TEXT = /[^\P{Cc}\n\t]|\p{Cs}/gu;

/** A name or a title: one line. */
export function nameFrom(text: string) {
  return text.replace(NOT_IN_A_NAME, " ").replace(/ {2,}/g, " ").trim();
}

/** A text of several lines. */
export function textFrom(text: string) {
  return text.replace(/\r\n?/g, "\n").replace(NOT_IN_A_TEXT, " ");
}
