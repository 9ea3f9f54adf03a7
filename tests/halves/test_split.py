"""Both halves together do what the whole did, whichever functions are in which."""

import functools
import json

import pytest

from checklist_py.bridge import handle
from checklist_py.bridge.first import FIRST
from checklist_py.bridge.later import LATER
from checklist_py.build.halves.binary import sized, unsigned, vector
from checklist_py.build.halves.build import SECOND, WASM, build, halves_folder, write_halves
from checklist_py.build.halves.module import Export, Kind, Module, Section
from checklist_py.build.halves.profile import PROFILE, read_profile, write_profile
from checklist_py.build.halves.relocations import Placed
from checklist_py.build.halves.split import decide, only_globals, split
from checklist_py.build.tools import BuildError, node_package
from tests.halves.running import ran, untouched
from tests.halves.thinned import profile, whole
from tests.halves.workload import asked, workload

MUTABLE = bytes([0x7F, 1, 0x41, 0, 0x0B])


def small(*bodies: str, exported=(), in_table=(), own_globals=2) -> Module:
    """A module without imports, whose last function is the one that runs at the start. Each body in hexadecimal."""
    code = [b"\0" + bytes.fromhex(body) + b"\x0b" for body in bodies]
    elements = b"\0\x41\0\x0b" + vector(map(unsigned, in_table))
    sections = {
        Section.TYPE: vector([b"\x60\0\0"]),
        Section.FUNCTION: vector([b"\0"] * len(code)),
        Section.TABLE: vector([b"\x70\0\x09"]),
        Section.GLOBAL: vector([MUTABLE] * own_globals),
        Section.EXPORT: vector(Export(f"f{each}", Kind.FUNCTION, each).written() for each in exported),
        Section.START: unsigned(len(code) - 1),
        Section.ELEMENT: vector([elements]),
        Section.CODE: vector(map(sized, code)),
        Section.DATA: vector([]),
    }
    return Module(b"\0asm\1\0\0\0" + b"".join(bytes([kind]) + sized(data) for kind, data in sections.items()))


CALLS_1, CALLS_2, NOTHING = "10 01", "10 02", ""
READS_0, SETS_0 = "23 00 1a", "41 00 24 00"


@pytest.mark.parametrize(
    ("module", "wanted", "sides"),
    [
        # Without a profile all stays where it is.
        (small(CALLS_1, NOTHING, NOTHING), None, ({0, 1, 2}, set(), [], [])),
        # What the first half calls is an entry; what the second alone calls isn't, but comes with it.
        (small(CALLS_1, CALLS_2, NOTHING, NOTHING), {0}, ({0, 3}, {1, 2}, [1], [])),
        # So are functions in the table, and those that JavaScript has.
        (small(NOTHING, NOTHING, NOTHING, NOTHING, exported=[1], in_table=[2]), {0}, ({0, 3}, {1, 2}, [1, 2], [])),
        # What nothing comes to is in neither.
        (small(NOTHING, CALLS_2, NOTHING, NOTHING), {0}, ({0, 3}, set(), [], [])),
        # A function of the second half may call one of the first.
        (small(CALLS_1, CALLS_2, NOTHING, NOTHING), {0, 2}, ({0, 2, 3}, {1}, [1], [2])),
        # A global that's set while running ties whatever names it to the first half; one set at the start doesn't.
        (small(CALLS_1, READS_0, SETS_0, NOTHING), {0}, ({0, 1, 2, 3}, set(), [], [])),
        (small(CALLS_1, READS_0, NOTHING, SETS_0), {0}, ({0, 3}, {1}, [1], [])),
    ],
)
def test_who_goes_where(module, wanted, sides):
    assert decide(module, wanted) == sides


def test_slots_count_from_1_and_a_half_has_as_many_functions_as_the_whole():
    module = small(CALLS_1, CALLS_2, NOTHING, NOTHING)
    sides = decide(module, {0, 2})
    assert sides.slots == {1: 1, 2: 2}
    placed = Placed(module, b"abcdef", {})
    for half in map(Module, split(placed, sides, [])):
        assert list(half.bodies) == [0, 1, 2, 3]
        assert half.section(Section.TYPE).data == module.section(Section.TYPE).data
    first, second = map(Module, split(placed, sides, []))
    assert [first.bodies[each] == module.bodies[each] for each in range(4)] == [True, False, True, True]
    assert second.bodies[1] == module.bodies[1]


