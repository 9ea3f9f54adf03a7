"""The line under the card: what's on it, and that no two labels touch, at any width."""

import itertools

import pytest

from checklist_py.core.pictures.drawing import When
from checklist_py.core.pictures.timeline import DAY, GAP, HEIGHT, LETTER, line_of, timeline
from tests import cases, helpers

WIDTHS = (200, 288, 358, 420, 600)


def drawn(document, now, width=358):
    planned = helpers.planned(document, now)
    line = line_of(planned, planned.applications[0])
    return line and timeline(line, width)


def labels(picture):
    """Return the labels' names with their boxes' left and right ends and row, their days included."""
    found = {}
    for tag, attributes, text, moment in (mark.as_json() for mark in picture.marks):
        if tag == "text":
            above = attributes["y"] < HEIGHT / 2
            at = (attributes["x"], attributes.get("text-anchor", ""), above)
            length = DAY if moment else len(text) * LETTER
            name, longest = found.get(at, (text, 0))
            found[at] = (name, max(length, longest))
    for (x, anchor, above), (name, length) in found.items():
        left = x - {"middle": length / 2, "end": length, "": 0}[anchor]
        yield name, left, left + length, above


@pytest.mark.uncounted
def test_no_two_labels_touch_and_none_reaches_over_the_edge():
    seen = 0
    for document, now in cases.PARITY:
        planned = helpers.planned(document, now)
        lines = [line for each in planned.applications if (line := line_of(planned, each))]
        for picture, width in ((timeline(line, width), width) for line in lines for width in WIDTHS):
            seen += 1
            boxes = sorted((above, left, right, name) for name, left, right, above in labels(picture))
            for _, left, right, name in boxes:
                assert left >= -0.1, (name, document)
                assert right <= width + 0.1, (name, document)
            for (row, _, right, one), (other_row, left, _, other) in itertools.pairwise(boxes):
                assert row != other_row or left - right >= GAP - 0.2, (one, other, document)
            moments = [cell.moment[:10] for _, cell in picture.rows if isinstance(cell, When)]
            assert moments == sorted(moments)
            assert len(moments) == len(picture.rows)
    assert seen > 2_000


WAITING = cases.record(cases.application(cases.interview(reply_by="2026-11-27")))


