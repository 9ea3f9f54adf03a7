"""Dates as the command line says them: ``Fri 20 Nov 2026, 16:00 GMT``, and how far off they are."""

from datetime import date, datetime, tzinfo

from checklist_py.core.rules.amounts import count
from checklist_py.core.rules.civil import Moment


def said(moment: Moment | None, zone: tzinfo) -> str:
    """Say a date, or an instant in a time zone; nothing for None."""
    if moment is None:
        return ""
    day = day_of(moment, zone).strftime("%a %-d %b %Y")
    return f"{day}, {clock(moment, zone)}" if isinstance(moment, datetime) else day


def clock(instant: datetime, zone: tzinfo) -> str:
    """Say the time of day of an instant: ``16:00 GMT``."""
    return instant.astimezone(zone).strftime("%H:%M %Z")


def day_of(moment: Moment, zone: tzinfo) -> date:
    """Return the civil date of a moment."""
    return moment.astimezone(zone).date() if isinstance(moment, datetime) else moment


def read(text: str) -> Moment:
    """Read a moment as the plan writes it."""
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def how_far(day: date, today: date) -> str:
    """Say how far off a day is: ``today``, ``yesterday``, ``in 3 days``."""
    days = (day - today).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    if days in near:
        return near[days]
    return f"in {count(days, 'day')}" if days > 0 else f"{count(-days, 'day')} ago"
