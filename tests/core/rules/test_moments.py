"""What an application is about just now, at the very second at which it changes, and when it will next ask for something."""

import pytest

from checklist_py.core.pictures.view import view_of
from tests.cases import done, interview, outcome
from tests.helpers import first_of, one, planned

SECOND = interview("2026-12-04T10:00", id="r2")
NO_SHOW = [outcome("no-show", "2026-11-20")]
PROMISED = interview(reply_by="2026-11-27")
ASKED = {"r1/follow-up-1": done("2026-12-01T10:00:00Z")}


def put_off(key, until):
    return {key: done("2026-11-20T18:00:00Z", "snoozed", until=until)}


MOMENTS = [
    # interviews, what else is recorded, now, what it's about
    ([], {}, "2026-11-23T09:00:00Z", "undated"),
    ([interview(None)], {}, "2026-11-23T09:00:00Z", "undated"),
    ([interview()], {}, "2026-11-20T14:59:59Z", "before"),
    ([interview()], {}, "2026-11-20T15:00:00Z", "room"),
    ([interview()], {}, "2026-11-20T15:59:59Z", "room"),
    ([interview()], {}, "2026-11-20T16:00:00Z", "out"),
    ([interview()], {}, "2026-11-21T15:59:59Z", "out"),
    ([interview()], {}, "2026-11-21T16:00:00Z", "quiet"),
    ([interview()], {}, "2026-11-29T23:59:59Z", "quiet"),
    ([interview()], {}, "2026-11-30T00:00:00Z", "follow-up"),
    ([interview()], {}, "2026-12-15T23:59:59Z", "follow-up"),
    ([interview()], {}, "2026-12-16T00:00:00Z", "silent"),
    # After a late interview it lasts until the same day's work is over, at the end of the next day.
    ([interview("2026-11-20T19:01")], {}, "2026-11-21T23:59:59Z", "out"),
    ([interview("2026-11-20T19:01")], {}, "2026-11-22T00:00:00Z", "quiet"),
    # An answer ends it, word that decides nothing doesn't.
    ([interview()], {"outcomes": [outcome("invitation", "2026-11-21")]}, "2026-11-21T09:00:00Z", "invited"),
    ([interview()], {"outcomes": [outcome("update", "2026-11-21")]}, "2026-11-21T09:00:00Z", "out"),
    # Between two interviews.
    ([interview(), SECOND], {}, "2026-11-21T15:59:59Z", "out"),
    ([interview(), SECOND], {}, "2026-11-21T16:00:00Z", "before"),
    ([interview(), SECOND], {}, "2026-12-04T09:59:59Z", "before"),
    ([interview(), SECOND], {}, "2026-12-04T10:00:00Z", "room"),
    ([interview(), SECOND], {}, "2026-12-05T10:59:59Z", "out"),
    ([interview(), SECOND], {}, "2026-12-05T11:00:00Z", "quiet"),
    ([interview(), interview("2026-11-21T10:00", id="r2")], {}, "2026-11-21T10:00:00Z", "room"),
    ([interview(), interview(None, id="r2")], {}, "2026-11-21T16:00:00Z", "invited"),
    ([interview(), SECOND], {"steps": {"r2/let-go": done("2026-12-05T09:00:00Z")}}, "2026-11-21T16:00:00Z", "let-go"),
    # Nobody turned up: no interview went on, is over or is still to come.
    ([interview()], {"outcomes": NO_SHOW}, "2026-11-19T23:59:59Z", "quiet"),
    ([interview()], {"outcomes": NO_SHOW}, "2026-11-20T15:30:00Z", "no-show"),
    ([interview()], {"outcomes": NO_SHOW}, "2026-11-27T23:59:59Z", "no-show"),
    ([interview()], {"outcomes": NO_SHOW}, "2026-11-28T00:00:00Z", "quiet"),
    ([interview()], {"outcomes": NO_SHOW}, "2026-11-30T00:00:00Z", "follow-up"),
    ([interview()], {"outcomes": NO_SHOW, "steps": {"r1/rearrange": done("2026-11-21T10:00:00Z")}}, "2026-11-21T10:00:00Z", "quiet"),
    ([interview()], {"outcomes": NO_SHOW, "steps": put_off("r1/rearrange", "2026-11-24")}, "2026-11-23T23:59:59Z", "quiet"),
    ([interview()], {"outcomes": NO_SHOW, "steps": put_off("r1/rearrange", "2026-11-24")}, "2026-11-24T00:00:00Z", "no-show"),
    ([interview(), SECOND], {"outcomes": [outcome("no-show", "2026-12-04")]}, "2026-12-04T10:30:00Z", "no-show"),
    # They said by when, and that has passed.
    ([PROMISED], {}, "2026-11-29T23:59:59Z", "quiet"),
    ([PROMISED], {}, "2026-11-30T00:00:00Z", "promised"),
    ([interview()], {"outcomes": [outcome("update", "2026-11-25", reply_by="2026-12-04")]}, "2026-12-06T23:59:59Z", "quiet"),
    ([interview()], {"outcomes": [outcome("update", "2026-11-25", reply_by="2026-12-04")]}, "2026-12-07T00:00:00Z", "promised"),
    ([PROMISED], {"outcomes": [outcome("update", "2026-11-25")]}, "2026-12-03T00:00:00Z", "follow-up"),  # taken away
    ([PROMISED], {"steps": ASKED}, "2026-12-14T23:59:59Z", "quiet"),
    ([PROMISED], {"steps": ASKED}, "2026-12-15T00:00:00Z", "follow-up"),
    ([interview()], {"steps": put_off("r1/follow-up-1", "2026-12-05")}, "2026-12-04T23:59:59Z", "quiet"),
    ([interview()], {"steps": put_off("r1/follow-up-1", "2026-12-05")}, "2026-12-05T00:00:00Z", "follow-up"),
    ([interview()], {"interest": "no"}, "2026-12-05T00:00:00Z", "quiet"),
    # How it ended comes before everything, an interview that's going on included.
    ([interview()], {"outcomes": [outcome("offer", "2026-11-20")]}, "2026-11-20T15:30:00Z", "offer"),
    ([interview()], {"outcomes": [outcome("acceptance", "2026-11-20")]}, "2026-11-20T15:30:00Z", "accepted"),
    ([interview()], {"outcomes": [outcome("decline", "2026-11-20")]}, "2026-11-20T15:30:00Z", "declined"),
    ([interview()], {"outcomes": [outcome("refusal", "2026-11-20")]}, "2026-11-20T15:30:00Z", "refused"),
    ([interview()], {"outcomes": [outcome("withdrawal", "2026-11-20")]}, "2026-11-20T15:30:00Z", "withdrawn"),
    ([interview()], {"steps": {"r1/let-go": done("2026-11-20T15:10:00Z")}}, "2026-11-20T15:30:00Z", "let-go"),
]  # fmt: skip


