"""What must hold for every record: Hypothesis looks for one that breaks it.

Long because all properties draw from the same strategies, which stand above them.
"""

import copy
import json
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from checklist_py import calendars
from checklist_py.core.pictures.view import view_of
from checklist_py.core.record.document import dump, load
from checklist_py.core.record.merge import BOTH, merge
from checklist_py.core.rules.civil import begins, format_moment, lapses
from checklist_py.core.rules.facts import Calendars
from checklist_py.core.rules.plan import Plan, plan
from checklist_py.core.rules.status import SETTLED
from checklist_py.core.rules.workdays import Region, add_working_days
from tests import cases

settings.register_profile("here", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("here")

records = st.integers(min_value=1000, max_value=10_000_000).map(cases.random_record)


def checked(document: dict[str, Any]) -> dict[str, Any]:
    return load(cases.as_text(document), calendars.KNOWN)


@pytest.mark.uncounted
@given(records)
@settings(max_examples=300)
def test_check_and_dump_are_each_others_inverse(case):
    document, _ = case
    text = dump(checked(document))
    assert json.loads(text) == document
    assert dump(load(text, calendars.KNOWN)) == text


@pytest.mark.uncounted
@given(records, st.lists(st.integers(0, 200 * 24 * 60), min_size=2, max_size=2))
@settings(max_examples=120)
def test_changes_agree_with_status_at_every_later_now(case, minutes):
    document, now = case
    record = checked(document)
    needed = calendars.calendars_for(record)
    first = plan(record, datetime.fromisoformat(now), needed)
    steps = [step for application in first.applications for step in application.steps]
    exact = sorted({at for step in steps for at, _ in step.changes if at >= first.now})
    moments = [first.now + timedelta(minutes=count) for count in minutes] + exact[:: len(exact) // 4 + 1]
    for at in moments:
        later = plan(record, at, needed)
        for before, after in zip(first.applications, later.applications, strict=True):
            for old, new in zip(before.steps, after.steps, strict=True):
                assert old.status_at(at) == new.status, (old, at)


def reached(told: list[list[Any]], at: str) -> list[Any] | None:
    """The latest of what was told ahead that has come by a moment."""
    return next((each for each in reversed(told) if each[0] <= at), None)


def put_together(planned: Plan, view: dict[str, Any], at: str) -> tuple[Any, list[Any], list[Any]]:
    """What a page that was left open makes of a view at a later moment: next, each application's own, and moments."""
    found, own, moments = [], [], []
    for index, (application, told) in enumerate(zip(planned.applications, view["applications"], strict=True)):
        order = {step.key: place for place, step in enumerate(application.steps)}
        ranks = {key: reached(each, at) for key, each in told["ranks"].items()}
        # What the person has settled has the ranks that it would have if they took that back.
        settled = {step.key for step in application.steps if step.status in SETTLED}
        queue = sorted(
            (rank[1], order[key], key) for key, rank in ranks.items() if rank and rank[1] and key not in settled
        )
        own.append(queue[0][2] if queue else None)
        moments.append(reached(told["moments"], at)[1:3])
        if queue and not application.is_archived:
            found.append((queue[0][0], index, application.id, queue[0][2]))
    return (min(found)[2:] if found else None), own, moments


@pytest.mark.uncounted
@given(records, st.lists(st.integers(0, 200 * 24 * 60), min_size=2, max_size=2), st.integers(0, 1000))
@settings(max_examples=100)
def test_what_a_view_tells_ahead_is_what_is_planned_when_the_time_comes(case, minutes, pick):
    """At moments picked at random, when something told ahead comes true, and a second before that."""
    document, now = case
    record = checked(document)
    needed = calendars.calendars_for(record)
    first = plan(record, datetime.fromisoformat(now), needed)
    view = view_of(first)
    told = [one["moments"] for one in view["applications"]]
    told += [ranks for one in view["applications"] for ranks in one["ranks"].values()]
    changes = sorted({datetime.fromisoformat(at) for each in told for at, *_ in each} - {first.now})
    moments = [first.now + timedelta(minutes=count) for count in minutes]
    if changes:
        change = changes[pick % len(changes)]
        moments += [change, change - timedelta(seconds=1)]
    for at in moments:
        later = plan(record, at, needed)
        assert put_together(first, view, format_moment(at)) == (
            later.next,
            [application.next for application in later.applications],
            [[*application.moment] for application in later.applications],
        ), at


@given(
    st.datetimes(min_value=datetime(2024, 1, 1), max_value=datetime(2034, 1, 1)),
    st.integers(1, 60 * 24 * 40),
    st.sampled_from(cases.ZONES),
    st.sampled_from(cases.REGIONS),
    st.sampled_from(["email", "letter", "both"]),
)
@pytest.mark.uncounted
@settings(max_examples=200)
def test_a_later_interview_never_makes_an_earlier_due(start, minutes, zone, region, thank_you):
    def dues(at: datetime) -> list[Any]:
        place = cases.interview(at.strftime("%Y-%m-%dT%H:%M"), time_zone=zone)
        record = checked(cases.record(cases.application(place, thank_you=thank_you, recruiter=True), region=region))
        found = plan(record, datetime(2026, 1, 1, tzinfo=UTC), calendars.calendars_for(record)).applications[0]
        return [lapses(step.due, step.zone) if step.due else None for step in found.steps]

    # Civil times in a repeated hour come in the order of their instants only outside it.
    zoned = [(start + timedelta(minutes=shift)).replace(tzinfo=calendars.zone(zone)) for shift in (0, minutes)]
    assume(zoned[0].astimezone(UTC) <= zoned[1].astimezone(UTC))
    for earlier, later in zip(dues(start), dues(start + timedelta(minutes=minutes)), strict=True):
        assert earlier is None or (later is not None and earlier <= later)


DAYS = st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 12, 31))


