"""What a backup would change, said before anything is changed."""

import pytest

from checklist_py.core.merge import merge
from checklist_py.core.restore import Change, changes, held, offer
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
        ([ACME], [TICKED], [("changed", "Acme, Analyst")]),
        ([ACME], [BETA], [("new", "Beta"), ("removed", "Acme, Analyst")]),
        ([ACME, BETA], [BETA, TICKED], [("changed", "Acme, Analyst"), ("same", "Beta")]),
        ([], [{"id": "x"}], [("new", "Unnamed interview")]),
    ],
)
def test_each_application_is_new_changed_gone_or_the_same(before, after, found):
    assert changes(cases.record(*before), cases.record(*after)) == tuple(Change(*each) for each in found)


def test_other_settings_are_a_change_without_a_name():
    assert changes(cases.record(), cases.record(region="SA"))[-1] == Change("changed", "")


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
    assert offered.replaced.changes == (Change("new", "Beta"), Change("changed", "Acme, Analyst"))
