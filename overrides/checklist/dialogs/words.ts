/**
 * Writing a message: a few questions, then the whole text, filled in by Python, to change, copy, mail or share. One
 * person at a time; what's half written is kept until it's sent or thrown away.
 */

import type { Ask, Draft } from "../engine/answers.ts";
import type { Edit } from "../record/edits.ts";
import { type Answers, withAnswers } from "../record/messages.ts";
import { applicationOf, roundAt, roundId, type StepPlace, stepId } from "../record/record.ts";
import type { RecordData } from "../record/shape.ts";
import { keptMessages } from "../storage/index.ts";
import { button, drawnOnce, find, make, setText } from "../ui/dom.ts";
import { afterPause } from "../ui/pause.ts";
import { canShare, copy, share } from "../ui/share.ts";
import type { Wording } from "../ui/wording.ts";
import { attemptsIn } from "./asking.ts";

/** What a message is about, and to which of the people met there, counted from 1; 0 while nobody is named. */
export type Written = StepPlace & { round: string; person: number };

/** A blank in a text. */
const BLANK = /\[[^[\]\n]{1,80}\]/g;

/**
 * @param messages the messages for each step
 * @param save keeps what was answered
 * @param sent marks a message as sent; returns the person to write to next, or null
 */
export function makeWords(
  messages: Wording["messages"],
  ask: Ask,
  record: () => RecordData,
  save: (edit: Edit) => boolean,
  sent: (of: Written) => number | null,
) {
  const dialog = find<HTMLDialogElement>("#words");
  const form = find<HTMLFormElement>("form", dialog);
  const message = find<HTMLSelectElement>("#w-message");
  const person = find<HTMLSelectElement>("#w-person");
  const questions = find("[data-questions]", dialog);
  const you = find<HTMLInputElement>("#w-you");
  const subject = find<HTMLInputElement>("#w-subject");
  const body = find<HTMLTextAreaElement>("#w-body");
  const mail = find<HTMLAnchorElement>("[data-mail]", dialog);
  const shareButton = find("[data-share]", dialog);
  const again = find("[data-again]", dialog);
  const begin = attemptsIn(dialog);
  const pause = afterPause(keep);
  let place: StepPlace = { application: "", key: "" };
  let draft: Draft = { channel: "", to: "", subject: "", body: "", asks: [] };
  let answers: Answers = {};
  /** What's on show: the questions or the message, and of which message to whom. */
  let shown: { part: "asking" | "made" | null; of: string } = { part: null, of: "" };

  for (const choice of [message, person]) choice.addEventListener("change", () => void fill());
  for (const text of [subject, body]) text.addEventListener("input", drawText);
  form.addEventListener("input", ({ target }) => {
    if (target !== message && target !== person) pause.soon();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void answered();
  });
  again.addEventListener("click", startOver);
  mail.addEventListener("click", () => say(left()));
  find("[data-copy-words]", dialog).addEventListener(
    "click",
    () => void copy(body, (done) => say(`${done} ${left()}`.trim())),
  );
  find("[data-sent]", dialog).addEventListener("click", wasSent);
  shareButton.hidden = !canShare;
  shareButton.addEventListener("click", () => void share({ title: subject.value, text: body.value }));
  dialog.addEventListener("close", pause.now);
  return { open };

  /** Open the messages for a step. Returns false if there are none. */
  function open(step: StepPlace) {
    const offered = messages[stepId(step.key)] ?? [];
    if (!applicationOf(record(), step.application) || offered.length === 0) return false;
    place = step;
    message.replaceChildren(...offered.map(({ id, title }) => new Option(title, id)));
    find("[data-message]", dialog).hidden = offered.length < 2;
    listPeople();
    // Whoever has been thanked is done with.
    const unthanked = people().findIndex(({ thanked }) => !thanked);
    if (unthanked > 0) person.value = String(unthanked + 1);
    show(null, which());
    dialog.showModal();
    void fill();
    return true;
  }

  /** The step's own interview, or the latest. */
  function roundOfStep() {
    const { application, key } = place;
    const round = roundId(key);
    return round ? roundAt(record(), { application, round }) : applicationOf(record(), application)?.rounds?.at(-1);
  }

  function people() {
    return (roundOfStep()?.people ?? []).filter(({ name }) => name?.trim());
  }

  function listPeople() {
    const chosen = person.value;
    const named = people();
    person.replaceChildren(
      ...named.map(({ name, thanked }, index) => new Option(thanked ? `${name} (sent)` : name, String(index + 1))),
    );
    if (Number(chosen) <= named.length && chosen) person.value = chosen;
    find("[data-person]", dialog).hidden = named.length < 2;
  }

  function written(): Written {
    return { ...place, round: roundOfStep()?.id ?? "", person: Number(person.value) };
  }

  /** Which message this is, and to whom. */
  function which() {
    const { application, round } = written();
    return JSON.stringify([application, round, message.value, people()[Number(person.value) - 1]?.name ?? ""]);
  }

  /** Have the message filled in, and ask first what it lacks, unless that was asked before. */
  async function fill(isAskedFor: boolean = false) {
    pause.now();
    say("");
    const isLatest = begin();
    const of = which();
    const kept = keptMessages.of(of);
    answers = kept?.answers ?? {};
    const { application, round, person: to } = written();
    const addressee = to ? { person: to } : {};
    const asked = { name: message.value, application, round: round || undefined, ...addressee, answers };
    const reply = await ask({ op: "draft", ...asked }).catch(() => null);
    if (!isLatest()) return;
    if (!reply?.ok) {
      show(null, of);
      say("The message can’t be filled in just now. You’ll find it on the messages page, with blanks.");
      return;
    }
    draft = reply.draft;
    subject.value = kept?.subject ?? draft.subject;
    body.value = kept?.body ?? draft.body;
    const hasName = Boolean(record().settings?.name?.trim());
    shown.of = of;
    const isNew = !kept && (draft.asks.length > 0 || !hasName);
    if (isAskedFor || kept?.typed || isNew) drawQuestions(isAskedFor || !hasName, kept?.typed ?? {});
    else drawMessage();
  }

  function drawQuestions(withOwn: boolean, typed: Answers) {
    questions.replaceChildren(
      ...draft.asks.map(({ blank, question, answer }) => {
        const id = `w-ask-${blank}`;
        const field = make("textarea", { class: "field__input", id, name: blank, rows: 2, maxlength: you.maxLength });
        field.value = typed[blank] ?? answers[blank] ?? answer;
        const hint =
          blank === "name" && make("p", { class: "field__hint", text: "Put a comma between several names." });
        return make(
          "div",
          { class: "field" },
          make("label", { class: "field__label", for: id, text: question }),
          field,
          hint,
        );
      }),
    );
    find("[data-own]", dialog).hidden = !withOwn;
    const { name = "", greeting = "hi" } = record().settings ?? {};
    you.value = typed.you ?? name;
    for (const choice of form.querySelectorAll<HTMLInputElement>("[name=greeting]"))
      choice.checked = choice.value === greeting;
    show("asking");
    (questions.querySelector("textarea") ?? (withOwn ? you : message)).focus();
  }

  /** Keep the answers, in the notes where they belong there, and show the message. */
  async function answered() {
    pause.now();
    const own = find("[data-own]", dialog).hidden ? {} : { you: you.value, greeting: greetingChosen() };
    const told: Answers = {};
    for (const { blank, answer } of draft.asks) {
      const { value } = form.elements.namedItem(blank) as HTMLTextAreaElement;
      if (value.trim() !== answer) told[blank] = value.trim();
    }
    const { edit, rest } = withAnswers(written(), { ...told, ...own });
    if (!save(edit)) {
      say("That’s more than the list can hold. It isn’t kept.");
      return;
    }
    answers = { ...answers, ...rest };
    keptMessages.forget(shown.of);
    listPeople();
    keptMessages.keep(which(), { answers });
    await fill();
  }

  function greetingChosen() {
    return form.querySelector<HTMLInputElement>("[name=greeting]:checked")?.value ?? "hi";
  }

  function drawMessage() {
    find("[data-subject]", dialog).hidden = draft.subject === "";
    mail.hidden = draft.channel !== "email";
    find("[data-sent]", dialog).hidden = draft.channel === "call";
    drawText();
    show("made");
    find("#words-title").focus();
  }

  /** What depends on the text as it stands. */
  function drawText() {
    const text = encodeURIComponent(body.value.replace(/\n/g, "\r\n"));
    const about = `subject=${encodeURIComponent(subject.value)}&body=${text}`;
    mail.href = `mailto:${encodeURIComponent(draft.to).replace("%40", "@")}?${about}`;
    setText(again, isChanged() ? "Start over" : "Back");
    again.hidden = !isChanged() && draft.asks.length === 0 && message.length < 2;
    const found = blanks();
    const place = find("[data-left-blank]", dialog);
    place.hidden = found.length === 0;
    drawnOnce(place, found, () => [
      "Still blank: ",
      ...found.map((each) => button(each.slice(1, -1), "quiet", () => select(each))),
    ]);
  }

  function isChanged() {
    return subject.value !== draft.subject || body.value !== draft.body;
  }

  function blanks() {
    return [...new Set(`${subject.value}\n${body.value}`.match(BLANK) ?? [])];
  }

  function left() {
    const found = blanks();
    return found.length ? `Still blank: ${found.join(", ")}.` : "";
  }

  /** Select a blank, to be typed over. */
  function select(blank: string) {
    const field = body.value.includes(blank) ? body : subject;
    const start = field.value.indexOf(blank);
    field.focus();
    field.setSelectionRange(start, start + blank.length);
  }

  /** Keep what was typed. */
  function keep() {
    const fields = [...questions.querySelectorAll("textarea")].map(({ name, value }) => [name, value]);
    const half =
      shown.part === "asking"
        ? { typed: { ...Object.fromEntries(fields), you: you.value } }
        : isChanged() && { subject: subject.value, body: body.value };
    keptMessages.keep(shown.of, { answers, ...half });
  }

  /** Back to the questions; what was changed by hand is thrown away, with an Undo. */
  function startOver() {
    const thrown = isChanged() ? { answers, subject: subject.value, body: body.value } : null;
    const of = which();
    pause.now();
    if (thrown) keptMessages.keep(of, { answers });
    void fill(true).then(() => {
      if (!thrown) return;
      const undo = button("Undo", "quiet", () => {
        keptMessages.keep(of, thrown);
        void fill();
      });
      find("[data-said-words]", dialog).replaceChildren("Your changes are gone. ", undo);
    });
  }

  function wasSent() {
    pause.now();
    keptMessages.forget(which());
    const name = people()[Number(person.value) - 1]?.name;
    const next = sent(written());
    if (next === null) {
      dialog.close();
      return;
    }
    listPeople();
    person.value = String(next);
    void fill().then(() => say(`Sent to ${name}. Next: ${people()[next - 1]?.name ?? ""}.`));
  }

  /** @param part of the dialog that's shown; null for neither yet */
  function show(part: "asking" | "made" | null, of: string = shown.of) {
    shown = { part, of };
    for (const name of ["asking", "made"])
      for (const each of dialog.querySelectorAll<HTMLElement>(`[data-${name}]`)) each.hidden = name !== part;
    find("#words-title", dialog).textContent = part === "asking" ? "First, a few questions" : "Your message";
  }

  function say(text: string) {
    setText(find("[data-said-words]", dialog), text);
  }
}
