/**
 * Changes as data. Each is the part of the list that it touches, before and after, so that it can be made again to
 * whatever the list has become by then. A tab gives each change a higher number than any it has seen, its own or another
 * tab's, so a change made on top of another comes after it. The database keeps the last number that it has from each
 * tab. So anyone may bring a log in, twice even, and it counts once.
 */

import { unfit } from "./guard.ts";
import { isSame, joined, type Part, shared } from "./join.ts";
import { readText, recordOf } from "./read.ts";
import { emptyRecord } from "./record.ts";
import { fingerprint } from "./seal.ts";
import type { RecordData } from "./shape.ts";

/**
 * Just what a change touches, and the ids of all applications for their order. `of` is the fingerprint of another
 * program's list, if that's where the change comes from. One that was taken over keeps its place among the others, and
 * says in whose log it was, and as which number: it counts once.
 */
type Edit = { n: number; before: Part; after: Part; of?: number } & Adopted;
type Erasure = { n: number; erased: true } & Adopted;
type Adopted = { placed?: number; from?: [tab: string, n: number] };
/**
 * The list that a tab found at its start, written on top of a revision of the database, which is 0 if nobody knows.
 * `by` says who wrote it: this edition, the first one, or another program, whose list is the newest. It's doubtful
 * whether that's so if a browser that was killed may have brought an old list back.
 */
export type Found = { n: number; found: string; revision: number; by: "us" | "first" | "other" | "doubtful" };
export type Change = Edit | Erasure | Found;
type Log = [tab: string, changes: Change[]];

/**
 * What the database holds: the list, null once it's erased; how far each tab's log has been brought in; and
 * fingerprints of lists without a seal that it has met, as one may come back when a browser is killed. `previous` is
 * the list before another program's took its place, until Python has accepted that.
 */
export type Kept = {
  revision: number;
  text: string | null;
  folded: Record<string, number>;
  met: number[];
  previous: string | null;
};

export class NewerVersion extends Error {}

/** More tabs than leave a log behind before it's found, and more lists than other programs put here meanwhile. */
const REMEMBERED = 64;

export function editOf(n: number, before: RecordData, after: RecordData): Edit {
  return { n, before: partOf(before, after), after: partOf(after, before) };
}

/**
 * A log with one change for its latest edits, which have made the list what it is now. Those that other tabs' changes may
 * have been made on top of stay before these.
 */
export function shortened(log: Change[], others: Change[], now: RecordData): Change[] {
  const last = Math.max(0, ...others.map(({ n }) => n));
  const isEdit = (change: Change) => "before" in change && !("placed" in change) && change.n > last;
  const edits = log.filter(isEdit) as Edit[];
  const before = edits.reduceRight((record, edit) => joined(record, edit.after, edit.before), now);
  return [...log.filter((change) => !isEdit(change)), ...edits.slice(-1).map(({ n }) => editOf(n, before, now))];
}

/** Another tab's change as a tab's own. */
export function adopted(
  tab: string,
  change: Change,
  n: number,
  before: RecordData,
  base: Base,
  dropped: (reason: string) => void,
): Edit | Erasure {
  if (!("found" in change)) return { placed: change.n, from: [tab, change.n], ...change, n } as Edit | Erasure;
  return { ...editOf(n, before, appliedAll(before, [change], base, dropped) ?? emptyRecord()), placed: 0 };
}

/** The changes of a log that haven't been brought in. */
export function unmet(kept: Kept, tab: string, changes: Change[]): Change[] {
  const isMet = (of: string, n: number) => n <= (kept.folded[of] ?? -1);
  const isElsewhere = ({ from }: Adopted) => from !== undefined && isMet(...from);
  return changes.filter((change) => !isMet(tab, change.n) && ("found" in change || !isElsewhere(change)));
}

/** Another tab's log. What that tab found may be old by now, so it takes nothing away. */
export function logOfOther(changes: Change[]): Change[] {
  return changes.map((change) =>
    "found" in change && ["other", "doubtful"].includes(change.by) ? { ...change, revision: -1, by: "first" } : change,
  );
}

