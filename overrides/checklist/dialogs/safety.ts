/**
 * "Keep it safe": backing up, restoring, moving to another device, starting again, and a line about how safe the list
 * is.
 */

import { joined } from "../record/join.ts";
import { emptyRecord } from "../record/record.ts";
import { fingerprint } from "../record/seal.ts";
import {
  type Act,
  INSTANT,
  isEmpty as isNothingKept,
  putBack,
  remembered,
  type Store,
  takeAway,
} from "../storage/index.ts";
import { button, find, setText } from "../ui/dom.ts";
import { focusOnTop, forgetSaid, notice, said, takeBack } from "../ui/notices.ts";
import { download } from "../ui/share.ts";
import { deviceZone, exactly } from "../ui/speak.ts";
import { keptMessages } from "./half-written.ts";
import type { makeMove } from "./move.ts";
import type { makePreset } from "./preset.ts";
import type { makeRestore } from "./restore.ts";
import type { makeTiming } from "./timing.ts";

/** When the last backup was taken, and the fingerprint of what was in it. */
const keptBackup = remembered<{ at: string; of: number | null }>("backup", ({ at }) => INSTANT.test(at));
/** A careers centre's rules, packed, that are still to be answered in this tab. */
const keptAsked = remembered<string>("asked", (value) => typeof value === "string", true);

type Later = {
  restore: ReturnType<typeof makeRestore>;
  move: ReturnType<typeof makeMove>;
  preset: ReturnType<typeof makePreset>;
  timing: ReturnType<typeof makeTiming>;
};

/**
 * @param later hands over the dialogs that only come when they are asked for
 * @param update makes a change and says nothing
 */
export function makeSafety(
  store: Store,
  now: () => string,
  later: (act: (dialogs: Later) => void) => Promise<void>,
  update: (act: Act) => boolean,
) {
  const section = find("#safe");
  const erasing = find<HTMLDialogElement>("#erase");
  const savedAs = find("[data-saved-as]", erasing);
  // Its press opens the chooser at once: a browser may refuse that later.
  const file = find<HTMLInputElement>("#restore-file");
  const presses: [HTMLElement, string, () => void][] = [
    [section, "[data-backup]", backup],
    [section, "[data-restore]", () => file.click()],
    [section, "[data-move]", () => void later(({ move }) => move.open())],
    [section, "[data-erase]", askFirst],
    [document.body, "[data-my-timing]", () => void later(({ timing }) => timing.open())],
    [document.body, "[data-drop]", () => void later(({ preset }) => preset.drop())],
    [erasing, "[data-save-first]", backup],
    [erasing, "[data-erase-all]", erase],
  ];
  for (const [root, name, act] of presses) find(name, root).addEventListener("click", act);
  const asking = find<HTMLDialogElement>("#preset");
  asking.addEventListener("close", () => asking.open || keptAsked.write(null));
  file.addEventListener("change", () => void later(({ restore }) => void restore.fromFile()));
  return { draw, persist, arrive, backup };

  /** Download the list. */
  function backup() {
    const { record, text } = store;
    const name = `after-the-interview-${now().slice(0, 10)}.json`;
    download(`${JSON.stringify(record, null, 2)}\n`, name);
    setText(savedAs, `Saved as ${name}.`);
    said(`Saved as ${name}.`);
    keptBackup.write({ at: now(), of: text === null ? null : fingerprint(text) });
    draw();
  }

  /** Say when the last backup was, and what might happen to the list here. */
  function draw() {
    const { record, text } = store;
    const isEmpty = record.applications.length === 0;
    find("[data-erase]", section).hidden = isEmpty && isNothingKept();
    setText(find("[data-last-backup]", section), isEmpty ? "" : lastBackup(text));
    find("[data-seven-days]", section).hidden = isEmpty || !isForgetful();
  }

  /** @param text the list's */
  function lastBackup(text: string | null) {
    const last = keptBackup.read();
    if (!last) return "There is no backup yet.";
    const isCurrent = text !== null && last.of === fingerprint(text);
    const since = isCurrent ? "Nothing has changed since." : "Some things have changed since.";
    return `Last backup: ${exactly(last.at, deviceZone, now())}. ${since}`;
  }

  /** Ask the browser to keep the list. It may say no, late, or nothing at all. */
  async function persist() {
    try {
      if (!(await navigator.storage.persisted())) await navigator.storage.persist();
    } catch {
      // Nothing depends on it.
    }
  }

  function askFirst() {
    setText(savedAs, "");
    erasing.showModal();
  }

  /** Erase everything this site keeps, until Undo. */
  function erase() {
    erasing.close();
    forgetSaid();
    const { record } = store;
    if (store.isReadOnly()) {
      notice("erased", "Nothing is erased: this page may not change what is saved here. Reload it, and try again.");
      return;
    }
    const rest = takeAway();
    keptMessages.forgetUnkept();
    if (!update(() => null)) return;
    // There's nothing of a person's in it, but whoever starts again leaves nothing behind.
    import("./later.ts").then(({ notForNextVisit }) => notForNextVisit()).catch(() => {});
    const undo = () => {
      takeBack("erased");
      putBack(rest);
      update((here) => joined(here, emptyRecord(), record));
      focusOnTop();
    };
    const words =
      "Your interviews, ticks and notes are erased from this device. You can bring them back until you leave this page.";
    notice("erased", words, button("Bring it back", "plain", undo));
    focusOnTop(true);
  }

  /**
   * Take a list or rules out of the address, if there are any, and clean it first. Rules that are still to be answered
   * outlive a reload; a list has too much of a person in it to be kept besides. Returns whether there was anything.
   */
  function arrive() {
    const [, name, packed] = /^#(restore|preset)=(.*)$/s.exec(location.hash) ?? [];
    if (packed !== undefined) history.replaceState(null, "", `${location.pathname}${location.search}`);
    if (name === "preset") keptAsked.write(packed ?? null);
    // An address that names something else is about that.
    const link = packed ?? (location.hash ? null : keptAsked.read());
    if (link === null) return false;
    void later((dialogs) => void dialogs[(name ?? "preset") as "restore" | "preset"].fromLink(link));
    return true;
  }
}

/** Whether this is one of Apple's browsers, which delete what a site has stored after seven days without a visit. */
function isForgetful() {
  const isInstalled =
    matchMedia("(display-mode: standalone)").matches || (navigator as { standalone?: boolean }).standalone === true;
  return navigator.vendor.startsWith("Apple") && !isInstalled;
}
