/** What the checklist has besides the list: its dialogs, the region, and the pictures. A guide's page has none of it. */

import { makeSafety } from "../dialogs/safety.ts";
import type { Ask } from "../engine/answers.ts";
import type { Calendars } from "../engine/calendars.ts";
import { addressOf } from "../engine/launch.ts";
import { keptFirst, type Store } from "../storage/index.ts";
import { makeLine } from "../today/line.ts";
import type { List } from "../today/list.ts";
import { makeMore } from "../today/more.ts";
import { Panels } from "../today/panels.ts";
import { Region } from "../today/region.ts";
import { makeStart } from "../today/start.ts";
import { button, make } from "../ui/dom.ts";
import { notice, takeBack } from "../ui/notices.ts";
import type { Saved } from "../ui/storage-notices.ts";
import { forget, remove, removeRound } from "./applications.ts";
import { addInFull, edit, happened, saveInterview, saveOutcome } from "./interviews.ts";
import { sent } from "./messages.ts";
import { noNames, notes, notesClosed } from "./notes.ts";
import { nextId, now, page, whole } from "./parts.ts";
import { saveEdit, saveGuess, saveRegion } from "./save.ts";
import { noted } from "./steps.ts";

export type Whole = ReturnType<typeof makeWhole>;

let tries = 0;

/** The dialogs. Chrome never asks again for a module that couldn't be had, unless its address is another. */
async function dialogParts(): Promise<typeof import("../dialogs/later.ts")> {
  try {
    return await import("../dialogs/later.ts");
  } catch {
    tries += 1;
    return await import(`${addressOf("later")}?again=${tries}`);
  }
}

let dressed: Promise<void> | null = null;

/** Have the styles of "More" and the dialogs; without them these can be used all the same. */
export function dress() {
  dressed ??= new Promise((resolve) => {
    const link = make("link", { rel: "stylesheet", href: addressOf("later-style") });
    for (const end of ["load", "error"]) link.addEventListener(end, () => resolve());
    document.head.append(link);
  });
  return dressed;
}

export function makeWhole(
  element: HTMLElement,
  store: Store,
  calendars: Calendars,
  ask: Ask,
  list: List,
  today: (offset: number) => string,
) {
  const { words } = list;
  // What actions work on is only put together after this, so these ask for it when they're called.
  const newRound = () => `r${nextId().slice(1)}`;
  const newIds = () => ({ application: nextId(), round: newRound() });
  const makeDialogs = async (backup: () => void) => {
    const parts = await dialogParts();
    const preset = parts.makePreset(calendars, ask, () => store.record, saveEdit);
    return {
      preset,
      timing: parts.makeTiming(() => store.record, saveEdit, preset.drop),
      form: parts.makeForm(calendars, saveInterview, newIds),
      happened: parts.makeHappened(saveOutcome, newRound),
      words: parts.makeWords(words.messages, ask, () => store.record, noted, sent),
      restore: parts.makeRestore(ask, () => store.record, saveEdit),
      move: parts.makeMove(ask, backup),
      notes: parts.makeNotes(words.went_well, noted, noNames, notesClosed),
    };
  };
  type Dialogs = Awaited<ReturnType<typeof makeDialogs>>;
  let made: Promise<Dialogs> | null = null;
  let dialogs: Dialogs | null = null;
  let saving: Saved = "saved";

  /** Do something with the dialogs that aren't there from the start; say so where they can't be had. */
  async function later(act: (dialogs: Dialogs) => void) {
    try {
      made ??= makeDialogs(() => whole?.safety.backup());
      [dialogs] = await Promise.all([made, dress()]);
      takeBack("later");
    } catch {
      made = null;
      notice(
        "later",
        "This part of the page couldn’t be loaded. Nothing is lost: try again once you’re online.",
        button("Try again", "plain", () => void later(act)),
      );
      return;
    }
    dialogs.notes.reported(saving);
    act(dialogs);
  }

  return {
    start: makeStart(
      today,
      newIds,
      (edit) => saveInterview(edit, null),
      addInFull,
      () => page.draw(),
    ),
    later,
    region: new Region(calendars, saveRegion, saveGuess),
    /** Saving goes well, or not: the notes say so. */
    reported(how: Saved) {
      saving = how;
      dialogs?.notes.reported(how);
    },
    panels: new Panels(element, ask),
    line: makeLine(ask, list, { edit, notes, remove, removeRound, happened, forget }),
    /** In a centre's own copy of the site its rules come with the first interview, or where they had no time to. */
    bringRules(isFirst: boolean) {
      if (document.querySelector("meta[name=checklist-preset]") && (isFirst || keptFirst.read()))
        void later(({ preset }) => void (isFirst ? preset.begin() : preset.goOn()));
    },
    showMore: makeMore(),
    safety: makeSafety(
      store,
      () => now(),
      later,
      (act) => page.update(act),
    ),
  };
}
