"""A step's status follows the clock, the person's word and what became of it; its provenance says whose number it is."""

import pytest

from tests.cases import application, done, interview, outcome, record
from tests.helpers import step_of


@pytest.mark.parametrize(
    ("now", "status"),
    [
        ("2026-11-20T15:59:59Z", "upcoming"),
        ("2026-11-20T16:00:00Z", "open"),
        ("2026-11-21T15:59:59Z", "open"),
        ("2026-11-21T16:00:00Z", "overdue"),
    ],
)
def test_an_instant_holds_from_its_moment_on(now, status):
    assert step_of(record(application(interview())), "r1/thank-you-email", now)["status"] == status


@pytest.mark.parametrize(
    ("now", "status"),
    [
        ("2026-11-29T23:59:59Z", "upcoming"),
        ("2026-11-30T00:00:00Z", "open"),
        ("2026-12-02T23:59:59Z", "open"),
        ("2026-12-03T00:00:00Z", "overdue"),
    ],
)
def test_a_date_opens_at_midnight_and_lapses_at_its_end(now, status):
    assert step_of(record(application(interview())), "r1/follow-up-1", now)["status"] == status


@pytest.mark.parametrize(
    ("word", "fields", "now", "status"),
    [
        ("done", {}, "2026-11-30T09:00:00Z", "done"),
        ("skipped", {}, "2026-11-30T09:00:00Z", "skipped"),
        ("snoozed", {"until": "2026-12-01"}, "2026-11-30T23:59:59Z", "snoozed"),
        ("snoozed", {"until": "2026-12-01"}, "2026-12-01T00:00:00Z", "overdue"),
    ],
)
def test_the_persons_word_comes_first(word, fields, now, status):
    steps = {"r1/thank-you-email": done("2026-11-20T18:00:00Z", word, **fields)}
    assert step_of(record(application(interview(), steps=steps)), "r1/thank-you-email", now)["status"] == status


def test_a_done_step_stays_done_when_it_is_no_longer_needed():
    steps = {"r1/thank-you-email": done("2026-11-20T18:00:00Z")}
    step = step_of(record(application(interview(), steps=steps, interest="no")), "r1/thank-you-email")
    assert (step["status"], step["opens"]) == ("done", "2026-11-20T16:00:00Z")


def test_not_needed_comes_before_snoozed():
    steps = {"r1/thank-you-email": done("2026-11-20T18:00:00Z", "snoozed", until="2027-01-01")}
    step = step_of(record(application(interview(), steps=steps, interest="no")), "r1/thank-you-email")
    assert (step["status"], step["due"], step["changes"]) == ("not-needed", None, [])


def test_a_snoozed_step_tells_of_its_waking_and_what_follows():
    steps = {"r1/follow-up-1": done("2026-11-20T18:00:00Z", "snoozed", until="2026-12-01")}
    step = step_of(record(application(interview(), steps=steps)), "r1/follow-up-1", "2026-11-30T09:00:00Z")
    assert step["changes"] == [["2026-12-01T00:00:00Z", "open"], ["2026-12-03T00:00:00Z", "overdue"]]


def test_a_snoozed_step_without_a_date_wakes_undated():
    steps = {"r1/settle": done("2026-11-20T18:00:00Z", "snoozed", until="2026-12-01")}
    document = record(application(interview(None), steps=steps))
    step = step_of(document, "r1/settle", "2026-11-30T09:00:00Z")
    assert (step["status"], step["changes"]) == ("snoozed", [["2026-12-01T00:00:00Z", "undated"]])
    assert step_of(document, "r1/settle", "2026-12-01T00:00:00Z")["status"] == "undated"


def test_of_two_changes_at_once_the_later_status_stands():
    extra = {"id": "x-own", "title": "Own", "scope": "round", "anchor": "start", "offset": {"hours": 0}}
    step = step_of(record(application(interview()), policy={"extra_steps": [extra]}), "r1/x-own")
    assert step["changes"] == [["2026-11-20T15:00:00Z", "overdue"]]


def test_an_interview_without_a_date_leaves_its_steps_undated():
    step = step_of(record(application(interview(None))), "r1/thank-you-email")
    assert (step["status"], step["opens"], step["due"], step["changes"]) == ("undated", None, None, [])


