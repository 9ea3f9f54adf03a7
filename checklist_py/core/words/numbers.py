"""The policy's numbers in words: what each is called, how an amount is said, both figures, and who set them."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from checklist_py.core.rules.amounts import count
from checklist_py.core.rules.policy import NUMBERS, Number, Policy, policy_from
from checklist_py.core.words.wording import PROVENANCE_WORDS

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


class Label(NamedTuple):
    """What a number is called in a form or a table, and what follows its field."""

    label: str
    after: str


LABELS: Mapping[str, Label] = {
    "thank_you_hours": Label("Thank-you email", "hours after the interview ends"),
    "follow_up_days": Label("First follow-up, with no date given", "days after the interview"),
    "grace_working_days": Label("Patience after a date they gave", "working days"),
    "follow_up_spacing_working_days": Label("Between one follow-up and the next", "working days"),
    "max_follow_ups": Label("Follow-ups before letting go", "at most"),
    "decide_working_days": Label("Time to decide on an offer that names no date", "working days"),
}


def amount_words(number: Number, value: int) -> str:
    """Say an amount of one of the policy's numbers, as a table does: ``48 hours``, ``1 working day``, ``none``."""
    return count(value, number.unit.removesuffix("s")) if value else "none"


def in_words(number: int, unit: str) -> str:
    """Say an amount as prose does: "one working day", "a week", "24 hours"."""
    if unit == "days" and number and number % 7 == 0:
        weeks = number // 7
        return "a week" if weeks == 1 else in_words(weeks, "weeks")
    return f"{_amount(number)} {unit.removesuffix('s') if number == 1 else unit}"


def beside(number: Number, value: int) -> str:
    """Say an amount that stands beside the site's own, without its unit where that's plain: "48", "ten days"."""
    if number.unit == "days":
        return in_words(value, number.unit)
    return _amount(value) if value else "none"


def both_figures(policy: Policy, centre: str) -> dict[str, list[str]]:
    """Return each figure that a policy changes, as prose has it, and what to say beside the site's.

    "48 hours" and "your centre says 48". ``centre`` is empty where the person has set them.
    """
    whose = "your centre says" if centre else "you’ve set"
    changed = ((number, getattr(policy, number.name)) for number in NUMBERS if number.name in policy.changed)
    return {
        number.name: [in_words(value, number.unit), f"{whose} {beside(number, value)}"] for number, value in changed
    }


def is_own(settings: Mapping[str, Any]) -> bool:
    """Say whether a person has set numbers of their own."""
    return not settings.get("centre") and bool(policy_from(settings).changed)


def set_by(settings: Mapping[str, Any]) -> str:
    """Say who set a figure or a step that a policy gives."""
    if centre := settings.get("centre"):
        return f"{centre} set this."
    return "You set this timing yourself." if is_own(settings) else PROVENANCE_WORDS["policy"]


def _amount(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)
