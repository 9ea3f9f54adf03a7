/** Undo of an edit: what it changed goes back to what it was, and whatever else was done since stays. */

/** @typedef {import("./types").RecordData} RecordData */

/**
 * Undo an edit.
 * @param {RecordData} now with the edit in it, and whatever came later, here or in another tab
 * @param {RecordData} before
 * @param {RecordData} after
 * @returns {RecordData}
 */
export function restored(now, before, after) {
  return isSame(now, after) ? before : /** @type {RecordData} */ (back(now, before, after));
}

/**
 * What two records have in common, as a state that both can have come from: what is not the same in both counts as the first has it.
 * @param {RecordData} one
 * @param {RecordData} other
 * @returns {RecordData}
 */
export function shared(one, other) {
  return /** @type {RecordData} */ (both(one, other));
}

/** @param {unknown} one @param {unknown} other @returns {unknown} */
function both(one, other) {
  if (Array.isArray(one) && Array.isArray(other)) {
    const known = byName(other);
    return [...byName(one)].flatMap(([name, item]) => (known.has(name) ? [both(item, known.get(name))] : []));
  }
  if (!isObject(one) || !isObject(other) || "at" in one) return one;
  return Object.fromEntries(Object.entries(one).flatMap(([key, value]) => (Object.hasOwn(other, key) ? [[key, both(value, other[key])]] : [])));
}

/** @param {unknown} one @param {unknown} other */
function isSame(one, other) {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/**
 * @param {unknown} now
 * @param {unknown} before
 * @param {unknown} after
 * @returns {unknown} undefined for what is not there
 */
function back(now, before, after) {
  if (isSame(before, after)) return now;
  if (isSame(now, after)) return before;
  const all = [now, before, after];
  // What is not there is an empty list or object, where the others are one.
  if (all.every((each) => each === undefined || Array.isArray(each))) {
    const [here, old, edited] = all.map((each) => /** @type {unknown[]} */ (each ?? []));
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
  // It has been changed again since. What is said of a step, and when, belongs together.
  return now;
}

/**
 * A list item by item: what the edit added goes, what it took away comes back, what it changed goes back.
 * @param {unknown[]} now
 * @param {unknown[]} before
 * @param {unknown[]} after
 */
function listBack(now, before, after) {
  const [here, old, edited] = [now, before, after].map(byName);
  if (!here || !old || !edited) return now;
  renamed(here, old, edited);
  const found = [...here].flatMap(([name, item]) => {
    if (edited.has(name)) return old.has(name) ? [back(item, old.get(name), edited.get(name))] : [];
    return [item];
  });
  for (const [index, [name, item]] of [...old].entries()) if (!edited.has(name) && !here.has(name)) found.splice(index, 0, item);
  return found;
}

/**
 * A person whom the edit named otherwise is still the same: what was noted of them since stays with them.
 * @param {Map<string, unknown>} here
 * @param {Map<string, unknown>} old
 * @param {Map<string, unknown>} edited
 */
function renamed(here, old, edited) {
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

/** The people of one list who are not in the other. @param {Map<string, unknown>} one @param {Map<string, unknown>} other */
function only(one, other) {
  return [...one].flatMap(([key, item]) => (!other.has(key) && isPerson(item) ? [key] : []));
}

/** @param {unknown} item @returns {item is {name: string}} */
function isPerson(item) {
  return isObject(item) && typeof item.id !== "string" && typeof item.name === "string";
}

/** The items of a list by what they are known by: their id, a person's name, or all that they say. @param {unknown[]} items */
function byName(items) {
  /** @type {Map<string, unknown>} */
  const named = new Map();
  for (const item of items) {
    const name = isObject(item) && typeof item.id === "string" ? item.id : isPerson(item) ? item.name : JSON.stringify(item);
    let copy = name;
    for (let count = 2; named.has(copy); count += 1) copy = `${name} ${count}`;
    named.set(copy, item);
  }
  return named;
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
