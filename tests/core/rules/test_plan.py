"""What is planned as a whole: the moment it is planned at, the plan as JSON, and the listing of the rules."""

from datetime import UTC, datetime

import pytest

from checklist_py import calendars
from checklist_py.core.rules.plan import plan
from checklist_py.core.rules.policy import policy_from
from checklist_py.core.rules.steps import STEPS
from checklist_py.core.words.listing import rules_listing
from tests.cases import application, done, interview, record
from tests.helpers import planned, step_of


def test_a_moment_without_an_offset_is_no_moment():
    document = record()
    with pytest.raises(ValueError, match="give it a time zone"):
        plan(document, datetime(2026, 11, 23, 9), calendars.calendars_for(document))
    assert plan(document, datetime(2026, 11, 23, 9, tzinfo=UTC), calendars.calendars_for(document)).next is None


def listed(name, **policy):
    return next(step for step in rules_listing(policy_from({"policy": policy}))["steps"] if step["id"] == name)


def test_the_listing_says_the_policy_it_is_given():
    assert listed("thank-you-email")["due"] == "24 hours later"
    assert listed("thank-you-email", thank_you_hours=1)["due"] == "1 hour later"
    assert listed("follow-up-1", follow_up_days=5)["opens"].endswith("once more than 5 days have passed")
    assert listed("follow-up-3", follow_up_spacing_working_days=5)["opens"].startswith(
        "5 working days after the second"
    )
    assert listed("decide", decide_working_days=4)["due"].endswith("4 working days later")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("settle", {"opens": "when the interview ends", "due": "that day, or the next if fewer than 4 hours of it are left", "until": "that day is over", "only_when": "they haven't answered yet"}),
        ("record-facts", {"until": "3 days have passed", "only_when": ""}),
        ("rearrange", {"opens": "the day they don't turn up", "due": "1 working day later", "until": "5 working days have passed", "only_when": "they didn't turn up, and there's no news yet"}),
        ("thank-you-letter", {"until": "it's time to follow up, or the next interview starts", "provenance": "ours", "figure_sources": [], "sources": ["000", "001", "002", "004"]}),
        ("keep-searching", {"opens": "the day after the first interview", "due": "no date", "until": "", "provenance": "none"}),
        ("follow-up-1", {"until": "it's time to let go", "provenance": "stated", "figure_sources": ["001"]}),
        ("follow-up-3", {"only_when": "you might want the job, and there's no news yet, and a careers centre plans that many"}),
        ("review-notes", {"opens": "when you're invited", "due": "1 working day before the interview", "until": "the interview starts"}),
        ("show-interest", {"due": "before the interview ends", "until": "the interview ends"}),
        ("ask-why", {"opens": "1 working day after their answer", "until": "10 working days have passed"}),
    ],
)  # fmt: skip
def test_the_listing_says_each_column_of_the_table(name, said):
    assert listed(name).items() >= said.items()


def test_the_listing_holds_every_row_and_number():
    found = rules_listing()
    assert [step["id"] for step in found["steps"]] == [step.id for step in STEPS]
    assert [number["name"] for number in found["policy"]] == [
        "thank_you_hours", "follow_up_days", "grace_working_days",
        "follow_up_spacing_working_days", "max_follow_ups", "decide_working_days",
    ]  # fmt: skip


def test_the_contracts_own_example():
    document = record(
        application(
            interview(reply_by="2026-11-27", people=[{"name": "Dana Reyes", "title": "Head of Data", "email": ""}]),
            id="k3f9", steps={"r1/thank-you-email": done("2026-11-20T18:03:00Z", note="")},
        ),
        region="GB-ENG", time_zone="Europe/London", centre=None, policy={},
    )  # fmt: skip
    found = planned(document).as_json()
    assert (found["now"], found["next"]) == ("2026-11-23T09:00:00Z", {"application": "k3f9", "key": "r1/record-facts"})
    (one,) = found["applications"]
    assert one.pop("steps")
    assert one == {
        "id": "k3f9",
        "stage": "waiting",
        "moment": {"kind": "quiet", "until": "2026-11-30"},
        "next": "r1/record-facts",
    }
    assert step_of(document, "r1/thank-you-email") == {
        "key": "r1/thank-you-email",
        "step": "thank-you-email",
        "status": "done",
        "opens": "2026-11-20T16:00:00Z",
        "due": "2026-11-21T16:00:00Z",
        "changes": [
            ["2026-11-20T16:00:00Z", "open"], ["2026-11-21T16:00:00Z", "overdue"], ["2026-11-30T00:00:00Z", "missed"],
        ],
        "provenance": "stated",
        "sources": ["000", "001", "002", "003", "004"],
        "figure_sources": ["001", "002"],
        "reason": "within 24 hours of the interview's end",
    }  # fmt: skip
