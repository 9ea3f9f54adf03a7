"""Which data the functions of the first half can come to. The rest may go with the second.

Data is one long run of bytes: strings, tables, the descriptions of Python's types. No list says where each begins, but
whatever is used is pointed to, and what points to it can be read:

- **from code**: a body adds a number to the memory's base, or has it from a global that the start has set;
- **from data**: the pointers that ``relocations.py`` has found.

So data is cut wherever anything points to, and from what the functions of the first half name, everything is followed
that can be come to. What's left, East Asian encodings and the names of characters above all, nothing there can find.

A mistake would be silent: where data has moved there are zeros until the second half comes. So this errs on the safe
side. Any number in a body counts as an address if it could be one; 999,999 keeps a piece of an encoding. A compiler may
count a table's places from before its beginning, so what begins soon after an address counts as named with it
(``_FOLDED``). Something may be longer than it seems, if its middle is pointed to, so what's around anything that stays,
stays (``_MARGIN``). Only what never changes moves. And tests run every request with the moved data overwritten, so that
whatever reads it is found out.
"""

import bisect
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from checklist_py.build.halves.binary import Reader
from checklist_py.build.halves.instructions import GLOBAL_GET, GLOBAL_SET, I32_ADD, I32_CONST, instructions
from checklist_py.build.halves.module import Kind, Module
from checklist_py.build.halves.relocations import MEMORY_BASE, Placed

_FOLDED = 4_096
_MARGIN = 8_192
_SHORTEST = 16_384
"""Bytes: a stretch that's shorter stays, too."""

_ACCESSES = range(0x28, 0x3F)
"""The opcodes of loads and stores."""

_NAMING = frozenset({I32_CONST, I32_ADD, GLOBAL_GET, *_ACCESSES})

type Stretch = tuple[int, int]


class Named(NamedTuple):
    """What a body might mean by its numbers."""

    maybe: frozenset[int]
    """Every number in it: addresses are among these."""
    surely: frozenset[int]
    """Those that it adds to the memory's base: something begins there."""
    globals_: frozenset[int]


def away(placed: Placed, first: Iterable[int]) -> list[Stretch]:
    """Return the stretches of the data, as (begin, end), that nothing in the first half can come to."""
    module, pointers, size = placed.module, placed.pointers, len(placed.data)
    held = held_by_globals(module)
    named = _named(module)
    begins = {0, size, *held.values(), *pointers.values(), *(at for each in named.values() for at in each.surely)}
    cuts = sorted(at for at in begins if 0 <= at <= size)
    roots = set(exported(module))
    for function in set(first) & named.keys():
        numbers, _, globals_ = named[function]
        roots |= {at for at in numbers if 0 <= at < size} | {held[each] for each in globals_ if each in held}
    kept = reached(roots, cuts, pointers)
    return between(kept, min(pointers, default=0))


def reached(roots: Iterable[int], cuts: list[int], pointers: Mapping[int, int]) -> list[Stretch]:
    """Return what can be come to from some addresses, in the data as it's cut, in order."""
    places = sorted(pointers)
    found: dict[int, int] = {}
    waiting = [begin for at in roots for begin in (_cut(cuts, at), *_soon(cuts, at))]
    while waiting:
        begin = waiting.pop()
        if begin in found or begin == cuts[-1]:
            continue
        found[begin] = end = cuts[bisect.bisect_right(cuts, begin)]
        # A pointer takes four bytes.
        inside = places[bisect.bisect_left(places, begin - 3) : bisect.bisect_left(places, end)]
        waiting += [_cut(cuts, pointers[place]) for place in inside if cuts[0] <= pointers[place] < cuts[-1]]
    return sorted(found.items())


def between(kept: Iterable[Stretch], limit: int) -> list[Stretch]:
    """Return what's far enough from anything that's kept, below ``limit``."""
    found, at = [], 0
    for start, end in [*kept, (limit, limit)]:
        begin = min(start, limit)
        if begin - at >= _SHORTEST + 2 * _MARGIN:
            found.append((at + _MARGIN, begin - _MARGIN))
        at = max(at, end)
    return found


def _cut(cuts: list[int], at: int) -> int:
    """Return where the piece begins that ``at`` is in."""
    return cuts[bisect.bisect_right(cuts, at) - 1]


def _soon(cuts: list[int], at: int) -> list[int]:
    """Return the pieces that begin soon after ``at``."""
    return cuts[bisect.bisect_right(cuts, at) : bisect.bisect_right(cuts, at + _FOLDED)]


@cache
def _named(module: Module) -> dict[int, Named]:
    """Return what each function means by its numbers, but the one that runs at the start."""
    base = _base(module)
    return {each: named_in(body, base) for each, body in module.bodies.items() if each != module.start}


def named_in(body: bytes, base: int) -> Named:
    """Read a body; ``base`` is the number of the global that holds the memory's base."""
    maybe, surely, globals_ = set(), set(), set()
    before: tuple[int, int] | None = None
    was_base = False
    ended = 0
    for opcode, at, end in instructions(body, _NAMING):
        number = None
        if at - 1 != ended:
            # Others came between.
            before, was_base = None, False
        ended = end
        if opcode == I32_CONST:
            number = _constant(body[at:end])
        elif opcode in _ACCESSES:
            number = _added(body[at:end])
        elif opcode == GLOBAL_GET:
            globals_.add(Reader(body, at).unsigned())
        elif opcode == I32_ADD and before:
            surely.add(before[1])
        if number is not None:
            maybe.add(number)
            if was_base and opcode in _ACCESSES:
                surely.add(number)
        before = (opcode, number) if was_base and opcode == I32_CONST and number is not None else None
        was_base = opcode == GLOBAL_GET and Reader(body, at).unsigned() == base
    return Named(frozenset(maybe), frozenset(surely), frozenset(globals_))


@cache  # the same few numbers are there again and again
def _constant(written: bytes) -> int:
    return Reader(written).signed()


@cache
def _added(written: bytes) -> int:
    """Return what a load or store adds to an address; how that's aligned comes first."""
    reader = Reader(written)
    reader.unsigned()
    return reader.unsigned()


def held_by_globals(module: Module) -> dict[int, int]:
    """Return the address that the start puts into each global: the memory's base and a number."""
    base = _base(module)
    body = module.bodies[module.start]
    found: dict[int, int] = {}
    from_base, number = False, 0
    for opcode, at, _ in instructions(body):
        if opcode == GLOBAL_GET:
            from_base, number = Reader(body, at).unsigned() == base, 0
        elif opcode == I32_CONST:
            number = Reader(body, at).signed()
        elif opcode == GLOBAL_SET and from_base:
            found[Reader(body, at).unsigned()] = number
    return found


def exported(module: Module) -> list[int]:
    """Return the addresses that JavaScript has: exported globals, each with a number to add to the memory's base."""
    own = module.number_imported(Kind.GLOBAL)
    numbers = [each.index - own for each in module.exports if each.kind is Kind.GLOBAL]
    # A global is written as its type, whether it can be set, and what works out its value.
    return [Reader(module.globals_[number], 3).signed() for number in numbers]


def _base(module: Module) -> int:
    names = [each.name for each in module.imports if each.kind is Kind.GLOBAL]
    return names.index(MEMORY_BASE)
