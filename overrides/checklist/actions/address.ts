/** What links and the page's own address ask for: the words or the notes of a step, or a step itself. */

import { placeOf } from "../today/step.ts";
import { add } from "./interviews.ts";
import { notesOf } from "./notes.ts";
import { engine, list, page, store, whole } from "./parts.ts";

/** Open what a link to messages or notes is about, in place of the page that it leads to. */
export function follow(event: Event) {
  const link = event.target instanceof Element ? event.target.closest("[data-words], [data-notes]") : null;
  const place = link && placeOf(link);
  if (!link || !place) return;
  const part = link.getAttribute("data-notes");
  // Without a record, or without Python, the link leads to the templates as they are.
  const isOpen =
    part === null
      ? engine.state === "ready" && whole?.words.open(store.record, place)
      : notesOf(place, part, link.hasAttribute("data-earlier"));
  if (isOpen) event.preventDefault();
}

/** Show the step that the address names, `#do-…`. */
export function goToStep() {
  if (whole?.safety.arrive()) return;
  // The home screen's shortcut.
  if (location.hash === "#add-interview") add();
  page.named = /^#do-([a-z0-9-]+)$/.exec(location.hash)?.[1] ?? null;
  if (page.named) list.showStep(page.named);
}