@given(DAYS, st.integers(0, 30), st.sets(DAYS, max_size=20), DAYS)
def test_an_added_holiday_never_makes_a_working_day_count_earlier(day, count, holidays, extra):
    region = Region(holidays=frozenset(holidays))
    with_extra = Region(holidays=frozenset({*holidays, extra}))
    assert add_working_days(day, count, region) <= add_working_days(day, count, with_extra)


@pytest.mark.uncounted
@given(records, st.sets(st.integers(0, 120), max_size=12))
@settings(max_examples=150)
def test_an_added_holiday_never_makes_a_forward_due_or_until_earlier(case, offsets):
    """Follow-ups and letting go included: each counts forward from dates that a holiday can only delay.

    What is due before a day that's given counts backward: preparation from the interview, and the three steps before
    an offer is decided from the date that they named.
    """
    document, now = case
    backward = {"research-deeper", "settle-commitment", "review-resume", "review-notes", "get-recruiter-feedback"}
    record = checked(document)
    needed = calendars.calendars_for(record)
    more = needed.region.holidays | {date(2026, 10, 1) + timedelta(days=offset) for offset in offsets}
    at = datetime.fromisoformat(now)
    plain = plan(record, at, needed)
    holiday = plan(record, at, Calendars(needed.zones, Region(needed.region.weekend, frozenset(more))))
    given_dates = {"settle-terms", "negotiate", "alert-current-referees"}
    for before, after in zip(plain.applications, holiday.applications, strict=True):
        for old, new in zip(before.steps, after.steps, strict=True):
            if old.due and new.due and old.step not in backward | given_dates:
                assert lapses(old.due, old.zone) <= lapses(new.due, new.zone), old.key
                untils = [at for step in (old, new) for at, status in step.changes if status == "missed"]
                assert untils == sorted(untils), old.key


TEXTS = st.sampled_from(["", "a", "a\nb", "b", f"a{BOTH}c", "longer than a"])
DATES = st.sampled_from([None, "2026-11-27", "2026-12-01"])
WAITS = st.sampled_from([None, {"days": 5}, {"working_days": 5}, {"working_days": 3, "unknown": 1}])
THANKED = st.sampled_from(
    [None, "2026-11-20T18:00:00Z", "2026-11-20T18:00:00.000Z", "2026-11-20T18:00:00.500Z", "2026-11-20T18:00:01Z"]
)


