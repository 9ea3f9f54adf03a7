"""QR codes, with segno. The browser loads it when someone asks for a code."""

from collections.abc import Mapping
from typing import NamedTuple

from segno.encoder import DataOverflowError, encode

QUIET = 4
"""Empty modules around a code, as ISO/IEC 18004 asks for."""


class Use(NamedTuple):
    """What a code is for: how much of it may be unreadable, and the largest version that a phone reads with ease."""

    error: str
    is_boosted: bool
    """Whether it may have more correction than asked for, where that takes no larger a code."""
    largest: int


ON_SCREEN = Use("l", is_boosted=False, largest=30)
"""137 modules a side, on a clean screen."""
ON_PAPER = Use("m", is_boosted=True, largest=25)
"""117 modules a side, which still reads from arm's length, and with a crease in the paper."""


def code(text: str, use: Use = ON_SCREEN) -> dict[str, object] | None:
    """Return a text's QR code as ``size`` in modules, the quiet zone included, and an SVG path ``d``.

    The text is ASCII, as an address is. None when it is too long for a code that is easily read.
    """
    try:
        # segno's encoder comes without types.
        made = encode(  # type: ignore[no-untyped-call]
            text, error=use.error, mode="byte", encoding="utf-8", micro=False, boost_error=use.is_boosted
        )
        matrix: tuple[bytearray, ...] = made.matrix
    except DataOverflowError:
        return None
    if len(matrix) > 17 + 4 * use.largest:
        return None
    runs = (
        f"M{column + QUIET} {row + QUIET}h{length}v1h-{length}z"
        for row, modules in enumerate(matrix)
        for column, length in _runs(modules)
    )
    return {"size": len(matrix) + 2 * QUIET, "d": "".join(runs)}


def code_svg(made: Mapping[str, object] | None) -> str | None:
    """Return a code as an SVG file for paper, black on white, 0.5 mm a module; None where there's no code."""
    if made is None:
        return None
    size = int(str(made["size"]))
    head = f'xmlns="http://www.w3.org/2000/svg" width="{size / 2}mm" height="{size / 2}mm" viewBox="0 0 {size} {size}"'
    ground = f'<path fill="#fff" d="M0 0h{size}v{size}h-{size}z"/>'
    return f'<svg {head} shape-rendering="crispEdges">{ground}<path d="{made["d"]}"/></svg>\n'


def _runs(modules: bytearray) -> list[tuple[int, int]]:
    """Return where dark modules stand next to each other: the first one, and how many."""
    found: list[tuple[int, int]] = []
    for column, is_dark in enumerate(modules):
        if not is_dark:
            continue
        first, length = found[-1] if found else (0, -1)
        if first + length == column:
            found[-1] = (first, length + 1)
        else:
            found.append((column, 1))
    return found
