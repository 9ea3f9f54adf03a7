"""What is written beforehand is what the module would have written at its start."""

import pytest

from checklist_py.build.halves.relocations import check_bases, follow
from checklist_py.build.tools import BuildError

NAMES = ["__memory_base", "__table_base", "elsewhere"]
BASE, TABLE, OTHER = "23 00", "23 01", "23 02"


@pytest.mark.parametrize(
    ("instructions", "words", "left"),
    [
        # Into the word at 8: the address of 16.
        (f"{BASE} 41 08 6a {BASE} 41 10 6a 36 02 00", {8: 1040}, ""),
        # The same where the store adds 4 to the address, and the number comes off.
        (f"{BASE} 41 08 6a {BASE} 41 10 6b 36 02 04", {12: 1008}, ""),
        # A function's number in the table into the word at 0, and the address of 0 into the next.
        (f"{BASE} {TABLE} 41 02 6a 36 02 00 {BASE} {BASE} 36 02 04", {0: 3, 4: 1024}, ""),
        # What isn't known yet stays to be done.
        (f"{BASE} {OTHER} 36 02 00 {BASE} {BASE} 36 02 04", {4: 1024}, f"{BASE} {OTHER} 36 02 00"),
    ],
)
def test_pointers(instructions, words, left):
    found = follow(bytes.fromhex(f"00 {instructions} 0b"), NAMES)
    assert found == (words, bytes.fromhex(left))


@pytest.mark.parametrize("instructions", ["10 05", f"{OTHER} {BASE} 36 02 00", f"{BASE} {BASE} 6a 41 00 36 02 00"])
def test_a_function_that_does_more_than_write_pointers_is_refused(instructions):
    with pytest.raises(BuildError, match=r"does what halves/relocations\.py doesn't know"):
        follow(bytes.fromhex(f"00 {instructions} 0b"), NAMES)


def test_other_bases_than_those_counted_on_are_refused():
    said = 'var ___{}=new WebAssembly.Global({{value:"i32",mutable:false}},{});'
    check_bases(said.format("memory_base", 1024) + said.format("table_base", 1))
    with pytest.raises(BuildError, match="should set __table_base to 1"):
        check_bases(said.format("memory_base", 1024) + said.format("table_base", 16))
