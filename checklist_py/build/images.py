"""Images for places where only pixels will do: touch icons, and the card that a shared link shows.

Both are drawn as SVG and rendered here, in the colours of the light theme: the site's, or those of
the centre whose copy it is.
"""

import html
import re
from pathlib import Path
from typing import NamedTuple

import resvg_py

from checklist_py.build import letters
from checklist_py.build.cache import ROOT, cached, digest, file_parts, versions
from checklist_py.build.contrast import Palette
from checklist_py.build.letters import FACES, cut_faces, lines
from checklist_py.build.logo import Logo
from checklist_py.build.tools import BuildError

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


class Look(NamedTuple):
    """What pictures are drawn in: a theme's colours, and a logo in place of the site's own."""

    colours: Palette
    logo: Logo | None = None


def write_images(site: Path, look: Look) -> None:
    """Put the icons into the site, and a card for every page that links to one.

    Raises BuildError for a title and a description that do not fit.
    """
    own = [repr(sorted(look.colours.items())).encode(), look.logo.content if look.logo else b""]
    drawn_with = [cut_faces().name.encode(), *versions("resvg-py"), *file_parts(_LOGO, Path(__file__)), *own]
    _copy(cached("icons", digest(drawn_with), lambda folder: _draw_icons(folder, look)), site / ICONS)
    pages = [dict(_META.findall(page.read_text(encoding="utf-8"))) for page in sorted(site.rglob("*.html"))]
    cards = {Path(meta["image"]).name: meta for meta in pages if "image" in meta}
    if not cards:
        return
    parts = [*drawn_with, *file_parts(LETTERS), *(repr(sorted(meta.items())).encode() for meta in cards.values())]

    def draw(folder: Path) -> None:
        for name, meta in cards.items():
            title, about, site_name = (html.unescape(meta[each]) for each in ("title", "description", "site_name"))
            (folder / name).write_bytes(_render(card(title, about, site_name, look)))

    _copy(cached("cards", digest(parts), draw), site / CARDS)


def _copy(folder: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        (target / path.name).write_bytes(path.read_bytes())


def _draw_icons(folder: Path, look: Look) -> None:
    for size in ICON_SIZES:
        (folder / f"icon-{size}.png").write_bytes(_icon(size, 8, look))
    (folder / MASKABLE).write_bytes(_icon(512, 18, look))


def _icon(size: int, margin: int, look: Look) -> bytes:
    """Draw the logo, 32 units wide, on a square with a margin in the same units."""
    side = 32 + 2 * margin
    paper = look.colours["paper"]
    return _render(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" '
        f'viewBox="{-margin} {-margin} {side} {side}">'
        f'<rect x="{-margin}" y="{-margin}" width="{side}" height="{side}" fill="{paper}"/>{_logo(look, 32)}</svg>'
    )


def _logo(look: Look, room: float) -> str:
    """Draw the logo 32 units tall, or as wide as there's room: in the middle of that, and of a square of 32."""
    if look.logo:
        wide = min(room, max(32, 32 * look.logo.ratio))
        return f'<image width="{wide:.2f}" height="32" href="{look.logo.data}"/>'
    colours = {"door": look.colours["accent"], "tick": look.colours["warm"]}
    drawn = "".join(
        f'<path d="{found["d"]}" stroke="{colours[found["part"]]}"/>'
        for found in _PATHS.finditer(_LOGO.read_text(encoding="utf-8"))
    )
    return f'<g fill="none" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round">{drawn}</g>'


def favicon(look: Look) -> str:
    """Draw the icon of the browser's tab as SVG, which needs no size of its own."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">{_logo(look, 32)}</svg>\n'


def card(title: str, about: str, site_name: str, look: Look) -> str:
    """Draw a card as SVG. Raises BuildError for words that do not fit."""
    width, height = CARD
    paper, ink, soft, warm = (look.colours[each] for each in ("paper", "ink", "soft", "warm"))

    def text(said: str, y: float, style: str, x: float = 84) -> str:
        return f'<text x="{x:g}" y="{y}" {style}>{html.escape(said)}</text>'

    serif, sans = (f'font-family="{face}" font-size="{{}}" fill="{{}}"'.format for face in ("newsreader", "atkinson"))
    titled = lines(title, 1040, 100, "newsreader")
    told = lines(about, 1040, 42)
    top = 318
    under = top + 108 * len(titled) - 14
    if under + 58 * (len(told) - 1) > height - 30:
        raise BuildError(f"the card of “{title}” has no room for its description: make one of the two shorter")
    room = 96
    beside = 84 + 2.2 * min(room, max(32, 32 * look.logo.ratio if look.logo else 32)) + 21.6
    size = min(40, 40 * (1040 + 84 - beside) / letters.wide(site_name, 40, "newsreader"))
    parts = [
        f'<rect width="{width}" height="{height}" fill="{paper}"/><rect width="18" height="{height}" fill="{warm}"/>',
        f'<g transform="translate(84 76) scale(2.2)">{_logo(look, room)}</g>',
        text(site_name, 124, serif(f"{size:g}", ink), x=beside),
        *(text(line, top + 108 * index, serif(100, ink)) for index, line in enumerate(titled)),
        *(text(line, under + 58 * index, sans(42, soft)) for index, line in enumerate(told)),
    ]
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">{"".join(parts)}</svg>'


def _render(svg: str) -> bytes:
    files = [str(cut_faces() / f"{face}.ttf") for face in FACES]
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, font_files=files, skip_system_fonts=True))
