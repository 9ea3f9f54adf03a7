"""A step's status follows the clock, the person's word and what became of the application."""

import pytest

from checklist_py.core.rules.conditions import CONDITIONS
from checklist_py.core.rules.steps import BY_ID
from tests.cases import done, interview, outcome
from tests.helpers import first_of, one, step_of


def said(key, state, **fields):
    return {"steps": {key: done("2026-11-20T18:00:00Z", state, **fields)}}


EMAIL, FACTS, FIRST, ROOM = "r1/thank-you-email", "r1/record-facts", "r1/follow-up-1", "r1/share-contacts"

STATUSES = [
    # key, now, status, what else is recorded: an instant holds from its moment on
    (EMAIL, "2026-11-20T15:59:59Z", "upcoming", {}),
    (EMAIL, "2026-11-20T16:00:00Z", "open", {}),
    (EMAIL, "2026-11-21T15:59:59Z", "open", {}),
    (EMAIL, "2026-11-21T16:00:00Z", "overdue", {}),
    (EMAIL, "2026-11-29T23:59:59Z", "overdue", {}),
    (EMAIL, "2026-11-30T00:00:00Z", "missed", {}),
    (ROOM, "2026-11-20T15:59:59Z", "open", {}),
    (ROOM, "2026-11-20T16:00:00Z", "missed", {}),  # due and over at once: the later status stands
    # A date opens at midnight and lapses at its end.
    (FIRST, "2026-11-29T23:59:59Z", "upcoming", {}),
    (FIRST, "2026-11-30T00:00:00Z", "open", {}),
    (FIRST, "2026-12-02T23:59:59Z", "open", {}),
    (FIRST, "2026-12-03T00:00:00Z", "overdue", {}),
    (FIRST, "2026-12-16T00:00:00Z", "missed", {}),
    # The person's word comes first.
    (EMAIL, "2026-11-30T09:00:00Z", "done", said(EMAIL, "done")),
    (EMAIL, "2026-11-20T09:00:00Z", "skipped", said(EMAIL, "skipped")),
    (EMAIL, "2026-11-20T18:00:00Z", "done", {**said(EMAIL, "done"), "interest": "no"}),
    # Then whether it's needed, whether it's too late, and whether it was put off.
    (EMAIL, "2026-12-01T09:00:00Z", "not-needed", {**said(EMAIL, "snoozed", until="2027-01-01"), "interest": "no"}),
    (EMAIL, "2026-11-24T23:59:59Z", "snoozed", said(EMAIL, "snoozed", until="2026-11-25")),
    (EMAIL, "2026-11-25T00:00:00Z", "overdue", said(EMAIL, "snoozed", until="2026-11-25")),
    (FIRST, "2026-11-25T00:00:00Z", "upcoming", said(FIRST, "snoozed", until="2026-11-25")),
    (FACTS, "2026-11-23T23:59:59Z", "snoozed", said(FACTS, "snoozed", until="2026-11-30")),
    (FACTS, "2026-11-24T00:00:00Z", "missed", said(FACTS, "snoozed", until="2026-11-30")),
    (FACTS, "2026-11-24T00:00:00Z", "missed", said(FACTS, "snoozed", until="2026-11-24")),
    (EMAIL, "2026-11-23T09:00:00Z", "undated", {"rounds": [interview(None)]}),
    (EMAIL, "2026-11-23T09:00:00Z", "done", {"rounds": [interview(None)], **said(EMAIL, "done")}),
    (EMAIL, "2026-11-23T09:00:00Z", "snoozed", {"rounds": [interview(None)], **said(EMAIL, "snoozed", until="2026-11-24")}),
    (EMAIL, "2026-11-24T00:00:00Z", "undated", {"rounds": [interview(None)], **said(EMAIL, "snoozed", until="2026-11-24")}),
]  # fmt: skip


def recorded(fields):
    fields = dict(fields)
    return one(*fields.pop("rounds", ()), **fields)


