"""Numbers, sections and instructions of WebAssembly are read as the standard has them, and written as they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist_py.build.halves.binary import Reader, name, signed, unsigned, vector
from checklist_py.build.halves.build import WASM
from checklist_py.build.halves.instructions import (
    CALL,
    END,
    GLOBAL_GET,
    I32_ADD,
    I32_CONST,
    I32_STORE,
    instructions,
    uses,
)
from checklist_py.build.halves.module import Module, Section
from checklist_py.build.tools import BuildError, node_package


@pytest.mark.parametrize(
    ("number", "bits"),
    [(0, "00"), (1, "01"), (63, "3f"), (64, "c0 00"), (-1, "7f"), (-64, "40"), (-65, "bf 7f"), (-123_456, "c0 bb 78")],
)
def test_a_signed_number_is_written_as_the_standard_s_example(number, bits):
    assert signed(number).hex(" ") == bits


@given(st.integers(-(2**31), 2**31 - 1))
def test_a_number_is_read_as_it_was_written(number):
    assert Reader(signed(number)).signed() == number
    assert Reader(unsigned(abs(number))).unsigned() == abs(number)


def test_a_name_and_a_list_have_their_lengths_before_them():
    assert name("né") == b"\3n\xc3\xa9"
    assert vector([b"a", b"bc"]) == b"\2abc"
    assert Reader(name("né")).name() == "né"


@pytest.fixture(scope="module")
def pyodide():
    return Module((node_package("pyodide") / WASM).read_bytes())


def test_pyodide_s_module_is_written_as_it_was_read(pyodide):
    whole = (node_package("pyodide") / WASM).read_bytes()
    assert pyodide.changed({}) == whole
    again = {
        Section.IMPORT: vector(each.written() for each in pyodide.imports),
        Section.EXPORT: vector(each.written() for each in pyodide.exports),
        Section.TABLE: vector(pyodide.tables),
        Section.GLOBAL: vector(pyodide.globals_),
    }
    assert pyodide.changed(again) == whole
    assert len(pyodide.signatures) == pyodide.first_function + len(pyodide.bodies)
    assert pyodide.start in pyodide.bodies


def test_the_end_of_every_body_in_pyodide_s_module_is_where_its_last_instruction_ends(pyodide):
    for body in list(pyodide.bodies.values())[::50]:
        *_, last = instructions(body)
        assert (last.opcode, last.end) == (0x0B, len(body))


@pytest.mark.parametrize("wanted", [{CALL}, {GLOBAL_GET, I32_CONST, I32_ADD}, {I32_STORE, END}])
def test_of_those_that_are_wanted_none_is_passed_over(pyodide, wanted):
    for body in list(pyodide.bodies.values())[::50]:
        every, found = (
            [each for each in some if each.opcode in wanted]
            for some in (instructions(body), instructions(body, frozenset(wanted)))
        )
        assert found == every


# Each body has no variables of its own, and ends with 0x0b.
@pytest.mark.parametrize(
    ("body", "functions", "globals_", "set_globals"),
    [
        ("00 10 05 0b", {5}, set(), set()),
        ("00 23 80 01 24 02 0b", set(), {128, 2}, {2}),
        ("01 03 7f 41 10 0b", set(), set(), set()),  # three variables, and a number that looks like a call
        ("00 44 10 05 10 05 10 05 10 05 0b", set(), set(), set()),  # the same in a real number
        ("00 0e 02 10 05 10 10 07 0b", {7}, set(), set()),  # a table of places to go on from
        ("00 1c 01 7f 10 07 0b", {7}, set(), set()),
        ("00 fc 0b 00 10 07 0b", {7}, set(), set()),
    ],
)
def test_what_a_body_refers_to(body, functions, globals_, set_globals):
    assert uses(bytes.fromhex(body)) == (functions, globals_, set_globals)


@pytest.mark.parametrize("body", ["00 fd 00 0b", "00 d2 05 0b", "00 fc 08 00 00 0b", "00 12 05 0b"])
def test_an_instruction_that_a_split_cannot_follow_is_refused(body):
    with pytest.raises(BuildError, match="doesn't know: "):
        list(instructions(bytes.fromhex(body)))


def test_what_is_no_module_is_refused():
    with pytest.raises(BuildError, match="isn't a WebAssembly module"):
        Module(b"<!doctype html>")
