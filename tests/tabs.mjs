/**
 * The tabs of one browser, simulated: the real keeper.ts and all it imports, in a context of its own for each tab, on one
 * localStorage, one database, one channel and one clock. Which tab does what, how long each message, event and transaction
 * takes, what fails and who is killed follow from a seed alone, so that a run that breaks a promise can be had again.
 *
 *     node --experimental-vm-modules tests/tabs.mjs FAULTS FIRST COUNT
 *
 * FAULTS is one of none, full (writes to the database fail in a tab), broken (reads as well), hung (no answer) and older
 * (nothing fails, but some tabs are of the version of the site before this one). A line is printed for each seed whose run broke a promise; with COUNT 1, all that happened is printed as well.
 */

import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import vm from "node:vm";

const FOLDER = new URL("../overrides/checklist/", import.meta.url);
const [KEY, MARK] = ["after-the-interview", "after-the-interview:written"];
const AT = "2026-11-20T16:05:00Z";
const [SLOW, LONGER_THAN_PATIENCE] = [20, 5_000];
const RECORD = {
  format: KEY,
  version: 2,
  settings: {},
  applications: [{ id: "acme", employer: "Acme", rounds: [], steps: {} }],
};
/** What is drawn, and the transactions: not the modules' own, as there is neither a document nor IndexedDB here. */
const STANDING_IN = {
  "ui/dom.ts": "export const button = () => null;",
  "ui/download.ts": "export function download() {}",
  "ui/notices.ts": "export function notice() {} export function takeBack() {} export function forgetSaid() {}",
  "storage/durable.ts":
    "export class Durable { read() { return database.read(); } commit(change) { return database.commit(change); } }",
};
/** What makes the modules those of the version before, as far as what is stored goes. */
const OLDER = ["record/record.ts", "export const VERSION = 2;", "export const VERSION = 1;"];
const isTraced = process.argv[4] === "1";
const trace = (...told) => isTraced && console.log(...told);
/** All that needs no time has been done. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

class Browser {
  now = 0;
  queue = [];
  count = 0;
  stored = new Map();
  kept = { revision: 0, text: null };
  written = [];
  tabs = [];
  isIdle = Promise.resolve();
  hasKilled = false;

  constructor(seed) {
    this.state = Math.imul(seed, 2654435761) >>> 0;
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
    const due = { at: this.now + after, order: (this.count += 1), run };
    this.queue.push(due);
    return due;
  }

  async pass(milliseconds) {
    const end = this.now + milliseconds;
    for (;;) {
      await settled();
      const next = this.queue.reduce(
        (one, other) => (!one || other.at < one.at || (other.at === one.at && other.order < one.order) ? other : one),
        null,
      );
      if (!next || next.at > end) break;
      this.queue.splice(this.queue.indexOf(next), 1);
      this.now = next.at;
      next.run();
    }
    this.now = end;
  }

  set(by, key, text) {
    if ((this.stored.get(key) ?? null) === text) return;
    if (text === null) this.stored.delete(key);
    else this.stored.set(key, text);
    if (key !== KEY) return;
    trace(`      ${by.name} stores ${steps(text)} ${this.stored.get(MARK)}`);
    for (const tab of this.tabs) if (tab !== by) tab.later(() => tab.keeper.heard(), this.random() * SLOW);
  }

  async open(fault, isOlder = false) {
    const tab = new Tab(this, `${isOlder ? "old " : ""}T${this.count}`);
    Object.assign(tab, { fault, isOlder });
    await tab.load();
    this.tabs.push(tab);
    trace(`${tab.name} opens`, fault ?? "");
    tab.start();
    return tab;
  }
}

class Tab {
  isDead = false;
  fault = null;
  waiting = [];
  said = { dataset: { saved: "saved" } };
  /** What this tab ticked. */
  ticked = new Set();

  constructor(browser, name) {
    this.browser = browser;
    this.name = name;
  }

  later(run, after) {
    return this.browser.later(() => this.isDead || run(), after);
  }

  async load() {
    const { browser } = this;
    const session = new Map();
    const tab = this;
    const globals = {
      TextEncoder,
      structuredClone,
      crypto,
      setTimeout: (run, after = 0) => this.later(run, after),
      clearTimeout: (due) =>
        due && browser.queue.splice(browser.queue.indexOf(due), browser.queue.includes(due) ? 1 : 0),
      AbortSignal: { timeout: (after) => ({ addEventListener: (_, run) => this.later(run, after) }) },
      document: { documentElement: this.said },
      sessionStorage: { getItem: (key) => session.get(key) ?? null, setItem: (key, text) => session.set(key, text) },
      localStorage: {
        getItem: (key) => browser.stored.get(key) ?? null,
        setItem: (key, text) => browser.set(this, key, text),
        removeItem: (key) => browser.set(this, key, null),
      },
      BroadcastChannel: class {
        constructor() {
          tab.channel = this;
        }
        postMessage(data) {
          const copy = structuredClone(data);
          for (const other of browser.tabs) if (other !== tab) other.hear(copy, browser.random() * SLOW);
        }
      },
      database: {
        read: () => this.transaction("read", () => ({ kept: { ...browser.kept }, written: new Set(browser.written) })),
        commit: (change) => this.transaction("write", () => this.commit(change)),
      },
    };
    const context = vm.createContext(globals);
    const modules = new Map();
    const module = (path, from) => {
      const file = new URL(path, new URL(from?.identifier ?? "", FOLDER)).href.slice(FOLDER.href.length);
      if (!modules.has(file)) {
        let code = STANDING_IN[file] ?? stripTypeScriptTypes(readFileSync(new URL(file, FOLDER), "utf8"));
        if (this.isOlder && file === OLDER[0]) {
          if (!code.includes(OLDER[1])) throw new Error(`${file} has no ${OLDER[1]}`);
          code = code.replace(OLDER[1], OLDER[2]);
        }
        modules.set(file, new vm.SourceTextModule(code, { context, identifier: file }));
      }
      return modules.get(file);
    };
    const keeper = module("storage/keeper.ts");
    await keeper.link(module);
    await keeper.evaluate();
    this.Keeper = keeper.namespace.Keeper;
    this.records = modules.get("record/record.ts").namespace;
  }

  /** Messages of one tab to another arrive in their order. */
  hear(data, after) {
    this.arrives = Math.max(this.arrives ?? 0, this.browser.now + after);
    this.later(() => this.channel.onmessage?.({ data }), this.arrives - this.browser.now);
  }

  /** One after the other, whoever asks; what waits when its tab is killed is never begun. */
  transaction(kind, run) {
    const { browser } = this;
    const takes = browser.random() < 0.04 ? LONGER_THAN_PATIENCE : browser.random() * SLOW;
    return new Promise((resolve, reject) => {
      const begin = () => {
        if (this.isDead) return;
        if (this.fault === "hung") this.waiting.push(begin);
        else if (this.fault === "broken" || (this.fault === "full" && kind === "write"))
          this.later(() => reject(new Error(this.fault)), 1);
        else
          browser.isIdle = browser.isIdle
            .then(() => (this.isDead ? undefined : run()))
            .then((result) => void browser.later(() => this.isDead || resolve(result), 1), reject);
      };
      browser.later(begin, takes);
    });
  }

  commit(change) {
    const { browser } = this;
    const next = change({ ...browser.kept }, new Set(browser.written));
    if (!next) return { ...browser.kept };
    if (next.text !== browser.kept.text) browser.kept = { revision: browser.kept.revision + 1, text: next.text };
    const latest = new Set(next.written);
    browser.written = [...browser.written.filter((each) => !latest.has(each)), ...latest].slice(-1024);
    trace(`      ${this.name} commits ${steps(browser.kept.text)} @${browser.kept.revision}`);
    return { ...browser.kept };
  }

  start() {
    this.keeper = new this.Keeper(
      () => AT,
      () => {},
      () => this.plan(),
    );
    this.keeper.read();
    void this.keeper.begin();
    this.plan();
  }

  /** Python accepts the record, after a while. */
  plan() {
    this.later(() => this.keeper.accept(), 50);
  }

  tick(key) {
    trace(`${this.name} ticks ${key}`);
    this.keeper.change((record) => this.records.setState(record, "acme", key, { state: "done", at: AT }));
    // A tab that has stood back, as a newer version has been here, says that it doesn't save.
    if (!this.isOlder || !this.keeper.isReadOnly) this.ticked.add(key);
  }

  heal() {
    this.fault = null;
    for (const begin of this.waiting.splice(0)) begin();
  }

  die() {
    trace(`${this.name} is killed (${this.said.dataset.saved})`);
    this.isDead = true;
    this.browser.hasKilled = true;
    this.browser.tabs.splice(this.browser.tabs.indexOf(this), 1);
  }
}

