"""Decides which function goes into which half, and writes both; the package's docstring says how they work together."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from checklist_py.build.halves.binary import signed, sized, unsigned, vector
from checklist_py.build.halves.instructions import (
    CALL_INDIRECT,
    EMPTY,
    END,
    GLOBAL_GET,
    GLOBAL_SET,
    I32_ADD,
    I32_CONST,
    I32_EQZ,
    IF,
    LOCAL_GET,
    UNREACHABLE,
    instructions,
)
from checklist_py.build.halves.module import Export, Import, Kind, Module, Section
from checklist_py.build.halves.reach import Stretch
from checklist_py.build.halves.relocations import BASES, MEMORY_BASE, Placed
from checklist_py.build.tools import BuildError

PREFIX = "halves"
"""What is between the halves is named ``halves.…``; ``overrides/checklist/engine/halves.ts`` knows the names too."""
_TABLE, _LOADED = f"{PREFIX}.table", f"{PREFIX}.loaded"

_FUNCTIONS, _NO_LIMIT = 0x70, 0
_SEGMENT_FOR_A_TABLE = 2
_NOWHERE = bytes([0, UNREACHABLE, END])
"""The body of a function that nothing comes to in a half."""
_MUTABLE_ZERO = bytes([0x7F, 1, I32_CONST, 0, END])


class Sides(NamedTuple):
    """Which function is where."""

    first: frozenset[int]
    second: frozenset[int]
    entries: list[int]
    """Those of the second half that the first refers to, in the order of their slots, which begin at 1."""
    back: list[int]
    """Those of the first half that the second calls, in the order of their slots, which follow."""

    @property
    def slots(self) -> dict[int, int]:
        """The slot of each function that the other half comes to."""
        return {function: 1 + place for place, function in enumerate([*self.entries, *self.back])}


def decide(module: Module, profile: Iterable[int] | None) -> Sides:
    """Divide the functions by a profile; without one, all stay in the first half."""
    used = module.used
    own = module.number_imported(Kind.GLOBAL)
    set_while_running = {
        each
        for function, found in used.items()
        if function != module.start
        for each in found.set_globals
        if each >= own
    }
    tied = {function for function, found in used.items() if found.globals_ & set_while_running}
    wanted = used if profile is None else {*profile, *tied, module.start}
    first = frozenset(used.keys() & wanted)
    # The first half comes to a function by a call, by the table of functions, or through JavaScript.
    calls = {each for function in first for each in used[function].functions}
    exported = {each.index for each in module.exports if each.kind is Kind.FUNCTION}
    left = used.keys() - first
    entries = sorted((calls | exported | set(module.elements[1])) & left)
    second, waiting = set(entries), list(entries)
    left -= second
    while waiting:
        found = used[waiting.pop()].functions & left
        second |= found
        left -= found
        waiting += found
    back = sorted({each for function in second for each in used[function].functions} & first)
    return Sides(first, frozenset(second), entries, back)


def split(placed: Placed, sides: Sides, away: list[Stretch]) -> tuple[bytes, bytes]:
    """Return the two halves of a module; the stretches of its data that are ``away`` go with the second."""
    ends = [0, *(at for stretch in away for at in stretch), len(placed.data)]
    here = list(zip(ends[::2], ends[1::2], strict=True))
    return (
        _first(placed.module, sides, [_data(placed.data, each) for each in here]),
        _second(placed.module, sides, [_data(placed.data, each) for each in away]),
    )


def _first(module: Module, sides: Sides, data: list[bytes]) -> bytes:
    table, loaded = _own_numbers(module)
    load = bytes([GLOBAL_GET, *unsigned(loaded), I32_EQZ, IF, EMPTY, *_call(module, table, 0, None), END])
    slots = sides.slots
    stubs = {each: _stub(module, table, each, slots[each], before=load) for each in sides.entries}
    shared = [Export(_TABLE, Kind.TABLE, table), Export(_LOADED, Kind.GLOBAL, loaded)]
    shared += [
        Export(f"{PREFIX}.{place}", Kind.TABLE, module.number_imported(Kind.TABLE) + place)
        for place in range(len(module.tables))
    ]
    return module.changed(
        {
            Section.TABLE: vector([*module.tables, _table_type(sides)]),
            Section.GLOBAL: vector([*module.globals_, _MUTABLE_ZERO]),
            Section.EXPORT: vector(each.written() for each in (*module.exports, *shared)),
            Section.ELEMENT: vector([module.elements[0], _segment(table, 1 + len(sides.entries), sides.back)]),
            Section.DATA_COUNT: unsigned(len(data)),
            Section.CODE: _code(module, sides.first, stubs),
            Section.DATA: vector(data),
        }
    )


def _second(module: Module, sides: Sides, data: list[bytes]) -> bytes:
    table, _ = _own_numbers(module)
    slots = sides.slots
    stubs = {each: _stub(module, table, each, slots[each]) for each in sides.back}
    stubs[module.start] = only_globals(module.bodies[module.start])
    # The first half's own tables have to have their numbers here as well.
    borrowed = [Import(PREFIX, f"{PREFIX}.{place}", Kind.TABLE, each) for place, each in enumerate(module.tables)]
    borrowed.append(Import(PREFIX, _TABLE, Kind.TABLE, _table_type(sides)))
    return module.changed(
        {
            Section.CUSTOM: None,
            Section.IMPORT: vector(each.written() for each in (*module.imports, *borrowed)),
            Section.TABLE: None,
            Section.EXPORT: None,
            Section.ELEMENT: vector([_segment(table, 1, sides.entries)]),
            Section.DATA_COUNT: unsigned(len(data)),
            Section.CODE: _code(module, sides.second, stubs),
            Section.DATA: vector(data),
        }
    )


def _own_numbers(module: Module) -> tuple[int, int]:
    """Return the numbers of the shared table, and of the global that says whether the second half is there."""
    return (
        module.number_imported(Kind.TABLE) + len(module.tables),
        module.number_imported(Kind.GLOBAL) + len(module.globals_),
    )


def _table_type(sides: Sides) -> bytes:
    return bytes([_FUNCTIONS, _NO_LIMIT]) + unsigned(1 + len(sides.slots))


def _code(module: Module, here: frozenset[int], stubs: Mapping[int, bytes]) -> bytes:
    """Return the bodies of those that are here, with stubs for some, and nothing for the others."""
    return vector(
        sized(stubs.get(function) or (body if function in here else _NOWHERE))
        for function, body in module.bodies.items()
    )


def _segment(table: int, at: int, functions: list[int]) -> bytes:
    """Return an element segment: these functions in a table, from slot ``at`` on."""
    head = bytes([_SEGMENT_FOR_A_TABLE]) + unsigned(table) + bytes([I32_CONST]) + signed(at) + bytes([END, 0])
    return head + vector(map(unsigned, functions))


def _data(data: bytes, stretch: Stretch) -> bytes:
    """Return a segment: a stretch of the data, in its place in the memory."""
    begin, end = stretch
    return bytes([0, I32_CONST]) + signed(BASES[MEMORY_BASE] + begin) + bytes([END]) + sized(data[begin:end])


def _stub(module: Module, table: int, function: int, slot: int, *, before: bytes = b"") -> bytes:
    """Return the body that calls the function in the other half by its slot, with what it was given itself."""
    params, _ = module.types[module.signatures[function]]
    given = b"".join(bytes([LOCAL_GET]) + unsigned(place) for place in range(len(params)))
    call = _call(module, table, slot, function)
    return b"\0" + before + given + call + bytes([END])


def _call(module: Module, table: int, slot: int, function: int | None) -> bytes:
    """Return a call of what's in a slot: a function, or (None) the loader, which takes and gives nothing."""
    signature = module.types.index((b"", b"")) if function is None else module.signatures[function]
    return bytes([I32_CONST]) + signed(slot) + bytes([CALL_INDIRECT]) + unsigned(signature) + unsigned(table)


def only_globals(start: bytes) -> bytes:
    """Return the function that runs at the start, as far as it sets globals: by then the memory is in use.

    Raises BuildError when it does anything else before the last of them.
    """
    end = 1
    seen: set[int] = set()
    for opcode, _, following in instructions(start):
        seen.add(opcode)
        if opcode == GLOBAL_SET:
            end = following
            if not seen <= {GLOBAL_GET, I32_CONST, I32_ADD, GLOBAL_SET}:
                raise BuildError("WebAssembly's start does more than set globals: see halves/split.py")
    return start[:end] + bytes([END])
