/** The form to add an interview or edit one. What's typed goes into the record as it is, and Python checks it. */

import type { Calendars } from "../engine/calendars.ts";
import { type Edit, inApplication } from "../record/edits.ts";
import { added, edited, isStarted, type Values } from "../record/interview.ts";
import { applicationOf, emptyRecord, nameOf, type RoundPlace, roundAt } from "../record/record.ts";
import type { RecordData, Round } from "../record/shape.ts";
import { nameFrom } from "../record/tidy.ts";
import { find, setText } from "../ui/dom.ts";
import { deviceZone } from "../ui/speak.ts";
import { wording } from "../ui/wording.ts";
import { type Fault, formIn, yearsOf } from "./fields.ts";
import { withinFields } from "./within.ts";

/** The fields of an application and of an interview, with what they show where the record says nothing. */
const APPLICATION = { employer: "", role: "", interest: "yes", recruiter: false, thank_you: "email" };
const ROUND = { starts: "", minutes: 60, mode: "in-person", reply_by: "" };
const NAMES = ["employer", "role"];
const OF_APPLICATION = Object.keys(APPLICATION);
const OF_ROUND = [...Object.keys(ROUND), "time_zone", "reply_within"];

/**
 * @param save takes the edit, and the interview that was edited; null for a new one
 * @param newIds for an application and its interview
 */
