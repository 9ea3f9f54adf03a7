"""What "within five working days" means as a date: for what an employer says at the end of an interview."""

from datetime import date, timedelta

from checklist_py.core.workdays import Region, add_working_days

DAYS, WORKING_DAYS = "days", "working_days"
MOST = 90
"""As many days as an employer may ask for."""


def date_within(day: date, count: int, unit: str, region: Region) -> date:
    """Return the last day of "within ``count`` days" of ``day``; ``unit`` is ``days`` or ``working_days``."""
    return day + timedelta(days=count) if unit == DAYS else add_working_days(day, count, region)
