/** "Later": what else can be done with the card's step. */

import { button, make } from "../ui/dom.ts";
import { nearly } from "../ui/speak.ts";
import type { Model } from "./model.ts";

export type Later = {
  skip: (application: string, key: string) => void;
  snooze: (application: string, key: string, until: string) => void;
  show: (application: string, key: string) => void;
  toCalendar: (one: { application: string; step: string }) => Promise<void>;
};

export function laterMenu(model: Model, application: string, key: string, actions: Later) {
  const zone = model.zone(application, key);
  const days = model.days(zone);
  const put = [
    ["Tomorrow", days.date(1)],
    ["In three days", days.date(3)],
  ].flatMap(([text, until]) => {
    if (!text || !until) return [];
    const made = item(text, () => actions.snooze(application, key, until));
    // Tomorrow needs no date.
    if (text !== "Tomorrow") made.append(make("span", { class: "menu__when", text: nearly(until, zone, days) }));
    return [made];
  });
  const step = model.step(application, key);
  const menu = make(
    "div",
    { class: "menu" },
    ...put,
    item("Doesn’t apply", () => actions.skip(application, key)),
    item(step?.due || step?.opens ? "Why this date?" : "Show it in the list", () => actions.show(application, key)),
    ...(step?.due ? [item("Add this to calendar", () => void actions.toCalendar({ application, step: key }))] : []),
  );
  menu.hidden = true;
  const opener = button("Later", "quiet", () => toggle(Boolean(menu.hidden)));
  opener.setAttribute("aria-expanded", "false");
  const place = make("div", { class: "later" }, opener, menu);
  const toggle = (isOpen: boolean) => {
    menu.hidden = !isOpen;
    opener.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) menu.querySelector("button")?.focus();
  };
  place.addEventListener("keydown", (event) => {
    const items = [...menu.querySelectorAll("button")];
    const at = items.indexOf(document.activeElement as HTMLButtonElement);
    if (event.key === "Escape" && !menu.hidden) {
      toggle(false);
      opener.focus();
    } else if (event.key === "ArrowDown" && at >= 0) items[(at + 1) % items.length]?.focus();
    else if (event.key === "ArrowUp" && at >= 0) items.at(at - 1)?.focus();
    else return;
    event.preventDefault();
  });
  place.addEventListener("focusout", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && place.contains(relatedTarget))) toggle(false);
  });
  return place;

  function item(text: string, act: () => void) {
    const made = button(text, "quiet", () => {
      // The focus is to stay in the card.
      opener.focus({ preventScroll: true });
      toggle(false);
      act();
    });
    made.classList.add("menu__item");
    return made;
  }
}
