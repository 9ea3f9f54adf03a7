"""The plan for people: what each application is about just now, what to do next, then every step in a table."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from math import inf

from rich.console import RenderableType
from rich.text import Text

from checklist_py.core.rules.amounts import count
from checklist_py.core.rules.civil import Instant, begins
from checklist_py.core.rules.moments import coming
from checklist_py.core.rules.planned import Plan, PlannedApplication, PlannedStep
from checklist_py.core.rules.status import DONE, MISSED, NOT_NEEDED, OPEN, OVERDUE, SKIPPED, SNOOZED, UNDATED, UPCOMING
from checklist_py.core.rules.steps import LET_GO
from checklist_py.core.rules.wait import Promise
from checklist_py.core.words.wording import (
    MOMENT_WORDS,
    NOTHING_MORE,
    PROMISE_WORDS,
    STAGE_OF_APPLICATION_WORDS,
    STATUS_WORDS,
    THEIR_TURN,
    WORDS,
    within_words,
)
from checklist_py.terminal.dates import clock, day_of, how_far, read, said
from checklist_py.terminal.records import name_of
from checklist_py.terminal.screen import Column, Screen, labelled, laid_out, table, typeset

_SHOWN = (OVERDUE, OPEN, UPCOMING, SNOOZED, UNDATED, DONE, SKIPPED)
"""The statuses that the table shows, in its order."""

_STYLES = {OVERDUE: "yellow", OPEN: "green", DONE: "dim", SKIPPED: "dim"}

_NOTHING_TO_DO = ("declined", "refused", "withdrawn", "offer", "out")
"""Moments whose text says that there's nothing to do, so that it stands only when there isn't."""


def plan_text(planned: Plan, screen: Screen) -> str:
    """Write a plan for people."""
    blocks = []
    if len(planned.applications) > 1:
        blocks.append([_first(planned)])
    blocks += [list(_application(application, planned.now)) for application in planned.applications]
    if not blocks:
        blocks.append([Text("There’s no application in this record yet.")])
    return laid_out((part for block in _spaced(blocks) for part in block), screen)


def _spaced(blocks: list[list[RenderableType]]) -> Iterator[list[RenderableType]]:
    for number, block in enumerate(blocks):
        yield ["", *block] if number else block


def _first(planned: Plan) -> RenderableType:
    """Say the one thing to do next among all applications."""
    if planned.next is None:
        return Text("Next: nothing for now.")
    by_id = {application.id: application for application in planned.applications}
    application = by_id[planned.next[0]]
    step = _step(application, planned.next[1])
    words = f"{title_of(step, application)}{_due_words(step)}  ({name_of(application.facts.data)})"
    return labelled([("Next:", words)], style="bold")


def _application(application: PlannedApplication, now: Instant) -> Iterator[RenderableType]:
    yield Text(f"{name_of(application.facts.data)}{' (archived)' if application.is_archived else ''}", "bold")
    yield Text(moment_words(application, now))
    if application.next and not application.is_archived:
        yield labelled([("Next:", next_words(application))], style="bold")
    steps = sorted(
        (step for step in application.steps if step.status in _SHOWN),
        key=_listed_at,
    )
    columns = Column("status", 13), Column("step"), Column("by when", is_whole=True), Column("why")
    if steps:
        yield ""
        yield table(columns, [_row(step, application, now) for step in steps])
    if left_out := _not_shown(application):
        yield ""
        yield Text(left_out, "dim")


def next_words(application: PlannedApplication) -> str:
    """Say what an application asks for, by when and why. Raises StopIteration when it asks for nothing."""
    step = next(step for step in application.steps if step.key == application.next)
    because = f"{':' if step.due else ' —'} {typeset(step.reason)}"
    return f"{title_of(step, application)}{_due_words(step)}{because}"


def _step(application: PlannedApplication, key: str) -> PlannedStep:
    return next(step for step in application.steps if step.key == key)


def _listed_at(step: PlannedStep) -> tuple[int, float]:
    """Return what a step is listed by: its status, then its date, the soonest first but of late ones the latest."""
    moment = step.opens if step.status == UPCOMING else step.due
    at = begins(moment, step.zone).timestamp() if moment else inf
    return _SHOWN.index(step.status), -at if step.status == OVERDUE else at


def title_of(step: PlannedStep, application: PlannedApplication) -> str:
    """Return a step's title, the catalogue's or a centre's own, with its interview where steps of several are shown."""
    if step.step in WORDS:
        title = WORDS[step.step].title
    else:
        extras = application.facts.settings.policy.extra_steps
        title = next(str(extra["title"]) for extra in extras if extra["id"] == step.step)
    rounds = {each.round.id for each in application.steps if each.round and each.status in _SHOWN}
    return f"{title} (interview {step.round.number})" if step.round and len(rounds) > 1 else title


def _due_words(step: PlannedStep) -> str:
    if step.due is None:
        return ""
    if step.step == LET_GO:
        return " — whenever you’re ready"
    day = said(step.due, step.zone)
    return f" — best by {day}, still worth doing" if step.status == OVERDUE else f" — due {day}"


