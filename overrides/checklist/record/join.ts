/**
 * The three-way join: do to one state what turned another into a third. That's how an edit is made again to what
 * another tab has saved, and, the other way round, how Undo works. Whatever else has changed since stays.
 */

import type { RecordData } from "./shape.ts";

/** A record, or the part of one that a change touches. */
export type Part = Partial<Omit<RecordData, "applications">> & { applications: { id: string }[] };

/** Do to `now` what turned `from` into `to`. */
export function joined(now: RecordData, from: Part, to: Part): RecordData {
  return (isSame(now, from) ? to : back(now, to, from)) as RecordData;
}

/**
 * What two records have in common, as a state that both can have come from: what is not the same in both counts as the
 * first has it.
 */
export function shared(one: RecordData, other: RecordData): RecordData {
  return both(one, other) as RecordData;
}

function both(one: unknown, other: unknown): unknown {
  if (Array.isArray(one) && Array.isArray(other)) {
    const known = byName(other);
    return [...byName(one)].flatMap(([name, item]) => (known.has(name) ? [both(item, known.get(name))] : []));
  }
  if (!isObject(one) || !isObject(other) || "at" in one) return one;
  return Object.fromEntries(
    Object.entries(one).flatMap(([key, value]) => (Object.hasOwn(other, key) ? [[key, both(value, other[key])]] : [])),
  );
}

export function isSame(one: unknown, other: unknown) {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/** @returns undefined for what is not there */
function back(now: unknown, before: unknown, after: unknown): unknown {
  if (isSame(before, after)) return now;
  if (isSame(now, after)) return before;
  const all = [now, before, after];
  // If the others are lists or objects, what's missing is an empty one.
  if (all.every((each) => each === undefined || Array.isArray(each))) {
    const [here, old, edited] = all.map((each) => (each ?? []) as unknown[]);
    const list = listBack(here ?? [], old ?? [], edited ?? []);
    return list.length || before !== undefined ? list : undefined;
  }
  if (all.every((each) => each === undefined || (isObject(each) && !("at" in each)))) {
    const [here, old, edited] = all.map((each) => new Map(Object.entries(each ?? {})));
    const found = [...new Set([...(here?.keys() ?? []), ...(old?.keys() ?? [])])].flatMap((key) => {
      const value = back(here?.get(key), old?.get(key), edited?.get(key));
      return value === undefined ? [] : [[key, value]];
    });
    return found.length || before !== undefined ? Object.fromEntries(found) : undefined;
  }
  // It has changed again since. A step's state and its time belong together.
  return now;
}

/** Join two lists item by item. */
function listBack(now: unknown[], before: unknown[], after: unknown[]) {
  const [here, old, edited] = [now, before, after].map(byName);
  if (!here || !old || !edited) return now;
  renamed(here, old, edited);
  const found = [...here].flatMap(([name, item]): [string, unknown][] => {
    if (!edited.has(name)) return [[name, item]];
    return old.has(name) ? [[name, back(item, old.get(name), edited.get(name))]] : [];
  });
  const names = [...old.keys()];
  const placeOf = (name: string) => found.findIndex(([each]) => each === name);
  for (const [index, name] of names.entries()) {
    if (edited.has(name) || here.has(name)) continue;
    // Next to what it was next to, if that's still here.
    const before = names.slice(0, index).findLast((each) => placeOf(each) >= 0);
    const after = names.slice(index + 1).find((each) => placeOf(each) >= 0);
    const place = before !== undefined ? placeOf(before) + 1 : after !== undefined ? placeOf(after) : index;
    found.splice(place, 0, [name, old.get(name)]);
  }
  return found.map(([, item]) => item);
}

/** Someone who was renamed is still the same person, and keeps what was noted since. */
function renamed(here: Map<string, unknown>, old: Map<string, unknown>, edited: Map<string, unknown>) {
  const [gone, come] = [only(old, edited), only(edited, old)];
  if (!gone.length || gone.length !== come.length) return;
  for (const map of [here, edited]) {
    const items = new Map(map);
    map.clear();
    for (const [key, item] of items) {
      const name = gone[come.indexOf(key)] ?? key;
      map.set(items.has(name) ? key : name, item);
    }
  }
}

/** The people of one list who are not in the other. */
function only(one: Map<string, unknown>, other: Map<string, unknown>) {
  return [...one].flatMap(([key, item]) => (!other.has(key) && isPerson(item) ? [key] : []));
}

function isPerson(item: unknown): item is { name: string } {
  return isObject(item) && typeof item.id !== "string" && typeof item.name === "string";
}

/** A list's items by what identifies them: an id, a person's name, or everything in them. */
function byName(items: unknown[]) {
  const named: Map<string, unknown> = new Map();
  for (const item of items) {
    const name =
      isObject(item) && typeof item.id === "string" ? item.id : isPerson(item) ? item.name : JSON.stringify(item);
    let copy = name;
    for (let count = 2; named.has(copy); count += 1) copy = `${name} ${count}`;
    named.set(copy, item);
  }
  return named;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
