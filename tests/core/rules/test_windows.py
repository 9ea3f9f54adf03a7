"""Every rule of the table opens, is due and is over when it says, in rows that can be read beside it."""

import pytest

from checklist_py.core.rules.steps import STEPS
from tests.cases import application, done, interview, outcome, record
from tests.helpers import keys_of, missed_from, one, step_of

START, END = "2026-11-20T15:00:00Z", "2026-11-20T16:00:00Z"  # a Friday, in London
N1, L = "2026-11-30T00:00:00Z", "2026-12-16T00:00:00Z"
OFFER = [outcome("offer", "2026-11-24")]
TAKEN = [*OFFER, outcome("acceptance", "2026-11-25")]
REFUSED = [outcome("refusal", "2026-11-26")]
NO_SHOW = [outcome("no-show", "2026-11-20")]
ASKED = {"r1/follow-up-1": done("2026-12-01T10:00:00Z")}
ASKED_TWICE = {**ASKED, "r1/follow-up-2": done("2026-12-15T10:00:00Z")}
NAMELESS = {"r1/collect-contacts": done(END, "skipped")}
SECOND = interview("2026-12-04T10:00", id="r2")  # a Friday
START_2, END_2 = "2026-12-04T10:00:00Z", "2026-12-04T11:00:00Z"
AGAIN = {"rounds": [interview(), SECOND], "outcomes": [outcome("invitation", "2026-11-26")], "recruiter": True}
THREE = {"policy": {"max_follow_ups": 3}}

WINDOWS = [
    # key, opens, due, missed from, what else is recorded
    ("r1/collect-contacts", START, END, END, {}),
    ("r1/share-contacts", START, END, END, {}),
    ("r1/ask-next-steps", START, END, END, {}),
    ("r1/ask-follow-up-permission", START, END, END, {}),
    ("r1/ask-meanwhile", START, END, END, {}),
    ("r1/thank-everyone", START, END, END, {}),
    ("r1/settle", END, "2026-11-20", "2026-11-21T00:00:00Z", {}),
    ("r1/record-facts", END, "2026-11-20", "2026-11-24T00:00:00Z", {}),
    ("r1/score-answers", END, "2026-11-20", "2026-11-24T00:00:00Z", {}),
    ("r1/reflect", END, "2026-11-20", "2026-11-24T00:00:00Z", {}),
    ("r1/clear-up", END, "2026-11-20", "2026-11-24T00:00:00Z", {}),
    ("r1/diarise-follow-up", END, "2026-11-20", "2026-11-24T00:00:00Z", {}),
    ("decide-interest", END, "2026-11-20", "2026-11-24T00:00:00Z", {}),
    ("r1/rearrange", "2026-11-20", "2026-11-23", "2026-11-28T00:00:00Z", {"outcomes": NO_SHOW}),
    ("r1/debrief-recruiter", END, "2026-11-23", N1, {"recruiter": True}),
    ("r1/find-missing-names", END, "2026-11-21T16:00:00Z", N1, {"steps": NAMELESS}),
    ("r1/thank-you-email", END, "2026-11-21T16:00:00Z", N1, {}),
    ("r1/thank-you-letter", END, "2026-11-23", N1, {"thank_you": "both"}),
    ("line-up-references", END, "2026-11-24", None, {}),
    ("keep-searching", "2026-11-21", None, None, {}),
    ("r1/follow-up-1", "2026-11-30", "2026-12-02", L, {}),  # 28 November is a Saturday
    ("r1/follow-up-2", "2026-12-15", "2026-12-17", "2026-12-31T00:00:00Z", {"steps": ASKED}),
    ("r1/follow-up-3", "2026-12-29", "2026-12-31", "2027-01-14T00:00:00Z", {"steps": ASKED_TWICE, **THREE}),
    ("r1/let-go", "2026-12-16", "2026-12-18", None, {}),
    ("r2/research-deeper", "2026-11-26", "2026-12-02", START_2, AGAIN),
    ("r2/settle-commitment", "2026-11-26", "2026-12-03", START_2, AGAIN),
    ("r2/review-resume", "2026-11-26", "2026-12-03", START_2, AGAIN),
    ("r2/review-notes", "2026-11-26", "2026-12-03", START_2, AGAIN),
    ("r2/get-recruiter-feedback", "2026-11-26", "2026-12-02", START_2, AGAIN),
    ("r2/show-interest", START_2, END_2, END_2, AGAIN),
    ("r2/ask-remaining-steps", START_2, END_2, END_2, AGAIN),
    ("thank-for-offer", "2026-11-24", "2026-11-25", None, {"outcomes": OFFER}),
    ("settle-terms", "2026-11-24", "2026-11-25", None, {"outcomes": OFFER}),
    ("ask-for-time", "2026-11-24", None, None, {"outcomes": OFFER}),
    ("negotiate", "2026-11-24", "2026-11-25", None, {"outcomes": OFFER}),
    ("alert-current-referees", "2026-11-24", "2026-11-25", None, {"outcomes": OFFER}),
    ("decide", "2026-11-24", "2026-11-26", None, {"outcomes": OFFER}),
    ("tell-others", "2026-11-25", "2026-11-26", None, {"outcomes": TAKEN}),
    ("celebrate", "2026-11-25", None, None, {"outcomes": TAKEN}),
    ("ask-why", "2026-11-27", "2026-12-01", "2026-12-11T00:00:00Z", {"outcomes": REFUSED}),
    ("ask-referral", "2026-11-27", "2026-12-01", "2026-12-11T00:00:00Z", {"outcomes": REFUSED}),
    ("learn", "2026-11-27", "2026-12-01", None, {"outcomes": REFUSED}),
    ("start-again", "2026-11-27", None, None, {"outcomes": REFUSED}),
]


