"""What an application's record says, put in order: rounds, outcomes, and its stage.

Rounds are ordered by start instant; one without a date stands directly after the round
before it in the record, or first. A round's number is its place in this order. Outcomes
count from when they are entered, whatever the time is; the latest is by date, then by
position in the record.

An *answer* for a round is an outcome on or after the day it ends; an update decides nothing and is
never one. *News* is an answer or a later round.

Everything here is taken from a *checked* record: a wrong type is refused before it gets
this far, so nothing here guards against one.

Long because rounds, outcomes and stage are read off one another.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta, tzinfo
from typing import Any, NamedTuple, Self

from checklist_py.core.rules.civil import Instant, civil_date, end_of, instant_of, parse_instant
from checklist_py.core.rules.policy import Policy, policy_from
from checklist_py.core.rules.steps import FOLLOW_UPS, LET_GO
from checklist_py.core.rules.wait import Promise, Said, Update, Wait, promise_of, wait_of
from checklist_py.core.rules.wait import Round as WaitingRound
from checklist_py.core.rules.workdays import NO_REGION, Region

SHORT_EVENING = timedelta(hours=4)
"""With less of the day left than this, same-day steps have until the end of the next."""

STAGE_OF = {
    "offer": "offer",
    "acceptance": "accepted",
    "decline": "declined",
    "refusal": "refused",
    "withdrawal": "withdrawn",
}
"""The outcomes that decide the stage, each with the stage that it brings."""

LET_GO_STAGE = "let-go"

CLOSED = frozenset({"accepted", "declined", "refused", "withdrawn", LET_GO_STAGE})
"""Stages at which only the stage's own steps are left to do."""

_REOPENED_BY_INVITATION = frozenset({"refusal", "decline", "withdrawal"})

_NO_ANSWER = frozenset({"update", "no-show"})
"""Outcomes that never count as an answer."""


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
    given: Mapping[str, Any]
    """As they stand in the record."""

    @classmethod
    def of(cls, record: Mapping[str, Any], calendars: Calendars) -> Self:
        """Read the settings of a checked record."""
        given: Mapping[str, Any] = record.get("settings", {})
        return cls(policy_from(given), given.get("time_zone") or "UTC", calendars, given)


class Outcome(NamedTuple):
    """Something the employer or the person decided, or word from them, on a civil date."""

    type: str
    on: date
    decide_by: date | None
    promise: Promise | None
    """When they say they'll answer: an update's alone."""


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
    wait: Wait
    has_answer: bool
    has_news: bool
    no_show: date | None
    """The day on which the person noted that they didn't turn up."""
    before: Instant | None
    """The end of the dated round before it."""
    after: Instant | None
    """The start of the next dated round."""


class Facts(NamedTuple):
    """One application, put in order. ``zone`` is for steps that have no round's."""

    data: Mapping[str, Any]
    settings: Settings
    rounds: tuple[Round, ...]
    first: Round | None
    """The first round with a date that took place."""
    last: Round | None
    """The last round with a date."""
    outcomes: tuple[Outcome, ...]
    zone: tzinfo
    closing_stage: str | None

    def latest(self, *types: str) -> Outcome | None:
        """Return the latest outcome of one of ``types``, or None."""
        return next((outcome for outcome in reversed(self.outcomes) if outcome.type in types), None)

    @property
    def promised(self) -> Round | None:
        """The round whose promised answer is still awaited, or None."""
        place = self.last or (self.rounds[-1] if self.rounds else None)
        is_awaited = place is not None and place.wait.promise and not place.has_news and place.no_show is None
        return place if is_awaited and self.closing_stage is None else None

    def state(self, key: str) -> Mapping[str, Any] | None:
        """Return what the person said of the step ``key``, or None when untouched."""
        states: Mapping[str, Mapping[str, Any]] = self.data.get("steps", {})
        return states.get(key)


class _Place(NamedTuple):
    """A round whose outcomes aren't sorted out yet."""

    data: Mapping[str, Any]
    zone: tzinfo
    start: Instant | None = None
    end: Instant | None = None
    start_date: date | None = None
    end_date: date | None = None


def step_key(step_id: str, place: Round | None) -> str:
    """Return the key of a step in the record: its id, after the round's id and a slash."""
    return step_id if place is None else f"{place.id}/{step_id}"


