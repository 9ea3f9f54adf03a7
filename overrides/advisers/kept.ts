/** A careers centre's rules as an adviser has typed them, kept until there's a link that says the same. */

import { remembered } from "../checklist/storage/index.ts";

/** `issued` is the day on which they were last changed. */
export type TypedRules = {
  centre: string;
  link: string;
  region: string;
  policy: Record<string, string>;
  left_out: string[];
  extra_steps: OwnStep[];
  issued: string;
};
export type OwnStep = Record<"id" | "scope" | "title" | "url" | "amount" | "unit" | "anchor", string>;

export const keptRules = remembered<TypedRules>("advice", ({ centre, link, region, policy, ...rest }) => {
  const texts = [centre, link, region, rest.issued, ...Object.values(policy)];
  const lists = [rest.left_out, rest.extra_steps];
  return texts.every((text) => typeof text === "string") && lists.every(Array.isArray);
});
