/** What can be done with an application as a whole, for whoever has more than one. */

import { nameOf } from "../record/record.ts";
import type { Application } from "../record/shape.ts";
import { button, make } from "../ui/dom.ts";

export type ManageActions = {
  rename: (application: string) => void;
  archive: (application: string) => void;
  printOne: (application: string) => void;
  remove: (application: string) => void;
};

export function drawManage(
  place: HTMLElement,
  application: Application,
  isOneOfSeveral: boolean,
  actions: ManageActions,
) {
  const name = nameOf(application) || "this interview";
  const content = `${isOneOfSeveral} ${name}`;
  if (place.dataset.content === content) return;
  place.dataset.content = content;
  if (!isOneOfSeveral) {
    place.replaceChildren();
    return;
  }
  const offers = [
    ["Rename", actions.rename],
    ["Archive", actions.archive],
    ["Print this one", actions.printOne],
    ["Remove", actions.remove],
  ].map(([verb, act]) => {
    const made = button(String(verb), "quiet", () => (act as (id: string) => void)(application.id));
    made.setAttribute("aria-label", `${verb}: ${name}`);
    return made;
  });
  const summary = make("summary", { text: "This application" }, make("span", { class: "vh", text: `: ${name}` }));
  place.replaceChildren(make("details", { class: "fold" }, summary, make("div", { class: "manage" }, ...offers)));
}
