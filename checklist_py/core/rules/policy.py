"""The numbers a careers centre may set, each with its default and its bounds.

Hours are elapsed hours, days are civil days, working days are the region's.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple


class Number(NamedTuple):
    """One number of the policy: ``default`` within ``minimum`` to ``maximum``, in ``unit``."""

    name: str
    default: int
    minimum: int
    maximum: int
    unit: str
    about: str


NUMBERS = (
    Number("thank_you_hours", 24, 1, 72, "hours", "The thank-you email is due this long after the interview ends."),
    Number("follow_up_days", 7, 3, 30, "days", "With no date given, the first follow-up opens after this many days."),
    Number(
        "grace_working_days", 1, 0, 10, "working days", "Grace after the date by which they said they would answer."
    ),
    Number("follow_up_spacing_working_days", 10, 3, 30, "working days", "The wait between one follow-up and the next."),
    Number("max_follow_ups", 2, 0, 3, "follow-ups", "How many follow-ups are planned before letting go."),
    Number("decide_working_days", 2, 1, 20, "working days", "Time to decide on an offer that names no date."),
)

EXTRA_STEPS_LIMIT = 10
"""How many steps of its own a centre may add."""

LEFT_OUT_LIMIT = 100
"""How many steps a centre may leave out."""

EXTRA_ANCHORS = ("start", "end", "reply-by", "offer", "acceptance", "refusal")
"""What such a step may count from."""

OFFSETS = {"hours": (0, 720), "days": (0, 90), "working_days": (0, 60)}
"""The units an extra step's offset may be given in, with the bounds of each."""

_DEFAULTS = {number.name: number.default for number in NUMBERS}


class Policy(NamedTuple):
    """The numbers in force, and the names of those that differ from their defaults."""

    thank_you_hours: int
    follow_up_days: int
    grace_working_days: int
    follow_up_spacing_working_days: int
    max_follow_ups: int
    decide_working_days: int
    changed: frozenset[str]
    extra_steps: tuple[Mapping[str, Any], ...]
    left_out: frozenset[str]
    """Ids of the steps that the centre doesn't ask for; one that the rules don't have means nothing here."""


def policy_from(settings: Mapping[str, Any]) -> Policy:
    """Read the policy from a checked record's ``settings``."""
    given: Mapping[str, Any] = settings.get("policy", {})
    numbers = {name: given.get(name, default) for name, default in _DEFAULTS.items()}
    changed = frozenset(name for name, value in numbers.items() if value != _DEFAULTS[name])
    return Policy(
        **numbers,
        changed=changed,
        extra_steps=tuple(given.get("extra_steps", ())),
        left_out=frozenset(given.get("left_out", ())),
    )
