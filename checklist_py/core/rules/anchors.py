"""Anchors: the dated facts that steps count from. One row holds how an anchor is found and how it's said.

``ANCHORS`` is the table. A row's ``find`` takes the step, the application's facts and, for a step of
scope round, the round; it returns None while nothing dates the step.

One table makes it long: a row and the functions that find and say it are read together.
"""

from collections.abc import Callable, Mapping
from datetime import date, tzinfo
from typing import NamedTuple

from checklist_py.core.rules.amounts import count
from checklist_py.core.rules.civil import Moment
from checklist_py.core.rules.facts import Facts, Round
from checklist_py.core.rules.policy import Policy
from checklist_py.core.rules.steps import FOLLOW_UPS, LET_GO, Step
from checklist_py.core.rules.wait import (
    BEFORE,
    INTERVIEW,
    PROMISE,
    PUT_OFF,
    SKIPPED,
    UNPLANNED,
    UNSENT,
    UPDATE,
    FollowUp,
)
from checklist_py.core.rules.workdays import add_working_days

PEACE = 1
"""Working days between a refusal and the first thing that's asked of the person."""


class Anchor(NamedTuple):
    """Where a window begins: the moment it opens, and the civil date to count days from."""

    opens: Moment | None
    day: date
    zone: tzinfo
    round: Round | None = None


class Counted(NamedTuple):
    """What a step counts from, in words, and that thing's own date, where there is one."""

    words: str
    at: Moment | None


class AnchorRow(NamedTuple):
    """One anchor: how it's found, and everything that's said of it."""

    find: Callable[[Step, Facts, Round | None], Anchor | None]
    opens: Callable[[Step, Policy], str]
    """When a step with this anchor opens, for the listing of the rules."""
    event: str
    """What a step is due "within two days of"."""
    counted: Callable[[Step, Facts, Round | None], Counted]
    changes: str
    """What would move the dates."""
    reason: Callable[[Step, Facts, Round | None], str] | None = None
    """The rule in a few words, where the due alone doesn't say it."""
    numbers: Callable[[Step, Facts, Round | None], tuple[str, ...]] = lambda _step, _facts, _place: ()
    """The policy numbers that it uses."""
    counts_working_days: bool = False


def _same(words: str) -> Callable[[Step, Policy], str]:
    return lambda _step, _policy: words


# --- interviews --------------------------------------------------------------------------


def _start(_step: Step, _facts: Facts, place: Round | None) -> Anchor | None:
    if place is None or place.start is None or place.start_date is None:
        return None
    return Anchor(place.start, place.start_date, place.zone, place)


def _end(_step: Step, _facts: Facts, place: Round | None) -> Anchor | None:
    if place is None or place.end is None or place.end_date is None:
        return None
    return Anchor(place.end, place.end_date, place.zone, place)


def _first_end(step: Step, facts: Facts, _place: Round | None) -> Anchor | None:
    return _end(step, facts, facts.first)


def _next_day(step: Step, facts: Facts, _place: Round | None) -> Anchor | None:
    end = _end(step, facts, facts.first)
    return end and end._replace(opens=date.fromordinal(end.day.toordinal() + 1))


def _invitation(_step: Step, facts: Facts, place: Round | None) -> Anchor | None:
    if place is None or place.start_date is None:
        return None
    invited = [o.on for o in facts.outcomes if o.type == "invitation" and o.on <= place.start_date]
    return Anchor(invited[-1] if invited else place.before, place.start_date, place.zone, place)


def _no_show(_step: Step, facts: Facts, place: Round | None) -> Anchor | None:
    if place is None or place.no_show is None:
        return None
    return Anchor(place.no_show, place.no_show, facts.zone, place)


def _of_start(_step: Step, _facts: Facts, place: Round | None) -> Counted:
    return Counted("the interview's start", place.start if place else None)


def _of_end(_step: Step, _facts: Facts, place: Round | None) -> Counted:
    return Counted("the interview's end", place.end if place else None)


def _of_first_end(_step: Step, facts: Facts, _place: Round | None) -> Counted:
    return Counted("the first interview's end", facts.first.end if facts.first else None)


def _of_no_show(_step: Step, _facts: Facts, place: Round | None) -> Counted:
    return Counted("the day they didn't turn up", place.no_show if place else None)


# --- the wait for an answer --------------------------------------------------------------


