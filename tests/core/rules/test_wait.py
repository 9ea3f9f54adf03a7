"""The wait for an answer: what they promised, when to follow up, and when to let go.

The interview is on Friday 20 November, so more than a week later is Saturday 28: Monday 30.
"""

import pytest

from checklist_py.core.pictures.view import view_of
from tests.cases import done, interview, outcome
from tests.helpers import first_of, keys_of, one, planned, step_of


def update(on, **fields):
    return outcome("update", on, **fields)


def ticked(*days):
    return {f"r1/follow-up-{n}": done(f"{day}T10:00:00Z") for n, day in enumerate(days, 1) if day}


def put_off(number, until):
    return {f"r1/follow-up-{number}": done("2026-11-25T10:00:00Z", "snoozed", until=until)}


IN_10_DAYS = {"reply_within": {"days": 10}}

PROMISES = [
    # what the round says, their word since, P, follow-up-1 opens
    ({}, [], None, "2026-11-30"),
    ({"reply_by": "2026-11-27"}, [], "2026-11-27", "2026-11-30"),
    ({"reply_by": "2026-11-20"}, [], "2026-11-20", "2026-11-23"),
    ({"reply_by": "2026-11-19"}, [], None, "2026-11-30"),  # before the interview: as if not given
    ({"reply_by": "2026-11-19", "reply_within": {"days": 5}}, [], "2026-11-25", "2026-11-26"),
    ({"reply_by": "2026-11-25", **IN_10_DAYS}, [], "2026-11-25", "2026-11-26"),
    ({"reply_within": {"days": 5}}, [], "2026-11-25", "2026-11-26"),
    ({"reply_within": {"days": 1}}, [], "2026-11-21", "2026-11-23"),
    ({"reply_within": {"working_days": 1}}, [], "2026-11-23", "2026-11-24"),
    ({"reply_within": {"working_days": 5}}, [], "2026-11-27", "2026-11-30"),
    # A new date takes the place of the old one, whether it's later or sooner.
    ({}, [update("2026-11-25", reply_by="2026-12-04")], "2026-12-04", "2026-12-07"),
    ({"reply_by": "2026-12-10"}, [update("2026-11-25", reply_by="2026-12-04")], "2026-12-04", "2026-12-07"),
    ({}, [update("2026-11-25", reply_within={"days": 3})], "2026-11-28", "2026-11-30"),
    ({}, [update("2026-11-25", reply_within={"working_days": 3})], "2026-11-30", "2026-12-01"),
    ({}, [update("2026-11-25", reply_by="2026-11-24")], None, "2026-12-03"),  # before they said it: as if not given
    ({}, [update("2026-11-25", reply_by="2026-11-24", reply_within={"days": 5})], "2026-11-30", "2026-12-01"),
    ({}, [update("2026-11-26", reply_by="2026-12-02"), update("2026-11-24", reply_by="2026-12-09")], "2026-12-02", "2026-12-03"),
    ({}, [update("2026-11-24", reply_by="2026-12-09"), update("2026-11-24", reply_by="2026-12-02")], "2026-12-02", "2026-12-03"),
    # Word that names nothing starts the week anew.
    ({}, [update("2026-11-25")], None, "2026-12-03"),
    ({}, [update("2026-11-20")], None, "2026-11-30"),
    # It takes a date away that's at most a week ahead, unless both came on one day.
    ({"reply_by": "2026-11-27"}, [update("2026-11-25")], None, "2026-12-03"),
    ({"reply_by": "2026-12-02"}, [update("2026-11-25")], None, "2026-12-03"),
    ({"reply_by": "2026-12-03"}, [update("2026-11-25")], "2026-12-03", "2026-12-04"),
    ({"reply_by": "2026-11-27"}, [update("2026-11-20")], "2026-11-27", "2026-11-30"),
    ({"reply_by": "2026-11-27"}, [update("2026-11-21")], None, "2026-11-30"),  # 21 + 8 is Sunday 29
    ({}, [update("2026-11-24", reply_by="2026-12-01"), update("2026-11-24")], "2026-12-01", "2026-12-02"),
    ({}, [update("2026-11-24", reply_by="2026-12-01"), update("2026-11-25")], None, "2026-12-03"),
    ({"reply_by": "2026-12-10"}, [update("2026-11-24", reply_by="2026-12-01"), update("2026-11-25")], None, "2026-12-03"),
    ({}, [update("2026-11-25"), update("2026-11-26", reply_by="2026-12-04")], "2026-12-04", "2026-12-07"),
    # Word from before the interview belongs to no round.
    ({}, [update("2026-11-19", reply_by="2026-12-04")], None, "2026-11-30"),
    ({"reply_by": "2026-11-27"}, [update("2026-11-19")], "2026-11-27", "2026-11-30"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "since", "promise", "opens"), PROMISES)
