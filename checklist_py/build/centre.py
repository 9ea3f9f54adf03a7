"""Whose copy of the site this is: the block ``extra.centre`` of ``mkdocs.yml``, read and checked.

Every value may be left empty, and is: then the site goes by its own name, in its own colours, and
says plainly that nobody has put their name to the copy. A fault ends the build, and every
fault is told, each with the line that it's on: ``extra.centre.logo: …``.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from checklist_py.build.contrast import COLOUR
from checklist_py.build.logo import Logo, logo_from
from checklist_py.build.palette import THEMES, Palettes, completed, styled
from checklist_py.build.tools import BuildError
from checklist_py.calendars import KNOWN
from checklist_py.core.record.document import RecordError
from checklist_py.core.record.preset import LONGEST, load_preset, pack_preset, what_to_shorten
from checklist_py.core.rules.policy import Policy, policy_from

KEYS = ("name", "short_name", "contact", "logo", "logo_dark", "colours", "preset")

MAX_NAME = 60
MAX_SHORT_NAME = 20
"""Characters; a phone shows about twelve below an icon."""

_EMAIL = re.compile(r"[^\s@:/<>\"']+@[^\s@:/<>\"']+\.[^\s@:/<>\"']+")


class Address(NamedTuple):
    """A page or a mailbox: what a link leads to, and what it says."""

    href: str
    said: str


class Centre(NamedTuple):
    """Whose copy it is. ``name`` and ``short_name`` are empty in a copy that nobody has put their name to."""

    name: str
    short_name: str
    contact: Address | None
    corrections: Address | None
    logo: Logo | None
    logo_dark: Logo | None
    palettes: Palettes
    has_own_colours: bool
    preset: Mapping[str, Any] | None

    @property
    def packed(self) -> str:
        """The preset that this copy comes with, as text that the page unpacks; empty where there's none."""
        return pack_preset(self.preset) if self.preset else ""

    @property
    def policy(self) -> Policy | None:
        """That preset's numbers, for the guide's prose; its steps are the checklist's."""
        if not self.preset:
            return None
        return policy_from(self.preset)._replace(extra_steps=(), left_out=frozenset())

    @property
    def is_dressed(self) -> bool:
        """Whether pictures of the site as it comes would show another one."""
        return bool(self.name or self.logo or self.has_own_colours)


def centre_from(extra: Mapping[str, Any], root: Path, styles: Path) -> Centre:
    """Read whose copy it is from the configuration's ``extra``.

    Files are looked for in ``root``, the folder of ``mkdocs.yml``; ``styles`` is the theme's folder.
    Raises BuildError with a line for every fault.
    """
    block = extra.get("centre") or {}
    if not isinstance(block, Mapping):
        raise BuildError("extra.centre: must be a block of names with values")
    reader = _Reader(block, root)
    reader.known("extra.centre", block, KEYS)
    name = reader.text("name", MAX_NAME)
    centre = Centre(
        name=name,
        short_name=reader.text("short_name", MAX_SHORT_NAME) or (name if len(name) <= MAX_SHORT_NAME else ""),
        contact=reader.address("extra.centre.contact", block.get("contact")),
        corrections=reader.address("extra.corrections", extra.get("corrections")),
        logo=reader.logo("logo"),
        logo_dark=reader.logo("logo_dark"),
        palettes={},
        has_own_colours=bool(colours := reader.colours()),
        preset=reader.preset(),
    )
    if block.get("short_name") and not name:
        reader.fault("extra.centre.short_name", "needs a name that it is short for")
    if centre.logo_dark and not centre.logo:
        reader.fault("extra.centre.logo_dark", "needs a logo for the light theme as well")
    if reader.faults:
        raise BuildError("\n".join(reader.faults))
    return centre._replace(palettes=completed(colours, styled(styles)))


class _Reader:
    """Reads values one by one, and gathers what's wrong with them."""

    def __init__(self, block: Mapping[str, Any], root: Path) -> None:
        self.block, self.root = block, root
        self.faults: list[str] = []

    def fault(self, where: str, why: str) -> None:
        self.faults.append(f"{where}: {why}")

    def known(self, where: str, block: Mapping[str, Any], names: tuple[str, ...]) -> None:
        for name in block:
            if name not in names:
                self.fault(f"{where}.{name}", f"isn’t one of {', '.join(names)}")

    def text(self, name: str, most: int) -> str:
        where, value = f"extra.centre.{name}", self.block.get(name) or ""
        if not isinstance(value, str) or not value.isprintable() or set(value) & {"<", ">"}:
            self.fault(where, "must be a line of text, in quotes and without < or >")
            return ""
        value = value.strip()
        if len(value) > most:
            self.fault(where, f"must have at most {most} characters, not {len(value)}")
        return value

    def address(self, where: str, value: object) -> Address | None:
        if not value:
            return None
        if isinstance(value, str) and _EMAIL.fullmatch(value):
            return Address(f"mailto:{value}", value)
        if isinstance(value, str) and value.isprintable() and " " not in value:
            parts = urlsplit(value)
            if parts.scheme == "https" and parts.hostname and not parts.username:
                return Address(value, value.removeprefix("https://").rstrip("/"))
        self.fault(where, "must be an email address, or a page’s address that begins with https://")
        return None

    def logo(self, name: str) -> Logo | None:
        where, value = f"extra.centre.{name}", self.block.get(name)
        if not value:
            return None
        try:
            return logo_from(self.root / str(value))
        except ValueError as error:
            self.fault(where, f"{value} {error}")
            return None

    def preset(self) -> Mapping[str, Any] | None:
        where, value = "extra.centre.preset", self.block.get("preset")
        if not value:
            return None
        path = self.root / str(value)
        if not path.is_file():
            self.fault(where, f"{value} must be a preset’s file, and its path must begin at the folder of mkdocs.yml")
            return None
        try:
            preset = load_preset(path.read_bytes(), KNOWN, is_new=True)
        except RecordError as error:
            for fault in error.faults:
                self.fault(where, f"{value}: {fault}")
            return None
        if len(packed := pack_preset(preset)) > LONGEST:
            reason = f"makes {len(packed):,} characters, and at most {LONGEST:,} are read"
            self.fault(where, f"{value} {reason}; {what_to_shorten(preset)}")
            return None
        return preset

    def colours(self) -> Palettes:
        where, block = "extra.centre.colours", self.block.get("colours") or {}
        if not isinstance(block, Mapping):
            self.fault(where, "must have light, dark, or both")
            return {}
        self.known(where, block, THEMES)
        return {theme: own for theme in THEMES if (own := dict(self._theme(f"{where}.{theme}", block.get(theme))))}

    def _theme(self, where: str, block: object) -> Iterator[tuple[str, str]]:
        names = tuple(NAMES)
        given = block or {}
        if not isinstance(given, Mapping):
            self.fault(where, f"must have some of {', '.join(names)}")
            return
        self.known(where, given, names)
        for name, value in given.items():
            colour = str(value).lower()
            if name in NAMES and not COLOUR.fullmatch(colour):
                self.fault(f"{where}.{name}", f"must be a colour such as '#1d5c4d', in quotes, not {value}")
            elif name in NAMES:
                yield NAMES[name], colour


NAMES = {
    name.replace("-", "_"): name
    for name in ("accent", "on-accent", "tint", "warm", "warm-tint", "paper", "card", "ink", "soft", "line", "edge")
}
"""The colours as ``mkdocs.yml`` names them, and as the styles do."""
