/** Whose bank holidays count: the device's country's from the first date on, until someone chooses others, or none. */

import type { Calendars } from "../engine/calendars.ts";
import { type Edit, inRegion, isWithoutRegion, takingRegion } from "../record/edits.ts";
import { hasDates } from "../record/record.ts";
import type { RegionNames } from "../record/regions.ts";
import type { RecordData } from "../record/shape.ts";
import { remembered } from "../storage/index.ts";
import { button, find, make, setText, settle } from "../ui/dom.ts";
import { afterPointerUp } from "../ui/press.ts";
import { deviceZone } from "../ui/speak.ts";

/** As many regions as are shown at a time: more is no list to choose from. */
const MOST = 30;

/** The country that someone wants as a whole, though its bank holidays differ from part to part. */
const keptCountry = remembered<string>("country", (value) => typeof value === "string");
/** The names of regions, while this tab is open. */
const keptNames = remembered<RegionNames>(
  "names",
  ({ regions, differ, zones }) => regions.every(Array.isArray) && Array.isArray(differ) && zones,
  true,
);

export class Region {
  calendars: Calendars;
  saved: (edit: Edit, words: string) => void;
  taken: (edit: Edit) => void;
  dialog: HTMLDialogElement;
  search: HTMLInputElement;
  place: HTMLElement;
  words: HTMLElement;
  change: HTMLElement;
  question: HTMLElement;
  part: HTMLSelectElement;
  /** All of them, or at first those few that this tab has shown before. */
  #names: RegionNames | null = keptNames.read();
  #isWhole = false;
  /** The region whose name the tab remembers. */
  #remembered: string | null | undefined = "";
  #code: string | null | undefined = undefined;
  /** The device's country, once its holidays are here. */
  #country: string | null = null;
  /** Whether it may yet turn out that there is a country to take. */
  #isOpen = !this.#names || this.#names.zones[deviceZone] !== undefined;
  /** The country that is wanted as a whole, also where nothing can be stored. */
  #left = "";
  /** Whether an edit made here would have taken the country, had it been known. */
  #isWanted = false;
  /** The list, while it has dates and no region. */
  #unset: RecordData | null = null;
  /** A list that has been given the country; one that is too full cannot hold it. */
  #tried: RecordData | null = null;

