"""An application's stage and the next action follow what became of it, what was done and the clock."""

import pytest

from tests.cases import application, done, interview, outcome, record
from tests.helpers import planned

STAGES = [
    ([interview(None)], [], "2026-11-23T09:00:00Z", "undated"),
    ([], [], "2026-11-23T09:00:00Z", "undated"),
    ([interview()], [], "2026-11-20T15:59:59Z", "before"),
    ([interview()], [], "2026-11-20T16:00:00Z", "waiting"),
    ([interview(), interview(None, id="r2")], [], "2026-11-23T09:00:00Z", "invited"),
    ([interview()], ["invitation 2026-11-25"], "2026-11-26T09:00:00Z", "invited"),
    ([], ["invitation 2026-11-25"], "2026-11-26T09:00:00Z", "invited"),
    ([interview()], ["invitation 2026-11-20"], "2026-11-26T09:00:00Z", "waiting"),
    ([interview()], ["offer 2026-11-25"], "2026-11-23T09:00:00Z", "offer"),
    ([interview()], ["offer 2026-11-25", "acceptance 2026-11-25"], "2026-11-23T09:00:00Z", "accepted"),
    ([interview()], ["acceptance 2026-11-25", "offer 2026-11-25"], "2026-11-23T09:00:00Z", "offer"),
    ([interview()], ["offer 2026-11-25", "decline 2026-11-26"], "2026-11-23T09:00:00Z", "declined"),
    ([interview()], ["refusal 2026-11-25"], "2026-11-23T09:00:00Z", "refused"),
    ([interview()], ["withdrawal 2026-11-25"], "2026-11-23T09:00:00Z", "withdrawn"),
    ([interview()], ["refusal 2026-11-25", "invitation 2026-11-25"], "2026-11-26T09:00:00Z", "refused"),
    ([interview()], ["refusal 2026-11-25", "invitation 2026-11-26"], "2026-11-26T09:00:00Z", "invited"),
    ([interview()], ["acceptance 2026-11-25", "invitation 2026-11-26"], "2026-11-26T09:00:00Z", "accepted"),
    ([interview()], ["offer 2026-11-21", "decline 2026-11-25", "invitation 2026-11-26"], "2026-11-27T09:00:00Z", "invited"),
    ([interview()], ["no-show 2026-11-20"], "2026-11-23T09:00:00Z", "waiting"),
]  # fmt: skip


@pytest.mark.parametrize(("rounds", "outcomes", "now", "stage"), STAGES)
def test_stage(rounds, outcomes, now, stage):
    facts = [outcome(*text.split()) for text in outcomes]
    assert planned(record(application(*rounds, outcomes=facts)), now).applications[0].stage == stage


@pytest.mark.parametrize(
    ("states", "now", "stage"),
    [
        ({}, "2027-03-01T09:00:00Z", "waiting"),  # nothing was ever sent: letting go has no date
        ({"follow-up-1": "done", "follow-up-2": "done"}, "2026-12-28T23:59:59Z", "waiting"),
        ({"follow-up-1": "done", "follow-up-2": "skipped"}, "2026-12-29T00:00:00Z", "silent"),
        ({"let-go": "done"}, "2026-11-23T09:00:00Z", "silent"),
        ({"let-go": "skipped"}, "2026-11-23T09:00:00Z", "waiting"),
        ({"follow-up-1": "done", "follow-up-2": "done", "let-go": "snoozed"}, "2026-12-30T09:00:00Z", "silent"),
    ],
)
def test_silence_begins_when_letting_go_opens(states, now, stage):
    steps = {
        f"r1/{key}": done(
            "2026-12-01T10:00:00Z" if key == "follow-up-1" else "2026-12-15T10:00:00Z",
            state,
            **({"until": "2027-06-01"} if state == "snoozed" else {}),
        )
        for key, state in states.items()
    }
    assert planned(record(application(interview(), steps=steps)), now).applications[0].stage == stage


def next_key(document, now):
    found = planned(document, now).next
    return found and found[1]


@pytest.mark.parametrize(
    ("now", "key"),
    [
        ("2026-11-20T14:00:00Z", None),
        ("2026-11-20T15:30:00Z", "r1/collect-contacts"),
        ("2026-11-20T16:00:00Z", "r1/settle"),  # the room is left; the same day's steps are due first
        ("2026-11-21T09:00:00Z", "r1/find-missing-names"),  # same-day steps are next only while open
        ("2026-11-23T09:00:00Z", "r1/find-missing-names"),  # overdue, but for less than 72 hours
        ("2026-11-24T15:59:59Z", "r1/find-missing-names"),
        ("2026-11-24T16:00:00Z", "keep-searching"),
        ("2026-11-29T12:00:00Z", "line-up-references"),  # nothing open: of the overdue, the latest due
        ("2026-11-30T00:00:00Z", "r1/follow-up-1"),
    ],
)
def test_the_next_action(now, key):
    assert next_key(record(application(interview())), now) == key


def test_archived_applications_have_no_next_action():
    assert next_key(record(application(interview(), archived=True)), "2026-11-21T09:00:00Z") is None


def test_what_has_no_due_comes_last():
    steps = {
        key: done("2026-11-24T10:00:00Z")
        for key in ("thank-for-offer", "settle-terms", "negotiate", "alert-current-referees")
    }
    document = record(application(interview(), outcomes=[outcome("offer", "2026-11-24")], steps=steps))
    assert next_key(document, "2026-12-10T09:00:00Z") == "ask-for-time"


def test_an_ended_snooze_counts_again():
    done_steps = (
        "find-missing-names",
        "settle",
        "record-facts",
        "score-answers",
        "reflect",
        "clear-up",
        "diarise-follow-up",
    )
    steps = {f"r1/{key}": done("2026-11-20T17:00:00Z") for key in done_steps}
    steps["decide-interest"] = done("2026-11-20T17:00:00Z")
    steps["r1/thank-you-email"] = done("2026-11-20T17:00:00Z", "snoozed", until="2026-11-22")
    document = record(application(interview(), steps=steps))
    assert next_key(document, "2026-11-21T09:00:00Z") == "keep-searching"
    assert next_key(document, "2026-11-22T00:00:00Z") == "r1/thank-you-email"
