"""What a page needs beside the plan, so that it computes no date and no rule itself.

``days`` lets a page say "tomorrow": for each time zone, the instants at which civil days begin. Of each
application, ``moments`` says what it's about from each instant on and which interview comes next, and
``ranks`` where each of its steps stands in the queue of things to do, as texts that sort: a page that's left
open, or opened before Python, takes what has passed and sorts it. ``promise`` is the date they promised,
``has_done`` whether any step is done, ``possible`` what can have happened and from when on, and ``overview``
puts the applications in order and counts the live ones. ``set_by`` says who set a figure that isn't the
site's, and ``figures`` what such figures are, and what the guide's pages say beside the site's own.
"""

import functools
from datetime import date, timedelta, tzinfo
from typing import Any

from checklist_py.core.pictures.silence import silence
from checklist_py.core.rules.civil import civil_date, format_moment, midnight
from checklist_py.core.rules.moments import coming, moments_of
from checklist_py.core.rules.next import ranks_of
from checklist_py.core.rules.overview import overview
from checklist_py.core.rules.planned import Plan, PlannedApplication
from checklist_py.core.rules.possible import possible
from checklist_py.core.words.numbers import both_figures, set_by
from checklist_py.core.words.wording import within_words

DAYS_BACK, DAYS_AHEAD = 45, 75
"""How far around today a page can say how many days away a date is."""


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
        "overview": overview(planned),
        **_policy(planned),
    }


def _policy(planned: Plan) -> dict[str, Any]:
    # Without applications nothing is planned, and nobody asks.
    first = next(iter(planned.applications), None)
    if first is None:
        return {}
    settings = first.facts.settings
    figures = both_figures(settings.policy, settings.given.get("centre") or "")
    return {"set_by": set_by(settings.given), "figures": figures}


def _name(zone: object) -> str:
    return getattr(zone, "key", None) or "UTC"


def _application(planned: Plan, application: PlannedApplication) -> dict[str, Any]:
    facts, now = application.facts, planned.now
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
    ranks = {step.key: found for step in application.steps if (found := ranks_of(step, now))}
    return {
        "id": application.id,
        "rounds": rounds,
        "zone": default,
        "silence": told._asdict() if (told := silence(planned, application)) else None,
        "promise": _promise(application),
        "has_done": application.has_done,
        "possible": {type_: format_moment(at) if at else None for type_, at in possible(facts).items()},
        "moments": [
            [format_moment(at), moment.kind, moment.until, place.id if (place := coming(facts, at)) else None]
            for at, moment in moments_of(facts, application.steps, now)
        ],
        "ranks": {key: [[format_moment(at), rank] for at, rank in found] for key, found in ranks.items()},
        # Nearly every step is where its application is; only the others are told.
        "elsewhere": {key: zone for key, zone in by_step.items() if zone != default},
    }


def _promise(application: PlannedApplication) -> dict[str, Any] | None:
    """Return what they promised after the last interview, while an answer is awaited."""
    place = application.facts.promised
    promise = place.wait.promise if place else None
    if promise is None:
        return None
    return {"by": promise.by.isoformat(), "within": within_words(*promise.within) if promise.within else ""}


@functools.lru_cache(maxsize=64)
def _days(today: date, zone: tzinfo) -> list[list[str]]:
    days = [today + timedelta(days=offset) for offset in range(-DAYS_BACK, DAYS_AHEAD + 1)]
    return [[format_moment(midnight(day, zone)), day.isoformat()] for day in days]
