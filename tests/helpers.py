"""Short ways to plan a record in a test."""

from datetime import datetime
from typing import Any

from checklist_py import calendars
from checklist_py.core.plan import Plan, plan
from checklist_py.core.record import load
from tests import cases


def planned(document: dict[str, Any], now: str = "2026-11-23T09:00:00Z") -> Plan:
    """Check and plan a record, as the command line does."""
    checked = load(cases.as_text(document), calendars.KNOWN)
    return plan(checked, datetime.fromisoformat(now), calendars.calendars_for(checked))


def step_of(document: dict[str, Any], key: str, now: str = "2026-11-23T09:00:00Z") -> dict[str, Any]:
    """One step of the first application, as JSON."""
    found = planned(document, now).as_json()["applications"][0]["steps"]
    return next(step for step in found if step["key"] == key)


def keys_of(document: dict[str, Any]) -> list[str]:
    return [step["key"] for step in planned(document).as_json()["applications"][0]["steps"]]
