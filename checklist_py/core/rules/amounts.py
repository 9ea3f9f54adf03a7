"""An amount and its unit: how it's said, and the date that "within five working days" comes to."""

from datetime import date, timedelta

from checklist_py.core.rules.workdays import Region, add_working_days

DAYS, WORKING_DAYS = "days", "working_days"
MOST_WITHIN = 90
"""As many days as an employer may ask for."""


def count(amount: int, unit: str) -> str:
    """Say an amount with its unit, in the singular for one: ``1 working day``, ``10 working days``."""
    return f"{amount} {unit if amount == 1 else unit + 's'}"


def date_within(day: date, amount: int, unit: str, region: Region) -> date:
    """Return the last day of "within ``amount`` days" of ``day``; ``unit`` is ``days`` or ``working_days``."""
    return day + timedelta(days=amount) if unit == DAYS else add_working_days(day, amount, region)