# --- the moment --------------------------------------------------------------------------


def moment_words(application: PlannedApplication, now: Instant) -> str:
    """Say what an application is about just now, and the date they promised while that's awaited."""
    kind = application.moment.kind
    heading, text = MOMENT_WORDS[kind]
    promise = _promise(application, now)
    is_asking = application.next is not None or application.is_archived
    if kind == "promised" and promise:
        return f"{promise} {text}"
    if kind == "quiet":
        heading, text = _quiet(application, is_asking=is_asking)
    elif kind == "out" and not is_asking:
        heading = ""
    elif kind in _NOTHING_TO_DO and is_asking:
        text = ""
    elif kind in ("refused", "offer") and application.moment.until is None:
        text = NOTHING_MORE
    heading = heading.format(start=_start_words(application, now))
    return " ".join(part for part in (_sentence(heading), text, promise) if part)


def _quiet(application: PlannedApplication, *, is_asking: bool) -> tuple[str, str]:
    heading, text = MOMENT_WORDS["quiet"]
    if not application.has_done:
        heading = THEIR_TURN
    if is_asking:
        stage = STAGE_OF_APPLICATION_WORDS[application.stage]
        return f"{stage[:1].upper()}{stage[1:]}", ""
    if application.moment.until is None:
        return heading, NOTHING_MORE
    place = application.facts.last
    zone = place.zone if place else application.facts.zone
    return heading, text.format(until=said(read(application.moment.until), zone))


def _sentence(text: str) -> str:
    return text if not text or text.endswith(("?", "!", ".")) else f"{text}."


def _start_words(application: PlannedApplication, now: Instant) -> str:
    """Say when the next interview starts; nothing when none is to come."""
    place = coming(application.facts, now)
    if place is None or place.start is None:
        return ""
    day, today = day_of(place.start, place.zone), day_of(now, place.zone)
    return f"on {said(day, place.zone)} at {clock(place.start, place.zone)}, {how_far(day, today)}"


def _promise(application: PlannedApplication, now: Instant) -> str:
    """Say by when they said they'd answer; nothing once they have, or when they never said."""
    place = application.facts.promised
    promise = place.wait.promise if place else None
    return promise_words(promise, day_of(now, place.zone)) if place and promise else ""


def promise_words(promise: Promise, today: date) -> str:
    """Say a promise as it was given: a date as a date, and what was said loosely loosely."""
    day = f"{said(promise.by, UTC)}, {how_far(promise.by, today)}"
    named, loose = PROMISE_WORDS
    words = loose.format(within=within_words(*promise.within), date=day) if promise.within else named.format(date=day)
    return f"{words}."


# --- the table ---------------------------------------------------------------------------


def _row(step: PlannedStep, application: PlannedApplication, now: Instant) -> list[Text]:
    style = _STYLES.get(step.status, "")
    title = Text(title_of(step, application), "bold" if step.key == application.next else "")
    is_patient = step.step == LET_GO and step.status == OVERDUE
    status = Text(STATUS_WORDS[OPEN if is_patient else step.status], style)
    if step.status in (DONE, SKIPPED):
        # Nobody needs a deadline for what they've done.
        title.style = style
        return [status, title, Text(), Text()]
    return [status, title, Text("\n".join(_when(step, application, now))), Text(typeset(step.reason))]


def _when(step: PlannedStep, application: PlannedApplication, now: Instant) -> Iterator[str]:
    """Yield the lines of a step's dates: when it's due, and from when while that's to come."""
    if step.status == SNOOZED:
        state = application.facts.state(step.key) or {}
        yield f"until {_short(date.fromisoformat(state['until']), None, step, now)}"
        return
    due = day_of(step.due, step.zone) if step.due else None
    if due is not None:
        yield f"{said(due, step.zone)}{',' if isinstance(step.due, datetime) else ''}"
    if isinstance(step.due, datetime):
        yield clock(step.due, step.zone)
    if step.status == UPCOMING and step.opens:
        opens = day_of(step.opens, step.zone)
        if opens != due:
            yield f"from {_short(opens, due, step, now)}"


def _short(day: date, due: date | None, step: PlannedStep, now: Instant) -> str:
    """Say a date, without a year that's plain from the due or from today."""
    is_plain = day.year == (due or day_of(now, step.zone)).year
    return day.strftime("%a %-d %b" if is_plain else "%a %-d %b %Y")


def _not_shown(application: PlannedApplication) -> str:
    """Say how many steps the table leaves out, and why."""
    missed, unneeded = (sum(step.status == status for step in application.steps) for status in (MISSED, NOT_NEEDED))
    passed = f"{count(missed, 'step')} whose moment has passed" if missed else ""
    verb = "isn’t" if unneeded == 1 else "aren’t"
    rest = f"{unneeded if missed else count(unneeded, 'step')} that {verb} needed now" if unneeded else ""
    parts = [part for part in (passed, rest) if part]
    return f"Not shown: {', and '.join(parts)}." if parts else ""
