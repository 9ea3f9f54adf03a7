"""What a picture is made of, before anyone draws it: marks, 400 units wide, and the same in rows of words.

A mark is an SVG element with plain attributes and no colour; the page's styles give it one by its class. A
date is passed on as a date, so that the page can say it in the reader's own language.
"""

from datetime import date
from typing import Any, NamedTuple

WIDTH = 400
SIZE = 15
"""A picture's width and the size of its letters, in units: on a phone they're as large as its text."""

_NARROW, _WIDE = "ijlI.,:;'’|!()[]tfr -", "mwMWQOGDH@%–—…"


class Mark(NamedTuple):
    """One element: its tag, attributes and text. ``moment`` is a date to say instead of a text."""

    tag: str
    attributes: dict[str, Any]
    text: str = ""
    moment: str = ""

    def as_json(self) -> list[Any]:
        """Return the mark as tag, attributes, text and moment."""
        return [self.tag, self.attributes, self.text, self.moment]


class When(NamedTuple):
    """A cell that's a date or an instant, to be said in ``zone``; in JSON a list of the two."""

    moment: str
    zone: str


type Cell = str | When


class Picture(NamedTuple):
    """Marks, and the same in words: a heading for each column and the rows of a table."""

    title: str
    height: float
    marks: tuple[Mark, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    legend: str = ""
    width: float = WIDTH

    def as_json(self) -> dict[str, Any]:
        """Return the picture as an object."""
        return {
            "title": self.title,
            "width": self.width,
            "height": self.height,
            "marks": [mark.as_json() for mark in self.marks],
            "legend": self.legend,
            "columns": list(self.columns),
            "rows": [[list(cell) if isinstance(cell, When) else cell for cell in row] for row in self.rows],
        }


def wide(text: str) -> float:
    """Return how wide a text can be, in units. There's no font here, so letters are measured by their kind."""
    return sum(0.36 if c in _NARROW else 0.95 if c in _WIDE or ord(c) > 0x2E7F else 0.64 for c in text) * SIZE


def shortened(text: str, room: float) -> str:
    """Return a text cut to fit; the rows have it whole."""
    if wide(text) <= room:
        return text
    cut = text
    while cut and wide(f"{cut}…") > room:
        cut = cut[:-1]
    return f"{cut.rstrip()}…"


def rect(kind: str, x: float, y: float, width: float, height: float, *, round_: float = 0) -> Mark:  # noqa: PLR0913
    """Return a rectangle of a kind."""
    corners = {"rx": round_} if round_ else {}
    box = {"x": _units(x), "y": _units(y), "width": _units(width), "height": _units(height)}
    return Mark("rect", {"class": f"picture__{kind}", **box, **corners})


def line(kind: str, x: float, top: float, bottom: float) -> Mark:
    """Return an upright line of a kind."""
    return Mark("path", {"class": f"picture__{kind}", "d": f"M{_units(x)} {_units(top)}V{_units(bottom)}"})


def dot(kind: str, x: float, y: float, radius: float) -> Mark:
    """Return a dot of a kind."""
    return Mark("circle", {"class": f"picture__{kind}", "cx": _units(x), "cy": _units(y), "r": radius})


def label(kind: str, text: str, x: float, y: float, *, anchor: str = "") -> Mark:
    """Return a text of a kind, from ``x`` on, or to it with the anchor ``end``, or about it with ``middle``."""
    place = {"x": _units(x), "y": _units(y), "font-size": SIZE, **({"text-anchor": anchor} if anchor else {})}
    return Mark("text", {"class": f"picture__{kind}", **place}, text)


def day_label(kind: str, day: date, x: float, y: float, *, anchor: str = "") -> Mark:
    """Return a date as a label, placed as ``label`` places a text."""
    return label(kind, "", x, y, anchor=anchor)._replace(moment=day.isoformat())


def zone_name(zone: object) -> str:
    """Return a time zone's name, for a cell."""
    return getattr(zone, "key", None) or "UTC"


def _units(value: float) -> float:
    return round(float(value), 1)
