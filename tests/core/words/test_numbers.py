"""The policy's numbers in words."""

import pytest

from checklist_py.core.rules.policy import NUMBERS, policy_from
from checklist_py.core.words.numbers import LABELS, amount_words, both_figures, set_by

BY_NAME = {number.name: number for number in NUMBERS}
SAID = [
    # number, amount, in a table, in prose, beside the site's own
    ("thank_you_hours", 48, "48 hours", "48 hours", "your centre says 48"),
    ("thank_you_hours", 1, "1 hour", "one hour", "your centre says one"),
    ("follow_up_days", 10, "10 days", "ten days", "your centre says ten days"),
    ("follow_up_days", 14, "14 days", "two weeks", "your centre says two weeks"),
    ("grace_working_days", 0, "none", "no working days", "your centre says none"),
    ("max_follow_ups", 3, "3 follow-ups", "three follow-ups", "your centre says three"),
]


def test_every_number_has_a_label():
    assert set(LABELS) == set(BY_NAME)


@pytest.mark.parametrize(("name", "amount", "told", "prose", "beside"), SAID)
def test_an_amount_is_said_as_a_table_and_as_prose_has_it(name, amount, told, prose, beside):
    policy = policy_from({"policy": {name: amount}})
    assert amount_words(BY_NAME[name], amount) == told
    assert both_figures(policy, "Northfield") == {name: [prose, beside]}
    assert both_figures(policy, "")[name][1] == beside.replace("your centre says", "you’ve set")


def test_a_figure_that_is_the_sites_is_said_once():
    assert both_figures(policy_from({"policy": {"thank_you_hours": 24}}), "Northfield") == {}


BY = [
    ({"centre": "Northfield Careers", "policy": {"thank_you_hours": 48}}, "Northfield Careers set this."),
    ({"policy": {"thank_you_hours": 12}}, "You set this timing yourself."),
    ({}, "Your careers centre set this timing."),
]


@pytest.mark.parametrize(("settings", "by"), BY)
def test_whoever_set_a_figure_is_named(settings, by):
    assert set_by(settings) == by
