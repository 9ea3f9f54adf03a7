/** Where working days are counted: chosen by name, or not at all; offered once, from the time zone, and never assumed. */

import { button, find, make, setText } from "./dom.js";
import { inRegion } from "./edits.js";
import { onceLifted } from "./press.js";
import { hasDates } from "./record.js";
import { deviceZone } from "./speak.js";
import { readNames, writeNames } from "./store.js";

/** @typedef {import("./types").RecordData} RecordData */
/** @typedef {{regions: [code: string, name: string, more: string][], zones: Record<string, string>}} Names */

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

  /**
   * @param {import("./calendars.js").Calendars} calendars
   * @param {(edit: import("./edits.js").Edit, words: string) => void} saved
   */
  constructor(calendars, saved) {
    this.calendars = calendars;
    this.saved = saved;
    this.dialog = /** @type {HTMLDialogElement} */ (find("#region"));
    this.search = /** @type {HTMLInputElement} */ (find("#r-search"));
    this.search.addEventListener("input", () => this.#list());
    this.place = find("#working-days");
    this.words = find("[data-region-words]", this.place);
    this.change = find("[data-region]", this.place);
    this.offer = find("#offer");
    find("form", this.dialog).addEventListener("submit", (event) => event.preventDefault());
    find("[data-cancel]", this.dialog).addEventListener("click", () => this.dialog.close());
    find("[data-none]", this.dialog).addEventListener("click", () => this.#choose(null));
    this.change.addEventListener("click", () => void this.open());
  }

  /** @param {RecordData} record */
  draw(record) {
    this.#code = record.settings?.region;
    const isDated = hasDates(record);
    this.place.hidden = !isDated && !this.#code;
    if (this.place.hidden) {
      this.offer.hidden = true;
      this.#remembered = "";
    } else {
      // At once, or whoever comes back to their place would be moved by what is put in above it.
      if (this.#names) this.#say(this.#names);
      const away = () => this.#names ?? { regions: [], zones: {} };
      if (!this.#isWhole) void this.#load().catch(away).then((names) => onceLifted(() => this.#say(names)));
    }
  }

  async #load() {
    if (!this.#isWhole) this.#names = await this.calendars.regions();
    this.#isWhole = true;
    return /** @type {Names} */ (this.#names);
  }

  /** @param {Names} names */
  #say(names) {
    const code = this.#code;
    const words = code ? `Working days: as in ${nameIn(names, code)}. Its public holidays are left out.` : "Working days: Monday to Friday. No public holidays are left out.";
    setText(this.words, words);
    setText(this.change, code ? "Change your region" : "Choose your region");
    this.#offer(names);
    if (!this.#isWhole || this.#remembered === code) return;
    this.#remembered = code;
    const country = names.zones[deviceZone];
    const shown = names.regions.filter(([each]) => each === code || each === country);
    writeNames({ regions: shown, zones: country ? { [deviceZone]: country } : {} });
  }

  /** Offer the country of the device's time zone, until there is an answer. @param {Names} names */
  #offer(names) {
    const place = this.offer;
    const country = names.zones[deviceZone];
    const isOpen = this.#code === undefined && country !== undefined;
    place.hidden = !isOpen;
    if (!isOpen || !country || place.dataset.country === country) return;
    place.dataset.country = country;
    const name = nameIn(names, country);
    place.setAttribute("aria-label", "Working days");
    place.replaceChildren(
      make("p", { text: `Some dates count working days. Shall public holidays be left out? Your time zone suggests: ${name}.` }),
      make("p", { class: "offer__actions" },
        button(`Yes, ${name}`, "plain", () => this.#choose(country)),
        button("Another region", "quiet", () => void this.open(name)),
        button("No, weekends only", "quiet", () => this.#choose(null))),
    );
  }

  /** @param {string} [start] what to search for first */
  async open(start = "") {
    this.search.value = start;
    this.dialog.showModal();
    this.search.select();
    try {
      await this.#load();
    } catch {
      setText(find("[data-found]", this.dialog), "The list of regions needs the network for a moment.");
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
    const count = found.length === 0 ? "None found. Try the country’s name." : found.length > MOST ? `${found.length} found, the first ${MOST} shown. Type more to narrow it down.` : `${found.length} found.`;
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
    this.saved(inRegion(code), name ? `Working days: as in ${name}.` : "Working days: weekends only.");
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
