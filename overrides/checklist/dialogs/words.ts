/**
 * Writing a message: a few questions, then the whole text, filled in by Python, to change, copy, mail or share. One
 * person at a time; what's half written is kept until it's sent or thrown away.
 *
 * Long because the questions, the text and whom it's for are one state, which each of them changes.
 */

import type { Ask, Draft } from "../engine/answers.ts";
import type { Edit } from "../record/edits.ts";
import { type Answers, nextToThank, type Place, withAnswers } from "../record/messages.ts";
import { applicationOf, namedIn, roundAt, roundId, type StepPlace, stepId } from "../record/record.ts";
import type { RecordData } from "../record/shape.ts";
import { button, find, make, setText } from "../ui/dom.ts";
import { focusOnTop } from "../ui/notices.ts";
import { afterPause } from "../ui/pause.ts";
import { canShare, copy, share } from "../ui/share.ts";
import type { Wording } from "../ui/wording.ts";
import { attemptsIn } from "./asking.ts";
import { blanksIn } from "./blanks.ts";
import { keptMessages } from "./half-written.ts";

const PARTS = ["asking", "made", "not-made"] as const;
type Part = (typeof PARTS)[number];

/**
 * @param messages the messages for each step
 * @param save keeps what was answered; returns false if the record can't hold it
 * @param sent marks a message as sent; returns the person to write to next, 0 for nobody, or null if it can't be marked
 */
