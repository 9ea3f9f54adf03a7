/** Draws what Python has laid out: an SVG without colours of its own, and the same as a table. */

import { make } from "./dom.js";
import { exactly, shortly } from "./speak.js";

/** @typedef {[tag: string, attributes: Record<string, string | number>, text: string, moment: string]} Mark */
/** @typedef {{title: string, width: number, height: number, marks: Mark[], columns: string[], rows: string[][]}} Picture */

const SVG = "http://www.w3.org/2000/svg";
const TAGS = new Set(["rect", "path", "circle", "text"]);
const MOMENT = /^\d{4}-\d\d-\d\d(T[\d:]+Z)?$/;

/**
 * @param {Picture} picture
 * @param {string} zone in which its moments are said
 * @param {string} today
 */
export function drawn(picture, zone, today) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${picture.width} ${picture.height}`);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", `${picture.title}. The same stands below as a table.`);
  for (const [tag, attributes, text, moment] of picture.marks) {
    if (!TAGS.has(tag)) continue;
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
    element.textContent = moment ? shortly(moment) : text;
    svg.append(element);
  }
  const words = make("details", { class: "picture__words" }, make("summary", { text: "The same as a table" }), tableOf(picture, zone, today));
  return make("figure", { class: "picture" }, make("figcaption", { class: "picture__title", text: picture.title }), svg, words);
}

/**
 * @param {Picture} picture
 * @param {string} zone
 * @param {string} today
 */
function tableOf({ title, columns, rows }, zone, today) {
  const said = (/** @type {string} */ cell) => (MOMENT.test(cell) ? exactly(cell, zone, today) : cell);
  const heads = columns.map((text) => {
    const head = make("th", { text });
    head.scope = "col";
    return head;
  });
  const lines = rows.map(([name = "", ...cells]) => {
    const head = make("th", { text: said(name) });
    head.scope = "row";
    return make("tr", {}, head, ...cells.map((cell) => make("td", { text: said(cell) })));
  });
  const table = make("table", { class: "picture__cells" }, make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...lines));
  table.setAttribute("aria-label", title);
  const scroller = make("div", { class: "picture__table" }, table);
  // A table wider than a phone scrolls in itself, by keyboard too.
  scroller.tabIndex = 0;
  scroller.setAttribute("role", "region");
  scroller.setAttribute("aria-label", title);
  return scroller;
}
