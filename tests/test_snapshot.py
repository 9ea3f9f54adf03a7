"""A snapshot as the worker keeps and reads it, and when one is made: the page's modules in Node, on a Cache Storage of the test's."""

import json

import pytest

from tests.test_undo import called

STORAGE = """
  // What's left to wait for keeps nobody here.
  const { setTimeout } = globalThis;
  globalThis.setTimeout = (...given) => setTimeout(...given).unref();
  const stored = new Map();
  globalThis.caches = {
    open: async (name) => {
      if (!stored.has(name)) stored.set(name, new Map());
      const cache = stored.get(name);
      return {
        match: async (url) => cache.get(url)?.clone(),
        put: async (url, response) => void cache.set(url, response),
        delete: async (url) => cache.delete(url),
        keys: async () => [...cache.keys()],
      };
    },
    match: async (url, { cacheName }) => stored.get(cacheName)?.get(url)?.clone(),
    delete: async (name) => stored.delete(name),
  };
  const urlsOf = (version) => Object.fromEntries(["worker", "wasm", "stdlib", "wheel"].map((name) => [name, `https://a.test/b/assets/${version}/${name}`]));
  const urls = urlsOf("one");
  // Three pages of something among others of nothing, the last of them not whole.
  const memory = new Uint8Array(4096 * 9 + 64);
  for (const place of [4, 4096 * 3, 4096 * 4 + 4095, memory.length - 1]) memory[place] = place % 255 + 1;
  const [cache, at] = ["after-the-interview:https://a.test/b/:snapshot", () => [...stored.get(cache).keys()].find((url) => url.includes("?of="))];
  const same = (found) => found !== undefined && Buffer.compare(Buffer.from(found), Buffer.from(memory)) === 0;
"""


def run(script, *args):
    return called("engine/snapshot.ts", f"await (async () => {{ {STORAGE} {script} }})()", *args)


def test_a_memory_is_read_as_it_was_kept_and_without_its_empty_pages():
    found = run("""
      await m.keepSnapshot(urls, memory);
      const size = (await stored.get(cache).get(at()).clone().arrayBuffer()).byteLength;
      return [await m.hasSnapshot(urls), same(await m.readSnapshot(urls)), size];""")
    # A digest, two counts, three runs, and five pages of which the last has 64 bytes.
    assert found == [True, True, 32 + 4 * (2 + 2 * 3) + 3 * 4096 + 64]


def test_a_memory_that_begins_within_a_buffer_is_kept_from_there():
    assert run("""
      const buffer = new Uint8Array(memory.length + 48);
      buffer.fill(7).set(memory, 48);
      await m.keepSnapshot(urls, buffer.subarray(48));
      return same(await m.readSnapshot(urls));""")


def test_another_version_finds_nothing_and_takes_the_old_one_away():
    found = run("""
      await m.keepSnapshot(urls, memory);
      const other = urlsOf("two");
      const before = [await m.hasSnapshot(other), (await m.readSnapshot(other)) === undefined, await m.hasSnapshot(urls)];
      await m.keepSnapshot(other, memory);
      return [...before, await m.hasSnapshot(urls), same(await m.readSnapshot(other))];""")
    assert found == [False, True, True, False, True]


@pytest.mark.parametrize(
    "damage",
    [
        "bytes[0] ^= 1; return bytes",
        "bytes[40] ^= 1; return bytes",
        "bytes[bytes.length - 1] ^= 1; return bytes",
        "return bytes.subarray(0, bytes.length - 4)",
        "return bytes.subarray(0, 20)",
        "return new Uint8Array(0)",
    ],
)
def test_one_that_is_damaged_is_not_used_and_goes(damage):
    found = run(f"""
      await m.keepSnapshot(urls, memory);
      const url = at(), bytes = new Uint8Array(await stored.get(cache).get(url).clone().arrayBuffer());
      stored.get(cache).set(url, new Response((() => {{ {damage} }})()));
      return [(await m.readSnapshot(urls)) === undefined, stored.has(cache)];""")
    assert found == [True, False]


def test_after_three_starts_that_ended_without_python_it_is_taken_away():
    found = run("""
      await m.keepSnapshot(urls, memory);
      const reads = async () => same(await m.readSnapshot(urls));
      const first = await reads();
      await m.takeBackCount(urls);
      return [first, await reads(), await reads(), await reads(), await m.hasSnapshot(urls), await reads(), stored.has(cache)];""")
    assert found == [True, True, True, True, True, False, False]


def test_looking_for_one_leaves_nothing_behind():
    assert run("return [await m.hasSnapshot(urls), (await m.readSnapshot(urls)) === undefined, stored.size];") == [
        False,
        True,
        0,
    ]


@pytest.mark.parametrize(
    "broken",
    [
        "delete globalThis.caches",
        "Object.defineProperty(globalThis, 'caches', { get() { throw new Error('forbidden'); } })",
        "caches.match = caches.open = caches.delete = async () => { throw new Error('forbidden'); }",
        "caches.match = () => new Promise(() => {}); globalThis.setTimeout = (act, ms) => ms === 3000 && act()",
    ],
)
def test_without_cache_storage_there_is_none_and_nobody_minds(broken):
    assert run(f"{broken}; return (await m.readSnapshot(urls)) === undefined;")


def test_without_room_for_the_count_it_is_not_begun_with():
    assert run("""
      await m.keepSnapshot(urls, memory);
      const { open } = caches;
      caches.open = async (name) => ({ ...(await open(name)), put: async () => { throw new Error("no room"); } });
      return (await m.readSnapshot(urls)) === undefined;""")


ROOMY = {"deviceMemory": 2, "quota": 65_000_000 + 10_000_000, "usage": 5_000_000}


@pytest.mark.parametrize(
    ("device", "made"),
    [
        ({}, True),
        # Firefox and Safari don't say how much memory there is.
        ({"deviceMemory": None}, True),
        ({"connection": {"saveData": False}}, True),
        # And not every browser says how much room.
        ({"quota": None}, True),
        ({"deviceMemory": 1}, False),
        ({"connection": {"saveData": True}}, False),
        ({"quota": 70_000_000}, False),
        # A site that isn't kept for offline use.
        ({"isOffline": False}, False),
        ({"isThere": True}, False),
        # Another tab is at it.
        ({"isLocked": True}, False),
    ],
)
def test_one_is_made_where_there_is_none_and_there_is_room_for_it(device, made):
    made_of = """await (async () => {
      const [device] = args, launched = [];
      const meta = { getAttribute: () => "x" };
      globalThis.document = { baseURI: "https://a.test/b/", querySelector: (name) => (name.includes("service-worker") && device.isOffline === false ? null : meta) };
      const { quota, usage } = device; // null where the browser doesn't say
      Object.defineProperty(globalThis, "navigator", { value: { deviceMemory: device.deviceMemory ?? undefined, connection: device.connection, storage: quota ? { estimate: async () => ({ quota, usage }) } : undefined, locks: { request: async (_name, _options, act) => act(device.isLocked ? null : {}) } } });
      globalThis.caches = { match: async () => (device.isThere ? new Response("") : undefined) };
      globalThis.fetch = () => new Promise(() => {});
      globalThis.Worker = class { constructor() { launched.push("a worker"); } };
      globalThis.setTimeout = (act, ms) => ms === 8000 && act();
      m.forNextVisit();
      m.forNextVisit();
      for (let turn = 0; turn < 50; turn += 1) await null;
      return launched;
    })()"""
    assert called("engine/quiet.ts", made_of, {**ROOMY, **device}) == (["a worker"] if made else []), json.dumps(device)
