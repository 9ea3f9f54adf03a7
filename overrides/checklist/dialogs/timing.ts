/** "My timing": the numbers that a careers centre may set, set by a person for themselves. */

import type { Edit } from "../record/edits.ts";
import type { RecordData } from "../record/shape.ts";
import { find, setText } from "../ui/dom.ts";
import { type Fault, formIn } from "./fields.ts";
import { withoutCentre } from "./preset.ts";

type Save = (edit: Edit, saying: { words: string; otherwise: string }) => void;

/** @param drop goes back to the site's own */
export function makeTiming(current: () => RecordData, save: Save, drop: () => void) {
  const dialog = find<HTMLDialogElement>("#timing");
  const { form, reset, showFaults } = formIn(dialog, finish);
  const inputs = [...form.querySelectorAll<HTMLInputElement>("input[type=number]")];
  const own = find("[data-own]", dialog);
  own.addEventListener("click", () => {
    dialog.close();
    drop();
  });
  return { open };

  function open() {
    reset();
    const { centre, policy = {} } = current().settings ?? {};
    for (const input of inputs) {
      const value = policy[input.name];
      if (typeof value === "number") input.value = String(value);
    }
    own.hidden = Object.keys(policy).length === 0;
    const first = find("[data-centre-first]", dialog);
    first.hidden = !centre;
    setText(
      first,
      centre ? `These are from ${centre}. Once you save numbers of your own, its name and its steps come off too.` : "",
    );
    dialog.showModal();
  }

  function finish() {
    const faults = inputs.flatMap((input): Fault[] =>
      input.checkValidity() ? [] : [[input.name, `A whole number from ${input.min} to ${input.max}.`]],
    );
    if (showFaults(faults)) return;
    const numbers = Object.fromEntries(
      inputs.flatMap(({ name, value, defaultValue }) => (value === defaultValue ? [] : [[name, Number(value)]])),
    );
    const { centre, policy: before = {} } = current().settings ?? {};
    // A centre's steps come off with its name; steps that are nobody's stay.
    const steps = centre ? {} : Object.fromEntries(Object.entries(before).filter(([name]) => !(name in form.elements)));
    const policy = { ...steps, ...numbers };
    dialog.close();
    // A centre's rules whose numbers are left alone stay that centre's.
    if (inputs.every(({ name, value, defaultValue }) => String(before[name] ?? defaultValue) === value)) return;
    save(
      ({ settings, ...record }) => ({
        ...record,
        settings: { ...withoutCentre(settings), ...(Object.keys(policy).length > 0 && { policy }) },
      }),
      {
        words: centre ? `Your timing is your own now, no longer ${centre}’s.` : "Your timing is saved.",
        otherwise: "No date moved.",
      },
    );
  }
}
