"""All applications on a timeline: a row for each, with the windows of its stages and what happened when."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, tzinfo
from typing import NamedTuple

from checklist_py.core.pictures.drawing import (
    WIDTH,
    Cell,
    Mark,
    Picture,
    When,
    day_label,
    dot,
    label,
    line,
    rect,
    shortened,
    wide,
    zone_name,
)
from checklist_py.core.rules.civil import Moment, format_moment
from checklist_py.core.rules.facts import CLOSED
from checklist_py.core.rules.overview import overview
from checklist_py.core.rules.planned import Plan, PlannedApplication, PlannedStep
from checklist_py.core.rules.steps import BY_ID, FOLLOW_UPS, IN_THE_ROOM, ROUND
from checklist_py.core.words.wording import (
    STAGE_OF_APPLICATION_WORDS,
    WORDS,
    name_of,
)

TOP, ROW_HEIGHT, BAR = 50, 50, 12
"""Units: the room for the days' names, a row, and a bar in it."""

LEGEND = "Filled: now. Outlined: to come. Orange: late. Grey: done. A dot is an interview, a ring is news."

SHORTEST = 14
"""A line of days is at least this many days long."""

MOST_TICKS = 5
"""The most days that are named at the top."""

MOST_ROWS = 40
"""The most applications in a picture of all of them: those due first, and then how many more there are."""

ALONE = frozenset({*FOLLOW_UPS, "let-go", "decide"})
"""Steps with a row of their own: each is on days of its own."""

_STATES = {
    "open": "now",
    "overdue": "late",
    "upcoming": "ahead",
    "snoozed": "ahead",
    "done": "past",
    "skipped": "past",
    "missed": "past",
}


class Bar(NamedTuple):
    """A window on the line of days, in days; ``state`` is ``past``, ``now``, ``late`` or ``ahead``."""

    first: float
    last: float
    state: str


class Row(NamedTuple):
    """An application: its name, its windows, and the days on which something happened."""

    title: str
    bars: tuple[Bar, ...]
    dots: tuple[tuple[float, str], ...]


# --- days --------------------------------------------------------------------------------


def _day(moment: Moment, zone: tzinfo) -> float:
    """Return a moment as a count of days: the date's ordinal, and the part of the day that's over."""
    if not isinstance(moment, datetime):
        return float(moment.toordinal())
    local = moment.astimezone(zone)
    return local.toordinal() + (local.hour * 60 + local.minute) / 1440


def _end(moment: Moment, zone: tzinfo) -> float:
    return _day(moment, zone) + (0 if isinstance(moment, datetime) else 1)


def _bar(steps: Sequence[PlannedStep]) -> Bar | None:
    """Return the window that spans those of the steps, or None where none has a date."""
    dated = [step for step in steps if step.status in _STATES and (step.opens or step.due)]
    if not dated:
        return None
    states = {_STATES[step.status] for step in dated}
    state = next(each for each in ("late", "now", "ahead", "past") if each in states)
    first = min(_day(m, step.zone) for step in dated if (m := step.opens or step.due))
    last = max(_end(m, step.zone) for step in dated if (m := step.due or step.opens))
    return Bar(first, max(first, last), state)


def _cell(moment: Moment | None, step: PlannedStep) -> Cell:
    return _when(moment, step.zone) if moment else ""


def _when(moment: Moment, zone: tzinfo) -> When:
    return When(format_moment(moment), zone_name(zone))


# --- rows --------------------------------------------------------------------------------


def _row(application: PlannedApplication) -> Row:
    facts = application.facts
    groups: dict[tuple[str, str], list[PlannedStep]] = {}
    for step in application.steps:
        row = BY_ID.get(step.step)
        if row is not None and step.step not in IN_THE_ROOM:
            place = step.key.partition("/")[0] if row.scope == ROUND else ""
            groups.setdefault((step.step if step.step in ALONE else row.stage, place), []).append(step)
    bars = tuple(bar for steps in groups.values() if (bar := _bar(steps)))
    dots = [(_day(place.start, place.zone), "interview") for place in facts.rounds if place.start]
    dots += [(float(each.on.toordinal()) + 0.5, "outcome") for each in facts.outcomes]
    return Row(name_of(facts.data), bars, tuple(sorted(dots)))


