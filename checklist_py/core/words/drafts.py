"""Messages filled in from a record. What the record doesn't know stays a visible blank.

A draft is for one interview and one of the people met there. No two people of an interview get
the same words: each has their own turn (see ``messages.py``), and their own topic and question
from the journal while there are enough to go round.

Dates are said in English, as the messages are.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from checklist_py.core.rules.facts import Calendars, Settings, facts_of
from checklist_py.core.words.messages import (
    BLANKS,
    BY_ID,
    CALL,
    EMAIL,
    HINTS,
    MOST_ASKED,
    NOTE,
    QUESTIONS,
    Message,
    parts_of,
    settled,
    words_of,
)

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July",
           "August", "September", "October", "November", "December")  # fmt: skip

_TITLES = frozenset({"dr", "prof", "professor", "mr", "mrs", "ms", "miss", "mx", "sir", "dame", "lord", "lady", "rev"})
_SMALL_WORDS = frozenset({"The", "A", "An", "Your", "Their", "Our", "My", "How", "What", "Why", "When", "Where"})
BETWEEN_TOPICS = re.compile(r"[\n;,]+")
"""What stands between the topics of an interview."""


_FROM_THE_NOTES = {"topic", "answer"}
"""Blanks that are asked for even where the notes fill them: there may be a better answer for this message."""


class Ask(NamedTuple):
    """A question to put before the message is shown, with the answer that's already known, or an empty text."""

    blank: str
    question: str
    hint: str
    answer: str


