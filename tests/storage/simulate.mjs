/**
 * The tabs of one browser, simulated: the real store.ts and all it imports, once for each tab, on one localStorage, one
 * database, one channel and one clock. Which tab does what, how long each message and transaction takes, what fails and who
 * is killed follow from a seed alone, so that a run that breaks a promise can be had again.
 *
 *     node tests/storage/simulate.mjs FAULTS FIRST COUNT [MUTANT]
 *
 * FAULTS is one of
 *
 *     none      nothing but slowness, and tabs that are killed
 *     full      the database of a tab takes no writes
 *     broken    it can't be read either
 *     hung      it doesn't answer
 *     quota     a tab can't write to localStorage
 *     insecure  full, on an origin without locks
 *     crash     the whole browser is killed, and localStorage loses its last writes
 *     foreign   another program puts lists of its own into localStorage
 *
 * A line is printed for each seed whose run broke a promise; with COUNT 1, all that happened is printed as well. MUTANT
 * breaks something on purpose, which must be found: lost-update, no-heir or torn-mirror.
 *
 * Long because everything around the store is played here: tabs, stores, locks and the clock.
 */

import { localStore } from "../../overrides/checklist/storage/local.ts";
import { unseal } from "../../overrides/checklist/record/seal.ts";
import { makeStore } from "../../overrides/checklist/storage/store.ts";
import { setState } from "../../overrides/checklist/record/record.ts";

const KEY = "after-the-interview";
const AT = "2026-11-20T16:05:00Z";
const [SLOW, PATIENCE] = [20, 4_000];
const RECORD = { format: KEY, version: 2, settings: {}, applications: [{ id: "acme", employer: "Acme", rounds: [], steps: {} }] };

/** All that needs no time has been done. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

export class Browser {
  now = 0;
  queue = [];
  count = 0;
  stored = new Map();
  /** What localStorage held, the latest last: a browser that's killed goes back to one of these. */
  past = [];
  kept = { revision: 0, text: null, folded: {}, met: [], previous: null };
  tabs = [];
  dead = new Set();
  waiting = [];
  /** What a tab that is opened finds in sessionStorage: nothing, as after a browser is killed. */
  session = { getItem: () => null, setItem: () => {} };
  isIdle = Promise.resolve();

  constructor({ seed, hasLocks = true, mutant = "", trace = () => {} }) {
    Object.assign(this, { state: Math.imul(seed, 2654435761) >>> 0, hasLocks, mutant, trace });
  }

  /** A number from 0 to below 1. */
  random() {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  pick(list) {
    return list[Math.floor(this.random() * list.length)];
  }

  later(run, after) {
    this.queue.push({ at: this.now + after, order: (this.count += 1), run });
  }

  /** Nothing is on its way, so that a program that reads the list and writes it back has read the whole. */
  get isQuiet() {
    return this.tabs.every(({ store, saved }) => saved === "saved" && store.text === this.kept.text) && unseal(this.stored.get(KEY)).text === this.kept.text;
  }

  async pass(milliseconds) {
    const end = this.now + milliseconds;
    for (;;) {
      await settled();
      const next = this.queue.reduce((one, other) => (!one || other.at < one.at || (other.at === one.at && other.order < one.order) ? other : one), null);
      if (!next || next.at > end) break;
      this.queue.splice(this.queue.indexOf(next), 1);
      this.now = next.at;
      next.run();
    }
    this.now = end;
  }

  /** Anyone writes to localStorage; the tabs hear of it a little later. */
  set(by, key, text) {
    if ((this.stored.get(key) ?? null) === text) return;
    if (text === null) this.stored.delete(key);
    else this.stored.set(key, text);
    this.past.push([this.now, new Map(this.stored)]);
    if (key !== KEY) return;
    this.trace(`      ${by?.name ?? "another program"} stores ${steps(text)}`);
    for (const tab of this.tabs) if (tab !== by) tab.later(() => tab.store.look(), this.random() * SLOW);
  }

  open(fault = null) {
    const tab = new Tab(this, `T${(this.count += 1)}`);
    this.tabs.push(tab);
    tab.fault = fault;
    this.trace(`${tab.name} opens`, fault ?? "");
    tab.start();
    return tab;
  }

  kill(tab) {
    this.trace(`${tab.name} is killed (${tab.saved})`);
    tab.isDead = true;
    this.tabs.splice(this.tabs.indexOf(tab), 1);
    this.dead.add(tab.name);
    for (const each of this.waiting.splice(0)) if (each.tab === tab.name) each.run();
    else this.waiting.push(each);
  }

  /** Kill the browser: all tabs at once, and localStorage is as it was up to five seconds ago. */
  crash() {
    for (const tab of [...this.tabs]) this.kill(tab);
    const since = this.now - this.random() * 5_000;
    this.stored = new Map(this.past.findLast(([at]) => at <= since)?.[1] ?? this.past[0]?.[1] ?? this.stored);
    this.trace(`the browser is killed: localStorage has ${steps(this.stored.get(KEY))}`);
  }
}