function partOf(record: RecordData, other: RecordData): Part {
  const others = new Map(other.applications.map((each) => [each.id, each]));
  const touched = Object.entries(record).filter(
    ([key, value]) => !isSame(value, (other as Record<string, unknown>)[key]),
  );
  const applications = record.applications.map((each) => (isSame(each, others.get(each.id)) ? { id: each.id } : each));
  return { ...Object.fromEntries(touched), applications };
}

/**
 * Make a change to a list; null is an erased one. The revision is -1 if the database has nothing worth keeping, and
 * Infinity if we can't have it, so that what a tab found takes nothing away.
 */
function applied(record: RecordData | null, change: Change, { revision, met }: Base): RecordData | null {
  if ("erased" in change) return null;
  if ("before" in change) return joined(record ?? emptyRecord(), change.before, change.after);
  const theirs = recordOf(change.found);
  if (!theirs) return record;
  const { revision: on, by } = change;
  const isMet = met.includes(fingerprint(change.found));
  // What was written on top of the list is newer than that.
  if (by === "other" || (by === "doubtful" && !isMet) || on >= revision) return theirs;
  if (by === "us" || (by === "first" && isMet)) return record;
  // What this list has besides may be nowhere else.
  const mine = record ?? emptyRecord();
  return joined(mine, shared(theirs, mine), theirs);
}

type Base = Pick<Kept, "revision" | "met">;

/**
 * Make changes in the order of their numbers, except any that would make the list too large. What was found comes before
 * anything done with it, whoever found it.
 */
export function appliedAll(
  record: RecordData | null,
  changes: Change[],
  base: Base,
  dropped: (reason: string) => void,
) {
  const place = (change: Change) => ("found" in change ? 0 : (change.placed ?? change.n));
  const sorted = [...changes].sort((one, other) => place(one) - place(other));
  return sorted.reduce((before, change) => {
    const after = applied(before, change, base);
    const reason = after && after !== before && unfit(JSON.stringify(after));
    if (reason) dropped(reason);
    return reason ? before : after;
  }, record);
}

export type Folded = { kept: Kept; isChanged: boolean; aside: string | null };

/**
 * Bring logs to what is kept. `accepted` is the last list that Python has accepted, `aside` what was kept and can't be
 * read. Throws NewerVersion.
 */
export function folded(kept: Kept, logs: Log[], accepted: string | null, dropped: (reason: string) => void): Folded {
  const news = logs.map(([tab, changes]): Log => [tab, unmet(kept, tab, changes)]);
  const result = kept.text === null ? { record: null } : readText(kept.text);
  if ("newer" in result) throw new NewerVersion();
  const isUnread = "reason" in result;
  const before = isUnread ? null : result.record;
  const changes = news.flatMap(([, own]) => own);
  const after = appliedAll(before, changes, { ...kept, revision: isUnread ? -1 : kept.revision }, dropped);
  const text = isSame(before, after) ? kept.text : after && JSON.stringify(after);
  const isChanged = text !== kept.text || changes.some((change) => !("found" in change));
  const numbers = new Map(Object.entries(kept.folded));
  const note = (tab: string, n: number) => {
    const last = Math.max(n, numbers.get(tab) ?? -1);
    numbers.delete(tab);
    numbers.set(tab, last);
  };
  for (const [tab, own] of news)
    for (const change of own) {
      if (!("found" in change) && change.from) note(...change.from);
      note(tab, change.n);
    }
  const revision = kept.revision + (text === kept.text ? 0 : 1);
  const met = changes.flatMap(ofOthers).filter((of) => !kept.met.includes(of));
  const previous = kept.text === accepted ? null : kept.previous;
  const next: Kept = {
    revision,
    text,
    folded: Object.fromEntries([...numbers].slice(-REMEMBERED)),
    met: [...kept.met, ...met].slice(-REMEMBERED),
    previous: text === null ? null : met.length ? (previous ?? kept.text) : previous,
  };
  return { kept: isChanged ? next : kept, isChanged, aside: isUnread && text !== kept.text ? kept.text : null };
}

/** The fingerprints of lists that a change brings from another program or the first edition. */
function ofOthers(change: Change): number[] {
  if ("before" in change) return change.of === undefined ? [] : [change.of];
  return "found" in change && change.by !== "us" ? [fingerprint(change.found)] : [];
}
