/** The record, as schema/record-2.json describes it. */

export type StepState = { state: "done" | "skipped" | "snoozed"; at: string; until?: string; note?: string };

export type Round = {
  id: string;
  starts: string | null;
  minutes?: number;
  time_zone?: string | null;
  mode?: string;
  reply_by?: string | null;
  reply_within?: Wait | null;
  journal?: Journal;
  people?: Person[];
  [key: string]: unknown;
};

/** How soon they said they'd answer, in one of the two. */
export type Wait = { days?: number; working_days?: number; [key: string]: unknown };

export type Person = {
  name?: string;
  title?: string;
  email?: string;
  topic?: string;
  thanked?: string | null;
  [key: string]: unknown;
};

export type Journal = {
  went_well?: string[];
  improve?: string[];
  topics?: string;
  questions?: { question?: string; answer?: string; score?: number | null; [key: string]: unknown }[];
  [key: string]: unknown;
};

export type Application = {
  id: string;
  employer?: string;
  role?: string;
  interest?: string;
  recruiter?: boolean;
  thank_you?: string;
  archived?: boolean;
  rounds?: Round[];
  outcomes?: Outcome[];
  steps?: Record<string, StepState>;
  [key: string]: unknown;
};

export type ExtraStep = { id: string; title: string; url?: string };

export type Settings = {
  region?: string | null;
  time_zone?: string | null;
  centre?: string | null;
  centre_link?: string;
  centre_issued?: string | null;
  policy?: { extra_steps?: ExtraStep[]; left_out?: string[]; [key: string]: unknown };
  name?: string;
  greeting?: string;
  [key: string]: unknown;
};

export type Outcome = {
  type: string;
  on: string;
  decide_by?: string | null;
  reply_by?: string | null;
  reply_within?: Wait | null;
  [key: string]: unknown;
};

export type RecordData = {
  format: string;
  version: number;
  settings?: Settings;
  applications: Application[];
  [key: string]: unknown;
};

/** How regions are named, which country a time zone is in, and the countries whose bank holidays differ from part to part. */
export type RegionNames = {
  regions: [code: string, name: string, more: string][];
  zones: Record<string, string>;
  differ?: string[];
};