@pytest.mark.parametrize(("key", "opens", "due", "missed", "recorded"), WINDOWS, ids=[row[0] for row in WINDOWS])
def test_a_step_opens_is_due_and_is_over(key, opens, due, missed, recorded):
    fields = dict(recorded)
    step = step_of(one(*fields.pop("rounds", ()), **fields), key)
    assert (step["opens"], step["due"], missed_from(step)) == (opens, due, missed)


# Promised for the day of the interview, with no grace: time to follow up is on Monday 23 November already.
EARLY = {"reply_by": "2026-11-20"}
AT_ONCE = {"thank_you_hours": 72, "grace_working_days": 0}


@pytest.mark.parametrize(
    ("key", "rounds", "policy", "missed"),
    [
        ("r1/find-missing-names", [interview(**EARLY)], AT_ONCE, "2026-11-23T00:00:00Z"),
        ("r1/thank-you-email", [interview(**EARLY)], AT_ONCE, "2026-11-23T16:00:00Z"),
        ("r1/thank-you-letter", [interview(**EARLY)], AT_ONCE, "2026-11-24T00:00:00Z"),
        ("r1/debrief-recruiter", [interview(**EARLY)], AT_ONCE, "2026-11-24T00:00:00Z"),
        ("r1/thank-you-email", [interview()], {"max_follow_ups": 0}, N1),  # when it would have opened
        # The next interview comes before it's time to follow up: then that's the end of the thanks.
        ("r1/thank-you-email", [interview(), interview("2026-11-24T10:00", id="r2")], {}, "2026-11-24T10:00:00Z"),
        ("r1/thank-you-email", [interview(), interview("2026-11-21T10:00", id="r2")], {}, "2026-11-21T16:00:00Z"),
        ("r1/thank-you-email", [interview(), SECOND], {}, N1),
        ("r1/thank-you-email", [interview(), interview("2026-11-24T10:00", id="r2"), interview("2026-11-26T10:00", id="r3")], {}, "2026-11-24T10:00:00Z"),
        ("r1/thank-you-email", [interview(), interview(None, id="r2"), interview("2026-11-24T10:00", id="r3")], {}, "2026-11-24T10:00:00Z"),
        # A late interview: the same day is the next, and the third day is still counted from its own.
        ("r1/settle", [interview("2026-11-20T19:01")], {}, "2026-11-22T00:00:00Z"),
        ("r1/record-facts", [interview("2026-11-20T19:01")], {}, "2026-11-24T00:00:00Z"),
    ],
)  # fmt: skip
def test_an_end_gives_way_to_the_next_interview_and_waits_for_the_due(key, rounds, policy, missed):
    document = one(*rounds, policy=policy, recruiter=True, thank_you="both", steps=NAMELESS)
    assert missed_from(step_of(document, key)) == missed


@pytest.mark.parametrize(
    ("first", "invited", "opens", "due", "changes"),
    [
        # Without an invitation it opens at the end of the interview before.
        (interview(), [], END, "2026-12-02", [[END, "open"], ["2026-12-03T00:00:00Z", "overdue"], [START_2, "missed"]]),
        (interview(None), [], None, "2026-12-02", [["2026-12-03T00:00:00Z", "overdue"], [START_2, "missed"]]),
        (interview(), ["2026-11-24", "2026-11-26", "2026-12-05"], "2026-11-26", "2026-12-02", [["2026-11-26T00:00:00Z", "open"], ["2026-12-03T00:00:00Z", "overdue"], [START_2, "missed"]]),
        # Too late for the second working day before: due as it opens. The start itself never moves.
        (interview(), ["2026-12-03"], "2026-12-03", "2026-12-03", [["2026-12-03T00:00:00Z", "open"], ["2026-12-04T00:00:00Z", "overdue"], [START_2, "missed"]]),
        (interview(), ["2026-12-04"], "2026-12-04", "2026-12-04", [["2026-12-04T00:00:00Z", "open"], [START_2, "missed"]]),
        (interview("2026-12-02T23:00"), [], "2026-12-03T00:00:00Z", "2026-12-03T00:00:00Z", [["2026-12-03T00:00:00Z", "overdue"], [START_2, "missed"]]),
        (interview("2026-12-03T15:00"), [], "2026-12-03T16:00:00Z", "2026-12-03T16:00:00Z", [["2026-12-03T16:00:00Z", "overdue"], [START_2, "missed"]]),
    ],
)  # fmt: skip
def test_preparation_opens_when_the_interview_is_known(first, invited, opens, due, changes):
    outcomes = [outcome("invitation", on) for on in invited]
    step = step_of(one(first, SECOND, outcomes=outcomes), "r2/research-deeper", "2026-11-22T09:00:00Z")
    assert (step["opens"], step["due"], step["changes"]) == (opens, due, changes)
    assert step["status"] == ("upcoming" if opens and opens > "2026-11-22" else "open")


