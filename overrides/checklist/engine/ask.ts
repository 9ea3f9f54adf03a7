/** What goes over the border to Python and back: a string, and bytes. */

import type { Python } from "python-runtime/pyodide.mjs";

/** @returns what takes a request and returns the reply; see checklist_py/bridge */
export function makeAsk(python: Python) {
  const { answer } = python.pyimport("checklist_py.bridge");
  const decoder = new TextDecoder();
  return (request: string) => {
    const reply = answer(request);
    const bytes = reply.toJs();
    reply.destroy();
    return decoder.decode(bytes);
  };
}
