/** Keeps a snapshot of Python for the next visit, when there's nothing else to do; see snapshot.ts. */

import { launch, runtimeUrls, type Urls } from "./launch.ts";
import { dropSnapshot, hasSnapshot } from "./snapshot.ts";

/** How long after Python has come, in milliseconds: the second half of WebAssembly is there by then (worker.ts). */
const REST = 8_000;
/** How long making it may take, in milliseconds. */
const LIMIT = 60_000;
/** What has to be free, in bytes: several times a snapshot. */
const ROOM = 64 * 2 ** 20;
/** Gigabytes, as the browser tells it, if it does. A second Python beside the first is too much for less. */
const LEAST_MEMORY = 2;

let isBegun = false;
let isUnwanted = false;
let making: Worker | undefined;

/** Python is there. Make a snapshot in a while, unless there's one or the device is short of something. */
export function forNextVisit() {
  if (isBegun) return;
  isBegun = true;
  // Not every browser tells when it's idle.
  const idle = globalThis.requestIdleCallback ?? ((act: () => void) => act());
  setTimeout(() => idle(() => void make().catch(() => {})), REST);
}

/** Whoever starts again leaves nothing behind. */
export async function notForNextVisit() {
  isBegun = true;
  isUnwanted = true;
  making?.terminate();
  await dropSnapshot(runtimeUrls());
}

async function make() {
  const urls = runtimeUrls();
  if (!(await isRoomy())) return;
  // One tab is enough.
  await navigator.locks.request(urls.worker, { ifAvailable: true }, async (lock) => {
    if (lock && !(await hasSnapshot(urls)) && !isUnwanted) await made(urls);
  });
}

function made(urls: Urls) {
  const { worker } = launch(urls, "snapshot");
  making = worker;
  return new Promise<void>((resolve) => {
    const end = () => {
      worker.terminate();
      resolve();
    };
    worker.onmessage = ({ data }) => (data.failed || data.stage === "kept") && end();
    setTimeout(end, LIMIT);
  });
}

async function isRoomy() {
  // A site that keeps nothing for offline use keeps no snapshot either.
  if (!document.querySelector('meta[name="service-worker"]')) return false;
  const { deviceMemory, connection } = navigator as { deviceMemory?: number; connection?: { saveData: boolean } };
  if (connection?.saveData || (deviceMemory ?? LEAST_MEMORY) < LEAST_MEMORY) return false;
  // Not every browser tells how much room there is; without any, keeping it fails.
  const { quota = Infinity, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
  return quota - usage > ROOM;
}
