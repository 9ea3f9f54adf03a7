"""A time zone as RFC 5545 has it: every change of the clock around some moments, each an observance of its own.

A list needs no recurring rule, so it's right even where a zone's rule differs from year to year.
"""

import functools
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo

from checklist_py.core.rules.civil import Instant


def time_zone(name: str, zone: tzinfo, first: Instant, last: Instant) -> tuple[str, ...]:
    """Write a VTIMEZONE with every change of the clock from a year before ``first`` to a year after ``last``."""
    return _years(name, zone, first.year - 1, min(last.year + 2, 9999))


@functools.lru_cache(maxsize=64)
def _years(name: str, zone: tzinfo, first: int, last: int) -> tuple[str, ...]:
    """Write every change of the clock from one New Year to another; kept, as all calendars ask for the same few."""
    begin = datetime(first, 1, 1, tzinfo=UTC)
    lines = ["BEGIN:VTIMEZONE", f"TZID:{name}"]
    offset = _offset(begin, zone)
    lines += _observance(begin, zone, offset)
    for change in _changes(zone, begin, datetime(last, 1, 1, tzinfo=UTC)):
        lines += _observance(change, zone, offset)
        offset = _offset(change, zone)
    return (*lines, "END:VTIMEZONE")


def _observance(moment: Instant, zone: tzinfo, before: timedelta) -> Iterator[str]:
    local = moment.astimezone(zone)
    kind = "DAYLIGHT" if local.dst() else "STANDARD"
    yield f"BEGIN:{kind}"
    # A change's local time is by the clock as it was before it.
    yield f"DTSTART:{moment + before:%Y%m%dT%H%M%S}"
    yield f"TZOFFSETFROM:{_said(before)}"
    yield f"TZOFFSETTO:{_said(_offset(moment, zone))}"
    yield f"TZNAME:{local.tzname()}"
    yield f"END:{kind}"


def _changes(zone: tzinfo, begin: Instant, end: Instant) -> Iterator[Instant]:
    """Yield every instant from ``begin`` to ``end`` at which the zone's clock changes."""
    at = begin
    while at < end:
        after = at + timedelta(days=1)
        if _clock(after, zone) != _clock(at, zone):
            low, high = at, after
            while high - low > timedelta(seconds=1):
                middle = low + (high - low) // 2
                middle = middle.replace(microsecond=0)
                low, high = (middle, high) if _clock(middle, zone) == _clock(low, zone) else (low, middle)
            yield high
        at = after


def _clock(moment: Instant, zone: tzinfo) -> tuple[timedelta | None, timedelta | None]:
    local = moment.astimezone(zone)
    return local.utcoffset(), local.dst()


def _offset(moment: Instant, zone: tzinfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _said(offset: timedelta) -> str:
    seconds = int(offset.total_seconds())
    hours, rest = divmod(abs(seconds), 3600)
    text = f"{'-' if seconds < 0 else '+'}{hours:02}{rest // 60:02}"
    return text + (f"{rest % 60:02}" if rest % 60 else "")
