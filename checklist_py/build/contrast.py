"""Contrast of colours, as WCAG 2.2 reckons it, and the nearest colour that would do where one falls short.

    relative luminance   0.2126 R + 0.7152 G + 0.0722 B, each channel made linear
    contrast             (lighter + 0.05) / (darker + 0.05), from 1 to 21
    text                 at least 4.5 to 1 (1.4.3, AA)
    what isn't text      at least 3 to 1 (1.4.11, AA)

Sources: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance and #dfn-contrast-ratio.
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

TEXT = 4.5
SHAPE = 3.0

COLOUR = re.compile(r"#[0-9a-f]{6}")
"""How a colour is written; capitals are made small before."""

Palette = Mapping[str, str]
"""Colours by the names that they have in ``overrides/styles/base.css``."""


class Pair(NamedTuple):
    """What is drawn in a colour on certain grounds, and the least contrast that it needs there."""

    colour: str
    grounds: tuple[str, ...]
    least: float
    used: str


PAIRS = (
    Pair("ink", ("paper", "card", "tint", "warm-tint", "sky"), TEXT, "text"),
    Pair("soft", ("paper", "card", "tint", "warm-tint", "sky"), TEXT, "quiet text"),
    Pair("accent", ("paper", "card", "tint", "warm-tint", "sky"), TEXT, "links and buttons"),
    Pair("warm", ("paper", "card", "warm-tint"), TEXT, "what is pressing"),
    Pair("on-accent", ("accent",), TEXT, "words on the main button"),
    Pair("edge", ("paper", "card"), SHAPE, "the edges of fields and buttons"),
)
"""Every pair that the styles draw; a "sky" is each of the card's. A line is decoration, and has no row."""


def grounds_of(pair: Pair, palette: Palette) -> list[str]:
    """Return the names in a palette of all that a pair's colour stands on: "sky" is for "sky 1", "sky 2" and so on."""
    return [name for name in palette if name.partition(" ")[0] in pair.grounds]


def channels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue, each 0 to 255, of a colour such as ``#1d5c4d``."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def written(red: float, green: float, blue: float) -> str:
    """Write a colour from its channels, rounded."""
    return "#" + "".join(f"{min(max(round(each), 0), 255):02x}" for each in (red, green, blue))


def luminance(colour: str) -> float:
    """Return the relative luminance, from 0 for black to 1 for white."""
    red, green, blue = (_linear(each / 255) for each in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else math.pow((channel + 0.055) / 1.055, 2.4)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mixed(colour: str, into: str, share: float) -> str:
    """Return ``into`` with a ``share`` of ``colour`` in it, as ``color-mix(in srgb, …)`` does."""
    pairs = zip(channels(colour), channels(into), strict=True)
    return written(*(share * one + (1 - share) * other for one, other in pairs))


def nearest(colour: str, does: Callable[[str], bool]) -> str | None:
    """Return the nearest colour of the same hue that ``does``, or None.

    It steps towards black and towards white, a hundredth at a time; the shorter way wins.
    """
    for hundredth in range(101):
        for end in ("#000000", "#ffffff"):
            tried = mixed(end, colour, hundredth / 100)
            if does(tried):
                return tried
    return None


class Shortfall(NamedTuple):
    """A colour that can't be told well enough from what it stands on: the worst of its grounds, and the others."""

    pair: Pair
    ground: str
    found: float
    others: tuple[str, ...]


def shortfalls(palette: Palette) -> Iterator[Shortfall]:
    """Yield what falls short in a palette, in the order of ``PAIRS``."""
    for pair in PAIRS:
        found = {name: contrast(palette[pair.colour], palette[name]) for name in grounds_of(pair, palette)}
        short = sorted((name for name, reached in found.items() if reached < pair.least), key=found.__getitem__)
        if short:
            yield Shortfall(pair, short[0], found[short[0]], tuple(short[1:]))


def said(short: Shortfall, palette: Palette, better: str | None) -> str:
    """Say in a sentence which colour falls short against which, by how much, and which would do."""
    pair, ground = short.pair, short.ground
    too = f", as well as on {', '.join(short.others)}" if short.others else ""
    advice = f"the nearest that would do is {better}" if better else "no shade of it would do on all of its grounds"
    return (
        f"{palette[pair.colour]} ({pair.used}) has a contrast of {short.found:.2f} to 1 against {ground} "
        f"{palette[ground]}{too}, and needs {pair.least:g}; {advice}"
    )
