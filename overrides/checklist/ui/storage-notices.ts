/**
 * What is said where the list cannot be kept as it should be: which trouble it is, and where the list is all the same.
 */

import { button } from "./dom.ts";
import { closeButton, forgetSaid, notice, takeBack } from "./notices.ts";
import { fileButton } from "./share.ts";

const NOT_SAVED = {
  both: "This browser is not saving: its storage is full or switched off. You can go on, but what you tick is gone when you close this page.",
  local:
    "This browser’s storage is full or switched off. What you tick is in its second store alone, and will be found there the next time.",
  erased:
    "Erased from this page, but the second copy could not be: the list may come back the next time. Restart the browser, and begin again once more.",
  database: "Saved, but without the second copy that outlives a crash: this browser does not let us write it just now.",
};

export type Saved = "saved" | "saving" | "error";

/**
 * What the page says about storage, and who else is told how saving goes. `text` is the list as a file, `forget` what
 * to do once it has been set aside.
 */
export function storageNotices(text: () => string, forget: () => void, told: (saved: Saved) => void) {
  return {
    reported(saved: Saved, lack: keyof typeof NOT_SAVED | null) {
      document.documentElement.dataset.saved = saved;
      told(saved);
      // Until it's saved, or can't be, nothing new is said of where it is.
      if (saved === "saving") return;
      if (lack) notice("storage", NOT_SAVED[lack], fileButton("Download a copy", text, "after-the-interview.json"));
      else takeBack("storage");
    },
    unfit(reason: string | null) {
      if (reason === null) takeBack("unfit");
      else notice("unfit", `That cannot be kept: ${reason.replace(/^it/, "the list")} then. Your list is as it was.`);
    },
    newer(isNewer: boolean) {
      if (!isNewer) return takeBack("newer");
      const words = "A newer version of this page saved your list. Reload to get it; nothing is changed here.";
      const reload = button("Reload", "quiet", () => location.reload());
      notice("newer", words, reload);
    },
    gone(isGone: boolean) {
      if (!isGone) return takeBack("gone");
      // What was offered to undo is gone with it.
      forgetSaid();
      notice("gone", "Your list was erased in another window. It can be brought back there, until that is left.");
    },
    aside(unread: string, reason: string, key: string | null, isChange: boolean) {
      if (isChange) {
        const left = "it is left in this browser’s storage, and nothing more is saved";
        const kept = key === null ? left : `it is kept in this browser’s storage as “${key}”`;
        const words = `The last change could not be kept: ${reason}. Your list is as it was before it; ${kept}.`;
        const download = fileButton("Download the change", () => unread, "after-the-interview-refused.json");
        // It's the only way to that change, so it stays until it's closed.
        notice("refused", words, download, closeButton("refused"));
        return;
      }
      forget();
      const left = "It is left as it is, and nothing is saved over it.";
      const kept = key === null ? left : `It is kept in this browser’s storage as “${key}”.`;
      const download = fileButton("Download it", () => unread, "after-the-interview-set-aside.json");
      notice("unread", `What was saved here cannot be read: ${reason}. ${kept}`, download);
    },
  };
}
