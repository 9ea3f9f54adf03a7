/**
 * A careers centre's rules: taken from a link once the person has seen what they change, or brought by a centre's own
 * copy of the site; and dropped again. Python checks them and says what they change.
 */

import type { Answers, Ask, Fault } from "../engine/answers.ts";
import type { Calendars } from "../engine/calendars.ts";
import type { Edit } from "../record/edits.ts";
import type { RecordData, Settings } from "../record/shape.ts";
import { keptFigures, keptFirst } from "../storage/index.ts";
import { button, find, make, setText } from "../ui/dom.ts";
import { closeButton, notice, takeBack } from "../ui/notices.ts";
import { copy } from "../ui/share.ts";
import { againButton, attemptsIn, paragraph } from "./asking.ts";
import { offerParts, regionsIn } from "./offer.ts";

type Save = (edit: Edit, saying: { words: string; otherwise: string }) => void;
type Found = Answers["preset"];

/** What's said where no date has moved. */
const NOTHING_MOVED = "No date moved.";

export function makePreset(calendars: Calendars, ask: Ask, current: () => RecordData, save: Save) {
  const dialog = find<HTMLDialogElement>("#preset");
  const place = find("[data-offer]", dialog);
  const end = find("[data-end]", dialog);
  const elsewhere = find("[data-elsewhere]", dialog);
  const link = find<HTMLInputElement>("[data-link]", elsewhere);
  const attempt = attemptsIn(dialog);
  link.addEventListener("focus", () => link.select());
  elsewhere.append(
    button("Copy the link", "quiet", () => void copy(link, (words) => setText(find("[data-told]", elsewhere), words))),
  );
  return { fromLink, drop, begin, goOn };

  /** Put the rules in a link to the person. */
  async function fromLink(packed: string) {
    setText(find("h2", dialog), "Rules from a careers centre");
    place.replaceChildren(paragraph("Looking at them …"));
    end.querySelector(".button--main")?.remove();
    elsewhere.hidden = true;
    if (!dialog.open) dialog.showModal();
    const isLatest = attempt();
    const reply = await look(packed).catch(() => null);
    if (!isLatest()) return;
    if (!reply) {
      const text = "We can’t check these rules just now. Nothing has changed.";
      place.replaceChildren(
        paragraph(text),
        againButton(dialog, "plain", () => void fromLink(packed)),
      );
    } else if ("faults" in reply) refuse(reply.faults);
    else await offer(reply, packed, isLatest);
  }

  async function look(packed: string): Promise<Found | { faults: Fault[] }> {
    const unpacked = await ask({ op: "unpack-preset", packed });
    if (!unpacked.ok) return unpacked;
    return await ask({ op: "preset", preset: unpacked.preset }, { zones: [], regions: regionsIn(unpacked.preset) });
  }

  function refuse(faults: Fault[]) {
    const shown = faults.slice(0, 8).map(({ path, reason }) => make("li", { text: `${path}: ${reason}` }));
    place.replaceChildren(
      paragraph(`${plainly(faults)} Nothing has changed here.`),
      make("p", { class: "field__hint", text: "Details:" }),
      make("ul", { class: "restore__list" }, ...shown),
    );
  }

  async function offer(found: Found, packed: string, isLatest: () => boolean) {
    const { region } = found.settings;
    const names = region ? await calendars.regions().catch(() => null) : null;
    if (!isLatest()) return;
    const name = region ? (names?.regions.find(([code]) => code === region)?.[1] ?? region) : "";
    setText(find("h2", dialog), found.offer.title);
    place.replaceChildren(...offerParts(found.offer, name));
    link.value = `${location.origin}${location.pathname}#preset=${packed}`;
    setText(find("[data-told]", elsewhere), "");
    elsewhere.hidden = false;
    if (!found.offer.is_same) end.prepend(button("Use these rules", "main", () => take(found)));
  }

  function take({ settings, figures }: Found) {
    dialog.close();
    takeBack("preset");
    save((record) => ({ ...record, settings: { ...record.settings, ...settings } }), {
      words: `Your checklist follows the rules from ${settings.centre}.`,
      otherwise: NOTHING_MOVED,
    });
    keptFigures.write(figures);
  }

  /** Go back to the site's own rules. */
  function drop() {
    const centre = current().settings?.centre;
    takeBack("preset");
    save((record) => ({ ...record, settings: withoutCentre(record.settings) }), {
      words: centre ? `Dropped: the rules from ${centre}.` : "Back to the site’s own timing.",
      otherwise: NOTHING_MOVED,
    });
    keptFigures.write(null);
  }

  /** A centre's own copy of the site brings its rules with the first interview. */
  function begin() {
    if (!builtIn()) return;
    keptFirst.write(true);
    void goOn();
  }

  /** Bring them, as soon as Python can be asked; the next visit will do. */
  async function goOn() {
    const packed = builtIn();
    if (!packed || !keptFirst.read()) return;
    const reply = await look(packed).catch(() => null);
    if (!reply || "faults" in reply || !keptFirst.read()) return;
    keptFirst.write(null);
    // Whoever has chosen already is left alone.
    if (!isFree(current().settings)) return;
    const { settings, figures } = reply;
    save(
      (record) => (isFree(record.settings) ? { ...record, settings: { ...record.settings, ...settings } } : record),
      {
        words: `Your dates follow the rules from ${settings.centre}.`,
        otherwise: "",
      },
    );
    keptFigures.write(figures);
    notice(
      "preset",
      `This copy of the site belongs to ${settings.centre}, so your dates follow its rules. You can see what they change, or drop them, here or under “More”.`,
      button("See what they change", "quiet", () => void fromLink(packed)),
      button("Drop them", "quiet", drop),
      closeButton("preset"),
    );
  }
}

/** The rules that the page was built with, packed. */
function builtIn() {
  return document.querySelector('meta[name="checklist-preset"]')?.getAttribute("content") ?? "";
}

/** Whether nobody has set a policy yet. */
function isFree(settings: Settings = {}) {
  return settings.centre === undefined && settings.policy === undefined;
}

export function withoutCentre(settings: Settings = {}): Settings {
  const { centre: _1, centre_link: _2, centre_issued: _3, policy: _4, ...rest } = settings;
  return rest;
}

/** What's wrong with a link, or with the list that's to take what it holds, and what to do about it. */
function plainly(faults: Fault[]) {
  if (faults.some(({ path }) => /^(record|settings|applications)\b/.test(path)))
    return "Your own list can’t take them: it’s too full, or something in it is damaged.";
  if (faults[0]?.path === "link")
    return "This link was cut short or changed on its way. Open it again from where you found it.";
  if (faults.some(({ path, reason }) => path === "version" && reason.includes("newer")))
    return "A newer version of this checklist made this link. Reload the page to look again.";
  return "This link holds something that a careers centre’s rules may not hold. Tell whoever gave it to you.";
}
