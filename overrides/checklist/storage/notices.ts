/** What is said where the list cannot be kept as it should be: which trouble it is, and where the list is all the same. */

import { button } from "../ui/dom.ts";
import { download } from "../ui/download.ts";
import { forgetSaid, notice } from "../ui/notices.ts";

const NOT_SAVED = {
  both: "This browser is not saving: its storage is full or switched off. You can go on, but what you tick is gone when you close this page.",
  local:
    "This browser’s storage is full or switched off. What you tick is in its second store alone, and will be found there the next time.",
  erased:
    "Erased from this page, but the second copy could not be: the list may come back the next time. Restart the browser, and begin again once more.",
  durable: "Saved, but without the second copy that outlives a crash: this browser does not let us write it just now.",
};

/**
 * @param where what is not written: both stores, one of them, or the copy of a list that is erased
 * @param text what is to be had as a file
 */
export function tellNotSaved(where: keyof typeof NOT_SAVED, text: () => string) {
  notice(
    "storage",
    NOT_SAVED[where],
    button("Download a copy", "quiet", () => toFile(text(), "after-the-interview.json")),
  );
}

/** @param reason what is wrong with what was to be kept */
export function tellUnfit(reason: string) {
  notice("unfit", `That cannot be kept: ${reason.replace(/^it/, "the list")} then. Your list is as it was.`);
}

/** A newer version of the site has been here. */
export function tellNewer() {
  const reload = button("Reload", "quiet", () => location.reload());
  notice("newer", "A newer version of this page saved your list. Reload to get it; nothing is changed here.", reload);
}

export function tellGone() {
  // What was offered to undo is gone with it.
  forgetSaid();
  notice("gone", "Your list was erased in another window. It can be brought back there, until that is left.");
}

/** @param reason what is wrong with what stays where it is, as there is nowhere to keep it */
export function tellLeft(reason: string) {
  notice("unread", `What is saved here cannot be read: ${reason}. It is left as it is, and nothing is saved over it.`);
}

/** @param key where it is kept */
export function tellAside(unread: string, reason: string, key: string | null) {
  const where = key ? ` It is kept in this browser’s storage as “${key}”.` : "";
  const words = `What was saved here cannot be read: ${reason}.${where}`;
  notice(
    "unread",
    words,
    button("Download it", "quiet", () => toFile(unread, "after-the-interview-set-aside.json")),
  );
}

/** @param key where it is kept */
export function tellRefused(refused: string, reason: string, key: string | null) {
  const where =
    key === null
      ? "it is left in this browser’s storage, and nothing more is saved"
      : `it is kept in this browser’s storage as “${key}”`;
  const words = `The last change could not be kept: ${reason}. Your list is as it was before it; ${where}.`;
  notice(
    "unfit",
    words,
    button("Download the change", "quiet", () => toFile(refused, "after-the-interview-refused.json")),
  );
}

function toFile(text: string, name: string) {
  download(text, name, "application/json");
}
