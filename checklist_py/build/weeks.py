"""The first weeks after an interview, as windows of days: what the plan of an example says."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from checklist_py.core.record.shape import FORMAT, VERSION
from checklist_py.core.rules.civil import Instant, civil_date
from checklist_py.core.rules.facts import Calendars
from checklist_py.core.rules.plan import plan
from checklist_py.core.rules.planned import PlannedStep
from checklist_py.core.rules.policy import NUMBERS, Policy
from checklist_py.core.words.wording import WORDS

START = datetime(2001, 1, 2, 10, tzinfo=UTC)
"""The example's interview: a Tuesday morning, in a week without holidays, as no region is set."""

SHOWN = ("thank-you-email", "line-up-references", "follow-up-1", "follow-up-2")
FOLLOW_UP = "follow-up-1"


class Span(NamedTuple):
    """A step's window, in days since midnight of the interview's date, and its rule in words."""

    step: str
    title: str
    first: float
    last: float
    words: str


def spans(own: Policy | None = None) -> list[Span]:
    """Return the windows of the steps of the first weeks, the first follow-up being sent on the day it opens.

    They're the guide's, or those of a centre's ``own`` figures.
    """
    record: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "settings": {"policy": {each.name: getattr(own, each.name) for each in NUMBERS} if own else {}},
        "applications": [
            {"id": "example", "rounds": [{"id": "r1", "starts": START.strftime("%Y-%m-%dT%H:%M"), "time_zone": "UTC"}]}
        ],
    }
    found = {step.step: step for step in _planned(record)}
    if FOLLOW_UP in found:
        sent = {"state": "done", "at": f"{found[FOLLOW_UP].opens}T09:00:00Z"}
        record["applications"][0]["steps"] = {f"r1/{FOLLOW_UP}": sent}
        found = {step.step: step for step in _planned(record)}
    # A centre may plan fewer follow-ups.
    return [_span(found[step]) for step in SHOWN if step in found]


def _planned(record: dict[str, Any]) -> tuple[PlannedStep, ...]:
    return tuple(plan(record, START, Calendars({"UTC": UTC})).applications[0].steps)


def _span(step: PlannedStep) -> Span:
    first, last = _day(step.opens, is_end=False), _day(step.due, is_end=True)
    return Span(step.step, WORDS[step.step].title, first, last, step.reason)


def _day(moment: Instant | date | None, *, is_end: bool) -> float:
    """Return how many days after midnight of the interview's date a moment is."""
    zero = civil_date(START, UTC)
    if isinstance(moment, datetime):
        return (moment - datetime(zero.year, zero.month, zero.day, tzinfo=UTC)) / timedelta(days=1)
    if moment is None:
        raise ValueError("the example leaves no step undated")
    return (moment - zero).days + int(is_end)
