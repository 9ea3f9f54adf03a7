/** Asks Python: a string in, a string out. */

import type { Python } from "python-runtime/pyodide.mjs";

export function asker(python: Python) {
  // As bytes: Pyodide would copy a long string one character at a time.
  const handle = python.runPython("lambda request: checklist_py.bridge.handle(request).encode()");
  const decoder = new TextDecoder();
  return (request: string) => {
    const reply = (handle as Handle)(request);
    const bytes = reply.toJs();
    reply.destroy();
    return decoder.decode(bytes);
  };
}

type Handle = (request: string) => { toJs(): Uint8Array; destroy(): void };
