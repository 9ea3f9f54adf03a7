"""The record's shape, version 2, as a table: every field, its kind, its default and its bounds.

One table serves the check (``check.py``), the canonical order of keys, the merge
(``merge.py``) and the public JSON Schema. Unknown keys are allowed everywhere and kept, as
a newer version wrote them.

It serves version 1 as well, which lacks the fields that version 2 brought. They're all
optional and checked in either, so only a choice says since when it has had a value.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import NamedTuple

from checklist_py.core.rules.policy import EXTRA_ANCHORS, EXTRA_STEPS_LIMIT, LEFT_OUT_LIMIT, NUMBERS, OFFSETS

FORMAT = "after-the-interview"
VERSION = 2
PRESET_FORMAT = "after-the-interview-preset"
PRESET_VERSION = 1

MAX_BYTES = 1_048_576
MAX_APPLICATIONS, MAX_ROUNDS, MAX_PEOPLE = 500, 20, 20
MAX_DEPTH = 32
MAX_TEXT = 20_000
FIRST_YEAR, LAST_YEAR = 2000, 2100

REQUIRED = object()
"""The default of a required field."""

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
    """One of these texts. ``since`` gives the version that brought a value, if that wasn't the first."""

    values: tuple[str, ...]
    since: MappingProxyType[str, int] = MappingProxyType({})

    def at(self, version: int) -> tuple[str, ...]:
        """Return the values that a record of ``version`` may have."""
        return tuple(value for value in self.values if self.since.get(value, 1) <= version)


class Whole(NamedTuple):
    """A whole number, bounds included."""

    minimum: int
    maximum: int


class Pattern(NamedTuple):
    """A text that ``regex`` matches whole; ``about`` says what it must be."""

    regex: str
    about: str


class Simple(NamedTuple):
    """A kind with no parameters: ``flag``, ``date``, ``civil``, ``instant``, ``url``, ``zone`` or ``region``."""

    name: str


class ListOf(NamedTuple):
    """A list of at most ``longest`` items.

    ``identity`` names the fields by which a merge recognises an item, ``otherwise`` those to use when
    they're all empty. Ids may not repeat, as items or as identities.
    """

    item: Kind
    longest: int | None = None
    identity: tuple[str, ...] = ()
    otherwise: tuple[str, ...] = ()


class MapOf(NamedTuple):
    """An object whose keys are the person's data, every value of kind ``item``."""

    item: Kind


class Fields(NamedTuple):
    """An object with these fields, or with exactly one of them if it ``is_one_of``."""

    fields: tuple[Field, ...]
    is_one_of: bool = False


class Field(NamedTuple):
    """A field: its ``default``, or REQUIRED; ``is_nullable`` when null is allowed."""

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
"""The scores that people may give their own answers, the best last."""
ID = Pattern(
    r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}", "1 to 64 letters, digits, '-' or '_', starting with a letter or a digit"
)
EXTRA_ID = Pattern(r"x-[a-z0-9-]{1,40}", "'x-' and 1 to 40 lower-case letters, digits or '-'")
STEP_ID = Pattern(r"[a-z][a-z0-9-]{0,63}", "1 to 64 lower-case letters, digits or '-', starting with a letter")

OUTCOMES = ("no-show", "update", "offer", "acceptance", "decline", "refusal", "withdrawal", "invitation")
"""In the order in which a merge puts those of one day: an invitation last, as it reopens what was closed before."""
STATES = ("done", "skipped", "snoozed")
REPLY_WITHIN = Fields((Field("days", Whole(1, 90)), Field("working_days", Whole(1, 90))), is_one_of=True)
"""How soon they said they'd answer, when they named no date."""

EXTRA_STEP = Fields(
    (
        Field("id", EXTRA_ID, REQUIRED),
        Field("title", Text(shortest=1, longest=200), REQUIRED),
        Field("url", URL, ""),
        Field("scope", Choice(("round", "application")), REQUIRED),
        Field("anchor", Choice(EXTRA_ANCHORS), REQUIRED),
        Field("offset", Fields(tuple(Field(u, Whole(*b)) for u, b in OFFSETS.items()), is_one_of=True), REQUIRED),
    )
)

POLICY = Fields(
    (
        *(Field(n.name, Whole(n.minimum, n.maximum), n.default) for n in NUMBERS),
        Field(
            "extra_steps",
            ListOf(EXTRA_STEP, EXTRA_STEPS_LIMIT, ("id",)),
        ),
        Field("left_out", ListOf(STEP_ID, LEFT_OUT_LIMIT)),
    )
)

PERSON = Fields(
    (
        Field("name", NAME, ""),
        Field("title", NAME, ""),
        Field("email", NAME, ""),
        Field("topic", NOTE, ""),
        Field("thanked", INSTANT, is_nullable=True),
    )
)

QUESTION = Fields((Field("question", NOTE, ""), Field("answer", NOTE, ""), Field("score", SCORE, is_nullable=True)))

JOURNAL = Fields(
    (
        Field("went_well", ListOf(NOTE)),
        Field("improve", ListOf(NOTE)),
        Field("topics", NOTE, ""),
        Field("questions", ListOf(QUESTION, identity=("question",))),
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
        Field("reply_within", REPLY_WITHIN, is_nullable=True),
        Field("people", ListOf(PERSON, MAX_PEOPLE, ("name",), otherwise=("email",))),
        Field("journal", JOURNAL),
    )
)

OUTCOME = Fields(
    (
        Field("type", Choice(OUTCOMES, MappingProxyType({"update": 2})), REQUIRED),
        Field("on", DATE, REQUIRED),
        Field("decide_by", DATE, is_nullable=True),
        Field("reply_by", DATE, is_nullable=True),
        Field("reply_within", REPLY_WITHIN, is_nullable=True),
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
        Field("outcomes", ListOf(OUTCOME, identity=tuple(field.name for field in OUTCOME.fields))),
        Field("steps", MapOf(STATE)),
    )
)

_CENTRE = (
    Field("centre", NAME, is_nullable=True),
    Field("centre_link", URL, ""),
    Field("centre_issued", DATE, is_nullable=True),
    Field("policy", POLICY),
)
CENTRE = frozenset(field.name for field in _CENTRE)
"""The settings that say whose policy it is, and the policy: a merge takes all of them from one side."""

SETTINGS = Fields(
    (
        Field("region", REGION, is_nullable=True),
        Field("time_zone", ZONE, is_nullable=True),
        *_CENTRE,
        Field("name", NAME, ""),
        Field("greeting", Choice(("hi", "dear")), "hi"),
    )
)

RECORD = Fields(
    (
        Field("format", Const(FORMAT), REQUIRED),
        Field("version", Whole(1, VERSION), REQUIRED),
        Field("settings", SETTINGS),
        Field("applications", ListOf(APPLICATION, MAX_APPLICATIONS, ("id",)), REQUIRED),
    )
)

PRESET = Fields(
    (
        Field("format", Const(PRESET_FORMAT), REQUIRED),
        Field("version", Whole(1, PRESET_VERSION), REQUIRED),
        Field("centre", NAME, REQUIRED),
        Field("link", URL, ""),
        Field("issued", DATE, REQUIRED),
        Field("region", REGION),
        Field("policy", POLICY, REQUIRED),
    )
)
"""What a careers centre hands out: its policy, in a document of its own."""
