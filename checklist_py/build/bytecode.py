"""Archives of Python modules turned into bytecode by pyodide-build's py-compile.

Bytecode is what makes a start quick. Archives are stored, not deflated, so that the web server's
compression works on them, and re-packed with fixed dates, so that the same sources give the
same bytes.
"""

import importlib.metadata
import marshal
import platform
import sys
import types
import zipfile
from pathlib import Path

from checklist_py.build.tools import run

_EPOCH = (1980, 1, 1, 0, 0, 0)

_HEADER = 16
"""Bytes before the code in a .pyc file: magic number, flags, and the source's hash."""

_NO_LOCATION, _UNITS = 0x80 | 15 << 3, 8

_COMPILING = {
    # A fixed date makes py-compile stamp the bytecode with its source's hash, not the time.
    "SOURCE_DATE_EPOCH": "315532800",
    # No docstrings in the bytecode: they are a fifth of it, and nobody reads them there.
    "PYTHONOPTIMIZE": "2",
}

# The command ``pyodide py-compile`` without the half second that loading every other command takes.
_PY_COMPILE = [sys.executable, "-c", "from pyodide_build.cli.py_compile import main; main()"]


def compiler() -> list[bytes]:
    """Return what the bytes depend on besides their sources, for a cache's key: the same on every machine."""
    tools = ("hatchling", "pyodide-build", "pyodide-lock")
    versions = [f"{name} {importlib.metadata.version(name)}" for name in tools]
    return [text.encode() for text in (platform.python_version(), *versions)]


def compile_folder(folder: Path) -> None:
    """Turn every wheel and zip file in ``folder`` into bytecode, and rename it in the lock where there is one."""
    run([*_PY_COMPILE, str(folder), "--silent", "--compression-level", "0"], env=_COMPILING)
    for archive in [*folder.glob("*.zip"), *folder.glob("*.whl")]:
        _repack(archive)


def _repack(archive: Path) -> None:
    with zipfile.ZipFile(archive) as packed:
        members = {name: packed.read(name) for name in sorted(packed.namelist()) if _is_kept(name)}
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as packed:
        for name, data in members.items():
            packed.writestr(zipfile.ZipInfo(name, _EPOCH), _without_lines(data) if name.endswith(".pyc") else data)


def _is_kept(name: str) -> bool:
    """Leave out folders, and the list of hashes that an installer would check: nothing is installed from here."""
    return not name.endswith(("/", ".dist-info/RECORD"))


def _without_lines(data: bytes) -> bytes:
    """Take the line numbers out of bytecode: a sixth of it when compressed, and the browser shows no traceback."""
    return data[:_HEADER] + marshal.dumps(_bare(marshal.loads(data[_HEADER:])))  # noqa: S302  # made here, a moment ago


def _bare(code: types.CodeType) -> types.CodeType:
    constants = (_bare(each) if isinstance(each, types.CodeType) else each for each in code.co_consts)
    units = len(code.co_code) // 2
    # "No location", said for eight code units at a time (PEP 626's table as of 3.11).
    table = bytes(_NO_LOCATION | min(_UNITS, units - start) - 1 for start in range(0, units, _UNITS))
    return code.replace(co_consts=tuple(constants), co_linetable=table, co_firstlineno=1)
