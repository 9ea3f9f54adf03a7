"""The figures that prose and pictures may name: the policy's defaults and the sources' own, in words."""

import functools
from collections.abc import Mapping

from checklist_py.core.rules.policy import NUMBERS, Policy, policy_from
from checklist_py.core.words.listing import rules_listing
from checklist_py.core.words.wording import FIGURES

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def in_words(number: int, unit: str) -> str:
    """Say an amount as prose does: "one working day", "a week", "24 hours"."""
    if unit == "days" and number % 7 == 0:
        weeks = number // 7
        return "a week" if weeks == 1 else f"{in_words(weeks, 'weeks')}"
    amount = _NUMBERS[number] if number < len(_NUMBERS) else str(number)
    return f"{amount} {unit.removesuffix('s') if number == 1 else unit}"


@functools.cache
def figures(own: Policy | None = None) -> Mapping[str, str]:
    """Return every figure that may be named, by its name: the policy's defaults, or a centre's ``own``."""
    policy = own or policy_from({})
    numbers = {number.name: in_words(getattr(policy, number.name), number.unit) for number in NUMBERS}
    return {**numbers, **{name: words for name, (words, _) in FIGURES.items()}}


@functools.cache
def windows(own: Policy | None = None) -> Mapping[str, tuple[str, str]]:
    """Return when each step opens and when it is due, in the words of the timing page, by the step's id."""
    return {step["id"]: (step["opens"], step["due"]) for step in rules_listing(own)["steps"]}
