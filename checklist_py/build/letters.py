"""The site's two typefaces, cut to the weights that are used, and how wide a text is in them.

A cut for the web holds a range of weights or a single one, and so is less than half of what
the package ships. A cut for drawing holds one weight, uncompressed.
"""

import functools
from collections.abc import Mapping
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from checklist_py.build.cache import cached, digest, file_parts, versions
from checklist_py.build.tools import node_package

FACES = {
    "newsreader": "@fontsource-variable/newsreader/files/newsreader-latin-wght-normal.woff2",
    "atkinson": "@fontsource-variable/atkinson-hyperlegible-next/files/"
    "atkinson-hyperlegible-next-latin-wght-normal.woff2",
}
WEIGHTS: dict[str, tuple[int, int]] = {"newsreader": (500, 500), "atkinson": (400, 700)}
"""The lightest and the heaviest weight of each face that the styles use. Drawings have the lightest."""


def _shipped(face: str) -> Path:
    return node_package("") / FACES[face]


def _opened(face: str) -> TTFont:
    # A time of change in the file would make every build another.
    return TTFont(_shipped(face), recalcTimestamp=False)


@functools.cache
def _metrics(face: str) -> tuple[Mapping[int, str], Mapping[str, tuple[int, int]], int]:
    font = _opened(face)
    return font.getBestCmap(), font["hmtx"].metrics, font["head"].unitsPerEm


def wide(text: str, size: float, face: str = "atkinson") -> float:
    """Return how wide a text is at a size, in the size's unit."""
    names, metrics, em = _metrics(face)
    return sum(metrics[names.get(ord(letter), names[ord("n")])][0] for letter in text) * size / em


def lines(text: str, room: float, size: float, face: str = "atkinson") -> list[str]:
    """Break a text into lines at most ``room`` wide; a word alone may be wider."""
    found: list[str] = []
    for word in text.split():
        longer = f"{found[-1]} {word}" if found else word
        if found and wide(longer, size, face) <= room:
            found[-1] = longer
        else:
            found.append(word)
    return found


def cut_faces() -> Path:
    """Return the folder with each face as NAME.woff2 for the web and NAME.ttf to draw with, made when not there.

    To draw with, a face's family name is its key in ``FACES``.
    """
    faces = (_shipped(face).read_bytes() for face in FACES)
    key = digest([*versions("fonttools", "brotli"), *file_parts(Path(__file__)), *faces])
    return cached("faces", key, cut)


def cut(folder: Path) -> None:
    """Cut every face into ``folder``."""
    for face, (lightest, heaviest) in WEIGHTS.items():
        web = instantiateVariableFont(_opened(face), {"wght": (lightest, heaviest)})
        web.flavor = "woff2"
        web.save(folder / f"{face}.woff2")
        drawn = instantiateVariableFont(_opened(face), {"wght": lightest})
        drawn.flavor = None
        # Under one plain family name each, as their own names differ from cut to cut.
        for name in (1, 16):
            drawn["name"].setName(face, name, 3, 1, 0x409)
        drawn.save(folder / f"{face}.ttf")
