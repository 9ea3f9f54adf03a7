"""The site's two typefaces as the build needs them: how wide a text is, and static cuts to draw with."""

import functools
from collections.abc import Mapping
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from checklist_py.build.cache import cached, digest, file_parts
from checklist_py.build.tools import node_package

FACES = {
    "newsreader": "@fontsource-variable/newsreader/files/newsreader-latin-wght-normal.woff2",
    "atkinson": "@fontsource-variable/atkinson-hyperlegible-next/files/"
    "atkinson-hyperlegible-next-latin-wght-normal.woff2",
}
WEIGHTS = {"newsreader": 500, "atkinson": 400}
"""The weight of each face's static cut."""


def face_path(face: str) -> Path:
    """Return a face's file, as its package ships it."""
    return node_package("") / FACES[face]


@functools.cache
def _metrics(face: str) -> tuple[Mapping[int, str], Mapping[str, tuple[int, int]], int]:
    font = TTFont(face_path(face))
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


def static_faces() -> list[Path]:
    """Return the files of the faces' static cuts, made when not there. Each has its key in FACES for its family."""
    key = digest(
        [repr(WEIGHTS).encode(), *file_parts(Path(__file__)), *(face_path(face).read_bytes() for face in FACES)]
    )
    folder = cached("faces", key, _cut)
    return [folder / f"{face}.ttf" for face in FACES]


def _cut(folder: Path) -> None:
    for face, weight in WEIGHTS.items():
        font = instantiateVariableFont(TTFont(face_path(face)), {"wght": weight})
        font.flavor = None
        # Under one plain family name each, as their own names differ from cut to cut.
        for name in (1, 16):
            font["name"].setName(face, name, 3, 1, 0x409)
        font.save(folder / f"{face}.ttf")
