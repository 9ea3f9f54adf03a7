"""What is planned as a whole: the moment it is planned at, the page's view, and the listing of the rules."""

from datetime import UTC, datetime

import pytest

from checklist_py import calendars
from checklist_py.core import view
from checklist_py.core.listing import rules_listing
from checklist_py.core.plan import plan
from checklist_py.core.policy import policy_from
from checklist_py.core.view import view_of
from tests.cases import application, done, interview, record
from tests.helpers import planned, step_of


def test_a_moment_without_an_offset_is_no_moment():
    document = record()
    with pytest.raises(ValueError, match="give it a time zone"):
        plan(document, datetime(2026, 11, 23, 9), calendars.calendars_for(document))
    assert plan(document, datetime(2026, 11, 23, 9, tzinfo=UTC), calendars.calendars_for(document)).next is None


def test_a_step_without_a_date_that_was_put_off_comes_back_undated():
    undated = record(
        application(interview(None), steps={"r1/settle": done("2026-11-20T18:03:00Z", "snoozed", until="2026-11-25")})
    )
    step = step_of(undated, "r1/settle")
    assert (step["status"], step["changes"]) == ("snoozed", [["2026-11-25T00:00:00Z", "undated"]])
    assert step_of(undated, "r1/settle", "2026-11-25T00:00:00Z")["status"] == "undated"


def test_preparation_that_was_put_off_past_its_interview_is_not_needed_from_the_start():
    rounds = (interview("2026-11-10T10:00"), interview("2026-11-27T10:00", id="r2"))
    snoozed = done("2026-11-20T18:03:00Z", "snoozed", until="2026-11-28")
    step = step_of(record(application(*rounds, steps={"r2/review-notes": snoozed})), "r2/review-notes")
    assert (step["status"], step["changes"]) == ("snoozed", [["2026-11-27T10:00:00Z", "not-needed"]])


def test_the_queue_is_told_ahead_until_there_are_very_many_steps(monkeypatch):
    document = record(application(interview()))
    ahead = view_of(planned(document))["queue"]
    assert len(ahead) > 1
    monkeypatch.setattr(view, "QUEUE_STEPS", 3)
    assert view_of(planned(document))["queue"] == ahead[:1]


def test_the_listing_says_the_policy_it_is_given():
    def row(policy, name):
        return next(step for step in rules_listing(policy)["steps"] if step["id"] == name)

    assert row(None, "thank-you-email")["due"] == "24 hours later"
    own = policy_from({"policy": {"thank_you_hours": 1, "follow_up_days": 5, "decide_working_days": 4}})
    assert row(own, "thank-you-email")["due"] == "1 hour later"
    assert row(own, "follow-up-1")["opens"].endswith("once more than 5 days have passed")
    assert row(own, "decide")["due"].endswith("4 working days later")


def test_the_contracts_own_example():
    document = record(
        application(
            interview(reply_by="2026-11-27", people=[{"name": "Dana Reyes", "title": "Head of Data", "email": ""}]),
            steps={"r1/thank-you-email": done("2026-11-20T18:03:00Z", note="")},
        ),
        region="GB-ENG", time_zone="Europe/London", centre=None, policy={},
    )  # fmt: skip
    found = planned(document).as_json()
    assert found["now"] == "2026-11-23T09:00:00Z"
    assert found["next"] == {"application": "a", "key": "keep-searching"}
    assert found["applications"][0]["stage"] == "waiting"
    assert step_of(document, "r1/thank-you-email") == {
        "key": "r1/thank-you-email",
        "step": "thank-you-email",
        "status": "done",
        "opens": "2026-11-20T16:00:00Z",
        "due": "2026-11-21T16:00:00Z",
        "changes": [["2026-11-20T16:00:00Z", "open"], ["2026-11-21T16:00:00Z", "overdue"]],
        "provenance": "stated",
        "sources": ["000", "001", "002", "003", "004"],
        "reason": "within 24 hours of the interview's end",
    }
