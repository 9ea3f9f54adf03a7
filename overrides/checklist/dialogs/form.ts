/** The form to add an interview or edit one. What's typed goes into the record as it is, and Python checks it. */

import type { Calendars } from "../engine/calendars.ts";
import { type Edit, inApplication } from "../record/edits.ts";
import { added, edited, isStarted, type Place } from "../record/interview.ts";
import { applicationOf, emptyRecord, nameOf } from "../record/record.ts";
import type { Application, RecordData } from "../record/shape.ts";
import { nameFrom } from "../record/tidy.ts";
import { complain } from "../ui/complain.ts";
import { find } from "../ui/dom.ts";
import { deviceZone } from "../ui/speak.ts";
import { type Wording, wording } from "../ui/wording.ts";
import { withinFields } from "./within.ts";

const NAMES = ["employer", "role"];
const OF_APPLICATION = [...NAMES, "interest", "recruiter", "thank_you"];
const OF_ROUND = ["starts", "minutes", "time_zone", "mode", "reply_by", "reply_within"];
const FIELDS = [...OF_APPLICATION, ...OF_ROUND, "people"];

export class Form {
  calendars: Calendars;
  saved: (edit: Edit, place: Place | null) => void;
  newIds: () => { application: string; round: string };
  bounds: Wording["bounds"];
  dialog: HTMLDialogElement;
  form: HTMLFormElement;
  within: ReturnType<typeof withinFields>;
  #isTyped = false;
  /** What was in each field when the form was opened. */
  #before: Map<string, unknown> = new Map();
  /** The interview being edited; null for a new one. */
  #editing: Place | null = null;
  /** The application being renamed. */
  #renaming: string | null = null;
  #record = emptyRecord();
  #zones: string[] | null = null;

  constructor(
    calendars: Calendars,
    saved: (edit: Edit, place: Place | null) => void,
    newIds: () => { application: string; round: string },
  ) {
    this.calendars = calendars;
    this.saved = saved;
    this.newIds = newIds;
    this.bounds = wording().bounds;
    this.dialog = find("#interview") as HTMLDialogElement;
    this.form = find("form", this.dialog) as HTMLFormElement;
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    find("[data-cancel]", this.dialog).addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("close", () => removeEventListener("beforeunload", stay));
    // People press Escape by mistake, so ask before anything typed is lost.
    this.dialog.addEventListener("cancel", (event) => {
      if (!this.#isTyped) return;
      event.preventDefault();
      this.#isTyped = false;
      find("[data-unsaved]", this.dialog).textContent = "Not saved yet. Escape again to leave it.";
    });
    this.form.addEventListener("input", (event) => {
      this.#isTyped = true;
      addEventListener("beforeunload", stay);
      if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement)
        complain(event.target, "");
    });
    this.within = withinFields(this.form);
  }

