"""Why a date is what it is, in full: the rule, what it counts from with its own date, and what would change it."""

from datetime import datetime

import pytest

from checklist_py import calendars
from checklist_py.core.rules.civil import format_moment
from checklist_py.core.rules.plan import plan
from checklist_py.core.words.why import why_of
from tests import cases
from tests.cases import done, interview, outcome
from tests.helpers import first_of, one

OFFER = {"outcomes": [outcome("offer", "2026-11-27")]}
OFFER_BY = {"outcomes": [outcome("offer", "2026-11-27", decide_by="2026-12-04")]}
ASKED = {"r1/follow-up-1": done("2026-12-01T10:00:00Z")}
SENT = {**ASKED, "r1/follow-up-2": done("2026-12-21T10:00:00Z")}
SECOND = {"rounds": [interview(), interview("2026-12-04T10:00", id="r2")]}


def why(key, policy=None, region=None, **recorded):
    document = one(*recorded.pop("rounds", ()), policy=policy, **recorded)
    document["settings"]["region"] = region
    return why_of(first_of(document, "2026-11-28T09:00:00Z"), key)


COUNTED = [
    # step, what is recorded, what it counts from, and that thing's own date
    ("r1/share-contacts", {}, "the interview's start", "2026-11-20T15:00:00Z"),
    ("r1/thank-you-email", {}, "the interview's end", "2026-11-20T16:00:00Z"),
    ("r1/thank-you-email", {"rounds": [interview(None)]}, "the interview's end", None),
    ("line-up-references", SECOND, "the first interview's end", "2026-11-20T16:00:00Z"),
    ("line-up-references", {"rounds": [interview(None)]}, "the first interview's end", None),
    ("r1/rearrange", {"outcomes": [outcome("no-show", "2026-11-20")]}, "the day they didn't turn up", "2026-11-20"),
    ("r1/rearrange", {}, "the day they didn't turn up", None),
    ("r2/review-notes", SECOND, "the interview's start", "2026-12-04T10:00:00Z"),
    ("r1/follow-up-1", {}, "the day of the interview", "2026-11-20"),
    ("r1/follow-up-1", {"rounds": [interview(reply_by="2026-11-27")]}, "the date they said you'd hear by", "2026-11-27"),
    ("r1/follow-up-1", {"outcomes": [outcome("update", "2026-11-25")]}, "the day they last got in touch", "2026-11-25"),
    ("r1/follow-up-2", {}, "the follow-up before it", None),
    ("r1/follow-up-2", {"steps": ASKED}, "your last follow-up", "2026-12-01"),
    ("r1/follow-up-2", {"steps": ASKED, "outcomes": [outcome("update", "2026-12-03")]}, "the day they last got in touch", "2026-12-03"),
    ("r1/let-go", {}, "the day your next follow-up is due", "2026-12-02"),
    ("r1/let-go", {"steps": SENT}, "your last follow-up", "2026-12-21"),
    ("r1/let-go", {"steps": {key: {**each, "state": "skipped"} for key, each in SENT.items()}}, "the follow-up you skipped", "2026-12-21"),
    ("r1/let-go", {"steps": SENT, "outcomes": [outcome("update", "2026-12-22")]}, "the day they last got in touch", "2026-12-22"),
    ("r1/let-go", {"steps": SENT, "outcomes": [outcome("update", "2026-12-22", reply_by="2027-01-15")]}, "the date they said you'd hear by", "2027-01-15"),
    ("r1/let-go", {"steps": {"r1/follow-up-1": done("2026-12-01T10:00:00Z", "snoozed", until="2026-12-09")}}, "the day you put your follow-up off to", "2026-12-09"),
    ("r1/let-go", {"policy": {"max_follow_ups": 0}}, "the day when people usually follow up", "2026-11-30"),
    ("thank-for-offer", OFFER, "the day of the offer", "2026-11-27"),
    ("decide", {}, "the day of the offer", None),
    ("decide", OFFER_BY, "the date they want your answer by", "2026-12-04"),
    ("negotiate", OFFER_BY, "the date they want your answer by", "2026-12-04"),
    ("thank-for-offer", OFFER_BY, "the day of the offer", "2026-11-27"),
    ("tell-others", {"outcomes": [outcome("acceptance", "2026-11-27")]}, "the day you said yes", "2026-11-27"),
    ("ask-why", {"outcomes": [outcome("refusal", "2026-11-26")]}, "the day of their answer", "2026-11-26"),
    ("ask-why", {}, "the day of their answer", None),
]  # fmt: skip


