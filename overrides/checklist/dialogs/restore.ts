/**
 * Restoring a backup or a list from another device. We show what's in it and what it would change, and nothing changes
 * until the person picks a way. Python checks it and works out both.
 */

import { type Answers, type Ask, type Difference, type Fault, faultsInWords, type Way } from "../engine/answers.ts";
import type { Edit } from "../record/edits.ts";
import { unfit } from "../record/guard.ts";
import { joined } from "../record/join.ts";
import { namesIn } from "../record/record.ts";
import { MAX_BYTES, type RecordData } from "../record/shape.ts";
import { button, find, make, setText } from "../ui/dom.ts";
import { againButton, attemptsIn, paragraph } from "./asking.ts";

/** Show this many lines of each sort; for more, just say how many. */
const SHOWN = 8;
const KINDS = { new: "New", changed: "Changes", removed: "Removed", same: "Stays as it is" };
/** What's said of the two ways, and of the only one where there's no list yet. */
const WAYS = {
  only: { label: "Restore it", variant: "main", title: "If you restore it", about: "" },
  add: {
    label: "Add to my list",
    variant: "main",
    title: "If you add it to yours",
    about:
      "What only one of them has is kept, ticks too. Where both say something of a step, the later counts. Where a date or a name differs, one of the two stays; you see below where that is the backup’s.",
  },
  replace: {
    label: "Replace my list",
    variant: "plain",
    title: "If it takes the place of yours",
    about: "Only what it holds is left.",
  },
};

export function makeRestore(
  ask: Ask,
  current: () => RecordData,
  save: (edit: Edit, saying: { words: string }) => void,
) {
  const dialog = find<HTMLDialogElement>("#restore");
  const place = find("[data-offer]", dialog);
  const input = find<HTMLInputElement>("#restore-file");
  const attempt = attemptsIn(dialog);
  return { fromFile, fromLink };

  /** Look at the list in the file that was chosen. */
  async function fromFile() {
    const [file] = input.files ?? [];
    if (!file) return;
    const isLatest = begin(`From the file “${file.name}”.`);
    const text = await textOf(file);
    // So that the same file can be chosen again.
    input.value = "";
    if (!isLatest()) return;
    if (typeof text === "string") await consider(text, isLatest);
    else refuse([text]);
  }

  /** Look at the list in a link. */
  async function fromLink(packed: string) {
    const isLatest = begin("From the link you opened.");
    const reply = await ask({ op: "unpack", packed }).catch(() => null);
    if (!isLatest()) return;
    if (!reply) sayAway(() => void fromLink(packed));
    else if (reply.ok) await consider(reply.backup, isLatest);
    else refuse(reply.faults);
  }

  function begin(from: string) {
    setText(find("[data-from]", dialog), from);
    place.replaceChildren(paragraph("Looking at it …"));
    if (!dialog.open) dialog.showModal();
    return attempt();
  }

  async function consider(backup: string, isLatest: () => boolean) {
    const reason = unfit(backup);
    if (reason) return refuse([{ path: "record", reason }]);
    const mine = current();
    const asked = ask({ op: "restore", record: JSON.stringify(mine), backup }, namesOf(backup));
    const reply = await asked.catch(() => null);
    if (!isLatest()) return;
    if (!reply) sayAway(() => void consider(backup, isLatest));
    else if (reply.ok) offer(mine, reply);
    else refuse(reply.faults);
  }

  function refuse(faults: Fault[]) {
    const reasons = faults.slice(0, SHOWN).map(({ path, reason }) => make("li", { text: `${path}: ${reason}` }));
    place.replaceChildren(paragraph(`${plainly(faults)} Nothing has changed here.`));
    place.append(
      make("p", { class: "field__hint", text: "What is wrong with it, for whoever wants to know:" }),
      make("ul", { class: "restore__list" }, ...reasons, more(faults)),
    );
    if (faults[0]?.path !== "link") place.append(button("Choose another file", "plain", () => input.click()));
  }

  function sayAway(again: () => void) {
    const text = "It cannot be looked at just now: the rules that check it are not there. Nothing has changed.";
    place.replaceChildren(paragraph(text), againButton(dialog, "plain", again));
  }

  function offer(mine: RecordData, { holds, merged, replaced }: Answers["restore"]) {
    const held = (holds.length ? holds.slice(0, SHOWN) : ["Nothing yet."]).map((text) => make("li", { text }));
    place.replaceChildren(
      make("h3", { text: "It holds" }),
      make("ul", { class: "restore__list" }, ...held, more(holds)),
    );
    if (isSame(merged) && isSame(replaced))
      place.append(paragraph("Your list is the same. There is nothing to restore."));
    else if (mine.applications.length === 0) offerWay(WAYS.only, mine, replaced);
    else {
      offerWay(WAYS.add, mine, merged);
      offerWay(WAYS.replace, mine, replaced);
    }
  }

  function offerWay({ label, variant, title, about }: (typeof WAYS)["add"], mine: RecordData, way: Way) {
    place.append(make("h3", { text: title }));
    if ("faults" in way) {
      const own = way.own ? ", as something is wrong with the list that is here" : "";
      place.append(paragraph(`Not possible${own}: ${faultsInWords(way.faults.slice(0, SHOWN))}.`));
      return;
    }
    const lines = Object.entries(KINDS).flatMap(([kind, word]) =>
      linesOf(
        word,
        way.changes.filter((change) => change.kind === kind),
      ),
    );
    if (about) place.append(paragraph(about));
    place.append(
      make("ul", { class: "restore__list" }, ...(lines.length ? lines : [make("li", { text: "Nothing changes." })])),
      isSame(way) ? paragraph("That is what you have already.") : button(label, variant, () => take(mine, way.record)),
    );
  }

  /** @param mine what was compared */
  function take(mine: RecordData, text: string) {
    const taken: RecordData = JSON.parse(text);
    dialog.close();
    // Keep what another tab has done since.
    const isSameStill = (record: RecordData) => JSON.stringify(record) === JSON.stringify(mine);
    save((record) => (isSameStill(record) ? taken : joined(record, mine, taken)), { words: "Restored." });
  }
}

