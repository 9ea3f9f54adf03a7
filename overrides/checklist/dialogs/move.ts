/** "Move to another device": a link with the list in it, and its QR code. A list too long for a link goes as a file. */

import { type Ask, faultsInWords } from "../engine/answers.ts";
import { button, find, make, makeSvg, setText } from "../ui/dom.ts";
import { canShare, copy, share } from "../ui/share.ts";
import { againButton, attemptsIn, paragraph } from "./asking.ts";

/** @param backup hands over a backup file */
export function makeMove(ask: Ask, backup: () => void) {
  const dialog = find<HTMLDialogElement>("#move");
  const place = find("[data-link]", dialog);
  const begin = attemptsIn(dialog);
  // The link holds the whole list, so don't leave it in the page.
  dialog.addEventListener("close", () => place.replaceChildren());
  return { open };

  async function open() {
    const isLatest = begin();
    place.replaceChildren(paragraph("Making the link …"));
    if (!dialog.open) dialog.showModal();
    const reply = await ask({ op: "share" }).catch(() => null);
    if (!isLatest()) return;
    if (reply?.ok && reply.packed !== null)
      await show(`${location.origin}${location.pathname}#restore=${reply.packed}`, isLatest);
    else if (reply?.ok)
      offerFile(
        "Your list is too long for a link. Take a file to the other device instead, and choose “Restore a backup” there.",
      );
    else if (reply)
      offerFile(
        `The link cannot be made, as something is wrong with the list: ${faultsInWords(reply.faults)}. A file takes it along as it is.`,
      );
    else
      offerFile(
        "The link cannot be made just now: the rules that make it are not there. A file does the same; choose “Restore a backup” on the other device.",
        againButton(dialog, "quiet", () => void open()),
      );
  }

  function offerFile(text: string, again?: HTMLElement) {
    const save = button("Save the file", "plain", backup);
    place.replaceChildren(paragraph(text), again ? make("div", { class: "safe__actions" }, save, again) : save);
  }

  async function show(url: string, isLatest: () => boolean) {
    const code = make("div", { class: "code", text: "Drawing the code …" });
    const label = make("label", { class: "field__label", for: "move-link", text: "The link" });
    const link = make("input", { class: "field__input", id: "move-link", type: "text", readonly: true, value: url });
    const told = make("p", { class: "field__hint" });
    link.addEventListener("focus", () => link.select());
    place.replaceChildren(
      code,
      make("div", { class: "field" }, label, link, told),
      make(
        "div",
        { class: "safe__actions" },
        button("Copy the link", "plain", () => void copy(link, (words) => setText(told, words))),
        canShare && button("Share the link", "quiet", () => void share({ url })),
      ),
    );
    const reply = await ask({ op: "code", text: url }).catch(() => null);
    if (!isLatest()) return;
    if (!reply?.ok) setText(code, "The code cannot be had just now. The link does the same.");
    else if (!reply.code) setText(code, "Your list is too long for one code. Send yourself the link instead.");
    else {
      const { size, d } = reply.code;
      code.replaceChildren(
        makeSvg(
          "svg",
          { viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": "QR code" },
          makeSvg("path", { d }),
        ),
        make("p", { class: "field__hint", text: "Scan it with the other device’s camera." }),
      );
    }
  }
}
