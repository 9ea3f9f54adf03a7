/** The advisers' form: what's been typed, as plain values; and what's wrong with it, said beside the field. */

import { complain } from "../checklist/dialogs/fields.ts";
import type { Fault } from "../checklist/engine/answers.ts";
import type { ExtraStep, Policy } from "../checklist/record/shape.ts";
import { find, make, setText } from "../checklist/ui/dom.ts";
import type { OwnStep, TypedRules } from "./kept.ts";

/** A preset that Python has checked. */
export type Preset = { centre: string; link?: string; issued: string; region?: string; policy: Policy };
type Field = HTMLInputElement | HTMLSelectElement;

const OWN = ["id", "scope", "title", "url", "amount", "unit", "anchor"] as const;

/** @param changed is told of everything that's typed or chosen */
export function makeForm(form: HTMLFormElement, changed: () => void) {
  const owns = find("[data-owns]", form);
  const pattern = find<HTMLTemplateElement>("#own-step", form);
  const adding = find<HTMLButtonElement>("[data-add]", form);
  const numbers = [...form.querySelectorAll<HTMLInputElement>(".numbers input")];
  const boxes = [...form.querySelectorAll<HTMLInputElement>("input[name=left_out]")];
  /** Fields that somebody has been in and left: nothing is said of the others yet. */
  const touched: Set<Element> = new Set();
  let made = 0;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", ({ target }) => {
    if (!isOurs(target)) return;
    complain(target, "");
    count();
    changed();
  });
  for (const left of ["change", "focusout"])
    form.addEventListener(left, ({ target }) => {
      if (!isOurs(target) || touched.has(target)) return;
      touched.add(target);
      changed();
    });
  adding.addEventListener("click", () => {
    const row = add({});
    field(row, "title").focus();
    changed();
  });
  return { read, fill, fillWith, keepIds, empty, showFaults };

  /** Not the field for an earlier link, which says nothing of the rules. */
  function isOurs(target: EventTarget | null): target is Field {
    return target instanceof Element && target.getAttribute("name") !== null;
  }

  function named(name: string) {
    return form.elements.namedItem(name) as Field;
  }

  function field(row: Element, name: string) {
    return find<Field>(`[name=${name}]`, row);
  }

  /** A number's text; one that the browser can't read isn't an empty one. */
  function typed(input: Field) {
    return input.validity.badInput ? "-" : input.value;
  }

  function rows() {
    return [...owns.querySelectorAll("[data-own]")].filter((row) =>
      ["title", "url"].some((name) => field(row, name).value.trim()),
    );
  }

  function read(): Omit<TypedRules, "issued"> {
    return {
      centre: named("centre").value,
      link: named("link").value,
      region: named("region").value,
      policy: Object.fromEntries(numbers.map((input) => [input.name, typed(input)])),
      left_out: boxes.filter(({ checked }) => checked).map(({ value }) => value),
      extra_steps: rows().map(
        (row) => Object.fromEntries(OWN.map((name) => [name, typed(field(row, name))])) as OwnStep,
      ),
    };
  }

  /** Give the steps the ids that were made for them; one that has changed since waits for the next link. */
  function keepIds(steps: ExtraStep[]) {
    for (const [index, row] of rows().entries()) {
      const made = steps[index];
      if (made?.title === field(row, "title").value.trim()) field(row, "id").value = made.id;
    }
  }

  function fillWith({ centre, link = "", region = "", policy }: Preset) {
    fill({
      centre,
      link,
      region,
      policy: Object.fromEntries(Object.entries(policy).map(([name, value]) => [name, String(value)])),
      left_out: policy.left_out ?? [],
      extra_steps: (policy.extra_steps ?? []).map(typedStep),
    });
  }

  function fill(rules: Omit<TypedRules, "issued">) {
    empty();
    for (const name of ["centre", "link"] as const) named(name).value = rules[name];
    const region = named("region") as HTMLSelectElement;
    // Its name comes with those of the others.
    if (rules.region && ![...region.options].some(({ value }) => value === rules.region))
      region.append(new Option(rules.region, rules.region));
    region.value = rules.region;
    for (const input of numbers) input.value = rules.policy[input.name] || input.defaultValue;
    for (const box of boxes) box.checked = rules.left_out.includes(box.value);
    for (const step of rules.extra_steps) add(step);
    for (const each of form.elements) touched.add(each);
    count();
  }

  function empty() {
    form.reset();
    owns.replaceChildren();
    touched.clear();
    for (const each of form.elements) complain(each, "");
    adding.hidden = false;
    count();
  }

  function add(step: Partial<OwnStep>) {
    made += 1;
    const row = find("li", pattern.content).cloneNode(true) as HTMLElement;
    for (const part of row.querySelectorAll("[id], [for], [aria-describedby]"))
      for (const name of ["id", "for", "aria-describedby"]) {
        const value = part.getAttribute(name);
        if (value) part.setAttribute(name, value.replace("-0", `-${made}`));
      }
    for (const name of OWN) if (step[name]) field(row, name).value = step[name];
    find("[data-remove]", row).addEventListener("click", () => {
      row.remove();
      adding.hidden = false;
      adding.focus();
      changed();
    });
    owns.append(row);
    adding.hidden = owns.childElementCount >= Number(form.dataset.limit);
    return row;
  }

  /** Say at each fold how many of its steps are left out. */
  function count() {
    for (const place of form.querySelectorAll<HTMLElement>("[data-count]")) {
      const ticked = place.closest("details")?.querySelectorAll("input:checked").length ?? 0;
      setText(place, ticked ? ` (${ticked} left out)` : "");
    }
  }

  /** Say beside each field what's wrong with it. Returns what's wrong with no field in particular. */
  function showFaults(faults: Fault[]) {
    for (const each of form.elements) complain(each, "");
    return faults.filter(({ path, reason }) => {
      const place = placeOf(path);
      if (place && touched.has(place)) complain(place, `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`);
      return !place;
    });
  }

  function placeOf(path: string): Field | null {
    const [, index, part = ""] = /^policy\.extra_steps\[(\d+)\](?:\.(\w+))?/.exec(path) ?? [];
    const row = index && rows()[Number(index)];
    if (row) return field(row, part === "url" ? "url" : part === "offset" ? "amount" : "title");
    const name = path.replace("policy.", "");
    return ["centre", "link", "region"].includes(name) || numbers.some((input) => input.name === name)
      ? named(name)
      : null;
  }
}

/** A centre's own step as the form has it. */
function typedStep({ id, title, url = "", scope, anchor, offset }: ExtraStep): OwnStep {
  const [unit = "days", amount = 0] = Object.entries(offset)[0] ?? [];
  return { id, title, url, scope, anchor, unit, amount: String(amount) };
}

/** Offer the regions by their names. */
export function offerRegions(select: HTMLSelectElement, regions: [code: string, name: string, more: string][]) {
  const { value } = select;
  const [first] = select.options;
  select.replaceChildren(
    ...(first ? [first] : []),
    ...regions.map(([code, name]) => make("option", { value: code, text: name })),
  );
  select.value = value;
}
