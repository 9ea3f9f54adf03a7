"""Instants and civil time: the two are different types and meet only here.

An *instant* is an aware ``datetime`` in UTC. A *date* is a ``date`` and never a
``datetime``. A civil time that a clock change skips or repeats resolves as PEP 495 does
with ``fold=0``: before a gap the old offset holds, and of two repeats the first is meant.

Midnights and texts are kept once worked out: a plan asks for the same few days again and again.
"""

import functools
from datetime import UTC, date, datetime, timedelta, tzinfo

type Instant = datetime
type Moment = datetime | date

_DAY = timedelta(days=1)


def instant_of(civil: datetime, zone: tzinfo) -> Instant:
    """Resolve a naive civil time in ``zone`` to an instant."""
    return civil.replace(tzinfo=zone, fold=0).astimezone(UTC)


@functools.lru_cache(maxsize=4096)
def midnight(day: date, zone: tzinfo) -> Instant:
    """Return the instant at which ``day`` begins in ``zone``."""
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)


def end_of(day: date, zone: tzinfo) -> Instant:
    """Return the instant at which ``day`` is over in ``zone``: the next day's 00:00."""
    return midnight(day + _DAY, zone)


def civil_date(instant: Instant, zone: tzinfo) -> date:
    """Return the civil date that ``instant`` falls on in ``zone``."""
    return instant.astimezone(zone).date()


def begins(moment: Moment, zone: tzinfo) -> Instant:
    """Return the instant at which an instant or a date begins."""
    return moment if isinstance(moment, datetime) else midnight(moment, zone)


def lapses(moment: Moment, zone: tzinfo) -> Instant:
    """Return the instant from which a due is over: itself, or the end of its day."""
    return moment if isinstance(moment, datetime) else end_of(moment, zone)


def parse_instant(text: str) -> Instant:
    """Read ``YYYY-MM-DDTHH:MM:SS[.sss]Z``, as checked by the record, to an instant."""
    return datetime.fromisoformat(text).astimezone(UTC)


@functools.lru_cache(maxsize=4096)
def format_moment(moment: Moment) -> str:
    """Write an instant as ``YYYY-MM-DDTHH:MM:SSZ`` and a date as ``YYYY-MM-DD``."""
    text = moment.isoformat()
    return text[:19] + "Z" if isinstance(moment, datetime) else text
