/** Words to send: a message filled in by Python, to change, copy, mail or share. */

import type { Ask, Draft } from "../engine/answers.ts";
import { applicationOf } from "../record/record.ts";
import type { RecordData } from "../record/shape.ts";
import { find } from "../ui/dom.ts";
import type { Wording } from "../ui/wording.ts";

export type Place = { application: string; key: string };

export class Words {
  messages: Wording["messages"];
  ask: Ask;
  dialog: HTMLDialogElement;
  message: HTMLSelectElement;
  person: HTMLSelectElement;
  subject: HTMLInputElement;
  body: HTMLTextAreaElement;
  mail: HTMLAnchorElement;
  #place: Place | null = null;
  #record: RecordData | null = null;
  #to = "";
  /** Changed messages, while the page is open. */
  #changed: Map<string, { subject: string; body: string }> = new Map();

  /** @param messages the messages for each step */
  constructor(messages: Wording["messages"], ask: Ask) {
    this.messages = messages;
    this.ask = ask;
    this.dialog = find("#words") as HTMLDialogElement;
    this.message = find("#w-message") as HTMLSelectElement;
    this.person = find("#w-person") as HTMLSelectElement;
    this.subject = find("#w-subject") as HTMLInputElement;
    this.body = find("#w-body") as HTMLTextAreaElement;
    this.mail = find("[data-mail]", this.dialog) as HTMLAnchorElement;
    for (const choice of [this.message, this.person]) choice.addEventListener("change", () => void this.#fill());
    for (const text of [this.subject, this.body])
      text.addEventListener("input", () => {
        this.#changed.set(this.#which(), { subject: this.subject.value, body: this.body.value });
        this.#address();
      });
    find("[data-close]", this.dialog).addEventListener("click", () => this.dialog.close());
    find("[data-copy-words]", this.dialog).addEventListener("click", () => void this.#copy());
    const share = find("[data-share]", this.dialog);
    share.hidden = typeof navigator.share !== "function";
    share.addEventListener("click", () => void this.#share());
  }

  /** Open the words for a step. Returns false if there are none. */
  open(record: RecordData, place: Place) {
    const application = applicationOf(record, place.application);
    const messages = this.messages[place.key.split("/").at(-1) ?? ""] ?? [];
    if (!application || messages.length === 0) return false;
    this.#place = place;
    this.#record = record;
    this.message.replaceChildren(...messages.map(({ id, title }) => new Option(title, id)));
    const people = (this.#round()?.people ?? []).flatMap(({ name }) => (name?.trim() ? [name] : []));
    this.person.replaceChildren(...people.map((name, index) => new Option(name, String(index + 1))));
    find("[data-person]", this.dialog).hidden = people.length < 2;
    this.subject.value = this.body.value = "";
    this.dialog.showModal();
    void this.#fill();
    return true;
  }

  #round() {
    const id = this.#place?.key.includes("/") ? this.#place.key.split("/")[0] : undefined;
    const application = this.#record && this.#place && applicationOf(this.#record, this.#place.application);
    return id ? application?.rounds?.find((round) => round.id === id) : application?.rounds?.at(-1);
  }

  async #fill() {
    this.#say("");
    const which = this.#which();
    const round = this.#round()?.id;
    const person = this.person.value ? { person: Number(this.person.value) } : {};
    const asked = { name: this.message.value, application: this.#place?.application, round, ...person };
    try {
      const reply = await this.ask({ op: "draft", ...asked });
      if (which !== this.#which()) return;
      if (!reply.ok) throw new Error("refused");
      this.#show(reply.draft);
    } catch {
      if (which === this.#which())
        this.#say("The words cannot be filled in just now. They are on the page of message templates.");
    }
  }

  /** Which message this is, and to whom. */
  #which() {
    return JSON.stringify([this.#place?.application, this.#round()?.id, this.message.value, this.person.value]);
  }

  #show({ channel, to, subject, body }: Draft) {
    this.#to = to;
    const mine = this.#changed.get(this.#which());
    this.subject.value = mine?.subject ?? subject;
    this.body.value = mine?.body ?? body;
    find("[data-subject]", this.dialog).hidden = subject === "";
    this.mail.hidden = channel !== "email";
    this.#address();
  }

  #address() {
    const fields = [
      ["subject", this.subject.value],
      ["body", this.body.value.replace(/\n/g, "\r\n")],
    ];
    const query = fields.map(([name, value]) => `${name}=${encodeURIComponent(value ?? "")}`).join("&");
    this.mail.href = `mailto:${encodeURIComponent(this.#to).replace("%40", "@")}?${query}`;
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.body.value);
      this.#say("Copied.");
    } catch {
      this.body.select();
      this.#say("Selected: copy it now.");
    }
  }

  async #share() {
    try {
      await navigator.share({ title: this.subject.value, text: this.body.value });
    } catch {
      // They closed the share sheet.
    }
  }

  #say(text: string) {
    find("[data-said-words]", this.dialog).textContent = text;
  }
}
