/** Python in a worker: a string in, a string out, and word of how far its start has come. */

import "python-runtime/pyodide.asm.js";
import { loadPyodide } from "python-runtime/pyodide.mjs";
import lock from "runtime/pyodide-lock.json";

/** The smallest WebAssembly module: where a policy forbids WebAssembly, Python's start would hang for ever. */
const EMPTY_MODULE = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
const WHEEL = "/lib/checklist.whl";

/** @type {((request: string) => string) | null} */
let handle = null;

/**
 * Pyodide's start hangs when one of its files cannot be had; this ends it at once instead.
 * @param {unknown} reason
 */
function fail(reason) {
  postMessage({ failed: String(reason) });
}

/** @param {string} base the folder of the runtime, with a slash at its end */
async function start(base) {
  await WebAssembly.compile(EMPTY_MODULE);
  const fetchAny = self.fetch;
  self.fetch = async (...request) => {
    try {
      const response = await fetchAny(...request);
      if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
      return response;
    } catch (error) {
      fail(error);
      throw error;
    }
  };
  const wheel = fetchWheel(base);
  postMessage({ stage: "fetching" });
  const python = await loadPyodide({
    indexURL: base,
    lockFileContents: lock,
    // Zones come as bytes from the page; without this the start would look for them on a disk.
    env: { HOME: "/home", PYTHONTZPATH: "" },
    fsInit: async (/** @type {any} */ files) => {
      files.writeFile(WHEEL, await wheel);
      postMessage({ stage: "starting" });
    },
  });
  // Imported as it is, zipped: unpacking would take longer than reading it.
  python.runPython(`import sys; sys.path.append(${JSON.stringify(WHEEL)})`);
  handle = python.pyimport("checklist_py.bridge").handle;
}

/** @param {string} base */
async function fetchWheel(base) {
  const { file_name: file, sha256 } = lock.packages["checklist-py"];
  const digest = btoa(String.fromCharCode(...[...sha256.matchAll(/../g)].map(([byte]) => Number.parseInt(byte, 16))));
  const response = await fetch(base + file, { integrity: `sha256-${digest}` });
  return new Uint8Array(await response.arrayBuffer());
}

addEventListener("message", async ({ data }) => {
  if ("base" in data) {
    try {
      await start(data.base);
      postMessage({ stage: "ready" });
    } catch (error) {
      fail(error);
    }
    return;
  }
  try {
    if (!handle) throw new Error("not started");
    postMessage({ id: data.id, reply: handle(data.request) });
  } catch (error) {
    // Past this point Python cannot be trusted any more: the page starts a new worker.
    postMessage({ id: data.id, failed: String(error) });
  }
});
