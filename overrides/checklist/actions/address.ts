/** Links and the page's own address may ask for a step, its notes, or words to send. */

import { applicationOf, type StepPlace, stepId } from "../record/record.ts";
import { placeOf } from "../today/row.ts";
import { add, addInFull } from "./interviews.ts";
import { notesOf } from "./notes.ts";
import { engine, list, page, store, whole } from "./parts.ts";

/** Open the dialog that a link to messages or notes is about, instead of following it. */
export function follow(event: Event) {
  const link = event.target instanceof Element ? event.target.closest("[data-words], [data-notes]") : null;
  const place = link && placeOf(link);
  if (!link || !place) return;
  const part = link.getAttribute("data-notes");
  // Without a list, or without Python, follow the link: the templates are there as they are.
  const isOpen = part === null ? write(place) : notesOf(place, part, link.hasAttribute("data-earlier"));
  if (isOpen) event.preventDefault();
}

/** Open a step's messages. Returns false where there's nothing to fill them from. */
function write(place: StepPlace) {
  const has = list.words.messages[stepId(place.key)]?.length && applicationOf(store.record, place.application);
  if (!whole || engine.state !== "ready" || !has) return false;
  void whole.later(({ words }) => words.open(place));
  return true;
}

/** Show the step that the address names, `#do-…`. */
export function goToStep() {
  if (whole?.safety.arrive()) return;
  const adding = /^#add(?:-(interview|today|yesterday|ahead|date))?$/.exec(location.hash);
  if (adding) {
    history.replaceState(null, "", `${location.pathname}${location.search}`);
    // From the home page, or the shortcut on a home screen.
    if (adding[1] !== "interview") add(adding[1]);
    else addInFull();
  }
  if (location.hash === "#more") whole?.showMore();
  page.named = /^#do-([a-z0-9-]+)$/.exec(location.hash)?.[1] ?? null;
  if (page.named) page.showStep(page.named);
}
