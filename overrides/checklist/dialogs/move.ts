/** "Move to another device": a link with the list in it, and its QR code. A list too long for a link goes as a file. */

import type { Ask, Fault } from "../engine/answers.ts";
import { button, find, make } from "../ui/dom.ts";

const SVG = "http://www.w3.org/2000/svg";

export class Move {
  ask: Ask;
  backup: () => void;
  dialog: HTMLDialogElement;
  place: HTMLElement;
  #attempt = 0;

  /** @param backup hands over a backup file */
  constructor(ask: Ask, backup: () => void) {
    this.ask = ask;
    this.backup = backup;
    this.dialog = find("#move") as HTMLDialogElement;
    this.place = find("[data-link]", this.dialog);
    find("[data-cancel]", this.dialog).addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("close", () => {
      this.#attempt += 1;
      // The link holds the whole list, so don't leave it in the page.
      this.place.replaceChildren();
    });
  }

  async open() {
    this.#attempt += 1;
    const attempt = this.#attempt;
    this.place.replaceChildren(make("p", { class: "form__text", text: "Making the link …" }));
    if (!this.dialog.open) this.dialog.showModal();
    try {
      const reply = await this.ask({ op: "share" });
      if (attempt !== this.#attempt) return;
      if (!reply.ok) this.#refused(reply.faults);
      else if (reply.packed === null) this.#tooLong();
      else await this.#show(`${location.origin}${location.pathname}#restore=${reply.packed}`, attempt);
    } catch {
      if (attempt === this.#attempt) this.#away();
    }
  }

  async #show(link: string, attempt: number) {
    const input = make("input", { class: "field__input" });
    Object.assign(input, { id: "move-link", readOnly: true, value: link, type: "text" });
    input.addEventListener("focus", () => input.select());
    const label = make("label", { class: "field__label", text: "The link" });
    label.htmlFor = input.id;
    const said = make("p", { class: "field__hint" });
    const copy = button("Copy the link", "plain", () => void copied(input, said));
    const actions = make("div", { class: "safe__actions" }, copy);
    if (typeof navigator.share === "function")
      actions.append(button("Share the link", "quiet", () => void shared(link)));
    const code = make("div", { class: "code", text: "Drawing the code …" });
    this.place.replaceChildren(code, make("div", { class: "field" }, label, input, said), actions);
    try {
      const reply = await this.ask({ op: "code", text: link });
      if (attempt !== this.#attempt) return;
      if (reply.ok && reply.code)
        code.replaceChildren(
          drawn(reply.code),
          make("p", { class: "field__hint", text: "Scan it with the other device’s camera." }),
        );
      else
        code.textContent = reply.ok
          ? "Your list is too long for one code. Send yourself the link instead."
          : "The code cannot be had just now. The link does the same.";
    } catch {
      if (attempt === this.#attempt) code.textContent = "The code cannot be had just now. The link does the same.";
    }
  }

  #tooLong() {
    const text =
      "Your list is too long for a link. Take a file to the other device instead, and choose “Restore a backup” there.";
    this.place.replaceChildren(make("p", { class: "form__text", text }), button("Save the file", "plain", this.backup));
  }

  #refused(faults: Fault[]) {
    const text = `The link cannot be made, as something is wrong with the list: ${faults.map(({ path, reason }) => `${path} ${reason}`).join("; ")}. A file takes it along as it is.`;
    this.place.replaceChildren(make("p", { class: "form__text", text }), button("Save the file", "plain", this.backup));
  }

  #away() {
    const text =
      "The link cannot be made just now: the rules that make it are not there. A file does the same; choose “Restore a backup” on the other device.";
    const again = () => {
      // The button goes away: keep the focus in the dialog.
      find("h2", this.dialog).focus();
      void this.open();
    };
    const actions = make(
      "div",
      { class: "safe__actions" },
      button("Save the file", "plain", this.backup),
      button("Try again", "quiet", again),
    );
    this.place.replaceChildren(make("p", { class: "form__text", text }), actions);
  }
}

function drawn({ size, d }: { size: number; d: string }) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${size} ${size}`);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", "QR code");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", d);
  svg.append(path);
  return svg;
}

async function copied(input: HTMLInputElement, said: HTMLElement) {
  try {
    await navigator.clipboard.writeText(input.value);
    said.textContent = "Copied.";
  } catch {
    input.select();
    said.textContent = "Selected: copy it now.";
  }
}

async function shared(url: string) {
  try {
    await navigator.share({ url });
  } catch {
    // They closed the share sheet.
  }
}