def test_the_first_follow_up_waits_for_what_they_promised(said, since, promise, opens):
    document = one(interview(**said), outcomes=since)
    found = view_of(planned(document))["applications"][0]["promise"]
    assert (found and found["by"]) == promise
    assert step_of(document, "r1/follow-up-1")["opens"] == opens


@pytest.mark.parametrize(
    ("said", "within"),
    [
        ({"reply_by": "2026-11-27"}, ""),
        ({"reply_within": {"days": 5}}, "5 days"),
        ({"reply_within": {"days": 14}}, "two weeks"),
        ({"reply_within": {"working_days": 3, "roughly": True}}, "3 working days"),
        ({"reply_within": {"roughly": True, "working_days": 7}}, "7 working days"),
    ],
)
def test_a_promise_is_told_as_they_put_it(said, within):
    assert view_of(planned(one(interview(**said))))["applications"][0]["promise"]["within"] == within


@pytest.mark.parametrize(
    ("rounds", "fields"),
    [
        ([], {}),
        ([interview(reply_by="2026-11-27")], {"outcomes": [outcome("invitation", "2026-11-24")]}),
        ([interview(reply_by="2026-11-27")], {"outcomes": [outcome("refusal", "2026-11-24")]}),
        ([interview(reply_by="2026-11-27"), interview("2026-12-04T10:00", id="r2")], {}),
    ],
)
def test_a_promise_is_told_only_while_an_answer_is_awaited(rounds, fields):
    document = one(**fields)
    document["applications"][0]["rounds"] = rounds
    assert view_of(planned(document))["applications"][0]["promise"] is None


@pytest.mark.parametrize(
    ("said", "since", "policy", "opens"),
    [
        ({"reply_by": "2026-11-27"}, [], {"grace_working_days": 0}, "2026-11-27"),
        ({"reply_by": "2026-11-28"}, [], {"grace_working_days": 0}, "2026-11-30"),  # a Saturday rolls forward
        ({"reply_by": "2026-11-27"}, [], {"grace_working_days": 3}, "2026-12-02"),
        ({"reply_by": "2026-11-20"}, [], {"grace_working_days": 0}, "2026-11-23"),  # never on the day itself
        ({}, [update("2026-11-25", reply_by="2026-11-25")], {"grace_working_days": 0}, "2026-11-26"),  # nor on theirs
        ({}, [update("2026-11-27", reply_by="2026-11-27")], {"grace_working_days": 0}, "2026-11-30"),
        ({}, [], {"follow_up_days": 3}, "2026-11-24"),
        ({}, [], {"follow_up_days": 30}, "2026-12-21"),
        ({}, [update("2026-11-24")], {"follow_up_days": 3}, "2026-11-30"),
        ({"reply_by": "2026-11-27"}, [update("2026-11-24")], {"follow_up_days": 3}, "2026-11-30"),  # taken away
        ({"reply_by": "2026-11-30"}, [update("2026-11-24")], {"follow_up_days": 3}, "2026-12-01"),  # it stands
    ],
)
def test_the_figures_of_the_wait_are_the_policys(said, since, policy, opens):
    document = one(interview(**said), outcomes=since, policy=policy)
    assert step_of(document, "r1/follow-up-1")["opens"] == opens