def test_preparation_opens_at_the_end_of_the_interview_right_before():
    third = interview("2026-12-18T10:00", id="r3")
    assert step_of(one(interview(), SECOND, third), "r3/review-notes")["opens"] == END_2


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
    assert step_of(one(interview(starts)), "r1/settle")["due"] == due


@pytest.mark.parametrize(
    ("decide_by", "decide", "terms"),
    [
        ("2026-12-01", "2026-12-01", "2026-11-30"),
        ("2026-11-30", "2026-11-30", "2026-11-27"),
        ("2026-11-24", "2026-11-24", "2026-11-24"),  # the day of the offer: terms never before it
        ("2026-11-20", "2026-11-24", "2026-11-24"),  # a date before the offer is moved to it
        (None, "2026-11-26", "2026-11-25"),
    ],
)
def test_an_offer_is_decided_by_its_own_date(decide_by, decide, terms):
    document = one(outcomes=[outcome("offer", "2026-11-24", decide_by=decide_by)])
    assert step_of(document, "decide")["due"] == decide
    assert step_of(document, "settle-terms")["due"] == terms


@pytest.mark.parametrize(
    ("type_", "key", "opens"),
    [
        ("offer", "thank-for-offer", "2026-12-01"),
        ("acceptance", "tell-others", "2026-12-01"),
        ("refusal", "learn", "2026-12-02"),
    ],
)
def test_the_latest_of_its_kind_counts_whatever_its_place(type_, key, opens):
    outcomes = [outcome(type_, "2026-12-01"), outcome(type_, "2026-11-24")]
    assert step_of(one(outcomes=outcomes), key)["opens"] == opens


NEW_YORK, TOKYO = {"time_zone": "America/New_York"}, {"time_zone": "Asia/Tokyo"}


@pytest.mark.parametrize(
    ("rounds", "settings", "begins"),
    [
        # The last interview with a date says where; without one the last; without any the settings.
        ([interview(**NEW_YORK), interview("2026-12-04T10:00", id="r2", **TOKYO)], {}, "2026-11-23T15:00:00Z"),
        ([interview(**NEW_YORK), interview(None, id="r2", **TOKYO)], {}, "2026-11-24T05:00:00Z"),
        ([interview(None, **NEW_YORK), interview(None, id="r2", **TOKYO)], {}, "2026-11-23T15:00:00Z"),
        ([interview(time_zone=None)], TOKYO, "2026-11-23T15:00:00Z"),
        ([interview(time_zone=None)], {}, "2026-11-24T00:00:00Z"),
        ([], TOKYO, "2026-11-23T15:00:00Z"),
        ([], {"time_zone": None}, "2026-11-24T00:00:00Z"),
    ],
)
def test_the_day_of_an_offer_begins_where_the_last_interview_is(rounds, settings, begins):
    document = record(application(*rounds, outcomes=OFFER), **settings)
    assert step_of(document, "thank-for-offer")["changes"][0] == [begins, "open"]


def test_the_first_interview_is_the_first_that_took_place():
    """They didn't turn up on the 20th: the references wait for the interview of 4 December, a Friday."""
    document = one(interview(), SECOND, outcomes=NO_SHOW)
    for key, opens, due in (
        ("line-up-references", END_2, "2026-12-08"),
        ("decide-interest", END_2, "2026-12-04"),
        ("keep-searching", "2026-12-05", None),
    ):
        step = step_of(document, key)
        assert (step["opens"], step["due"]) == (opens, due)


def test_every_row_of_the_table_is_in_the_plan_in_its_order():
    assert [key.removeprefix("r1/") for key in keys_of(one(policy={"max_follow_ups": 3}))] == [
        step.id for step in STEPS
    ]


def test_within_a_row_steps_are_in_the_order_of_rounds():
    later, earlier = interview("2026-12-04T10:00", id="b"), interview("2026-11-20T10:00", id="c")
    keys = keys_of(record(application(later, interview(None, id="a"), earlier)))
    assert [key for key in keys if key.endswith("/settle")] == ["c/settle", "b/settle", "a/settle"]
