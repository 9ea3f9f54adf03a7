"""What is said of two versions of an application: each part that differs, by name or by number."""

import pytest

from checklist_py.core.difference import details, many
from tests import cases

DONE = cases.done("2026-11-20T17:00:00Z")
SKIPPED = {**DONE, "state": "skipped"}
PUT_OFF = {**DONE, "state": "snoozed", "until": "2026-11-24"}
NOTED = {"state": "snoozed", "at": "2000-01-01T00:00:00Z", "until": "2000-01-01", "note": "Ask Dana."}
"""A note with a step of which nothing else is said, as the page writes it."""


def acme(steps=None, *interviews, **fields):
    return cases.application(*(interviews or [cases.interview()]), id="acme", steps=steps or {}, **fields)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ({}, {}, ()),
        ({}, {"r1/settle": DONE}, ("ticked: Let it settle",)),
        ({"r1/settle": DONE}, {}, ("no longer ticked: Let it settle",)),
        ({"r1/settle": DONE}, {"r1/settle": SKIPPED}, ("marked as not applying: Let it settle",)),
        ({"r1/settle": SKIPPED}, {"r1/settle": DONE}, ("ticked: Let it settle",)),
        ({"r1/settle": SKIPPED}, {}, ("applying again: Let it settle",)),
        ({}, {"r1/settle": PUT_OFF}, ("put off: Let it settle",)),
        ({"r1/settle": PUT_OFF}, {}, ("no longer put off: Let it settle",)),
        ({"r1/settle": DONE}, {"r1/settle": {**DONE, "at": "2026-11-21T17:00:00Z"}}, ("only what the page does not show",)),
        ({}, {"r1/settle": NOTED}, ("1 note added",)),
        ({"r1/settle": NOTED}, {"r1/settle": {**NOTED, "note": "Ask Sam."}}, ("1 note changed",)),
        ({"r1/settle": NOTED}, {"r1/settle": {**DONE, "note": "Ask Dana."}}, ("ticked: Let it settle",)),
        ({"r1/settle": {**DONE, "note": "Kind."}}, {"r1/settle": DONE}, ("1 note removed",)),
        ({}, {"x-visit": DONE, "r9/unheard-of": DONE}, ("ticked: Visit; r9/unheard-of",)),
        (
            {},
            {f"r{n}/settle": DONE for n in range(5)},
            ("ticked: Let it settle; Let it settle; Let it settle; and 2 more",),
        ),
    ],
)  # fmt: skip
def test_each_step_that_differs_is_named(before, after, told):
    assert details(acme(before), acme(after), {"x-visit": "Visit"}) == told


NOTES = {"journal": {"topics": "Data"}}


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ({"employer": "Acme"}, {"employer": "Acme Ltd"}, ("its name or other details",)),
        ({}, {"archived": True}, ("its name or other details",)),
        ({}, {"outcomes": [{"type": "offer", "on": "2026-11-25"}]}, ("1 outcome added",)),
        ({}, {"x_newer": 1}, ("only what the page does not show",)),
    ],
)
def test_what_else_differs_is_counted(before, after, told):
    assert details(acme(**before), acme(**after), {}) == told


def test_interviews_and_their_notes_are_told_apart():
    first, second = cases.interview(), cases.interview(id="r2")
    moved = cases.interview("2026-11-21T15:00")
    assert details(acme(None, first), acme(None, first, second), {}) == ("1 interview added",)
    assert details(acme(None, first, second), acme(None, first), {}) == ("1 interview removed",)
    assert details(acme(None, first), acme(None, moved), {}) == ("1 interview changed",)
    assert details(acme(None, first), acme(None, {**first, **NOTES}), {}) == ("1 journal added",)
    assert details(acme(None, {**first, **NOTES}), acme(None, {**moved, **NOTES}, second), {}) == (
        "1 interview added",
        "1 interview changed",
    )


def test_one_is_one_and_more_are_several():
    assert (many(0, "note"), many(1, "note"), many(2, "note")) == ("0 notes", "1 note", "2 notes")
