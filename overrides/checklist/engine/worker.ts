/** Python in a worker: a string in, a string out, and a message for each stage of the start. */

import "python-runtime/pyodide.asm.js";
import codes from "codes/codes.json";
import { loadPyodide, type Python } from "python-runtime/pyodide.mjs";
import lock from "rules/pyodide-lock.json";
import { makeAsk } from "./ask.ts";
import { joined, makeSecond } from "./halves.ts";
import type { Purpose, Urls } from "./launch.ts";
import { dropSnapshot, keepSnapshot, readSnapshot, takeBackCount } from "./snapshot.ts";

type Early = {
  urls: Urls;
  purpose: Purpose;
  wasm: Promise<WebAssembly.Module>;
  stdlib: Promise<Response>;
  wheel: Promise<Response>;
};

/** What launch.ts has asked for already. */
const { early } = self as unknown as { early: Early };

/** How long the QR library may take, in milliseconds. The dates wait behind it, and a link does the same job. */
const CODES_LIMIT = 8_000;

/** How long after the start the second half of WebAssembly is fetched, in milliseconds. */
const QUIET = 4_000;

const { urls, purpose } = early;
const second = makeSecond(urls.second);
/** Whether the second half has been called for. */
let isSecondThere = false;

const [WHEEL, CODES] = ["/lib/checklist.whl", "/lib/codes.zip"];

/** Give Pyodide what's on its way already instead of letting it ask again. */
function lendParts() {
  const { fetch } = self;
  self.fetch = (request, options) => {
    // Pyodide uses both strings and URL objects.
    const url = String(request);
    if (url === urls.stdlib) return early.stdlib;
    if (url === urls.wasm) return Promise.resolve(new Response());
    return fetch(request, options);
  };
  WebAssembly.instantiateStreaming = async (_response, imports) => {
    const module = await early.wasm;
    const first = await WebAssembly.instantiate(module, imports);
    return { module, instance: joined(first, imports ?? {}, secondHalf) };
  };
}

/** What runs when a function of the second half is called and that isn't there. */
function secondHalf() {
  isSecondThere = true;
  try {
    return second.atOnce();
  } catch (error) {
    // Python might take it for a fault of its own and go on: the page starts a new worker instead.
    postMessage({ failed: String(error) });
    throw error;
  }
}

async function start() {
  if (purpose === "afresh") dropSnapshot(urls).catch(() => {});
  const memory = purpose === "usual" ? await readSnapshot(urls) : undefined;
  // If a policy forbids WebAssembly or a file can't be fetched, Pyodide would wait for ever.
  const wheel = sealed(early.wheel, lock.packages["checklist-py"].sha256);
  const parts = Promise.all([early.wasm, early.stdlib, wheel]);
  lendParts();
  postMessage({ stage: memory ? "restoring" : "fetching" });
  const loading = loadPyodide({
    indexURL: urls.wasm.slice(0, urls.wasm.lastIndexOf("/") + 1),
    lockFileContents: lock,
    // The page sends zones as bytes. Without this, Python would look for them on a disk.
    env: { HOME: "/home", PYTHONTZPATH: "" },
    // Python has no use for what's global here, and a snapshot couldn't hold it.
    jsglobals: {},
    _makeSnapshot: purpose === "snapshot",
    ...(memory && { _loadSnapshot: memory }),
    fsInit: async (files: { writeFile(path: string, data: Uint8Array): void }) => {
      files.writeFile(WHEEL, (await parts)[2]);
      postMessage({ stage: "starting" });
    },
  });
  const [, stdlib] = await parts;
  if (!stdlib.ok) throw new Error(`${stdlib.url}: ${stdlib.status}`);
  const python = await loading;
  // Imported straight from the zip: unpacking takes longer.
  if (!memory) python.runPython(`import sys; sys.path.append(${JSON.stringify(WHEEL)}); import checklist_py.bridge`);
  else takeBackCount(urls).catch(() => {});
  // Pyodide would hold on to it.
  delete python._api.config._loadSnapshot;
  return python;
}

/** What was fetched, once we know that it's what was built. */
async function sealed(fetched: Promise<Response>, seal: string) {
  const response = await fetched;
  const bytes = await response.arrayBuffer();
  // There are no digests where the origin isn't secure, and they'd promise nothing there.
  if (!crypto.subtle) return new Uint8Array(bytes);
  const digest = [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))];
  const hex = digest.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (hex !== seal) throw new Error(`${response.url} is not what the lock says`);
  return new Uint8Array(bytes);
}

try {
  const python = await start();
  if (purpose === "snapshot") await keep(python);
  else answer(python);
} catch (error) {
  postMessage({ failed: String(error) });
}

/** Keep the memory as it is, and end. */
async function keep(python: Python) {
  // All that a page may ask for, so that nothing is imported any more where this is begun with.
  python.runPython("import checklist_py.bridge.later; import gc; gc.collect()");
  const memory = python.makeMemorySnapshot();
  if (!isSecondThere) await keepSnapshot(urls, memory);
  postMessage({ stage: "kept" });
}

/** Answer what the page asks. */
function answer(python: Python) {
  const ask = makeAsk(python);
  let codesThere: Promise<void> | undefined;
  const getCodes = async () => {
    const fetched = fetch(urls.codes, { signal: AbortSignal.timeout(CODES_LIMIT) });
    python.FS.writeFile(CODES, await sealed(fetched, codes.sha256));
    python.runPython(`sys.path.append(${JSON.stringify(CODES)})`);
  };
  addEventListener("message", async ({ data: { id, request, isCode } }) => {
    try {
      if (isCode) await (codesThere ??= getCodes());
    } catch (error) {
      codesThere = undefined;
      const faults = [{ path: "code", reason: String(error) }];
      postMessage({ id, reply: JSON.stringify({ ok: false, faults }) });
      return;
    }
    try {
      postMessage({ id, reply: ask(request) });
    } catch (error) {
      // Python can't be trusted after this: the page starts a new worker.
      postMessage({ id, failed: String(error) });
    }
  });
  postMessage({ stage: "ready" });
  setTimeout(second.quietly, QUIET);
}
