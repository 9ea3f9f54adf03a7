"""The record's shape, version 1, as a table: every field, its kind, its default and its bounds.

One table serves the check (``check.py``), the canonical order of keys, the merge
(``merge.py``) and the public JSON Schema. Unknown keys are allowed everywhere and kept:
a newer version wrote them.
"""

from __future__ import annotations

from typing import NamedTuple

from checklist_py.core.policy import EXTRA_STEPS_LIMIT, NUMBERS, OFFSETS

FORMAT = "after-the-interview"
VERSION = 1

MAX_BYTES = 1_048_576
MAX_APPLICATIONS, MAX_ROUNDS, MAX_PEOPLE = 500, 20, 20
MAX_DEPTH = 32
MAX_TEXT = 20_000
FIRST_YEAR, LAST_YEAR = 2000, 2100

REQUIRED = object()
"""The default of a field that must be there."""

FORBIDDEN_NAMES = frozenset({"__proto__", "constructor", "prototype"})
"""Names that mean something to JavaScript objects; refused as a key or an id."""


class Text(NamedTuple):
    """A text of at most ``longest`` characters; a name holds no line breaks or control characters."""

    is_name: bool = True
    shortest: int = 0
    longest: int = MAX_TEXT


class Const(NamedTuple):
    """Exactly this text."""

    value: str


class Choice(NamedTuple):
    """One of these texts."""

    values: tuple[str, ...]


class Whole(NamedTuple):
    """A whole number, bounds included."""

    minimum: int
    maximum: int


class Pattern(NamedTuple):
    """A text matched whole by ``regex``, and said to be ``about`` when it is not."""

    regex: str
    about: str


class Simple(NamedTuple):
    """A kind with no parameters: ``flag``, ``date``, ``civil``, ``instant``, ``url``, ``zone`` or ``region``."""

    name: str


class ListOf(NamedTuple):
    """A list of at most ``longest`` items. ``identity`` names the fields by which a merge knows an item again."""

    item: Kind
    longest: int | None = None
    identity: tuple[str, ...] = ()


class MapOf(NamedTuple):
    """An object whose keys are the person's data, every value of kind ``item``."""

    item: Kind


class Fields(NamedTuple):
    """An object with these fields."""

    fields: tuple[Field, ...]


class Field(NamedTuple):
    """A field: ``default`` REQUIRED when it must be there; ``is_nullable`` when null is allowed."""

    name: str
    kind: Kind
    default: object = None
    is_nullable: bool = False


type Kind = Text | Const | Choice | Whole | Pattern | Simple | ListOf | MapOf | Fields

FLAG, DATE, CIVIL, INSTANT, URL, ZONE, REGION = map(
    Simple, ("flag", "date", "civil", "instant", "url", "zone", "region")
)
NAME, NOTE = Text(), Text(is_name=False)
SCORE = Whole(1, 10)
"""What a person may give an answer of their own, the best last."""
ID = Pattern(
    r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}", "1 to 64 letters, digits, '-' or '_', starting with a letter or a digit"
)
EXTRA_ID = Pattern(r"x-[a-z0-9-]{1,40}", "'x-' and 1 to 40 lower-case letters, digits or '-'")

OUTCOMES = ("no-show", "invitation", "offer", "acceptance", "decline", "refusal", "withdrawal")
"""In the order in which they come about, which is the order of those of one day after a merge."""
STATES = ("done", "skipped", "snoozed")
EXTRA_ANCHORS = ("start", "end", "reply-by", "offer", "acceptance", "refusal")

EXTRA_STEP = Fields(
    (
        Field("id", EXTRA_ID, REQUIRED),
        Field("title", Text(shortest=1, longest=200), REQUIRED),
        Field("url", URL, ""),
        Field("scope", Choice(("round", "application")), REQUIRED),
        Field("anchor", Choice(EXTRA_ANCHORS), REQUIRED),
        Field("offset", Fields(tuple(Field(u, Whole(*b)) for u, b in OFFSETS.items())), REQUIRED),
    )
)

_POLICY = Fields(
    (
        *(Field(n.name, Whole(n.minimum, n.maximum), n.default) for n in NUMBERS),
        Field(
            "extra_steps",
            ListOf(EXTRA_STEP, EXTRA_STEPS_LIMIT, ("id",)),
        ),
    )
)

_PERSON = Fields((Field("name", NAME, ""), Field("title", NAME, ""), Field("email", NAME, "")))

_QUESTION = Fields((Field("question", NOTE, ""), Field("answer", NOTE, ""), Field("score", SCORE, is_nullable=True)))

_JOURNAL = Fields(
    (
        Field("went_well", ListOf(NOTE)),
        Field("improve", ListOf(NOTE)),
        Field("topics", NOTE, ""),
        Field("questions", ListOf(_QUESTION, identity=("question",))),
    )
)

ROUND = Fields(
    (
        Field("id", ID, REQUIRED),
        Field("starts", CIVIL, REQUIRED, is_nullable=True),
        Field("minutes", Whole(1, 1440), 60),
        Field("time_zone", ZONE, is_nullable=True),
        Field("mode", Choice(("in-person", "video", "phone")), "in-person"),
        Field("reply_by", DATE, is_nullable=True),
        Field("people", ListOf(_PERSON, MAX_PEOPLE, ("name", "email"))),
        Field("journal", _JOURNAL),
    )
)

_OUTCOME = Fields(
    (
        Field("type", Choice(OUTCOMES), REQUIRED),
        Field("on", DATE, REQUIRED),
        Field("decide_by", DATE, is_nullable=True),
    )
)

STATE = Fields(
    (
        Field("state", Choice(STATES), REQUIRED),
        Field("at", INSTANT, REQUIRED),
        Field("until", DATE),
        Field("note", NOTE, ""),
    )
)

APPLICATION = Fields(
    (
        Field("id", ID, REQUIRED),
        Field("employer", NAME, ""),
        Field("role", NAME, ""),
        Field("interest", Choice(("yes", "unsure", "no")), "yes"),
        Field("recruiter", FLAG, default=False),
        Field("thank_you", Choice(("email", "letter", "both")), "email"),
        Field("archived", FLAG, default=False),
        Field("rounds", ListOf(ROUND, MAX_ROUNDS, ("id",))),
        Field("outcomes", ListOf(_OUTCOME, identity=("on", "type", "decide_by"))),
        Field("steps", MapOf(STATE)),
    )
)

RECORD = Fields(
    (
        Field("format", Const(FORMAT), REQUIRED),
        Field("version", Whole(1, VERSION), REQUIRED),
        Field(
            "settings",
            Fields(
                (
                    Field("region", REGION, is_nullable=True),
                    Field("time_zone", ZONE, is_nullable=True),
                    Field("centre", NAME, is_nullable=True),
                    Field("policy", _POLICY),
                )
            ),
        ),
        Field("applications", ListOf(APPLICATION, MAX_APPLICATIONS, ("id",)), REQUIRED),
    )
)