@pytest.mark.parametrize(("key", "now", "status", "fields"), STATUSES)
def test_a_status_holds_from_its_moment_on(key, now, status, fields):
    assert step_of(recorded(fields), key, now)["status"] == status


@pytest.mark.parametrize(
    ("key", "now", "fields", "changes"),
    [
        (EMAIL, "2026-11-28T09:00:00Z", {}, [["2026-11-20T16:00:00Z", "open"], ["2026-11-21T16:00:00Z", "overdue"], ["2026-11-30T00:00:00Z", "missed"]]),
        (ROOM, "2026-11-20T09:00:00Z", {}, [["2026-11-20T15:00:00Z", "open"], ["2026-11-20T16:00:00Z", "missed"]]),
        # Of a step that's put off: when it comes back, as what, and what follows.
        (FIRST, "2026-11-25T09:00:00Z", said(FIRST, "snoozed", until="2026-12-01"), [["2026-12-01T00:00:00Z", "open"], ["2026-12-03T00:00:00Z", "overdue"], ["2026-12-16T00:00:00Z", "missed"]]),
        (FIRST, "2026-11-25T09:00:00Z", said(FIRST, "snoozed", until="2026-11-27"), [["2026-11-27T00:00:00Z", "upcoming"], ["2026-11-30T00:00:00Z", "open"], ["2026-12-03T00:00:00Z", "overdue"], ["2026-12-16T00:00:00Z", "missed"]]),
        (FIRST, "2026-11-25T09:00:00Z", said(FIRST, "snoozed", until="2026-11-30"), [["2026-11-30T00:00:00Z", "open"], ["2026-12-03T00:00:00Z", "overdue"], ["2026-12-16T00:00:00Z", "missed"]]),
        (FACTS, "2026-11-21T09:00:00Z", said(FACTS, "snoozed", until="2026-11-30"), [["2026-11-24T00:00:00Z", "missed"]]),
        (EMAIL, "2026-11-23T09:00:00Z", {"rounds": [interview(None)], **said(EMAIL, "snoozed", until="2026-11-25")}, [["2026-11-25T00:00:00Z", "undated"]]),
        # A snooze that has ended leaves what the clock does to an untouched step.
        (FACTS, "2026-11-22T09:00:00Z", said(FACTS, "snoozed", until="2026-11-22"), [["2026-11-20T16:00:00Z", "open"], ["2026-11-21T00:00:00Z", "overdue"], ["2026-11-24T00:00:00Z", "missed"]]),
    ],
)  # fmt: skip
def test_the_changes_are_what_the_clock_will_do(key, now, fields, changes):
    assert step_of(recorded(fields), key, now)["changes"] == changes


def test_a_snooze_ends_at_midnight_where_the_interview_is():
    document = one(interview(time_zone="America/New_York"), **said(EMAIL, "snoozed", until="2026-11-25"))
    assert step_of(document, EMAIL)["changes"][0] == ["2026-11-25T05:00:00Z", "overdue"]


@pytest.mark.parametrize(
    ("fields", "dates"),
    [
        (said(EMAIL, "done"), ["2026-11-20T16:00:00Z", "2026-11-21T16:00:00Z", 3]),
        ({**said(EMAIL, "done"), "interest": "no"}, ["2026-11-20T16:00:00Z", "2026-11-21T16:00:00Z", 3]),
        (said(EMAIL, "skipped"), ["2026-11-20T16:00:00Z", "2026-11-21T16:00:00Z", 3]),
        ({"interest": "no"}, [None, None, 0]),
        ({"rounds": [interview(None)]}, [None, None, 0]),
        ({"rounds": [interview("2026-11-02T15:00")]}, ["2026-11-02T16:00:00Z", "2026-11-03T16:00:00Z", 3]),  # missed
    ],
)
def test_what_is_not_needed_or_undated_has_no_dates(fields, dates):
    step = step_of(recorded(fields), EMAIL)
    assert [step["opens"], step["due"], len(step["changes"])] == dates


