"""Makes WebAssembly and its JavaScript from the npm package ``pyodide``, and keeps them in the cache."""

import shutil
from pathlib import Path

from checklist_py.build.cache import cached, digest, file_parts
from checklist_py.build.halves.binary import vector
from checklist_py.build.halves.glue import GLUE, LOADER, WASM, read_exports, slim_glue
from checklist_py.build.halves.module import Module, Section
from checklist_py.build.tools import node_package


def halves_folder() -> Path:
    """Return the folder with WebAssembly and its JavaScript, built when they or what makes them changed."""
    pyodide = node_package("pyodide")
    sources = [pyodide / name for name in (WASM, GLUE, LOADER, "package.json")]
    return cached("halves", digest(file_parts(Path(__file__).parent, *sources)), lambda folder: build(pyodide, folder))


def build(pyodide: Path, folder: Path) -> None:
    """Build them from an unpacked npm package ``pyodide`` into ``folder``. Raises BuildError for an unknown shape."""
    glue, loader = ((pyodide / name).read_text(encoding="utf-8") for name in (GLUE, LOADER))
    slim = slim_glue(glue, loader)
    (folder / GLUE).write_text(slim, encoding="utf-8")
    for name in (LOADER, "package.json"):
        shutil.copyfile(pyodide / name, folder / name)
    module = Module((pyodide / WASM).read_bytes())
    kept = read_exports(module, slim, loader)
    exports = [each.written() for each in module.exports if each.name in kept]
    (folder / WASM).write_bytes(module.changed({Section.EXPORT: vector(exports)}))