export function makeWords(
  messages: Wording["messages"],
  ask: Ask,
  record: () => RecordData,
  save: (edit: Edit) => boolean,
  sent: (of: Place) => number | null,
) {
  const dialog = find<HTMLDialogElement>("#words");
  const form = find<HTMLFormElement>("form", dialog);
  const title = find("#words-title", dialog);
  const message = find<HTMLSelectElement>("#w-message");
  const person = find<HTMLSelectElement>("#w-person");
  const questions = find("[data-questions]", dialog);
  const own = find("[data-own]", dialog);
  const metField = find("[data-met]", dialog);
  const met = find<HTMLInputElement>("#w-met");
  const you = find<HTMLInputElement>("#w-you");
  const subject = find<HTMLInputElement>("#w-subject");
  const body = find<HTMLTextAreaElement>("#w-body");
  const mail = find<HTMLAnchorElement>("[data-mail]", dialog);
  const shareButton = find("[data-share]", dialog);
  const again = find("[data-again]", dialog);
  const said = find("[data-said-words]", dialog);
  const blanks = blanksIn(find("[data-left-blank]", dialog), [body, subject]);
  const begin = attemptsIn(dialog);
  const pause = afterPause(keep);
  let step: StepPlace = { application: "", key: "" };
  let draft: Draft = { channel: "", to: "", subject: "", body: "", asks: [] };
  let answers: Answers = {};
  /** What's on show: the questions or the message, and of which message to whom. Null while it's being asked for. */
  let shown: { part: Part; of: string } | null = null;

  for (const choice of [message, person]) choice.addEventListener("change", () => void fill());
  for (const text of [subject, body]) text.addEventListener("input", drawText);
  form.addEventListener("input", ({ target }) => {
    if (target !== message && target !== person) pause.soon();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    // Enter in a field of the message submits as well.
    if (shown?.part === "asking") answered(shown.of);
  });
  again.addEventListener("click", () => shown && startOver(shown.of));
  mail.addEventListener("click", () => say(blanks.said()));
  find("[data-copy-words]", dialog).addEventListener(
    "click",
    () => void copy(body, (done) => say(`${done} ${blanks.said()}`.trim())),
  );
  find("[data-sent]", dialog).addEventListener("click", () => shown && markSent(shown.of));
  shareButton.hidden = !canShare;
  shareButton.addEventListener("click", () => void share({ title: subject.value, text: body.value }));
  dialog.addEventListener("close", pause.now);
  return { open };

  /** Open the messages for a step. Returns false if there are none. */
  function open(wanted: StepPlace) {
    const offered = messages[stepId(wanted.key)] ?? [];
    if (!applicationOf(record(), wanted.application) || offered.length === 0) return false;
    step = wanted;
    message.replaceChildren(...offered.map(({ id, title }) => new Option(title, id)));
    find("[data-message]", dialog).hidden = offered.length < 2;
    // Begin with somebody who hasn't been thanked.
    listPeople(nextToThank(roundOfStep()) || 1);
    show(null);
    dialog.showModal();
    void fill({ isPressed: true });
    return true;
  }

  /** The step's own interview, or the latest. */
  function roundOfStep() {
    const { application, key } = step;
    const round = roundId(key);
    return round ? roundAt(record(), { application, round }) : applicationOf(record(), application)?.rounds?.at(-1);
  }

  /** @param chosen the person to choose, counted from 1 */
  function listPeople(chosen: number) {
    const named = namedIn(roundOfStep());
    person.replaceChildren(
      ...named.map(({ name, thanked }, index) => new Option(thanked ? `${name} (sent)` : name, String(index + 1))),
    );
    person.value = String(Math.min(chosen, named.length) || "");
    find("[data-person]", dialog).hidden = named.length < 2;
  }

  function place(): Place {
    const round = roundOfStep();
    const number = Number(person.value);
    return { ...step, round: round?.id ?? "", person: number, name: namedIn(round)[number - 1]?.name ?? "" };
  }

  /** Which message this is, and to whom. */
  function which() {
    const { application, round, name } = place();
    return JSON.stringify([application, round, message.value, name]);
  }

  /**
   * Have the message filled in, and ask first what it lacks, unless that was asked before.
   * @param isAsked whether the questions are wanted all the same
   * @param isPressed whether a button led here: a choice in a list is to keep the focus
   */
  async function fill({ isAsked = false, isPressed = false } = {}) {
    pause.now();
    say("");
    const isLatest = begin();
    const of = which();
    const kept = keptMessages.of(of);
    wait(true);
    const { application, round, person: to } = place();
    const asked = { name: message.value, application, round: round || undefined, ...(to && { person: to }) };
    const reply = await ask({ op: "draft", ...asked, answers: kept?.answers ?? {} }).catch(() => null);
    if (!isLatest()) return;
    wait(false);
    if (!reply?.ok) {
      show({ part: "not-made", of });
      return;
    }
    ({ draft } = reply);
    answers = kept?.answers ?? {};
    subject.value = kept?.subject ?? draft.subject;
    body.value = kept?.body ?? draft.body;
    const hasName = Boolean(record().settings?.name?.trim());
    const isNew = !kept && (draft.asks.length > 0 || !hasName);
    if (isAsked || kept?.typed || isNew) {
      drawQuestions(isAsked || kept?.typed?.met !== undefined, isAsked || !hasName, kept?.typed ?? {});
      show({ part: "asking", of });
      if (isPressed) (questions.querySelector("textarea") ?? (own.hidden ? message : you)).focus();
    } else {
      drawMessage();
      show({ part: "made", of });
      if (isPressed) title.focus();
    }
  }

  /** Nothing that's on show is for whoever was chosen, until the answer is there. */
  function wait(isWaiting: boolean) {
    if (isWaiting) shown = null;
    for (const each of [questions, metField, own, ...dialog.querySelectorAll<HTMLElement>("[data-made], .form__end")])
      each.inert = isWaiting;
  }

  /** @param isAgain whether they were answered before, and may be put right */
  function drawQuestions(isAgain: boolean, withOwn: boolean, typed: Answers) {
    questions.replaceChildren(
      ...draft.asks.map(({ blank, question, hint, answer }) => {
        const id = `w-ask-${blank}`;
        const field = make("textarea", { class: "field__input", id, name: blank, rows: 2, maxlength: you.maxLength });
        field.value = typed[blank] ?? answer;
        const label = make("label", { class: "field__label", for: id, text: question });
        if (hint) field.setAttribute("aria-describedby", `${id}-hint`);
        const said = hint && make("p", { class: "field__hint", id: `${id}-hint`, text: hint });
        return make("div", { class: "field" }, label, field, said);
      }),
    );
    const known = place().name;
    metField.hidden = !isAgain || !known;
    met.value = typed.met ?? known;
    own.hidden = !withOwn;
    const { name = "", greeting = "hi" } = record().settings ?? {};
    you.value = typed.you ?? name;
    for (const choice of form.querySelectorAll<HTMLInputElement>("[name=greeting]"))
      choice.checked = choice.value === (typed.greeting ?? greeting);
  }

  /** What's in the fields of the questions. */
  function typedAnswers(): Answers {
    const fields = [...questions.querySelectorAll("textarea")].map(({ name, value }) => [name, value.trim()]);
    const greeting = form.querySelector<HTMLInputElement>("[name=greeting]:checked")?.value ?? "hi";
    return {
      ...Object.fromEntries(fields),
      ...(!metField.hidden && { met: met.value.trim() }),
      ...(!own.hidden && { you: you.value.trim(), greeting }),
    };
  }

  /** Keep the answers, in the notes where they belong there, and show the message. */
  function answered(of: string) {
    pause.now();
    const typed = typedAnswers();
    const known = new Map(draft.asks.map(({ blank, answer }) => [blank, answer]));
    const told = Object.fromEntries(Object.entries(typed).filter(([blank, text]) => text !== known.get(blank)));
    const at = place();
    if (!roundOfStep()) {
      say("This interview was removed in another window. Copy what you want to keep.");
      return;
    }
    if (Object.keys(told).length && !save((old) => withAnswers(old, at, told))) {
      say("That’s more than the list can hold. It isn’t kept.");
      return;
    }
    // Who was met and one's own name are the record's; all else counts for this message.
    const { name: _name, met: _met, you: _you, greeting: _greeting, ...rest } = told;
    keptMessages.forget(of);
    listPeople(Number(person.value) || 1);
    keptMessages.keep(which(), { answers: { ...answers, ...rest } });
    void fill({ isPressed: true });
  }

  function drawMessage() {
    find("[data-subject]", dialog).hidden = draft.subject === "";
    mail.hidden = draft.channel !== "email";
    find("[data-sent]", dialog).hidden = draft.channel === "call";
    drawText();
  }

  /** What depends on the text as it stands. */
  function drawText() {
    const text = encodeURIComponent(body.value.replace(/\n/g, "\r\n"));
    const about = `subject=${encodeURIComponent(subject.value)}&body=${text}`;
    mail.href = `mailto:${encodeURIComponent(draft.to).replace("%40", "@")}?${about}`;
    setText(again, isChanged() ? "Start over" : "Back");
    blanks.draw();
  }

  function isChanged() {
    return subject.value !== draft.subject || body.value !== draft.body;
  }

  /** Keep what was typed. */
  function keep() {
    if (!shown) return;
    const half =
      shown.part === "asking" ? { typed: typedAnswers() } : isChanged() && { subject: subject.value, body: body.value };
    keptMessages.keep(shown.of, { answers, ...half });
  }

  /** Back to the questions; what was changed by hand is thrown away, with an Undo. */
  function startOver(of: string) {
    const thrown = isChanged() ? { answers, subject: subject.value, body: body.value } : null;
    pause.now();
    if (thrown) keptMessages.keep(of, { answers });
    void fill({ isAsked: true, isPressed: true }).then(() => {
      if (!thrown) return;
      const undo = button("Undo", "quiet", () => {
        pause.now();
        keptMessages.keep(of, thrown);
        void fill({ isPressed: true });
      });
      said.replaceChildren("Your changes are gone. ", undo);
    });
  }

  function markSent(of: string) {
    pause.now();
    const { name } = place();
    const next = sent(place());
    if (next === null) {
      say("It couldn’t be marked: the interview has gone from your list, or the list is full. Your text is kept.");
      return;
    }
    keptMessages.forget(of);
    if (next === 0) {
      shown = null;
      dialog.close();
      // What opened it may have gone with the step.
      if (document.activeElement === document.body) focusOnTop();
      return;
    }
    listPeople(next);
    void fill({ isPressed: true }).then(() => say(`Sent to ${name}. Next: ${place().name}.`));
  }

  function show(part: typeof shown) {
    shown = part;
    for (const name of PARTS)
      for (const each of dialog.querySelectorAll<HTMLElement>(`[data-${name}]`)) each.hidden = name !== part?.part;
    title.textContent = part?.part === "asking" ? "First, a few questions" : "Your message";
  }

  function say(text: string) {
    setText(said, text);
  }
}