/** A file's text, or why there is none. */
async function textOf(file: File): Promise<string | Fault> {
  if (file.size > MAX_BYTES) return { path: "record", reason: "must be at most 1 MiB" };
  const bytes = await file.arrayBuffer().catch(() => null);
  if (!bytes) return { path: "file", reason: "could not be opened on this device" };
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { path: "record", reason: "must be text in UTF-8, which this file is not" };
  }
}

/** What's wrong with a backup or a link, and what to do about it. */
function plainly(faults: Fault[]) {
  const [first] = faults;
  if (first?.path === "link")
    return "This link was cut short or changed on its way. Copy it again, or bring a file over instead.";
  if (first?.path === "file") return "This file could not be opened on this device.";
  if (faults.some(({ path, reason }) => path === "version" && reason.includes("newer")))
    return "A newer version of this checklist made this. Reload the page, and try again.";
  if (first?.path === "record" || faults.some(({ path }) => path === "format"))
    return "This is not a backup from this checklist, or it is damaged. Try another copy of it.";
  return "Parts of this backup were changed or damaged.";
}

/** How many aren't shown, if any. */
function more({ length }: unknown[]) {
  return length > SHOWN && make("li", { text: `and ${length - SHOWN} more` });
}

function isSame(way: Way) {
  return !("faults" in way) && way.changes.every(({ kind }) => kind === "same");
}

/** A line for each thing that changes, with the details below it; for the rest the names will do. */
function linesOf(word: string, found: Difference[]) {
  const shown = found.slice(0, SHOWN);
  const names = shown.filter(({ details }) => !details.length).map(({ name }) => name);
  const detailed = shown.filter(({ details }) => details.length);
  const rest = more(found);
  return [
    ...(names.length ? [make("li", { text: `${word}: ${names.join("; ")}` })] : []),
    ...detailed.map(({ name, details }) =>
      make("li", { text: `${word}: ${name}` }, make("ul", {}, ...details.map((text) => make("li", { text })))),
    ),
    ...(rest ? [rest] : []),
  ];
}

/** The time zones and the region that a backup names, as far as we can tell before it's checked. */
function namesOf(backup: string) {
  try {
    // Python takes one byte-order mark away as well.
    return namesIn(JSON.parse(backup.replace(/^\ufeff/, "")));
  } catch {
    // Python says what is wrong with it.
    return { zones: [], regions: [] };
  }
}