def test_data_is_in_one_half_or_the_other_and_keeps_its_place():
    placed = Placed(small(CALLS_1, NOTHING, NOTHING), b"abcdef", {})
    halves = split(placed, decide(placed.module, {0}), [(2, 4)])
    # The memory's base is 1024.
    segments = [[b"\0\x41\x80\x08\x0b\2ab", b"\0\x41\x84\x08\x0b\2ef"], [b"\0\x41\x82\x08\x0b\2cd"]]
    assert [Module(half).section(Section.DATA).data for half in halves] == [vector(each) for each in segments]


@pytest.mark.parametrize(
    ("start", "kept"),
    [
        ("00 23 00 41 05 6a 24 01 41 00 41 00 41 09 fc 0b 00 0b", "00 23 00 41 05 6a 24 01 0b"),
        ("00 0b", "00 0b"),
    ],
)
def test_the_second_half_s_start_leaves_the_memory_alone(start, kept):
    assert only_globals(bytes.fromhex(start)) == bytes.fromhex(kept)


def test_a_start_that_does_more_before_it_has_set_its_globals_is_refused():
    with pytest.raises(BuildError, match="does more than set globals"):
        only_globals(bytes.fromhex("00 10 05 41 05 24 01 0b"))


def test_a_profile_is_read_as_it_was_written_and_only_beside_its_own_module():
    text = write_profile({7, 5, 6, 300, 302}, b"this one")
    assert text.endswith("5-7 300 302\n")
    assert read_profile(text, b"this one") == {5, 6, 7, 300, 302}
    for broken in (text, "", "# Nothing\n"):
        with pytest.raises(BuildError, match=r"made with another Pyodide.* run 'make profile'"):
            read_profile(broken, b"another")
    assert read_profile(write_profile([], b"this one"), b"this one") == frozenset()


@pytest.mark.later
def test_a_build_without_a_profile_has_all_of_python_in_the_first_half(tmp_path, monkeypatch):
    monkeypatch.setattr("checklist_py.build.halves.build.PROFILE", PROFILE.with_name("none.txt"))
    build(node_package("pyodide"), tmp_path)
    told = ran([asked("hello")], tmp_path / WASM, second=None)
    assert (told["failed"], told["loads"], len(told["replies"])) == (None, [], 1)


@functools.cache
def sample() -> tuple[str, ...]:
    """Requests of every kind, but with the first characters alone; all of them are in test_reach.py."""
    return tuple(workload(40, characters=200_000))


@pytest.mark.uncounted
def test_the_workload_has_every_operation():
    """And a request for each that's answered, not refused."""
    texts = [text for text in sample() if text.startswith('{"op": "')]
    for op in (*FIRST, *LATER):
        those = (text for text in texts if text.startswith(f'{{"op": "{op}"'))
        assert any(json.loads(handle(text))["ok"] for text in those), op


# Without a snapshot the halves as they're built are seen to reply alike in test_reach.py, where more is asked of them.


@pytest.mark.later
def test_no_reply_changes_where_python_begins_with_a_snapshot(tmp_path):
    """Neither keeping it nor beginning with it calls for the second half."""
    wasm, snapshot = halves_folder() / WASM, tmp_path / "snapshot"
    kept = ran([], wasm, second=None, snapshot=snapshot)
    assert (kept["failed"], kept["loads"]) == (None, [])
    told = ran(sample(), wasm, second=None, begun=snapshot)
    assert (told["failed"], told["loads"], told["replies"] == untouched(sample())) == (None, [], True)


@pytest.mark.later
def test_no_reply_changes_where_every_3rd_function_of_the_profile_is_in_the_second_half(tmp_path):
    """So that the halves call each other all the time. The second comes once."""
    write_halves(whole(), profile() - set(sorted(profile())[::3]), tmp_path)
    told = ran(sample(), tmp_path / WASM, second=tmp_path / SECOND)
    assert (told["failed"], len(told["loads"]), told["replies"] == untouched(sample())) == (None, 1, True)


@pytest.mark.later
def test_python_stops_where_the_second_half_is_called_for_and_cannot_be_had(tmp_path):
    write_halves(whole(), frozenset(), tmp_path)
    told = ran([asked("hello")], tmp_path / WASM, second=None)
    assert "the second half can't be had" in told["failed"]
    assert told["replies"] == []