  /** @param taken saves what nobody has pressed for */
  constructor(calendars: Calendars, saved: (edit: Edit, words: string) => void, taken: (edit: Edit) => void) {
    this.calendars = calendars;
    this.saved = saved;
    this.taken = taken;
    this.dialog = find("#region") as HTMLDialogElement;
    this.search = find("#r-search") as HTMLInputElement;
    this.search.addEventListener("input", () => this.#list());
    this.place = find("#working-days");
    this.words = find("[data-region-words]", this.place);
    this.change = find("[data-region]", this.place);
    this.question = find("[data-parts]", this.place);
    this.part = find("select", this.question) as HTMLSelectElement;
    find("form", this.dialog).addEventListener("submit", (event) => event.preventDefault());
    find("[data-cancel]", this.dialog).addEventListener("click", () => this.dialog.close());
    find("[data-none]", this.dialog).addEventListener("click", () => this.#choose(null));
    find("button", this.question).addEventListener("click", () => this.#answer());
    this.change.addEventListener("click", () => void this.open());
  }

  /** @param isPlanned whether Python has accepted it: what another program has put there is not changed before */
  draw(record: RecordData, isPlanned: boolean) {
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
    if (!this.#isWhole)
      void this.#load()
        .catch(away)
        .then((names) => afterPointerUp(() => this.#say(names)));
    if (this.#unset && (isPlanned || this.#isWanted))
      void this.provide().then(() => afterPointerUp(() => this.#take()));
  }

  async #load() {
    if (!this.#isWhole) this.#names = await this.calendars.regions();
    this.#isWhole = true;
    return this.#names as RegionNames;
  }

  /** Fetch what a first interview asks for, so that it can be added without a network, too. */
  async provide() {
    try {
      this.#country = await this.calendars.provide(deviceZone);
    } catch {
      // It is asked for again when the page is next drawn.
    }
  }

  /** An edit that takes the device's country along, where it makes the first date. */
  taking(edit: Edit): Edit {
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

  #say(names: RegionNames) {
    const code = this.#code;
    const isAsked = Boolean(code && names.differ?.includes(code) && ![this.#left, keptCountry.read()].includes(code));
    setText(this.words, code ? `Bank holidays: ${nameIn(names, code)}.` : "Bank holidays aren’t skipped.");
    this.question.hidden = !isAsked;
    if (code && isAsked) this.#ask(names, code);
    if (!this.#isWhole || this.#remembered === code) return;
    this.#remembered = code;
    const { differ: all = [] } = names;
    const country = names.zones[deviceZone];
    const shown = names.regions.filter(
      ([each]) => each === code || each === country || (isAsked && each.startsWith(`${code}-`)),
    );
    keptNames.write({
      regions: shown,
      zones: country ? { [deviceZone]: country } : {},
      differ: all.filter((each) => each === code),
    });
  }

  /** Ask which part of a country it is. */
  #ask(names: RegionNames, code: string) {
    if (this.part.dataset.country === code) return;
    this.part.dataset.country = code;
    const end = `, ${nameIn(names, code)}`;
    const parts = names.regions.filter(([each]) => each.startsWith(`${code}-`));
    this.part.replaceChildren(
      new Option("All of it, or not sure", code),
      ...parts.map(([each, name]) => new Option(name.replace(end, ""), each)),
    );
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

  /** Ask for no part of a country again. */
  #leave(country: string) {
    this.#left = country;
    keptCountry.write(country);
  }

  async open() {
    this.search.value = "";
    this.dialog.showModal();
    this.search.focus();
    try {
      await this.#load();
    } catch {
      setText(
        find("[data-found]", this.dialog),
        "The list of places couldn’t be loaded. Nothing has changed: try again once you’re online.",
      );
      return;
    }
    this.#list();
  }

  #list() {
    const names = (this.#isWhole && this.#names?.regions) || [];
    const typed = folded(this.search.value);
    const words = typed.split(/\s+/);
    const matches = (text: string) => words.every((word) => text.startsWith(word) || text.includes(` ${word}`));
    const found = names.filter(([code, name, more]) => matches(` ${folded(name)} ${more}`) || folded(code) === typed);
    // What has just this name comes before what only begins with it, and a whole country before its parts.
    const rank = ([code, name, more]: RegionNames["regions"][number]) =>
      2 * Number(!` ${folded(name)} ${more} `.includes(` ${typed} `)) + Number(code.includes("-"));
    found.sort((one, other) => rank(one) - rank(other));
    const count =
      found.length === 0
        ? "Nothing found. Try the country’s name."
        : found.length > MOST
          ? `${found.length} found, the first ${MOST} shown. Type more to narrow it down.`
          : `${found.length} found.`;
    setText(find("[data-found]", this.dialog), count);
    const rows = found.slice(0, MOST).map(([code, name]) => {
      const choice = button(name, "quiet", () => this.#choose(code));
      if (code === this.#code) choice.setAttribute("aria-current", "true");
      return make("li", {}, choice);
    });
    find("[data-regions]", this.dialog).replaceChildren(...rows);
  }

  #choose(code: string | null) {
    this.dialog.close();
    const name = code && this.#names ? nameIn(this.#names, code) : "";
    // Whoever chooses a whole country needs no asking for a part of it.
    if (code && !code.includes("-")) this.#leave(code);
    this.saved(inRegion(code), name ? `Bank holidays: ${name}.` : "Bank holidays aren’t skipped.");
  }
}

function nameIn({ regions }: RegionNames, code: string) {
  return regions.find(([each]) => each === code)?.[1] ?? code;
}

/** Without case and accents, so that what is typed plainly is found. */
function folded(text: string) {
  return text
    .trim()
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ");
}
