/** "What happened?", the form for an outcome. */

import { type Edit, withOutcome, withOutcomeChanged } from "../record/edits.ts";
import type { Outcome } from "../record/shape.ts";
import { find, setText } from "../ui/dom.ts";
import { type Fault, formIn, yearsOf } from "./fields.ts";
import { withinFields } from "./within.ts";

/** Answers to an offer, shown once Python knows of one. */
const ANSWERS = new Set(["acceptance", "decline"]);
/** The date that may come with an outcome, by its field. */
const LATER: Record<string, string> = { offer: "decide_by", invitation: "starts", update: "reply_by" };

/** Whose outcome it is, what it's called, and today in its time zone. */
type Asked = {
  application: string;
  name: string;
  today: string;
  /** The last day to allow: where the person is, it may be a day later. */
  latest: string | null;
  /** What can have happened by now; null if we can't tell. */
  possible: Set<string> | null;
  /** The outcome to change; null to tell of a new one. */
  outcome: Outcome | null;
};

/**
 * @param save takes the edit, and what happened: an empty text for a change to what was told before
 * @param newRound an id for an interview
 */
export function makeHappened(save: (edit: Edit, type: string, application: string) => void, newRound: () => string) {
  const dialog = find<HTMLDialogElement>("#happened");
  const { form, field, reset, showFaults } = formIn(dialog, submit);
  const unchosen = find("[data-unchosen]", form);
  const within = withinFields(field);
  let application = "";
  let latest: string | null = null;
  let changing: Outcome | null = null;

  form.addEventListener("change", showFields);
  return { open };

  function open(asked: Asked) {
    ({ application, latest, outcome: changing } = asked);
    setText(find("[data-whose-outcome]", dialog), asked.name);
    reset();
    for (const input of form.querySelectorAll<HTMLInputElement>("input[name=type]")) {
      const isPossible = asked.possible ? asked.possible.has(input.value) : !ANSWERS.has(input.value);
      (input.closest("label") as HTMLElement).hidden = !isPossible;
    }
    field("on").value = changing?.on ?? asked.today;
    unchosen.hidden = true;
    find("fieldset", form).hidden = changing !== null;
    setText(find("[data-asks]", form), "What happened?");
    if (changing) fill(changing);
    showFields();
    dialog.showModal();
    if (changing) field("on").focus();
    else focusFirst();
  }

  /** What was told before: what it is stays, its dates can be changed. */
  function fill(outcome: Outcome) {
    const type = find<HTMLInputElement>(`input[value="${outcome.type}"]`, form);
    type.checked = true;
    setText(find("[data-asks]", form), type.closest("label")?.textContent?.trim() ?? "");
    const later = LATER[outcome.type] as "decide_by" | "reply_by" | undefined;
    if (later) field(later).value = outcome[later] ?? "";
    if (outcome.type === "update") within.show(outcome.reply_within);
  }

  function chosen() {
    return (form.elements.namedItem("type") as RadioNodeList).value as Outcome["type"] | "";
  }

  function showFields() {
    // An interview that's there already is edited as one.
    const wanted = changing?.type === "invitation" ? "" : chosen();
    for (const part of form.querySelectorAll<HTMLElement>("[data-for]")) part.hidden = part.dataset.for !== wanted;
  }

  function focusFirst() {
    find("label:not([hidden]) > input[name=type]", form).focus();
  }

  function submit() {
    const type = chosen();
    unchosen.hidden = type !== "";
    if (!type) return focusFirst();
    const [on, later] = [field("on"), LATER[type]];
    const date = later ? field(later) : null;
    if (showFaults(faults(on, date, type === "update"))) return;
    const isInvited = type === "invitation";
    const { decide_by, reply_by, reply_within, ...rest } = changing ?? {};
    const outcome: Outcome = {
      ...rest,
      type,
      on: on.value,
      ...(later && date?.value && !isInvited && { [later]: date.value }),
      ...(type === "update" && within.value() && { reply_within: within.value() }),
    };
    const round = isInvited && !changing ? { id: newRound(), starts: date?.value.slice(0, 16) || null } : null;
    const [id, before] = [application, changing];
    dialog.close();
    if (before) save(withOutcomeChanged(id, before, outcome), "", id);
    else save((record) => withOutcome(record, id, outcome, round), type, id);
  }

  /** @param date the one that may come with it */
  function faults(on: HTMLInputElement, date: HTMLInputElement | null, isUpdate: boolean) {
    const found: Fault[] = [];
    const years = yearsOf(on);
    if (!on.value || !on.validity.valid) found.push(["on", `Give the day, in the years ${years}.`]);
    else if (latest && on.value > latest) found.push(["on", "That day is still to come."]);
    if (date && !date.validity.valid)
      found.push([date.name, `Give a whole date, in the years ${years}. Or leave it empty.`]);
    else if (date?.value && date.value < on.value) found.push([date.name, "That is before the day above."]);
    return isUpdate ? [...found, ...within.faults()] : found;
  }
}
