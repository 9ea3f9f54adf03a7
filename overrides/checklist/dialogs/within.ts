/** "They said within a week", kept as they said it. A date replaces it, and the other way round. */

import type { Wait } from "../record/shape.ts";

/**
 * A form's fields for a date, or for how long they said they'd take.
 * @param form with the fields reply_by, within and unit
 */
export function withinFields(form: HTMLFormElement) {
  const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement;
  const [date, count, unit] = [field("reply_by"), field("within"), field("unit")];
  date.addEventListener("input", () => void (count.value = ""));
  count.addEventListener("input", () => void (date.value = ""));
  return {
    /** What's wrong with the number, or "". */
    fault: () => (count.validity.valid ? "" : `Give a whole number, ${count.min} to ${count.max}.`),
    value: (): Wait | null => (count.value ? { [unit.value]: Number(count.value) } : null),
    show(within: Wait | null | undefined) {
      const known = ["days", "working_days"].find((each) => within?.[each]);
      count.value = known ? String(within?.[known]) : "";
      if (known) unit.value = known;
    },
  };
}