class Tab {
  isDead = false;
  fault = null;
  saved = "saved";
  /** What it says is missing. */
  lack = null;
  /** What this tab ticked. */
  ticked = new Set();
  /** What the page had to say. */
  told = [];
  #waiting = [];

  constructor(browser, name) {
    this.browser = browser;
    this.name = name;
  }

  later(run, after) {
    this.browser.later(() => this.isDead || run(), after);
  }

  get #items() {
    const { browser } = this;
    const items = Object.fromEntries(browser.stored);
    const write = (key, text) => {
      if (this.fault === "quota" && text !== null) throw new Error("full");
      browser.set(this, key, text);
    };
    const methods = { getItem: (key) => browser.stored.get(key) ?? null, setItem: write, removeItem: (key) => write(key, null) };
    for (const [name, value] of Object.entries(methods)) Object.defineProperty(items, name, { value, enumerable: false });
    return items;
  }

  start() {
    const { browser, name } = this;
    const tabs = {
      name,
      hear: () => {},
      tell: (message) => {
        const copy = structuredClone(message);
        for (const other of browser.tabs) if (other !== this) other.#hear(copy, browser.random() * SLOW);
      },
      onceGone: (tab, act) => {
        if (browser.mutant === "no-heir") return;
        const run = () => this.later(() => void act(browser.hasLocks), browser.random() * SLOW);
        if (!browser.hasLocks || browser.dead.has(tab)) run();
        else if (!this.#watched.has(tab)) browser.waiting.push({ tab, run });
        this.#watched.add(tab);
      },
    };
    this.tabs = tabs;
    const local = localStore(
      () => this.#items,
      () => browser.session,
    );
    if (browser.mutant === "torn-mirror") local.write = (text) => Boolean(browser.set(this, KEY, text)) || true;
    const late = () => new Promise((_, reject) => this.later(() => reject(new Error("late")), PATIENCE));
    const said = (name) => (text, reason, key) => this.told.push([name, text, reason, key]);
    const page = {
      now: () => AT,
      moved: () => this.later(() => this.store.accept(), 50),
      reported: (saved, lack) => ([this.saved, this.lack] = [saved, lack]),
      ...Object.fromEntries(["gone", "newer", "unfit", "aside"].map((each) => [each, said(each)])),
    };
    this.store = makeStore({ local, tabs, late, database: { change: (fold) => this.#transaction(fold) } }, page);
    this.store.open();
    this.store.begin();
    page.moved();
  }

  #watched = new Set();

  /** Messages of one tab to another arrive in their order. */
  #hear(message, after) {
    this.arrives = Math.max(this.arrives ?? 0, this.browser.now + after);
    this.later(() => this.tabs.hear(message), this.arrives - this.browser.now);
  }

  /** One after the other, whoever asks; what waits when its tab is killed is never begun. */
  #transaction(fold) {
    const { browser } = this;
    const takes = browser.random() < 0.04 ? PATIENCE + 1_000 : browser.random() * SLOW;
    return new Promise((resolve, reject) => {
      const begin = () => {
        if (this.isDead) return;
        if (this.fault === "hung") this.#waiting.push(begin);
        else if (this.fault === "broken") reject(new Error("broken"));
        else {
          const { kept, isChanged } = fold(structuredClone(browser.kept));
          if (isChanged && ["full", "insecure"].includes(this.fault)) return reject(new Error("full"));
          if (browser.mutant === "lost-update" && isChanged) kept.text = this.store.text;
          browser.kept = structuredClone(kept);
          if (isChanged) this.browser.trace(`      ${this.name} commits ${steps(kept.text)} @${kept.revision}`);
          this.later(() => resolve(structuredClone(kept)), 1);
        }
      };
      this.later(begin, takes);
    });
  }

  tick(key) {
    this.browser.trace(`${this.name} ticks ${key}`);
    this.store.change((record) => setState(record, "acme", key, { state: "done", at: AT }));
    this.ticked.add(key);
  }

  heal() {
    this.fault = null;
    for (const begin of this.#waiting.splice(0)) begin();
  }
}

export function steps(sealed) {
  return sealed && Object.keys(JSON.parse(sealed).applications[0]?.steps ?? {}).sort().join(" ");
}

/** What a run broke of what's promised, in words. */
async function broken(seed, faults, mutant, trace) {
  const browser = new Browser({ seed, mutant, trace, hasLocks: faults !== "insecure" });
  browser.stored.set(KEY, JSON.stringify(RECORD));
  const [saved, foreign] = [new Set(), new Set()];
  const listen = () => {
    // Where it's said that the database alone has it, that's a promise, too.
    const promising = browser.tabs.filter((tab) => tab.saved === "saved" || (tab.saved === "error" && tab.lack === "local"));
    for (const tab of promising) for (const key of tab.ticked) saved.add(key);
  };
  browser.open();
  await browser.pass(20_000);
  browser.open();
  let hasKilled = false;
  for (let turn = 0, ticks = 0; turn < 25; turn += 1) {
    const [chance, tab] = [browser.random(), browser.pick(browser.tabs)];
    const name = () => `k${String((ticks += 1)).padStart(2, "0")}`;
    if (chance < 0.6) tab.tick(name());
    else if (chance < 0.72 && faults === "crash") {
      listen();
      hasKilled = true;
      browser.crash();
      browser.open();
    } else if (chance < 0.66 && faults === "foreign" && browser.isQuiet) {
      const key = name();
      const record = JSON.parse(unseal(browser.stored.get(KEY)).text);
      foreign.add(key);
      browser.set(null, KEY, JSON.stringify(setState(record, "acme", key, { state: "done", at: AT })));
    } else if (chance < 0.72 && !["none", "foreign", "crash"].includes(faults)) {
      trace(tab.fault ? `${tab.name} is well again` : `${tab.name} fails: ${faults}`);
      if (tab.fault) tab.heal();
      else tab.fault = faults;
    } else if (chance < 0.8 && browser.tabs.length < 4) {
      const isFailing = !["none", "foreign", "crash"].includes(faults) && browser.random() < 0.3;
      browser.open(isFailing ? faults : null);
    }
    else if (chance < 0.87 && browser.tabs.length > 1) {
      listen();
      hasKilled = true;
      browser.kill(tab);
    } else tab.store.look();
    await browser.pass(browser.pick([0, 1, 10, 30, 100, 6_000]));
    listen();
  }
  for (const tab of browser.tabs) tab.heal();
  trace("all is well again");
  for (let turn = 0; turn < 3; turn += 1) {
    await browser.pass(20_000);
    for (const tab of browser.tabs) tab.store.look();
  }
  await browser.pass(20_000);
  listen();
  const [before, revision] = [browser.count, browser.kept.revision];
  await browser.pass(60_000);
  const found = new Set(steps(browser.kept.text).split(" "));
  const lost = [...saved].filter((key) => !found.has(key));
  const undone = hasKilled ? [] : browser.tabs.flatMap(({ ticked }) => [...ticked]).filter((key) => !found.has(key));
  const { text } = unseal(browser.stored.get(KEY));
  const logs = [...browser.stored.keys()].filter((key) => key.startsWith(`${KEY}:unsaved:`));
  return [
    lost.length && `lost, though saved: ${lost}`,
    undone.length && `gone: ${undone}`,
    text !== browser.kept.text && `localStorage has ${steps(text)}, the database ${steps(browser.kept.text)}`,
    logs.length && `logs are left: ${logs.length}`,
    ...browser.tabs.map((tab) => tab.store.text !== browser.kept.text && `${tab.name} shows ${steps(tab.store.text)}, the database has ${steps(browser.kept.text)}`),
    ...browser.tabs.map((tab) => tab.saved !== "saved" && `${tab.name} says ${tab.saved}`),
    (browser.count !== before || browser.kept.revision !== revision) && "there's no end to it",
  ].filter(Boolean);
}

if (import.meta.main) {
  const [faults, first, count, mutant = ""] = process.argv.slice(2);
  for (let seed = Number(first); seed < Number(first) + Number(count); seed += 1) {
    const found = await broken(seed, faults, mutant, count === "1" ? console.log : () => {});
    if (found.length) console.log(`${faults} ${seed}: ${found.join("; ")}`);
  }
  console.log(`${count} runs`);
}
