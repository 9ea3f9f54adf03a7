"""What a backup would change, said before anything is changed."""

import pytest

from checklist_py.core.record.merge import merge
from checklist_py.core.record.restore import Change, changes, held, offer
from checklist_py.core.words.wording import WORDS
from tests import cases

ACME = cases.application(cases.interview(), id="acme", employer="Acme", role="Analyst")
BETA = cases.application(cases.interview(), cases.interview(id="r2"), id="beta", employer="Beta", outcomes=[{"type": "offer", "on": "2026-11-25"}])  # fmt: skip
TICKED = {**ACME, "steps": {"r1/settle": cases.done("2026-11-20T17:00:00Z")}}


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ([], [], []),
        ([], [ACME], [("new", "Acme, Analyst")]),
        ([ACME], [], [("removed", "Acme, Analyst")]),
        ([ACME], [ACME], [("same", "Acme, Analyst")]),
        ([ACME], [TICKED], [("changed", "Acme, Analyst", ("ticked: Let it settle",))]),
        ([ACME], [BETA], [("new", "Beta"), ("removed", "Acme, Analyst")]),
        ([ACME, BETA], [BETA, TICKED], [("changed", "Acme, Analyst", ("ticked: Let it settle",)), ("same", "Beta")]),
        ([], [{"id": "x"}], [("new", "Unnamed interview")]),
    ],
)
def test_each_application_is_new_changed_gone_or_the_same(before, after, found):
    assert changes(cases.record(*before), cases.record(*after)) == tuple(Change(*each) for each in found)


STEP = {"id": "x-visit", "title": "Visit", "scope": "round", "anchor": "end", "offset": {"days": 1}}
ELSEWHERE = {**STEP, "url": "https://evil.example/"}


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ({}, {}, []),
        ({}, {"region": None, "policy": {"follow_up_days": 7}}, []),
        ({}, {"region": "SA"}, [("changed", "your region (none, then SA)")]),
        ({"time_zone": "UTC"}, {"centre": "Ours"}, [("changed", "your time zone (UTC, then none)"), ("changed", "your centre (none, then Ours)")]),
        ({}, {"centre_link": "https://careers.example/", "centre_issued": "2026-11-27"}, [("changed", "your centre’s link (none, then https://careers.example/)"), ("changed", "the day your centre issued its settings (none, then 27 Nov 2026)")]),
        ({"name": "Sam"}, {"greeting": "dear"}, [("changed", "your name (Sam, then none)"), ("changed", "how your messages begin (Hi, then Dear)")]),
        ({"name": "S" * 61}, {}, [("changed", f"your name ({'S' * 60}…, then none)")]),
        ({"centre_link": "", "centre_issued": None, "name": "", "greeting": "hi"}, {"policy": {"left_out": []}}, []),
        ({"policy": {"left_out": ["learn", "settle"]}}, {"policy": {"left_out": ["settle", "a-later-versions", "reflect"]}}, [("changed", f"the step “{WORDS['reflect'].title}” (left out by your careers centre)"), ("changed", f"the step “{WORDS['learn'].title}” (no longer left out by your careers centre)")]),
        ({"policy": {"max_follow_ups": 1}}, {}, [("changed", "your max follow ups (1, then 2)")]),
        ({}, {"policy": {"extra_steps": [ELSEWHERE]}}, [("new", "the step “Visit” with a link to https://evil.example/")]),
        ({"policy": {"extra_steps": [STEP]}}, {}, [("removed", "the step “Visit”")]),
        ({"policy": {"extra_steps": [STEP]}}, {"policy": {"extra_steps": [ELSEWHERE]}}, [("changed", "the step “Visit” with a link to https://evil.example/")]),
        ({"policy": {"extra_steps": [STEP]}}, {"policy": {"extra_steps": [STEP]}}, []),
    ],
)  # fmt: skip
def test_each_setting_in_force_that_differs_is_told(before, after, found):
    assert changes(cases.record(**before), cases.record(**after)) == tuple(Change(*each) for each in found)


def test_no_record_without_settings_is_another_than_one_with_none():
    empty = cases.record()
    del empty["settings"]
    assert changes(empty, cases.record()) == changes(cases.record(), empty) == ()


def test_what_it_holds_is_said_in_a_line_each():
    assert held(cases.record(TICKED, BETA)) == (
        "Acme, Analyst: 1 interview, 1 step done",
        "Beta: 2 interviews, 1 outcome, 0 steps done",
    )


def test_both_ways_are_offered():
    mine, backup = cases.record(TICKED), cases.record(ACME, BETA)
    offered = offer(mine, backup)
    assert offered.merged.record == merge(mine, backup)
    assert offered.merged.changes == (Change("new", "Beta"), Change("same", "Acme, Analyst"))
    assert offered.replaced.record == backup
    assert offered.replaced.changes == (
        Change("new", "Beta"),
        Change("changed", "Acme, Analyst", ("no longer ticked: Let it settle",)),
    )
