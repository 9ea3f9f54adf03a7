/** What is printed: one application or all, and the notes, which are written into the page only for paper. */

import { make } from "./dom.js";
import { exactly } from "./speak.js";

/** @typedef {import("./types").RecordData} RecordData */
/** @typedef {import("./model.js").Model} Model */

/**
 * @param {HTMLElement} page
 * @param {Model} model
 * @param {number} best score
 */
export function notesOnPaper(page, model, best) {
  for (const place of page.querySelectorAll("[data-paper-notes]")) {
    const application = model.applications.get(place.closest("[data-application]")?.getAttribute("data-application") ?? "");
    const blocks = (application?.rounds ?? []).map((round) => {
      const view = model.views.get(application?.id ?? "")?.rounds.find(({ id }) => id === round.id);
      const when = view?.start ? `, ${exactly(view.start, view.zone, model.days(view.zone).today)}` : "";
      return { head: `Notes${(application?.rounds ?? []).length > 1 ? ` of interview ${view?.number ?? ""}` : ""}${when}`, lines: linesOf(round, best) };
    });
    const told = blocks.filter(({ lines }) => lines.length);
    /** @type {HTMLElement} */ (place).hidden = told.length === 0;
    place.replaceChildren(...told.flatMap(({ head, lines }) => [make("h3", { text: head }), make("ul", {}, ...lines.map((text) => make("li", { text })))]));
  }
}

/** @param {import("./types").Round} round @param {number} best score */
function linesOf({ people = [], journal = {} }, best) {
  const met = people.map(({ name, title, email }) => [name, title, email].filter(Boolean).join(", ")).filter(Boolean);
  const asked = (journal.questions ?? []).map(({ question = "", answer = "", score }) => [question, answer && `“${answer}”`, score && `${score} of ${best}`].filter(Boolean).join(" – "));
  return [
    ...met.map((text) => `Met: ${text}`),
    ...(journal.topics ?? "").split("\n").filter((text) => text.trim()).map((text) => `Talked about: ${text}`),
    ...asked.filter(Boolean).map((text) => `Asked: ${text}`),
    ...(journal.went_well ?? []).map((text) => `Went well: ${text}`),
    ...(journal.improve ?? []).map((text) => `Next time: ${text}`),
  ];
}

/**
 * Print one application alone.
 * @param {HTMLElement} page
 * @param {string} application
 */
export function printOne(page, application) {
  for (const section of page.querySelectorAll("section[data-application]"))
    section.classList.toggle("is-kept-off-paper", section.getAttribute("data-application") !== application);
  print();
}

/** @param {HTMLElement} page */
export function printAll(page) {
  allOnPaper(page);
  print();
}

/** @param {HTMLElement} page */
export function allOnPaper(page) {
  for (const section of page.querySelectorAll(".is-kept-off-paper")) section.classList.remove("is-kept-off-paper");
}
