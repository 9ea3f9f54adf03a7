"""The web app manifest, by which a phone puts the checklist on its home screen."""

import json
import struct
from pathlib import Path
from typing import Any, NamedTuple

from checklist_py.build.images import ICONS, MASKABLE

MANIFEST = "manifest.webmanifest"
SCREENS = "assets/screens"
_ICON_SIZES = (192, 512)

_SCREENS = {
    "phone": ("narrow", "The next action, with its date and the reason for it"),
    "desk": ("wide", "The checklist after an interview"),
}


class Named(NamedTuple):
    """What a phone is told of the site: its name, what it's about, the short name for below an icon, its paper."""

    name: str
    about: str
    short_name: str
    paper: str
    is_dressed: bool
    """Whether it has a look of its own, which the screenshots don't show."""


def write_manifest(site: Path, named: Named) -> None:
    """Write the manifest. Raises OSError where a screenshot is missing."""
    icons = [
        *({"src": f"{ICONS}/icon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png"} for size in _ICON_SIZES),
        {"src": f"{ICONS}/{MASKABLE}", "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
    ]
    manifest = {
        "name": named.name,
        "short_name": named.short_name or named.name,
        "description": named.about,
        "lang": "en",
        "dir": "ltr",
        "start_url": "checklist/",
        "scope": "./",
        "display": "standalone",
        "background_color": named.paper,
        "theme_color": named.paper,
        "categories": ["productivity", "education"],
        "icons": icons,
        "screenshots": [] if named.is_dressed else [_screen(site, name) for name in _SCREENS],
        "shortcuts": [
            {"name": "Next action", "url": "checklist/#next-action", "icons": icons[:1]},
            {"name": "Add an interview", "url": "checklist/#add", "icons": icons[:1]},
        ],
    }
    (site / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _screen(site: Path, name: str) -> dict[str, Any]:
    form, label = _SCREENS[name]
    path = f"{SCREENS}/{name}.png"
    # A PNG says its size after its signature and the head of its first part.
    width, height = struct.unpack(">II", (site / path).read_bytes()[16:24])
    return {"src": path, "sizes": f"{width}x{height}", "type": "image/png", "form_factor": form, "label": label}
