"""An application's stage follows what became of it, what was done and the clock."""

import pytest

from tests.cases import done, interview, outcome
from tests.helpers import first_of, one

MONDAY = "2026-11-23T09:00:00Z"
UNDATED, SECOND = interview(None, id="r2"), interview("2026-12-04T10:00", id="r2")
LET_GO = {"r1/let-go": done("2026-11-22T10:00:00Z")}
SENT = {f"r1/follow-up-{n}": done(f"2026-12-{day}T10:00:00Z") for n, day in ((1, "01"), (2, "15"))}

STAGES = [
    # interviews, outcomes, what the person said, now, stage
    ([], [], {}, MONDAY, "undated"),
    ([interview(None)], [], {}, MONDAY, "undated"),
    ([interview()], [], {}, "2026-11-20T15:59:59Z", "before"),
    ([interview()], [], {}, "2026-11-20T16:00:00Z", "waiting"),
    ([interview(), SECOND], [], {}, MONDAY, "before"),
    ([interview(), UNDATED], [], {}, MONDAY, "invited"),
    ([interview(None), SECOND], [], {}, "2026-12-05T09:00:00Z", "waiting"),  # the one without a date is not the last
    ([], ["invitation 2026-11-25"], {}, MONDAY, "invited"),
    ([interview()], ["invitation 2026-11-25"], {}, MONDAY, "invited"),
    ([interview()], ["invitation 2026-11-21"], {}, MONDAY, "invited"),
    ([interview()], ["invitation 2026-11-20"], {}, MONDAY, "waiting"),
    ([interview(), SECOND], ["invitation 2026-11-25"], {}, MONDAY, "before"),
    ([interview()], ["no-show 2026-11-20"], {}, MONDAY, "waiting"),
    ([interview()], ["update 2026-11-22"], {}, MONDAY, "waiting"),
    ([interview()], ["offer 2026-11-25"], {}, MONDAY, "offer"),
    ([interview()], ["offer 2026-11-25", "acceptance 2026-11-25"], {}, MONDAY, "accepted"),
    ([interview()], ["acceptance 2026-11-25", "offer 2026-11-25"], {}, MONDAY, "offer"),
    ([interview()], ["acceptance 2026-11-26", "offer 2026-11-25"], {}, MONDAY, "accepted"),
    ([interview()], ["offer 2026-11-25", "decline 2026-11-26"], {}, MONDAY, "declined"),
    ([interview()], ["refusal 2026-11-25"], {}, MONDAY, "refused"),
    ([interview()], ["refusal 2026-11-25", "update 2026-11-26"], {}, MONDAY, "refused"),
    ([interview()], ["withdrawal 2026-11-25"], {}, MONDAY, "withdrawn"),
    # An invitation reopens a refusal, a decline and a withdrawal: by date, on one day by position.
    ([interview()], ["refusal 2026-11-25", "invitation 2026-11-26"], {}, MONDAY, "invited"),
    ([interview()], ["refusal 2026-11-25", "invitation 2026-11-25"], {}, MONDAY, "invited"),
    ([interview()], ["invitation 2026-11-25", "refusal 2026-11-25"], {}, MONDAY, "refused"),
    ([interview()], ["invitation 2026-11-26", "refusal 2026-11-25"], {}, MONDAY, "invited"),
    ([interview(), SECOND], ["refusal 2026-11-25", "invitation 2026-11-25"], {}, MONDAY, "before"),
    ([interview()], ["offer 2026-11-21", "decline 2026-11-25", "invitation 2026-11-26"], {}, MONDAY, "invited"),
    ([interview()], ["withdrawal 2026-11-25", "invitation 2026-11-26"], {}, MONDAY, "invited"),
    ([interview()], ["offer 2026-11-25", "invitation 2026-11-26"], {}, MONDAY, "offer"),
    ([interview()], ["acceptance 2026-11-25", "invitation 2026-11-26"], {}, MONDAY, "accepted"),
    ([interview()], ["refusal 2026-11-24", "invitation 2026-11-25", "refusal 2026-11-26"], {}, MONDAY, "refused"),
    # Letting go closes it, until there is news.
    ([interview()], [], LET_GO, MONDAY, "let-go"),
    ([interview()], ["update 2026-11-25"], LET_GO, MONDAY, "let-go"),
    ([interview()], ["invitation 2026-11-25"], LET_GO, MONDAY, "invited"),
    ([interview()], ["refusal 2026-11-25"], LET_GO, MONDAY, "refused"),
    ([interview(), SECOND], [], LET_GO, MONDAY, "before"),
    ([interview()], [], {"r1/let-go": done("2026-11-22T10:00:00Z", "skipped")}, MONDAY, "waiting"),
    # Silence begins when it's time to let go, whether or not anybody chased.
    ([interview()], [], {}, "2026-12-15T23:59:59Z", "waiting"),
    ([interview()], [], {}, "2026-12-16T00:00:00Z", "silent"),
    ([interview()], [], SENT, "2026-12-28T23:59:59Z", "waiting"),
    ([interview()], [], SENT, "2026-12-29T00:00:00Z", "silent"),
    ([interview()], [], {"r1/let-go": done("2026-12-16T10:00:00Z", "skipped")}, "2026-12-17T09:00:00Z", "silent"),
    ([interview()], [], {"r1/let-go": done("2026-12-16T10:00:00Z", "snoozed", until="2027-06-01")}, "2026-12-17T09:00:00Z", "silent"),
    ([interview()], ["no-show 2026-11-20"], {}, "2026-12-16T00:00:00Z", "silent"),
]  # fmt: skip


@pytest.mark.parametrize(("rounds", "outcomes", "steps", "now", "stage"), STAGES)
def test_stage(rounds, outcomes, steps, now, stage):
    document = one(outcomes=[outcome(*text.split()) for text in outcomes], steps=steps)
    document["applications"][0]["rounds"] = rounds
    assert first_of(document, now).stage == stage


@pytest.mark.parametrize("fields", [{"interest": "no"}, {"policy": {"left_out": ["let-go"]}}])
def test_where_nobody_lets_go_it_never_falls_silent(fields):
    assert first_of(one(**fields), "2027-06-01T09:00:00Z").stage == "waiting"
