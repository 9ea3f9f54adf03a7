"""What is said of two versions of an application: each part that differs, by name or by number."""

import pytest

from checklist_py.core.record.difference import details
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
        ({"r1/settle": PUT_OFF}, {"r1/settle": {**PUT_OFF, "until": "2026-12-24"}}, ("put off until another day: Let it settle",)),
        # In the evening of the Americas it is tomorrow in UTC: the put-off is one all the same.
        ({}, {"r1/settle": {**PUT_OFF, "at": "2026-11-24T04:00:00Z"}}, ("put off: Let it settle",)),
        ({"r1/settle": DONE}, {"r1/settle": {**DONE, "at": "2026-11-21T17:00:00Z"}}, ("small things, such as the time of a tick",)),
        ({}, {"r1/settle": NOTED}, ("1 note added",)),
        ({"r1/settle": NOTED}, {"r1/settle": {**NOTED, "note": "Ask Sam."}}, ("1 note changed",)),
        ({"r1/settle": NOTED}, {"r1/settle": {**DONE, "note": "Ask Dana."}}, ("ticked: Let it settle",)),
        ({"r1/settle": {**DONE, "note": "Kind."}}, {"r1/settle": DONE}, ("1 note removed",)),
        ({}, {"x-visit": DONE, "r9/unheard-of": DONE}, ("ticked: Visit; r9/unheard-of",)),
        ({}, {f"r{n}/settle": DONE for n in range(10)}, (f"ticked: {'; '.join(['Let it settle'] * 8)}; and 2 more",)),
    ],
)  # fmt: skip
def test_each_step_that_differs_is_named(before, after, told):
    assert details(acme(before), acme(after), {"x-visit": "Visit"}) == told


OFFER = {"type": "offer", "on": "2026-11-25"}
UPDATE = {"type": "update", "on": "2026-11-24"}
INVITATION = {"type": "invitation", "on": "2026-11-22"}


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ({"employer": "Acme"}, {"employer": "Acme Ltd"}, ("employer: Acme Ltd instead of Acme",)),
        ({"role": "2026-13-45"}, {"role": "2026-11-20"}, ("role: 2026-11-20 instead of 2026-13-45",)),
        ({}, {"employer": "A" * 61}, (f"employer: {'A' * 60}… instead of none",)),
        ({"role": "Clerk"}, {}, ("role: none instead of Clerk",)),
        ({"interest": "no"}, {"interest": "unsure"}, ("other details",)),
        ({}, {"archived": True}, ("archived",)),
        ({"archived": True}, {"archived": False}, ("no longer archived",)),
        ({}, {"outcomes": [OFFER]}, ("1 outcome added",)),
        ({"outcomes": [OFFER]}, {"outcomes": [INVITATION, OFFER]}, ("1 outcome added",)),
        ({"outcomes": [INVITATION, OFFER]}, {"outcomes": [OFFER]}, ("1 outcome removed",)),
        ({"outcomes": [OFFER]}, {"outcomes": [OFFER, OFFER]}, ("1 outcome added",)),
        ({"outcomes": [OFFER]}, {"outcomes": [{**OFFER, "decide_by": "2026-12-01"}]}, ("the day to decide by (the offer on 25 Nov 2026): 1 Dec 2026 instead of none",)),
        ({"outcomes": [UPDATE]}, {"outcomes": [{**UPDATE, "reply_by": "2026-12-01"}]}, ("the day they answer by (the update on 24 Nov 2026): 1 Dec 2026 instead of none",)),
        ({"outcomes": [{**UPDATE, "reply_within": {"days": 1}}]}, {"outcomes": [{**UPDATE, "reply_within": {"working_days": 10}}]}, ("when they said they’d answer (the update on 24 Nov 2026): within 10 working days instead of within 1 day",)),
        ({"outcomes": [UPDATE]}, {"outcomes": [{**UPDATE, "reply_by": None, "reply_within": None}]}, ()),
        # Of several on one day the one that is the same in both is left out of it.
        ({"outcomes": [{**UPDATE, "reply_by": "2026-12-01"}]}, {"outcomes": [UPDATE, {**UPDATE, "reply_by": "2026-12-01"}]}, ("1 outcome added",)),
        ({"outcomes": [UPDATE, UPDATE]}, {"outcomes": [UPDATE]}, ("1 outcome removed",)),
        ({"outcomes": [UPDATE]}, {"outcomes": [OFFER]}, ("1 outcome added", "1 outcome removed")),
        ({}, {"x_newer": 1}, ("small things, such as the time of a tick",)),
        # What is at its default, or empty, is as good as not there.
        ({}, {"interest": "yes", "archived": False, "recruiter": False, "role": "", "outcomes": []}, ()),
    ],
)  # fmt: skip
def test_what_else_differs_is_counted(before, after, told):
    assert details(acme(**before), acme(**after), {}) == told


NOTES = {"journal": {"topics": "Data"}}


