"""What is written beforehand is what the module would have written at its start."""

import pytest

from checklist_py.build.halves.build import WASM
from checklist_py.build.halves.module import Module, Section
from checklist_py.build.halves.relocations import BASES, MEMORY_BASE, TABLE_BASE, check_bases, follow, place
from checklist_py.build.tools import BuildError, node_package

NAMES = [MEMORY_BASE, TABLE_BASE, "elsewhere"]
BASE, TABLE, OTHER = "23 00", "23 01", "23 02"


@pytest.mark.parametrize(
    ("instructions", "words", "left"),
    [
        # Into the word at 8: the address of 16.
        (f"{BASE} 41 08 6a {BASE} 41 10 6a 36 02 00", {8: (MEMORY_BASE, 16)}, ""),
        # The same where the store adds 4 to the address, and the number comes off.
        (f"{BASE} 41 08 6a {BASE} 41 10 6b 36 02 04", {12: (MEMORY_BASE, -16)}, ""),
        # A function's number in the table into the word at 0, and the address of 0 into the next.
        (f"{BASE} {TABLE} 41 02 6a 36 02 00 {BASE} {BASE} 36 02 04", {0: (TABLE_BASE, 2), 4: (MEMORY_BASE, 0)}, ""),
        # What isn't known yet stays to be done.
        (f"{BASE} {OTHER} 36 02 00 {BASE} {BASE} 36 02 04", {4: (MEMORY_BASE, 0)}, f"{BASE} {OTHER} 36 02 00"),
    ],
)
def test_pointers(instructions, words, left):
    found = follow(bytes.fromhex(f"00 {instructions} 0b"), NAMES)
    assert found == (words, bytes.fromhex(left))
    assert found.pointers == {at: offset for at, (base, offset) in words.items() if base == MEMORY_BASE}


@pytest.mark.parametrize("instructions", ["10 05", f"{OTHER} {BASE} 36 02 00", f"{BASE} {BASE} 6a 41 00 36 02 00"])
def test_a_function_that_does_more_than_write_pointers_is_refused(instructions):
    with pytest.raises(BuildError, match=r"does what halves/relocations\.py doesn't know"):
        follow(bytes.fromhex(f"00 {instructions} 0b"), NAMES)


def test_other_bases_than_those_counted_on_are_refused():
    said = 'var ___{}=new WebAssembly.Global({{value:"i32",mutable:false}},{});'
    check_bases(said.format("memory_base", 1024) + said.format("table_base", 1))
    with pytest.raises(BuildError, match="should set __table_base to 1"):
        check_bases(said.format("memory_base", 1024) + said.format("table_base", 16))


def test_pyodide_s_own_pointers_are_written():
    """Each into a word that was zero or counted from the bases, and all but one."""
    before = Module((node_package("pyodide") / WASM).read_bytes())
    placed = place(before)
    assert len(placed.pointers) > 15_000
    for at, offset in list(placed.pointers.items())[::100]:
        assert int.from_bytes(placed.data[at : at + 4], "little") == offset + BASES[MEMORY_BASE]
    sizes = [len(each.section(Section.DATA).data) for each in (before, placed.module)]
    assert sizes[0] == sizes[1]
