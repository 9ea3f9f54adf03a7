"""What a page needs beside the plan, so that it computes no date and no rule itself.

``days`` lets a page say "tomorrow": for each time zone, the instants at which civil days
begin. ``queue`` lets it show the right next action at later moments and after a tick,
before it can ask again: what to do, in order, from each moment on. ``overview`` puts the
applications in order and counts those that are live.
"""

import functools
from datetime import date, timedelta, tzinfo
from typing import Any

from checklist_py.core.civil import Instant, civil_date, format_moment, midnight
from checklist_py.core.overview import overview
from checklist_py.core.plan import FRESH, Plan, PlannedApplication, queue_at
from checklist_py.core.silence import silence

DAYS_BACK, DAYS_AHEAD = 45, 75
"""How far around today a page can say how many days away a date is."""

QUEUE_DAYS = 14
QUEUE_MOMENTS = 48
QUEUE_LENGTH = 12
QUEUE_STEPS = 4_000
"""How far ahead, at how many moments and how deep the queue is told; with more steps than this, for now alone."""


def view_of(planned: Plan) -> dict[str, Any]:
    """Return the page's view of a plan, as JSON."""
    zones = {
        _name(zone): zone
        for application in planned.applications
        for zone in (application.facts.zone, *(place.zone for place in application.facts.rounds))
    }
    return {
        "applications": [_application(planned, application) for application in planned.applications],
        "days": {name: _days(civil_date(planned.now, zone), zone) for name, zone in sorted(zones.items())},
        "queue": _queue(planned),
        "overview": overview(planned),
    }


def _name(zone: object) -> str:
    return getattr(zone, "key", None) or "UTC"


def _application(planned: Plan, application: PlannedApplication) -> dict[str, Any]:
    facts = application.facts
    rounds = [
        {
            "id": place.id,
            "number": place.number,
            "zone": _name(place.zone),
            "start": format_moment(place.start) if place.start else None,
            "end": format_moment(place.end) if place.end else None,
        }
        for place in facts.rounds
    ]
    by_step = {step.key: _name(step.zone) for step in application.steps if step.opens or step.due or step.changes}
    default = _name(facts.zone)
    return {
        "id": application.id,
        "rounds": rounds,
        "zone": default,
        "silence": told._asdict() if (told := silence(planned, application)) else None,
        # Nearly every step is where its application is; only the others are told.
        "elsewhere": {key: zone for key, zone in by_step.items() if zone != default},
    }


@functools.lru_cache(maxsize=64)
def _days(today: date, zone: tzinfo) -> list[list[str]]:
    days = [today + timedelta(days=offset) for offset in range(-DAYS_BACK, DAYS_AHEAD + 1)]
    return [[format_moment(midnight(day, zone)), day.isoformat()] for day in days]


def _queue(planned: Plan) -> list[list[Any]]:
    moments = [planned.now]
    if sum(len(application.steps) for application in planned.applications) <= QUEUE_STEPS:
        moments += _moments(planned)
    found: list[list[Any]] = []
    for moment in moments:
        entries = [list(entry) for entry in queue_at(planned, moment)[:QUEUE_LENGTH]]
        if not found or found[-1][1] != entries:
            found.append([format_moment(moment), entries])
    return found


def _moments(planned: Plan) -> list[Instant]:
    """Return the coming moments at which the queue may change, the soonest first."""
    end = planned.now + timedelta(days=QUEUE_DAYS)
    moments = {
        moment
        for application in planned.applications
        for step in application.steps
        for moment in (*(at for at, _ in step.changes), *((step.lapses + FRESH,) if step.lapses else ()))
        if planned.now < moment <= end
    }
    return sorted(moments)[:QUEUE_MOMENTS]
