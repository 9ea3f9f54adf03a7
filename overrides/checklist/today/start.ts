/**
 * Adding an interview in a few taps: when it was, at what time, and when they'd let you know. What's told is kept as it
 * was said; everything else is asked later, or in the form. Nothing here waits for Python.
 */

import type { Edit } from "../record/edits.ts";
import { added } from "../record/interview.ts";
import { FIRST_DAY, LAST_DAY, type Wait } from "../record/shape.ts";
import { button, make } from "../ui/dom.ts";
import { briefly, deviceZone } from "../ui/speak.ts";

export type Start = ReturnType<typeof makeStart>;
type Answers = { day: string; isAhead: boolean; time: string };
type Question = { title: string; lead?: string; text: string; buttons: Node[]; next?: string };

/** The hours of a working day, for whoever remembers no better. */
const HOURS = [8, 9, 10, 11, 12, 13, 14, 15, 16, 17];

/** What they may have said of when you'll hear. */
const SAID: [string, Wait | null][] = [
  ["They didn’t say", null],
  ["In a few days", { days: 3 }],
  ["In a week", { days: 7 }],
  ["In two weeks", { days: 14 }],
];

/**
 * @param today the date on the device's calendar, a number of days from today
 * @param save takes the edit that adds the interview
 * @param details opens the form
 * @param redraw draws the card, with the next question
 */
export function makeStart(
  today: (offset: number) => string,
  newIds: () => { application: string; round: string },
  save: (edit: Edit) => void,
  details: () => void,
  redraw: () => void,
) {
  let asking: (() => Question) | null = null;

  return {
    /** Whether an interview is being added to a list that has some. */
    get isAdding() {
      return asking !== null;
    },
    /** Something else is wanted. */
    stop: () => void (asking = null),
    /** Ask the first question, or go on from an answer to it that the address gives. */
    ask(answer: string = "") {
      const said: Record<string, () => Question> = {
        today: () => hour({ day: today(0), isAhead: false, time: "" }),
        yesterday: () => hour({ day: today(-1), isAhead: false, time: "" }),
        ahead: () => date(true),
        date: () => date(false),
      };
      asking = said[answer] ?? when;
    },
    /** The question that comes next. */
    draw(isFirst: boolean): Question {
      const question = (asking ?? when)();
      const isAtStart = asking === null || asking === when;
      const back = button(isAtStart ? "Cancel" : "Start over", "quiet", () => go(isAtStart || isFirst ? null : when));
      const more = button("More details", "quiet", () => {
        go(null);
        details();
      });
      const rest = make("span", { class: "asks" }, !(isFirst && isAtStart) && back, more);
      return { ...question, buttons: [...question.buttons, rest] };
    },
  };

  function go(next: (() => Question) | null) {
    asking = next;
    redraw();
  }

  function when(): Question {
    const at = (text: string, offset: number) =>
      button(text, "plain", () => go(() => hour({ day: today(offset), isAhead: false, time: "" })));
    return {
      title: "When was your interview?",
      text: "Answer this and you’ll have your next step, and a date for it. Everything stays on this device.",
      buttons: [
        at("Today", 0),
        at("Yesterday", -1),
        button("It’s still to come", "plain", () => go(() => date(true))),
        button("Pick a date", "plain", () => go(() => date(false))),
      ],
    };
  }

  function date(isAhead: boolean): Question {
    const day = picker("date", isAhead ? "Day of your interview" : "Day it was", (day) =>
      go(() => hour({ day, isAhead, time: "" })),
    );
    day.input.min = isAhead ? today(0) : FIRST_DAY;
    day.input.max = isAhead ? LAST_DAY : today(0);
    return { title: isAhead ? "When is it?" : "What day was it?", text: "", buttons: [day.place] };
  }

  function hour({ day, isAhead }: Answers): Question {
    const then = (time: string) =>
      isAhead ? finish({ day, isAhead, time }, {}) : go(() => hear({ day, isAhead, time }));
    const exactly = picker("time", "Or exactly", then);
    const hours = HOURS.map((each) => {
      const time = `${String(each).padStart(2, "0")}:00`;
      return button(time, "plain chip", () => then(time));
    });
    return {
      title: isAhead ? "What time does it start?" : "What time did it start?",
      text: `${briefly(day, "UTC", today(0))}. A rough guess is fine, and you can put it right later.`,
      buttons: [...hours, exactly.place],
    };
  }

  function hear(told: Answers): Question {
    const named = picker("date", "They gave a date", (day) => finish(told, { reply_by: day }));
    named.input.min = told.day;
    named.input.max = LAST_DAY;
    return {
      title: "When will you hear?",
      text: "Think back to the end: did anyone say how long they’d need?",
      buttons: [
        ...SAID.map(([text, wait]) => button(text, "plain", () => finish(told, { reply_within: wait }))),
        named.place,
      ],
    };
  }

  function finish({ day, time }: Answers, wait: { reply_by?: string; reply_within?: Wait | null }) {
    asking = null;
    const ids = newIds();
    const round = { starts: `${day}T${time}`, time_zone: deviceZone, ...wait };
    save((record) => added(record, { belongs: "", people: null, application: {}, round }, ids));
  }
}

/** A field for a date or a time, with a button that takes it. */
function picker(type: "date" | "time", label: string, take: (value: string) => void) {
  const input = make("input", { class: "field__input", type, required: true });
  const next = button("Next", "plain", () => {
    if (input.value && input.reportValidity()) take(input.value);
    else input.focus();
  });
  input.addEventListener("keydown", ({ key }) => key === "Enter" && next.click());
  return {
    input,
    place: make(
      "span",
      { class: "pick-row" },
      make("label", { class: "pick" }, make("span", { text: label }), input),
      next,
    ),
  };
}
