/** A centre's rules, as they're put to a person: whose they are, what they change, and where their links lead. */

import type { Offer } from "../engine/answers.ts";
import { hostOf, make } from "../ui/dom.ts";
import { typeset } from "../ui/speak.ts";

/** @param region its name, where the rules bring one */
export function offerParts(offer: Offer, region: string): Node[] {
  const { issued, lead, url, numbers, added, left_out: leftOut, news } = offer;
  const rows = numbers.map(({ label, theirs, ours }) =>
    make(
      "div",
      { class: "offer__row" },
      make("dt", { text: label }),
      make("dd", {}, make("strong", { text: theirs }), make("span", { text: ` instead of ${ours}` })),
    ),
  );
  const steps = added.map((step) =>
    make("li", {}, make("span", { text: `${step.title}, ${typeset(step.when)}` }), link(step.url)),
  );
  return [
    make("p", { class: "form__text", text: `${issued} ${lead}` }, link(url, "More about them")),
    ...part("What’s new", list(news)),
    ...part("Timing", rows.length > 0 && make("dl", { class: "offer__numbers" }, ...rows)),
    ...part("Steps they add", steps.length > 0 && make("ul", { class: "restore__list" }, ...steps)),
    ...part("Steps they leave out", list(leftOut)),
    ...part("Bank holidays", region !== "" && make("p", { class: "form__text", text: region })),
    rows.length + steps.length + leftOut.length === 0
      ? make("p", { class: "form__text", text: "Their timing is the same as this site’s own." })
      : make("p", {
          class: "form__text offer__rest",
          text: "Everything else stays as it is here, your ticks and notes too.",
        }),
  ];
}

function part(title: string, content: Node | false): Node[] {
  return content ? [make("h3", { text: title }), content] : [];
}

function list(lines: string[]) {
  return lines.length > 0 && make("ul", { class: "restore__list" }, ...lines.map((text) => make("li", { text })));
}

/** A link that says plainly where it leads. */
function link(url: string, words: string = "Link") {
  const host = hostOf(url);
  return (
    host &&
    make(
      "span",
      { class: "offer__link" },
      `${words}: `,
      make("a", { href: url, text: host, target: "_blank", rel: "external noopener noreferrer" }),
    )
  );
}

/** The region that rules name, as far as we can tell before they're checked. */
export function regionsIn(preset: string) {
  try {
    const { region } = JSON.parse(preset.replace(/^\ufeff/, ""));
    return typeof region === "string" ? [region] : [];
  } catch {
    // Python says what is wrong with it.
    return [];
  }
}
