"""The part of segno that draws QR codes, compiled, for whoever asks for one: a file of its own beside the rules."""

import hashlib
import json
import zipfile
from importlib import metadata
from pathlib import Path

from checklist_py.build.bytecode import compile_folder, compiler
from checklist_py.build.cache import cached, digest, file_parts, versions
from checklist_py.build.tools import BuildError

ARCHIVE = "segno.zip"
_SEAL = "codes.json"
# Its writers of files would need much more of the standard library, and nobody writes files in a browser.
_MODULES = {"segno/encoder.py", "segno/consts.py"}
_LICENCE = "LICENSE"


def codes_folder() -> Path:
    """Return the folder with the archive and its seal, built when segno or the compiler changed."""
    key = digest([*compiler(), *versions("segno"), *file_parts(Path(__file__))])
    return cached("codes", key, build_codes)


def codes_name(folder: Path) -> str:
    """Return the archive's file name, as the seal in ``folder`` gives it."""
    name: str = json.loads((folder / _SEAL).read_text(encoding="utf-8"))["file"]
    return name


def build_codes(folder: Path) -> None:
    """Build the archive and its seal into ``folder``. Raises BuildError for a segno of another shape."""
    files = {str(path): Path(str(path.locate())) for path in metadata.files("segno") or ()}
    licence = next((path for name, path in files.items() if name.endswith(_LICENCE)), None)
    if licence is None or not files.keys() >= _MODULES:
        raise BuildError(f"segno should have {', '.join(sorted(_MODULES))} and a {_LICENCE}")
    with zipfile.ZipFile(folder / ARCHIVE, "w") as packed:
        packed.writestr("segno/__init__.py", "")
        for name in sorted(_MODULES):
            packed.writestr(name, files[name].read_bytes())
    compile_folder(folder)
    (folder / "segno.LICENSE.txt").write_bytes(licence.read_bytes())
    seal = {"file": ARCHIVE, "sha256": hashlib.sha256((folder / ARCHIVE).read_bytes()).hexdigest()}
    (folder / _SEAL).write_text(json.dumps(seal), encoding="utf-8")
