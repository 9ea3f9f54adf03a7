/** Takes something away from the page: as a file, by the clipboard, or through the device's share sheet. */

import { button } from "./dom.ts";

export function download(content: BlobPart, name: string, type: string = "application/json") {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** A button that downloads a list. */
export function fileButton(words: string, text: () => string, name: string) {
  return button(words, "quiet", () => download(text(), name));
}

/**
 * Copy what a field holds, or select it where the browser doesn't let us.
 * @param told is called with what was done, in words
 */
export async function copy(field: HTMLInputElement | HTMLTextAreaElement, told: (words: string) => void) {
  try {
    await navigator.clipboard.writeText(field.value);
    told("Copied.");
  } catch {
    field.select();
    told("Selected: copy it now.");
  }
}

export const canShare = typeof navigator.share === "function";

export async function share(what: ShareData) {
  try {
    await navigator.share(what);
  } catch {
    // They closed the share sheet.
  }
}
