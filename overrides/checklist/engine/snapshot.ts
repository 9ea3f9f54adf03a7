/**
 * A snapshot: the memory of a Python that has started and has imported the rules. Whoever comes back starts from it and
 * skips all that. It's made on the device, since it's many times larger than what it's made from.
 *
 * **Making.** In a quiet moment (quiet.ts) a second worker starts Python, imports the rules, and puts its memory into
 * Cache Storage. It's never asked anything, so no record can be in it. One that had to fetch the second half of
 * WebAssembly keeps nothing: that half would be written into the memory again.
 *
 * **Format.** 32 bytes of SHA-256 over the rest, then words of 32 bits: how many words the memory has, how many runs
 * there are, where each run begins and ends, and their words. Pages of nothing but zeros, two thirds of it, are left out.
 *
 * **What guards it.** Its address names the files that it was made from, so another version doesn't find it, and making
 * one takes the others away. A start from it counts itself beforehand, and takes that back once Python is there. After
 * three that ended without, as where the browser ran out of memory, somebody left, or it came too late, it's taken away.
 * A worker that began with it and then fails is followed by one that takes it away and begins without (engine.ts).
 * Whatever else is wrong with it, the start goes on without.
 */

import type { Urls } from "./launch.ts";

/** Bytes of a SHA-256. */
const DIGEST = 32;
/** 4 KB, in words. */
const PAGE = 1024;
/** How many starts in a row may end without Python being there. */
const MOST_LOST = 3;
/** How long a start waits for it, in milliseconds: many times what a slow phone needs. */
const LONGEST_WAIT = 3_000;

const rootOf = (urls: Urls) => new URL("../../", urls.worker).href;
/** The service worker and what takes it away know the name too. */
const cacheOf = (urls: Urls) => `after-the-interview:${rootOf(urls)}:snapshot`;
const begunAt = (urls: Urls) => `${rootOf(urls)}snapshot?begun`;
const addressOf = (urls: Urls) =>
  `${rootOf(urls)}snapshot?of=${encodeURIComponent([urls.worker, urls.wasm, urls.stdlib, urls.wheel].join(" "))}`;

/** Looking for something makes no cache where there's none. */
const kept = (urls: Urls, address: string) => caches.match(address, { cacheName: cacheOf(urls) });

/** Whether there's one for this version. */
export async function hasSnapshot(urls: Urls) {
  return (await kept(urls, addressOf(urls))) !== undefined;
}

/** The memory to begin with. Undefined if there's none, it doesn't come, or anything is wrong with it. */
export function readSnapshot(urls: Urls): Promise<Uint8Array | undefined> {
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, LONGEST_WAIT));
  // Cache Storage may be missing, be forbidden, or have no room.
  return Promise.race([read(urls), late]).catch(() => undefined);
}

async function read(urls: Urls) {
  const [snapshot, begun] = await Promise.all([kept(urls, addressOf(urls)), kept(urls, begunAt(urls))]);
  if (!snapshot) return undefined;
  const lost = begun ? Number(await begun.text()) : 0;
  const bytes = new Uint8Array(await snapshot.arrayBuffer());
  const cache = await caches.open(cacheOf(urls));
  const [found] = await Promise.all([
    crypto.subtle.digest("SHA-256", bytes.subarray(DIGEST)),
    cache.put(begunAt(urls), new Response(String(lost + 1))),
  ]);
  const digest = new Uint8Array(found);
  const isUsable = lost < MOST_LOST && bytes.length > DIGEST && bytes.length % 4 === 0;
  if (isUsable && digest.every((each, place) => each === bytes[place]))
    return unpacked(new Uint32Array(bytes.buffer, DIGEST));
  await dropSnapshot(urls);
  return undefined;
}

/** Python is there: the start wasn't lost. */
export async function takeBackCount(urls: Urls) {
  await (await caches.open(cacheOf(urls))).delete(begunAt(urls));
}

/** Keep a memory, in place of what's there. */
export async function keepSnapshot(urls: Urls, memory: Uint8Array) {
  const body = packed(new Uint32Array(memory.buffer, memory.byteOffset, memory.byteLength / 4));
  const whole = new Uint8Array(DIGEST + body.byteLength);
  whole.set(new Uint8Array(await crypto.subtle.digest("SHA-256", body)));
  whole.set(new Uint8Array(body.buffer), DIGEST);
  const cache = await caches.open(cacheOf(urls));
  // One by one, and not the cache itself, which another tab may have open.
  for (const old of await cache.keys()) await cache.delete(old);
  await cache.put(addressOf(urls), new Response(whole));
}

export async function dropSnapshot(urls: Urls) {
  // There is no Cache Storage where the origin isn't secure.
  if ("caches" in globalThis) await caches.delete(cacheOf(urls));
}

function packed(words: Uint32Array) {
  const runs: [number, number][] = [];
  for (let begin = 0; begin < words.length; begin += PAGE) {
    const page = words.subarray(begin, begin + PAGE);
    if (page.every((word) => word === 0)) continue;
    const last = runs.at(-1);
    if (last?.[1] === begin) last[1] += page.length;
    else runs.push([begin, begin + page.length]);
  }
  const head = [words.length, runs.length, ...runs.flat()];
  const found = new Uint32Array(head.length + runs.reduce((sum, [begin, end]) => sum + end - begin, 0));
  found.set(head);
  let place = head.length;
  for (const [begin, end] of runs) {
    found.set(words.subarray(begin, end), place);
    place += end - begin;
  }
  return found;
}

function unpacked(packed: Uint32Array) {
  const [length = 0, count = 0] = packed;
  const words = new Uint32Array(length);
  let place = 2 + 2 * count;
  for (let run = 0; run < count; run += 1) {
    const [begin = 0, end = 0] = packed.subarray(2 + 2 * run);
    words.set(packed.subarray(place, place + end - begin), begin);
    place += end - begin;
  }
  return new Uint8Array(words.buffer);
}
