"""What nothing reads is taken out of Pyodide's JavaScript, and what anything might read isn't."""

import pytest

from checklist_py.build.halves import glue
from checklist_py.build.halves.binary import vector
from checklist_py.build.halves.glue import let_memory_be_kept, read_exports, slim_glue
from checklist_py.build.halves.module import Export, Kind, Module, Section
from checklist_py.build.tools import BuildError


@pytest.fixture(autouse=True)
def _small(monkeypatch):
    monkeypatch.setattr(glue, "_LEAST", 1)


UNREAD = 'var _none=Module["_none"]=wasmExports["none"];var _nowhere=Module["_nowhere"]=1234;'


@pytest.mark.parametrize(
    "reads",
    [
        "_kept();",
        "Module._kept();",
        'Module["_kept"]();',
        'ccall("_kept");',
        'var _other=Module["_other"]=wasmExports["other"];_other();_kept();',
    ],
)
@pytest.mark.parametrize("has", ['var _kept=Module["_kept"]=wasmExports["kept"];', 'var _kept=Module["_kept"]=99;'])
def test_a_name_that_is_read_anywhere_stays(has, reads):
    assert slim_glue(f"{UNREAD}{has}", reads) == has
    assert slim_glue(f"{has}{UNREAD}{reads}", "") == f"{has}{reads}"


def test_javascript_of_another_shape_is_refused():
    with pytest.raises(BuildError, match="should find 1 names or more"):
        slim_glue('Module._none = wasmExports["none"]', "")


LOOKS = "try{l=get(s)}catch{throw new Error(`Failed to get value at index ${s}`)}br(s,l,n[s])}"


def test_an_empty_place_is_no_fault_when_the_memory_is_kept_and_another_way_of_looking_is_refused():
    assert let_memory_be_kept(LOOKS) == "try{l=get(s)}catch{}l&&br(s,l,n[s])}"
    for other in (LOOKS * 2, LOOKS.replace("br(", "cr(")):
        with pytest.raises(BuildError, match=r"should find this once in pyodide\.asm\.js: catch"):
            let_memory_be_kept(other)


def test_exports_stay_that_javascript_reads_or_the_module_asks_for():
    # Two functions and an address that the module itself has JavaScript look up.
    exports = [Export(each, Kind.FUNCTION, 0) for each in ("read", "called_by_c", "unread")]
    asked = b"\x01\x08GOT.func\x0bcalled_by_c\x03\x7f\x01"
    module = Module(b"\0asm\1\0\0\0")
    module.sections = [(Section.IMPORT, asked), (Section.EXPORT, vector(each.written() for each in exports))]
    assert read_exports(module, 'wasmExports["read"]', "") == {"read", "called_by_c"}
