"""The rules: a row of the catalogue and an application's facts make a window, with its provenance and its reason.

A *window* is when a step makes sense: it opens, it's due, and from its until on it's too late. What a row
names is found in the tables: ``ANCHORS``, ``DUES`` and ``UNTILS``; whether it's needed at all is in
``conditions.py``. Nothing here knows what time it is; ``status.py`` does that.
"""

from datetime import datetime, tzinfo
from typing import NamedTuple

from checklist_py.core.rules.anchors import ANCHORS, Anchor, follow_up_of
from checklist_py.core.rules.civil import Instant, Moment, lapses, midnight
from checklist_py.core.rules.dues import DUES, decide_by
from checklist_py.core.rules.facts import Facts, Round
from checklist_py.core.rules.steps import DUE, FOLLOW_UPS, Step
from checklist_py.core.rules.untils import UNTILS
from checklist_py.core.rules.wait import INTERVIEW, PROMISE

POLICY, GIVEN, STATED, OURS, NO_DATE = "policy", "given", "stated", "ours", "none"
"""Who gives a figure: a careers centre, the employer, a source, none of these; and a step without a date."""


class Window(NamedTuple):
    """When a step makes sense. ``opens`` None: at once. ``until``: too late from then on."""

    opens: Moment | None
    due: Moment | None
    lapses: Instant | None
    """The instant from which the due is over."""
    zone: tzinfo
    until: Instant | None
    is_moved: bool
    """Whether the due would have come before the step opens, and waits for it."""


def window_of(step: Step, facts: Facts, anchor: Anchor | None) -> Window | None:
    """Resolve a row to its window, or None when nothing dates it yet."""
    if anchor is None:
        return None
    opens, zone = anchor.opens, anchor.zone
    due = DUES[step.due.kind].find(step.due, facts, anchor)
    is_moved = opens is not None and due is not None and _is_early(due, opens, zone)
    if is_moved:
        due = opens
    over = lapses(due, zone) if due else None
    until = None
    if step.until is not None:
        row = UNTILS[step.until.kind]
        until = row.find(step.until, facts, anchor)
        if until is not None and over is not None and row.moves:
            until = max(until, over)
    return Window(opens, due, over, zone, until, is_moved)


def _is_early(due: Moment, opens: Moment, zone: tzinfo) -> bool:
    """Say whether a due is over before its step opens."""
    if isinstance(opens, datetime):
        return due < opens if isinstance(due, datetime) else lapses(due, zone) <= opens
    return due < midnight(opens, zone) if isinstance(due, datetime) else due < opens


def anchor_of(step: Step, facts: Facts, place: Round | None) -> Anchor | None:
    """Find what a row counts from. ``place`` is the round for a step of scope round, else None."""
    return ANCHORS[step.anchor].find(step, facts, place)


def provenance_of(step: Step, facts: Facts, place: Round | None) -> str:
    """Return who gives the figure behind a step's dates, as the record stands."""
    due, anchor = DUES[step.due.kind], ANCHORS[step.anchor]
    if step.due.kind == "decide" and decide_by(facts):
        return GIVEN
    changed = facts.settings.policy.changed
    if changed and changed & {due.number(step.due, facts), *anchor.numbers(step, facts, place)}:
        return POLICY
    if step.id in FOLLOW_UPS:
        found = follow_up_of(step, place)
        if found is not None and found.basis == PROMISE:
            return GIVEN
        if found is not None and found.basis != INTERVIEW:
            return OURS
    return step.provenance


def reason_of(step: Step, facts: Facts, place: Round | None, anchor: Anchor | None, window: Window | None) -> str:
    """Say the rule behind a step's dates in a few words, with the figures in force."""
    due, row = DUES[step.due.kind], ANCHORS[step.anchor]
    if window is not None and window.is_moved and due.moved:
        return due.moved
    if row.reason is not None and step.due.kind != "none":
        return row.reason(step, facts, place)
    if "{due}" not in step.reason:
        return step.reason
    words = due.reason(step, facts, anchor)
    return words if step.reason == DUE else step.reason.format(due=words)
