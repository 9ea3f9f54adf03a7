"""The page's own modules and styles, bundled, minified and named by what they hold.

A name changes with the content, so a browser may keep a file for good. ``asset_urls`` gives
the templates their addresses; ``write_assets`` puts the files into the site.
"""

import json
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from checklist_py.build.cache import ROOT, cached, digest, file_parts
from checklist_py.build.codes import codes_folder, codes_name
from checklist_py.build.halves.build import SECOND, WASM, halves_folder
from checklist_py.build.letters import FACES, cut_faces
from checklist_py.build.page_shape import write_page_shape
from checklist_py.build.runtime import STDLIB, runtime_folder
from checklist_py.build.theme import trimmed_styles
from checklist_py.build.tools import node_package, run
from checklist_py.build.wheel import wheel_folder, wheel_name

SOURCES = ROOT / "overrides"
FOLDER = "assets/app"
"""Where the bundled files stand in the site."""

SHARED = "checklist-shared"
"""What the checklist's script has in common with those of its parts that only come when they're asked for."""

LATER = "later"
"""Those parts. A page that couldn't have them asks for them again by another address, so it's told the first."""

_ENTRIES = {
    "checklist": SOURCES / "checklist/main.ts",
    "home": SOURCES / "checklist/home.ts",
    "early": SOURCES / "checklist/early.ts",
    "worker": SOURCES / "checklist/engine/worker.ts",
    "site": SOURCES / "site/site.ts",
    "reading": SOURCES / "site/reading.ts",
    "send": SOURCES / "site/send.ts",
    "figures": SOURCES / "checklist/figures.ts",
    "advisers": SOURCES / "advisers/main.ts",
    "advisers-style": SOURCES / "advisers/advisers.css",
    "style": SOURCES / "styles/style.css",
    "reading-style": SOURCES / "styles/reading.css",
    "checklist-style": SOURCES / "checklist/main.css",
    "later-style": SOURCES / "checklist/later.css",
    "print": SOURCES / "styles/print.css",
}


def app_folder() -> Path:
    """Return the folder with the bundled files and ``manifest.json``, built when a source changed."""
    write_page_shape(SOURCES)
    made = (wheel_folder(), codes_folder(), halves_folder())
    key = digest([*_sources(), *(each.name.encode() for each in made)])
    return cached("app", key, build_app)


def build_app(folder: Path) -> None:
    """Bundle every entry into ``folder``. Raises BuildError with esbuild's own words."""
    manifest = {}
    for face in FACES:
        cut = (cut_faces() / f"{face}.woff2").read_bytes()
        manifest[face] = f"{face}.{digest([cut])[:10]}.woff2"
        (folder / manifest[face]).write_bytes(cut)
    licence = node_package("@fontsource-variable/newsreader") / "LICENSE"
    shutil.copyfile(licence, folder / "newsreader.LICENSE.txt")
    licence = node_package("@fontsource-variable/atkinson-hyperlegible-next") / "LICENSE"
    shutil.copyfile(licence, folder / "atkinson.LICENSE.txt")
    with ThreadPoolExecutor() as pool:
        bundles = dict(zip(_ENTRIES, pool.map(_bundle, _ENTRIES), strict=True))
    for name, bundle in bundles.items():
        content = bundle.read_bytes()
        for face in FACES:
            content = content.replace(f"{face}.woff2".encode(), manifest[face].encode())
        manifest[name] = f"{name}.{digest([content])[:10]}{bundle.suffix}"
        (folder / manifest[name]).write_bytes(content)
        for part in bundle.parent.glob("*.js"):
            if part != bundle:
                shutil.copyfile(part, folder / part.name)
    # What the page's own script and its later parts share, so that a page can ask for it at once.
    (manifest[SHARED],) = re.findall(r'from"\./([^"]+)"', (folder / manifest["checklist"]).read_text(encoding="utf-8"))
    script = (folder / manifest["checklist"]).read_text(encoding="utf-8")
    (manifest[LATER],) = set(re.findall(r'import\("\./(later\.[^"]+)"\)', script))
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def _sources() -> list[bytes]:
    folders = (SOURCES / each for each in ("advisers", "checklist", "site", "styles"))
    own = file_parts(*folders, Path(__file__), ROOT / "tsconfig.json", ROOT / "package-lock.json")
    return [*own, cut_faces().name.encode(), *(str(path).encode() for path in theme_styles().values())]


def theme_styles() -> dict[str, Path]:
    """Return the theme's stylesheets as they go into ours, without what the site has no use for."""
    own = [path.read_text(encoding="utf-8") for path in sorted(SOURCES.rglob("*.css"))]
    return trimmed_styles(own)


def _bundle(name: str) -> Path:
    """Return one entry's bundle. The worker's alone holds the lock, and so changes with the rules."""
    source = _ENTRIES[name]
    target = source.with_suffix(".js" if source.suffix == ".ts" else source.suffix).name
    parts = {"rules": wheel_folder(), "codes": codes_folder(), "python-runtime": halves_folder()}
    python = [f"--alias:{each}={path}" for each, path in parts.items()] if name == "worker" else []
    theme = [f"--alias:theme-{part}={path}" for part, path in theme_styles().items()] if name == "style" else []
    command = [
        "esbuild",
        str(source),
        "--bundle",
        "--minify",
        f"--format={'iife' if name == 'early' else 'esm'}",
        "--target=es2022,chrome110,firefox115,safari16.4",
        "--external:node:*",
        "--external:*.woff2",
        "--legal-comments=none",
        "--log-level=error",
        *python,
        *theme,
    ]

    def make(folder: Path) -> None:
        split = ["--splitting", f"--outdir={folder}", "--chunk-names=[name].[hash]"]
        run([*command, *(split if name == "checklist" else [f"--outfile={folder / target}"])])

    key = digest([*_sources(), name.encode(), *(each.encode() for each in (*python, *theme))])
    return cached("bundle", key, make) / target


def asset_urls() -> dict[str, str]:
    """Return the addresses, relative to the site's root, of what the templates link to."""
    folder = app_folder()
    manifest: dict[str, str] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    urls = {name: f"{FOLDER}/{file}" for name, file in manifest.items()}
    folders = (runtime_folder(), wheel_folder(), codes_folder())
    runtime, rules, codes = (f"assets/runtime/{each.name}" for each in folders)
    return {
        **urls,
        "runtime": runtime,
        "wasm": f"{runtime}/{WASM}",
        "second": f"{runtime}/{SECOND}",
        "stdlib": f"{runtime}/{STDLIB}",
        "wheel": f"{rules}/{wheel_name(wheel_folder())}",
        "codes": f"{codes}/{codes_name(codes_folder())}",
    }


def early_script() -> str:
    """Return the script that stands inline in the checklist page's head."""
    return (app_folder() / asset_urls()["early"].removeprefix(f"{FOLDER}/")).read_text(encoding="utf-8").strip()


def write_assets(site: Path) -> None:
    """Put the bundled files and the runtime into the site."""
    shutil.copytree(app_folder(), site / FOLDER, dirs_exist_ok=True, ignore=shutil.ignore_patterns("manifest.json"))
    for built in (runtime_folder(), wheel_folder(), codes_folder()):
        shutil.copytree(built, site / "assets/runtime" / built.name, dirs_exist_ok=True)