@st.composite
def mergeable(draw: st.DrawFn) -> dict[str, Any]:
    """Records of few ids and few values, so that they meet in every way."""

    def state() -> dict[str, Any]:
        at = f"2026-11-{draw(st.integers(20, 22))}T10:00:00{draw(st.sampled_from(['', '.500']))}Z"
        return cases.done(at, draw(st.sampled_from(["done", "skipped"])), note=draw(TEXTS))

    def place(key: str) -> dict[str, Any]:
        starts = draw(st.sampled_from([None, "2026-11-20T15:00", "2026-11-21T15:00"]))
        questions = st.fixed_dictionaries(
            {}, optional={"question": TEXTS, "answer": TEXTS, "score": st.sampled_from([None, 3, 7])}
        )
        journal = {"topics": draw(TEXTS), "questions": draw(st.lists(questions, max_size=3))}
        people = draw(
            st.lists(
                st.fixed_dictionaries(
                    {},
                    optional={
                        "name": st.sampled_from(["", "A", "B"]),
                        "email": st.sampled_from(["", "x"]),
                        "topic": TEXTS,
                        "thanked": THANKED,
                    },
                ),
                max_size=3,
            )
        )
        promise = draw(st.fixed_dictionaries({}, optional={"reply_by": DATES, "reply_within": WAITS}))
        return {"id": key, "starts": starts, "journal": journal, "people": people, **promise}

    def one(key: str) -> dict[str, Any]:
        keys = draw(st.lists(st.sampled_from(["r1", "r2"]), unique=True, max_size=2))
        optional = {
            "interest": st.sampled_from(["yes", "unsure", "no"]),
            "archived": st.booleans(),
            "employer": st.sampled_from(["", "Acme", "Beta"]),
            "unknown": st.sampled_from(
                [1, True, "x", [1], {"k": 1}, {"k": 2, "l": []}, [{"k": 1}], [{"k": 2}, 3], None]
            ),
        }
        return {
            "id": key,
            **draw(st.fixed_dictionaries({}, optional=optional)),
            "rounds": [place(key) for key in keys],
            "outcomes": draw(st.lists(outcomes, max_size=3)),
            "steps": {name: state() for name in draw(st.lists(st.sampled_from(["r1/settle", "learn"]), unique=True))},
        }

    outcomes = st.fixed_dictionaries(
        {"type": st.sampled_from(["update", "offer"]), "on": st.sampled_from(["2026-11-24", "2026-11-25"])},
        optional={"reply_by": DATES, "reply_within": WAITS, "decide_by": DATES},
    )
    policies = st.fixed_dictionaries(
        {},
        optional={
            "follow_up_days": st.sampled_from([5, 10]),
            "left_out": st.lists(st.sampled_from(["learn", "later"]), unique=True),
        },
    )
    settings = st.fixed_dictionaries(
        {},
        optional={
            "time_zone": st.sampled_from([None, "Europe/London", "UTC"]),
            "centre": st.sampled_from([None, "", "Ours", "Theirs"]),
            "centre_link": st.sampled_from(["", "https://a.example/"]),
            "centre_issued": DATES,
            "policy": policies,
            "name": st.sampled_from(["", "Sam", "Samir"]),
            "greeting": st.sampled_from(["hi", "dear"]),
            "unknown": st.sampled_from([1, "x", {"k": 1}, {"l": None}]),
        },
    )
    keys = draw(st.lists(st.sampled_from(["a", "b"]), unique=True, max_size=2))
    return cases.record(*(one(key) for key in keys), **draw(settings))


@pytest.mark.uncounted
@given(mergeable(), mergeable())
@settings(max_examples=300)
def test_merge_is_commutative(one, other):
    assert dump(merge(one, other)) == dump(merge(other, one))


@pytest.mark.uncounted
@given(mergeable(), mergeable(), mergeable())
@settings(max_examples=400)
def test_merge_is_associative(one, two, three):
    assert dump(merge(merge(one, two), three)) == dump(merge(one, merge(two, three)))


@pytest.mark.uncounted
@given(mergeable(), mergeable())
@settings(max_examples=200)
def test_merge_is_idempotent_and_changes_neither_side(one, other):
    kept = copy.deepcopy((one, other))
    assert dump(merge(one, one)) == dump(one)
    both = merge(one, other)
    assert dump(merge(both, one)) == dump(both)
    assert (one, other) == kept


@given(mergeable(), mergeable())
@settings(max_examples=200)
def test_merge_drops_nothing(one, other):
    both = checked(merge(one, other))
    for side in (one, other):
        assert set(both["settings"]) >= set(side["settings"])
        for application in side["applications"]:
            found = next(each for each in both["applications"] if each["id"] == application["id"])
            assert set(found) >= set(application)
            assert set(found["steps"]) >= set(application["steps"])
            assert {place["id"] for place in found["rounds"]} >= {place["id"] for place in application["rounds"]}
            for place in application["rounds"]:
                merged = next(each for each in found["rounds"] if each["id"] == place["id"])
                assert all(text in merged["journal"]["topics"] for text in place["journal"]["topics"].split(BOTH))
                assert Counter(map(name_of, merged["people"])) >= Counter(map(name_of, place["people"]))
                assert all(not place.get(name) or merged[name] for name in ("reply_by", "reply_within"))
                for person in place["people"]:
                    topics = [each.get("topic", "") for each in merged["people"] if name_of(each) == name_of(person)]
                    assert all(any(part in each for each in topics) for part in person.get("topic", "").split(BOTH))
            assert Counter(map(said_of, found["outcomes"])) >= Counter(map(said_of, application["outcomes"]))


