"""Moments: what an application is about just now, as a good friend would put it.

The first that fits: how it ended; an interview going on, or just over; a no-show to sort out; one still to
come; where it stands; a follow-up that's due; else it's quiet. A round that they didn't turn up for is no
interview that went on, is over or is still to come.

``moment_of`` says it for one instant. ``moments_of`` says it for every instant from the plan's on, so
that a page that's left open needs no rule.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import NamedTuple

from checklist_py.core.rules.civil import Instant, begins, end_of, format_moment
from checklist_py.core.rules.facts import Facts, Round, step_key
from checklist_py.core.rules.planned import ApplicationMoment, PlannedStep
from checklist_py.core.rules.status import NOT_NEEDED, SNOOZED, TO_DO, UPCOMING
from checklist_py.core.rules.steps import FOLLOW_UPS, LET_GO, NEVER
from checklist_py.core.rules.wait import PROMISE

KINDS = (
    "accepted", "declined", "refused", "withdrawn", "offer", "let-go", "room", "out", "no-show", "before", "invited",
    "undated", "silent", "promised", "follow-up", "quiet",
)  # fmt: skip

JUST_OUT = timedelta(hours=24)
"""An interview is just over for this long, or until the same day's work is, whichever is later."""


REARRANGE = "rearrange"

_ASKING = frozenset({REARRANGE, *FOLLOW_UPS})
"""Steps that make a moment while they're open or late."""


class Asks(NamedTuple):
    """A moment at which an application asks for something, and how it's written."""

    at: Instant
    said: str


def stage_at(facts: Facts, steps: Iterable[PlannedStep], at: Instant) -> str:
    """Return the stage of an application at an instant, the first that fits."""
    if facts.closing_stage:
        return facts.closing_stage
    last, invited = facts.last, facts.latest("invitation")
    if invited and not any(place.start_date and place.start_date >= invited.on for place in facts.rounds):
        return "invited"
    if last is None or last.end is None:
        return "undated"
    if facts.rounds[-1].start is None:
        return "invited"
    if at < last.end:
        return "before"
    opens = None if last.has_news else _let_go_opens(steps, last)
    return "silent" if opens is not None and opens <= at else "waiting"


def _let_go_opens(steps: Iterable[PlannedStep], last: Round) -> Instant | None:
    key = step_key(LET_GO, last)
    step = next(step for step in steps if step.key == key)
    return begins(step.opens, step.zone) if step.opens and step.status != NOT_NEEDED else None


def _just_out_until(place: Round) -> Instant | None:
    if place.end is None or place.same_day is None:
        return None
    return max(place.end + JUST_OUT, end_of(place.same_day, place.zone))


def kind_at(facts: Facts, steps: tuple[PlannedStep, ...], at: Instant) -> str:  # noqa: PLR0911  # one for each
    """Return what an application is about at an instant."""
    if facts.closing_stage:
        return facts.closing_stage
    held = [place for place in facts.rounds if place.start and place.end and place.no_show is None]
    if any(place.start and place.end and place.start <= at < place.end for place in held):
        return "room"
    over = [place for place in held if place.end and place.end <= at]
    until = _just_out_until(over[-1]) if over and not over[-1].has_answer else None
    if until is not None and at < until:
        return "out"
    asking = [step for step in steps if step.row.id in _ASKING and step.status_at(at) in TO_DO]
    if any(step.row.id == REARRANGE for step in asking):
        return "no-show"
    if coming(facts, at):
        return "before"
    stage = stage_at(facts, steps, at)
    if stage in ("invited", "undated", "silent"):
        return stage
    due = [
        step for step in steps if step.step in FOLLOW_UPS and step.round is facts.last and step.status_at(at) in TO_DO
    ]
    if not due:
        return "quiet"
    return "promised" if any(_is_promised(step) for step in due) else "follow-up"


def coming(facts: Facts, at: Instant) -> Round | None:
    """Return the next round that's still to come at an instant; one that they won't turn up for isn't."""
    return next((each for each in facts.rounds if each.start and each.start > at and each.no_show is None), None)


def _is_promised(step: PlannedStep) -> bool:
    place = step.round
    return place is not None and place.wait.follow_ups[FOLLOW_UPS.index(step.row.id)].basis == PROMISE


def _asks(steps: Iterable[PlannedStep], now: Instant) -> list[Asks]:
    """Return when an application will ask for something, the soonest first; of two at one moment in their order."""
    found = []
    for step in steps:
        if step.row.prompted == NEVER:
            continue
        is_upcoming = step.status == UPCOMING or (step.status == SNOOZED and step.changes[0][1] == UPCOMING)
        if step.opens and is_upcoming:
            found.append(Asks(begins(step.opens, step.zone), format_moment(step.opens)))
        elif step.status == SNOOZED and step.changes[0][1] in TO_DO:
            wakes = step.changes[0][0]
            found.append(Asks(wakes, wakes.astimezone(step.zone).date().isoformat()))
    # Sorting is stable: equals stay in the order of the plan.
    return sorted((each for each in found if each.at > now), key=lambda each: each.at)


def moment_of(facts: Facts, steps: tuple[PlannedStep, ...], now: Instant) -> ApplicationMoment:
    """Return what an application is about at the plan's ``now``."""
    return ApplicationMoment(kind_at(facts, steps, now), next((each.said for each in _asks(steps, now)), None))


def moments_of(facts: Facts, steps: tuple[PlannedStep, ...], now: Instant) -> list[tuple[Instant, ApplicationMoment]]:
    """Return what an application is about from ``now`` on, each from its moment, if the person does nothing."""
    asks = _asks(steps, now)
    # Only these steps make a moment: the rest needn't be looked at for each.
    steps = tuple(step for step in steps if step.row.id in _ASKING or step.row.id == LET_GO)
    edges = {now, *(each.at for each in asks)}
    if facts.closing_stage is None:
        edges.update(at for at in _edges(facts, steps) if at > now)
    found: list[tuple[Instant, ApplicationMoment]] = []
    for at in sorted(edges):
        until = next((each.said for each in asks if each.at > at), None)
        moment = ApplicationMoment(kind_at(facts, steps, at), until)
        if not found or found[-1][1] != moment:
            found.append((at, moment))
    return found


def _edges(facts: Facts, steps: Iterable[PlannedStep]) -> Iterator[Instant]:
    """Yield the instants at which the kind of moment may change."""
    for place in facts.rounds:
        for at in (place.start, place.end, _just_out_until(place)):
            if at is not None:
                yield at
    for step in steps:
        yield from (at for at, _ in step.changes)
