"""Why a date is what it is, in full: the rule, what it counts from with its own date, and what would change it."""

from datetime import datetime

import pytest

from checklist_py import calendars
from checklist_py.core.civil import format_moment
from checklist_py.core.plan import plan
from checklist_py.core.why import why_of
from tests import cases

OFFER = [cases.outcome("offer", "2026-11-27", decide_by="2026-12-04")]


def why(key, application=None, **settings):
    document = cases.record(application or cases.application(cases.interview()), **settings)
    now = datetime.fromisoformat("2026-11-28T09:00:00Z")
    return why_of(plan(document, now, calendars.calendars_for(document)).applications[0], key)


@pytest.mark.parametrize(
    ("key", "application", "anchor", "at"),
    [
        ("r1/share-contacts", None, "the interview’s start", "2026-11-20T15:00:00Z"),
        ("r1/thank-you-email", None, "the interview’s end", "2026-11-20T16:00:00Z"),
        ("keep-searching", None, "the first interview’s end", "2026-11-20T16:00:00Z"),
        ("r1/follow-up-1", None, "the day of the interview", "2026-11-20"),
        (
            "r1/follow-up-1",
            cases.application(cases.interview(reply_by="2026-11-27")),
            "the date they said you would hear by",
            "2026-11-27",
        ),
        ("r1/follow-up-2", None, "the day of the follow-up before it", None),
        (
            "r1/follow-up-2",
            cases.application(cases.interview(), steps={"r1/follow-up-1": cases.done("2026-12-01T10:00:00Z")}),
            "the day of the follow-up before it",
            "2026-12-01",
        ),
        ("r1/let-go", None, "the day of your last follow-up", None),
        (
            "r1/let-go",
            cases.application(
                cases.interview(),
                steps={f"r1/follow-up-{n}": cases.done(f"2026-12-{n}1T10:00:00Z") for n in (1, 2)},
            ),
            "the day of your last follow-up",
            "2026-12-25",
        ),
        ("r1/review-notes", None, "the interview’s start", "2026-11-20T15:00:00Z"),
        ("decide", None, "the day of the offer", None),
        (
            "decide",
            cases.application(cases.interview(), outcomes=OFFER),
            "the date they asked you to answer by",
            "2026-12-04",
        ),
        ("thank-for-offer", cases.application(cases.interview(), outcomes=OFFER), "the day of the offer", "2026-11-27"),
        ("celebrate", None, "the day you said yes", None),
        ("ask-why", None, "the day of the answer", None),
    ],
)
def test_each_step_says_what_it_counts_from(key, application, anchor, at):
    found = why(key, application)
    assert (found.anchor, format_moment(found.at) if found.at else None) == (anchor, at)
    assert found.as_json()["at"] == at
    assert found.rule.startswith("It opens ")
    assert found.changes.startswith("What would change it: ")


def test_every_step_of_every_record_says_why():
    for document, now in cases.PARITY[:80]:
        whole = plan(document, datetime.fromisoformat(now), calendars.calendars_for(document))
        for application in whole.applications:
            for step in application.steps:
                found = why_of(application, step.key)
                assert found.rule.endswith(".")
                assert found.changes.endswith(".")
                assert "None" not in f"{found.rule} {found.anchor} {found.changes}"
    assert why("r9/settle") is None


def test_public_holidays_are_named_only_where_working_days_are_counted():
    assert "holidays" not in why("r1/thank-you-email").changes
    assert why("r1/follow-up-1").changes.endswith("Choose a region to leave its public holidays out of the count.")
    assert why("keep-searching", region="GB-ENG").changes.endswith("Public holidays are left out of the count.")


def test_the_figures_are_those_in_force():
    assert "48 hours later" in why("r1/thank-you-email", policy={"thank_you_hours": 48}).rule


@pytest.mark.parametrize(
    ("anchor", "scope", "expected", "at"),
    [
        ("end", "round", "the interview’s end", "2026-11-20T16:00:00Z"),
        ("start", "application", "the interview’s start", "2026-11-20T15:00:00Z"),
        ("reply-by", "round", "the date they said you would hear by", None),
        ("offer", "application", "the day of the offer", None),
    ],
)
def test_a_centre_s_own_step_says_it_too(anchor, scope, expected, at):
    extra = {"id": "x-call", "title": "Call", "scope": scope, "anchor": anchor, "offset": {"working_days": 2}}
    found = why("x-call" if scope == "application" else "r1/x-call", policy={"extra_steps": [extra]})
    assert (found.anchor, format_moment(found.at) if found.at else None) == (expected, at)
    assert found.rule.startswith("Due within 2 working days of ")
