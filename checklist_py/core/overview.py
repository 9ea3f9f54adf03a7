"""Several applications at a glance: what is due first comes first, and how many are live."""

from datetime import UTC, datetime
from typing import Any

from checklist_py.core.civil import Instant
from checklist_py.core.facts import CLOSED
from checklist_py.core.plan import Plan, PlannedApplication, queue_at

_NEVER = datetime.max.replace(tzinfo=UTC)


def overview(planned: Plan) -> dict[str, Any]:
    """Return the applications that are not archived, each with its next step, and how many are live.

    What is due first comes first. After those with something to do come those with something ahead, the
    soonest first, then the rest, closed ones last; the order of the record settles ties. An application is
    live until it is closed.
    """
    shown = [each for each in planned.applications if not each.facts.data.get("archived", False)]
    queue = queue_at(planned, planned.now)
    turns = {key: turn for turn, (key, _) in reversed([*enumerate(queue)])}

    def ahead(application: PlannedApplication) -> Instant:
        steps = (step for step in application.steps if step.status == "upcoming")
        return min((at for step in steps for at, _ in step.changes if at > planned.now), default=_NEVER)

    order = sorted(shown, key=lambda each: (each.stage in CLOSED, turns.get(each.id, len(queue)), ahead(each)))
    return {
        "order": [[each.id, queue[turns[each.id]][1] if each.id in turns else None] for each in order],
        "live": sum(each.stage not in CLOSED for each in shown),
    }
