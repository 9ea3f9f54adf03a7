"""Short ways to plan a record in a test."""

from datetime import datetime
from typing import Any

from checklist_py import calendars
from checklist_py.core.rules.plan import Plan, plan
from checklist_py.core.rules.planned import PlannedApplication
from checklist_py.core.words.drafts import Draft, Whose, draft
from tests.cases import application, interview, record

NOW = "2026-11-23T09:00:00Z"
"""The Monday after the interview of most tests, which is on Friday 20 November."""


def planned(document: dict[str, Any], now: str = NOW) -> Plan:
    """Plan a record as it stands; what the check says of one is tested on its own."""
    return plan(document, datetime.fromisoformat(now), calendars.calendars_for(document))


def one(*rounds: dict[str, Any], policy: dict[str, Any] | None = None, **fields: Any) -> dict[str, Any]:
    """A record of one application; without rounds it has the interview of most tests."""
    return record(application(*(rounds or (interview(),)), **fields), policy=policy or {})


def first_of(document: dict[str, Any], now: str = NOW) -> PlannedApplication:
    """The first application."""
    return planned(document, now).applications[0]


def step_of(document: dict[str, Any], key: str, now: str = NOW) -> dict[str, Any]:
    """One step of the first application, as JSON."""
    return next(step.as_json() for step in first_of(document, now).steps if step.key == key)


def drafted(document: dict[str, Any], name: str, answers: dict[str, str] | None = None, **whose: Any) -> Draft:
    """A message, filled in from a record as it stands."""
    return draft(document, calendars.calendars_for(document), name, Whose(**whose), answers)


def missed_from(step: dict[str, Any]) -> str | None:
    """The moment from which a step is too late, or None."""
    return next((at for at, status in step["changes"] if status == "missed"), None)


def keys_of(document: dict[str, Any]) -> list[str]:
    return [step.key for step in first_of(document).steps]
