/** Draws what Python has laid out: an SVG without colours of its own, and the same as a table. */

import type { Cell, Picture } from "../engine/answers.ts";
import { make } from "../ui/dom.ts";
import { exactly, shortly } from "../ui/speak.ts";

const SVG = "http://www.w3.org/2000/svg";
const TAGS = new Set(["rect", "path", "circle", "text"]);

/** A picture's marks alone; `say` puts its dates into words. */
export function marksOf(picture: Picture, say: (moment: string) => string) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${picture.width} ${picture.height}`);
  for (const [tag, attributes, text, moment] of picture.marks) {
    if (!TAGS.has(tag)) continue;
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
    element.textContent = moment ? say(moment) : text;
    svg.append(element);
  }
  return svg;
}

/** @param open the titles of the tables that are open, which stay so when they are drawn anew */
export function drawn(picture: Picture, today: string, open: Set<string>) {
  const svg = marksOf(picture, (moment) => shortly(moment, today));
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", `${picture.title}. The same stands below as a table.`);
  const words = make(
    "details",
    { class: "picture__words" },
    make("summary", { text: "The same as a table" }, make("span", { class: "vh", text: `: ${picture.title}` })),
    tableOf(picture, today),
  );
  words.open = open.has(picture.title);
  words.addEventListener("toggle", () => (words.open ? open.add(picture.title) : open.delete(picture.title)));
  const legend = picture.legend ? [make("p", { class: "picture__legend", text: picture.legend })] : [];
  return make(
    "figure",
    { class: "picture" },
    make("figcaption", { class: "picture__title", text: picture.title }),
    svg,
    ...legend,
    words,
  );
}

function tableOf({ title, columns, rows }: Picture, today: string) {
  const said = (cell: Cell) => (typeof cell === "string" ? cell : exactly(cell[0], cell[1], today));
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
  const table = make(
    "table",
    { class: "picture__cells" },
    make("thead", {}, make("tr", {}, ...heads)),
    make("tbody", {}, ...lines),
  );
  table.setAttribute("aria-label", title);
  const scroller = make("div", { class: "picture__table" }, table);
  // A table wider than a phone scrolls in itself, by keyboard too.
  scroller.tabIndex = 0;
  scroller.setAttribute("role", "group");
  scroller.setAttribute("aria-label", title);
  return scroller;
}
