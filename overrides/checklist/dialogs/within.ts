/** "They said within a week", kept as they said it. A date replaces it, and the other way round. */

import type { Wait } from "../record/shape.ts";
import type { Fault } from "./fields.ts";

/**
 * A form's fields for a date, or for how long they said they'd take.
 * @param field of the form, by its name: reply_by, within and unit are used
 */
export function withinFields(field: (name: string) => HTMLInputElement) {
  const [date, count, unit] = [field("reply_by"), field("within"), field("unit")];
  date.addEventListener("input", () => void (count.value = ""));
  count.addEventListener("input", () => void (date.value = ""));
  return {
    faults: (): Fault[] =>
      count.validity.valid ? [] : [["within", `Give a whole number, ${count.min} to ${count.max}.`]],
    value: (): Wait | null => (count.value ? { [unit.value]: Number(count.value) } : null),
    show(within: Wait | null | undefined) {
      const known = ["days", "working_days"].find((each) => within?.[each]);
      count.value = known ? String(within?.[known]) : "";
      if (known) unit.value = known;
    },
  };
}
