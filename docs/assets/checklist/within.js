/** "They said within a week": kept as they said it. A date of their own takes its place, and the other way round. */

/** @typedef {import("./types").Wait} Wait */

/**
 * The fields of a form for a date, or else for how long they said they'd take.
 * @param {HTMLFormElement} form with the fields reply_by, within and unit
 */
export function withinFields(form) {
  const field = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
  const [date, count, unit] = [field("reply_by"), field("within"), field("unit")];
  date.addEventListener("input", () => void (count.value = ""));
  count.addEventListener("input", () => void (date.value = ""));
  return {
    /** What is wrong with the count, or an empty text. */
    fault: () => (count.validity.valid ? "" : `Give a whole number, ${count.min} to ${count.max}.`),
    /** @returns {Wait | null} */
    value: () => (count.value ? { [unit.value]: Number(count.value) } : null),
    /** @param {Wait | null | undefined} within */
    show(within) {
      const known = ["days", "working_days"].find((each) => within?.[each]);
      count.value = known ? String(within?.[known]) : "";
      if (known) unit.value = known;
    },
  };
}
