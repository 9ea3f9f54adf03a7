/** Words to send: a message filled in by Python, to change, copy, mail or share. */

import type { Ask, Draft } from "../engine/answers.ts";
import { applicationOf, emptyRecord, roundAt, roundId, type StepPlace, stepId } from "../record/record.ts";
import type { RecordData } from "../record/shape.ts";
import { find, setText } from "../ui/dom.ts";
import { canShare, copy, share } from "../ui/share.ts";
import type { Wording } from "../ui/wording.ts";
import { attemptsIn } from "./asking.ts";

/** @param messages the messages for each step */
export function makeWords(messages: Wording["messages"], ask: Ask) {
  const dialog = find<HTMLDialogElement>("#words");
  const message = find<HTMLSelectElement>("#w-message");
  const person = find<HTMLSelectElement>("#w-person");
  const subject = find<HTMLInputElement>("#w-subject");
  const body = find<HTMLTextAreaElement>("#w-body");
  const mail = find<HTMLAnchorElement>("[data-mail]", dialog);
  const shareButton = find("[data-share]", dialog);
  const begin = attemptsIn(dialog);
  let place: StepPlace = { application: "", key: "" };
  let record = emptyRecord();
  let to = "";
  /** Changed messages, while the page is open. */
  const changed: Map<string, { subject: string; body: string }> = new Map();

  for (const choice of [message, person]) choice.addEventListener("change", () => void fill());
  for (const text of [subject, body])
    text.addEventListener("input", () => {
      changed.set(which(), { subject: subject.value, body: body.value });
      address();
    });
  find("[data-copy-words]", dialog).addEventListener("click", () => void copy(body, say));
  shareButton.hidden = !canShare;
  shareButton.addEventListener("click", () => void share({ title: subject.value, text: body.value }));
  return { open };

  /** Open the words for a step. Returns false if there are none. */
  function open(from: RecordData, step: StepPlace) {
    const offered = messages[stepId(step.key)] ?? [];
    if (!applicationOf(from, step.application) || offered.length === 0) return false;
    [record, place] = [from, step];
    message.replaceChildren(...offered.map(({ id, title }) => new Option(title, id)));
    const people = (roundOfStep()?.people ?? []).flatMap(({ name }) => (name?.trim() ? [name] : []));
    person.replaceChildren(...people.map((name, index) => new Option(name, String(index + 1))));
    find("[data-person]", dialog).hidden = people.length < 2;
    subject.value = body.value = "";
    dialog.showModal();
    void fill();
    return true;
  }

  /** The step's own interview, or the latest. */
  function roundOfStep() {
    const { application, key } = place;
    const round = roundId(key);
    return round ? roundAt(record, { application, round }) : applicationOf(record, application)?.rounds?.at(-1);
  }

  async function fill() {
    say("");
    const isLatest = begin();
    const { application } = place;
    const addressee = person.value ? { person: Number(person.value) } : {};
    const asked = { name: message.value, application, round: roundOfStep()?.id, ...addressee };
    const reply = await ask({ op: "draft", ...asked }).catch(() => null);
    if (!isLatest()) return;
    if (reply?.ok) show(reply.draft);
    else say("The words cannot be filled in just now. They are on the page of message templates.");
  }

  /** Which message this is, and to whom. */
  function which() {
    return JSON.stringify([place.application, roundOfStep()?.id, message.value, person.value]);
  }

  function show(draft: Draft) {
    const mine = changed.get(which());
    to = draft.to;
    subject.value = mine?.subject ?? draft.subject;
    body.value = mine?.body ?? draft.body;
    find("[data-subject]", dialog).hidden = draft.subject === "";
    mail.hidden = draft.channel !== "email";
    address();
  }

  function address() {
    const text = encodeURIComponent(body.value.replace(/\n/g, "\r\n"));
    const about = `subject=${encodeURIComponent(subject.value)}&body=${text}`;
    mail.href = `mailto:${encodeURIComponent(to).replace("%40", "@")}?${about}`;
  }

  function say(text: string) {
    setText(find("[data-said-words]", dialog), text);
  }
}
