"""Makes both halves, and the JavaScript for them, from the npm package ``pyodide``, and keeps them in the cache."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from checklist_py.build.cache import cached, digest, file_parts
from checklist_py.build.halves.binary import vector
from checklist_py.build.halves.glue import GLUE, let_memory_be_kept, read_exports, slim_glue
from checklist_py.build.halves.module import Module, Section
from checklist_py.build.halves.profile import PROFILE, read_profile
from checklist_py.build.halves.reach import away
from checklist_py.build.halves.relocations import Placed, check_bases, place
from checklist_py.build.halves.split import decide, split
from checklist_py.build.tools import node_package

WASM = "pyodide.asm.wasm"
"""The first half, as the whole is called in Pyodide."""
SECOND = "pyodide.second.wasm"
LOADER = "pyodide.mjs"
"""Pyodide's own JavaScript, which uses Emscripten's."""


def halves_folder() -> Path:
    """Return the folder with both halves and their JavaScript, built when something that they're made of changed."""
    pyodide = node_package("pyodide")
    sources = [pyodide / name for name in (WASM, GLUE, LOADER, "package.json")]
    return cached("halves", digest(file_parts(Path(__file__).parent, *sources)), lambda folder: build(pyodide, folder))


def build(pyodide: Path, folder: Path) -> None:
    """Build them from an unpacked npm package into ``folder``. Raises BuildError for a Pyodide of another shape."""
    profile = read_profile(PROFILE.read_text("utf-8"), (pyodide / WASM).read_bytes()) if PROFILE.exists() else None
    slim, placed = prepared(pyodide)
    (folder / GLUE).write_text(slim, encoding="utf-8")
    for name in (LOADER, "package.json"):
        shutil.copyfile(pyodide / name, folder / name)
    write_halves(placed, profile, folder)


def prepared(pyodide: Path) -> tuple[str, Placed]:
    """Return Emscripten's JavaScript and the whole module, slimmed, the module with its pointers written."""
    glue, loader = ((pyodide / name).read_text(encoding="utf-8") for name in (GLUE, LOADER))
    check_bases(glue)
    slim = slim_glue(let_memory_be_kept(glue), loader)
    module = Module((pyodide / WASM).read_bytes())
    kept = read_exports(module, slim, loader)
    exports = vector(each.written() for each in module.exports if each.name in kept)
    return slim, place(Module(module.changed({Section.EXPORT: exports})))


def write_halves(placed: Placed, profile: Iterable[int] | None, folder: Path) -> None:
    """Write both halves; without a profile the first is the whole, and the second has nothing in it."""
    sides = decide(placed.module, profile)
    moved = [] if profile is None else away(placed, sides.first)
    for name, half in zip((WASM, SECOND), split(placed, sides, moved), strict=True):
        (folder / name).write_bytes(half)