def test_interviews_and_their_notes_are_told_apart():
    first, second = cases.interview(), cases.interview("2026-11-27T10:00", id="r2")
    moved = cases.interview("2026-11-21T15:00")
    assert details(acme(None, first), acme(None, first, second), {}) == ("1 interview added",)
    assert details(acme(None, first, second), acme(None, first), {}) == ("1 interview removed",)
    assert details(acme(None, first), acme(None, moved), {}) == (
        "date and time: 21 Nov 2026, 15:00 instead of 20 Nov 2026, 15:00",
    )
    undated = cases.interview(None)
    assert details(acme(None, undated), acme(None, first), {}) == ("date and time: 20 Nov 2026, 15:00 instead of none",)
    assert details(acme(None, first), acme(None, undated), {}) == ("date and time: none instead of 20 Nov 2026, 15:00",)
    blank = {**first, "people": [{"name": "", "title": ""}], "journal": {"questions": [{"question": ""}]}}
    assert details(acme(None, first), acme(None, blank), {}) == ()
    named = {**first, "people": [{"name": "Dana"}]}
    assert details(acme(None, first), acme(None, named), {}) == ("1 interview changed",)
    longer = {**second, "minutes": 90, "reply_by": "2026-12-01"}
    assert details(acme(None, first, second), acme(None, first, longer), {}) == (
        "length in minutes of interview 2: 90 instead of 60",
        "the day they answer by of interview 2: 1 Dec 2026 instead of none",
    )
    assert details(acme(None, first), acme(None, {**first, "minutes": 60, "reply_by": None, "people": []}), {}) == ()
    assert details(acme(None, first), acme(None, {**first, **NOTES}), {}) == ("notes on 1 interview added",)
    assert details(acme(None, first), acme(None, {**first, "journal": {"topics": "", "went_well": []}}), {}) == ()
    assert details(acme(None, {**first, **NOTES}), acme(None, {**moved, **NOTES}, second), {}) == (
        "date and time of interview 1: 21 Nov 2026, 15:00 instead of 20 Nov 2026, 15:00",
        "1 interview added",
    )


THANKED = "2026-11-20T18:03:00Z"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ({}, {"reply_within": {"working_days": 5}}, ("when they said they’d answer: within 5 working days instead of none",)),
        ({"reply_within": {"days": 1}}, {"reply_within": None}, ("when they said they’d answer: none instead of within 1 day",)),
        ({"people": [{"name": "Dana"}]}, {"people": [{"name": "Dana", "thanked": THANKED}]}, ("marked as thanked: Dana",)),
        ({"people": [{"name": "Dana", "thanked": THANKED}]}, {"people": [{"name": "Dana", "thanked": None}]}, ("no longer marked as thanked: Dana",)),
        ({"people": [{"name": "Dana", "thanked": THANKED}]}, {"people": [{"name": "Dana", "thanked": "2026-11-21T18:03:00Z"}]}, ("small things, such as the time of a tick",)),
        ({"people": [{"name": "Dana"}, {"title": "CEO"}, {"name": "Dana"}]}, {"people": [{"name": "Dana"}, {"title": "CEO", "thanked": THANKED}, {"name": "Dana", "thanked": THANKED}]}, ("marked as thanked: someone without a name; Dana",)),
        ({"people": [{"name": "Dana"}]}, {"people": [{"name": "Dana", "topic": "Geese"}]}, ("1 interview changed",)),
        ({"people": [{"name": "Dana"}]}, {"people": [{"name": "Dana", "title": "CEO", "thanked": THANKED}]}, ("marked as thanked: Dana", "1 interview changed")),
    ],
)  # fmt: skip
def test_what_was_promised_and_who_was_thanked_is_told(before, after, told):
    assert details(acme(None, cases.interview(**before)), acme(None, cases.interview(**after)), {}) == told


def test_a_step_of_one_of_several_interviews_says_which():
    first, second = cases.interview(), cases.interview("2026-11-19T10:00", id="r2")
    before, after = acme({}, first, second), acme({"r1/settle": DONE, "r2/settle": DONE}, first, second)
    assert details(before, after, {}) == ("ticked: Let it settle (interview 2); Let it settle (interview 1)",)


def test_interviews_have_the_numbers_that_the_page_gives_them():
    """One without a date follows the one before it; one that goes takes its steps along without a word for each."""
    first, undated, second = (
        cases.interview(),
        cases.interview(None, id="r2"),
        cases.interview("2026-11-19T10:00", id="r3"),
    )
    before = acme({}, undated, first, second)
    after = acme({"r1/settle": DONE, "r2/settle": DONE, "r3/settle": DONE}, undated, first, second)
    assert details(before, after, {}) == (
        "ticked: Let it settle (interview 3); Let it settle (interview 1); Let it settle (interview 2)",
    )
    gone = acme({"r1/settle": DONE}, first)
    assert details(after, gone, {}) == ("2 interviews removed",)