@pytest.mark.parametrize(
    ("key", "fields", "needed"),
    [
        ("r1/thank-you-email", {"thank_you": "letter"}, False),
        ("r1/thank-you-letter", {"thank_you": "email"}, False),
        ("r1/thank-you-letter", {"thank_you": "letter"}, True),
        ("r1/thank-you-email", {"interest": "unsure"}, True),
        ("r1/thank-you-email", {"interest": "no"}, False),
        ("r1/follow-up-1", {"interest": "no"}, False),
        ("r1/let-go", {"interest": "no"}, False),
        ("r1/debrief-recruiter", {}, False),
        ("r1/find-missing-names", {}, True),
        ("r1/find-missing-names", {"steps": {"r1/collect-contacts": done("2026-11-20T16:00:00Z")}}, False),
        ("r1/find-missing-names", {"steps": {"r1/collect-contacts": done("2026-11-20T16:00:00Z", "skipped")}}, True),
        ("r1/research-deeper", {}, False),
        ("r1/show-interest", {}, False),
        ("thank-for-offer", {}, False),
        ("ask-why", {}, False),
        ("celebrate", {}, False),
        ("r1/follow-up-1", {"outcomes": [outcome("offer", "2026-11-20")]}, False),
        ("r1/follow-up-1", {"outcomes": [outcome("invitation", "2026-11-20")]}, True),
        ("r1/follow-up-1", {"outcomes": [outcome("invitation", "2026-11-21")]}, False),
        ("r1/follow-up-1", {"outcomes": [outcome("no-show", "2026-11-20")]}, True),
        ("r1/settle", {"outcomes": [outcome("no-show", "2026-11-20")]}, False),
        ("r1/settle", {"outcomes": [outcome("no-show", "2026-11-19")]}, True),
        ("keep-searching", {"outcomes": [outcome("no-show", "2026-11-20")]}, True),
        ("keep-searching", {"outcomes": [outcome("withdrawal", "2026-11-21")]}, False),
        ("keep-searching", {"outcomes": [outcome("offer", "2026-11-21")]}, True),
        ("keep-searching", {"outcomes": [outcome("acceptance", "2026-11-21")]}, False),
        ("thank-for-offer", {"outcomes": [outcome("offer", "2026-11-21"), outcome("decline", "2026-11-22")]}, False),
        ("ask-why", {"outcomes": [outcome("refusal", "2026-11-21"), outcome("invitation", "2026-11-22")]}, False),
        ("ask-why", {"outcomes": [outcome("refusal", "2026-11-21"), outcome("withdrawal", "2026-11-21")]}, False),
    ],
)
def test_only_when(key, fields, needed):
    step = step_of(record(application(interview(), **fields)), key)
    assert (step["status"] != "not-needed") is needed


@pytest.mark.parametrize("people", [[], [{"name": ""}], [{"name": "  ", "email": "x@example.org"}]])
def test_a_round_that_names_nobody_has_names_to_find(people):
    assert step_of(record(application(interview(people=people))), "r1/find-missing-names")["status"] == "overdue"


def test_a_round_that_names_somebody_has_none_to_find():
    step = step_of(record(application(interview(people=[{"name": "Dana"}]))), "r1/find-missing-names")
    assert step["status"] == "not-needed"


def test_a_later_round_ends_the_wait_even_without_a_date():
    document = record(application(interview(), interview(None, id="r2")))
    assert step_of(document, "r1/follow-up-1")["status"] == "not-needed"
    assert step_of(document, "r2/follow-up-1")["status"] == "undated"


PROVENANCE = [
    ("r1/collect-contacts", {}, {}, "stated"),
    ("r1/settle", {}, {}, "ours"),
    ("r1/thank-you-email", {}, {}, "stated"),
    ("r1/thank-you-email", {}, {"thank_you_hours": 24}, "stated"),
    ("r1/thank-you-email", {}, {"thank_you_hours": 12}, "policy"),
    ("r1/find-missing-names", {}, {"thank_you_hours": 12}, "ours"),
    ("r1/follow-up-1", {}, {}, "stated"),
    ("r1/follow-up-1", {}, {"follow_up_days": 5}, "policy"),
    ("r1/follow-up-1", {}, {"grace_working_days": 2}, "stated"),
    ("r1/follow-up-1", {"reply_by": "2026-11-27"}, {}, "given"),
    ("r1/follow-up-1", {"reply_by": "2026-11-27"}, {"follow_up_days": 5}, "given"),
    ("r1/follow-up-1", {"reply_by": "2026-11-27"}, {"grace_working_days": 2}, "policy"),
    ("r1/follow-up-1", {"reply_by": "2026-11-19"}, {}, "stated"),
    ("r1/follow-up-2", {}, {}, "ours"),
    ("r1/follow-up-2", {}, {"follow_up_spacing_working_days": 5}, "policy"),
    ("r1/follow-up-2", {}, {"max_follow_ups": 3}, "ours"),
    ("r1/follow-up-3", {}, {"max_follow_ups": 3}, "policy"),
    ("r1/let-go", {}, {}, "ours"),
    ("r1/let-go", {}, {"max_follow_ups": 1}, "policy"),
    ("decide", {}, {}, "ours"),
    ("decide", {}, {"decide_working_days": 5}, "policy"),
    ("settle-terms", {}, {"decide_working_days": 5}, "policy"),
    ("celebrate", {}, {}, "stated"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "place", "policy", "provenance"), PROVENANCE)
def test_provenance(key, place, policy, provenance):
    assert step_of(record(application(interview(**place)), policy=policy), key)["provenance"] == provenance


@pytest.mark.parametrize(("key", "provenance"), [("decide", "given"), ("negotiate", "ours")])
def test_provenance_of_an_offer_with_a_date(key, provenance):
    outcomes = [outcome("offer", "2026-11-24", decide_by="2026-12-01")]
    document = record(application(interview(), outcomes=outcomes), policy={"decide_working_days": 5})
    assert step_of(document, key)["provenance"] == provenance
