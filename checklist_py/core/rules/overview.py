"""Several applications at a glance: what's due first comes first, and how many are live."""

from datetime import UTC, datetime
from typing import Any

from checklist_py.core.rules.civil import Instant
from checklist_py.core.rules.facts import CLOSED
from checklist_py.core.rules.next import rank_of
from checklist_py.core.rules.planned import Plan, PlannedApplication
from checklist_py.core.rules.status import UPCOMING

_NEVER = datetime.max.replace(tzinfo=UTC)
_NO_RANK = "9"


def overview(planned: Plan) -> dict[str, Any]:
    """Return the applications that aren't archived, each with its next step, and how many are live.

    Those with something to do come first, by what's due, then those with something ahead, the soonest
    first, then the rest, with closed ones last. Ties keep the order of the record. An application is live
    until it's closed.
    """
    shown = [each for each in planned.applications if not each.is_archived]

    def rank(application: PlannedApplication) -> str:
        steps = (step for step in application.steps if step.key == application.next)
        return next((rank_of(step, step.status, planned.now) or _NO_RANK for step in steps), _NO_RANK)

    def ahead(application: PlannedApplication) -> Instant:
        steps = (step for step in application.steps if step.status == UPCOMING)
        return min((at for step in steps for at, _ in step.changes if at > planned.now), default=_NEVER)

    order = sorted(shown, key=lambda each: (each.stage in CLOSED, rank(each), ahead(each)))
    return {
        "order": [[each.id, each.next] for each in order],
        "live": sum(each.stage not in CLOSED for each in shown),
    }
