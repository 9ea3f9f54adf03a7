"""The colours of the two themes: those of the styles, and those of a centre that sets some of its own.

A centre that has one colour need say no more than that. What goes with it follows: its tint on
the page, the words on a button of that colour, and the same colour for the dark theme, made
as light as it has to be. All of it is checked in the end, see ``contrast.py``.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from checklist_py.build.contrast import Palette, contrast, mixed, nearest, said, shortfalls
from checklist_py.build.tools import BuildError

SCHEMES = {"light": "default", "dark": "slate"}
"""The themes, and what the styles call them."""

THEMES = tuple(SCHEMES)

_TINTS = {"tint": "accent", "warm-tint": "warm"}
_FOLLOWS = {"on-accent": "accent"}
_TINT_SHARE = {"light": 0.1, "dark": 0.14}
_ROOM = 6.5
"""Contrast that a colour made for the dark theme gets: enough to be read on its own tint as well."""

_COLOUR = re.compile(r"--(?P<name>[\w-]+): (?P<colour>#[0-9a-f]{6});")
_BLOCK = re.compile(r"(?P<selector>[^{}]+)\{(?P<body>[^{}]*)\}")

Palettes = Mapping[str, Palette]
"""The colours of each theme, by their names."""


def styled(styles: Path) -> Palettes:
    """Read the themes' colours, and the skies of the card, out of the stylesheets in a theme's folder."""
    base = (styles / "styles/base.css").read_text(encoding="utf-8")
    card = (styles / "checklist/today/card.css").read_text(encoding="utf-8")
    found: dict[str, Palette] = {}
    for theme, scheme in SCHEMES.items():
        head = f'[data-md-color-scheme="{scheme}"] {{'
        colours = dict(_COLOUR.findall(base[base.index(head) :].partition("}")[0]))
        skies = [
            each["colour"]
            for block in _BLOCK.finditer(card)
            if ("slate" in block["selector"]) is (theme == "dark")
            for each in _COLOUR.finditer(block["body"])
            if each["name"] == "sky"
        ]
        numbered = {f"sky {number}": sky for number, sky in enumerate(dict.fromkeys(skies), start=1)}
        found[theme] = MappingProxyType({**colours, **numbered})
    return MappingProxyType(found)


def completed(own: Palettes, site: Palettes) -> Palettes:
    """Return the site's colours with a centre's in their place, and with what follows from those.

    Raises BuildError, a line for each, when a colour falls short of the contrast that it needs.
    """
    given = {theme: dict(own.get(theme, {})) for theme in THEMES}
    for name in ("accent", "warm"):
        if name in given["light"]:
            given["dark"].setdefault(name, _for_the_dark(given["light"][name], {**site["dark"], **given["dark"]}))
    whole = {theme: _with(given[theme], site, theme) for theme in THEMES}
    faults = [fault for theme in THEMES for fault in _faults(whole[theme], given[theme], site, theme)]
    if faults:
        raise BuildError("\n".join(f"extra.centre.colours.{fault}" for fault in faults))
    return MappingProxyType(whole)


def _faults(whole: Palette, own: Palette, site: Palettes, theme: str) -> Iterator[str]:
    found = list(shortfalls(whole))
    for short in found:
        name = short.pair.colour
        if name not in own and any(each.pair.colour == _FOLLOWS.get(name) for each in found):
            continue  # another accent brings other words on it

        def does(tried: str, name: str = name) -> bool:
            # What follows from a colour changes with it.
            left = shortfalls(_with({**own, name: tried}, site, theme))
            return all(each.pair.colour != name for each in left)

        yield f"{theme}.{name}: {said(short, whole, nearest(whole[name], does))}"


def _for_the_dark(colour: str, dark: Palette) -> str:
    grounds = ("paper", "card", "tint", "warm-tint")
    return nearest(colour, lambda tried: all(contrast(tried, dark[each]) >= _ROOM for each in grounds)) or colour


def _with(own: Palette, site: Palettes, theme: str) -> Palette:
    whole = {**site[theme], **own}
    for tint, colour in _TINTS.items():
        if colour in own and tint not in own:
            whole[tint] = mixed(own[colour], whole["paper"], _TINT_SHARE[theme])
    if "accent" in own and "on-accent" not in own:
        candidates = (site[theme]["on-accent"], whole["ink"], whole["paper"])
        whole["on-accent"] = max(candidates, key=lambda each: contrast(each, whole["accent"]))
    return MappingProxyType(whole)


def as_styles(palettes: Palettes) -> str:
    """Write the colours as a stylesheet, to come after the site's own."""
    return "".join(
        f'[data-md-color-scheme="{scheme}"]{{'
        + "".join(f"--{name}:{colour};" for name, colour in palettes[theme].items() if " " not in name)
        + "}\n"
        for theme, scheme in SCHEMES.items()
    )
