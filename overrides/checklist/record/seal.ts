/**
 * The seal on the list in localStorage: the database's revision that it was written on, and a fingerprint of the rest.
 * It's inside the text, so that one write does both. A text with no seal, or a broken one, is another program's.
 */

const SEAL = /,"kept":\{"revision":(\d{1,15}),"of":(\d{1,16})\}\}$/;
const LONGEST = 64;

export function seal(text: string, revision: number): string {
  return `${text.slice(0, -1)},"kept":{"revision":${revision},"of":${fingerprint(text)}}}`;
}

/** The text without its seal, and its revision; null if there's no seal that fits. */
export function unseal(sealed: string): { text: string; revision: number | null } {
  const [whole = "", revision, of] = SEAL.exec(sealed.slice(-LONGEST)) ?? [];
  const text = `${sealed.slice(0, sealed.length - whole.length)}}`;
  return whole && Number(of) === fingerprint(text)
    ? { text, revision: Number(revision) }
    : { text: sealed, revision: null };
}

/** A number to know a text again by: cyrb53, by bryc, in the public domain. */
export function fingerprint(text: string): number {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}
