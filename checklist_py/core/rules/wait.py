"""The wait for an answer: the date they promised, the follow-ups, and when to let go.

``wait_of`` works all of it out at once for one round, as each follows from the one before:

    the promise, P      what their latest word named, else what they said at the interview
    follow-up-1         after P, else after more than a week of silence
    follow-up-2, -3     ten working days after the one before, or after what they've said since
    let-go              ten working days after the last of all this, chased or not

An *update* is word from them that decides nothing: "we need longer". One with a date sets P; one
without takes P away unless that's still far off; either way they've just been in touch, and the next
follow-up counts from then. D is the civil date on which the round ends, F the date on which a
follow-up was settled, U the update that a follow-up counts from (see ``timing.md`` for all of them).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from checklist_py.core.rules.amounts import DAYS, WORKING_DAYS, date_within
from checklist_py.core.rules.policy import Policy
from checklist_py.core.rules.workdays import Region, add_working_days, roll_forward

ANSWER_DUE = 2
"""A follow-up, and letting go, are due this many working days after they open."""

_DAY = timedelta(days=1)

INTERVIEW, PROMISE, UPDATE, BEFORE, SKIPPED = "interview", "promise", "update", "before", "skipped"
"""What a follow-up counts from: D, P, U without a date, or the follow-up before it, sent or skipped.

Letting go counts from the last of these, or from one of the next three.
"""

UNSENT, PUT_OFF, UNPLANNED = "unsent", "put-off", "unplanned"
"""The due of a follow-up that was never sent, the day to which it's put off, and the day of one that isn't planned."""


class Promise(NamedTuple):
    """The date by which they said they'd answer, and the day on which they said so, if it's known.

    ``within`` is how they put it when they named no date: a count and its unit, ``days`` or ``working_days``.
    """

    by: date
    given_on: date | None
    within: tuple[int, str] | None = None


class Update(NamedTuple):
    """Word from them on a civil date that decides nothing, with the promise it makes, or None."""

    on: date
    promise: Promise | None


class Said(NamedTuple):
    """What the person said of a follow-up: the civil date of its tick, and the date to which it's snoozed."""

    settled: date | None = None
    snoozed: date | None = None
    is_skipped: bool = False


class FollowUp(NamedTuple):
    """One follow-up: when it opens, what that counts from and that thing's own date, and when it was settled."""

    opens: date | None
    basis: str
    counted_from: date | None
    settled: date | None
    is_skipped: bool = False


class Wait(NamedTuple):
    """The wait of one round. ``asking`` is the day on which the first follow-up opens, planned or not."""

    promise: Promise | None
    asking: date | None
    follow_ups: tuple[FollowUp, ...]
    let_go_basis: str
    let_go_from: date | None
    let_go: date | None


def promise_of(
    reply_by: date | None, within: Mapping[str, int] | None, day: date | None, region: Region
) -> Promise | None:
    """Read a promise made on ``day``; a date before it counts as not given, and without it only a date counts."""
    if reply_by is not None and (day is None or reply_by >= day):
        return Promise(reply_by, day)
    if within and day is not None:
        unit = DAYS if DAYS in within else WORKING_DAYS
        return Promise(date_within(day, within[unit], unit, region), day, (within[unit], unit))
    return None


class Round(NamedTuple):
    """What a round's wait depends on."""

    day: date | None
    """The civil date on which it ends; None when it has no date yet."""
    own: Promise | None
    """What they promised at the interview."""
    updates: Sequence[Update]
    """Their word since, by date."""
    said: Sequence[Said]
    """What the person said of each follow-up that the policy plans."""
    policy: Policy
    region: Region


def wait_of(place: Round) -> Wait:
    """Work out a round's wait."""
    follow_ups: list[FollowUp] = []
    for _ in place.said or (Said(),):
        follow_ups.append(_follow_up(place, follow_ups))
    asking = follow_ups[0].opens
    promise = _standing(place, place.updates)
    start, basis = _last_asked(place, follow_ups) if place.said else (asking, UNPLANNED)
    let_go = None
    if start is not None:
        word = [(update.on, UPDATE) for update in place.updates[-1:]] + ([(promise.by, PROMISE)] if promise else [])
        start, basis = max([(start, basis), *word], key=lambda each: each[0])
        let_go = add_working_days(start, place.policy.follow_up_spacing_working_days, place.region)
    return Wait(promise, asking, tuple(follow_ups) if place.said else (), basis, start, let_go)


def _standing(place: Round, updates: Iterable[Update]) -> Promise | None:
    """Return the promise as it stands after some updates."""
    promise = place.own
    for update in updates:
        if update.promise is not None:
            promise = update.promise
        elif (
            promise is not None
            and promise.given_on is not None
            and update.on > promise.given_on
            and promise.by <= update.on + timedelta(days=place.policy.follow_up_days)
        ):
            promise = None
    return promise


def _follow_up(place: Round, earlier: Sequence[FollowUp]) -> FollowUp:
    """Work out the follow-up that comes after those in ``earlier``."""
    said = place.said[len(earlier)] if place.said else Said()
    ticked = said.settled
    if earlier and earlier[-1].settled is None:
        return FollowUp(None, BEFORE, None, ticked, said.is_skipped)
    # A settled follow-up knows what they'd said before it: word since moves only what's still to come.
    known = [update for update in place.updates if ticked is None or update.on < ticked]
    ticked_before = place.said[len(earlier) - 1].settled if earlier else None
    since = [update for update in known if ticked_before is None or update.on >= ticked_before]
    last = earlier[-1] if earlier else None
    opens, basis, counted_from = _counted(place, _standing(place, known), since[-1] if since else None, last)
    if opens is not None and place.day is not None and not earlier:
        opens = max(opens, roll_forward(place.day + _DAY, place.region))
    settled = max(ticked, opens) if ticked and opens else ticked
    return FollowUp(opens, basis, counted_from, settled, said.is_skipped)


def _counted(
    place: Round, promise: Promise | None, update: Update | None, last: FollowUp | None
) -> tuple[date | None, str, date | None]:
    """Return when a follow-up opens, what it counts from, and that date; ``last`` is the one before it."""
    policy, region = place.policy, place.region
    if update is None and last is not None and last.settled is not None:
        basis = SKIPPED if last.is_skipped else BEFORE
        return add_working_days(last.settled, policy.follow_up_spacing_working_days, region), basis, last.settled
    if promise is not None:
        opens = add_working_days(promise.by, policy.grace_working_days, region)
        return (max(opens, roll_forward(update.on + _DAY, region)) if update else opens), PROMISE, promise.by
    start, basis = (update.on, UPDATE) if update else (place.day, INTERVIEW)
    if start is None:
        return None, basis, None
    return roll_forward(start + timedelta(days=policy.follow_up_days + 1), region), basis, start


def _last_asked(place: Round, follow_ups: Sequence[FollowUp]) -> tuple[date | None, str]:
    """Return the day of the last follow-up: when it was settled, or else when the next one should have been sent."""
    for follow_up, said in zip(follow_ups, place.said, strict=True):
        if follow_up.settled is None:
            if follow_up.opens is None:
                return None, UNSENT
            due = add_working_days(follow_up.opens, ANSWER_DUE, place.region)
            return (said.snoozed, PUT_OFF) if said.snoozed and said.snoozed > due else (due, UNSENT)
    settled = [(each.settled, SKIPPED if each.is_skipped else BEFORE) for each in follow_ups if each.settled]
    return max(settled, key=lambda each: each[0])