def name_of(person):
    return person.get("name", "")


def said_of(outcome):
    return json.dumps({name: value for name, value in sorted(outcome.items()) if value is not None})


@pytest.mark.uncounted
@given(mergeable(), mergeable())
@settings(max_examples=300)
def test_of_two_centres_all_is_the_laters(one, other):
    def centre(record):
        empty = {"centre": None, "centre_link": "", "centre_issued": None, "policy": {}}
        return {name: record["settings"].get(name, value) for name, value in empty.items()}

    sides, merged = [centre(one), centre(other)], centre(merge(one, other))
    assert merged in sides
    assert (merged["centre_issued"] or "") == max(side["centre_issued"] or "" for side in sides)
    assert any(merged.values()) or not any(value for side in sides for value in side.values())


@pytest.mark.uncounted
@given(mergeable(), mergeable())
@settings(max_examples=300)
def test_of_two_thanks_the_earlier_stands(one, other):
    def thanked(record):
        """By place and name, the nth of a name apart from the others; who has no name may have an address."""
        found = {}
        for application in record["applications"]:
            for place in application["rounds"]:
                counts = Counter()
                for person in place["people"]:
                    name = (application["id"], place["id"], person.get("name") or f"at {person.get('email', '')}")
                    counts[name] += 1
                    found[*name, counts[name]] = person.get("thanked")
        return found

    sides, merged = [thanked(one), thanked(other)], thanked(merge(one, other))
    assert merged.keys() == sides[0].keys() | sides[1].keys()
    for key, at in merged.items():
        instants = [side[key] for side in sides if side.get(key)]
        assert (at and datetime.fromisoformat(at)) == min(map(datetime.fromisoformat, instants), default=None), key


def test_what_a_merge_must_not_change_or_lose():
    order = ["no-show", "update", "offer", "acceptance", "invitation"]
    one, other = ([cases.outcome(type_, "2026-11-22") for type_ in types] for types in (order[1::2], order[::2]))
    merged = merge(*(cases.record(cases.application(outcomes=each)) for each in (one, other)))["applications"][0]
    assert [each["type"] for each in merged["outcomes"]] == order
    # An older copy that knows only of the refusal doesn't close again what the same day reopened.
    no, yes = cases.outcome("refusal", "2026-11-22"), cases.outcome("invitation", "2026-11-22")
    both, one = (cases.record(cases.application(cases.interview(), outcomes=each)) for each in ([no, yes], [no]))
    assert merge(one, both)["applications"][0]["outcomes"] == [no, yes]
    people = [[{"name": "", "email": "a@x"}, {"name": "", "email": "b@x"}], [{"name": "", "email": "c@x"}]]
    sides = [cases.record(cases.application(cases.interview(people=each))) for each in people]
    merged = merge(*sides)["applications"][0]
    assert {each["email"] for each in merged["rounds"][0]["people"]} == {"a@x", "b@x", "c@x"}


@pytest.mark.parametrize(
    ("one", "other", "kept"),
    [
        ({"days": 5}, {"working_days": 3}, {"working_days": 3}),
        ({"days": 5}, {"days": 7}, {"days": 7}),
        ({"days": 5}, None, {"days": 5}),
    ],
)
def test_of_two_promises_one_stands_in_its_own_unit(one, other, kept):
    sides = [cases.record(cases.application(cases.interview(reply_within=within))) for within in (one, other)]
    for merged in (merge(*sides), merge(*reversed(sides))):
        assert checked(merged)["applications"][0]["rounds"][0]["reply_within"] == kept


NOVEMBER = {"centre": "Ours", "centre_link": "https://a.example/", "centre_issued": "2026-11-01", "policy": {"follow_up_days": 5}}  # fmt: skip
DECEMBER = {"centre": "Theirs", "centre_issued": "2026-12-01", "policy": {"left_out": ["learn"]}}
UNDATED = {"centre": "Zest", "policy": {"max_follow_ups": 3}}


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (NOVEMBER, DECEMBER, {**DECEMBER, "centre_link": ""}),
        # An undated one is the earliest, though nothing at all never takes the place of something.
        (NOVEMBER, UNDATED, NOVEMBER),
        (NOVEMBER, {}, NOVEMBER),
        (UNDATED, {}, UNDATED),
        (UNDATED, {"centre": None, "centre_link": "", "centre_issued": None, "policy": {}}, {**UNDATED, "centre_link": "", "centre_issued": None}),
        # Of two alike the text that sorts last: by the name first, then by the number as it's written.
        (UNDATED, {"centre": "Ours", "policy": {"max_follow_ups": 1}}, UNDATED),
        (NOVEMBER, {**NOVEMBER, "policy": {"follow_up_days": 10}}, NOVEMBER),
        # What isn't the centre's is joined as ever.
        ({**NOVEMBER, "region": "GB", "newer": 1}, {**DECEMBER, "name": "Sam"}, {**DECEMBER, "centre_link": "", "region": "GB", "newer": 1, "name": "Sam"}),
    ],
)  # fmt: skip
def test_a_centre_and_its_policy_come_from_one_side(one, other, found):
    sides = cases.record(**one), cases.record(**other)
    assert merge(*sides)["settings"] == merge(*reversed(sides))["settings"] == found


