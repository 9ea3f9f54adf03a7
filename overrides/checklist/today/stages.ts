/**
 * Which stages an application's list has, and which steps stand in each. What's over is one stage: each earlier
 * interview, or all of them once there's an answer.
 */

import type { Application } from "../record/shape.ts";
import type { Model } from "./model.ts";
import type { Pattern, StagePattern } from "./pattern.ts";

/** `mayCome`: whether it may still come, if nothing in it is needed now. */
export type Stage = { id: string; title: string; keys: string[]; mayCome: boolean };

/** Stages of the list that come of an answer. */
const ANSWERS = new Set(["offer", "refusal"]);
/** Stages of an application at which the interviews are over. */
const OVER = new Set(["offer", "accepted", "declined", "refused", "withdrawn", "let-go"]);

export function stagesOf(pattern: Pattern, application: Application | undefined, model: Model): Stage[] {
  const view = application && model.views.get(application.id);
  // Until there's a plan for what was just said, the last one tells which steps there are.
  const plan = application && model.lastPlan(application.id);
  const known = application ? (application.rounds ?? []).map(({ id }) => id) : ["r1"];
  const order = (view?.rounds ?? []).map(({ id }) => id).filter((id) => known.includes(id));
  const rounds = order.length === known.length ? order : known;
  const latest = rounds.at(-1);
  const planned = plan?.steps.map(({ key }) => key) ?? [];
  const own = (key: string) => planned.includes(key);
  const isNew = (round: string | undefined) => !planned.some((key) => key.startsWith(`${round}/`));
  // Only a policy adds or leaves out steps, and only the plan knows which.
  const isAltered = planned.length > 0 && Object.keys(model.record.settings?.policy ?? {}).length > 0;
  const keysOf = ({ steps }: StagePattern, round: string | undefined, isWhole: boolean) =>
    steps.flatMap(({ id, isOnce }) => {
      const key = isOnce ? id : `${round}/${id}`;
      const isThere = (isOnce ? isWhole : round) && (!isAltered || own(key) || (!isOnce && isNew(round)));
      const third = `${round}/follow-up-3`;
      return [...(isThere ? [key] : []), ...(id === "follow-up-2" && own(third) ? [third] : [])];
    });

  const isOver = plan !== undefined && OVER.has(plan.stage);
  const earlier = rounds.slice(0, -1).map((round, index) => ({
    id: `past-${round}`,
    title: `Interview ${index + 1}`,
    keys: pattern.stages.flatMap((stage) => keysOf(stage, round, false)),
    mayCome: false,
  }));
  const stages = pattern.stages.map((stage) => ({
    id: stage.id,
    title: stage.id === "next-round" && rounds.length > 2 ? `Before interview ${rounds.length}` : stage.title,
    keys: keysOf(stage, latest, true),
    mayCome: !isOver && (ANSWERS.has(stage.id) || (stage.id === "next-round" && rounds.length < 2)),
  }));
  const extras = planned.filter((key) => /^x-/.test(key) || known.some((round) => key.startsWith(`${round}/x-`)));
  const centre = extras.length
    ? [
        {
          id: "centre",
          title: `From ${model.record.settings?.centre || "your careers centre"}`,
          keys: extras,
          mayCome: false,
        },
      ]
    : [];
  if (pattern.stages.length > 1 && isOver) {
    const over = [...earlier, ...stages.filter(({ id }) => !ANSWERS.has(id))];
    const title = rounds.length > 1 ? "The interviews" : "The interview";
    const past = { id: "past", title, keys: over.flatMap(({ keys }) => keys), mayCome: false };
    return [past, ...stages.filter(({ id }) => ANSWERS.has(id)), ...centre];
  }
  // Before a second interview comes what's to do for it.
  if (rounds.length > 1)
    stages.sort((one, other) => Number(other.id === "next-round") - Number(one.id === "next-round"));
  return [...earlier, ...stages, ...(pattern.stages.length > 1 ? centre : [])].filter(({ keys }) => keys.length);
}