@pytest.mark.parametrize(("key", "recorded", "anchor", "at"), COUNTED)
def test_each_step_says_what_it_counts_from(key, recorded, anchor, at):
    found = why(key, **recorded)
    assert (found.anchor, format_moment(found.at) if found.at else None) == (anchor, at)
    assert found.as_json()["at"] == at
    assert found.rule.startswith("Starts ")
    assert found.changes.startswith("What would change it: ")


@pytest.mark.parametrize("key", ["keep-searching", "ask-for-time", "celebrate", "start-again"])
def test_a_step_without_a_due_has_a_reason_and_claims_nothing_more(key):
    found = why(key, outcomes=[outcome("offer", "2026-11-21")] if key == "ask-for-time" else [])
    assert (found.anchor, found.at, found.changes) == ("", None, "")
    assert found.rule.endswith(".")
    assert found.rule[0].isupper()


def test_every_step_of_every_record_says_why():
    for document, now in cases.PARITY[:80]:
        whole = plan(document, datetime.fromisoformat(now), calendars.calendars_for(document))
        for application in whole.applications:
            for step in application.steps:
                found = why_of(application, step.key)
                assert found.rule.endswith(".")
                assert bool(found.changes) == (step.provenance != "none")
                assert "None" not in f"{found.rule} {found.anchor} {found.changes}"
    assert why("r9/settle") is None


def test_bank_holidays_are_named_only_where_working_days_are_counted():
    assert "olidays" not in why("r1/thank-you-email").changes
    for key in ("r1/follow-up-1", "r1/thank-you-letter", "ask-why", "settle-terms"):
        assert why(key).changes.endswith("Choose a region and its bank holidays won't count as working days.")
    assert why("r1/let-go", region="GB-ENG").changes.endswith("Bank holidays don't count as working days.")


@pytest.mark.parametrize(
    ("key", "policy", "figure"),
    [
        ("r1/thank-you-email", {"thank_you_hours": 48}, "Due: 48 hours later."),
        ("r1/follow-up-1", {"grace_working_days": 2}, "Starts 2 working days after the date they gave"),
        ("r1/follow-up-1", {"follow_up_days": 5}, "once more than 5 days have passed."),
        ("r1/follow-up-2", {"follow_up_spacing_working_days": 1}, "Starts 1 working day after the first follow-up."),
        ("r1/let-go", {"follow_up_spacing_working_days": 5}, "Starts 5 working days after the last follow-up"),
        ("decide", {"decide_working_days": 4}, "4 working days later."),
    ],
)
def test_the_figures_are_those_in_force(key, policy, figure):
    assert figure in why(key, policy=policy).rule


OWN = [
    # anchor, scope, what it counts from, and that thing's own date
    ("end", "round", "the interview's end", "2026-11-20T16:00:00Z"),
    ("start", "application", "the interview's start", "2026-11-20T15:00:00Z"),
    ("reply-by", "round", "the date they said you'd hear by", "2026-11-27"),
    ("offer", "application", "the day of the offer", None),
]


@pytest.mark.parametrize(("anchor", "scope", "expected", "at"), OWN)
def test_a_centre_s_own_step_says_it_too(anchor, scope, expected, at):
    extra = {"id": "x-call", "title": "Call", "scope": scope, "anchor": anchor, "offset": {"working_days": 2}}
    key = "x-call" if scope == "application" else "r1/x-call"
    found = why(key, policy={"extra_steps": [extra]}, rounds=[interview(reply_by="2026-11-27")])
    assert (found.anchor, format_moment(found.at) if found.at else None) == (expected, at)
    assert found.rule.startswith("Due within 2 working days of ")
