/** What Python answers: the plan, and what the page needs to show it at any later time. */

export type PlannedStep = {
  key: string;
  step: string;
  status: string;
  opens: string | null;
  due: string | null;
  changes: [string, string][];
  provenance: string;
  sources: string[];
  /** The sources that give the figure in force. */
  figure_sources: string[];
  reason: string;
};

export type Moment = { kind: string; until: string | null; coming?: string | null };

export type PlannedApplication = {
  id: string;
  stage: string;
  moment: Moment;
  next: string | null;
  steps: PlannedStep[];
};

type ViewRound = { id: string; number: number; zone: string; start: string | null; end: string | null };

export type ViewApplication = {
  id: string;
  rounds: ViewRound[];
  zone: string;
  has_done: boolean;
  elsewhere: Record<string, string>;
  /** Days since the last interview and the first, while an answer is awaited. */
  silence: { days: number; since_first: number; interviews: number } | null;
  /** The date they promised, and how they put it when they named none, while an answer is awaited. */
  promise: { by: string; within: string } | null;
  /**
   * What the application is about, from each instant on: its kind, until when it asks for nothing, and the next
   * interview's id.
   */
  moments: [at: string, kind: string, until: string | null, coming: string | null][];
  /**
   * Where each step stands in the queue of things to do, from each instant on, as texts that sort; null for nowhere.
   */
  ranks: Record<string, [string, string | null][]>;
  /** The outcomes that can happen, each with the instant from which it can have; null for at any time. */
  possible: Record<string, string | null>;
};

/** Figures that aren't the site's, by name: as prose has them, and what to say beside the site's own. */
export type Figures = Record<string, [figure: string, beside: string]>;

export type Planned = {
  /** What each application was planned from, by id. */
  facts: Record<string, string>;
  /** Its steps' states at the time. */
  said?: Record<string, string>;
  plan: { now: string; next: { application: string; key: string } | null; applications: PlannedApplication[] };
  view: {
    applications: ViewApplication[];
    days: Record<string, [string, string][]>;
    /** What is not archived, each with its next step, what is due first at the top. */
    overview: { order: [string, string | null][]; live: number };
    /** Who set a figure that isn't the site's, and such figures, for the guide's pages. */
    set_by?: string;
    figures?: Figures;
  };
};