function steps(text) {
  return (
    text &&
    Object.keys(JSON.parse(text).applications[0]?.steps ?? {})
      .sort()
      .join(" ")
  );
}

/** What a run broke of what is promised, in words. */
async function broken(seed, faults) {
  const browser = new Browser(seed);
  const isMixed = faults === "older";
  browser.stored.set(KEY, JSON.stringify(isMixed ? { ...RECORD, version: 1 } : RECORD));
  const saved = new Set();
  const listen = () => {
    for (const { said, ticked } of browser.tabs)
      if (said.dataset.saved === "saved") for (const key of ticked) saved.add(key);
  };
  await browser.open(null, isMixed);
  await browser.pass(1_000);
  await browser.open(null);
  for (let turn = 0, ticks = 0; turn < 25; turn += 1) {
    const [chance, tab] = [browser.random(), browser.pick(browser.tabs)];
    if (chance < 0.6) tab.tick(`k${String((ticks += 1)).padStart(2, "0")}`);
    else if (chance < 0.72 && faults !== "none" && !isMixed) {
      trace(tab.fault ? `${tab.name} is well again` : `${tab.name} fails: ${faults}`);
      if (tab.fault) tab.heal();
      else tab.fault = faults;
    } else if (chance < 0.8 && browser.tabs.length < 4) await browser.open(null, isMixed && browser.random() < 0.3);
    else if (chance < 0.87 && browser.tabs.length > 1) {
      listen();
      tab.die();
    } else void tab.keeper.recover();
    await browser.pass(browser.pick([0, 1, 10, 30, 100, 6_000]));
    listen();
  }
  for (const tab of browser.tabs) tab.heal();
  trace("all is well again");
  for (let turn = 0; turn < 3; turn += 1) {
    await browser.pass(20_000);
    for (const tab of browser.tabs) void tab.keeper.recover();
  }
  await browser.pass(20_000);
  listen();
  const [before, revision] = [browser.count, browser.kept.revision];
  await browser.pass(60_000);
  const found = new Set(Object.keys(JSON.parse(browser.kept.text).applications[0].steps));
  const current = browser.tabs.filter(({ isOlder }) => !isOlder);
  const lost = [...saved].filter((key) => !found.has(key));
  // What a tab that has stood back hasn't saved is brought by those that have heard of it, unless they're killed.
  const undone = (browser.hasKilled ? current : browser.tabs)
    .flatMap(({ ticked }) => [...ticked])
    .filter((key) => !found.has(key) && !saved.has(key));
  return [
    lost.length && `lost, though saved: ${lost}`,
    undone.length && `gone: ${undone}`,
    current.length &&
      browser.stored.get(KEY) !== browser.kept.text &&
      `localStorage has ${steps(browser.stored.get(KEY))}, the copy ${steps(browser.kept.text)}`,
    ...current.map(
      (tab) =>
        tab.keeper.text !== browser.kept.text &&
        `${tab.name} shows ${steps(tab.keeper.text)}, the copy has ${steps(browser.kept.text)}`,
    ),
    ...current.map(({ name, said }) => said.dataset.saved !== "saved" && `${name} says ${said.dataset.saved}`),
    (browser.count !== before || browser.kept.revision !== revision) && "there is no end to it",
  ].filter(Boolean);
}

const [faults, first, count] = process.argv.slice(2);
for (let seed = Number(first); seed < Number(first) + Number(count); seed += 1) {
  const found = await broken(seed, faults);
  if (found.length) console.log(`${faults} ${seed}: ${found.join("; ")}`);
}
console.log(`${count} runs`);