OFFER, REFUSAL, NO_SHOW = (outcome(type_, "2026-11-20") for type_ in ("offer", "refusal", "no-show"))
LATER = {"rounds": [interview(), interview("2026-12-04T10:00", id="r2")]}
COLLECTED = {"r1/collect-contacts": done("2026-11-20T16:00:00Z")}
NAMELESS = {"r1/collect-contacts": done("2026-11-20T16:00:00Z", "skipped")}

ONLY_WHEN = [
    # condition, a step with it, whether it holds, what is recorded
    ("wanted", "r1/thank-you-email", True, {"interest": "unsure"}),
    ("wanted", "r1/thank-you-email", False, {"interest": "no"}),
    ("wanted", "r1/thank-you-letter", False, {"interest": "no", "thank_you": "letter"}),
    ("wanted", "r1/find-missing-names", False, {"interest": "no", "steps": NAMELESS}),
    ("wanted", "r1/follow-up-1", False, {"interest": "no"}),
    ("wanted", "r1/let-go", False, {"interest": "no"}),
    ("nameless", "r1/find-missing-names", False, {}),
    ("nameless", "r1/find-missing-names", False, {"steps": COLLECTED}),
    ("nameless", "r1/find-missing-names", True, {"steps": NAMELESS}),
    ("nameless", "r1/find-missing-names", True, {"steps": NAMELESS, "rounds": [interview(people=[{"name": "  ", "email": "x@example.org"}])]}),
    ("nameless", "r1/find-missing-names", False, {"steps": NAMELESS, "rounds": [interview(people=[{"name": ""}, {"name": "Dana"}])]}),
    ("by-email", "r1/thank-you-email", True, {"thank_you": "both"}),
    ("by-email", "r1/thank-you-email", False, {"thank_you": "letter"}),
    ("by-letter", "r1/thank-you-letter", False, {}),
    ("by-letter", "r1/thank-you-letter", False, {"thank_you": "email"}),
    ("by-letter", "r1/thank-you-letter", True, {"thank_you": "letter"}),
    ("recruiter", "r1/debrief-recruiter", True, {"recruiter": True}),
    ("recruiter", "r1/debrief-recruiter", False, {}),
    ("recruiter", "r2/get-recruiter-feedback", False, LATER),
    # A second interview in the diary spares no one the thanks for the first.
    ("no-answer", "r1/thank-you-email", True, LATER),
    ("no-answer", "r1/thank-you-email", False, {"outcomes": [outcome("invitation", "2026-11-21")]}),
    ("no-answer", "r1/settle", False, {"outcomes": [outcome("invitation", "2026-11-21")]}),
    ("no-answer", "r1/clear-up", False, {"outcomes": [outcome("invitation", "2026-11-21")]}),
    ("no-news", "r1/follow-up-1", True, {"outcomes": [outcome("update", "2026-11-21")]}),
    ("no-news", "r1/follow-up-1", False, {"outcomes": [outcome("invitation", "2026-11-21")]}),
    ("no-news", "r1/let-go", False, LATER),
    ("no-news", "r1/diarise-follow-up", False, LATER),
    ("no-news", "r1/rearrange", False, {**LATER, "outcomes": [NO_SHOW]}),
    ("no-promise", "r1/diarise-follow-up", True, {"rounds": [interview(reply_by="2026-11-19")]}),
    ("no-promise", "r1/diarise-follow-up", False, {"rounds": [interview(reply_by="2026-11-27")]}),
    ("no-promise", "r1/diarise-follow-up", False, {"rounds": [interview(reply_within={"days": 5})]}),
    ("no-show", "r1/rearrange", True, {"outcomes": [NO_SHOW]}),
    ("no-show", "r1/rearrange", False, {}),
    ("no-show", "r1/rearrange", False, {"outcomes": [outcome("no-show", "2026-11-19")]}),
    ("later-round", "r1/research-deeper", False, LATER),
    ("later-round", "r2/research-deeper", True, LATER),
    ("later-round", "r1/show-interest", False, {}),
    ("offer", "thank-for-offer", True, {"outcomes": [OFFER]}),
    ("offer", "thank-for-offer", False, {}),
    ("accepted", "celebrate", True, {"outcomes": [outcome("acceptance", "2026-11-21")]}),
    ("accepted", "celebrate", False, {}),
    ("refused", "ask-why", True, {"outcomes": [REFUSAL]}),
    ("refused", "ask-why", False, {"outcomes": [REFUSAL, outcome("invitation", "2026-11-22")]}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "key", "holds", "fields"), ONLY_WHEN)
