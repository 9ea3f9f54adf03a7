/** "More": what can be done with the open application, what's archived, and how many there are. */

import { nameOf } from "../record/record.ts";
import type { Settings } from "../record/shape.ts";
import { button, drawnOnce, find, make, setText } from "../ui/dom.ts";
import { exactly } from "../ui/speak.ts";
import type { Wording } from "../ui/wording.ts";
import type { Model } from "./model.ts";

export type MoreActions = {
  rename: (application: string) => void;
  archive: (application: string) => void;
  printOne: (application: string) => void;
  restore: (application: string) => void;
  remove: (application: string) => void;
};

/** Make its button open it, and the address `#more`. */
export function makeMore() {
  const opener = find("[data-more]");
  const place = find("#more");
  const toggle = (isOpen: boolean) => {
    place.hidden = !isOpen;
    opener.setAttribute("aria-expanded", String(isOpen));
  };
  opener.addEventListener("click", () => toggle(Boolean(place.hidden)));
  return () => {
    toggle(true);
    opener.scrollIntoView();
    opener.focus({ preventScroll: true });
  };
}

export function drawMore(model: Model, words: Wording, actions: MoreActions) {
  const place = find("#more");
  const { applications, settings = {} } = model.record;
  for (const each of document.querySelectorAll<HTMLElement>("[data-rules-of]")) setText(each, whose(settings, model));
  find("[data-drop]", place).hidden = !settings.centre;
  drawManage(find("[data-manage]", place), model, actions);
  const away = applications.filter(({ archived }) => archived);
  find("[data-picture=all]", place).hidden = applications.length - away.length < 2;
  const isAccepted = [...model.plans.values()].some(({ stage }) => stage === "accepted");
  const live = model.planned?.view.overview.live;
  setText(
    find("[data-live]", place),
    live === undefined || applications.length < 2 ? "" : liveWords(live, words, isAccepted),
  );
  const archive = find("[data-archive]", place);
  archive.hidden = away.length === 0;
  setText(find("[data-archived-count]", archive), ` (${away.length})`);
  drawnOnce(
    find("[data-archived]", archive),
    away.map(({ id, employer, role }) => [id, employer, role]),
    () =>
      away.map((application) => {
        const name = nameOf(application) || "Unnamed interview";
        const offers = [
          named("Restore", name, () => actions.restore(application.id)),
          named("Remove", name, () => actions.remove(application.id)),
        ];
        return make(
          "li",
          { class: "round" },
          make("span", { text: name }),
          make("span", { class: "round__actions" }, ...offers),
        );
      }),
  );
}

/** Whose rules the list follows; nothing where they're the site's own. */
function whose({ centre, centre_issued: issued, policy = {} }: Settings, model: Model) {
  if (!centre) return Object.keys(policy).length ? "Some of your timing is your own." : "";
  const since = issued ? `, issued on ${exactly(issued, "UTC", model.days("UTC").today)}` : "";
  return `Your checklist follows the rules from ${centre}${since}.`;
}

/** What can be done with an application as a whole, for whoever has more than one. */
function drawManage(place: HTMLElement, model: Model, actions: MoreActions) {
  const application = model.applications.get(model.open ?? "");
  place.hidden = !application || model.record.applications.length < 2;
  const name = (application && nameOf(application)) || "this interview";
  drawnOnce(place, [place.hidden, application?.id, name], () =>
    application && !place.hidden
      ? [
          make("h2", { class: "more__title", text: name }),
          named("Rename", name, () => actions.rename(application.id)),
          named("Archive", name, () => actions.archive(application.id)),
          named("Print this one", name, () => actions.printOne(application.id)),
          named("Remove", name, () => actions.remove(application.id)),
        ]
      : [],
  );
}

function named(verb: string, name: string, act: () => void) {
  const made = button(verb, "quiet", act);
  made.setAttribute("aria-label", `${verb}: ${name}`);
  return made;
}

/** @param isAccepted whether there is a job by now */
function liveWords(live: number, words: Wording, isAccepted: boolean) {
  const count = live === 0 ? "Nothing going just now." : `${live} application${live === 1 ? "" : "s"} going.`;
  if (isAccepted) return count;
  const advice = `${words.live.charAt(0).toUpperCase()}${words.live.slice(1)} at a time is a good number`;
  if (live === 0) return `${count} ${advice}, when you feel like it.`;
  return live < words.fewest
    ? `${count} ${advice}: another one, when you feel like it, takes weight off this one.`
    : `${count} ${advice}.`;
}