@pytest.mark.parametrize(
    ("on", "first", "second"),
    [
        ("2026-12-01", "2026-12-09", "2026-12-14"),  # 4 December and more than a week: Saturday 12
        ("2026-12-03", "2026-12-09", "2026-12-14"),
        ("2026-12-04", "2026-11-30", "2026-12-09"),
    ],
)
def test_word_from_them_belongs_to_the_last_interview_that_had_begun(on, first, second):
    """With a second interview the first is no longer waited for, but its rule is still its own."""
    rounds = (interview(), interview("2026-12-04T10:00", id="r2"))
    found = first_of(one(*rounds, outcomes=[update(on, reply_by="2026-12-08")])).facts.rounds
    assert [str(place.wait.asking) for place in found] == [first, second]


def test_a_date_to_hear_by_dates_the_follow_up_of_an_interview_without_a_date():
    """How many days they asked for says nothing there: no day is known to count them from."""
    document = one(interview(None, reply_by="2026-11-27"), outcomes=[update("2026-11-25", reply_by="2026-12-04")])
    assert step_of(document, "r1/follow-up-1")["opens"] == "2026-11-30"
    assert step_of(document, "r1/let-go")["opens"] == "2026-12-16"
    document = one(interview(None, **IN_10_DAYS))
    for key in ("r1/follow-up-1", "r1/let-go"):
        assert step_of(document, key)["status"] == "undated"


NO_UPDATE: list[dict[str, str]] = []

SECONDS = [
    # ticks, their word, follow-up-1 opens, follow-up-2 opens
    (["2026-12-01"], NO_UPDATE, "2026-11-30", "2026-12-15"),
    (["2026-11-21"], NO_UPDATE, "2026-11-30", "2026-12-14"),  # ticked before it opened: as on the day it did
    (["2026-12-01"], [update("2026-12-03", reply_by="2026-12-10")], "2026-11-30", "2026-12-11"),
    (["2026-12-01"], [update("2026-12-03", reply_by="2026-12-18")], "2026-11-30", "2026-12-21"),
    (["2026-12-01"], [update("2026-12-03")], "2026-11-30", "2026-12-11"),
    # On the very day of the tick it came after it; on the day before it came before.
    (["2026-12-01"], [update("2026-12-01")], "2026-11-30", "2026-12-09"),
    (["2026-12-01"], [update("2026-11-24")], "2026-12-02", "2026-12-16"),
    (["2026-12-01"], [update("2026-11-30", reply_by="2026-12-18")], "2026-12-21", "2027-01-04"),
    (["2026-12-01"], [update("2026-11-24"), update("2026-12-03", reply_by="2026-12-10")], "2026-12-02", "2026-12-11"),
]


@pytest.mark.parametrize(("ticks", "since", "first", "second"), SECONDS)
def test_the_second_follow_up_counts_from_the_first_or_from_their_word_since(ticks, since, first, second):
    document = one(outcomes=since, steps=ticked(*ticks))
    opens = [step_of(document, f"r1/follow-up-{n}")["opens"] for n in (1, 2)]
    assert opens == [first, second]


@pytest.mark.parametrize(
    ("reply_by", "on", "first", "second"),
    [
        ("2026-11-27", "2026-12-03", "2026-11-30", "2026-12-11"),  # taken away, but the first knew it
        ("2026-12-18", "2026-12-03", "2026-12-21", "2026-12-21"),  # far ahead: both wait for it
    ],
)
def test_a_settled_follow_up_knows_the_promise_as_it_stood_before_it(reply_by, on, first, second):
    document = one(interview(reply_by=reply_by), outcomes=[update(on)], steps=ticked("2026-12-01"))
    assert [step_of(document, f"r1/follow-up-{n}")["opens"] for n in (1, 2)] == [first, second]


@pytest.mark.parametrize(
    ("since", "second", "third"),
    [
        (NO_UPDATE, "2026-12-15", "2026-12-29"),
        ([update("2026-12-16", reply_by="2026-12-22")], "2026-12-15", "2026-12-23"),
        ([update("2026-12-10", reply_by="2026-12-22")], "2026-12-23", "2027-01-06"),
    ],
)
def test_the_third_follow_up_counts_as_the_second_does(since, second, third):
    document = one(outcomes=since, steps=ticked("2026-12-01", "2026-12-15"), policy={"max_follow_ups": 3})
    assert [step_of(document, f"r1/follow-up-{n}")["opens"] for n in (2, 3)] == [second, third]


