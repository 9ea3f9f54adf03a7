/** Whose bank holidays count: the device's country's from the first date on, until someone chooses others, or none. */

import { button, find, make, setText, settle } from "./dom.js";
import { inRegion, isWithoutRegion, takingRegion } from "./edits.js";
import { onceLifted } from "./press.js";
import { hasDates } from "./record.js";
import { deviceZone } from "./speak.js";
import { readCountry, readNames, writeCountry, writeNames } from "./store.js";

/** @typedef {import("./types").RecordData} RecordData */
/** @typedef {import("./edits.js").Edit} Edit */
/** @typedef {{regions: [code: string, name: string, more: string][], zones: Record<string, string>, differ?: string[]}} Names */

/** As many regions as are shown at a time: more is no list to choose from. */
const MOST = 30;

export class Region {
  /** @type {Names | null} all of them, or at first those few that this tab has shown before */
  #names = readNames();
  #isWhole = false;
  /** @type {string | null | undefined} the region whose name the tab remembers */
  #remembered = "";
  /** @type {string | null | undefined} */
  #code = undefined;
  /** @type {string | null} the device's country, once its holidays are here */
  #country = null;
  /** Whether it may yet turn out that there is a country to take. */
  #isOpen = !this.#names || this.#names.zones[deviceZone] !== undefined;
  /** The country that is wanted as a whole, also where nothing can be stored. */
  #left = "";
  /** Whether an edit made here would have taken the country, had it been known. */
  #isWanted = false;
  /** @type {RecordData | null} the list, while it has dates and no region */
  #unset = null;
  /** @type {RecordData | null} a list that has been given the country; one that is too full cannot hold it */
  #tried = null;

