/** What Python is asked and what it answers; checklist_py/bridge.py has the other side. */

import type { Figures, Planned } from "../record/planned.ts";
import type { Settings } from "../record/shape.ts";

export type Fault = { path: string; reason: string };
/** What's wrong, in one line. */
export function faultsInWords(faults: Fault[]) {
  return faults.map(({ path, reason }) => `${path} ${reason}`).join("; ");
}

export type Reply<Answer> = ({ ok: true } & Answer) | { ok: false; faults: Fault[] };

/** Time zones and regions that Python needs besides the record's own. */
export type Names = { zones: string[]; regions: string[] };
export type Asked<Op> = { op: Op; [key: string]: unknown };
export type Ask = <Op extends keyof Answers>(asked: Asked<Op>, names?: Names) => Promise<Reply<Answers[Op]>>;

/** The answer to each request, by its name. */
export type Answers = {
  plan: Pick<Planned, "plan" | "view">;
  why: { why: { rule: string; anchor: string; at: string | null; changes: string } | null };
  draft: { draft: Draft };
  ics: { calendar: string | null };
  line: { line: Picture | null; silence: { picture: Picture | null; words: string } | null };
  picture: { picture: Picture | null };
  journal: { pictures: { scores: Picture | null; again: Picture | null } };
  share: { packed: string | null };
  /** For paper there's a file, too. */
  code: { code: { size: number; d: string } | null; svg?: string | null };
  unpack: { backup: string };
  "unpack-preset": { preset: string };
  advise: Omit<Advice, "code" | "svg">;
  preset: { offer: Offer; settings: Settings; figures: Figures };
  restore: { holds: string[]; merged: Way; replaced: Way };
};

export type Draft = {
  channel: string;
  to: string;
  subject: string;
  body: string;
  asks: { blank: string; question: string; hint: string; answer: string }[];
};

/** A centre's rules, as they're put to a person. */
export type Offer = {
  title: string;
  issued: string;
  lead: string;
  /** The centre's own link, or empty. */
  url: string;
  numbers: { label: string; theirs: string; ours: string }[];
  added: { title: string; when: string; url: string }[];
  left_out: string[];
  /** What differs from the rules in use. */
  news: string[];
  is_same: boolean;
};

/** What a centre gets for its rules. */
export type Advice = {
  /** The preset, as a file's text. */
  preset: string;
  link: string;
  /** Why there's no code for the link, in words that go on from "it"; null where there is one. */
  uncoded: string | null;
  code: { size: number; d: string } | null;
  /** The code as a file. */
  svg: string;
  offer: Offer;
  texts: { where: string; how: string; text: string }[];
  sheet: {
    centre: string;
    issued: string;
    url: string;
    numbers: { label: string; amount: string }[];
    stages: { title: string; steps: string[] }[];
    added: { title: string; when: string; url: string }[];
  };
};

/** A picture laid out by Python, and the same as a table. */
export type Picture = {
  title: string;
  legend: string;
  width: number;
  height: number;
  marks: Mark[];
  columns: string[];
  rows: Cell[][];
};
type Mark = [tag: string, attributes: Record<string, string | number>, text: string, moment: string];
export type Cell = string | [moment: string, zone: string];

/** A way to restore a backup: the record that it makes and what changes; or why it can't be done. */
export type Way = { record: string; changes: Difference[] } | { faults: Fault[]; own?: boolean };
export type Difference = { kind: "new" | "changed" | "removed" | "same"; name: string; details: string[] };