# --- drawing -----------------------------------------------------------------------------


class Line(NamedTuple):
    """A line of days: the first shown, and how many."""

    first: float
    days: float

    def x(self, day: float) -> float:
        """Return where a day stands, in units."""
        return min(max((day - self.first) / self.days, 0), 1) * WIDTH


def _line(rows: Iterable[Row], today: float) -> Line:
    days = [today, today + 1]
    for row in rows:
        days += [day for bar in row.bars for day in (bar.first, bar.last)] + [day for day, _ in row.dots]
    first, last = int(min(days)), max(days) + 0.5
    return Line(first - 0.5, max(last - first + 0.5, SHORTEST))


def _ticks(days: Line) -> Iterator[Mark]:
    """Name a few Mondays at the top, whole weeks apart."""
    step = 7
    while days.days / step > MOST_TICKS:
        step *= 2
    start = int(days.first) + 1
    start += -(start - 1) % 7  # the first Monday: the first day of the first year was one
    for ordinal in range(start, int(days.first + days.days) + 1, step):
        x = days.x(ordinal)
        if x <= WIDTH - 58:
            yield line("tick", x, 6, 22)
            yield day_label("faint", date.fromordinal(ordinal), x + 4, 18)


def _drawn(
    title: str, rows: Sequence[Row], today: float, columns: tuple[str, ...], told: Iterable[tuple[Cell, ...]]
) -> Picture:
    days = _line(rows, today)
    height = TOP + ROW_HEIGHT * len(rows) + 4
    marks = list(_ticks(days))
    x = days.x(today)
    name = "Today"
    is_left = x + 6 + wide(name) > WIDTH
    marks.append(line("today", x, 26, height))
    marks.append(label("today-text", name, x - 5 if is_left else x + 5, 40, anchor="end" if is_left else ""))
    for index, row in enumerate(rows):
        top = TOP + ROW_HEIGHT * index
        marks += _drawn_row(row, top, days)
    return Picture(title, height, tuple(marks), columns, tuple(told), LEGEND)


def _drawn_row(row: Row, top: float, days: Line) -> Iterator[Mark]:
    places = [days.x(bar.first) for bar in row.bars] + [days.x(day) for day, _ in row.dots]
    text = shortened(row.title, WIDTH - 8)
    # A title starts above what it names, or ends at the picture's edge.
    left = min(min(places, default=0), WIDTH - wide(text) - 4)
    yield label("name", text, max(left, 0), top + 17)
    yield rect("rail", 0, top + 29, WIDTH, 2)
    for bar in row.bars:
        start, end = days.x(bar.first), days.x(bar.last)
        width = max(end - start, 8)
        yield rect(f"bar-{bar.state}", min(start, WIDTH - width), top + 24, width, BAR, round_=BAR / 2)
    for day, kind in row.dots:
        yield dot(f"dot-{kind}", min(max(days.x(day), 7), WIDTH - 7), top + 30, 7)


def windows(planned: Plan) -> Picture | None:
    """Draw every live application as a row, those due first at the top; None while nothing has a date."""
    by_id = {each.id: each for each in planned.applications}
    rows: list[Row] = []
    told: list[tuple[Cell, ...]] = []
    more = 0
    for key, next_key in overview(planned)["order"]:
        application = by_id[key]
        row = _row(application)
        if application.stage in CLOSED or not (row.bars or row.dots):
            continue
        if len(rows) == MOST_ROWS:
            more += 1
            continue
        rows.append(row)
        told.append((row.title, STAGE_OF_APPLICATION_WORDS[application.stage], *_next_words(application, next_key)))
    if not rows:
        return None
    if more:
        told.append((f"and {more} more", "", "", ""))
    columns = ("Application", "Where it stands", "Next", "By")
    today = _day(planned.now, planned.applications[0].facts.zone)
    return _drawn("All applications on a timeline", rows, today, columns, told)


def _next_words(application: PlannedApplication, key: str | None) -> tuple[Cell, ...]:
    step = next((step for step in application.steps if step.key == key), None)
    if step is None:
        return ("Nothing for now", "")
    extras = {extra["id"]: str(extra["title"]) for extra in application.facts.settings.policy.extra_steps}
    return (WORDS[step.step].title if step.step in WORDS else extras[step.step], _cell(step.due, step))
