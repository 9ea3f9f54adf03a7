"""The reason says the rule that gave the date, also where the date was moved."""

import pytest

from tests.cases import application, interview, outcome, record
from tests.helpers import step_of

FIRST, SECOND = interview("2026-11-10T15:00"), interview("2026-11-30T15:00", id="r2")

ROWS = [
    ("r2/research-deeper", record(application(FIRST, SECOND)), "2 working days before the interview"),
    ("r2/research-deeper", record(application(FIRST, SECOND, outcomes=[outcome("invitation", "2026-11-30")])), "on the day you were invited, as the interview is so near"),
    ("decide", record(application(FIRST, outcomes=[outcome("offer", "2026-12-01")])), "within 2 working days of the offer"),
    ("decide", record(application(FIRST, outcomes=[outcome("offer", "2026-12-01", decide_by="2026-12-04")])), "the date by which they asked for your decision"),
    ("decide", record(application(FIRST, outcomes=[outcome("offer", "2026-12-01", decide_by="2026-11-01")])), "on the day of the offer, as the date they named is past"),
    ("r1/follow-up-1", record(application(interview(reply_by="2026-11-27")), policy={"grace_working_days": 0}), "from the date they said you would hear by"),
    ("r1/follow-up-1", record(application(interview(reply_by="2026-11-20")), policy={"grace_working_days": 0}), "from the first working day after the date they said you would hear by"),
    ("r1/follow-up-1", record(application(interview(reply_by="2026-11-28")), policy={"grace_working_days": 0}), "from the first working day after the date they said you would hear by"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "document", "reason"), ROWS)
def test_the_reason_fits_the_date(key, document, reason):
    assert step_of(document, key, "2026-11-01T09:00:00Z")["reason"] == reason
