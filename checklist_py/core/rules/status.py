"""Status: what a window, the person's own word and the time make of a step.

The clock takes a step from ``upcoming`` through ``open`` to ``overdue``, and to ``missed`` once it's too
late to be worth doing. The person's word comes first. Precedence: done or skipped, then not-needed,
missed, snoozed, undated, the clock. A status holds from its moment on.
"""

from collections.abc import Mapping
from datetime import date, tzinfo
from typing import Any, NamedTuple

from checklist_py.core.rules.civil import Instant, begins, midnight
from checklist_py.core.rules.rules import Window

DONE, SKIPPED, NOT_NEEDED, MISSED = "done", "skipped", "not-needed", "missed"
UPCOMING, OPEN, OVERDUE, SNOOZED, UNDATED = "upcoming", "open", "overdue", "snoozed", "undated"

SETTLED = frozenset({DONE, SKIPPED, NOT_NEEDED, MISSED})
"""Statuses that the clock doesn't change."""

TO_DO = frozenset({OPEN, OVERDUE})
"""Statuses that leave something to do."""

type Change = tuple[Instant, str]


class Standing(NamedTuple):
    """A step's status at a moment, and the changes the clock will make to it."""

    status: str
    changes: tuple[Change, ...]


def clock_changes(window: Window) -> tuple[Change, ...]:
    """Return what the clock does to an untouched step, in order; of two at once the later status stands."""
    changes: dict[Instant, str] = {}
    if window.opens is not None:
        changes[begins(window.opens, window.zone)] = OPEN
    if window.lapses is not None:
        changes[window.lapses] = OVERDUE
    if window.until is not None:
        changes = {at: status for at, status in changes.items() if at < window.until}
        changes[window.until] = MISSED
    return tuple(changes.items())


def _at(window: Window, changes: tuple[Change, ...], now: Instant) -> str:
    status = OPEN if window.opens is None else UPCOMING
    for at, then in changes:
        if at > now:
            break
        status = then
    return status


def standing(
    window: Window | None, state: Mapping[str, Any] | None, zone: tzinfo, now: Instant, *, is_needed: bool
) -> Standing:
    """Return a step's status at ``now`` and its changes.

    ``state`` is what the person said, or None. ``zone`` is where a snooze ends at midnight.
    """
    changes = clock_changes(window) if window else ()
    word = state["state"] if state else None
    if word in (DONE, SKIPPED):
        return Standing(word, changes)
    if not is_needed:
        return Standing(NOT_NEEDED, ())
    if window and window.until is not None and window.until <= now:
        return Standing(MISSED, changes)
    if state and word == SNOOZED:
        wakes = midnight(date.fromisoformat(state["until"]), zone)
        if now < wakes:
            return Standing(SNOOZED, _after_snooze(window, changes, wakes))
    if window is None:
        return Standing(UNDATED, ())
    return Standing(_at(window, changes, now), changes)


def _after_snooze(window: Window | None, changes: tuple[Change, ...], wakes: Instant) -> tuple[Change, ...]:
    if window is None:
        return ((wakes, UNDATED),)
    if window.until is not None and window.until <= wakes:
        return ((window.until, MISSED),)
    return ((wakes, _at(window, changes, wakes)), *(change for change in changes if change[0] > wakes))


def status_at(status: str, changes: tuple[Change, ...], at: Instant) -> str:
    """Return what becomes of a status by a later moment, as a page would show it.

    The latest change that has passed, else ``status``; done, skipped and not-needed stay.
    """
    if status in SETTLED:
        return status
    for moment, then in changes:
        if moment > at:
            break
        status = then
    return status
