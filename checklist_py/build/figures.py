"""The figures that prose and pictures may name: the policy's defaults and the sources' own, in words."""

import functools
from collections.abc import Mapping

from checklist_py.core.rules.policy import NUMBERS, Policy, policy_from
from checklist_py.core.words.listing import rules_listing
from checklist_py.core.words.numbers import in_words
from checklist_py.core.words.wording import FIGURES


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
