"""The plan: every step of every application with its status, its dates and their reason.

``plan(record, now, calendars)`` is the whole of it. It is pure: the same three arguments
give the same plan anywhere, in the site's build, on the command line and in the browser.

``record`` is a *checked* record (see ``record.py``), ``now`` an instant, and ``calendars``
hold the region's working days and the time zones that the record names.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, timedelta, tzinfo
from typing import Any, NamedTuple

from checklist_py.core.civil import Instant, Moment, begins, format_moment, lapses
from checklist_py.core.extra import extra_reason, extra_when, extra_window
from checklist_py.core.facts import Calendars, Facts, Round, Settings, facts_of
from checklist_py.core.reasons import provenance_of, reason_of
from checklist_py.core.rules import STARTED, Window, step_key, why_not_needed, window_of
from checklist_py.core.status import Change, standing
from checklist_py.core.steps import FOLLOW_UPS, IN_THE_ROOM, ROUND, SAME_DAY_STEPS, STEPS, Step

FRESH = timedelta(hours=72)
"""How long an overdue step still comes before those that are merely open later on."""


SETTLED = frozenset({"done", "skipped", "not-needed"})
"""Statuses that the clock does not change."""


class PlannedStep(NamedTuple):
    """One step with its dates, which are in ``zone``. ``lapses`` is the instant at which it becomes overdue."""

    key: str
    step: str
    status: str
    opens: Moment | None
    due: Moment | None
    changes: tuple[Change, ...]
    provenance: str
    sources: tuple[str, ...]
    reason: str
    lapses: Instant | None
    zone: tzinfo

    def as_json(self) -> dict[str, Any]:
        """Return the step in the shape of ``plan --json``."""
        return {
            "key": self.key,
            "step": self.step,
            "status": self.status,
            "opens": format_moment(self.opens) if self.opens else None,
            "due": format_moment(self.due) if self.due else None,
            "changes": [[format_moment(at), status] for at, status in self.changes],
            "provenance": self.provenance,
            "sources": list(self.sources),
            "reason": self.reason,
        }


class PlannedApplication(NamedTuple):
    """One application with its stage and its steps in the order of the catalogue."""

    id: str
    stage: str
    steps: tuple[PlannedStep, ...]
    facts: Facts

    def as_json(self) -> dict[str, Any]:
        """Return the application in the shape of ``plan --json``."""
        return {"id": self.id, "stage": self.stage, "steps": [step.as_json() for step in self.steps]}


class Plan(NamedTuple):
    """The plan at ``now``, and the one thing to do next: an application's id and a step's key, or None."""

    now: Instant
    next: tuple[str, str] | None
    applications: tuple[PlannedApplication, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the plan in the shape of ``plan --json``."""
        return {
            "now": format_moment(self.now),
            "next": {"application": self.next[0], "key": self.next[1]} if self.next else None,
            "applications": [application.as_json() for application in self.applications],
        }


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
    return Plan(now, next(iter(_queue(applications, now, lambda step: step.status)), None), applications)


def plan_application(data: Mapping[str, Any], settings: Settings, now: Instant) -> PlannedApplication:
    """Plan one application of a checked record."""
    facts = facts_of(data, settings)
    steps = (*_from_catalogue(facts, now), *_from_centre(facts, now))
    return PlannedApplication(data["id"], _stage(facts, steps, now), steps, facts)


def _from_catalogue(facts: Facts, now: Instant) -> Iterator[PlannedStep]:
    beyond = FOLLOW_UPS[facts.settings.policy.max_follow_ups :]
    for step in STEPS:
        if step.id in beyond:
            continue
        for place in _places(step.scope, facts):
            step_now = step._replace(provenance=provenance_of(step, facts, place))
            window = window_of(step, facts, place)
            yield _planned(step_now, facts, place, (window, reason_of(step, facts, place)), now)


def _from_centre(facts: Facts, now: Instant) -> Iterator[PlannedStep]:
    for extra in facts.settings.policy.extra_steps:
        row = Step(extra["id"], extra["scope"], "", "", STEPS[0].due, extra_when(extra), "policy", ())
        for place in _places(row.scope, facts):
            window = extra_window(extra, facts, place)
            yield _planned(row, facts, place, (window, extra_reason(extra)), now)


def _places(scope: str, facts: Facts) -> tuple[Round | None, ...]:
    return facts.rounds if scope == ROUND else (None,)


def _planned(
    step: Step, facts: Facts, place: Round | None, dates: tuple[Window | None, str], now: Instant
) -> PlannedStep:
    window, reason = dates
    key = step_key(step.id, place)
    zone = window.zone if window else facts.zone
    unneeded = why_not_needed(step.id, step.when, facts, place)
    stands = standing(window, facts.state(key), zone, now, is_needed=unneeded is None)
    opens, due = (window.opens, window.due) if window else (None, None)
    if stands.status == "not-needed":
        opens, due, reason = None, None, unneeded or STARTED
    over = lapses(due, zone) if due else None
    return PlannedStep(
        key, step.id, stands.status, opens, due, stands.changes, step.provenance, step.sources, reason, over, zone
    )


def _stage(facts: Facts, steps: tuple[PlannedStep, ...], now: Instant) -> str:  # noqa: PLR0911  # one for each
    if facts.closing_stage:
        return facts.closing_stage
    invited = facts.latest("invitation")
    last = facts.last
    if invited and not any(place.start_date and place.start_date >= invited.on for place in facts.rounds):
        return "invited"
    if last is None or last.end is None:
        return "undated"
    if facts.rounds[-1].start is None:
        return "invited"
    if now < last.end:
        return "before"
    key = step_key("let-go", last)
    let_go = next(step for step in steps if step.key == key)
    if let_go.status == "not-needed":
        return "waiting"
    has_opened = let_go.opens is not None and begins(let_go.opens, last.zone) <= now
    return "silent" if has_opened or let_go.status == "done" else "waiting"


def _queue(
    applications: Iterable[PlannedApplication], now: Instant, status_of: Callable[[PlannedStep], str]
) -> list[tuple[str, str]]:
    """Return what to do, the next action first, as application ids and step keys."""
    soon: list[tuple[bool, Instant, str, str]] = []
    late: list[tuple[Instant, str, str]] = []
    for application in applications:
        if application.facts.data.get("archived", False):
            continue
        for step in application.steps:
            status = status_of(step)
            is_overdue = status == "overdue"
            if (status != "open" and not is_overdue) or (is_overdue and step.step in IN_THE_ROOM):
                continue
            over = step.lapses
            if is_overdue and over is not None and (step.step in SAME_DAY_STEPS or now - over >= FRESH):
                late.append((over, application.id, step.key))
            else:
                soon.append((over is None, over or now, application.id, step.key))
    # Sorting is stable, also in reverse: equals stay in the order of the plan.
    soon.sort(key=lambda entry: entry[:2])
    late.sort(key=lambda entry: entry[0], reverse=True)
    return [*(entry[2:] for entry in soon), *(entry[1:] for entry in late)]


def queue_at(planned: Plan, at: Instant) -> list[tuple[str, str]]:
    """Return the queue as it will be at a moment from the plan's ``now`` on, if the person does nothing until then."""
    return _queue(planned.applications, at, lambda step: status_at(step, at))


def status_at(step: PlannedStep, at: Instant) -> str:
    """Return a planned step's status at a moment after the plan's ``now``, as a page would show it.

    The latest change that has passed, else the planned status; done, skipped and not-needed stay.
    """
    if step.status in SETTLED:
        return step.status
    status = step.status
    for moment, then in step.changes:
        if moment > at:
            break
        status = then
    return status
