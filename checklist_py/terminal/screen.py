"""Laying text out for a screen: as wide as it is, in colour only where colour can be shown.

What a person has typed is only ever put into ``Text``, which prints ``[bold]`` and ``:smile:`` as they are.
"""

import io
import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TextIO

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

NARROWEST, WIDEST = 40, 120
"""Narrower than this a table is no table, and lines longer than this are hard to read."""

_NO_STYLES = {"", "dumb", "unknown"}


class Screen(NamedTuple):
    """How many columns there are, and whether text may have weight and colour."""

    width: int = 80
    is_styled: bool = False


def typeset(text: str) -> str:
    """Print a text of the rules with the apostrophe that its plain form does without."""
    return text.replace("'", "’")


def screen_of(stream: TextIO, environ: Mapping[str, str]) -> Screen:
    """Return the screen that a stream writes to: 80 columns and no colour when it isn't a terminal."""
    width = shutil.get_terminal_size((80, 24)).columns
    wants_none = bool(environ.get("NO_COLOR")) or environ.get("TERM", "") in _NO_STYLES
    return Screen(min(max(width, NARROWEST), WIDEST), stream.isatty() and not wants_none)


def laid_out(parts: Iterable[RenderableType], screen: Screen) -> str:
    """Lay parts out one below the other; no line is longer than the screen is wide, or ends in spaces."""
    console = Console(
        file=io.StringIO(),
        width=screen.width,
        height=24,
        color_system="standard" if screen.is_styled else None,
        force_terminal=screen.is_styled,
        no_color=False,
        force_jupyter=False,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    )
    with console.capture() as capture:
        for part in parts:
            console.print(part)
    return re.sub(r" +$", "", capture.get(), flags=re.MULTILINE)


class Column(NamedTuple):
    """One column of a table: its heading, and how much it may be wrapped."""

    heading: str
    widest: int | None = None
    is_whole: bool = False
    """Whether it keeps its lines as they are and leaves the wrapping to the other columns."""


def table(columns: Sequence[Column], rows: Iterable[Sequence[Text | str]]) -> Table:
    """Return a table without lines, its columns two spaces apart."""
    found = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    for column in columns:
        found.add_column(Text(column.heading), max_width=column.widest, no_wrap=column.is_whole, overflow="fold")
    for row in rows:
        found.add_row(*(cell if isinstance(cell, Text) else Text(cell) for cell in row))
    return found


def labelled(rows: Iterable[tuple[str, str]], gap: int = 1, narrowest: int = 0, style: str = "dim") -> Table:
    """Return lines that each begin with a label, ``gap`` columns before the words, which are wrapped beside it."""
    found = Table.grid(padding=(0, gap, 0, 0))
    found.add_column(no_wrap=True, min_width=narrowest, style=style)
    found.add_column(overflow="fold")
    for label, words in rows:
        found.add_row(Text(label), Text(words))
    return found


def indented(part: RenderableType, columns: int) -> Padding:
    """Return a part some columns further in."""
    return Padding(part, (0, 0, 0, columns))