export function makeForm(
  calendars: Calendars,
  save: (edit: Edit, place: RoundPlace | null) => void,
  newIds: () => { application: string; round: string },
) {
  const { bounds } = wording();
  const dialog = find<HTMLDialogElement>("#interview");
  const { form, field, reset, showFaults } = formIn(dialog, submit);
  const belongs = find<HTMLSelectElement>("#f-application", dialog);
  const within = withinFields(field);
  let record = emptyRecord();
  /** The interview being edited, or the application being renamed; null for a new interview. */
  let editing: RoundPlace | null = null;
  let isRenaming = false;
  let isTyped = false;
  /** What was in each field when the form was opened. */
  const before: Map<string, string> = new Map();
  let zones: string[] | null = null;

  dialog.addEventListener("close", () => removeEventListener("beforeunload", stay));
  // People press Escape by mistake, so ask before anything typed is lost.
  dialog.addEventListener("cancel", (event) => {
    if (!isTyped) return;
    event.preventDefault();
    isTyped = false;
    setText(find("[data-unsaved]", dialog), "Not saved yet. Escape again to leave it.");
  });
  form.addEventListener("input", () => {
    isTyped = true;
    addEventListener("beforeunload", stay);
  });
  belongs.addEventListener("change", chooseApplication);

  return {
    /** Open the form for a new interview, perhaps of an application that's there, or for one of the record's. */
    open(from: RecordData, place: RoundPlace | null = null, application: string = "") {
      open(from, place, false);
      if (!application) return;
      belongs.value = application;
      chooseApplication();
      field("starts").focus();
    },
    /** Open the form for an application's name alone. */
    rename: (from: RecordData, application: string) => open(from, { application, round: "" }, true),
  };

  function open(from: RecordData, place: RoundPlace | null, isForName: boolean) {
    [record, editing, isRenaming] = [from, place, isForName];
    reset();
    isTyped = false;
    setText(find("[data-unsaved]", dialog), "");
    const isNamed = place && nameOf(applicationOf(record, place.application) ?? { id: "" });
    const title = isRenaming
      ? isNamed
        ? "Rename"
        : "Name this application"
      : place
        ? "Edit the interview"
        : "Add an interview";
    setText(find("[data-form-title]", dialog), title);
    for (const part of form.querySelectorAll<HTMLElement>("[data-interview]")) part.hidden = isRenaming;
    offerApplications();
    const round = place && roundAt(record, place);
    if (place) fill(APPLICATION, applicationOf(record, place.application));
    if (round) fillRound(round);
    field("time_zone").value = round?.time_zone ?? record.settings?.time_zone ?? deviceZone;
    remember([...OF_APPLICATION, ...OF_ROUND, "people"]);
    // The interview may have no zone of its own. Then saving gives it the one shown.
    if (!round?.time_zone) before.delete("time_zone");
    dialog.showModal();
    field("employer").focus();
    if (isRenaming) field("employer").select();
    void loadZones();
  }

  /** Offer to add the interview to an application that's there already. */
  function offerApplications() {
    const begun = record.applications.filter((each) => !each.archived && !isStarted(each));
    const options = begun.map((each) => new Option(nameOf(each) || "Unnamed interview", each.id));
    belongs.replaceChildren(new Option("A new application", ""), ...options);
    find("[data-belongs]", dialog).hidden = editing !== null || begun.length === 0;
    chooseApplication();
  }

  function chooseApplication() {
    const chosen = applicationOf(record, belongs.value);
    fill(APPLICATION, chosen);
    for (const name of NAMES) field(name).readOnly = chosen !== undefined;
    remember(OF_APPLICATION);
  }

  function fill(fields: Record<string, string | number | boolean>, from: Record<string, unknown> = {}) {
    for (const [name, otherwise] of Object.entries(fields)) {
      const value = from[name] ?? otherwise;
      if (typeof value === "boolean") field(name).checked = value;
      else field(name).value = String(value);
    }
  }

  function fillRound(round: Round) {
    fill(ROUND, round);
    within.show(round.reply_within);
    const named = (round.people ?? []).filter(({ name }) => name?.trim());
    field("people").value = named.map(({ name, title }) => (title ? `${name}, ${title}` : name)).join("\n");
  }

  async function loadZones() {
    if (zones) return;
    try {
      zones = await calendars.names();
      find("#time-zones").replaceChildren(...zones.map((name) => new Option("", name)));
    } catch {
      // Without the list of zones, take any name that the browser knows.
    }
  }

  /** A zone in its proper spelling, however it was typed; null if there's none. */
  function zoneFrom(typed: string) {
    if (zones) return zones.find((name) => name.toLowerCase() === typed.toLowerCase()) ?? null;
    try {
      return new Intl.DateTimeFormat("en", { timeZone: typed }).resolvedOptions().timeZone;
    } catch {
      return null;
    }
  }

  /** One person a line: name, title. */
  function people() {
    const lines = field("people").value.split("\n").map(nameFrom).filter(Boolean);
    return lines.map((line) => {
      const [name = "", ...title] = line.split(",");
      return { name: name.trim(), title: title.join(",").trim() };
    });
  }

  function submit() {
    const place = editing;
    if (place && isRenaming) {
      const names = valuesOf(touched(NAMES));
      dialog.close();
      save(
        inApplication(place.application, (owner) => void Object.assign(owner, names)),
        place,
      );
      return;
    }
    if (showFaults([...faults(), ...within.faults()])) return;
    const [values, ids] = [valuesTyped(), newIds()];
    dialog.close();
    save(place ? (old) => edited(old, place, values) : (old) => added(old, values, ids), place);
  }

  function faults() {
    const found: Fault[] = [];
    const [starts, minutes, replyBy] = [field("starts"), field("minutes"), field("reply_by")];
    const years = yearsOf(starts);
    if (starts.validity.badInput || starts.validity.rangeUnderflow || starts.validity.rangeOverflow)
      found.push(["starts", `Give a whole date and time, in the years ${years}. Or leave it empty.`]);
    if (!minutes.validity.valid || !/^[0-9]+$/.test(minutes.value))
      found.push(["minutes", `Give a whole number of minutes, ${minutes.min} to ${minutes.max}.`]);
    if (!read("time_zone")) found.push(["time_zone", "Choose a time zone from the list, such as Europe/London."]);
    if (!replyBy.validity.valid)
      found.push(["reply_by", `Give a whole date, in the years ${years}. Or leave it empty.`]);
    else if (replyBy.value && replyBy.value < starts.value.slice(0, 10))
      found.push(["reply_by", "That is before the interview. Give the day they named, or leave it empty."]);
    if (people().length > bounds.people) found.push(["people", `Name at most ${bounds.people} people.`]);
    if (!editing) found.push(...full());
    const isEmpty = ["employer", "role", "starts", "application"].every((name) => !field(name).value.trim());
    if (isEmpty && !editing && found.length === 0)
      found.push(["starts", "Give the date and time, or at least the employer."]);
    return found;
  }

  /** What the record has no room for, in words. */
  function full(): Fault[] {
    const { applications } = record;
    const owner = applicationOf(record, belongs.value);
    if (owner && (owner.rounds?.length ?? 0) >= bounds.rounds)
      return [["starts", "This application holds as many interviews as it can. Remove an old one first."]];
    if (!owner && applications.length >= bounds.applications && !applications.some(isStarted))
      return [["starts", "Your list holds as many applications as it can. Remove an old one first."]];
    return [];
  }

  /** A field's value for the record. */
  function read(name: string) {
    if (name === "reply_within") return within.value();
    if (name === "recruiter") return field(name).checked;
    if (name === "people") return people();
    const text = nameFrom(field(name).value);
    if (name === "starts") return text.slice(0, 16) || null;
    if (name === "minutes") return Number(text);
    if (name === "time_zone") return zoneFrom(text);
    if (name === "reply_by") return text || null;
    return text;
  }

  function remember(names: string[]) {
    for (const name of names) before.set(name, JSON.stringify(read(name)));
  }

  /** Only what was touched: another window may have changed the rest since the form was opened. */
  function touched(names: string[]) {
    return names.filter((name) => JSON.stringify(read(name)) !== before.get(name));
  }

  function valuesOf(names: string[]) {
    return Object.fromEntries(names.map((name) => [name, read(name)]));
  }

  function valuesTyped(): Values {
    const isKnown = editing || belongs.value;
    return {
      belongs: belongs.value,
      people: touched(["people"]).length ? people() : null,
      application: valuesOf(isKnown ? touched(OF_APPLICATION) : OF_APPLICATION),
      round: valuesOf(editing ? touched(OF_ROUND) : OF_ROUND),
    };
  }
}

/** Ask before the page is left with something typed. */
function stay(event: BeforeUnloadEvent) {
  event.preventDefault();
}
