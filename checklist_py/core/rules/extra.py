"""Steps that a careers centre adds: at most ten, each with one anchor and one offset.

An extra step is a row like any other, made from the policy: it counts from an anchor of ``anchors.py`` and
is due its offset later, with no until. Of scope application it uses the last round that has a date.
"""

from collections.abc import Mapping
from typing import Any

from checklist_py.core.rules.facts import Facts, Round
from checklist_py.core.rules.steps import APPLICATION, ROWS, Due, Step

_UNITS = {"hours": "hours", "days": "days", "working_days": "working-days"}


def extra_row(extra: Mapping[str, Any]) -> Step:
    """Return an extra step of a checked policy as a row of the catalogue."""
    offset: Mapping[str, int] = extra["offset"]
    unit = next(unit for unit in _UNITS if unit in offset)
    anchor: str = extra["anchor"]
    due = Due(_UNITS[unit], offset[unit])
    return Step(extra["id"], extra["scope"], "", anchor, due, None, (), (), ())


def counted_round(row: Step, facts: Facts, place: Round | None) -> Round | None:
    """Return the round that a step of ``place`` counts from: for a centre's own of the whole application the last."""
    return facts.last if row.scope == APPLICATION and row.id not in ROWS else place
