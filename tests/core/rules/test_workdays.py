"""Working days are those that numpy counts, and the edges are as the table of words says."""

import random
from datetime import date, timedelta

import numpy as np
import pytest

from checklist_py import calendars
from checklist_py.core.rules.workdays import (
    NO_REGION,
    Region,
    add_working_days,
    is_working_day,
    region_from_json,
    roll_forward,
    working_day_before,
)

CASES = 100_000


@pytest.mark.uncounted
def test_arithmetic_agrees_with_numpy_over_100_000_cases():
    pick = random.Random(20261122)
    first = date(2020, 1, 1)
    for _ in range(CASES // 500):
        weekend = frozenset(pick.sample(range(7), pick.randint(0, 3)))
        holidays = frozenset(first + timedelta(days=pick.randint(0, 2000)) for _ in range(pick.randint(0, 60)))
        region = Region(weekend, holidays)
        days = [first + timedelta(days=pick.randint(0, 2000)) for _ in range(500)]
        counts = [pick.randint(0, 60) for _ in days]
        calendar = np.busdaycalendar("".join("01"[day not in weekend] for day in range(7)), sorted(holidays))
        base = np.array(days, dtype="datetime64[D]")
        rolled = np.busday_offset(base, 0, roll="forward", busdaycal=calendar)
        # "strictly after": from the last working day on or before the day
        after = np.busday_offset(base, counts, roll="backward", busdaycal=calendar)
        expected = np.where(np.array(counts) == 0, rolled, after).tolist()
        assert [add_working_days(day, count, region) for day, count in zip(days, counts, strict=True)] == expected
        before = np.busday_offset(
            base, [-max(count, 1) for count in counts], roll="forward", busdaycal=calendar
        ).tolist()
        assert [working_day_before(d, max(c, 1), region) for d, c in zip(days, counts, strict=True)] == before
        assert [roll_forward(day, region) for day in days] == rolled.tolist()


@pytest.mark.parametrize(
    ("code", "day", "is_working"),
    [
        (None, "2026-11-21", False),
        (None, "2026-12-25", True),
        ("GB-ENG", "2026-12-28", False),  # Boxing Day, observed
        ("GB-SCT", "2026-11-30", False),
        ("GB-ENG", "2026-11-30", True),
        ("SA", "2026-11-20", False),  # a Friday
        ("SA", "2026-11-22", True),  # a Sunday
        ("US-CA", "2026-03-31", False),  # Cesar Chavez Day
        ("US", "2026-03-31", True),
        ("GB-ENG", "2041-12-25", True),  # holidays count to 2040
        ("GB-ENG", "2019-12-25", True),
    ],
)
def test_working_days_of_regions(code, day, is_working):
    region = calendars.region(code) if code else NO_REGION
    assert is_working_day(date.fromisoformat(day), region) is is_working


@pytest.mark.uncounted
def test_every_region_has_a_working_day_and_can_be_read_back():
    for code in calendars.region_codes():
        assert len(calendars.region(code).weekend) < 7


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"weekend": [5, 6]},
        {"weekend": "56", "holidays": []},
        {"weekend": [0, 1, 2, 3, 4, 5, 6], "holidays": []},
        {"weekend": [7], "holidays": []},
        {"weekend": [5], "holidays": ["2026-02-30"]},
    ],
)
def test_a_region_of_the_wrong_shape_is_refused(data):
    with pytest.raises(ValueError):  # noqa: PT011  # the message is for people; the class is the claim
        region_from_json(data)


@pytest.mark.parametrize(("function", "count"), [(add_working_days, -1), (working_day_before, 0)])
def test_counts_out_of_range_are_refused(function, count):
    with pytest.raises(ValueError, match="count must be"):
        function(date(2026, 11, 20), count, NO_REGION)
