"""Working days: the one place where days are counted.

A working day is a day that is neither the region's weekend nor one of its public
holidays. A region's weekend is its own (Friday and Saturday in SA, say). With no region
Saturday and Sunday are the weekend and there are no holidays.

Every function is pure: the region is an argument, and no clock is read.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

FIRST_YEAR = 2020
"""The first year whose public holidays count; before it only the weekend does."""

LAST_YEAR = 2040
"""The last year whose public holidays count; after it only the weekend does."""

_DAY = timedelta(days=1)


class Region(NamedTuple):
    """Where working days are counted: its weekend and its public holidays.

    ``weekend`` holds ``date.weekday()`` numbers, 0 for Monday to 6 for Sunday, at most
    six of them; ``holidays`` holds civil dates.
    """

    weekend: frozenset[int] = frozenset({5, 6})
    holidays: frozenset[date] = frozenset()


NO_REGION = Region()


def region_from_json(data: Mapping[str, object]) -> Region:
    """Read a region from the shape of ``holidays/REGION.json``.

    Raises ValueError when the shape is not ``{"weekend": [5, 6], "holidays": ["2026-12-25"]}``
    or when every day of the week is weekend, which would leave no working day to find.
    """
    weekend, holidays = data.get("weekend"), data.get("holidays")
    if not isinstance(weekend, list) or not isinstance(holidays, list):
        raise ValueError("a region needs a list 'weekend' and a list 'holidays'")  # noqa: TRY004  # data, not code
    days = frozenset(int(day) for day in weekend)
    if not days <= frozenset(range(7)) or len(days) == 7:
        raise ValueError("'weekend' must hold at most six of the numbers 0 to 6")
    return Region(days, frozenset(date.fromisoformat(day) for day in holidays))


def is_working_day(day: date, region: Region) -> bool:
    """Say whether ``day`` is neither weekend nor a public holiday."""
    return day.weekday() not in region.weekend and day not in region.holidays


def roll_forward(day: date, region: Region) -> date:
    """Return ``day`` itself when it is a working day, else the next one."""
    while not is_working_day(day, region):
        day += _DAY
    return day


def add_working_days(day: date, count: int, region: Region) -> date:
    """Return the ``count``-th working day strictly after ``day``.

    ``count`` is 0 or more; 0 means ``roll_forward(day)``. Raises ValueError below 0.

    >>> add_working_days(date(2026, 11, 20), 1, NO_REGION)  # a Friday
    datetime.date(2026, 11, 23)
    """
    if count < 0:
        raise ValueError("count must be 0 or more")
    if count == 0:
        return roll_forward(day, region)
    for _ in range(count):
        day = roll_forward(day + _DAY, region)
    return day


def working_day_before(day: date, count: int, region: Region) -> date:
    """Return the ``count``-th working day strictly before ``day``; ``count`` is 1 or more.

    Raises ValueError below 1.

    >>> working_day_before(date(2026, 11, 23), 1, NO_REGION)  # a Monday
    datetime.date(2026, 11, 20)
    """
    if count < 1:
        raise ValueError("count must be 1 or more")
    for _ in range(count):
        day -= _DAY
        while not is_working_day(day, region):
            day -= _DAY
    return day