@pytest.mark.parametrize(("rounds", "fields", "now", "kind"), MOMENTS)
def test_what_it_is_about(rounds, fields, now, kind):
    document = one(**fields)
    document["applications"][0]["rounds"] = rounds
    assert first_of(document, now).moment.kind == kind


@pytest.mark.parametrize(
    ("rounds", "fields", "now", "until"),
    [
        ([interview()], {}, "2026-11-20T14:59:59Z", "2026-11-20T15:00:00Z"),
        ([interview()], {}, "2026-11-20T15:00:00Z", "2026-11-20T16:00:00Z"),
        ([interview()], {}, "2026-11-20T17:00:00Z", "2026-11-30"),  # going on looking asks for nothing
        ([interview()], {}, "2026-11-30T00:00:00Z", "2026-12-16"),
        ([interview()], {}, "2026-12-16T00:00:00Z", None),
        ([interview(), SECOND], {}, "2026-11-23T09:00:00Z", "2026-12-04T10:00:00Z"),
        ([interview(None)], {}, "2026-11-23T09:00:00Z", None),
        ([interview()], {"interest": "no"}, "2026-11-23T09:00:00Z", None),
        ([interview()], {"outcomes": [outcome("refusal", "2026-11-25")]}, "2026-11-25T09:00:00Z", "2026-11-26"),
        ([interview()], {"outcomes": [outcome("offer", "2026-11-25")]}, "2026-11-24T09:00:00Z", "2026-11-25"),
        ([interview()], {"outcomes": [outcome("offer", "2026-11-25")]}, "2026-11-25T09:00:00Z", None),
        # A step that's put off asks when it comes back, unless it opens later or is over by then.
        ([interview()], {"steps": put_off("r1/thank-you-email", "2026-11-25")}, "2026-11-23T09:00:00Z", "2026-11-25"),
        ([interview()], {"steps": put_off("r1/follow-up-1", "2026-12-05")}, "2026-11-23T09:00:00Z", "2026-12-05"),
        ([interview()], {"steps": put_off("r1/follow-up-1", "2026-11-25")}, "2026-11-23T09:00:00Z", "2026-11-30"),
        ([interview()], {"steps": put_off("r1/record-facts", "2026-11-25")}, "2026-11-21T09:00:00Z", "2026-11-30"),
        ([interview()], {"steps": put_off("keep-searching", "2026-11-25")}, "2026-11-23T09:00:00Z", "2026-11-30"),
        ([interview(None)], {"steps": put_off("r1/settle", "2026-11-25")}, "2026-11-23T09:00:00Z", None),
        # Two at one moment, midnight: the interview's own steps stand first.
        ([interview(), interview("2026-12-04T00:00", id="r2")], {"steps": put_off("line-up-references", "2026-12-04")}, "2026-11-23T09:00:00Z", "2026-12-04T00:00:00Z"),
    ],
)  # fmt: skip
def test_when_it_will_next_ask_for_something(rounds, fields, now, until):
    assert first_of(one(*rounds, **fields), now).moment.until == until


def test_moments_are_told_ahead_each_from_its_own():
    found = view_of(planned(one(), "2026-11-20T14:00:00Z"))["applications"][0]["moments"]
    assert found == [
        ["2026-11-20T14:00:00Z", "before", "2026-11-20T15:00:00Z", "r1"],
        ["2026-11-20T15:00:00Z", "room", "2026-11-20T16:00:00Z", None],
        ["2026-11-20T16:00:00Z", "out", "2026-11-30", None],
        ["2026-11-21T16:00:00Z", "quiet", "2026-11-30", None],
        ["2026-11-30T00:00:00Z", "follow-up", "2026-12-16", None],
        ["2026-12-16T00:00:00Z", "silent", None, None],
    ]


def test_of_an_application_that_is_closed_only_what_it_asks_for_changes():
    document = one(outcomes=[outcome("refusal", "2026-11-25")])
    assert view_of(planned(document, "2026-11-25T09:00:00Z"))["applications"][0]["moments"] == [
        ["2026-11-25T09:00:00Z", "refused", "2026-11-26", None],
        ["2026-11-26T00:00:00Z", "refused", None, None],
    ]