@pytest.mark.parametrize(
    ("document", "now", "rows"),
    [
        (
            WAITING,
            "2026-11-23T09:00:00Z",
            [
                ("Interview", "2026-11-20T15:00:00Z"),
                ("Today", "2026-11-23"),
                ("Answer due", "2026-11-27"),
                ("Ask from", "2026-11-30"),
                ("Ask by", "2026-12-02"),
                ("Time to move on", "2026-12-16"),
            ],
        ),
        (
            cases.record(
                cases.application(
                    cases.interview(), outcomes=[cases.outcome("offer", "2026-11-26", decide_by="2026-12-01")]
                )
            ),
            "2026-11-26T18:00:00Z",
            [
                ("Interview", "2026-11-20T15:00:00Z"),
                ("Their offer", "2026-11-26"),
                ("Today", "2026-11-26"),
                ("Agree terms by", "2026-11-30"),
                ("Your answer", "2026-12-01"),
            ],
        ),
        (
            cases.record(cases.application(cases.interview(), outcomes=[cases.outcome("refusal", "2026-11-26")])),
            "2026-11-28T18:00:00Z",
            [("Interview", "2026-11-20T15:00:00Z"), ("Their answer", "2026-11-26"), ("Today", "2026-11-28")],
        ),
        (
            cases.record(
                cases.application(
                    cases.interview("2026-11-11T10:00"),
                    cases.interview("2026-12-01T15:00", id="r2"),
                    outcomes=[cases.outcome("invitation", "2026-11-18")],
                )
            ),
            "2026-11-26T18:00:00Z",
            [
                ("First interview", "2026-11-11T10:00:00Z"),
                ("Today", "2026-11-26"),
                ("Second interview", "2026-12-01T15:00:00Z"),
                ("Ask from", "2026-12-09"),
                ("Ask by", "2026-12-11"),
                ("Time to move on", "2026-12-25"),
            ],
        ),
        (
            cases.record(
                cases.application(cases.interview(None), outcomes=[cases.outcome("invitation", "2026-11-18")])
            ),
            "2026-11-20T18:00:00Z",
            [("Invited back", "2026-11-18"), ("Today", "2026-11-20")],
        ),
        # A yes to an offer that nobody told of, and an offer for which they set no date.
        (
            cases.record(cases.application(cases.interview(), outcomes=[cases.outcome("acceptance", "2026-11-26")])),
            "2026-11-28T18:00:00Z",
            [("Interview", "2026-11-20T15:00:00Z"), ("You said yes", "2026-11-26"), ("Today", "2026-11-28")],
        ),
        (
            cases.record(cases.application(cases.interview(), outcomes=[cases.outcome("offer", "2026-11-26")])),
            "2026-11-26T18:00:00Z",
            [
                ("Interview", "2026-11-20T15:00:00Z"),
                ("Their offer", "2026-11-26"),
                ("Today", "2026-11-26"),
                ("Agree terms by", "2026-11-27"),
                ("Aim to answer", "2026-11-30"),
            ],
        ),
        # Asked twice, and somebody who doesn't want to let go.
        (
            cases.record(
                cases.application(
                    cases.interview(),
                    steps={
                        "r1/follow-up-1": cases.done("2026-12-04T09:00:00Z"),
                        "r1/follow-up-2": cases.done("2026-12-20T09:00:00Z"),
                        "r1/let-go": cases.done("2026-12-20T09:00:00Z", "skipped"),
                    },
                )
            ),
            "2026-12-21T18:00:00Z",
            [
                ("Interview", "2026-11-20T15:00:00Z"),
                ("You asked", "2026-12-04"),
                ("You asked", "2026-12-20"),
                ("Today", "2026-12-21"),
            ],
        ),
    ],
)
def test_the_rows_tell_each_day_in_order(document, now, rows):
    assert [(what, when.moment) for what, when in drawn(document, now).rows] == rows


def test_a_follow_up_that_was_sent_stands_on_the_day_it_was_ticked():
    steps = {"r1/follow-up-1": cases.done("2026-12-01T09:00:00Z")}
    document = cases.record(cases.application(cases.interview(reply_by="2026-11-27"), steps=steps))
    rows = [(what, when.moment) for what, when in drawn(document, "2026-12-02T09:00:00Z").rows]
    assert ("You asked", "2026-12-01") in rows
    assert ("Ask from", "2026-12-15") in rows


@pytest.mark.parametrize(
    ("now", "names"),
    [
        ("2026-11-20T18:00:00Z", {"Interview", "Answer due", "Ask from", "Time to move on"}),
        ("2026-11-23T09:00:00Z", {"Interview", "Today", "Answer due", "Ask from", "Time to move on"}),
        ("2026-12-01T09:00:00Z", {"Interview", "Answer due", "Ask by", "Time to move on"}),
        ("2026-12-09T09:00:00Z", {"Interview", "Today", "Answer due", "Ask any day", "Time to move on"}),
    ],
)
def test_the_label_of_the_window_says_what_can_be_done(now, names):
    assert {name for name, *_ in labels(drawn(WAITING, now))} == names


def test_nothing_is_drawn_while_nothing_has_a_date():
    assert drawn(cases.record(cases.application(cases.interview(None))), "2026-11-20T18:00:00Z") is None


def test_a_width_is_brought_within_bounds():
    assert drawn(WAITING, "2026-11-23T09:00:00Z", width=5).width == 200
    assert drawn(WAITING, "2026-11-23T09:00:00Z", width=100_000).width == 600
