"""What "within five working days" means as a date: for what an employer says at the end of an interview."""

from datetime import date, datetime, timedelta, tzinfo

from checklist_py.core.civil import civil_date, instant_of
from checklist_py.core.workdays import Region, add_working_days

DAYS, WORKING_DAYS = "days", "working_days"
MOST = 90
"""As many days as an employer may ask for."""


def end_date(starts: str, minutes: int, zone: tzinfo) -> date:
    """Return the civil date on which an interview ends; ``starts`` is a civil time as in the record."""
    return civil_date(instant_of(datetime.fromisoformat(starts), zone) + timedelta(minutes=minutes), zone)


def date_within(day: date, count: int, unit: str, region: Region) -> date:
    """Return the last day of "within ``count`` days" of ``day``; ``unit`` is ``days`` or ``working_days``.

    Raises ValueError for another unit or a count outside 1 to 90.
    """
    if unit not in (DAYS, WORKING_DAYS) or not 1 <= count <= MOST:
        raise ValueError(f"needs 1 to {MOST} {DAYS} or {WORKING_DAYS}")
    return day + timedelta(days=count) if unit == DAYS else add_working_days(day, count, region)
