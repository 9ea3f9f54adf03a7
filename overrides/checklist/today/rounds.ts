/** The interviews of an application: when each is, and the buttons to edit and remove it. */

import { nameOf } from "../record/record.ts";
import type { Application } from "../record/shape.ts";
import { button, make } from "../ui/dom.ts";
import { exactly } from "../ui/speak.ts";
import type { Model } from "./model.ts";

export type RoundActions = {
  edit: (application: string, round: string) => void;
  notes: (application: string, round: string) => void;
  remove: (application: string) => void;
  removeRound: (application: string, round: string) => void;
};

export function drawRounds(place: HTMLElement, application: Application, model: Model, actions: RoundActions) {
  const rounds = application.rounds ?? [];
  const several = rounds.length > 1;
  const today = rounds.map((round) => model.views.get(application.id)?.rounds.find(({ id }) => id === round.id));
  const content = JSON.stringify([
    model.record.applications.length,
    rounds.map(({ id, starts }) => [id, starts]),
    today,
    nameOf(application),
    model.days("UTC").today.slice(0, 4),
  ]);
  // Left as it is while nothing in it changes, so that a button keeps the focus.
  if (place.dataset.content === content) return;
  place.dataset.content = content;
  place.replaceChildren(
    ...rounds.map((round) => {
      const view = model.views.get(application.id)?.rounds.find(({ id }) => id === round.id);
      const row = make("p", { class: "round" });
      const which = several && view ? `Interview ${view.number}: ` : "";
      if (view?.start) {
        const time = make("time", { text: exactly(view.start, view.zone, model.days(view.zone).today) });
        time.setAttribute("datetime", view.start);
        row.append(which, time);
      } else row.append(which + (round.starts ? round.starts.replace("T", ", ") : "No date yet"));
      const whose = nameOf(application) || "this interview";
      const label = (verb: string) => `${verb} ${whose}${which && view ? `, interview ${view.number}` : ""}`;
      const edit = button("Edit", "quiet", () => actions.edit(application.id, round.id));
      edit.setAttribute("aria-label", label("Edit"));
      const notes = button("Notes", "quiet", () => actions.notes(application.id, round.id));
      notes.setAttribute("aria-label", label("Notes"));
      const remove = button("Remove", "quiet", () =>
        several ? actions.removeRound(application.id, round.id) : actions.remove(application.id),
      );
      remove.setAttribute("aria-label", label("Remove"));
      // Where there are several applications, a whole one is removed under its own name.
      const removes = several || model.record.applications.length === 1 ? [remove] : [];
      row.append(make("span", { class: "round__actions" }, notes, edit, ...removes));
      return row;
    }),
  );
}

/** The interview that a step is about: its own, the one before it, or the latest where it is about them all. */
export function roundOf(application: Application, model: Model, key: string, isEarlier: boolean) {
  const rounds = (application.rounds ?? []).map(({ id }) => id);
  const order = (model.views.get(application.id)?.rounds ?? []).map(({ id }) => id).filter((id) => rounds.includes(id));
  const placed = order.length === rounds.length ? order : rounds;
  const own = placed.findIndex((id) => key.startsWith(`${id}/`));
  return own < 0 ? placed.at(-1) : placed[isEarlier ? Math.max(own - 1, 0) : own];
}