def test_a_later_follow_up_is_undated_until_the_one_before_is_settled():
    assert step_of(one(), "r1/follow-up-2")["status"] == "undated"
    assert step_of(one(steps=put_off(1, "2026-12-05")), "r1/follow-up-2")["status"] == "undated"
    skipped = {"r1/follow-up-1": done("2026-12-01T10:00:00Z", "skipped")}
    assert step_of(one(steps=skipped), "r1/follow-up-2")["opens"] == "2026-12-15"


def test_the_civil_date_of_a_tick_is_that_of_the_interviews_zone():
    """Half past one in the morning of the 2nd in London is still the 1st in New York."""
    steps = {"r1/follow-up-1": done("2026-12-02T01:30:00Z")}
    document = one(interview(time_zone="America/New_York"), steps=steps)
    assert step_of(document, "r1/follow-up-2")["opens"] == "2026-12-15"


@pytest.mark.parametrize("most", [0, 1, 2, 3])
def test_follow_ups_beyond_the_maximum_have_no_row(most):
    keys = keys_of(one(policy={"max_follow_ups": most}))
    assert [key for key in keys if key.startswith("r1/follow-up-")] == [f"r1/follow-up-{n}" for n in range(1, most + 1)]


LETTING_GO = [
    # steps, their word, how many follow-ups there are, let-go opens
    ({}, NO_UPDATE, 2, "2026-12-16"),  # never chased: ten working days after the first should have been sent
    (put_off(1, "2026-12-07"), NO_UPDATE, 2, "2026-12-21"),
    (put_off(1, "2026-12-01"), NO_UPDATE, 2, "2026-12-16"),  # put off to before its due: no matter
    (ticked("2026-12-01"), NO_UPDATE, 2, "2026-12-31"),
    ({**ticked("2026-12-01"), **put_off(2, "2026-12-21")}, NO_UPDATE, 2, "2027-01-04"),
    (ticked("2026-12-01", "2026-12-15"), NO_UPDATE, 2, "2026-12-29"),
    (ticked("2027-01-04", "2026-12-15"), NO_UPDATE, 2, "2027-02-01"),  # the second opened on 18 January
    (ticked(None, "2026-12-15"), NO_UPDATE, 2, "2026-12-16"),
    ({}, NO_UPDATE, 0, "2026-12-14"),  # ten working days after the first would have opened
    ({}, [update("2026-12-01")], 0, "2026-12-23"),
    ({}, NO_UPDATE, 1, "2026-12-16"),
    (ticked("2026-12-01"), NO_UPDATE, 1, "2026-12-15"),
    (ticked("2026-12-01", "2026-12-15"), NO_UPDATE, 3, "2027-01-14"),
    (ticked("2026-12-01", "2026-12-15", "2026-12-29"), NO_UPDATE, 3, "2027-01-12"),
    ({}, [update("2026-11-25")], 2, "2026-12-21"),
    ({}, [update("2026-11-25", reply_by="2026-12-04")], 2, "2026-12-23"),
    (ticked("2026-12-01", "2026-12-15"), [update("2026-12-18")], 2, "2027-01-01"),
    (ticked("2026-12-01", "2026-12-15"), [update("2026-12-18", reply_by="2027-01-08")], 2, "2027-01-22"),
    # The first, sent early, opened on 21 December; with a nearer date the second was sent on the 8th. The latest counts.
    (
        ticked("2026-12-01", "2026-12-08"),
        [update("2026-11-24", reply_by="2026-12-18"), update("2026-12-03", reply_by="2026-12-04")],
        2,
        "2027-01-04",
    ),
]


@pytest.mark.parametrize(("steps", "since", "most", "opens"), LETTING_GO)
def test_when_to_let_go(steps, since, most, opens):
    document = one(outcomes=since, steps=steps, policy={"max_follow_ups": most})
    assert step_of(document, "r1/let-go")["opens"] == opens


def test_the_spacing_is_the_policys():
    document = one(steps=ticked("2026-12-01"), policy={"follow_up_spacing_working_days": 3})
    assert step_of(document, "r1/follow-up-2")["opens"] == "2026-12-04"
    assert step_of(document, "r1/let-go")["opens"] == "2026-12-11"  # three after Tuesday 8 December
