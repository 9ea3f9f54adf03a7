"""Status: what a window, the person's own word and the time make of a step.

The clock takes a step from ``upcoming`` through ``open`` to ``overdue``; a preparation
step becomes ``not-needed`` when its interview starts. The person's word comes first.
Precedence: done or skipped, then not-needed, snoozed, undated, the clock. A status holds
from its moment on.
"""

from collections.abc import Mapping
from datetime import date, tzinfo
from typing import Any, NamedTuple

from checklist_py.core.civil import Instant, begins, lapses, midnight
from checklist_py.core.rules import Window

type Change = tuple[Instant, str]


class Standing(NamedTuple):
    """A step's status at a moment, and the changes the clock will make to it."""

    status: str
    changes: tuple[Change, ...]


def clock_changes(window: Window) -> tuple[Change, ...]:
    """Return what the clock does to an untouched step, in order; of two at once the later status stands."""
    changes: dict[Instant, str] = {}
    if window.opens is not None:
        changes[begins(window.opens, window.zone)] = "open"
    if window.due is not None:
        changes[lapses(window.due, window.zone)] = "overdue"
    if window.until is not None:
        changes = {at: status for at, status in changes.items() if at < window.until}
        changes[window.until] = "not-needed"
    return tuple(changes.items())


def _at(window: Window, changes: tuple[Change, ...], now: Instant) -> str:
    status = "open" if window.opens is None else "upcoming"
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
    if word in ("done", "skipped"):
        return Standing(word, changes)
    if not is_needed or (window and window.until is not None and window.until <= now):
        return Standing("not-needed", ())
    if state and word == "snoozed":
        wakes = midnight(date.fromisoformat(state["until"]), zone)
        if now < wakes:
            return Standing("snoozed", _after_snooze(window, changes, wakes))
    if window is None:
        return Standing("undated", ())
    return Standing(_at(window, changes, now), changes)


def _after_snooze(window: Window | None, changes: tuple[Change, ...], wakes: Instant) -> tuple[Change, ...]:
    if window is None:
        return ((wakes, "undated"),)
    if window.until is not None and window.until <= wakes:
        return ((window.until, "not-needed"),)
    return ((wakes, _at(window, changes, wakes)), *(change for change in changes if change[0] > wakes))
