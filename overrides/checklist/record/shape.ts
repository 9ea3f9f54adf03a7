/** The record's shape. Made from checklist_py/core/record/shape.py at build: change it there. */

// biome-ignore-all format: as it was made

export const FORMAT = "after-the-interview";
export const VERSION = 2;
export const MAX_BYTES = 1048576;
export const MAX_DEPTH = 32;
export const FIRST_DAY = "2000-01-01";
export const LAST_DAY = "2100-12-31";
export const FORBIDDEN_NAMES = ["__proto__", "constructor", "prototype"];
export const ID = "[A-Za-z0-9][A-Za-z0-9_-]{0,63}";
export const NOT_IN_VERSION_1 = ["update"];

export type Wait = {
  days?: number;
  working_days?: number;
  [key: string]: unknown;
};

export type ExtraStep = {
  id: string;
  title: string;
  url?: string;
  scope: "round" | "application";
  anchor: "start" | "end" | "reply-by" | "offer" | "acceptance" | "refusal";
  offset: { hours?: number; days?: number; working_days?: number; };
  [key: string]: unknown;
};

export type Policy = {
  thank_you_hours?: number;
  follow_up_days?: number;
  grace_working_days?: number;
  follow_up_spacing_working_days?: number;
  max_follow_ups?: number;
  decide_working_days?: number;
  extra_steps?: ExtraStep[];
  left_out?: string[];
  [key: string]: unknown;
};

export type Person = {
  name?: string;
  title?: string;
  email?: string;
  topic?: string;
  thanked?: string | null;
  [key: string]: unknown;
};

export type Question = {
  question?: string;
  answer?: string;
  score?: number | null;
  [key: string]: unknown;
};

export type Journal = {
  went_well?: string[];
  improve?: string[];
  topics?: string;
  questions?: Question[];
  [key: string]: unknown;
};

export type Round = {
  id: string;
  starts: string | null;
  minutes?: number;
  time_zone?: string | null;
  mode?: "in-person" | "video" | "phone";
  reply_by?: string | null;
  reply_within?: Wait | null;
  people?: Person[];
  journal?: Journal;
  [key: string]: unknown;
};

export type Outcome = {
  type: "no-show" | "update" | "offer" | "acceptance" | "decline" | "refusal" | "withdrawal" | "invitation";
  on: string;
  decide_by?: string | null;
  reply_by?: string | null;
  reply_within?: Wait | null;
  [key: string]: unknown;
};

export type StepState = {
  state: "done" | "skipped" | "snoozed";
  at: string;
  until?: string;
  note?: string;
  [key: string]: unknown;
};

export type Application = {
  id: string;
  employer?: string;
  role?: string;
  interest?: "yes" | "unsure" | "no";
  recruiter?: boolean;
  thank_you?: "email" | "letter" | "both";
  archived?: boolean;
  rounds?: Round[];
  outcomes?: Outcome[];
  steps?: Record<string, StepState>;
  [key: string]: unknown;
};

export type Settings = {
  region?: string | null;
  time_zone?: string | null;
  centre?: string | null;
  centre_link?: string;
  centre_issued?: string | null;
  policy?: Policy;
  name?: string;
  greeting?: "hi" | "dear";
  [key: string]: unknown;
};

export type RecordData = {
  format: "after-the-interview";
  version: number;
  settings?: Settings;
  applications: Application[];
  [key: string]: unknown;
};

/**
 * What a value has to be: plain, a list, an object whose keys are the person's ("*"), or one with these fields. A
 * field's name ends in "!" where it's required, "?" where it may be null, and "|" where one of them has to be there.
 */
export type Kind = "text" | "date" | "id" | "whole" | "flag" | readonly [Kind] | { readonly [field: string]: Kind };

const WAIT: Kind = { "days|": "whole", "working_days|": "whole" };
const EXTRA_STEP: Kind = { "id!": "text", "title!": "text", "url": "text", "scope!": "text", "anchor!": "text", "offset!": { "hours|": "whole", "days|": "whole", "working_days|": "whole" } };
const POLICY: Kind = { "thank_you_hours": "whole", "follow_up_days": "whole", "grace_working_days": "whole", "follow_up_spacing_working_days": "whole", "max_follow_ups": "whole", "decide_working_days": "whole", "extra_steps": [EXTRA_STEP], "left_out": ["text"] };
const PERSON: Kind = { "name": "text", "title": "text", "email": "text", "topic": "text", "thanked?": "text" };
const QUESTION: Kind = { "question": "text", "answer": "text", "score?": "whole" };
const JOURNAL: Kind = { "went_well": ["text"], "improve": ["text"], "topics": "text", "questions": [QUESTION] };
const ROUND: Kind = { "id!": "id", "starts!?": "text", "minutes": "whole", "time_zone?": "text", "mode": "text", "reply_by?": "date", "reply_within?": WAIT, "people": [PERSON], "journal": JOURNAL };
const OUTCOME: Kind = { "type!": "text", "on!": "date", "decide_by?": "date", "reply_by?": "date", "reply_within?": WAIT };
const STEP_STATE: Kind = { "state!": "text", "at!": "text", "until": "date", "note": "text" };
const APPLICATION: Kind = { "id!": "id", "employer": "text", "role": "text", "interest": "text", "recruiter": "flag", "thank_you": "text", "archived": "flag", "rounds": [ROUND], "outcomes": [OUTCOME], "steps": { "*": STEP_STATE } };
const SETTINGS: Kind = { "region?": "text", "time_zone?": "text", "centre?": "text", "centre_link": "text", "centre_issued?": "date", "policy": POLICY, "name": "text", "greeting": "text" };
const RECORD_DATA: Kind = { "format!": "text", "version!": "whole", "settings": SETTINGS, "applications!": [APPLICATION] };

export { RECORD_DATA as RECORD };
