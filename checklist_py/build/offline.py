"""The service worker, and the list of files by which it knows one version of the site from another."""

import hashlib
import json
import re
import shutil
from pathlib import Path

from checklist_py.build.assets import SOURCES, asset_urls
from checklist_py.build.cache import ROOT, cached, digest, file_parts
from checklist_py.build.manifest import MANIFEST
from checklist_py.build.tools import run

WORKER = "sw.js"
_OFFLINE = SOURCES / "offline"

_SHELL = re.compile(
    r".*\.html|assets/(app|javascripts)/.*\.(js|css|woff2)|assets/(icons|favicon).*|search/.*\.json"
    f"|{re.escape(MANIFEST)}"
)
"""Pages, and what they need to be drawn, searched and ticked."""
_RUNTIME = re.compile(r"assets/runtime/.*\.(wasm|zip|whl)|zoneinfo/index\.json|holidays/names\.json")
"""Python, the rules, the library for codes, and the names of zones and regions."""


def files_of(site: Path) -> dict[str, dict[str, str]]:
    """Return the files that work offline: ``shell`` and ``runtime``, each from its address to its SHA-256.

    Addresses are relative to the site's root; a page's is its folder.
    """
    urls = asset_urls()
    # The worker that runs Python is part of the runtime; what stands in the page's head is in the page.
    worker, inline = urls["worker"], urls["early"]
    found: dict[str, dict[str, str]] = {"shell": {}, "runtime": {}}
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if not path.is_file() or name == inline:
            continue
        part = "runtime" if name == worker or _RUNTIME.fullmatch(name) else "shell" if _SHELL.fullmatch(name) else None
        if part:
            address = re.sub(r"(^|/)index\.html$", r"\1", name)
            found[part][address] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def write_worker(site: Path, *, is_offline: bool) -> None:
    """Write the service worker of a site that is complete; or, not ``is_offline``, one that takes itself away."""
    files = files_of(site)
    listed = json.dumps(files)
    code = json.dumps({"version": digest([listed.encode()]), **files}) if is_offline else ""

    def make(folder: Path) -> None:
        (folder / "files.json").write_text(code or "{}", encoding="utf-8")
        source = _OFFLINE / ("sw.ts" if is_offline else "off.ts")
        options = ["--bundle", "--minify", "--format=iife", "--target=es2022", "--log-level=error"]
        run(["esbuild", str(source), *options, f"--alias:offline={folder}", f"--outfile={folder / WORKER}"])

    key = digest([code.encode(), *file_parts(_OFFLINE, Path(__file__), ROOT / "tsconfig.json")])
    shutil.copyfile(cached("offline", key, make) / WORKER, site / WORKER)
