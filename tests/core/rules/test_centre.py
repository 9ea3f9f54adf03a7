"""What a careers centre sets beside its numbers: steps of its own, and steps that it leaves out."""

import pytest

from checklist_py.core.rules.steps import STEPS
from tests.cases import application, done, interview, outcome, record
from tests.helpers import first_of, missed_from, one, step_of

START, END = "2026-11-20T15:00:00Z", "2026-11-20T16:00:00Z"
PROMISED = {"rounds": [interview(reply_by="2026-11-27")]}
OFFER = {"outcomes": [outcome("offer", "2026-11-24")]}
ACCEPTED = {"outcomes": [outcome("acceptance", "2026-11-25")]}
REFUSED = {"outcomes": [outcome("refusal", "2026-11-26")]}


def with_own(anchor, scope, offset, rounds=(), policy=None, **fields):
    extra = {"id": "x-own", "title": "Own", "url": "https://example.org/", "scope": scope, "anchor": anchor, "offset": offset}  # fmt: skip
    return one(*rounds, policy={**(policy or {}), "extra_steps": [extra]}, **fields)


def own(*args, **fields):
    return next(step for step in first_of(with_own(*args, **fields)).steps if step.step == "x-own").as_json()


EXTRA = [
    # anchor, scope, offset, what else is recorded, when it opens and is due
    ("start", "round", {"hours": 0}, {}, (START, START)),
    ("end", "round", {"hours": 720}, {}, (END, "2026-12-20T16:00:00Z")),
    ("end", "round", {"days": 0}, {}, (END, "2026-11-20")),
    ("end", "round", {"working_days": 0}, {}, (END, "2026-11-20")),
    ("end", "application", {"working_days": 2}, {}, (END, "2026-11-24")),
    ("reply-by", "round", {"days": 3}, PROMISED, ("2026-11-27", "2026-11-30")),
    ("reply-by", "application", {"working_days": 60}, PROMISED, ("2026-11-27", "2027-02-19")),
    ("reply-by", "round", {"days": 3}, {"rounds": [interview(reply_within={"days": 5})]}, ("2026-11-25", "2026-11-28")),
    ("reply-by", "round", {"days": 0}, {**PROMISED, "outcomes": [outcome("update", "2026-11-25", reply_by="2026-12-04")]}, ("2026-12-04", "2026-12-04")),
    ("offer", "application", {"days": 90}, OFFER, ("2026-11-24", "2027-02-22")),
    ("acceptance", "application", {"working_days": 3}, ACCEPTED, ("2026-11-25", "2026-11-30")),
    # A refusal is given its day of peace; the offset counts from the refusal all the same.
    ("refusal", "application", {"days": 0}, REFUSED, ("2026-11-27", "2026-11-27")),
    ("refusal", "application", {"working_days": 3}, REFUSED, ("2026-11-27", "2026-12-01")),
    ("refusal", "application", {"days": 14}, REFUSED, ("2026-11-27", "2026-12-10")),
    # Of a whole application it counts from the last interview that has a date.
    ("end", "application", {"days": 1}, {"rounds": [interview(), interview("2026-12-04T10:00", id="r2"), interview(None, id="r3")]}, ("2026-12-04T11:00:00Z", "2026-12-05")),
    # Until its anchor comes it has no date.
    ("reply-by", "round", {"days": 3}, {}, (None, None)),
    ("reply-by", "round", {"days": 3}, {**PROMISED, "outcomes": [outcome("update", "2026-11-25")]}, (None, None)),
    ("end", "application", {"days": 3}, {"rounds": [interview(None)]}, (None, None)),
    ("offer", "application", {"days": 3}, {}, (None, None)),
    ("acceptance", "application", {"days": 3}, {}, (None, None)),
    ("refusal", "application", {"days": 3}, {}, (None, None)),
]  # fmt: skip


@pytest.mark.parametrize(("anchor", "scope", "offset", "fields", "dates"), EXTRA)
def test_a_centres_own_step_is_due_its_offset_after_its_anchor(anchor, scope, offset, fields, dates):
    step = own(anchor, scope, offset, **fields)
    assert (step["opens"], step["due"]) == dates
    assert (step["status"] == "undated") == (dates == (None, None))
    assert missed_from(step) is None
    assert (step["provenance"], step["sources"], step["figure_sources"]) == ("policy", [], [])