  #field(name: string): HTMLInputElement {
    return this.form.elements.namedItem(name) as HTMLInputElement;
  }

  /** Open the form for a new interview, or for one of the record's. */
  open(record: RecordData, place: Place | null = null) {
    this.#editing = place;
    this.#renaming = null;
    this.#record = record;
    for (const field of this.form.querySelectorAll("[data-interview]")) (field as HTMLElement).hidden = false;
    this.form.reset();
    for (const input of this.form.querySelectorAll("input, textarea")) complain(input as HTMLInputElement, "");
    this.#isTyped = false;
    find("[data-unsaved]", this.dialog).textContent = "";
    const application = place ? applicationOf(record, place.application) : null;
    const round = application?.rounds?.find(({ id }) => id === place?.round);
    find("[data-form-title]", this.dialog).textContent = place ? "Edit the interview" : "Add an interview";
    this.#offerApplications(record, place);
    this.#field("time_zone").value = round?.time_zone ?? record.settings?.time_zone ?? deviceZone;
    if (application && round) {
      this.#fillApplication(application);
      this.#field("starts").value = round.starts ?? "";
      this.#field("minutes").value = String(round.minutes ?? 60);
      this.#field("reply_by").value = round.reply_by ?? "";
      this.within.show(round.reply_within);
      this.#field("mode").value = round.mode ?? "in-person";
      this.#field("people").value = (round.people ?? [])
        .flatMap(({ name, title }) => (name?.trim() ? [title ? `${name}, ${title}` : name] : []))
        .join("\n");
    }
    this.#remember(FIELDS);
    // The interview may have no zone of its own. Then saving gives it the one shown.
    if (!round?.time_zone) this.#before.delete("time_zone");
    this.dialog.showModal();
    this.#field("employer").focus();
    void this.#loadZones();
  }

  /** Open the form for an application's name alone. */
  rename(record: RecordData, application: string) {
    this.open(record, { application, round: "" });
    this.#renaming = application;
    find("[data-form-title]", this.dialog).textContent = "Rename";
    this.#fillApplication(applicationOf(record, application) ?? {});
    this.#remember(FIELDS);
    for (const field of this.form.querySelectorAll("[data-interview]")) (field as HTMLElement).hidden = true;
    this.#field("employer").select();
  }

  /** Offer to add the interview to an application that's there already. */
  #offerApplications(record: RecordData, place: Place | null) {
    const row = find("[data-belongs]", this.dialog);
    const select = this.#field("application") as unknown as HTMLSelectElement;
    const begun = record.applications.filter((each) => !each.archived && !isStarted(each));
    const options = begun.map((each) => new Option(nameOf(each) || "Unnamed interview", each.id));
    row.hidden = place !== null || begun.length === 0;
    select.replaceChildren(new Option("A new application", ""), ...options);
    select.onchange = () => {
      const chosen = applicationOf(record, select.value);
      this.#fillApplication(chosen ?? {});
      for (const name of NAMES) this.#field(name).readOnly = Boolean(chosen);
      this.#remember(OF_APPLICATION);
    };
    select.onchange(new Event("change"));
  }

  #fillApplication(application: Partial<Application>) {
    this.#field("employer").value = application.employer ?? "";
    this.#field("role").value = application.role ?? "";
    this.#field("thank_you").value = application.thank_you ?? "email";
    this.#field("interest").value = application.interest ?? "yes";
    this.#field("recruiter").checked = application.recruiter ?? false;
  }

  async #loadZones() {
    if (this.#zones) return;
    try {
      const names = await this.calendars.names();
      this.#zones = names;
      find("#time-zones").replaceChildren(...names.map((name) => new Option("", name)));
    } catch {
      // Without the list of zones, take any name that the browser knows.
    }
  }

  /** A zone in its proper spelling, however it was typed; null if there's none. */
  #zone(typed: string) {
    const lower = typed.trim().toLowerCase();
    if (this.#zones) return this.#zones.find((name) => name.toLowerCase() === lower) ?? null;
    try {
      return new Intl.DateTimeFormat("en", { timeZone: typed.trim() }).resolvedOptions().timeZone;
    } catch {
      return null;
    }
  }

  #faults() {
    const faults: [string, string][] = [];
    const starts = this.#field("starts");
    const years = `${starts.min.slice(0, 4)} to ${starts.max.slice(0, 4)}`;
    if (starts.validity.badInput || starts.validity.rangeUnderflow || starts.validity.rangeOverflow)
      faults.push(["starts", `Give a whole date and time, in the years ${years}. Or leave it empty.`]);
    const minutes = this.#field("minutes");
    if (!minutes.validity.valid || !/^[0-9]+$/.test(minutes.value))
      faults.push(["minutes", `Give a whole number of minutes, ${minutes.min} to ${minutes.max}.`]);
    if (!this.#zone(this.#field("time_zone").value))
      faults.push(["time_zone", "Choose a time zone from the list, such as Europe/London."]);
    const replyBy = this.#field("reply_by");
    if (!replyBy.validity.valid)
      faults.push(["reply_by", `Give a whole date, in the years ${years}. Or leave it empty.`]);
    else if (replyBy.value && replyBy.value < starts.value.slice(0, 10))
      faults.push(["reply_by", "That is before the interview. Give the day they named, or leave it empty."]);
    if (this.#people().length > this.bounds.people)
      faults.push(["people", `Name at most ${this.bounds.people} people.`]);
    faults.push(...this.#full());
    const isEmpty = ["employer", "role", "starts", "application"].every((name) => !this.#field(name).value.trim());
    if (isEmpty && !this.#editing && faults.length === 0)
      faults.push(["starts", "Give the date and time, or at least the employer."]);
    return faults;
  }

  #people() {
    return this.#field("people")
      .value.split("\n")
      .map(nameFrom)
      .filter(Boolean)
      .map((line) => {
        const [name = "", ...rest] = line.split(",");
        return { name: name.trim(), title: rest.join(",").trim() };
      });
  }

  /** What the record has no room for, in words. */
  #full(): [string, string][] {
    if (this.#editing) return [];
    const { applications } = this.#record;
    const owner = applicationOf(this.#record, this.#field("application").value);
    if (owner && (owner.rounds?.length ?? 0) >= this.bounds.rounds)
      return [["starts", "This application holds as many interviews as it can. Remove an old one first."]];
    if (!owner && applications.length >= this.bounds.applications && !applications.some(isStarted))
      return [["starts", "Your list holds as many applications as it can. Remove an old one first."]];
    return [];
  }

  #submit() {
    // A double tap on Save: the first has closed the form.
    if (!this.dialog.open) return;
    if (this.#renaming) {
      const told = this.#told(this.#touched(NAMES));
      this.dialog.close();
      this.saved(
        inApplication(this.#renaming, (owner) => void Object.assign(owner, told)),
        { application: this.#renaming, round: "" },
      );
      return;
    }
    const faults = this.#faults();
    if (this.within.fault()) faults.push(["within", this.within.fault()]);
    for (const [name, text] of faults) complain(this.#field(name), text);
    const [first] = faults;
    if (first) {
      this.#field(first[0]).focus();
      return;
    }
    const values = this.#values();
    const place = this.#editing;
    const ids = this.newIds();
    this.dialog.close();
    this.saved(place ? (record) => edited(record, place, values) : (record) => added(record, values, ids), place);
  }

  /** A field's text. */
  #raw(name: string) {
    if (name === "reply_within") return JSON.stringify(this.within.value());
    const field = this.#field(name);
    return field.type === "checkbox" ? field.checked : field.value;
  }

  #remember(names: string[]) {
    for (const name of names) this.#before.set(name, this.#raw(name));
  }

  /**
   * Only what was touched. Another window may have changed the rest since the form was opened.
   */
  #touched(names: string[]) {
    return names.filter((name) => this.#raw(name) !== this.#before.get(name));
  }

  /** A field's value for the record. */
  #said(name: string) {
    if (name === "reply_within") return this.within.value();
    const text = nameFrom(this.#field(name).value);
    if (name === "recruiter") return this.#field(name).checked;
    if (name === "starts") return text.slice(0, 16) || null;
    if (name === "minutes") return Number(text);
    if (name === "time_zone") return this.#zone(text);
    if (name === "reply_by") return text || null;
    return text;
  }

  #values() {
    const belongs = nameFrom(this.#field("application").value);
    const isKnown = this.#editing || belongs;
    return {
      belongs,
      people: this.#touched(["people"]).length ? this.#people() : null,
      application: this.#told(isKnown ? this.#touched(OF_APPLICATION) : OF_APPLICATION),
      round: this.#told(this.#editing ? this.#touched(OF_ROUND) : OF_ROUND),
    };
  }

  #told(names: string[]) {
    return Object.fromEntries(names.map((name) => [name, this.#said(name)]));
  }
}

/** Ask before the page is left with something typed. */
function stay(event: BeforeUnloadEvent) {
  event.preventDefault();
}
