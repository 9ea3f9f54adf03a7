/** One tab for each application, what is due first at the left; hidden while there is only one. */

import type { Application } from "../record/shape.ts";
import { drawnOnce, find, make } from "../ui/dom.ts";
import { nearly } from "../ui/speak.ts";
import type { Model } from "./model.ts";
import { shortWhen } from "./when.ts";

/** The tabs as they stand; empty until there's a plan to put them in order. */
let places: string[] = [];

// Nobody's finger is on its way to a tab while the page is out of sight.
document.addEventListener("visibilitychange", () => document.hidden && (places = []));

/** What's due first comes first when the page is opened or come back to; meanwhile a tab stays where it is. */
function placed(model: Model) {
  // What's due is known by now, also where the plan is from before; the rest stands as Python put it.
  const due = model.queue().map(({ application }) => application);
  const order = [...new Set([...due, ...model.order])];
  const found = [...places.filter((id) => order.includes(id)), ...order.filter((id) => !places.includes(id))];
  if (model.isPlanned) places = found;
  return found;
}

/** @param isAdding whether the card is about another interview, which is being added */
export function drawTabs(model: Model, isAdding: boolean, choose: (application: string) => void) {
  const place = find("#tabs");
  const open = isAdding ? null : model.open;
  const tabs = placed(model).map((id) => {
    const application = model.applications.get(id);
    const key = model.nextOf(id);
    const until = model.moment(id)?.until;
    const zone = model.views.get(id)?.zone ?? "UTC";
    const next = key ? shortWhen(model, id, key).text : until ? `from ${nearly(until, zone, model.days(zone))}` : "";
    return { id, name: shortName(application), next: next || "nothing for now", isDue: key !== null };
  });
  place.hidden = tabs.length < 2;
  drawnOnce(place, [tabs, open], () =>
    place.hidden
      ? []
      : tabs.map(({ id, name, next, isDue }) => {
          const tab = make(
            "button",
            { class: "tab" },
            make("span", { class: "tab__name", text: name }),
            make("span", { class: isDue ? "tab__next is-due" : "tab__next", text: next }),
          );
          tab.type = "button";
          tab.dataset.open = id;
          if (id === open) tab.setAttribute("aria-current", "true");
          tab.addEventListener("click", () => choose(id));
          return tab;
        }),
  );
}

/** The employer alone, where there is one: a tab is narrow. */
function shortName(application: Application | undefined) {
  return application?.employer?.trim() || application?.role?.trim() || "Unnamed interview";
}