def facts_of(application: Mapping[str, Any], settings: Settings) -> Facts:
    """Put one application of a checked record in order."""
    region = settings.calendars.region
    outcomes = _outcomes(application, region)
    ordered = _ordered([_place(data, settings) for data in application.get("rounds", ())])
    updates, no_shows = (_by_round(type_, ordered, outcomes) for type_ in ("update", "no-show"))
    states: Mapping[str, Mapping[str, Any]] = application.get("steps", {})
    rounds = []
    for number, place in enumerate(ordered, 1):
        key: str = place.data["id"]
        has_answer = _has_answer(place.end_date, outcomes)
        rounds.append(
            Round(
                id=key,
                number=number,
                data=place.data,
                zone=place.zone,
                start=place.start,
                end=place.end,
                start_date=place.start_date,
                end_date=place.end_date,
                same_day=_same_day(place),
                wait=_wait(place, updates.get(key, []), states, settings),
                has_answer=has_answer,
                has_news=has_answer or number < len(ordered),
                no_show=no_shows[key][-1].on if key in no_shows else None,
                before=next((each.end for each in reversed(ordered[: number - 1]) if each.end), None),
                after=next((each.start for each in ordered[number:] if each.start), None),
            )
        )
    dated = [place for place in rounds if place.start is not None]
    last = dated[-1] if dated else None
    decided = _decided(outcomes)
    if decided is None and last is not None and not last.has_news and _is_let_go(last, states):
        decided = LET_GO_STAGE
    where = last or (rounds[-1] if rounds else None)
    return Facts(
        data=application,
        settings=settings,
        rounds=tuple(rounds),
        first=next((place for place in dated if place.no_show is None), None),
        last=last,
        outcomes=outcomes,
        zone=where.zone if where else settings.calendars.zones[settings.zone_name],
        closing_stage=decided,
    )


def _outcomes(application: Mapping[str, Any], region: Region) -> tuple[Outcome, ...]:
    found = [_outcome(data, region) for data in application.get("outcomes", ())]
    return tuple(sorted(found, key=lambda outcome: outcome.on))


def _outcome(data: Mapping[str, Any], region: Region) -> Outcome:
    on = date.fromisoformat(data["on"])
    promise = None
    if data["type"] == "update":
        promise = promise_of(_date_or_none(data.get("reply_by")), data.get("reply_within"), on, region)
    return Outcome(data["type"], on, _date_or_none(data.get("decide_by")), promise)


def _date_or_none(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _place(data: Mapping[str, Any], settings: Settings) -> _Place:
    zone = settings.calendars.zones[data.get("time_zone") or settings.zone_name]
    starts: str | None = data["starts"]
    if starts is None:
        return _Place(data, zone)
    start = instant_of(datetime.fromisoformat(starts), zone)
    end = start + timedelta(minutes=data.get("minutes", 60))
    return _Place(data, zone, start, end, civil_date(start, zone), civil_date(end, zone))


def _same_day(place: _Place) -> date | None:
    if place.end is None or place.end_date is None:
        return None
    is_short = end_of(place.end_date, place.zone) - place.end < SHORT_EVENING
    return place.end_date + timedelta(days=1) if is_short else place.end_date


def _ordered(places: list[_Place]) -> list[_Place]:
    # A round without a date follows the one before it in the record wherever that one goes.
    chains: list[list[_Place]] = [[]]
    for place in places:
        if place.start is None:
            chains[-1].append(place)
        else:
            chains.append([place])
    leading, dated = chains[0], chains[1:]
    dated.sort(key=lambda chain: chain[0].start)  # type: ignore[arg-type,return-value]  # dated by construction
    return [place for chain in [leading, *dated] for place in chain]


def _by_round(type_: str, ordered: list[_Place], outcomes: tuple[Outcome, ...]) -> dict[str, list[Outcome]]:
    """Return the outcomes of a type by the round they belong to: the last that started on or before their day."""
    found: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        if outcome.type == type_:
            begun = [place for place in ordered if place.start_date is not None and place.start_date <= outcome.on]
            if begun:
                found.setdefault(begun[-1].data["id"], []).append(outcome)
    return found


def _wait(place: _Place, updates: list[Outcome], states: Mapping[str, Mapping[str, Any]], settings: Settings) -> Wait:
    policy, region = settings.policy, settings.calendars.region
    data, day = place.data, place.end_date
    own = promise_of(_date_or_none(data.get("reply_by")), data.get("reply_within"), day, region)
    said = [_said(states.get(f"{data['id']}/{each}"), place.zone) for each in FOLLOW_UPS[: policy.max_follow_ups]]
    word = [Update(update.on, update.promise) for update in updates]
    return wait_of(WaitingRound(day, own, word, said, policy, region))


def _said(state: Mapping[str, Any] | None, zone: tzinfo) -> Said:
    if state is None:
        return Said()
    if state["state"] == "snoozed":
        return Said(snoozed=date.fromisoformat(state["until"]))
    return Said(civil_date(parse_instant(state["at"]), zone), is_skipped=state["state"] == "skipped")


def _has_answer(day: date | None, outcomes: tuple[Outcome, ...]) -> bool:
    """Say whether they, or the person, have decided anything since a round ended; ``day`` None: it has no date."""
    for outcome in outcomes:
        if outcome.type in _NO_ANSWER:
            continue
        if outcome.type == "invitation":
            if day is not None and outcome.on > day:
                return True
        elif day is None or outcome.on >= day:
            return True
    return False


def _is_let_go(place: Round, states: Mapping[str, Mapping[str, Any]]) -> bool:
    state = states.get(step_key(LET_GO, place))
    return state is not None and state["state"] == "done"


def _decided(outcomes: tuple[Outcome, ...]) -> str | None:
    stage = None
    for outcome in outcomes:
        if outcome.type in STAGE_OF:
            stage = outcome.type
        elif outcome.type == "invitation" and stage in _REOPENED_BY_INVITATION:
            stage = None
    return STAGE_OF[stage] if stage else None
