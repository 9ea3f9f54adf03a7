"""The runtime bundle: what the browser needs to run the rules, as small and quick as it can be.

Our wheel goes into a minimal lock through pyodide-lock; the standard library is trimmed to
``stdlib.txt``, with ``stand-ins/`` for what Pyodide imports and the rules never use; then
pyodide-build's py-compile turns both into bytecode, which is what makes a start quick. Archives
are stored, not deflated, so that the web server's compression works on them, and re-packed with
fixed dates, so that the same sources give the same bytes.
"""

import hashlib
import json
import shutil
import sys
import tempfile
import zipfile
from pathlib import Path

from checklist_py.build.cache import ROOT, cached, digest, file_parts
from checklist_py.build.tools import BuildError, node_package, run

STDLIB = "python_stdlib.zip"
LOCK = "pyodide-lock.json"
WASM = "pyodide.asm.wasm"
PACKAGE = "checklist-py"

_HERE = Path(__file__).parent
_LIST = _HERE / "stdlib.txt"
_STANDINS = _HERE / "stand-ins"
_EPOCH = (1980, 1, 1, 0, 0, 0)

_COMPILING = {
    # A fixed date makes py-compile stamp the bytecode with its source's hash, not the time.
    "SOURCE_DATE_EPOCH": "315532800",
    # No docstrings in the bytecode: they are a fifth of it, and nobody reads them there.
    "PYTHONOPTIMIZE": "2",
    # Lines, but no columns, for tracebacks.
    "PYTHONNODEBUGRANGES": "1",
}

_PYPROJECT = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
[project]
name = "checklist-py"
version = "0.1.0"
requires-python = ">=3.13"
[tool.hatch.build.targets.wheel]
packages = ["checklist_py"]
"""

_NOTICE = """The files in this folder other than checklist_py-*.whl come from Pyodide {version}
(https://pyodide.org), Copyright (C) its contributors, under the Mozilla Public License 2.0
(https://www.mozilla.org/MPL/2.0/); its source is at https://github.com/pyodide/pyodide.
{stdlib} holds part of the Python standard library, compiled: Copyright (C) the Python
Software Foundation, under the PSF License Agreement (https://docs.python.org/3/license.html).
"""


def allowed_modules() -> frozenset[str]:
    """Return the names in ``stdlib.txt``."""
    lines = _LIST.read_text(encoding="utf-8").splitlines()
    return frozenset(name for line in lines if not line.startswith("#") for name in line.split())


def browser_sources() -> list[Path]:
    """Return the source files that go into the browser's wheel: the core and the bridge."""
    package = ROOT / "checklist_py"
    return [package / "__init__.py", package / "bridge.py", *sorted((package / "core").glob("*.py"))]


def runtime_folder() -> Path:
    """Return the folder with the runtime bundle, built when its sources changed."""
    pyodide = node_package("pyodide")
    sources = [*browser_sources(), _LIST, _STANDINS, Path(__file__), ROOT / "package-lock.json"]
    key = digest([sys.version.encode(), *file_parts(*sources)])
    return cached("runtime", key, lambda folder: build_runtime(pyodide, folder))


def build_runtime(pyodide: Path, folder: Path) -> None:
    """Build the runtime bundle from an unpacked npm package ``pyodide`` into ``folder``.

    Raises BuildError when the bytecode this Python writes is not what the runtime reads.
    """
    info = json.loads((pyodide / LOCK).read_text(encoding="utf-8"))["info"]
    if tuple(map(int, info["python"].split(".")[:2])) != sys.version_info[:2]:
        raise BuildError(f"the runtime is Python {info['python']}: build the site with the same 3.x")
    with tempfile.TemporaryDirectory() as scratch:
        base = Path(scratch) / LOCK
        base.write_text(json.dumps({"info": info, "packages": {}}), encoding="utf-8")
        wheel = _build_wheel(Path(scratch), folder)
        output = ["--output", str(folder / LOCK), "--base-path", str(folder)]
        run(["pyodide", "lockfile", "add-wheels", "--input", str(base), *output, str(wheel)])
    _trim(pyodide / STDLIB, folder / STDLIB)
    run(["pyodide", "py-compile", str(folder), "--compression-level", "0"], env=_COMPILING)
    _repack(folder)
    shutil.copyfile(pyodide / WASM, folder / WASM)
    version = json.loads((pyodide / "package.json").read_text(encoding="utf-8"))["version"]
    (folder / "NOTICE.txt").write_text(_NOTICE.format(version=version, stdlib=STDLIB), encoding="utf-8")


def _build_wheel(scratch: Path, folder: Path) -> Path:
    tree = scratch / "source"
    for source in browser_sources():
        target = tree / source.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    (tree / "pyproject.toml").write_text(_PYPROJECT, encoding="utf-8")
    run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(tree)])
    return next(folder.glob("*.whl"))


def _trim(source: Path, target: Path) -> None:
    allowed = allowed_modules()
    found = set()
    with zipfile.ZipFile(source) as full, zipfile.ZipFile(target, "w") as trimmed:
        for name in full.namelist():
            module = name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
            if name.endswith(".py") and module in allowed:
                found.add(module)
                standin = _STANDINS / name
                trimmed.writestr(name, standin.read_bytes() if standin.exists() else full.read(name))
    missing = allowed - found
    if missing:
        raise BuildError(f"stdlib.txt names what the runtime does not have: {', '.join(sorted(missing))}")


def _repack(folder: Path) -> None:
    lock = json.loads((folder / LOCK).read_text(encoding="utf-8"))
    for archive in [folder / STDLIB, *folder.glob("*.whl")]:
        with zipfile.ZipFile(archive) as packed:
            members = {name: packed.read(name) for name in sorted(packed.namelist()) if not name.endswith("/")}
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as packed:
            for name, data in members.items():
                packed.writestr(zipfile.ZipInfo(name, _EPOCH), data)
        for package in lock["packages"].values():
            if package["file_name"] == archive.name:
                package["sha256"] = hashlib.sha256(archive.read_bytes()).hexdigest()
    (folder / LOCK).write_text(json.dumps(lock, sort_keys=True, separators=(",", ":")), encoding="utf-8")
