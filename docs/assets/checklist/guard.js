/**
 * What may go to Python: at most 1 MiB, nested at most 32 deep.
 * JSON nested thousands deep would kill the runtime for good, so it is stopped here.
 */

export const MAX_BYTES = 1_048_576;
export const MAX_DEPTH = 32;

/**
 * Say what makes a text unfit to be read as a record, or null.
 * @param {string} text
 */
export function unfit(text) {
  if (text.length > MAX_BYTES || new TextEncoder().encode(text).length > MAX_BYTES) return "it is larger than 1 MiB";
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (inString) {
      if (code === 92) index += 1;
      else if (code === 34) inString = false;
    } else if (code === 34) inString = true;
    else if (code === 123 || code === 91) {
      depth += 1;
      if (depth > MAX_DEPTH) return "it is nested too deep";
    } else if (code === 125 || code === 93) depth -= 1;
  }
  return null;
}
