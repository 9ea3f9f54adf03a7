"""Every rule of the table opens and is due when it says, in rows that can be read beside it."""

import pytest

from checklist_py.core.steps import STEPS
from tests.cases import application, done, interview, outcome, record
from tests.helpers import keys_of, step_of

START, END = "2026-11-20T15:00:00Z", "2026-11-20T16:00:00Z"  # a Friday, in London
OFFER = [outcome("offer", "2026-11-24")]
TAKEN = [*OFFER, outcome("acceptance", "2026-11-25")]
REFUSED = [outcome("refusal", "2026-11-26")]
SECOND = interview("2026-12-04T10:00", id="r2")  # a Friday
INVITED = [outcome("invitation", "2026-11-26")]


@pytest.mark.parametrize(
    ("key", "opens", "due", "fields"),
    [
        *((f"r1/{step}", START, END, {}) for step in (
            "collect-contacts", "share-contacts", "ask-next-steps",
            "ask-follow-up-permission", "ask-meanwhile", "thank-everyone",
        )),
        *((f"r1/{step}", END, "2026-11-20", {}) for step in (
            "settle", "record-facts", "score-answers", "reflect", "clear-up", "diarise-follow-up",
        )),
        ("decide-interest", END, "2026-11-20", {}),
        ("r1/debrief-recruiter", END, "2026-11-23", {"recruiter": True}),
        ("r1/find-missing-names", END, "2026-11-21T16:00:00Z", {}),
        ("r1/thank-you-email", END, "2026-11-21T16:00:00Z", {}),
        ("r1/thank-you-letter", END, "2026-11-23", {"thank_you": "both"}),
        ("line-up-references", END, "2026-11-24", {}),
        ("keep-searching", END, "2026-11-23", {}),
        ("r1/follow-up-1", "2026-11-30", "2026-12-02", {}),  # 28 November is a Saturday
        ("thank-for-offer", "2026-11-24", "2026-11-25", {"outcomes": OFFER}),
        ("settle-terms", "2026-11-24", "2026-11-25", {"outcomes": OFFER}),
        ("ask-for-time", "2026-11-24", None, {"outcomes": OFFER}),
        ("negotiate", "2026-11-24", "2026-11-25", {"outcomes": OFFER}),
        ("alert-current-referees", "2026-11-24", "2026-11-25", {"outcomes": OFFER}),
        ("decide", "2026-11-24", "2026-11-26", {"outcomes": OFFER}),
        ("tell-others", "2026-11-25", "2026-11-26", {"outcomes": TAKEN}),
        ("celebrate", "2026-11-25", None, {"outcomes": TAKEN}),
        ("ask-why", "2026-11-26", "2026-11-30", {"outcomes": REFUSED}),
        ("ask-referral", "2026-11-26", "2026-11-30", {"outcomes": REFUSED}),
        ("learn", "2026-11-26", "2026-11-30", {"outcomes": REFUSED}),
        ("start-again", "2026-11-26", "2026-11-27", {"outcomes": REFUSED}),
    ],
)  # fmt: skip
def test_first_interview(key, opens, due, fields):
    step = step_of(record(application(interview(), **fields)), key)
    assert (step["opens"], step["due"]) == (opens, due)


@pytest.mark.parametrize(
    ("key", "opens", "due"),
    [
        ("r2/research-deeper", "2026-11-26", "2026-12-02"),
        ("r2/settle-commitment", "2026-11-26", "2026-12-03"),
        ("r2/review-resume", "2026-11-26", "2026-12-03"),
        ("r2/review-notes", "2026-11-26", "2026-12-03"),
        ("r2/get-recruiter-feedback", "2026-11-26", "2026-12-02"),
        ("r2/show-interest", "2026-12-04T10:00:00Z", "2026-12-04T11:00:00Z"),
        ("r2/ask-remaining-steps", "2026-12-04T10:00:00Z", "2026-12-04T11:00:00Z"),
    ],
)
def test_second_interview(key, opens, due):
    step = step_of(record(application(interview(), SECOND, outcomes=INVITED, recruiter=True)), key)
    assert (step["opens"], step["due"]) == (opens, due)


def test_preparation_without_an_invitation_is_open_at_once():
    step = step_of(record(application(interview(), SECOND)), "r2/review-notes", "2026-11-20T00:00:00Z")
    assert (step["status"], step["opens"]) == ("open", None)
    assert step["changes"] == [["2026-12-04T00:00:00Z", "overdue"], ["2026-12-04T10:00:00Z", "not-needed"]]


