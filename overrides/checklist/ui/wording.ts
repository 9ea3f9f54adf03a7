/** The words and bounds that the build writes into the page, from the rules; see checklist_py/build/prerender.py. */

import { find } from "./dom.ts";

export type Wording = {
  provenance: Record<string, string>;
  sources: Record<string, string>;
  moments: Record<string, [heading: string, text: string]>;
  promise: [named: string, loose: string];
  their_turn: string;
  nothing_more: string;
  noted: Record<string, string[][]>;
  stages: Record<string, string>;
  outcomes: Record<string, string>;
  /** What is said once an outcome is noted, by its type. */
  kind: Record<string, string>;
  messages: Record<string, { id: string; title: string; channel: string }[]>;
  bounds: { applications: number; rounds: number; people: number; text: number; score: [least: number, most: number] };
  fewest: number;
  live: string;
  went_well: string;
};

export function wording(): Wording {
  return JSON.parse(find("#checklist-words").textContent ?? "{}");
}
