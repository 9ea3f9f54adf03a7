/** One tab for each application, what is due first at the left; hidden while there is only one. */

import type { Application } from "../record/shape.ts";
import { drawnOnce, find, make } from "../ui/dom.ts";
import { nearly } from "../ui/speak.ts";
import type { Model } from "./model.ts";
import { shortWhen } from "./when.ts";

export function drawTabs(model: Model, choose: (application: string) => void) {
  const place = find("#tabs");
  const tabs = model.order.map((id) => {
    const application = model.applications.get(id);
    const key = model.nextOf(id);
    const until = model.moment(id)?.until;
    const zone = model.views.get(id)?.zone ?? "UTC";
    const next = key ? shortWhen(model, id, key).text : until ? `from ${nearly(until, zone, model.days(zone))}` : "";
    return { id, name: shortName(application), next: next || "nothing for now", isDue: key !== null };
  });
  place.hidden = tabs.length < 2;
  drawnOnce(place, [tabs, model.open], () =>
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
          if (id === model.open) tab.setAttribute("aria-current", "true");
          tab.addEventListener("click", () => choose(id));
          return tab;
        }),
  );
}

/** The employer alone, where there is one: a tab is narrow. */
function shortName(application: Application | undefined) {
  return application?.employer?.trim() || application?.role?.trim() || "Unnamed interview";
}
