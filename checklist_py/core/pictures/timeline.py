"""The line under the card: from the interview to the day to move on, with today on it.

What has happened, or will on a day that's known, stands below the rail with its name and its day. Today, and the
days on which something may be done, stand above it. Time is bent, so that the near days get the room: the next few
days matter more than the last few weeks.

A label that would touch another is left out of the drawing, the less telling one first, while its point stays. The
rows have all of it in words, whatever the width.
"""

from collections.abc import Iterator, Sequence
from datetime import date, tzinfo
from typing import NamedTuple

from checklist_py.core.pictures.drawing import Mark, Picture, When, day_label, dot, label, rect, zone_name
from checklist_py.core.rules.civil import Moment, civil_date, format_moment, parse_instant
from checklist_py.core.rules.facts import Facts, Round, step_key
from checklist_py.core.rules.planned import Plan, PlannedApplication, PlannedStep
from checklist_py.core.rules.status import DONE, OVERDUE, SETTLED, UPCOMING
from checklist_py.core.rules.steps import FOLLOW_UPS, LET_GO

HEIGHT, RAIL, EDGE = 96, 45, 12
"""Units: the drawing's height, where the rail lies in it, and how far from the sides it begins."""

NARROWEST, WIDEST = 200, 600
"""Units: the widths that can be asked for. A unit is a pixel of the page's."""

BEND = 0.72
"""A day's place is its share of the whole to this power: below 1 the near days get more room."""

GAP = 10
"""Labels in one row are at least this far apart, in units."""

REACH = 4
"""A label that's pushed aside still reaches this far beyond its point, in units."""

LETTER, DAY = 8, 84
"""Units: how wide a letter of a label is at most, on average; and a date, with the days of the week cut short."""

_ABOVE, _BELOW = RAIL - 28, RAIL + 27
_LINE = 15

_OF_STAGE = {
    "accepted": (("offer", "Their offer"), ("acceptance", "You said yes")),
    "declined": (("offer", "Their offer"), ("decline", "You said no")),
    "offer": (("offer", "Their offer"),),
    "refused": (("refusal", "Their answer"),),
    "withdrawn": (("withdrawal", "You withdrew"),),
    "invited": (("invitation", "Invited back"),),
}
"""The outcomes that brought an application to its stage, and what they're called here."""

_ORDINALS = {1: "First interview", 2: "Second interview"}


class Point(NamedTuple):
    """A day on the line. Where two labels would touch, that of the lower ``rank`` is kept."""

    name: str
    day: date
    rank: int
    moment: Moment


class Window(NamedTuple):
    """The days on which something may be done: what's said of it above them, and what in words."""

    first: date
    last: date
    name: str
    day: date | None
    told: tuple[tuple[str, date], ...]


class Line(NamedTuple):
    """What's on an application's line, before it's given a width."""

    points: tuple[Point, ...]
    window: Window | None
    today: date
    zone: tzinfo


def line_of(planned: Plan, application: PlannedApplication) -> Line | None:
    """Return what's on the line of an application; None while nothing in it has a date."""
    points = sorted(_points(application), key=lambda point: point.day)
    zone = application.facts.zone
    return Line(tuple(points), _window(application), civil_date(planned.now, zone), zone) if points else None


def timeline(line: Line, width: int) -> Picture:
    """Lay a line out in a width, which is brought within bounds first."""
    width = min(max(width, NARROWEST), WIDEST)
    return Picture("", HEIGHT, tuple(_marks(line, width)), ("What", "When"), tuple(_rows(line)), width=width)


# --- what's on it ------------------------------------------------------------------------


def _points(application: PlannedApplication) -> Iterator[Point]:
    facts, stage = application.facts, application.stage
    steps = {step.key: step for step in application.steps}
    dated = [place for place in facts.rounds if place.start]
    for place in dated[-2:]:
        yield Point(_interview(place, facts), place.start_date, 1 if place is dated[-1] else 3, place.start)  # type: ignore[arg-type]  # dated
    for type_, name in _OF_STAGE.get(stage, ()):
        if outcome := facts.latest(type_):
            yield _point(name, outcome.on, 0)
    if stage == "offer" and (due := steps["decide"].due):
        # Where they set no date, it's only our suggestion.
        is_theirs = (offer := facts.latest("offer")) and offer.decide_by
        yield _point("Your answer" if is_theirs else "Aim to answer", due, 0)
    if facts.promised and (promise := facts.promised.wait.promise):
        yield _point("Answer due", promise.by, 0)
    if facts.closing_stage is None and facts.last is not None:
        yield from _waiting(facts, facts.last, steps)


def _waiting(facts: Facts, last: Round, steps: dict[str, PlannedStep]) -> Iterator[Point]:
    """Yield when they were asked, and when it's time to move on."""
    for key in _follow_ups(last):
        state = facts.state(key)
        if state and key in steps and steps[key].status == DONE:
            yield _point("You asked", civil_date(parse_instant(state["at"]), steps[key].zone), 4)
    let_go = steps[step_key(LET_GO, last)]
    if let_go.opens and let_go.status not in SETTLED:
        yield _point("Time to move on", let_go.opens, 2)


