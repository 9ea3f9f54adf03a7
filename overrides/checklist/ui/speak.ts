/**
 * Dates and times in words: the person's own names of days and months and their own clock,
 * through Intl. How far away a day is comes from Python's table of days; nothing is computed
 * here but places in that table.
 */

/** With the curly apostrophe that Python's plain text does without. */
export function typeset(text: string) {
  return text.replaceAll("'", "’");
}

/** Further away than this many days, a date alone is clearer than a count. */
const NEAR = 6;

const locale = usable(navigator.language);
const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
export const deviceZone = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";

/** A language that Intl takes: a system without one calls its own "C". */
function usable(language: string) {
  try {
    return Intl.getCanonicalLocales(language)[0] ?? "en";
  } catch {
    return "en";
  }
}

const formats: Map<string, Intl.DateTimeFormat> = new Map();

function format(zone: string, options: Intl.DateTimeFormatOptions) {
  const key = zone + JSON.stringify(options);
  let made = formats.get(key);
  if (!made) {
    try {
      made = new Intl.DateTimeFormat(locale, { ...options, timeZone: zone });
    } catch {
      // This browser doesn't know the zone. UTC, named as such, is still exact.
      made = new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC", timeZoneName: "short" });
    }
    formats.set(key, made);
  }
  return made;
}

/** The same dates come up again and again, and Intl is slow. */
const said: Map<string, string> = new Map();
const MOST_SAID = 5_000;

/** @param moment an instant or a date */
function isInstant(moment: string) {
  return moment.includes("T");
}

/** Say a date or an instant exactly: "Tuesday 24 Nov, 16:00". The year is said when it is not this one. */
export function exactly(moment: string, zone: string, today: string) {
  const key = `${moment} ${zone} ${today.slice(0, 4)}`;
  let text = said.get(key);
  if (text === undefined) {
    if (said.size > MOST_SAID) said.clear();
    said.set(key, (text = worded(moment, zone, today)));
  }
  return text;
}

function worded(moment: string, zone: string, today: string) {
  const year = moment.slice(0, 4) === today.slice(0, 4) ? undefined : "numeric";
  const day: Intl.DateTimeFormatOptions = { weekday: "long", day: "numeric", month: "short", ...(year && { year }) };
  const at = Date.parse(isInstant(moment) ? moment : `${moment}T12:00:00Z`);
  // English has a comma before a day with its year, and none before one without.
  const said = format(isInstant(moment) ? zone : "UTC", day)
    .format(at)
    .replace(/^(\p{L}+), (?=\d)/u, "$1 ");
  return isInstant(moment) ? `${said}, ${clock(zone).format(at)}` : said;
}

/** A zone's times of day, with its name where it isn't the device's. */
function clock(zone: string) {
  const named = zone === deviceZone ? {} : ({ timeZoneName: "short" } as const);
  return format(zone, { hour: "numeric", minute: "2-digit", ...named });
}

/** Say a date with the least letters: "24 Nov", or "Nov 27" for a month of another year. */
export function shortly(date: string, today: string) {
  const parts: Intl.DateTimeFormatOptions =
    date.slice(0, 4) === today.slice(0, 4) ? { day: "numeric", month: "short" } : { month: "short", year: "2-digit" };
  return format("UTC", parts).format(Date.parse(`${date}T12:00:00Z`));
}

/** Python's table of civil days in one zone: the instant at which each begins, and its date. */
export class Days {
  table: [string, string][];
  index: number;
  today: string;
  constructor(table: [string, string][], now: string) {
    this.table = table;
    this.index = this.#at(now);
    this.today = table[this.index]?.[1] ?? now.slice(0, 10);
  }

  #at(instant: string) {
    let index = -1;
    for (const [begins] of this.table) {
      if (begins > instant) break;
      index += 1;
    }
    return index;
  }

  /** How many days from today a moment is, or null when the table does not reach so far. */
  away(moment: string) {
    const index = isInstant(moment) ? this.#at(moment) : this.table.findIndex(([, date]) => date === moment);
    const isKnown = index >= 0 && this.index >= 0 && (index < this.table.length - 1 || !isInstant(moment));
    return isKnown ? index - this.index : null;
  }

  /** The date a number of days after today, or null when the table does not reach so far. */
  date(count: number) {
    return (this.index >= 0 && this.table[this.index + count]?.[1]) || null;
  }

  /** When the next day begins, or null. */
  get next() {
    return (this.index >= 0 && this.table[this.index + 1]?.[0]) || null;
  }
}

/** Say a date and how far away it is, as one says what was promised: "Wednesday 25 Nov, yesterday". */
export function withDistance(date: string, days: Days, zone: string = "UTC") {
  const away = days.away(date);
  const exact = exactly(date, zone, days.today);
  return away !== null && Math.abs(away) <= NEAR ? `${exact}, ${relative.format(away, "day")}` : exact;
}

/** Say a moment as people do and exactly: "tomorrow, Tuesday 24 Nov, 16:00". */
export function inWords(moment: string, zone: string, days: Days) {
  const away = days.away(moment);
  const exact = exactly(moment, zone, days.today);
  return away !== null && Math.abs(away) <= NEAR ? `${relative.format(away, "day")}, ${exact}` : exact;
}

/** Say a day with its day of the week, in few letters: "Wed 25 Nov". */
export function briefly(moment: string, zone: string, today: string) {
  const year = moment.slice(0, 4) === today.slice(0, 4) ? {} : ({ year: "2-digit" } as const);
  const at = Date.parse(isInstant(moment) ? moment : `${moment}T12:00:00Z`);
  const day = format(isInstant(moment) ? zone : "UTC", { weekday: "short", day: "numeric", month: "short", ...year });
  return day.format(at).replace(",", "");
}

/** The same, but "today", "tomorrow" and "yesterday" by their names. */
export function nearly(moment: string, zone: string, days: Days) {
  const away = days.away(moment);
  return away !== null && Math.abs(away) <= 1 ? relative.format(away, "day") : briefly(moment, zone, days.today);
}

/** Say by when something is to be done: "Today", "By 16:00 today", "By Monday 30 Nov, in 4 days". */
export function byWhen(moment: string, zone: string, days: Days) {
  if (days.away(moment) !== 0) return `By ${withDistance(moment, days, zone)}`;
  return isInstant(moment) ? `By ${clock(zone).format(Date.parse(moment))} today` : "Today";
}
