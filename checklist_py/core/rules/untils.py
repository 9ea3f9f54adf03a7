"""Untils: the moment from which a step is too late to be worth doing. One row finds it and says it.

``UNTILS`` is the table. A date as an until is over at the end of its day. An until that would come before
the due lapses is moved to when it does; the start or end of the interview itself never moves.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import NamedTuple

from checklist_py.core.rules.amounts import count
from checklist_py.core.rules.anchors import Anchor
from checklist_py.core.rules.civil import Instant, end_of, midnight
from checklist_py.core.rules.facts import Facts
from checklist_py.core.rules.steps import Until
from checklist_py.core.rules.workdays import add_working_days


class UntilRow(NamedTuple):
    """One kind of until: how it's found, and how it's said."""

    find: Callable[[Until, Facts, Anchor], Instant | None]
    listed: Callable[[Until], str]
    """From when it's too late, for the listing of the rules."""
    moves: bool = True
    """Whether it waits for the due to lapse."""


def _same(words: str) -> Callable[[Until], str]:
    return lambda _until: words


def _same_day(_until: Until, _facts: Facts, anchor: Anchor) -> Instant | None:
    place = anchor.round
    return end_of(place.same_day, anchor.zone) if place and place.same_day else None


def _days(until: Until, _facts: Facts, anchor: Anchor) -> Instant:
    return end_of(anchor.day + timedelta(days=until.amount), anchor.zone)


def _working_days(until: Until, facts: Facts, anchor: Anchor) -> Instant:
    return end_of(add_working_days(anchor.day, until.amount, facts.settings.calendars.region), anchor.zone)


def _follow_up(_until: Until, _facts: Facts, anchor: Anchor) -> Instant | None:
    place = anchor.round
    asking = midnight(place.wait.asking, anchor.zone) if place and place.wait.asking else None
    return min(asking, place.after) if place and place.after and asking else asking


def _let_go(_until: Until, _facts: Facts, anchor: Anchor) -> Instant | None:
    place = anchor.round
    return midnight(place.wait.let_go, anchor.zone) if place and place.wait.let_go else None


UNTILS: Mapping[str, UntilRow] = {
    "start": UntilRow(
        lambda _until, _facts, anchor: anchor.round.start if anchor.round else None,
        _same("the interview starts"),
        moves=False,
    ),
    "end": UntilRow(
        lambda _until, _facts, anchor: anchor.round.end if anchor.round else None,
        _same("the interview ends"),
        moves=False,
    ),
    "same-day": UntilRow(_same_day, _same("that day is over")),
    "days": UntilRow(_days, lambda until: f"{count(until.amount, 'day')} have passed"),
    "working-days": UntilRow(_working_days, lambda until: f"{count(until.amount, 'working day')} have passed"),
    "follow-up": UntilRow(_follow_up, _same("it's time to follow up, or the next interview starts")),
    "let-go": UntilRow(_let_go, _same("it's time to let go")),
}