def test_a_step_is_needed_only_when_its_conditions_hold(name, key, holds, fields):
    step = step_of(recorded(fields), key)
    assert name in BY_ID[step["step"]].when
    if holds:
        assert step["status"] != "not-needed"
    else:
        assert (step["status"], step["reason"]) == ("not-needed", CONDITIONS[name].otherwise)


ANSWERS = [
    # the outcome and its day, whether it's an answer for the interview of 20 November, and for one without a date
    ("invitation", "2026-11-20", False, False),
    ("invitation", "2026-11-21", True, False),
    ("update", "2026-11-25", False, False),
    ("no-show", "2026-11-20", False, False),
    ("no-show", "2026-11-25", False, False),
    *(
        (type_, on, on >= "2026-11-20", True)
        for type_ in ("offer", "acceptance", "decline", "refusal", "withdrawal")
        for on in ("2026-11-19", "2026-11-20", "2026-11-21")
    ),
]


@pytest.mark.parametrize(("type_", "on", "is_answer", "is_answer_undated"), ANSWERS)
def test_an_answer_is_a_decision_since_the_interview_and_every_answer_is_news(type_, on, is_answer, is_answer_undated):
    for starts, expected in (("2026-11-20T15:00", is_answer), (None, is_answer_undated)):
        (place,) = first_of(one(interview(starts), outcomes=[outcome(type_, on)])).facts.rounds
        assert (place.has_answer, place.has_news) == (expected, expected)


@pytest.mark.parametrize("later", ["2026-12-04T10:00", None])
def test_a_later_interview_is_news_and_no_answer(later):
    first, second = first_of(one(interview(), interview(later, id="r2"))).facts.rounds
    assert (first.has_answer, first.has_news) == (False, True)
    assert (second.has_answer, second.has_news) == (False, False)


CLOSED = [
    # what closes it, what is left to do
    ({"outcomes": [outcome("acceptance", "2026-11-21")]}, {"tell-others", "celebrate"}),
    ({"outcomes": [outcome("refusal", "2026-11-21")]}, {"ask-why", "ask-referral", "learn", "start-again"}),
    ({"outcomes": [outcome("offer", "2026-11-21"), outcome("decline", "2026-11-22")]}, set()),
    ({"outcomes": [outcome("refusal", "2026-11-21"), outcome("withdrawal", "2026-11-21")]}, set()),
    ({"steps": {"r1/let-go": done("2026-11-22T09:00:00Z")}}, {"let-go"}),  # what is done stays done
    (
        {"outcomes": [outcome("offer", "2026-11-21")]},
        {"thank-for-offer", "settle-terms", "ask-for-time", "negotiate", "alert-current-referees", "decide", "line-up-references"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "left"), CLOSED)
def test_at_the_end_only_what_belongs_to_it_is_needed(fields, left):
    found = first_of(one(**fields)).steps
    assert {step.step for step in found if step.status != "not-needed"} == left


def test_of_a_no_show_only_the_wait_is_left():
    found = first_of(
        one(interview(), interview("2026-12-04T10:00", id="r2"), outcomes=[outcome("no-show", "2026-12-05")])
    )
    of_second = {step.step for step in found.steps if step.key.startswith("r2/") and step.status != "not-needed"}
    assert of_second == {"rearrange", "follow-up-1", "follow-up-2", "let-go"}
    assert next(step.status for step in found.steps if step.key == "r1/thank-you-email") == "overdue"
