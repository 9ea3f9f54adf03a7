"""A preset from a form's fields: what was typed, read as it was meant, and nothing made up."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist_py.calendars import KNOWN
from checklist_py.core.record.compose import compose
from checklist_py.core.record.document import RecordError
from checklist_py.core.record.preset import load_preset
from checklist_py.core.rules.policy import NUMBERS

TODAY = "2026-11-27"
STEP = {"id": "", "scope": "", "title": "Tell us how it went", "url": "", "anchor": "end", "amount": "2", "unit": "working_days"}  # fmt: skip
EMPTY = {"centre": "Northfield Careers", "link": "", "region": "", "policy": {}, "left_out": [], "extra_steps": []}
HEAD = {"format": "after-the-interview-preset", "version": 1, "centre": "Northfield Careers", "issued": TODAY}

MEANT = [
    # what is typed, what it comes to
    ({}, {**HEAD, "policy": {}}),
    ({"centre": "  Northfield Careers "}, {**HEAD, "policy": {}}),
    ({"policy": {number.name: str(number.default) for number in NUMBERS}}, {**HEAD, "policy": {}}),
    ({"policy": {"thank_you_hours": " 48 ", "max_follow_ups": ""}}, {**HEAD, "policy": {"thank_you_hours": 48}}),
    ({"link": "careers.example.edu/tell"}, {**HEAD, "link": "https://careers.example.edu/tell", "policy": {}}),
    ({"link": "http://careers.example.edu"}, {**HEAD, "link": "http://careers.example.edu", "policy": {}}),
    ({"link": "javascript:alert(1)"}, {**HEAD, "link": "javascript:alert(1)", "policy": {}}),
    ({"link": "careers.example.edu:8443"}, {**HEAD, "link": "https://careers.example.edu:8443", "policy": {}}),
    ({"region": "GB-ENG"}, {**HEAD, "region": "GB-ENG", "policy": {}}),
    ({"left_out": ["settle"]}, {**HEAD, "policy": {"left_out": ["settle"]}}),
    ({"policy": {"decide_working_days": "1.5"}}, {**HEAD, "policy": {"decide_working_days": "1.5"}}),
]


@pytest.mark.parametrize(("typed", "preset"), MEANT)
def test_what_is_typed_is_read_as_it_is_meant(typed, preset):
    assert compose({**EMPTY, **typed}, TODAY) == preset


STEPS = [
    ({}, {"id": "x-tell-us-how-it-went", "title": STEP["title"], "scope": "round", "anchor": "end", "offset": {"working_days": 2}}),
    ({"anchor": "offer", "unit": "days", "url": "a.example"}, {"id": "x-tell-us-how-it-went", "title": STEP["title"], "url": "https://a.example", "scope": "application", "anchor": "offer", "offset": {"days": 2}}),
    ({"id": "x-kept", "scope": "application"}, {"id": "x-kept", "title": STEP["title"], "scope": "application", "anchor": "end", "offset": {"working_days": 2}}),
    ({"title": "Ünïque – 你好"}, {"id": "x-n-que", "title": "Ünïque – 你好", "scope": "round", "anchor": "end", "offset": {"working_days": 2}}),
    ({"title": "你好", "amount": "two"}, {"id": "x-step", "title": "你好", "scope": "round", "anchor": "end", "offset": {"working_days": "two"}}),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "step"), STEPS)
def test_a_step_of_a_centres_own_gets_an_id_and_keeps_it(typed, step):
    made = compose({**EMPTY, "extra_steps": [{**STEP, **typed}]}, TODAY)
    assert made["policy"]["extra_steps"] == [step]


def test_steps_of_one_name_have_ids_of_their_own():
    steps = [{**STEP, "id": "x-tell-us-how-it-went-2"}, STEP, STEP]
    ids = [step["id"] for step in compose({**EMPTY, "extra_steps": steps}, TODAY)["policy"]["extra_steps"]]
    assert ids == ["x-tell-us-how-it-went-2", "x-tell-us-how-it-went", "x-tell-us-how-it-went-3"]


FIELD = st.text(max_size=60)
TYPED = st.fixed_dictionaries(
    {
        "centre": FIELD,
        "link": FIELD,
        "region": FIELD,
        "policy": st.dictionaries(st.sampled_from([number.name for number in NUMBERS]), FIELD),
        "left_out": st.lists(FIELD, max_size=3),
        "extra_steps": st.lists(st.fixed_dictionaries(dict.fromkeys(STEP, FIELD)), max_size=12),
    }
)


@given(TYPED)
def test_whatever_is_typed_makes_a_preset_or_faults(typed):
    with contextlib.suppress(RecordError):
        load_preset(json.dumps(compose(typed, TODAY)), KNOWN, is_new=True)
