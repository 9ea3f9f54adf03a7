"""The rules for the browser: the wheel of the core and the bridge, compiled, in a lock of its own.

It stands apart from the runtime, so that a visitor who has that already fetches a change to
the rules alone.
"""

import hashlib
import json
import shutil
import tempfile
from pathlib import Path

from pyodide_lock import PyodideLockSpec
from pyodide_lock.spec import InfoSpec
from pyodide_lock.utils import add_wheels_to_spec

from checklist_py.build.bytecode import compile_folder, compiler
from checklist_py.build.cache import ROOT, cached, digest, file_parts
from checklist_py.build.runtime import LOCK, runtime_info
from checklist_py.build.tools import node_package, run

PACKAGE = "checklist-py"

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


def browser_sources() -> list[Path]:
    """Return the source files that go into the browser's wheel: the core and the bridge."""
    package = ROOT / "checklist_py"
    return [
        *(package / name for name in ("__init__.py", "codes.py")),
        *sorted((package / "bridge").glob("*.py")),
        *sorted((package / "core").rglob("*.py")),
    ]


def wheel_folder() -> Path:
    """Return the folder with the wheel and its lock, built when a source changed."""
    here = Path(__file__)
    sources = [*browser_sources(), here, here.with_name("bytecode.py"), node_package("pyodide") / LOCK]
    return cached("wheel", digest([*compiler(), *file_parts(*sources)]), build_wheel)


def wheel_name(folder: Path) -> str:
    """Return the wheel's file name, as the lock in ``folder`` gives it."""
    name: str = json.loads((folder / LOCK).read_text(encoding="utf-8"))["packages"][PACKAGE]["file_name"]
    return name


def build_wheel(folder: Path) -> None:
    """Build the wheel and its lock into ``folder``."""
    with tempfile.TemporaryDirectory() as scratch:
        for source in browser_sources():
            target = Path(scratch) / source.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
        (Path(scratch) / "pyproject.toml").write_text(_PYPROJECT, encoding="utf-8")
        run(["hatchling", "build", "--target", "wheel", "--directory", str(folder)], folder=Path(scratch))
    spec = PyodideLockSpec(info=InfoSpec(**runtime_info()), packages={})
    add_wheels_to_spec(spec, list(folder.glob("*.whl")), base_path=folder).to_json(folder / LOCK)
    compile_folder(folder)
    _seal(folder)


def _seal(folder: Path) -> None:
    """Write the lock anew with the wheel's last hash, and in a form that does not change from run to run."""
    lock = json.loads((folder / LOCK).read_text(encoding="utf-8"))
    package = lock["packages"][PACKAGE]
    package["sha256"] = hashlib.sha256((folder / package["file_name"]).read_bytes()).hexdigest()
    (folder / LOCK).write_text(json.dumps(lock, sort_keys=True, separators=(",", ":")), encoding="utf-8")
