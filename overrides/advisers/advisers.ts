/** Making a centre's link: what's typed is kept and handed to Python, and what it makes of it is shown. */

import { complain } from "../checklist/dialogs/fields.ts";
import { offerParts, regionsIn } from "../checklist/dialogs/offer.ts";
import type { Advice, Fault } from "../checklist/engine/answers.ts";
import { button, find, make, setText } from "../checklist/ui/dom.ts";
import { afterPause } from "../checklist/ui/pause.ts";
import { copy, download } from "../checklist/ui/share.ts";
import { drawCode, pngOf } from "./code.ts";
import { makeForm, offerRegions, type Preset } from "./form.ts";
import { keptRules } from "./kept.ts";
import type { Page } from "./page.ts";

/** What hands the link out, in one form or another. */
const HANDED_OUT = "[data-copies], [data-save], [data-svg], [data-png], [data-sheet], [data-try]";

const NOT_YET = "Give your centre’s name, and your link is made here. Nothing is sent anywhere.";

export function makeAdvisers(element: HTMLElement, { ask, calendars, root, today, start }: Page) {
  const [state, made, code, uncoded, texts] = ["state", "made", "code", "uncoded", "texts"].map((name) =>
    find(`[data-${name}]`, element),
  ) as [HTMLElement, HTMLElement, HTMLElement, HTMLElement, HTMLElement];
  const preview = find("[data-preview]", element);
  const link = find<HTMLInputElement>("#a-made-link", element);
  const file = find<HTMLInputElement>("#a-file", element);
  const earlier = find<HTMLInputElement>("#a-earlier", element);
  const region = find<HTMLSelectElement>("#a-region", element);
  const said = find("[data-said]", element);
  let latest: Advice | null = null;
  let asked = 0;
  /** The day on which the rules were last changed, which is the day they're issued. */
  let issued = today();
  const { soon } = afterPause(keep);
  const form = makeForm(find<HTMLFormElement>("#rules", element), () => {
    issued = today();
    soon();
  });

  begin();
  return { failed };

  function failed() {
    latest = null;
    made.hidden = true;
    say("Your link can’t be made just now, as a part of this page is missing. What you typed is kept.");
    state.append(
      " ",
      button("Try again", "quiet", () => {
        start();
        say("Making your link …");
        void advise();
      }),
    );
  }

  function begin() {
    const kept = keptRules.read();
    if (kept) {
      form.fill(kept);
      issued = kept.issued;
    }
    const packed = /^#preset=(.*)$/s.exec(location.hash)?.[1];
    if (packed !== undefined) {
      history.replaceState(null, "", `${location.pathname}${location.search}`);
      void openLink(packed);
    } else if (kept) void advise();
    void calendars.regions().then(
      ({ regions }) => offerRegions(region, regions),
      () => {
        // Each student's own will do until there's a network.
      },
    );
    const presses: [string, () => void][] = [
      ["[data-open-link]", () => void openLink(earlier.value.replace(/^.*#preset=/s, "").trim())],
      ["[data-open-file]", () => file.click()],
      ["[data-clear]", clear],
      ["[data-save]", save],
      ["[data-svg]", () => latest?.svg && download(latest.svg, "interview-checklist.svg", "image/svg+xml")],
      ["[data-png]", () => void savePng()],
    ];
    for (const [name, act] of presses) find(name, element).addEventListener("click", act);
    earlier.addEventListener("input", () => complain(earlier, ""));
    file.addEventListener("change", () => void openFile());
    element.addEventListener("click", ({ target }) => {
      if (!(target instanceof Element)) return;
      if (target.closest(HANDED_OUT)) keepIds();
      const id = target.closest("[data-copies]")?.getAttribute("data-copies");
      const field = id && document.getElementById(id);
      if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) void copied(field);
    });
    link.addEventListener("focus", () => link.select());
  }

  /** Once a link goes out its steps keep their ids, whatever becomes of their titles: students' ticks hang on them. */
  function keepIds() {
    if (!latest) return;
    const { policy }: Preset = JSON.parse(latest.preset);
    form.keepIds(policy.extra_steps ?? []);
    keptRules.write({ ...form.read(), issued });
  }

  async function copied(field: HTMLInputElement | HTMLTextAreaElement) {
    const fold = field.closest("details");
    // Where it can't be copied it's selected, and so has to be seen.
    if (fold && !navigator.clipboard) fold.open = true;
    await copy(field, (words) => {
      setText(said, words);
      for (const each of element.querySelectorAll<HTMLElement>("[data-copies]"))
        each.dataset.told = each.getAttribute("data-copies") === field.id ? words : "";
    });
  }

  function keep() {
    keptRules.write({ ...form.read(), issued });
    void advise();
  }

  function say(text: string) {
    setText(state, text);
  }

  /** Have Python make of it what there is to make. */
  async function advise() {
    asked += 1;
    const mine = asked;
    const typed = form.read();
    if (typed.centre.trim() && made.hidden && !state.querySelector("button")) say("Making your link …");
    const request = { op: "advise", form: typed, issued, site: root } as const;
    const reply = await ask(request, [typed.region]).catch(() => null);
    // Something newer has been typed.
    if (mine !== asked) return;
    if (!reply) return failed();
    if (!reply.ok) return refuse(reply.faults, typed.centre.trim() === "");
    form.showFaults([]);
    const { link: text } = reply;
    const drawn = reply.uncoded ? null : await ask({ op: "code", text, paper: true }).catch(() => null);
    if (mine !== asked) return;
    show({ ...reply, code: drawn?.ok ? drawn.code : null, svg: (drawn?.ok && drawn.svg) || "" });
  }

  function refuse(faults: Fault[], isUnnamed: boolean) {
    const others = form.showFaults(faults);
    latest = null;
    made.hidden = true;
    const [other] = others;
    if (other) say(`Your link can’t be made: it ${other.reason}.`);
    else say(isUnnamed ? NOT_YET : "Something above needs another look, and then your link is made here.");
  }

  function show(advice: Advice) {
    latest = advice;
    say("Made on this device. Nothing has been sent anywhere.");
    made.hidden = false;
    link.value = advice.link;
    const packed = advice.link.slice(advice.link.indexOf("#"));
    for (const each of element.querySelectorAll<HTMLAnchorElement>("[data-sheet]"))
      each.href = `${root}advisers/${each.dataset.sheet}/${packed}`;
    find<HTMLAnchorElement>("[data-try]", element).href = advice.link;
    const name = region.selectedOptions[0]?.text ?? "";
    preview.replaceChildren(
      make("h4", { class: "form__title", text: advice.offer.title }),
      ...offerParts(advice.offer, region.value ? name : ""),
      make("span", { class: "button button--main", text: "Use these rules" }),
    );
    code.replaceChildren(...(advice.code ? [drawCode(advice.code)] : []));
    find("[data-with-code]", element).hidden = !advice.code;
    uncoded.hidden = advice.code !== null;
    setText(uncoded, uncodedWords(advice));
    if (texts.dataset.of === advice.link + advice.offer.title) return;
    texts.dataset.of = advice.link + advice.offer.title;
    texts.replaceChildren(...advice.texts.map(pasted));
  }

  function pasted({ where, how, text }: Advice["texts"][number], index: number) {
    const id = `a-text-${index}`;
    const copying = button("Copy", "plain", () => {});
    copying.dataset.copies = id;
    copying.append(make("span", { class: "vh", text: ` the text for ${where}` }));
    const area = make("textarea", { class: "field__input", id, readonly: true, rows: 5, "aria-label": where });
    area.value = text;
    const shown = make("summary", { text: "See the text" });
    shown.append(make("span", { class: "vh", text: ` for ${where}` }));
    return make(
      "div",
      { class: "paste" },
      make("div", {}, make("strong", { text: where }), make("p", { class: "field__hint", text: how })),
      copying,
      make("details", { class: "fold" }, shown, area),
    );
  }

  /** Fill the form from a link that was made before. */
  async function openLink(packed: string) {
    const reply = await ask({ op: "unpack-preset", packed }).catch(() => null);
    if (reply?.ok) await open(reply.preset, "The form is filled from your link.");
    else if (reply) complain(earlier, "This isn’t a link from this page, or some of it is missing. Copy all of it.");
    else complain(earlier, "It can’t be opened just now. Try again in a moment.");
  }

  async function openFile() {
    const [chosen] = file.files ?? [];
    if (!chosen) return;
    const text = await chosen.text().catch(() => "");
    file.value = "";
    await open(text, `The form is filled from “${chosen.name}”.`);
  }

  async function open(text: string, words: string) {
    const reply = await ask({ op: "advise", preset: text, is_new: true, site: root }, regionsIn(text)).catch(
      () => null,
    );
    const opened = find("[data-opened]", element);
    if (!reply?.ok) {
      const [fault] = reply?.faults ?? [];
      const why = fault ? `: ${fault.path} ${fault.reason}` : "";
      setText(opened, `That couldn’t be opened${why}. Your form is as it was.`);
      return;
    }
    const preset: Preset = JSON.parse(reply.preset);
    form.fillWith(preset);
    issued = preset.issued;
    earlier.value = "";
    setText(opened, words);
    keep();
  }

  function clear() {
    const before = { ...form.read(), issued };
    form.empty();
    issued = today();
    keptRules.write(null);
    void advise();
    const opened = find("[data-opened]", element);
    opened.replaceChildren(
      "The form is empty. ",
      button("Undo", "quiet", () => {
        form.fill(before);
        issued = before.issued;
        setText(opened, "It’s back.");
        keep();
      }),
    );
  }

  function save() {
    if (latest) download(latest.preset, "interview-checklist-rules.json");
  }

  async function savePng() {
    const picture = latest?.code && (await pngOf(latest.code));
    if (picture) download(picture, "interview-checklist.png", "image/png");
  }
}

/** Why there's no code. */
function uncodedWords({ uncoded, code }: Advice) {
  if (uncoded) return `There’s no code for this link: it ${uncoded}.`;
  return code ? "" : "The code can’t be drawn just now. The link does the same.";
}