def _promise(_step: Step, _facts: Facts, place: Round | None) -> Anchor | None:
    promise = place.wait.promise if place else None
    return Anchor(promise.by, promise.by, place.zone, place) if place and promise else None


def _of_promise(_step: Step, _facts: Facts, place: Round | None) -> Counted:
    promise = place.wait.promise if place else None
    return Counted(_PROMISED, promise.by if promise else None)


def _follow_up(step: Step, _facts: Facts, place: Round | None) -> Anchor | None:
    found = follow_up_of(step, place)
    opens = found.opens if found else None
    return Anchor(opens, opens, place.zone, place) if place and opens else None


def follow_up_of(step: Step, place: Round | None) -> FollowUp | None:
    """Return what's known of the follow-up that ``step`` is, or None where the round plans none."""
    number = FOLLOW_UPS.index(step.id)
    return place.wait.follow_ups[number] if place and number < len(place.wait.follow_ups) else None


def _let_go(_step: Step, _facts: Facts, place: Round | None) -> Anchor | None:
    opens = place.wait.let_go if place else None
    return Anchor(opens, opens, place.zone, place) if place and opens else None


_PROMISED = "the date they said you'd hear by"

_COUNTED_FROM = {
    INTERVIEW: "the day of the interview",
    PROMISE: _PROMISED,
    UPDATE: "the day they last got in touch",
    BEFORE: "your last follow-up",
    SKIPPED: "the follow-up you skipped",
    UNSENT: "the day your next follow-up is due",
    PUT_OFF: "the day you put your follow-up off to",
    UNPLANNED: "the day when people usually follow up",
}
"""What a follow-up, or letting go, may count from."""


def _basis(step: Step, place: Round | None) -> str:
    found = follow_up_of(step, place)
    return found.basis if found else INTERVIEW


def _of_follow_up(step: Step, _facts: Facts, place: Round | None) -> Counted:
    found = follow_up_of(step, place)
    words = _follow_up_before(found) if _basis(step, place) == BEFORE else _COUNTED_FROM[_basis(step, place)]
    return Counted(words, found.counted_from if found else None)


def _of_let_go(_step: Step, _facts: Facts, place: Round | None) -> Counted:
    wait = place.wait if place else None
    return Counted(_COUNTED_FROM[wait.let_go_basis if wait else UNSENT], wait.let_go_from if wait else None)


def _follow_up_opens(step: Step, policy: Policy) -> str:
    if step.id == FOLLOW_UPS[0]:
        grace = count(policy.grace_working_days, "working day")
        days = count(policy.follow_up_days, "day")
        whose = "" if "grace_working_days" in policy.changed else " (our figure)"
        return f"{grace}{whose} after the date they gave; if they gave none, once more than {days} have passed"
    before = "first" if step.id == FOLLOW_UPS[1] else "second"
    return f"{count(policy.follow_up_spacing_working_days, 'working day')} after the {before} follow-up"


def _let_go_opens(_step: Step, policy: Policy) -> str:
    spacing = count(policy.follow_up_spacing_working_days, "working day")
    return f"{spacing} after the last follow-up you sent, or after the next one was due if you didn’t send it"


def _follow_up_reason(step: Step, facts: Facts, place: Round | None) -> str:
    policy = facts.settings.policy
    found, basis = follow_up_of(step, place), _basis(step, place)
    if basis == PROMISE:
        if policy.grace_working_days:
            return f"{count(policy.grace_working_days, 'working day')} after the date they said you'd hear by"
        is_that_day = found is not None and found.opens == found.counted_from
        return f"{'from' if is_that_day else 'from the first working day after'} the date they said you'd hear by"
    if basis in (BEFORE, SKIPPED):
        return f"{count(policy.follow_up_spacing_working_days, 'working day')} after {_follow_up_before(found)}"
    since = "they last got in touch" if basis == UPDATE else "the day of the interview"
    return f"once more than {count(policy.follow_up_days, 'day')} have passed since {since}"


def _follow_up_before(found: FollowUp | None) -> str:
    """Name the follow-up that another counts from: one that's still to come is nobody's last yet."""
    return _COUNTED_FROM[found.basis] if found and found.counted_from else "the follow-up before it"


def _let_go_reason(step: Step, facts: Facts, place: Round | None) -> str:
    spacing = count(facts.settings.policy.follow_up_spacing_working_days, "working day")
    return f"{spacing} after {_of_let_go(step, facts, place).words}"


