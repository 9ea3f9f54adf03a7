"""What can have happened: which outcomes a person may be asked about, and from which moment on.

``possible`` says it for one application, so that "What happened?" offers nothing that can't be. An offer is
answered only once there is one; nobody fails to turn up before the interview was to start. An update is word
that moves a follow-up, so it's left out where there's none to move: without a date, and at an offer.
"""

from collections.abc import Mapping

from checklist_py.core.rules.civil import Instant
from checklist_py.core.rules.facts import Facts

_BY_STAGE: Mapping[str, tuple[str, ...]] = {
    "offer": ("acceptance", "decline", "offer", "refusal", "withdrawal"),
    "accepted": ("withdrawal", "refusal"),
    "declined": ("invitation", "offer"),
    "refused": ("invitation", "offer"),
    "withdrawn": ("invitation", "offer"),
    "let-go": ("invitation", "offer", "refusal"),
}
"""What can still come once an application is at a closing stage."""

_SINCE_AN_INTERVIEW = ("invitation", "update", "offer")
_AT_ANY_TIME = ("refusal", "withdrawal")


def possible(facts: Facts) -> dict[str, Instant | None]:
    """Return each outcome that can happen, and the instant from which it can have; None for at any time."""
    if facts.closing_stage is not None:
        return dict.fromkeys(_BY_STAGE[facts.closing_stage])
    found: dict[str, Instant | None] = {}
    starts = [place.start for place in facts.rounds if place.start is not None]
    if starts:
        found |= dict.fromkeys(_SINCE_AN_INTERVIEW, starts[0])
        awaited = [place.start for place in facts.rounds if place.start is not None and place.no_show is None]
        if awaited:
            found["no-show"] = awaited[0]
    else:
        # Nobody knows when it was: it may be over.
        found |= dict.fromkeys(("invitation", "offer"))
    return found | dict.fromkeys(_AT_ANY_TIME)
