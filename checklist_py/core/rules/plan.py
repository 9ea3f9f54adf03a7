"""The plan: every step of every application with its status, its dates and their reason.

``plan(record, now, calendars)`` is all of it. It's pure: the same three arguments give the
same plan anywhere, in the site's build, on the command line and in the browser.

``record`` is a *checked* record (see ``record/document.py``), ``now`` an instant, and ``calendars``
hold the region's working days and the time zones that the record names.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC
from typing import Any

from checklist_py.core.rules.civil import Instant
from checklist_py.core.rules.conditions import why_not_needed
from checklist_py.core.rules.extra import counted_round, extra_row
from checklist_py.core.rules.facts import Calendars, Facts, Round, Settings, facts_of, step_key
from checklist_py.core.rules.moments import moment_of, stage_at
from checklist_py.core.rules.next import next_of, rank_of
from checklist_py.core.rules.planned import Plan, PlannedApplication, PlannedStep
from checklist_py.core.rules.rules import POLICY, anchor_of, provenance_of, reason_of, window_of
from checklist_py.core.rules.status import NOT_NEEDED, standing
from checklist_py.core.rules.steps import FOLLOW_UPS, ROUND, ROWS, STEPS, Step


def plan(record: Mapping[str, Any], now: Instant, calendars: Calendars) -> Plan:
    """Plan every application of a checked record at ``now``, an aware datetime.

    Raises ValueError when ``now`` has no offset, and KeyError when ``calendars`` lacks a
    zone that the record names.
    """
    if now.tzinfo is None:
        raise ValueError("now must be an instant: give it a time zone")
    now = now.astimezone(UTC).replace(microsecond=0)
    settings = Settings.of(record, calendars)
    applications = tuple(plan_application(data, settings, now) for data in record["applications"])
    return Plan(now, _next(applications, now), applications)


def _next(applications: tuple[PlannedApplication, ...], now: Instant) -> tuple[str, str] | None:
    """Return the step that comes first of all applications that aren't archived."""
    found = [
        (rank, application.id, application.next)
        for application in applications
        if not application.is_archived and application.next
        for step in application.steps
        if step.key == application.next and (rank := rank_of(step, step.status, now))
    ]
    # Of equals the first in the record: sorting by the rank alone is stable.
    first = min(found, key=lambda each: each[0], default=None)
    return (first[1], first[2]) if first else None


def plan_application(data: Mapping[str, Any], settings: Settings, now: Instant) -> PlannedApplication:
    """Plan one application of a checked record."""
    facts = facts_of(data, settings)
    steps = (*_from_catalogue(facts, now), *_from_centre(facts, now))
    stage, moment = stage_at(facts, steps, now), moment_of(facts, steps, now)
    found = next_of(steps, now)
    return PlannedApplication(data["id"], stage, moment, found.key if found else None, steps, facts)


def _from_catalogue(facts: Facts, now: Instant) -> Iterator[PlannedStep]:
    beyond = FOLLOW_UPS[facts.settings.policy.max_follow_ups :]
    for row in STEPS:
        if row.id not in beyond:
            yield from _of_row(row, facts, now)


def _from_centre(facts: Facts, now: Instant) -> Iterator[PlannedStep]:
    for extra in facts.settings.policy.extra_steps:
        yield from _of_row(extra_row(extra), facts, now)


def _of_row(row: Step, facts: Facts, now: Instant) -> Iterator[PlannedStep]:
    places: tuple[Round | None, ...] = facts.rounds if row.scope == ROUND else (None,)
    for place in places:
        yield _planned(row, facts, place, now)


def _planned(row: Step, facts: Facts, place: Round | None, now: Instant) -> PlannedStep:
    key = step_key(row.id, place)
    counted = counted_round(row, facts, place)
    anchor = anchor_of(row, facts, counted)
    window = window_of(row, facts, anchor)
    zone = window.zone if window else facts.zone
    unneeded = why_not_needed(row, facts, place)
    stands = standing(window, facts.state(key), zone, now, is_needed=unneeded is None)
    opens, due, lapses = (window.opens, window.due, window.lapses) if window else (None, None, None)
    if unneeded and stands.status == NOT_NEEDED:
        opens, due, lapses, reason = None, None, None, unneeded
    else:
        reason = reason_of(row, facts, counted, anchor, window)
    return PlannedStep(
        key=key,
        row=row,
        round=place,
        # A centre's own steps come after the catalogue, all in one place.
        order=ROWS.get(row.id, len(STEPS)),
        status=stands.status,
        opens=opens,
        due=due,
        changes=stands.changes,
        provenance=provenance_of(row, facts, place) if row.id in ROWS else POLICY,
        reason=reason,
        lapses=lapses,
        zone=zone,
    )
