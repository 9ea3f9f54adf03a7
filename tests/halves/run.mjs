/**
 * Runs requests through Pyodide in Node, and writes down as JSON what came of it: a SHA-256 of each reply, at what the second
 * half was called for, and which functions were called where the module counts them. What's given is JSON too, in a file:
 *
 *   told         where to write it
 *   folder       Pyodide's JavaScript
 *   wasm         the module, or its first half; second: the other half, or null where it can't be had
 *   stdlib, wheel, codes, lock
 *   snapshot     where the memory is to be kept once the rules are imported, or nothing
 *   begun        a snapshot to begin with, or nothing
 *   requests     strings
 */

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { makeAsk } from "../../overrides/checklist/engine/ask.ts";
import { joined } from "../../overrides/checklist/engine/halves.ts";

const given = JSON.parse(readFileSync(process.argv[2], "utf8"));
const CALLED = "called.";
const told = { replies: [], loads: [], called: [] };
let instance;
let stage = "start";

function second() {
  told.loads.push(stage);
  if (!given.second) end("the second half can't be had");
  return new WebAssembly.Module(readFileSync(given.second));
}

const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (source, imports) => {
  if (!imports?.env) return instantiate(source, imports);
  const module = new WebAssembly.Module(readFileSync(given.wasm));
  instance = await instantiate(module, imports);
  if (given.second !== undefined) return { module, instance: joined(instance, imports, second) };
  const seen = Object.entries(instance.exports).filter(([name]) => !name.startsWith(CALLED));
  return { module, instance: { exports: Object.fromEntries(seen) } };
};

try {
  const { loadPyodide } = await import(pathToFileURL(`${given.folder}/pyodide.mjs`).href);
  const python = await loadPyodide({
    indexURL: `${given.folder}/`,
    stdLibURL: given.stdlib,
    lockFileContents: readFileSync(given.lock, "utf8"),
    env: { HOME: "/home", PYTHONTZPATH: "", PYTHONHASHSEED: "0" },
    jsglobals: {},
    _makeSnapshot: Boolean(given.snapshot),
    ...(given.begun && { _loadSnapshot: new Uint8Array(readFileSync(given.begun)) }),
  });
  python.FS.writeFile("/lib/checklist.whl", readFileSync(given.wheel));
  python.FS.writeFile("/lib/codes.zip", readFileSync(given.codes));
  const imported = "import sys; sys.path += ['/lib/checklist.whl', '/lib/codes.zip']; import checklist_py.bridge";
  if (!given.begun) python.runPython(imported);
  if (given.snapshot) {
    python.runPython("import checklist_py.bridge.later; import gc; gc.collect()");
    writeFileSync(given.snapshot, python.makeMemorySnapshot());
  }
  const ask = makeAsk(python);
  for (const request of given.requests) {
    stage = request.slice(0, 40);
    told.replies.push(createHash("sha256").update(ask(request)).digest("hex"));
  }
  const counted = Object.entries(instance.exports).filter(([name, each]) => name.startsWith(CALLED) && each.value);
  told.called = counted.map(([name]) => Number(name.slice(CALLED.length)));
  end();
} catch (error) {
  end(String(error));
}

function end(failed = null) {
  writeFileSync(given.told, JSON.stringify({ ...told, failed }));
  process.exit();
}
