"""The one thing to do next: five classes, each in its own order, and what's left alone."""

import pytest

from tests.cases import application, done, interview, outcome, record
from tests.helpers import first_of, keys_of, one, planned


def left(*keys, steps=None, **fields):
    """An application in which all but these steps, and the follow-ups, are done."""
    settled = {
        key: done("2026-11-20T12:00:00Z")
        for key in keys_of(record(application(**fields)))
        if key not in keys and not key.endswith(("let-go", "follow-up-1", "follow-up-2"))
    }
    return application(**fields, steps={**settled, **(steps or {})})


def plain(*keys, **fields):
    return left(*keys, rounds=[interview()], **fields)


@pytest.mark.parametrize(
    ("now", "key"),
    [
        ("2026-11-20T14:00:00Z", None),
        ("2026-11-20T15:00:00Z", "r1/collect-contacts"),
        ("2026-11-20T16:00:00Z", "r1/settle"),  # the room is left; the same day's steps are due before the email
        ("2026-11-21T00:00:00Z", "r1/thank-you-email"),  # within 48 hours, so before what is late
        ("2026-11-21T16:00:00Z", "r1/thank-you-email"),  # late: the latest of the late ones
        ("2026-11-28T15:59:59Z", "r1/thank-you-email"),
        ("2026-11-28T16:00:00Z", "line-up-references"),  # late for seven days to the second
        ("2026-11-30T00:00:00Z", "r1/follow-up-1"),
        ("2026-12-15T23:59:59Z", "r1/follow-up-1"),  # late for 13 days: follow-ups are excepted
        ("2026-12-16T00:00:00Z", "r1/let-go"),
        ("2027-06-01T09:00:00Z", "r1/let-go"),
    ],
)
def test_from_the_interview_to_letting_go(now, key):
    found = planned(one(), now)
    assert found.next == (("a", key) if key else None)
    assert found.applications[0].next == key


LATER = {"rounds": [interview(), interview("2026-12-04T10:00", id="r2")], "recruiter": True}
OFFER = {"outcomes": [outcome("offer", "2026-11-24", decide_by="2026-12-31")]}
ACCEPTED = {"outcomes": [outcome("acceptance", "2026-11-25")]}
REFUSED = {"outcomes": [outcome("refusal", "2026-11-26")]}
AT_ONCE = {"max_follow_ups": 0, "grace_working_days": 0, "follow_up_spacing_working_days": 3}
EARLY = interview(reply_by="2026-11-20")  # let-go opens on Thursday 26 November and is due on Monday 30

ORDERS = [
    # what is left, now, next. Open and due within 48 hours: before what is late, the soonest first
    (plain("r1/thank-you-email", "r1/debrief-recruiter", recruiter=True), "2026-11-21T23:59:59Z", "r1/thank-you-email"),
    (plain("r1/thank-you-email", "r1/debrief-recruiter", recruiter=True), "2026-11-22T00:00:00Z", "r1/debrief-recruiter"),
    (left("r2/review-notes", "r2/get-recruiter-feedback", **LATER), "2026-12-02T09:00:00Z", "r2/get-recruiter-feedback"),
    # Late: the latest first, before what is open for longer.
    (plain("r1/record-facts", "r1/thank-you-email"), "2026-11-22T09:00:00Z", "r1/thank-you-email"),
    (left("r1/thank-you-email", "r2/review-notes", **LATER), "2026-11-25T09:00:00Z", "r1/thank-you-email"),
    # Open: the soonest first.
    (left("r2/review-notes", "r2/get-recruiter-feedback", **LATER), "2026-11-26T09:00:00Z", "r2/get-recruiter-feedback"),
    # References and letting go: behind everything with a due, even when they're due within 48 hours.
    (plain("r1/thank-you-email", "line-up-references"), "2026-11-23T09:00:00Z", "r1/thank-you-email"),
    (left("line-up-references", "r2/review-notes", **LATER), "2026-11-23T09:00:00Z", "r2/review-notes"),
    (left("line-up-references", rounds=[EARLY]), "2026-11-26T09:00:00Z", "line-up-references"),
    (left(rounds=[EARLY]), "2026-11-26T09:00:00Z", "r1/let-go"),
    # Without a due: last of all, the earliest to open first.
    (plain("tell-others", "celebrate", **ACCEPTED), "2026-11-27T09:00:00Z", "tell-others"),
    (plain("celebrate", **ACCEPTED), "2026-11-27T09:00:00Z", "celebrate"),
    # Ties go by row, then as listed.
    (plain("r1/reflect", "r1/record-facts"), "2026-11-20T17:00:00Z", "r1/record-facts"),
    (left("r2/settle", "r1/settle", rounds=[interview(id="r2"), interview()]), "2026-11-20T17:00:00Z", "r2/settle"),
    # What's left alone: after seven days, and what the catalogue never prompts.
    (plain("celebrate", **ACCEPTED), "2026-12-01T23:59:59Z", "celebrate"),
    (plain("celebrate", **ACCEPTED), "2026-12-02T00:00:00Z", None),
    (plain("line-up-references"), "2026-11-28T09:00:00Z", "line-up-references"),
    (left("line-up-references", rounds=[interview(), interview("2027-01-15T10:00", id="r2")]), "2026-12-01T23:59:59Z", "line-up-references"),
    (left("line-up-references", rounds=[interview(), interview("2027-01-15T10:00", id="r2")]), "2026-12-02T00:00:00Z", None),
    (plain("decide", **OFFER), "2026-12-15T09:00:00Z", "decide"),  # open for long, and due all the same
    (plain("keep-searching"), "2026-11-23T09:00:00Z", None),
    (plain("ask-for-time", **OFFER), "2026-11-25T09:00:00Z", None),
    # Of a refusal's steps none is put to anyone once it's late.
    (plain("ask-why", "ask-referral", "learn", "start-again", **REFUSED), "2026-11-26T09:00:00Z", None),
    (plain("ask-why", "ask-referral", "learn", "start-again", **REFUSED), "2026-11-27T00:00:00Z", "ask-why"),
    (plain("ask-referral", "learn", "start-again", **REFUSED), "2026-12-01T23:59:59Z", "ask-referral"),
    (plain("learn", "start-again", **REFUSED), "2026-12-01T23:59:59Z", "learn"),
    (plain("ask-why", "ask-referral", "learn", "start-again", **REFUSED), "2026-12-02T00:00:00Z", "start-again"),
    (plain("ask-why", "ask-referral", "learn", "start-again", **REFUSED), "2026-12-04T00:00:00Z", None),
    # What's put off counts again when it comes back.
    (plain(steps={"r1/thank-you-email": done("2026-11-20T18:00:00Z", "snoozed", until="2026-11-25")}), "2026-11-24T23:59:59Z", None),
    (plain(steps={"r1/thank-you-email": done("2026-11-20T18:00:00Z", "snoozed", until="2026-11-25")}), "2026-11-25T00:00:00Z", "r1/thank-you-email"),
]  # fmt: skip


