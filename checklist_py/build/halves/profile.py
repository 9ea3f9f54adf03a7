"""Which functions a visit runs: ``profile.txt``, beside the module that it was made with.

It's made by ``make profile``, from every kind of request that the page can make (see ``tests/halves/``), and committed,
so that a build runs nothing. Functions are known by their numbers, which are another Pyodide's own: so the file names
the module by its SHA-256.
"""

import hashlib
import itertools
import textwrap
from collections.abc import Iterable
from pathlib import Path

from checklist_py.build.tools import BuildError

PROFILE = Path(__file__).with_name("profile.txt")

_HEAD = """\
# The functions of Pyodide's WebAssembly that a visit runs, by number; all others come in a second half.
# Made by `make profile`; checklist_py/build/halves/__init__.py says what for.
"""
_MODULE = "module sha256:"


def read_profile(text: str, module: bytes) -> frozenset[int]:
    """Return the functions that a profile names. Raises BuildError when it was made with another module."""
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    if not lines or lines[0] != f"{_MODULE} {seal(module)}":
        raise BuildError(
            "checklist_py/build/halves/profile.txt was made with another Pyodide, whose functions have other numbers: "
            "run 'make profile', and see 'Update Pyodide' in CONTRIBUTING.md"
        )
    found: set[int] = set()
    for word in " ".join(lines[1:]).split():
        first, _, last = word.partition("-")
        found.update(range(int(first), int(last or first) + 1))
    return frozenset(found)


def write_profile(functions: Iterable[int], module: bytes) -> str:
    """Return the text of a profile: numbers that follow one another as ``first-last``."""
    runs = []
    for _, run in itertools.groupby(enumerate(sorted(set(functions))), lambda each: each[1] - each[0]):
        numbers = [number for _, number in run]
        runs.append(str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}-{numbers[-1]}")
    listed = textwrap.fill(" ".join(runs), width=120, break_on_hyphens=False)
    return f"{_HEAD}{_MODULE} {seal(module)}\n{listed}\n"


def seal(module: bytes) -> str:
    """Return what a profile knows its module by."""
    return hashlib.sha256(module).hexdigest()
