"""Dues: how the moment by which a step should be done follows from its anchor. One row counts it and says it.

``DUES`` is the table. A due that would fall before its step opens is moved to when it opens; ``moved``
is what's said then.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from checklist_py.core.rules.amounts import count
from checklist_py.core.rules.anchors import ANCHORS, Anchor
from checklist_py.core.rules.civil import Moment
from checklist_py.core.rules.facts import SHORT_EVENING, Facts, Round
from checklist_py.core.rules.policy import Policy
from checklist_py.core.rules.steps import Due, Step
from checklist_py.core.rules.workdays import add_working_days, working_day_before


class DueRow(NamedTuple):
    """One kind of due: how it's found, and how it's said."""

    find: Callable[[Due, Facts, Anchor], Moment | None]
    listed: Callable[[Due, Policy], str]
    """When a step is due, for the listing of the rules."""
    reason: Callable[[Step, Facts, Anchor | None], str]
    """The rule in a few words, with the figures in force."""
    moved: str = ""
    """The same, where the due was moved to when the step opens."""
    counts_working_days: bool = False
    number: Callable[[Due, Facts], str] = lambda _due, _facts: ""
    """The policy number that it uses, or an empty text."""


def amount_of(due: Due, policy: Policy) -> int:
    """Return a due's amount, from the policy where the row names a policy number."""
    if isinstance(due.amount, int):
        return due.amount
    value: int = getattr(policy, due.amount)
    return value


def decide_by(facts: Facts) -> date | None:
    """Return the date by which the latest offer asks for a decision, or None."""
    offer = facts.latest("offer")
    return offer.decide_by if offer else None


def _same(words: str) -> Callable[[Due, Policy], str]:
    return lambda _due, _policy: words


def _amount(due: Due, facts: Facts, unit: str) -> str:
    return count(amount_of(due, facts.settings.policy), unit)


def _within(unit: str) -> Callable[[Step, Facts, Anchor | None], str]:
    def reason(step: Step, facts: Facts, _anchor: Anchor | None) -> str:
        event = ANCHORS[step.anchor].event
        if amount_of(step.due, facts.settings.policy) == 0:
            return f"at {event}" if unit == "hour" else f"on the day of {event}"
        return f"within {_amount(step.due, facts, unit)} of {event}"

    return reason


def _later(unit: str) -> Callable[[Due, Policy], str]:
    return lambda due, policy: f"{count(amount_of(due, policy), unit)} later"


def _hours(due: Due, facts: Facts, anchor: Anchor) -> Moment | None:
    hours = timedelta(hours=amount_of(due, facts.settings.policy))
    return anchor.opens + hours if isinstance(anchor.opens, datetime) else None


def _days(due: Due, facts: Facts, anchor: Anchor) -> Moment:
    return anchor.day + timedelta(days=amount_of(due, facts.settings.policy))


def _working_days(due: Due, facts: Facts, anchor: Anchor) -> Moment:
    settings = facts.settings
    return add_working_days(anchor.day, amount_of(due, settings.policy), settings.calendars.region)


def _from_opening(due: Due, facts: Facts, anchor: Anchor) -> Moment | None:
    settings, opens = facts.settings, anchor.opens
    amount, region = amount_of(due, settings.policy), settings.calendars.region
    return None if opens is None or isinstance(opens, datetime) else add_working_days(opens, amount, region)


def _before_start(due: Due, facts: Facts, anchor: Anchor) -> Moment:
    settings = facts.settings
    return working_day_before(anchor.day, amount_of(due, settings.policy), settings.calendars.region)


def _decide(_due: Due, facts: Facts, anchor: Anchor) -> date:
    settings = facts.settings
    return decide_by(facts) or add_working_days(
        anchor.day, settings.policy.decide_working_days, settings.calendars.region
    )


def _before_decide(due: Due, facts: Facts, anchor: Anchor) -> date:
    decided = max(_decide(due, facts, anchor), anchor.day)
    return working_day_before(decided, 1, facts.settings.calendars.region)


def _same_day_reason(_step: Step, _facts: Facts, anchor: Anchor | None) -> str:
    place: Round | None = anchor.round if anchor else None
    if place is not None and place.same_day != place.end_date:
        return "by the end of the next day"
    return "the same day"


def _decide_reason(_step: Step, facts: Facts, _anchor: Anchor | None) -> str:
    if decide_by(facts):
        return "the date they want your answer by"
    return f"within {count(facts.settings.policy.decide_working_days, 'working day')} of the offer"


def _decide_number(_due: Due, facts: Facts) -> str:
    return "" if decide_by(facts) else "decide_working_days"


_SHORT_EVENING_HOURS = int(SHORT_EVENING.total_seconds() // 3600)

DUES: Mapping[str, DueRow] = {
    "end": DueRow(
        lambda _due, _facts, anchor: anchor.round.end if anchor.round else None,
        _same("before the interview ends"),
        lambda _step, _facts, _anchor: "before you leave the room",
    ),
    "same-day": DueRow(
        lambda _due, _facts, anchor: anchor.round.same_day if anchor.round else None,
        _same(f"that day, or the next if fewer than {count(_SHORT_EVENING_HOURS, 'hour')} of it are left"),
        _same_day_reason,
    ),
    "hours": DueRow(
        _hours,
        _later("hour"),
        _within("hour"),
        number=lambda due, _facts: due.amount if isinstance(due.amount, str) else "",
    ),
    "days": DueRow(_days, _later("day"), _within("day"), "on the day it opens"),
    "working-days": DueRow(
        _working_days, _later("working day"), _within("working day"), "on the day it opens", counts_working_days=True
    ),
    "from-opening": DueRow(_from_opening, _later("working day"), _within("working day"), counts_working_days=True),
    "before-start": DueRow(
        _before_start,
        lambda due, policy: f"{count(amount_of(due, policy), 'working day')} before the interview",
        lambda step, facts, _anchor: f"{_amount(step.due, facts, 'working day')} before the interview",
        "straight away, as the interview is so close",
        counts_working_days=True,
    ),
    "decide": DueRow(
        _decide,
        lambda _due, policy: (
            f"the date they gave; if they gave none, {count(policy.decide_working_days, 'working day')} later"
        ),
        _decide_reason,
        "on the day of the offer, as the date they named has passed",
        counts_working_days=True,
        number=_decide_number,
    ),
    "before-decide": DueRow(
        _before_decide,
        _same("the working day before you decide"),
        lambda _step, _facts, _anchor: "the working day before you decide",
        "on the day of the offer, as there's so little time",
        counts_working_days=True,
        number=_decide_number,
    ),
    "none": DueRow(lambda _due, _facts, _anchor: None, _same("no date"), lambda step, _facts, _anchor: step.reason),
}
