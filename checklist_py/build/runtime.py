"""The runtime: Pyodide's WebAssembly, made small in ``halves/``, and the part of the standard library that is needed.

The standard library is trimmed to ``stdlib.txt``, with ``stand-ins/`` for what Pyodide imports
and the rules never use, and compiled. The rules themselves are in ``wheel.py``.
"""

import json
import shutil
import sys
import zipfile
from pathlib import Path
from typing import Any

from checklist_py.build.bytecode import compile_folder, compiler
from checklist_py.build.cache import cached, digest, file_parts
from checklist_py.build.halves.build import SECOND, WASM, halves_folder
from checklist_py.build.tools import BuildError, node_package

STDLIB = "python_stdlib.zip"
LOCK = "pyodide-lock.json"

_HALVES = (WASM, SECOND)
_HERE = Path(__file__).parent
_LIST = _HERE / "stdlib.txt"
_STAND_INS = _HERE / "stand-ins"

_NOTICE = """The files in this folder come from Pyodide {version} (https://pyodide.org), Copyright (C) its
contributors, under the Mozilla Public License 2.0 (https://www.mozilla.org/MPL/2.0/); its source
is at https://github.com/pyodide/pyodide. {stdlib} holds part of the Python standard library,
compiled: Copyright (C) the Python Software Foundation, under the PSF License Agreement
(https://docs.python.org/3/license.html).
"""


def allowed_modules() -> frozenset[str]:
    """Return the names in ``stdlib.txt``."""
    lines = _LIST.read_text(encoding="utf-8").splitlines()
    return frozenset(name for line in lines if not line.startswith("#") for name in line.split())


def runtime_info() -> dict[str, Any]:
    """Return what the pinned Pyodide says of itself: its Python, its ABI."""
    info: dict[str, Any] = json.loads((node_package("pyodide") / LOCK).read_text(encoding="utf-8"))["info"]
    return info


def runtime_folder() -> Path:
    """Return the folder with the runtime, built when its sources changed."""
    sources = [_LIST, _STAND_INS, Path(__file__), _HERE / "bytecode.py"]
    # By the runtime's own bytes, so that another package's new version changes no address.
    sources += [node_package("pyodide") / name for name in (STDLIB, LOCK)]
    key = digest([*compiler(), *file_parts(*sources), *((halves_folder() / name).read_bytes() for name in _HALVES)])
    return cached("runtime", key, lambda folder: build_runtime(node_package("pyodide"), folder))


def build_runtime(pyodide: Path, folder: Path) -> None:
    """Build the runtime from an unpacked npm package ``pyodide`` into ``folder``.

    Raises BuildError when the bytecode this Python writes is not what the runtime reads.
    """
    version = json.loads((pyodide / LOCK).read_text(encoding="utf-8"))["info"]["python"]
    if tuple(map(int, version.split(".")[:2])) != sys.version_info[:2]:
        raise BuildError(f"the runtime is Python {version}: build the site with the same 3.x")
    _trim(pyodide / STDLIB, folder / STDLIB)
    compile_folder(folder)
    for name in _HALVES:
        shutil.copyfile(halves_folder() / name, folder / name)
    package = json.loads((pyodide / "package.json").read_text(encoding="utf-8"))
    (folder / "NOTICE.txt").write_text(_NOTICE.format(version=package["version"], stdlib=STDLIB), encoding="utf-8")


def _trim(source: Path, target: Path) -> None:
    allowed = allowed_modules()
    found = set()
    with zipfile.ZipFile(source) as full, zipfile.ZipFile(target, "w") as trimmed:
        for name in full.namelist():
            module = name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
            if name.endswith(".py") and module in allowed:
                found.add(module)
                stand_in = _STAND_INS / name
                trimmed.writestr(name, stand_in.read_bytes() if stand_in.exists() else full.read(name))
    missing = allowed - found
    if missing:
        raise BuildError(f"stdlib.txt names what the runtime does not have: {', '.join(sorted(missing))}")