_FOLLOW_UP_NUMBERS = {
    INTERVIEW: "follow_up_days",
    UPDATE: "follow_up_days",
    PROMISE: "grace_working_days",
    BEFORE: "follow_up_spacing_working_days",
    SKIPPED: "follow_up_spacing_working_days",
}


def _follow_up_numbers(step: Step, _facts: Facts, place: Round | None) -> tuple[str, ...]:
    return (_FOLLOW_UP_NUMBERS[_basis(step, place)], *(("max_follow_ups",) if step.id == FOLLOW_UPS[-1] else ()))


def _let_go_numbers(_step: Step, _facts: Facts, _place: Round | None) -> tuple[str, ...]:
    return ("follow_up_spacing_working_days", "max_follow_ups")


# --- outcomes ----------------------------------------------------------------------------


def _outcome(type_: str) -> Callable[[Step, Facts, Round | None], Anchor | None]:
    def find(_step: Step, facts: Facts, _place: Round | None) -> Anchor | None:
        outcome = facts.latest(type_)
        return Anchor(outcome.on, outcome.on, facts.zone) if outcome else None

    return find


def _refusal(_step: Step, facts: Facts, _place: Round | None) -> Anchor | None:
    outcome = facts.latest("refusal")
    if outcome is None:
        return None
    return Anchor(add_working_days(outcome.on, PEACE, facts.settings.calendars.region), outcome.on, facts.zone)


def _of_outcome(words: str, type_: str) -> Callable[[Step, Facts, Round | None], Counted]:
    def counted(_step: Step, facts: Facts, _place: Round | None) -> Counted:
        found = facts.latest(type_)
        return Counted(words, found.on if found else None)

    return counted


def _refusal_reason(_step: Step, _facts: Facts, _place: Round | None) -> str:
    return "from the working day after their answer, once it has sunk in"


_ANOTHER_TIME = "a different time or length for the interview"

ANCHORS: Mapping[str, AnchorRow] = {
    "start": AnchorRow(_start, _same("when the interview starts"), "the interview's start", _of_start, _ANOTHER_TIME),
    "end": AnchorRow(_end, _same("when the interview ends"), "the interview's end", _of_end, _ANOTHER_TIME),
    "first-end": AnchorRow(
        _first_end,
        _same("when the first interview ends"),
        "the first interview",
        _of_first_end,
        "a different time or length for the first interview",
    ),
    "next-day": AnchorRow(
        _next_day,
        _same("the day after the first interview"),
        "the first interview",
        _of_first_end,
        "a different day for the first interview",
    ),
    "invitation": AnchorRow(
        _invitation,
        _same("when you're invited"),
        "the interview",
        _of_start,
        "a different time for the interview",
        counts_working_days=True,
    ),
    "no-show": AnchorRow(
        _no_show,
        _same("the day they don't turn up"),
        "the day you noted it",
        _of_no_show,
        "a different day for the interview that didn't happen",
    ),
    "reply-by": AnchorRow(
        _promise, _same("on the date they gave"), _PROMISED, _of_promise, "a different date to hear by"
    ),
    "follow-up": AnchorRow(
        _follow_up,
        _follow_up_opens,
        "the day it opens",
        _of_follow_up,
        "another date to hear by, the day you tick an earlier follow-up, or any word from them",
        _follow_up_reason,
        _follow_up_numbers,
        counts_working_days=True,
    ),
    LET_GO: AnchorRow(
        _let_go,
        _let_go_opens,
        "the day it opens",
        _of_let_go,
        "the day you tick your last follow-up, or any word from them",
        _let_go_reason,
        _let_go_numbers,
        counts_working_days=True,
    ),
    "offer": AnchorRow(
        _outcome("offer"),
        _same("on the day of the offer"),
        "the offer",
        _of_outcome("the day of the offer", "offer"),
        "a different day for the offer, or a date they want your answer by",
    ),
    "acceptance": AnchorRow(
        _outcome("acceptance"),
        _same("on the day you accept"),
        "saying yes",
        _of_outcome("the day you said yes", "acceptance"),
        "a different day for your yes",
    ),
    "refusal": AnchorRow(
        _refusal,
        _same(f"{count(PEACE, 'working day')} after their answer"),
        "their answer",
        _of_outcome("the day of their answer", "refusal"),
        "a different day for their answer",
        _refusal_reason,
        counts_working_days=True,
    ),
}
