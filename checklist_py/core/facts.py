"""What an application's record says, put in order: rounds, outcomes, and its stage.

Rounds are ordered by start instant; one without a date stands directly after the round
before it in the record, or first. A round's number is its place in this order. Outcomes
count from when they are entered, whatever the time is; the latest is by date, then by
position in the record.

Everything here is taken from a *checked* record: a wrong type is refused before it gets
this far, so nothing here guards against one.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta, tzinfo
from typing import Any, NamedTuple, Self

from checklist_py.core.civil import Instant, civil_date, end_of, instant_of
from checklist_py.core.policy import Policy, policy_from
from checklist_py.core.workdays import NO_REGION, Region

SHORT_EVENING = timedelta(hours=4)
"""With less of the day left than this, same-day steps have until the end of the next."""

DECIDING = ("offer", "acceptance", "decline", "refusal", "withdrawal")
"""Outcomes that decide the stage."""

STAGE_OF = {
    "offer": "offer",
    "acceptance": "accepted",
    "decline": "declined",
    "refusal": "refused",
    "withdrawal": "withdrawn",
}

CLOSED = frozenset({"accepted", "declined", "refused", "withdrawn"})
"""Stages at which nothing is left to do but what belongs to the stage itself."""

_REOPENED_BY_INVITATION = frozenset({"refusal", "decline", "withdrawal"})


class Calendars(NamedTuple):
    """Where and when: the region's working days, and the time zones a record names.

    ``zones`` must hold every zone of the record, and ``UTC``.
    """

    zones: Mapping[str, tzinfo]
    region: Region = NO_REGION


class Settings(NamedTuple):
    """The record's settings, resolved once for all its applications."""

    policy: Policy
    zone_name: str
    calendars: Calendars

    @classmethod
    def of(cls, record: Mapping[str, Any], calendars: Calendars) -> Self:
        """Read the settings of a checked record."""
        given: Mapping[str, Any] = record.get("settings", {})
        return cls(policy_from(given), given.get("time_zone") or "UTC", calendars)


class Outcome(NamedTuple):
    """Something the employer or the person decided, on a civil date."""

    type: str
    on: date
    decide_by: date | None


class Round(NamedTuple):
    """One interview. ``start`` to ``same_day`` are None when it has no date yet."""

    id: str
    number: int
    data: Mapping[str, Any]
    zone: tzinfo
    start: Instant | None
    end: Instant | None
    start_date: date | None
    end_date: date | None
    same_day: date | None
    reply_by: date | None
    is_waiting: bool
    is_missed: bool


class Facts(NamedTuple):
    """One application, put in order. ``zone`` is for steps that have no round's."""

    data: Mapping[str, Any]
    settings: Settings
    rounds: tuple[Round, ...]
    first: Round | None
    last: Round | None
    outcomes: tuple[Outcome, ...]
    zone: tzinfo
    closing_stage: str | None

    def latest(self, *types: str) -> Outcome | None:
        """Return the latest outcome of one of ``types``, or None."""
        return next((outcome for outcome in reversed(self.outcomes) if outcome.type in types), None)

    def state(self, key: str) -> Mapping[str, Any] | None:
        """Return what the person said of the step ``key``, or None when untouched."""
        states: Mapping[str, Mapping[str, Any]] = self.data.get("steps", {})
        return states.get(key)


def facts_of(application: Mapping[str, Any], settings: Settings) -> Facts:
    """Put one application of a checked record in order."""
    outcomes = _outcomes(application)
    dated = [_place(data, settings) for data in application.get("rounds", ())]
    ordered = _ordered(dated)
    missed = _missed(ordered, outcomes)
    rounds = tuple(
        place._replace(
            number=number,
            is_waiting=number == len(ordered) and not _has_word(place, outcomes),
            is_missed=place.id in missed,
        )
        for number, place in enumerate(ordered, 1)
    )
    with_date = [place for place in rounds if place.start is not None]
    last = with_date[-1] if with_date else None
    if last is not None:
        zone = last.zone
    elif rounds:
        zone = rounds[-1].zone
    else:
        zone = settings.calendars.zones[settings.zone_name]
    return Facts(
        data=application,
        settings=settings,
        rounds=rounds,
        first=with_date[0] if with_date else None,
        last=last,
        outcomes=outcomes,
        zone=zone,
        closing_stage=_decided(outcomes),
    )


def _outcomes(application: Mapping[str, Any]) -> tuple[Outcome, ...]:
    found = [
        Outcome(data["type"], date.fromisoformat(data["on"]), _date_or_none(data.get("decide_by")))
        for data in application.get("outcomes", ())
    ]
    return tuple(sorted(found, key=lambda outcome: outcome.on))


def _date_or_none(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _place(data: Mapping[str, Any], settings: Settings) -> Round:
    zone = settings.calendars.zones[data.get("time_zone") or settings.zone_name]
    reply_by = _date_or_none(data.get("reply_by"))
    undated = Round(data["id"], 0, data, zone, None, None, None, None, None, reply_by, is_waiting=True, is_missed=False)
    starts: str | None = data["starts"]
    if starts is None:
        return undated
    start = instant_of(datetime.fromisoformat(starts), zone)
    end = start + timedelta(minutes=data.get("minutes", 60))
    end_date = civil_date(end, zone)
    is_short = end_of(end_date, zone) - end < SHORT_EVENING
    return undated._replace(
        start=start,
        end=end,
        start_date=civil_date(start, zone),
        end_date=end_date,
        same_day=end_date + timedelta(days=1) if is_short else end_date,
        # An answer promised for a day before the interview is no promise.
        reply_by=reply_by if reply_by and reply_by >= end_date else None,
    )


def _ordered(places: list[Round]) -> list[Round]:
    # A round without a date follows the one before it in the record wherever that one goes.
    chains: list[list[Round]] = [[]]
    for place in places:
        if place.start is None:
            chains[-1].append(place)
        else:
            chains.append([place])
    leading, dated = chains[0], chains[1:]
    dated.sort(key=lambda chain: chain[0].start)  # type: ignore[arg-type,return-value]  # dated by construction
    return [place for chain in [leading, *dated] for place in chain]


def _missed(ordered: list[Round], outcomes: tuple[Outcome, ...]) -> set[str]:
    missed = set()
    for outcome in outcomes:
        if outcome.type == "no-show":
            begun = [place for place in ordered if place.start_date is not None and place.start_date <= outcome.on]
            if begun:
                missed.add(begun[-1].id)
    return missed


def _has_word(place: Round, outcomes: tuple[Outcome, ...]) -> bool:
    """Say whether any word from either side has ended this round's wait."""
    day = place.end_date
    for outcome in outcomes:
        if outcome.type == "no-show":
            continue
        if outcome.type == "invitation":
            if day is not None and outcome.on > day:
                return True
        elif day is None or outcome.on >= day:
            return True
    return False


def _decided(outcomes: tuple[Outcome, ...]) -> str | None:
    deciding = [outcome for outcome in outcomes if outcome.type in DECIDING]
    if not deciding:
        return None
    last = deciding[-1]
    is_reopened = last.type in _REOPENED_BY_INVITATION and any(
        outcome.type == "invitation" and outcome.on > last.on for outcome in outcomes
    )
    return None if is_reopened else STAGE_OF[last.type]
