/** The form that adds an interview or edits one. What is typed goes into the record as it is; Python checks it. */

import { complain } from "./complain.js";
import { find } from "./dom.js";
import { inApplication } from "./edits.js";
import { added, edited, isStarted } from "./interview.js";
import { applicationOf, emptyRecord, nameOf } from "./record.js";
import { deviceZone } from "./speak.js";
import { nameFrom } from "./tidy.js";
import { withinFields } from "./within.js";

/** @typedef {import("./types").RecordData} RecordData */
/** @typedef {import("./calendars.js").Calendars} Calendars */
/** @typedef {import("./interview.js").Place} Place */
/** @typedef {(record: RecordData) => RecordData} Edit */

const NAMES = ["employer", "role"];
const OF_APPLICATION = [...NAMES, "interest", "recruiter", "thank_you"];
const OF_ROUND = ["starts", "minutes", "time_zone", "mode", "reply_by", "reply_within"];
const FIELDS = [...OF_APPLICATION, ...OF_ROUND, "people"];

export class Form {
  #isTyped = false;
  /** @type {Map<string, unknown>} what stood in each field as the form was opened */
  #before = new Map();
  /** @type {Place | null} the interview that is edited, or null for a new one */
  #editing = null;
  /** @type {string | null} the application that is to be renamed, and nothing else */
  #renaming = null;
  #record = emptyRecord();
  /** @type {string[] | null} */
  #zones = null;

  /**
   * @param {Calendars} calendars
   * @param {(edit: Edit, place: Place | null) => void} saved
   * @param {() => {application: string, round: string}} newIds
   */
  constructor(calendars, saved, newIds) {
    this.calendars = calendars;
    this.saved = saved;
    this.newIds = newIds;
    this.bounds = JSON.parse(find("#checklist-words").textContent ?? "{}").bounds;
    this.dialog = /** @type {HTMLDialogElement} */ (find("#interview"));
    this.form = /** @type {HTMLFormElement} */ (find("form", this.dialog));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    find("[data-cancel]", this.dialog).addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("close", () => removeEventListener("beforeunload", stay));
    // Escape is pressed by mistake, too: what is typed is left only by a word.
    this.dialog.addEventListener("cancel", (event) => {
      if (!this.#isTyped) return;
      event.preventDefault();
      this.#isTyped = false;
      find("[data-unsaved]", this.dialog).textContent = "Not saved yet. Escape again to leave it.";
    });
    this.form.addEventListener("input", (event) => {
      this.#isTyped = true;
      addEventListener("beforeunload", stay);
      if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) complain(event.target, "");
    });
    this.within = withinFields(this.form);
  }

  /** @param {string} name @returns {HTMLInputElement} */
  #field(name) {
    return /** @type {HTMLInputElement} */ (this.form.elements.namedItem(name));
  }

  /**
   * Open the form for a new interview, or for one of the record's.
   * @param {RecordData} record
   * @param {Place | null} [place]
   */
  open(record, place = null) {
    this.#editing = place;
    this.#renaming = null;
    this.#record = record;
    for (const field of this.form.querySelectorAll("[data-interview]")) /** @type {HTMLElement} */ (field).hidden = false;
    this.form.reset();
    for (const input of this.form.querySelectorAll("input, textarea")) complain(/** @type {HTMLInputElement} */ (input), "");
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
      this.#field("people").value = (round.people ?? []).flatMap(({ name, title }) => (name?.trim() ? [title ? `${name}, ${title}` : name] : [])).join("\n");
    }
    this.#remember(FIELDS);
    // A zone that the interview has not got of its own is one more thing that the form says.
    if (!round?.time_zone) this.#before.delete("time_zone");
    this.dialog.showModal();
    this.#field("employer").focus();
    void this.#loadZones();
  }

  /**
   * Open the form for an application's name alone.
   * @param {RecordData} record
   * @param {string} application
   */
  rename(record, application) {
    this.open(record, { application, round: "" });
    this.#renaming = application;
    find("[data-form-title]", this.dialog).textContent = "Rename";
    this.#fillApplication(applicationOf(record, application) ?? {});
    this.#remember(FIELDS);
    for (const field of this.form.querySelectorAll("[data-interview]")) /** @type {HTMLElement} */ (field).hidden = true;
    this.#field("employer").select();
  }

  /**
   * Offer to put a new interview with an application that is already there.
   * @param {RecordData} record
   * @param {Place | null} place
   */
  #offerApplications(record, place) {
    const row = find("[data-belongs]", this.dialog);
    const select = /** @type {HTMLSelectElement} */ (/** @type {unknown} */ (this.#field("application")));
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

  /** @param {Partial<import("./types").Application>} application */
  #fillApplication(application) {
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
      // Without the list any name that this browser knows is taken.
    }
  }

  /**
   * A zone by its own spelling, however it was typed; null when there is none.
   * @param {string} typed
   */
  #zone(typed) {
    const lower = typed.trim().toLowerCase();
    if (this.#zones) return this.#zones.find((name) => name.toLowerCase() === lower) ?? null;
    try {
      return new Intl.DateTimeFormat("en", { timeZone: typed.trim() }).resolvedOptions().timeZone;
    } catch {
      return null;
    }
  }

  #faults() {
    /** @type {[string, string][]} */
    const faults = [];
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
    if (!replyBy.validity.valid) faults.push(["reply_by", `Give a whole date, in the years ${years}. Or leave it empty.`]);
    else if (replyBy.value && replyBy.value < starts.value.slice(0, 10))
      faults.push(["reply_by", "That is before the interview. Give the day they named, or leave it empty."]);
    if (this.#people().length > this.bounds.people) faults.push(["people", `Name at most ${this.bounds.people} people.`]);
    faults.push(...this.#full());
    const isEmpty = ["employer", "role", "starts", "application"].every((name) => !this.#field(name).value.trim());
    if (isEmpty && !this.#editing && faults.length === 0)
      faults.push(["starts", "Give the date and time, or at least the employer."]);
    return faults;
  }

  #people() {
    return this.#field("people").value.split("\n").map(nameFrom).filter(Boolean).map((line) => {
      const [name = "", ...rest] = line.split(",");
      return { name: name.trim(), title: rest.join(",").trim() };
    });
  }

  /** What the record has no room for. @returns {[string, string][]} */
  #full() {
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
    if (this.#renaming) {
      const told = this.#told(this.#touched(NAMES));
      this.dialog.close();
      this.saved(inApplication(this.#renaming, (owner) => void Object.assign(owner, told)), { application: this.#renaming, round: "" });
      return;
    }
    // A second press of Save finds the form closed by the first.
    if (!this.dialog.open) return;
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

  /** What stands in a field, as it is. @param {string} name */
  #raw(name) {
    if (name === "reply_within") return JSON.stringify(this.within.value());
    const field = this.#field(name);
    return field.type === "checkbox" ? field.checked : field.value;
  }

  /** @param {string[]} names */
  #remember(names) {
    for (const name of names) this.#before.set(name, this.#raw(name));
  }

  /** What somebody has touched of some fields. The rest may have been changed elsewhere since the form was opened: it is left alone. @param {string[]} names */
  #touched(names) {
    return names.filter((name) => this.#raw(name) !== this.#before.get(name));
  }

  /** What a field says, as the record holds it. @param {string} name */
  #said(name) {
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

  /** @param {string[]} names */
  #told(names) {
    return Object.fromEntries(names.map((name) => [name, this.#said(name)]));
  }
}

/** Ask before what is typed is left with the page. @param {BeforeUnloadEvent} event */
function stay(event) {
  event.preventDefault();
}