def test_preparation_ends_when_the_interview_starts():
    step = step_of(
        record(application(interview(), SECOND, outcomes=INVITED)), "r2/review-notes", "2026-12-04T10:00:00Z"
    )
    assert (step["status"], step["opens"], step["due"], step["changes"]) == ("not-needed", None, None, [])


def test_a_due_before_its_opens_is_moved_to_its_opens():
    """Invited the day before: research is due two working days before, but not before the invitation."""
    late = [outcome("invitation", "2026-12-03")]
    step = step_of(record(application(interview(), SECOND, outcomes=late)), "r2/research-deeper")
    assert (step["opens"], step["due"]) == ("2026-12-03", "2026-12-03")


@pytest.mark.parametrize(
    ("starts", "due"),
    [
        ("2026-11-20T18:59", "2026-11-20"),  # ends 19:59: more than four hours are left
        ("2026-11-20T19:00", "2026-11-20"),  # ends 20:00: four hours to the minute
        ("2026-11-20T19:01", "2026-11-21"),  # ends 20:01: fewer
        ("2026-11-20T23:00", "2026-11-21"),  # ends at 00:00 on the 21st: a whole day is left
        ("2026-10-24T23:30", "2026-10-25"),  # ends 00:30 on a day of 25 hours
    ],
)
def test_same_day_steps_of_a_late_interview_have_the_next_day(starts, due):
    assert step_of(record(application(interview(starts))), "r1/settle")["due"] == due


@pytest.mark.parametrize(
    ("reply_by", "policy", "opens"),
    [
        ("2026-11-27", {}, "2026-11-30"),
        ("2026-11-27", {"grace_working_days": 0}, "2026-11-27"),
        ("2026-11-28", {"grace_working_days": 0}, "2026-11-30"),  # a Saturday rolls forward
        ("2026-11-27", {"grace_working_days": 3}, "2026-12-02"),
        ("2026-11-20", {"grace_working_days": 0}, "2026-11-23"),  # never before the next working day
        ("2026-11-19", {}, "2026-11-30"),  # before the interview: as if not given
        (None, {}, "2026-11-30"),
        (None, {"follow_up_days": 3}, "2026-11-24"),
        (None, {"follow_up_days": 30}, "2026-12-21"),
    ],
)
def test_the_first_follow_up_counts_from_the_reply_date_or_the_interview(reply_by, policy, opens):
    document = record(application(interview(reply_by=reply_by)), policy=policy)
    assert step_of(document, "r1/follow-up-1")["opens"] == opens


def test_a_reply_date_dates_the_follow_up_of_an_interview_without_a_date():
    step = step_of(record(application(interview(None, reply_by="2026-11-27"))), "r1/follow-up-1")
    assert (step["status"], step["opens"]) == ("upcoming", "2026-11-30")


@pytest.mark.parametrize(
    ("ticks", "key", "opens"),
    [
        ({}, "r1/follow-up-2", None),
        ({"r1/follow-up-1": "2026-12-01T10:00:00Z"}, "r1/follow-up-2", "2026-12-15"),
        ({"r1/follow-up-1": "2026-11-21T10:00:00Z"}, "r1/follow-up-2", "2026-12-14"),  # ticked before it opened
        ({"r1/follow-up-1": "2026-12-01T10:00:00Z"}, "r1/let-go", None),
        (
            {"r1/follow-up-1": "2026-12-01T10:00:00Z", "r1/follow-up-2": "2026-12-15T23:59:59Z"},
            "r1/let-go",
            "2026-12-29",
        ),
        (
            {"r1/follow-up-1": "2027-01-04T10:00:00Z", "r1/follow-up-2": "2026-12-15T10:00:00Z"},
            "r1/let-go",
            "2027-02-01",
        ),
    ],
)
def test_a_later_follow_up_counts_from_the_one_before(ticks, key, opens):
    steps = {name: done(at) for name, at in ticks.items()}
    assert step_of(record(application(interview(), steps=steps)), key)["opens"] == opens


def test_the_civil_date_of_a_tick_is_that_of_the_interviews_zone():
    """Half past one in the morning of the 2nd in London is still the 1st in New York."""
    steps = {"r1/follow-up-1": done("2026-12-02T01:30:00Z")}
    document = record(application(interview(time_zone="America/New_York"), steps=steps))
    assert step_of(document, "r1/follow-up-2")["opens"] == "2026-12-15"


