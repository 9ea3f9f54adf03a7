"""The picture of the plan: windows on a line of days, with today on it.

For one application a row is a stage's window, or one follow-up's; for several a row is an application.
"""

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
    OUTCOME_WORDS,
    STAGE_OF_APPLICATION_WORDS,
    STAGE_WORDS,
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
_SAID = {"now": "now", "late": "late, still worth doing", "ahead": "to come", "past": "done"}


class Bar(NamedTuple):
    """A window on the line of days, in days; ``state`` is ``past``, ``now``, ``late`` or ``ahead``."""

    first: float
    last: float
    state: str
    opens: Cell
    due: Cell
    said: str


class Row(NamedTuple):
    """A row: its title, its windows, and the days on which something happened."""

    title: str
    bars: tuple[Bar, ...]
    dots: tuple[tuple[float, str], ...] = ()
    words: tuple[Cell, ...] = ()


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
    states = [_STATES[step.status] for step in dated]
    state = next(each for each in ("late", "now", "ahead", "past") if each in states)
    starts = sorted((_day(m, step.zone), step) for step in dated if (m := step.opens or step.due))
    ends = sorted((_end(m, step.zone), step) for step in dated if (m := step.due or step.opens))
    first, last = starts[0], ends[-1]
    said = _SAID[state] if state != "past" else _past([step.status for step in dated])
    return Bar(
        first[0], max(last[0], first[0]), state, _cell(first[1].opens, first[1]), _cell(last[1].due, last[1]), said
    )


def _past(statuses: Sequence[str]) -> str:
    """Say of a window that's over what became of it."""
    if "done" in statuses:
        return _SAID["past"]
    return "the moment has passed" if "missed" in statuses else "doesn’t apply"


def _cell(moment: Moment | None, step: PlannedStep) -> Cell:
    return _when(moment, step.zone) if moment else ""


def _when(moment: Moment, zone: tzinfo) -> When:
    return When(format_moment(moment), zone_name(zone))


# --- rows --------------------------------------------------------------------------------


def _stage_rows(application: PlannedApplication) -> Iterator[Row]:
    """Yield a row for each stage of each interview, those of the whole application with the first."""
    facts = application.facts
    numbers = {place.id: place.number for place in facts.rounds}
    first = facts.first.id if facts.first else ""
    groups: dict[tuple[str, str], list[PlannedStep]] = {}
    for step in application.steps:
        row = BY_ID.get(step.step)
        if row is None or step.step in IN_THE_ROOM:
            continue
        is_first = row.anchor in ("first-end", "next-day")
        place = step.key.partition("/")[0] if row.scope == ROUND else first if is_first else ""
        groups.setdefault((step.step if step.step in ALONE else row.stage, place), []).append(step)
    for (name, place), steps in groups.items():
        bar = _bar(steps)
        if bar is not None:
            number = numbers[place] if place and len(facts.rounds) > 1 else None
            yield Row(_row_title(name, number), (bar,), words=(bar.opens, bar.due, bar.said))


def _row_title(name: str, number: int | None) -> str:
    if name == "next-round" and number:
        return f"Before interview {number}"
    title = WORDS[name].title if name in ALONE else STAGE_WORDS[name].title
    return f"{title}, interview {number}" if number else title


def _events(application: PlannedApplication) -> Row:
    facts = application.facts
    dots = [(_day(place.start, place.zone), "interview", place.start) for place in facts.rounds if place.start]
    outcomes = [(float(each.on.toordinal()) + 0.5, "outcome", each.on) for each in facts.outcomes]
    placed = sorted((*dots, *outcomes), key=lambda each: each[0])
    return Row("Interviews and news" if outcomes else "Interview", (), tuple((day, kind) for day, kind, _ in placed))


def _event_words(application: PlannedApplication) -> Iterator[tuple[Cell, ...]]:
    facts = application.facts
    several = len(facts.rounds) > 1
    for place in facts.rounds:
        if place.start:
            yield (f"Interview {place.number}" if several else "Interview", _when(place.start, place.zone), "", "")
    for outcome in facts.outcomes:
        said = OUTCOME_WORDS[outcome.type][1]
        yield (f"{said[0].upper()}{said[1:]}", _when(outcome.on, facts.zone), "", "")


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
        marks += _row(row, top, days)
    return Picture(title, height, tuple(marks), columns, tuple(told), LEGEND)


def _row(row: Row, top: float, days: Line) -> Iterator[Mark]:
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


def windows_of(planned: Plan, application: PlannedApplication) -> Picture | None:
    """Draw one application's windows; None while nothing in it has a date."""
    stages = sorted(_stage_rows(application), key=lambda row: row.bars[0][:2])
    events = _events(application)
    today = _day(planned.now, application.facts.zone)
    rows = [*([events] if events.dots else []), *stages]
    if not rows:
        return None
    told = [*_event_words(application), *((row.title, *row.words) for row in stages)]
    told.sort(key=_moment_of)
    return _drawn(
        "Your plan on a line of days",
        rows,
        today,
        ("What", "From", "By", "How it stands"),
        told,
    )


def _moment_of(row: tuple[Cell, ...]) -> str:
    return next((cell.moment for cell in row if isinstance(cell, When)), "")


def windows_of_all(planned: Plan) -> Picture | None:
    """Draw every live application as a row, those due first at the top; None while nothing has a date."""
    by_id = {each.id: each for each in planned.applications}
    rows: list[Row] = []
    told: list[tuple[Cell, ...]] = []
    more = 0
    for key, next_key in overview(planned)["order"]:
        application = by_id[key]
        bars = tuple(row.bars[0] for row in _stage_rows(application))
        dots = _events(application).dots
        if application.stage in CLOSED or not (bars or dots):
            continue
        if len(rows) == MOST_ROWS:
            more += 1
            continue
        name = name_of(application.facts.data)
        rows.append(Row(name, bars, dots))
        told.append((name, STAGE_OF_APPLICATION_WORDS[application.stage], *_next_words(application, next_key)))
    if not rows:
        return None
    if more:
        told.append((f"and {more} more", "", "", ""))
    columns = ("Application", "Where it stands", "Next", "By")
    today = _day(planned.now, planned.applications[0].facts.zone)
    return _drawn("All of them on one line of days", rows, today, columns, told)


def _next_words(application: PlannedApplication, key: str | None) -> tuple[Cell, ...]:
    step = next((step for step in application.steps if step.key == key), None)
    if step is None:
        return ("Nothing for now", "")
    extras = {extra["id"]: str(extra["title"]) for extra in application.facts.settings.policy.extra_steps}
    return (WORDS[step.step].title if step.step in WORDS else extras[step.step], _cell(step.due, step))
