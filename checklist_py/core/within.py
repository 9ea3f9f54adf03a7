"""What "within five working days" means as a date: for what an employer says at the end of an interview."""

from datetime import date, datetime, timedelta, tzinfo

from checklist_py.core.civil import civil_date, instant_of
from checklist_py.core.workdays import Region, add_working_days

DAYS, WORKING_DAYS = "days", "working_days"
MOST = 90
"""As many days as an employer may ask for."""


def date_within(starts: str, minutes: int, zone: tzinfo, count: int, unit: str, region: Region) -> date:  # noqa: PLR0913
    """Return the last day of "within ``count`` days", counted from the day on which the interview ends.

    ``starts`` is a civil time as in the record, ``unit`` is ``days`` or ``working_days``. Raises ValueError
    for another unit or a count outside 1 to 90.
    """
    if unit not in (DAYS, WORKING_DAYS) or not 1 <= count <= MOST:
        raise ValueError(f"needs 1 to {MOST} {DAYS} or {WORKING_DAYS}")
    end = instant_of(datetime.fromisoformat(starts), zone) + timedelta(minutes=minutes)
    day = civil_date(end, zone)
    return day + timedelta(days=count) if unit == DAYS else add_working_days(day, count, region)
