"""Pyodide's JavaScript, and WebAssembly's exports, without the names that nothing reads.

Emscripten, which makes both, gives JavaScript two tables: functions, as ``var _f=Module["_f"]=wasmExports["f"]``, and
places in the memory, as ``var _d=Module["_d"]=1234``. They're there for libraries written in C that a page could load
later. Ours loads none, and each name costs every start a global or a place in a table.

A name is read if it stands anywhere else in the JavaScript, be it in a string: that errs on the side of keeping.

One more change lets Python's memory be kept (``overrides/checklist/engine/snapshot.ts``). Pyodide keeps the objects of
JavaScript's that Python holds in a table, and its own come first. Python as it's started here holds none of those, so
their places are empty, which Pyodide takes for a fault.
"""

import re

from checklist_py.build.halves.module import Kind, Module
from checklist_py.build.tools import BuildError

GLUE = "pyodide.asm.js"
"""The JavaScript that Emscripten made for WebAssembly."""

_FUNCTION = re.compile(r'(?:var )?(_\w+)=Module\["(_\w+)"\]=wasmExports\["[^"]+"\];')
_PLACE = re.compile(r'var (_\w+)=Module\["(_\w+)"\]=\d+;')
_WORD = re.compile(r"[A-Za-z_$][\w$]*")
_LEAST = 3_000
"""Pyodide 0.29.5 has 3,800 that nothing reads. With far fewer, the tables are written in another way."""

_LOOK = "catch{throw new Error(`Failed to get value at index ${s}`)}br(s,l,n[s])"
"""How Pyodide makes sure that the first places of the table hold what it once put there."""
_SHORT_LOOK = "catch{}l&&br(s,l,n[s])"


def slim_glue(glue: str, others: str) -> str:
    """Return Pyodide's JavaScript without what neither it nor ``others`` reads.

    Raises BuildError when its tables aren't where they are looked for.
    """
    words = _words(_PLACE.sub("", _FUNCTION.sub("", glue)) + others)
    taken = 0

    def kept(found: re.Match[str]) -> str:
        nonlocal taken
        if found[1] in words or found[2] in words:
            return found[0]
        taken += 1
        return ""

    slim = _PLACE.sub(kept, _FUNCTION.sub(kept, glue))
    if taken < _LEAST:
        raise BuildError(f"halves/glue.py should find {_LEAST} names or more to take out of {GLUE}, and found {taken}")
    return slim


def let_memory_be_kept(glue: str) -> str:
    """Return Emscripten's JavaScript, for which places of that table may be empty when the memory is kept.

    Raises BuildError when it doesn't look at them in the words that are known here.
    """
    if glue.count(_LOOK) != 1:
        raise BuildError(f"halves/glue.py should find this once in {GLUE}: {_LOOK}")
    return glue.replace(_LOOK, _SHORT_LOOK)


def read_exports(module: Module, slim: str, others: str) -> frozenset[str]:
    """Return the names of the exports that the slimmed JavaScript reads, or that the module itself asks it for."""
    words = _words(slim + others)
    # GOT: addresses of the module's own functions and data, which JavaScript looks up for it among the exports.
    asked_for = {each.name for each in module.imports if each.kind is Kind.GLOBAL and each.module.startswith("GOT")}
    exported = {each.name for each in module.exports}
    return frozenset(each for each in exported if each in words or f"_{each}" in words or each in asked_for)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text))