@pytest.mark.parametrize(
    ("anchor", "scope", "fields", "needed"),
    [
        ("end", "round", OFFER, False),
        ("end", "application", OFFER, False),
        ("offer", "application", OFFER, True),
        ("offer", "application", {"outcomes": [*OFFER["outcomes"], outcome("decline", "2026-11-25")]}, False),
        ("offer", "application", ACCEPTED, False),
        ("acceptance", "application", ACCEPTED, True),
        ("end", "round", ACCEPTED, False),
        ("refusal", "application", REFUSED, True),
        ("end", "application", REFUSED, False),
        ("end", "round", {"outcomes": [outcome("no-show", "2026-11-20")]}, False),
        ("end", "application", {"outcomes": [outcome("no-show", "2026-11-20")]}, True),
        ("end", "round", {"interest": "no"}, True),
    ],
)
def test_it_obeys_the_rules_for_stages_and_no_shows(anchor, scope, fields, needed):
    assert (own(anchor, scope, {"days": 1}, **fields)["status"] != "not-needed") is needed


@pytest.mark.parametrize(
    ("anchor", "offset", "fields", "reason"),
    [
        ("end", {"hours": 0}, {}, "at the interview's end"),
        ("end", {"hours": 36}, {}, "within 36 hours of the interview's end"),
        ("end", {"days": 0}, {}, "on the day of the interview's end"),
        ("start", {"working_days": 1}, {}, "within 1 working day of the interview's start"),
        ("reply-by", {"days": 2}, PROMISED, "within 2 days of the date they said you'd hear by"),
        ("offer", {"days": 2}, OFFER, "within 2 days of the offer"),
        ("acceptance", {"days": 2}, ACCEPTED, "within 2 days of saying yes"),
        ("refusal", {"days": 0}, REFUSED, "on the day it opens"),
    ],
)
def test_its_reason_says_its_offset(anchor, offset, fields, reason):
    scope = "application" if anchor in ("offer", "acceptance", "refusal") else "round"
    assert own(anchor, scope, offset, **fields)["reason"] == reason


def test_it_stands_after_the_table():
    assert [step.step for step in first_of(with_own("end", "round", {"days": 1})).steps][-1] == "x-own"


def whole(left_out=()):
    """Everything that a plan may hold: two interviews, a recruiter, a follow-up sent, three planned, an own step."""
    return with_own(
        "end", "round", {"days": 1}, rounds=[interview(), interview("2026-12-04T10:00", id="r2")], recruiter=True,
        thank_you="both", policy={"max_follow_ups": 3, "left_out": list(left_out)},
        steps={"r1/collect-contacts": done(END, "skipped"), "r2/follow-up-1": done("2026-12-14T10:00:00Z")},
    )  # fmt: skip


def test_leaving_a_step_out_moves_no_other():
    before = {step.key: step.as_json() for step in first_of(whole()).steps}
    for row in STEPS:
        after = {step.key: step.as_json() for step in first_of(whole([row.id])).steps}
        for key, step in after.items():
            if step["step"] != row.id or before[key]["status"] in ("done", "skipped"):
                assert step == before[key], (row.id, key)
            else:
                assert (step["status"], step["opens"], step["due"], step["changes"]) == ("not-needed", None, None, [])
                assert step["reason"] == "your careers centre leaves this one out"


@pytest.mark.parametrize("left_out", [["from-a-newer-version"], ["x-own"]])
def test_an_id_that_the_table_lacks_is_ignored(left_out):
    assert first_of(whole(left_out)).as_json() == first_of(whole()).as_json()


def test_a_step_that_was_left_out_can_be_done_all_the_same():
    document = one(policy={"left_out": ["settle"]}, steps={"r1/settle": done("2026-11-20T17:00:00Z")})
    assert step_of(document, "r1/settle")["status"] == "done"


def test_a_centre_that_is_named_is_said_to_leave_a_step_out():
    document = record(application(interview()), policy={"left_out": ["settle"]}, centre="Northfield Careers")
    assert step_of(document, "r1/settle")["reason"] == "Northfield Careers leaves this one out"