EARLY, LATE = "2026-11-20T18:00:00.500Z", "2026-11-20T18:00:01Z"


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        # By name alone: another address is no other person.
        ([{"name": "Dana", "email": "d@x"}], [{"name": "Dana", "email": "", "thanked": LATE}], [{"name": "Dana", "email": "d@x", "thanked": LATE}]),
        ([{"name": "Dana", "thanked": LATE}], [{"name": "Dana", "thanked": EARLY}], [{"name": "Dana", "thanked": EARLY}]),
        ([{"name": "Dana", "thanked": LATE}], [{"name": "Dana", "thanked": None}], [{"name": "Dana", "thanked": LATE}]),
        # The second of a name is the other's second.
        ([{"name": "Dana"}, {"name": "Dana", "thanked": LATE}], [{"name": "Dana"}], [{"name": "Dana"}, {"name": "Dana", "thanked": LATE}]),
        # A name spelt in two ways is two people, and neither loses anything.
        ([{"name": "Dana", "thanked": LATE, "topic": "Geese"}], [{"name": "Dana Reyes", "thanked": EARLY}], [{"name": "Dana Reyes", "thanked": EARLY}, {"name": "Dana", "thanked": LATE, "topic": "Geese"}]),
        ([{"name": "Dana", "topic": "Geese"}], [{"name": "Dana", "topic": "Ducks"}], [{"name": "Dana", "topic": f"Ducks{BOTH}Geese"}]),
    ],
)  # fmt: skip
def test_people_are_known_by_name_and_stay_thanked(one, other, found):
    sides = [cases.record(cases.application(cases.interview(people=people))) for people in (one, other)]
    for merged in (merge(*sides), merge(*reversed(sides))):
        assert merged["applications"][0]["rounds"][0]["people"] == found


@pytest.mark.parametrize(
    ("earlier", "later", "kept"),
    [
        ({"note": "by post"}, {}, "by post"),
        ({"note": "by post"}, {"note": ""}, "by post"),
        ({}, {"note": "by hand"}, "by hand"),
        ({"note": "by post"}, {"note": "sent by post"}, "sent by post"),
        ({"note": "by post"}, {"note": "by hand"}, "by hand\n\n— and —\n\nby post"),
        ({"note": ""}, {"note": ""}, ""),
        ({}, {}, None),
    ],
)
def test_of_two_states_the_later_stands_with_what_was_noted_with_either(earlier, later, kept):
    def told(at, state, note):
        return cases.record(cases.application(steps={"learn": cases.done(at, state, **note)}))

    one, other = told("2026-11-20T10:00:00Z", "done", earlier), told("2026-11-21T10:00:00Z", "skipped", later)
    merged = merge(one, other)["applications"][0]["steps"]["learn"]
    assert (merged["state"], merged["at"], merged.get("note")) == ("skipped", "2026-11-21T10:00:00Z", kept)
    assert merge(other, one) == merge(one, other)


def test_of_two_states_the_later_wins_to_the_millisecond():
    earlier = cases.record(cases.application(steps={"learn": cases.done("2026-11-20T10:00:00Z")}))
    later = cases.record(cases.application(steps={"learn": cases.done("2026-11-20T10:00:00.500Z", "skipped")}))
    assert merge(earlier, later)["applications"][0]["steps"]["learn"]["state"] == "skipped"


@pytest.mark.uncounted
@given(records)
@settings(max_examples=100)
def test_the_plan_is_sorted_and_its_dates_are_in_order(case):
    document, now = case
    record = checked(document)
    for application in plan(record, datetime.fromisoformat(now), calendars.calendars_for(record)).applications:
        for step in application.steps:
            moments = [at for at, _ in step.changes]
            assert moments == sorted(set(moments))
            assert all(format_moment(at).endswith("Z") for at in moments)
            if step.opens and step.due:
                assert begins(step.opens, step.zone) <= lapses(step.due, step.zone)
            # Nothing follows missed.
            assert "missed" not in [status for _, status in step.changes[:-1]]
