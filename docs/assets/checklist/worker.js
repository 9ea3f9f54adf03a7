/** Python in a worker: a string in, a string out, and word of how far its start has come. */

import "python-runtime/pyodide.asm.js";
import { loadPyodide } from "python-runtime/pyodide.mjs";
import lock from "rules/pyodide-lock.json";

/** @typedef {{urls: import("./launch.js").Urls, wasm: Promise<WebAssembly.Module>, stdlib: Promise<Response>, wheel: Promise<Response>}} Early */

/** What was asked for before this module was here; see launch.js. */
const { early } = /** @type {{early: Early}} */ (/** @type {unknown} */ (self));

const WHEEL = "/lib/checklist.whl";

/** Hand Pyodide what is on its way already, in place of what it would ask for itself. */
function lendParts() {
  const { fetch } = self;
  self.fetch = (request, options) => {
    // Pyodide asks by text or by URL object.
    const url = String(request);
    if (url === early.urls.stdlib) return early.stdlib;
    if (url === early.urls.wasm) return Promise.resolve(new Response());
    return fetch(request, options);
  };
  WebAssembly.instantiateStreaming = async (_response, imports) => {
    const module = await early.wasm;
    return { module, instance: await WebAssembly.instantiate(module, imports) };
  };
}

async function start() {
  // Where a policy forbids WebAssembly, or a file cannot be had, Pyodide's start would hang for ever.
  const parts = Promise.all([early.wasm, early.stdlib, fetchedWheel()]);
  lendParts();
  postMessage({ stage: "fetching" });
  const loading = loadPyodide({
    indexURL: early.urls.wasm.slice(0, early.urls.wasm.lastIndexOf("/") + 1),
    lockFileContents: lock,
    // Zones come as bytes from the page; without this the start would look for them on a disk.
    env: { HOME: "/home", PYTHONTZPATH: "" },
    fsInit: async (/** @type {any} */ files) => {
      files.writeFile(WHEEL, (await parts)[2]);
      postMessage({ stage: "starting" });
    },
  });
  const [, stdlib] = await parts;
  if (!stdlib.ok) throw new Error(`${stdlib.url}: ${stdlib.status}`);
  const python = await loading;
  // Imported as it is, zipped: unpacking would take longer than reading it.
  python.runPython(`import sys; sys.path.append(${JSON.stringify(WHEEL)})`);
  return python.pyimport("checklist_py.bridge").handle;
}

async function fetchedWheel() {
  const response = await early.wheel;
  const bytes = await response.arrayBuffer();
  const digest = [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))];
  const hex = digest.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (hex !== lock.packages["checklist-py"].sha256) throw new Error(`${response.url} is not what the lock says`);
  return new Uint8Array(bytes);
}

try {
  const handle = await start();
  addEventListener("message", ({ data }) => {
    try {
      postMessage({ id: data.id, reply: handle(data.request) });
    } catch (error) {
      // Past this point Python cannot be trusted any more: the page starts a new worker.
      postMessage({ id: data.id, failed: String(error) });
    }
  });
  postMessage({ stage: "ready" });
} catch (error) {
  postMessage({ failed: String(error) });
}
