"""A centre's logo, as a file that it keeps beside ``mkdocs.yml``: what it holds, and how large it is."""

import re
import struct
import xml.etree.ElementTree as ET
from base64 import b64encode
from pathlib import Path
from typing import NamedTuple

from checklist_py.build.cache import digest

MAX_BYTES = 100_000
"""Every page loads it."""
MAX_WIDE = 6
"""How many times as wide as it's tall a logo may be."""

_KINDS = {".svg": "image/svg+xml", ".png": "image/png"}


class Logo(NamedTuple):
    """A picture to stand beside the name."""

    content: bytes
    suffix: str
    width: float
    height: float

    @property
    def file(self) -> str:
        """Its address in the site, which changes with what it holds."""
        return f"assets/icons/logo.{digest([self.content])[:10]}{self.suffix}"

    @property
    def ratio(self) -> float:
        """How many times as wide as it's tall it is."""
        return self.width / self.height

    @property
    def data(self) -> str:
        """The picture as an address of its own, for drawings that hold it."""
        return f"data:{_KINDS[self.suffix]};base64,{b64encode(self.content).decode()}"


def logo_from(path: Path) -> Logo:
    """Read a logo. Raises ValueError, with what to say after the file's name, for one that won't do."""
    if path.suffix not in _KINDS or not path.is_file():
        raise ValueError("must be an SVG or PNG file, and its path must begin at the folder of mkdocs.yml")
    content = path.read_bytes()
    if len(content) > MAX_BYTES:
        raise ValueError(f"has {len(content):,} bytes, and every page loads it: {MAX_BYTES:,} at most")
    logo = Logo(content, path.suffix, *(_size_of_svg(content) if path.suffix == ".svg" else _size_of_png(content)))
    if not 1 / MAX_WIDE <= logo.ratio <= MAX_WIDE:
        raise ValueError(f"may be at most {MAX_WIDE} times as wide as it’s tall, or as tall as it’s wide")
    return logo


def _size_of_png(content: bytes) -> tuple[float, float]:
    if content[:8] != b"\x89PNG\r\n\x1a\n" or len(content) < 24:
        raise ValueError("isn’t a PNG")
    width, height = struct.unpack(">II", content[16:24])
    if not width or not height:
        raise ValueError("has no size")
    return float(width), float(height)


def _size_of_svg(content: bytes) -> tuple[float, float]:
    try:
        root = ET.fromstring(content)  # noqa: S314  # the centre's own file, at build
    except ET.ParseError as error:
        raise ValueError(f"isn’t an SVG: {error}") from None
    if root.tag != "{http://www.w3.org/2000/svg}svg":
        raise ValueError("isn’t an SVG")
    try:
        _, _, width, height = (float(each) for each in re.split(r"[\s,]+", root.get("viewBox", "").strip()))
    except ValueError:
        raise ValueError("has no viewBox, which says how large it is") from None
    if not (0 < width < 1e6 and 0 < height < 1e6):
        raise ValueError("has a viewBox without a size")
    return width, height