@pytest.mark.parametrize(("only", "now", "key"), ORDERS)
def test_what_comes_first(only, now, key):
    policy = AT_ONCE if EARLY in only["rounds"] else {}
    assert first_of(record(only, policy=policy), now).next == key


def of_two(one_, other):
    return [{**one_, "id": "a"}, {**other, "id": "b"}]


@pytest.mark.parametrize(
    ("applications", "now", "expected"),
    [
        # Between applications as within one: by class and moment, by row, then as listed.
        (of_two(plain("line-up-references"), plain("r1/thank-you-email")), "2026-11-23T09:00:00Z", ("b", "r1/thank-you-email")),
        (of_two(plain("r1/reflect"), plain("r1/settle")), "2026-11-20T17:00:00Z", ("b", "r1/settle")),
        (of_two(plain("r1/settle"), plain("r1/settle")), "2026-11-20T17:00:00Z", ("a", "r1/settle")),
        (of_two(left("line-up-references", rounds=[interview("2026-11-27T15:00")]), left(rounds=[EARLY])), "2026-11-27T17:00:00Z", ("b", "r1/let-go")),
        (of_two(left("line-up-references", rounds=[interview("2026-11-25T15:00")]), left(rounds=[EARLY])), "2026-11-26T17:00:00Z", ("a", "line-up-references")),
        (of_two(plain("celebrate", **ACCEPTED), plain("line-up-references")), "2026-11-27T09:00:00Z", ("b", "line-up-references")),
        (of_two(plain("start-again", **REFUSED), plain("celebrate", **ACCEPTED)), "2026-11-27T09:00:00Z", ("b", "celebrate")),
        # What's put away asks for nothing.
        (of_two(plain("r1/settle", archived=True), plain("r1/reflect")), "2026-11-20T17:00:00Z", ("b", "r1/reflect")),
    ],
)  # fmt: skip
def test_what_comes_first_of_several(applications, now, expected):
    policy = AT_ONCE if any(EARLY in each["rounds"] for each in applications) else {}
    assert planned(record(*applications, policy=policy), now).next == expected


def test_an_application_that_is_put_away_keeps_a_next_of_its_own():
    found = planned(record(plain("r1/settle", archived=True)), "2026-11-20T17:00:00Z")
    assert (found.next, found.applications[0].next) == (None, "r1/settle")


def test_an_extra_step_stands_behind_the_table_and_obeys_the_same_order():
    extra = {"id": "x-own", "title": "Own", "scope": "round", "anchor": "end", "offset": {"days": 0}}
    for keys, expected in ((("r1/settle",), "r1/settle"), ((), "r1/x-own")):
        document = record(plain(*keys), policy={"extra_steps": [extra]})
        assert first_of(document, "2026-11-20T17:00:00Z").next == expected
