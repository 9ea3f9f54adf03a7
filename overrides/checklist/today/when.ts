/** Says when a step is to be done, as its status stands: in a few letters for its row, and in full. */

import { byWhen, exactly, nearly, typeset, withDistance } from "../ui/speak.ts";
import type { Model } from "./model.ts";

/** Nobody lets go by a date. */
const LET_GO = "let-go";

export type When = { text: string; moment: string | null };

/** A step's date at the end of its row. */
export function shortWhen(model: Model, application: string, key: string): When {
  const step = model.step(application, key);
  const status = model.status(application, key);
  const zone = model.zone(application, key);
  const near = (moment: string) => nearly(moment, zone, model.days(zone));
  const said = (text: string, moment: string | null = null) => ({ text, moment });
  if (status === "done") return said("done");
  if (status === "skipped") return said("doesn’t apply");
  if (status === "snoozed") {
    const until = model.state(application, key)?.until;
    return until ? said(`from ${near(until)}`, until) : said("");
  }
  if (!step || ["not-needed", "missed", "undated"].includes(status)) return said("");
  if (status === "upcoming") return step.opens ? said(`from ${near(step.opens)}`, step.opens) : said("");
  return step.due && step.step !== LET_GO ? said(near(step.due), step.due) : said("any time");
}

/** A step's date in a sentence, without its full stop. */
export function whenOf(model: Model, application: string, key: string): When {
  const step = model.step(application, key);
  const status = model.status(application, key);
  const zone = model.zone(application, key);
  const days = model.days(zone);
  const words = (moment: string) => withDistance(moment, days, zone);
  const said = (text: string, moment: string | null = null) => ({ text, moment });
  if (status === "done") return said("Done");
  if (status === "skipped") return said("Doesn’t apply");
  if (status === "not-needed") return said(sentence(step?.reason ?? "not needed"));
  if (status === "snoozed") {
    const until = model.state(application, key)?.until ?? null;
    return said(until ? `Put off until ${exactly(until, zone, days.today)}` : "Put off", until);
  }
  if (status === "missed") return said("That moment has passed, and that’s fine");
  if (!step || status === "undated") return said("");
  if (status === "upcoming" && step.opens) return said(`From ${words(step.opens)}`, step.opens);
  if (!step.due) return said("When you like");
  if (step.step === LET_GO) return said("Whenever you’re ready", step.due);
  if (status === "overdue")
    return said(`Best by ${exactly(step.due, zone, days.today)}, and still worth doing`, step.due);
  return said(byWhen(step.due, zone, days), step.due);
}

export function sentence(text: string) {
  return typeset(text.charAt(0).toUpperCase() + text.slice(1));
}
