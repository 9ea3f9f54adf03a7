"""Images for places where only pixels will do: touch icons, and the card that a shared link shows.

Both are drawn as SVG and rendered here. The colours are those of the light theme; that the
styles have the same is held by a test.
"""

import html
import re
from pathlib import Path

import resvg_py

from checklist_py.build import letters
from checklist_py.build.cache import ROOT, cached, digest, file_parts, versions
from checklist_py.build.letters import FACES, cut_faces, lines
from checklist_py.build.tools import BuildError

NIGHT = "#141a18"
"""The paper of the dark theme."""
PAPER, INK, SOFT, ACCENT, WARM = "#fbf7ef", "#21302b", "#53625b", "#1d5c4d", "#9a4219"

ICON_SIZES = (48, 180, 192, 512)
MASKABLE = "icon-maskable-512.png"
"""For devices that cut icons to a shape of their own: all that counts is within the middle four fifths."""
ICONS = "assets/icons"
CARDS = "assets/cards"
CARD = (1200, 630)
"""What a shared link shows, in pixels: the size that the networks ask for."""

LETTERS = Path(letters.__file__)
_LOGO = ROOT / "overrides/partials/logo.html"
_PATHS = re.compile(r'<path class="logo__(?P<part>\w+)" d="(?P<d>[^"]+)"/>')
_META = re.compile(r'<meta property="og:(?P<name>\w+)" content="(?P<content>[^"]*)">')


def write_images(site: Path) -> None:
    """Put the icons into the site, and a card for every page that links to one.

    Raises BuildError for a title and a description that do not fit.
    """
    drawn_with = [cut_faces().name.encode(), *versions("resvg-py"), *file_parts(_LOGO, Path(__file__))]
    _copy(cached("icons", digest(drawn_with), _draw_icons), site / ICONS)
    pages = [dict(_META.findall(page.read_text(encoding="utf-8"))) for page in sorted(site.rglob("*.html"))]
    cards = {Path(meta["image"]).name: meta for meta in pages if "image" in meta}
    if not cards:
        return
    parts = [*drawn_with, *file_parts(LETTERS), *(repr(sorted(meta.items())).encode() for meta in cards.values())]

    def draw(folder: Path) -> None:
        for name, meta in cards.items():
            title, about, site_name = (html.unescape(meta[each]) for each in ("title", "description", "site_name"))
            (folder / name).write_bytes(_render(card(title, about, site_name)))

    _copy(cached("cards", digest(parts), draw), site / CARDS)


def _copy(folder: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        (target / path.name).write_bytes(path.read_bytes())


def _draw_icons(folder: Path) -> None:
    for size in ICON_SIZES:
        (folder / f"icon-{size}.png").write_bytes(_icon(size, 8))
    (folder / MASKABLE).write_bytes(_icon(512, 18))


def _icon(size: int, margin: int) -> bytes:
    """Draw the logo, 32 units wide, on a square with a margin in the same units."""
    side = 32 + 2 * margin
    return _render(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" '
        f'viewBox="{-margin} {-margin} {side} {side}">'
        f'<rect x="{-margin}" y="{-margin}" width="{side}" height="{side}" fill="{PAPER}"/>{_logo()}</svg>'
    )


def _logo() -> str:
    colours = {"door": ACCENT, "tick": WARM}
    drawn = "".join(
        f'<path d="{found["d"]}" stroke="{colours[found["part"]]}"/>'
        for found in _PATHS.finditer(_LOGO.read_text(encoding="utf-8"))
    )
    return f'<g fill="none" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round">{drawn}</g>'


def card(title: str, about: str, site_name: str) -> str:
    """Draw a card as SVG. Raises BuildError for words that do not fit."""
    width, height = CARD

    def text(said: str, y: float, style: str, x: int = 84) -> str:
        return f'<text x="{x}" y="{y}" {style}>{html.escape(said)}</text>'

    serif, sans = (f'font-family="{face}" font-size="{{}}" fill="{{}}"'.format for face in ("newsreader", "atkinson"))
    titled = lines(title, 1040, 100, "newsreader")
    told = lines(about, 1040, 42)
    top = 318
    under = top + 108 * len(titled) - 14
    if under + 58 * (len(told) - 1) > height - 30:
        raise BuildError(f"the card of “{title}” has no room for its description: make one of the two shorter")
    parts = [
        f'<rect width="{width}" height="{height}" fill="{PAPER}"/><rect width="18" height="{height}" fill="{WARM}"/>',
        f'<g transform="translate(84 76) scale(2.2)">{_logo()}</g>',
        text(site_name, 124, serif(40, INK), x=176),
        *(text(line, top + 108 * index, serif(100, INK)) for index, line in enumerate(titled)),
        *(text(line, under + 58 * index, sans(42, SOFT)) for index, line in enumerate(told)),
    ]
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">{"".join(parts)}</svg>'


def _render(svg: str) -> bytes:
    files = [str(cut_faces() / f"{face}.ttf") for face in FACES]
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, font_files=files, skip_system_fonts=True))