class Draft(NamedTuple):
    """A message to be looked over and sent. ``to`` is empty without a known address; ``blanks`` are left to fill."""

    name: str
    channel: str
    to: str
    subject: str
    body: str
    blanks: tuple[str, ...]
    asks: tuple[Ask, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the draft as an object."""
        return {**self._asdict(), "blanks": list(self.blanks), "asks": [each._asdict() for each in self.asks]}


class UnknownError(ValueError):
    """There is no such message, application, interview or person. ``what`` names which; the text says what there is."""

    def __init__(self, what: str, reason: str) -> None:
        """Keep what is unknown, and say what would be right."""
        super().__init__(reason)
        self.what = what


class Whose(NamedTuple):
    """Which application, interview and person a message is about.

    Without ``application`` it's the only one that isn't archived; without ``round`` the latest with a date;
    without ``person`` the first, who counts as 1.
    """

    application: str | None = None
    round: str | None = None
    person: int | None = None


ANYONE = Whose()


def draft(
    record: Mapping[str, Any],
    calendars: Calendars,
    name: str,
    whose: Whose = ANYONE,
    answers: Mapping[str, str] | None = None,
) -> Draft:
    """Fill in the message ``name`` from a checked record. Raises UnknownError for anything that doesn't exist.

    ``answers`` are texts for blanks, by name, which stand before what the record knows. An empty one leaves it blank.
    """
    message = BY_ID.get(name)
    if message is None:
        raise UnknownError("name", f"must be one of {', '.join(BY_ID)}")
    owner = _application(record, whose.application)
    place = _round(owner, whose.round)
    people = [each for each in place.get("people", ()) if each.get("name", "").strip()]
    turn = _turn(people, whose.person)
    known = _known(owner, place, people, turn) | _own(record)
    if promised := _promised(Settings.of(record, calendars), owner, place):
        known["reply_by"] = promised
    if turn and "{answer?" in message.body:
        # One person is told what's to be put right: the others would only compare.
        known.pop("answer", None)
    known |= {blank: _one_line(text) for blank, text in (answers or {}).items()}
    known = {blank: text for blank, text in known.items() if text}
    asked = _asks_of(message, known)
    if "topic" in known:
        known["topic"] = _within(known["topic"])
    if "answer" in known:
        known["answer"] = known["answer"][0].upper() + known["answer"][1:]
    greeting = record.get("settings", {}).get("greeting", "hi")
    # Aloud, and among a network's members, nobody is called by both their names.
    is_by_first_name = message.channel in {CALL, NOTE} or (greeting == "hi" and message.channel == EMAIL)
    if is_by_first_name and "name" in known:
        known["name"] = _first_name(known["name"])
    texts = (message.subject, words_of(message, turn, greeting))
    subject, body = (_filled(text, known) for text in texts)
    to = people[turn].get("email", "") if people and _is_to_them(message) else ""
    left = tuple(dict.fromkeys(part for text in texts for part in _blanks(text, known)))
    return Draft(name, message.channel, to, subject, body, left, asked)


# --- which application, which interview, which person ----------------------------------------


def _application(record: Mapping[str, Any], wanted: str | None) -> Mapping[str, Any]:
    applications: Sequence[Mapping[str, Any]] = record["applications"]
    live = [each for each in applications if not each.get("archived", False)]
    if wanted is None and len(live) == 1:
        return live[0]
    found = next((each for each in applications if each["id"] == wanted), None)
    if found is None:
        if not applications:
            raise UnknownError("application", "needs a record with an application in it")
        ids = ", ".join(each["id"] for each in applications)
        raise UnknownError("application", f"must be one of {ids}" if wanted else f"must be given, one of {ids}")
    return found


def _round(application: Mapping[str, Any], wanted: str | None) -> Mapping[str, Any]:
    rounds: Sequence[Mapping[str, Any]] = application.get("rounds", ())
    if wanted is None:
        dated = sorted((each for each in rounds if each["starts"]), key=lambda each: str(each["starts"]))
        return dated[-1] if dated else rounds[-1] if rounds else {"starts": None}
    found = next((each for each in rounds if each["id"] == wanted), None)
    if found is None:
        ids = ", ".join(each["id"] for each in rounds)
        raise UnknownError("round", f"must be one of {ids}" if ids else "needs an application with an interview")
    return found


def _turn(people: Sequence[Mapping[str, Any]], person: int | None) -> int:
    if person is None:
        return 0
    if not 1 <= person <= len(people):
        raise UnknownError(
            "person", f"must be 1 to {len(people)}" if people else "needs an interview with somebody’s name"
        )
    return person - 1


# --- what is known ---------------------------------------------------------------------------


def _known(
    application: Mapping[str, Any], place: Mapping[str, Any], people: Sequence[Mapping[str, Any]], turn: int
) -> dict[str, str]:
    """Return the blanks that the record can fill."""
    journal: Mapping[str, Any] = place.get("journal", {})
    topics = [topic.strip() for topic in BETWEEN_TOPICS.split(journal.get("topics", "")) if topic.strip()]
    asked = [each["question"].strip() for each in journal.get("questions", ()) if each.get("question", "").strip()]
    offers = [each["decide_by"] for each in application.get("outcomes", ()) if each.get("decide_by")]
    # What they'd put right is in the note of the step that asks for it.
    note = application.get("steps", {}).get(f"{place.get('id')}/clear-up", {}).get("note", "")
    found = {
        "employer": application.get("employer", ""),
        "role": application.get("role", ""),
        "name": people[turn]["name"] if people else "",
        "others": _listed([each["name"] for index, each in enumerate(people) if index != turn]),
        "day": _said(place["starts"]),
        "answer_by": _said(offers[-1] if offers else None),
        "topic": _topic(people[turn : turn + 1]) or (topics[turn % len(topics)] if topics else ""),
        "question": f"“{_one_line(asked[turn % len(asked)])}”" if asked else "",
        "answer": _one_line(note),
    }
    return {name: value for name, value in found.items() if value}


def _within(text: str) -> str:
    """Return a topic as it stands within a sentence: people begin one with a capital."""
    first, *rest = text.split(" ", maxsplit=1)
    return " ".join([first.lower(), *rest]) if first in _SMALL_WORDS else text


def _first_name(name: str) -> str:
    """Return what somebody is called after "Hi": the first of their names, unless that's a title."""
    first = name.split(maxsplit=1)[0]
    return name if first.rstrip(".").lower() in _TITLES else first


def _topic(met: Sequence[Mapping[str, Any]]) -> str:
    return _one_line("".join(each.get("topic", "") for each in met))


def _own(record: Mapping[str, Any]) -> dict[str, str]:
    """Return what the record says of the person, for the end of a message."""
    name: str = record.get("settings", {}).get("name", "")
    return {"you": name} if name.strip() else {}


def _promised(settings: Settings, owner: Mapping[str, Any], place: Mapping[str, Any]) -> str:
    """Say the date by which they said they'd answer, as it stands today; nothing where they named none."""
    rounds = facts_of(owner, settings).rounds
    promise = next((each.wait.promise for each in rounds if each.id == place.get("id")), None)
    return _said(promise.by.isoformat()) if promise and not promise.within else ""


def _one_line(text: str) -> str:
    return " ".join(text.split()).rstrip(".")


def _said(moment: str | None) -> str:
    """Say a date, or the date of a civil time, as people do: "Friday 20 November"."""
    if not moment:
        return ""
    day = date.fromisoformat(moment[:10])
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def _listed(names: Sequence[str]) -> str:
    *most, last = names or [""]
    return f"{', '.join(most)} and {last}" if most else last


def _filled(text: str, known: Mapping[str, str]) -> str:
    parts = parts_of(settled(text, known.__contains__))
    return "".join(known.get(part, f"[{BLANKS[part]}]") if is_blank else part for part, is_blank in parts)


def _blanks(text: str, known: Mapping[str, str]) -> list[str]:
    parts = parts_of(settled(text, known.__contains__))
    return [part for part, is_blank in parts if is_blank and part not in known]


def _asks_of(message: Message, known: Mapping[str, str]) -> tuple[Ask, ...]:
    """Return what to ask first: what isn't known, and what the notes may know better than the message needs."""
    texts = (message.subject, words_of(message))
    every = dict.fromkeys(part for text in texts for part, is_blank in parts_of(text) if is_blank)
    asked = [each for each in every if each in QUESTIONS and (each not in known or each in _FROM_THE_NOTES)]
    return tuple(Ask(each, QUESTIONS[each], HINTS.get(each, ""), known.get(each, "")) for each in asked[:MOST_ASKED])


def _is_to_them(message: Message) -> bool:
    return "{name}" in message.body
