"""What a centre's own name adds to the site's files: its colours as a stylesheet, its logo, and the icon of the tab."""

from pathlib import Path

from checklist_py.build.assets import FOLDER
from checklist_py.build.cache import digest
from checklist_py.build.centre import Centre
from checklist_py.build.images import Look, favicon
from checklist_py.build.palette import as_styles

FAVICON = "assets/favicon.svg"


def colours_file(centre: Centre) -> str:
    """Return the address of the stylesheet with a centre's colours, or an empty text where it has none of its own."""
    if not centre.has_own_colours:
        return ""
    return f"{FOLDER}/centre.{digest([as_styles(centre.palettes).encode()])[:10]}.css"


def write_dress(site: Path, centre: Centre, look: Look) -> None:
    """Put them into the site."""
    if styles := colours_file(centre):
        (site / styles).write_text(as_styles(centre.palettes), encoding="utf-8")
    for logo in (centre.logo, centre.logo_dark):
        if logo:
            (site / logo.file).write_bytes(logo.content)
    if centre.logo or centre.has_own_colours:
        (site / FAVICON).write_text(favicon(look), encoding="utf-8")
