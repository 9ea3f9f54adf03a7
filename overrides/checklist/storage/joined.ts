/**
 * What the durable copy is to hold once changes have joined it. Where it is what they were made to, their result is
 * taken as it is; where another tab has been faster, or another program has left something, they are made again.
 */

import { type Edit, fitting, made, more } from "../record/between.ts";
import { readText } from "../record/read.ts";
import type { RecordData } from "../record/types.ts";
import type { Kept, Next } from "./durable.ts";
import { fingerprint } from "./fingerprint.ts";

/**
 * Edits made to the text `base`, which became `next`. A base that is ahead counts as newer than the copy was at the
 * revision `since`, when it held `before`, if the page `hasMet` it; it was itself `builtOn` a revision, where that is
 * known. Mixed edits were not all made to what those before them had made.
 */
export type Batch = {
  edits: Edit[];
  base: string | null;
  next: string | null;
  isAhead: boolean;
  isMixed: boolean;
  since: number;
  before: string | null;
  hasMet: boolean;
  builtOn: number | null;
};
/**
 * Whether a text is of another tab that is open; and what to do where a newer version of the site has stored something,
 * and where the record cannot hold a change.
 */
export type Asked = { isAnnounced: (text: string) => boolean; outdated: () => void; dropped: (reason: string) => void };

/**
 * Throws where a newer version of the site has stored something: that is left alone.
 * @param wrote fingerprints of what the page wrote to localStorage meanwhile
 * @param written fingerprints of what the copy knows was written there
 */
export function joined(
  { edits, base, next, isAhead, isMixed, since, before, hasMet, builtOn }: Batch,
  wrote: number[],
  kept: Kept,
  written: Set<number>,
  asked: Asked,
): Next {
  const texts = [base, next].flatMap((each) => (each === null ? [] : [fingerprint(each)]));
  // What may lack something that the copy held when it was found takes nothing away.
  const isOld = hasMet ? builtOn !== null && builtOn < since : builtOn !== kept.revision;
  const isSame = kept.revision === 0 || kept.text === base || (isAhead && kept.revision === since && !isOld);
  if (isSame && !isMixed) return { text: next, written: [...texts, ...wrote] };
  if (isSame) {
    const all = (
      isOld
        ? redone([more(next ?? "", kept.text ?? ""), ...edits], next, kept.text, asked)
        : redone(edits, next, next, asked)
    ).text;
    return { text: all, written: [...texts, ...wrote, ...(all === null ? [] : [fingerprint(all)])] };
  }
  const isMet = base === null || written.has(fingerprint(base));
  const isComing = !isMet && base !== null && asked.isAnnounced(base);
  // What a killed tab or another program has left is a change as well, to what the copy held when it was found.
  const left = isMet || isComing ? [] : [isOld ? more(base, kept.text ?? "") : made(base, hasMet ? before : kept.text)];
  const { text, aside } = redone([...left, ...edits], next, kept.text, asked);
  // What is coming is not met before it comes.
  return {
    text,
    aside,
    written: [...texts.slice(isComing ? 1 : 0), ...wrote, ...(text === null ? [] : [fingerprint(text)])],
  };
}

/**
 * The changes made again, to what another tab has stored.
 * @param next what they had made
 */
function redone(
  edits: Edit[],
  next: string | null,
  latest: string | null,
  { outdated, dropped }: Asked,
): { text: string | null; aside: string | null } {
  const found = latest === null ? { record: null } : readText(latest);
  if ("newer" in found) {
    outdated();
    throw new Error("a newer version's");
  }
  if ("reason" in found) return { text: next, aside: latest };
  let record: RecordData | null = found.record;
  for (const edit of edits) record = fitting(edit, record, dropped);
  return { text: record && JSON.stringify(record), aside: null };
}