def _point(name: str, day: Moment, rank: int) -> Point:
    return Point(name, day, rank, day)


def _interview(place: Round, facts: Facts) -> str:
    return "Interview" if len(facts.rounds) == 1 else _ORDINALS.get(place.number, f"Interview {place.number}")


def _follow_ups(place: Round) -> list[str]:
    return [step_key(name, place) for name in FOLLOW_UPS]


def _window(application: PlannedApplication) -> Window | None:
    """Return the window of the follow-up that comes next, or of an offer's terms."""
    facts = application.facts
    is_offer = application.stage == "offer"
    if is_offer or (facts.closing_stage is None and facts.last is not None):
        keys = ["settle-terms"] if is_offer or facts.last is None else _follow_ups(facts.last)
        for step in application.steps:
            if step.key in keys and step.status not in SETTLED and step.opens and step.due:
                return _terms(step.opens, step.due) if is_offer else _asking(step.opens, step.due, step.status)
    return None


def _terms(first: date, last: date) -> Window:
    name = "Agree terms by"
    return Window(first, last, name, last, ((name, last),))


def _asking(first: date, last: date, status: str) -> Window:
    told = (("Ask from", first), ("Ask by", last))
    name, day = {UPCOMING: told[0], OVERDUE: ("Ask any day", None)}.get(status, told[1])
    return Window(first, last, name, day, told)


# --- in words ----------------------------------------------------------------------------


def _rows(line: Line) -> Iterator[tuple[str, When]]:
    """Yield each day with what it is, in order."""
    told: list[tuple[date, int, str, Moment]] = [(point.day, 0, point.name, point.moment) for point in line.points]
    if line.window:
        told += [(day, 1, name, day) for name, day in line.window.told]
    told.append((line.today, 2, "Today", line.today))
    for _, _, name, moment in sorted(told, key=lambda each: each[:2]):
        yield name, When(format_moment(moment), zone_name(line.zone))


# --- drawn -------------------------------------------------------------------------------


class _Label(NamedTuple):
    """A name and a day below it, or instead of the day a word for it."""

    name: str
    x: float
    rank: int
    day: date | None
    said: str = ""

    @property
    def width(self) -> float:
        return max(len(self.name) * LETTER, DAY if self.day else len(self.said) * LETTER)


def _marks(line: Line, width: int) -> Iterator[Mark]:
    days = [line.today, *(point.day for point in line.points)]
    if line.window:
        days += [line.window.first, line.window.last]
    first, length = min(days), max((max(days) - min(days)).days, 1)

    def x(day: date, part: float = 0) -> float:
        share: float = (min((day - first).days + part, length) / length) ** BEND
        return EDGE + (width - 2 * EDGE) * share

    today = x(line.today)
    yield rect("rail", EDGE, RAIL - 0.75, width - 2 * EDGE, 1.5)
    yield rect("gone", EDGE, RAIL - 1.5, today - EDGE, 3)
    above = []
    if window := line.window:
        start, end = x(window.first), x(window.last, 1)
        yield rect("window", start, RAIL - 6, max(end - start, 12), 12, round_=6)
        above.append(_Label(window.name, (start + end) / 2, 0, window.day))
    for point in line.points:
        yield dot("past" if point.day <= line.today else "ahead", x(point.day), RAIL, 5.5)
    yield dot("today", today, RAIL, 8)
    below = [
        _Label(point.name, x(point.day), point.rank, *((None, "today") if point.day == line.today else (point.day,)))
        for point in line.points
    ]
    if all(point.day != line.today for point in line.points):
        above.append(_Label("Today", today, 1, line.today))
    yield from _labels(below, _BELOW, width)
    yield from _labels(above, _ABOVE, width)


def _labels(labels: Sequence[_Label], y: float, width: int) -> Iterator[Mark]:
    """Yield the labels of one row, as many as there's room for."""
    kept = sorted(labels, key=lambda each: each.x)
    while (lefts := _placed(kept, width)) is None:
        kept.remove(max(kept, key=lambda each: each.rank))
    for each, left in zip(kept, lefts, strict=True):
        is_first, is_last = left == 0, left + each.width == width
        at = 0 if is_first else width if is_last else left + each.width / 2
        anchor = "" if is_first else "end" if is_last else "middle"
        yield label("name", each.name, at, y, anchor=anchor)
        if each.day:
            yield day_label("day", each.day, at, y + _LINE, anchor=anchor)
        elif each.said:
            yield label("day", each.said, at, y + _LINE, anchor=anchor)


def _placed(labels: Sequence[_Label], width: int) -> list[float] | None:
    """Return where each label begins: about its point, or pushed aside no further than still to reach it."""
    lefts: list[float] = []
    at = 0.0
    for each in labels:
        lefts.append(max(each.x - each.width / 2, at))
        at = lefts[-1] + each.width + GAP
    end = float(width)
    for index in reversed(range(len(lefts))):
        lefts[index] = min(lefts[index], end - labels[index].width)
        end = lefts[index] - GAP
    reaches = (
        left <= each.x - REACH and each.x + REACH <= left + each.width for each, left in zip(labels, lefts, strict=True)
    )
    return lefts if not lefts or (lefts[0] >= 0 and all(reaches)) else None
