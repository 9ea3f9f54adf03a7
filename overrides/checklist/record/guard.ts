/**
 * Keeps from Python what it can't take. JSON nested thousands deep would kill the runtime for good.
 */

import { MAX_BYTES, MAX_DEPTH } from "./shape.ts";

/** Why a text can't be read as a record, or null. */
export function unfit(text: string) {
  if (text.length > MAX_BYTES || new TextEncoder().encode(text).length > MAX_BYTES) return "it is larger than 1 MiB";
  let depth = 0;
  let isDeep = false;
  scan(text, (code) => {
    if (code === 123 || code === 91) depth += 1;
    else if (code === 125 || code === 93) depth -= 1;
    isDeep ||= depth > MAX_DEPTH;
  });
  return isDeep ? "it is nested too deep" : null;
}

/** How many keys a JSON text has: one before each colon. */
export function keysIn(text: string) {
  let keys = 0;
  scan(text, (code) => {
    if (code === 58) keys += 1;
  });
  return keys;
}

/** Visit each character outside the strings of a JSON text. */
function scan(text: string, visit: (code: number) => void) {
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 34) inString = !inString;
    else if (!inString) visit(code);
    else if (code === 92) index += 1;
  }
}
