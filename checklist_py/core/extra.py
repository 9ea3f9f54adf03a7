"""Steps that a careers centre adds: at most ten, each with one anchor and one offset.

An extra step opens at its anchor and is due the offset later. It obeys the same rules as
the rest about when a step is not needed. Of scope application it uses the last round.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from checklist_py.core.facts import Facts, Round
from checklist_py.core.rules import ANCHORS, Anchor, Window, settle_window
from checklist_py.core.wording import count
from checklist_py.core.workdays import add_working_days

_ROW_ANCHOR = {"start": "room", "end": "end", "offer": "offer", "acceptance": "acceptance", "refusal": "refusal"}
_WHEN = {"offer": ("offer",), "acceptance": ("accepted",), "refusal": ("refused",)}
_WORDS = {
    "start": "the interview's start",
    "end": "the interview's end",
    "reply-by": "the date they said you would hear by",
    "offer": "the offer",
    "acceptance": "accepting",
    "refusal": "the answer",
}


def extra_when(extra: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the conditions under which an extra step is needed."""
    return _WHEN.get(extra["anchor"], ())


def extra_window(extra: Mapping[str, Any], facts: Facts, place: Round | None) -> Window | None:
    """Resolve an extra step to its window, or None when nothing dates it yet."""
    anchor = extra_anchor(extra, facts, place)
    if anchor is None or anchor.opens is None:
        return None
    unit, amount = extra_offset(extra)
    if unit == "hours" and isinstance(anchor.opens, datetime):
        return Window(anchor.opens, anchor.opens + timedelta(hours=amount), anchor.zone)
    if unit == "working_days":
        due = add_working_days(anchor.day, amount, facts.settings.calendars.region)
    else:
        due = anchor.day + timedelta(days=amount)
    return settle_window(Window(anchor.opens, due, anchor.zone))


def extra_anchor(extra: Mapping[str, Any], facts: Facts, place: Round | None) -> Anchor | None:
    """Return what an extra step counts from, or None when nothing dates it yet."""
    place = place or facts.last
    if extra["anchor"] != "reply-by":
        return ANCHORS[_ROW_ANCHOR[extra["anchor"]]](facts, place)
    if place is None or place.reply_by is None:
        return None
    return Anchor(place.reply_by, place.reply_by, place.zone, place)


def extra_offset(extra: Mapping[str, Any]) -> tuple[str, int]:
    """Return an extra step's offset as its unit and amount."""
    offset: Mapping[str, int] = extra["offset"]
    return next((unit, offset[unit]) for unit in ("hours", "days", "working_days") if unit in offset)


def extra_reason(extra: Mapping[str, Any]) -> str:
    """Say an extra step's rule in a few words."""
    unit, amount = extra_offset(extra)
    words = _WORDS[extra["anchor"]]
    if amount == 0:
        return f"at {words}" if unit == "hours" else f"on the day of {words}"
    return f"within {count(amount, unit.removesuffix('s').replace('_', ' '))} of {words}"