  /**
   * @param {import("./calendars.js").Calendars} calendars
   * @param {(edit: Edit, words: string) => void} saved
   * @param {(edit: Edit) => void} taken saves what nobody has pressed for
   */
  constructor(calendars, saved, taken) {
    this.calendars = calendars;
    this.saved = saved;
    this.taken = taken;
    this.dialog = /** @type {HTMLDialogElement} */ (find("#region"));
    this.search = /** @type {HTMLInputElement} */ (find("#r-search"));
    this.search.addEventListener("input", () => this.#list());
    this.place = find("#working-days");
    this.words = find("[data-region-words]", this.place);
    this.change = find("[data-region]", this.place);
    this.question = find("[data-parts]", this.place);
    this.part = /** @type {HTMLSelectElement} */ (find("select", this.question));
    find("form", this.dialog).addEventListener("submit", (event) => event.preventDefault());
    find("[data-cancel]", this.dialog).addEventListener("click", () => this.dialog.close());
    find("[data-none]", this.dialog).addEventListener("click", () => this.#choose(null));
    find("button", this.question).addEventListener("click", () => this.#answer());
    this.change.addEventListener("click", () => void this.open());
  }

  /**
   * @param {RecordData} record
   * @param {boolean} isPlanned whether Python has accepted it: what another program has put there is not changed before
   */
  draw(record, isPlanned) {
    this.#code = record.settings?.region;
    this.#unset = isWithoutRegion(record) ? record : null;
    const isNeeded = hasDates(record) || this.#code;
    this.place.hidden = !isNeeded || (this.#unset !== null && this.#isOpen);
    if (!isNeeded) {
      this.#remembered = this.#left = "";
      return;
    }
    // At once, or whoever comes back to their place would be moved by what is put in above it.
    if (this.#names) this.#say(this.#names);
    const away = () => this.#names ?? { regions: [], zones: {} };
    if (!this.#isWhole) void this.#load().catch(away).then((names) => onceLifted(() => this.#say(names)));
    if (this.#unset && (isPlanned || this.#isWanted)) void this.provide().then(() => onceLifted(() => this.#take()));
  }

  async #load() {
    if (!this.#isWhole) this.#names = await this.calendars.regions();
    this.#isWhole = true;
    return /** @type {Names} */ (this.#names);
  }

  /** Fetch what a first interview asks for, so that it can be added without a network, too. */
  async provide() {
    try {
      this.#country = await this.calendars.provide(deviceZone);
    } catch {
      // It is asked for again when the page is next drawn.
    }
  }

  /** An edit that takes the device's country along, where it makes the first date. @param {Edit} edit @returns {Edit} */
  taking(edit) {
    this.#isWanted = true;
    return this.#country ? takingRegion(edit, this.#country) : edit;
  }

  /** Take the device's country for a list that has dates already. */
  #take() {
    const list = this.#unset;
    if (!list || list === this.#tried) return;
    this.#isOpen = false;
    this.place.hidden = false;
    if (!this.#country) return;
    this.#tried = list;
    this.taken(takingRegion((record) => record, this.#country));
  }

  /** @param {Names} names */
  #say(names) {
    const code = this.#code;
    const isAsked = Boolean(code && names.differ?.includes(code) && ![this.#left, readCountry()].includes(code));
    setText(this.words, code ? `Bank holidays: ${nameIn(names, code)}.` : "Bank holidays aren’t skipped.");
    this.question.hidden = !isAsked;
    if (code && isAsked) this.#ask(names, code);
    if (!this.#isWhole || this.#remembered === code) return;
    this.#remembered = code;
    const { differ: all = [] } = names;
    const country = names.zones[deviceZone];
    const shown = names.regions.filter(([each]) => each === code || each === country || (isAsked && each.startsWith(`${code}-`)));
    writeNames({ regions: shown, zones: country ? { [deviceZone]: country } : {}, differ: all.filter((each) => each === code) });
  }

  /** Ask which part of a country it is. @param {Names} names @param {string} code */
  #ask(names, code) {
    if (this.part.dataset.country === code) return;
    this.part.dataset.country = code;
    const end = `, ${nameIn(names, code)}`;
    const parts = names.regions.filter(([each]) => each.startsWith(`${code}-`));
    this.part.replaceChildren(new Option("All of it, or not sure", code), ...parts.map(([each, name]) => new Option(name.replace(end, ""), each)));
  }

  #answer() {
    const { value } = this.part;
    if (value.includes("-")) this.#choose(value);
    else {
      this.#leave(value);
      if (this.#names) this.#say(this.#names);
      // The button that was pressed is gone, and what lay below it has moved up.
      this.change.focus();
      settle(document.body);
    }
  }

  /** Ask for no part of a country again. @param {string} country */
  #leave(country) {
    this.#left = country;
    writeCountry(country);
  }

  async open() {
    this.search.value = "";
    this.dialog.showModal();
    this.search.focus();
    try {
      await this.#load();
    } catch {
      setText(find("[data-found]", this.dialog), "The list of places couldn’t be loaded. Nothing has changed: try again once you’re online.");
      return;
    }
    this.#list();
  }

  #list() {
    const names = (this.#isWhole && this.#names?.regions) || [];
    const typed = folded(this.search.value);
    const words = typed.split(/\s+/);
    const matches = (/** @type {string} */ text) => words.every((word) => text.startsWith(word) || text.includes(` ${word}`));
    const found = names.filter(([code, name, more]) => matches(` ${folded(name)} ${more}`) || folded(code) === typed);
    // What has just this name comes before what only begins with it, and a whole country before its parts.
    const rank = (/** @type {Names["regions"][number]} */ [code, name, more]) => 2 * Number(!` ${folded(name)} ${more} `.includes(` ${typed} `)) + Number(code.includes("-"));
    found.sort((one, other) => rank(one) - rank(other));
    const count = found.length === 0 ? "Nothing found. Try the country’s name." : found.length > MOST ? `${found.length} found, the first ${MOST} shown. Type more to narrow it down.` : `${found.length} found.`;
    setText(find("[data-found]", this.dialog), count);
    const rows = found.slice(0, MOST).map(([code, name]) => {
      const choice = button(name, "quiet", () => this.#choose(code));
      if (code === this.#code) choice.setAttribute("aria-current", "true");
      return make("li", {}, choice);
    });
    find("[data-regions]", this.dialog).replaceChildren(...rows);
  }

  /** @param {string | null} code */
  #choose(code) {
    this.dialog.close();
    const name = code && this.#names ? nameIn(this.#names, code) : "";
    // Whoever chooses a whole country needs no asking for a part of it.
    if (code && !code.includes("-")) this.#leave(code);
    this.saved(inRegion(code), name ? `Bank holidays: ${name}.` : "Bank holidays aren’t skipped.");
  }
}

/** @param {Names} names @param {string} code */
function nameIn({ regions }, code) {
  return regions.find(([each]) => each === code)?.[1] ?? code;
}

/** Without case and accents, so that what is typed plainly is found. @param {string} text */
function folded(text) {
  return text.trim().toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ");
}