def test_a_snooze_settles_no_follow_up():
    steps = {"r1/follow-up-1": done("2026-12-01T10:00:00Z", "snoozed", until="2026-12-05")}
    assert step_of(record(application(interview(), steps=steps)), "r1/follow-up-2")["status"] == "undated"


@pytest.mark.parametrize(
    ("most", "expected"),
    [
        (0, []), (1, ["follow-up-1"]), (2, ["follow-up-1", "follow-up-2"]),
        (3, ["follow-up-1", "follow-up-2", "follow-up-3"]),
    ],
)  # fmt: skip
def test_follow_ups_beyond_the_maximum_have_no_row(most, expected):
    keys = keys_of(record(application(interview()), policy={"max_follow_ups": most}))
    assert [
        key.removeprefix("r1/") for key in keys if "follow-up-" in key and "ask" not in key and "diarise" not in key
    ] == expected


def test_with_no_follow_ups_letting_go_counts_from_where_the_first_would_have_opened():
    document = record(application(interview()), policy={"max_follow_ups": 0})
    assert step_of(document, "r1/let-go")["opens"] == "2026-12-14"


@pytest.mark.parametrize(
    ("decide_by", "decide", "terms"),
    [
        ("2026-12-01", "2026-12-01", "2026-11-30"),
        ("2026-11-24", "2026-11-24", "2026-11-24"),  # the day of the offer: terms never before it
        ("2026-11-20", "2026-11-24", "2026-11-24"),  # a date before the offer is moved to it
        (None, "2026-11-26", "2026-11-25"),
    ],
)
def test_an_offer_is_decided_by_its_own_date(decide_by, decide, terms):
    document = record(application(interview(), outcomes=[outcome("offer", "2026-11-24", decide_by=decide_by)]))
    assert step_of(document, "decide")["due"] == decide
    assert step_of(document, "settle-terms")["due"] == terms


def test_the_latest_offer_counts_whatever_its_place():
    offers = [outcome("offer", "2026-12-01"), outcome("offer", "2026-11-24")]
    assert step_of(record(application(interview(), outcomes=offers)), "thank-for-offer")["opens"] == "2026-12-01"


@pytest.mark.parametrize(
    ("anchor", "scope", "offset", "opens", "due"),
    [
        ("start", "round", {"hours": 0}, START, START),
        ("end", "round", {"hours": 720}, END, "2026-12-20T16:00:00Z"),
        ("end", "round", {"days": 0}, END, "2026-11-20"),
        ("end", "round", {"working_days": 0}, END, "2026-11-20"),
        ("end", "application", {"working_days": 2}, END, "2026-11-24"),
        ("reply-by", "round", {"days": 3}, "2026-11-27", "2026-11-30"),
        ("reply-by", "application", {"working_days": 60}, "2026-11-27", "2027-02-19"),
        ("offer", "application", {"days": 90}, "2026-11-24", "2027-02-22"),
    ],
)
def test_a_centres_own_step(anchor, scope, offset, opens, due):
    extra = {
        "id": "x-own",
        "title": "Own",
        "url": "https://example.org/",
        "scope": scope,
        "anchor": anchor,
        "offset": offset,
    }
    outcomes = [outcome("offer", "2026-11-24")] if anchor == "offer" else []
    document = record(application(interview(reply_by="2026-11-27"), outcomes=outcomes), policy={"extra_steps": [extra]})
    step = step_of(document, "x-own" if scope == "application" else "r1/x-own")
    assert (step["opens"], step["due"], step["provenance"], step["sources"]) == (opens, due, "policy", [])


def test_every_row_of_the_table_is_in_the_plan_in_its_order():
    keys = [key.removeprefix("r1/") for key in keys_of(record(application(interview())))]
    assert keys == [step.id for step in STEPS if step.id != "follow-up-3"]


def test_within_a_row_steps_are_in_the_order_of_rounds():
    later, earlier = interview("2026-12-04T10:00", id="b"), interview("2026-11-20T10:00", id="c")
    open_one = interview(None, id="a")
    keys = keys_of(record(application(later, open_one, earlier)))
    assert [key for key in keys if key.endswith("/settle")] == ["c/settle", "b/settle", "a/settle"]
