"""Steps through the body of a function, instruction by instruction.

An instruction is a byte that says what to do, and what that needs to know: nothing, a number or two, or a list. This
knows the ones that Pyodide's module has, and refuses others, so that nothing is passed over unseen.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from checklist_py.build.halves.binary import Reader
from checklist_py.build.tools import BuildError

END, CALL, CALL_INDIRECT, LOCAL_GET, GLOBAL_GET, GLOBAL_SET = 0x0B, 0x10, 0x11, 0x20, 0x23, 0x24
I32_STORE, I32_CONST, I32_EQZ, I32_ADD, I32_SUB = 0x36, 0x41, 0x45, 0x6A, 0x6B
IF, EMPTY, UNREACHABLE = 0x04, 0x40, 0x00

_BR_TABLE, _SELECT, _F32, _F64, _MORE = 0x0E, 0x1C, 0x43, 0x44, 0xFC
# How many numbers follow. Loads and stores (0x28 to 0x3E) have two: how the address is aligned, and what's added to it.
_NUMBERS = {
    **dict.fromkeys([0x00, 0x01, 0x05, 0x0B, 0x0F, 0x19, 0x1A, 0x1B, *range(0x45, 0xC5), 0xD1], 0),
    **dict.fromkeys([0x02, 0x03, 0x04, 0x06, 0x07, 0x08, 0x09, 0x0C, 0x0D, 0x10, 0x18], 1),
    **dict.fromkeys([*range(0x20, 0x27), 0x3F, 0x40, 0x41, 0x42, 0xD0], 1),
    **dict.fromkeys([0x11, *range(0x28, 0x3F)], 2),
}
# After 0xFC there's a second number for what to do. Those that name a segment or a function aren't here, as the halves
# have other segments than the whole.
_MORE_NUMBERS = {**dict.fromkeys(range(8), 0), 10: 2, 11: 1, 15: 1, 16: 1, 17: 1}


class Instruction(NamedTuple):
    """What to do, where the numbers for it begin, and where the next instruction does."""

    opcode: int
    at: int
    end: int


def instructions(body: bytes, wanted: frozenset[int] | None = None) -> Iterator[Instruction]:
    """Yield each instruction of a body, or the wanted ones and a few more. Raises BuildError for an unknown one."""
    at, size = first_instruction(body), len(body)
    others = _others(wanted)
    while at < size:
        if run := others.match(body, at):
            at = run.end()
            continue
        opcode = body[at]
        following = at + 1
        count = _NUMBERS.get(opcode)
        if count is None:
            following = _past_unusual(body, at)
        else:
            for _ in range(count):
                while body[following] > 127:
                    following += 1
                following += 1
        yield Instruction(opcode, at + 1, following)
        at = following


def first_instruction(body: bytes) -> int:
    """Return where a body's instructions begin: past the list of its own variables."""
    reader = Reader(body)
    for _ in range(reader.unsigned()):
        reader.unsigned()
        reader.byte()
    return reader.at


@cache
def _others(wanted: frozenset[int] | None) -> re.Pattern[bytes]:
    """Return what matches a run of instructions that nobody wants: there are millions, most of no concern."""
    number = rb"[\x80-\xff]*+[\x00-\x7f]"
    others = [opcode for opcode in _NUMBERS if wanted is not None and opcode not in wanted]
    runs = [
        b"[%b]%b" % (b"".join(re.escape(bytes([each])) for each in others if _NUMBERS[each] == count), number * count)
        for count in range(3)
        if any(_NUMBERS[each] == count for each in others)
    ]
    return re.compile(b"(?:%b)++" % (b"|".join(runs) or b"(?!)"))


def _past_unusual(body: bytes, at: int) -> int:
    """Return where the instruction ends that begins at ``at``."""
    reader = Reader(body, at)
    opcode = reader.byte()
    if opcode in {_F32, _F64}:
        reader.take(4 if opcode == _F32 else 8)
    elif opcode == _BR_TABLE:
        for _ in range(reader.unsigned() + 1):
            reader.unsigned()
    elif opcode == _SELECT:
        reader.sized()
    elif opcode == _MORE and (more := reader.unsigned()) in _MORE_NUMBERS:
        for _ in range(_MORE_NUMBERS[more]):
            reader.unsigned()
    else:
        raise BuildError(f"an instruction that instructions.py doesn't know: {body[at : at + 2].hex(' ')}")
    return reader.at


class Uses(NamedTuple):
    """What a body refers to, by number."""

    functions: frozenset[int]
    globals_: frozenset[int]
    set_globals: frozenset[int]
    """Those that it changes, which are among ``globals_`` too."""


_REFERRING = frozenset({CALL, GLOBAL_GET, GLOBAL_SET})


def uses(body: bytes) -> Uses:
    """Return what a body refers to."""
    functions, globals_, set_globals = set(), set(), set()
    for opcode, at, _ in instructions(body, _REFERRING):
        if opcode == CALL:
            functions.add(Reader(body, at).unsigned())
        elif opcode in {GLOBAL_GET, GLOBAL_SET}:
            number = Reader(body, at).unsigned()
            globals_.add(number)
            if opcode == GLOBAL_SET:
                set_globals.add(number)
    return Uses(frozenset(functions), frozenset(globals_), frozenset(set_globals))
