/** A handout or a poster: filled from the link in the address, or from the form as it was left on this device. */

import { regionsIn } from "../checklist/dialogs/offer.ts";
import type { Advice } from "../checklist/engine/answers.ts";
import { find, hostOf, make, setText } from "../checklist/ui/dom.ts";
import { typeset } from "../checklist/ui/speak.ts";
import { drawCode } from "./code.ts";
import { keptRules } from "./kept.ts";
import type { Page } from "./page.ts";

export function makeSheet(element: HTMLElement, { ask, root, today }: Page) {
  const state = find("[data-state]", element);
  const paper = find("[data-paper]", element);
  const printing = find<HTMLButtonElement>("[data-print]", element);
  const kind = element.dataset.kind ?? "";
  printing.addEventListener("click", () => print());
  addEventListener("beforeprint", fit);
  addEventListener("hashchange", () => void fill());
  void fill();
  return { failed };

  function failed() {
    paper.hidden = true;
    printing.disabled = true;
    setText(state, `The ${kind} can’t be made just now. Reload the page to try again.`);
  }

  async function fill() {
    const reply = await asked().catch(() => null);
    if (!reply) return failed();
    if (!reply.ok) {
      const [fault] = reply.faults;
      const why = fault && fault.path !== "centre" ? `: ${fault.path} ${fault.reason}` : "";
      paper.hidden = true;
      printing.disabled = true;
      setText(state, `There’s nothing to print yet${why}. Fill in the form first.`);
      return;
    }
    const drawn = reply.uncoded ? null : await ask({ op: "code", text: reply.link, paper: true }).catch(() => null);
    draw(reply, drawn?.ok ? drawn.code : null);
  }

  async function asked() {
    const packed = /^#preset=(.*)$/s.exec(location.hash)?.[1];
    if (packed === undefined) {
      const { issued, ...form } = keptRules.read() ?? { ...EMPTY, issued: today() };
      return ask({ op: "advise", form, issued, site: root }, [form.region]);
    }
    const unpacked = await ask({ op: "unpack-preset", packed });
    if (!unpacked.ok) return unpacked;
    return ask({ op: "advise", preset: unpacked.preset, site: root }, regionsIn(unpacked.preset));
  }

  /** Make the type as small as one page asks for. */
  function fit() {
    paper.classList.add("is-measured");
    for (const size of SIZES) {
      paper.style.setProperty("--fit", String(size));
      if (paper.scrollHeight <= HIGH) break;
    }
    paper.classList.remove("is-measured");
  }

  function draw({ sheet, uncoded }: Omit<Advice, "code" | "svg">, code: Advice["code"]) {
    setText(find("[data-centre]", paper), sheet.centre);
    setText(find("[data-issued]", paper), sheet.issued);
    const { host, pathname } = new URL(root);
    const address = `${host}${pathname}checklist`;
    setText(find("[data-address]", paper), address);
    const turn = hostOf(sheet.url);
    const more = turn ? `, or find our link at ${turn}.` : ".";
    setText(find("[data-more]", paper), ` for the checklist with the site’s own timing${more}`);
    find("[data-code]", paper).replaceChildren(...(code ? [drawCode(code)] : []));
    const numbers = paper.querySelector("[data-numbers]");
    numbers?.replaceChildren(
      ...sheet.numbers.map(({ label, amount }) =>
        make("div", {}, make("dt", { text: label }), make("dd", { text: amount })),
      ),
    );
    const stages = sheet.stages.map(({ title, steps }) => section(title, steps));
    const added = sheet.added.map(({ title, when }) => `${title}, ${typeset(when)}`);
    const own = added.length ? [section(`From ${sheet.centre}`, added)] : [];
    paper.querySelector("[data-steps]")?.replaceChildren(...stages, ...own);
    paper.hidden = false;
    // Its letters may still be on their way, and others are as wide as they please.
    void document.fonts.ready.then(fit);
    printing.disabled = false;
    for (const each of paper.querySelectorAll<HTMLElement>("[data-with-code]")) each.hidden = !code;
    const why = uncoded ? `the link ${uncoded}.` : "it can’t be drawn just now. Reload the page to try again.";
    setText(state, code ? "One page, on A4 or Letter." : `There’s no code on it: ${why}`);
  }
}

/** Sizes of type to try: ten steps with long names still go on one page, and few don't leave half of it empty. */
const SIZES = [1.15, 1.1, 1.05, 1, 0.94, 0.88, 0.82, 0.76, 0.7, 0.64, 0.58];
/** As high as the shorter paper between its margins, in pixels of which there are 96 to an inch. */
const HIGH = 900;

function section(title: string, steps: string[]) {
  return make("section", {}, make("h3", { text: title }), make("ul", {}, ...steps.map((text) => make("li", { text }))));
}

const EMPTY = { centre: "", link: "", region: "", policy: {}, left_out: [], extra_steps: [] };
