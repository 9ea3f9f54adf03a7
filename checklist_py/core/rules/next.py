"""The next action: which of the steps that are open or late comes first.

Five classes, each in an order of its own:

    0  open, and its due lapses within 48 hours     the soonest first
    1  overdue                                      the latest first
    2  open with a due                              the soonest first
    3  references and letting go, open or late      the soonest due first
    4  open without a due                           the earliest to open first

What nobody has done for a week is left alone, follow-ups and letting go excepted, and so is what the
catalogue never prompts. A step's rank is written as a text that sorts: the class, the instant, and the
row of the catalogue. So a page can merge the ranks of many applications by sorting texts, and needs no rule.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from checklist_py.core.rules.civil import Instant, begins
from checklist_py.core.rules.planned import PlannedStep
from checklist_py.core.rules.status import MISSED, NOT_NEEDED, OPEN, OVERDUE, SETTLED, TO_DO, UPCOMING, status_at
from checklist_py.core.rules.steps import ALWAYS, NEVER, UNTIL_DUE

SOON = timedelta(hours=48)
"""Within this long of its due a step comes before what's late."""

WEEK = timedelta(days=7)
"""After this long a step that nobody does is no longer put to them."""

_LAST_SECOND = 9_999_999_999


def rank_of(step: PlannedStep, status: str, at: Instant) -> str | None:
    """Return a step's rank at a moment, given its status then; None where it isn't put to the person."""
    row = step.row
    if status not in TO_DO or row.prompted == NEVER or (status == OVERDUE and row.prompted == UNTIL_DUE):
        return None
    over = step.lapses
    since = over if status == OVERDUE else begins(step.opens, step.zone) if step.opens and over is None else None
    if since is not None and at - since >= WEEK and row.prompted != ALWAYS:
        return None
    if over is None:
        return _rank(4, since, step)
    if row.is_last:
        return _rank(3, over, step)
    if status == OVERDUE:
        return _rank(1, over, step, is_latest_first=True)
    return _rank(0 if over - at <= SOON else 2, over, step)


def _rank(kind: int, at: Instant | None, step: PlannedStep, *, is_latest_first: bool = False) -> str:
    seconds = int(at.timestamp()) if at else 0
    return f"{kind}{_LAST_SECOND - seconds if is_latest_first else seconds:010d}{step.order:02d}"


def ranks_of(step: PlannedStep, now: Instant) -> list[tuple[Instant, str | None]]:
    """Return a step's ranks from ``now`` on, each from its moment, if the person does nothing; empty for none ever.

    Of a step that's done or skipped they're those that it would have, for when the person takes that back.
    """
    if step.row.prompted == NEVER or step.status in (NOT_NEEDED, MISSED):
        return []
    status = (UPCOMING if step.opens else OPEN) if step.status in SETTLED else step.status
    moments = {at for at in (*(at for at, _ in step.changes), *_edges(step)) if at > now}
    found: list[tuple[Instant, str | None]] = []
    for at in (now, *sorted(moments)):
        rank = rank_of(step, status_at(status, step.changes, at), at)
        if rank != (found[-1][1] if found else None):
            found.append((at, rank))
    return found


def _edges(step: PlannedStep) -> Iterator[Instant]:
    """Yield the moments, besides its changes, at which a step's rank may become another."""
    if step.lapses is not None:
        yield step.lapses - SOON
        yield step.lapses + WEEK
    elif step.opens is not None:
        yield begins(step.opens, step.zone) + WEEK


def next_of(steps: Iterable[PlannedStep], now: Instant) -> PlannedStep | None:
    """Return the step of one application that comes first at the plan's ``now``, or None."""
    best: tuple[str, PlannedStep] | None = None
    for step in steps:
        rank = rank_of(step, step.status, now)
        # Of equals the first in the plan.
        if rank is not None and (best is None or rank < best[0]):
            best = (rank, step)
    return best[1] if best else None
