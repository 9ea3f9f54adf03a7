"""Pointers in the data, written beforehand.

Pyodide's module could lie anywhere: its addresses count from a base that it's told, and the function
``__wasm_apply_data_relocs``, half a megabyte of it, goes over the data at each start and writes 28,000 pointers::

    memory[base + 1234] = base + 5678           (the address of a datum)
    memory[base + 1238] = table_base + 91       (the number of a function in the table)

But Pyodide's JavaScript always says the same two bases. So this follows that function, writes what it would write into
the data, and leaves it with the few pointers that are only known once the module has been started.
"""

import re
import struct
from typing import NamedTuple

from checklist_py.build.halves.binary import Reader, sized, unsigned, vector
from checklist_py.build.halves.instructions import (
    END,
    GLOBAL_GET,
    I32_ADD,
    I32_CONST,
    I32_STORE,
    I32_SUB,
    first_instruction,
    instructions,
)
from checklist_py.build.halves.module import Kind, Module, Section
from checklist_py.build.tools import BuildError

APPLY = "__wasm_apply_data_relocs"
MEMORY_BASE, TABLE_BASE = "__memory_base", "__table_base"
BASES = {MEMORY_BASE: 1024, TABLE_BASE: 1}
"""Where Pyodide's JavaScript has its module lie, in the memory and in the table."""

_SEGMENT = bytes([1, 0, GLOBAL_GET])
"""How the data should begin: one segment, for the only memory, at a place that a global says."""


class Address(NamedTuple):
    """A number that the function has worked out: so much from the base that an imported global says."""

    base: str | None
    offset: int


class Relocations(NamedTuple):
    """What the function does: words that are known, by their places in the data, and instructions for the others."""

    words: dict[int, Address]
    left: bytes

    @property
    def pointers(self) -> dict[int, int]:
        """The words that are places in the data."""
        return {at: address.offset for at, address in self.words.items() if address.base == MEMORY_BASE}


def check_bases(glue: str) -> None:
    """Raise BuildError unless the JavaScript says the bases that are counted on."""
    for name, value in BASES.items():
        if not re.search(rf'_{name}=new WebAssembly\.Global\({{value:"i32",mutable:false}},{value}\)', glue):
            raise BuildError(f"Pyodide's JavaScript should set {name} to {value}: see halves/relocations.py")


class Placed(NamedTuple):
    """A module whose pointers are written, its data, and where in the data those are that point into it."""

    module: Module
    data: bytes
    pointers: dict[int, int]


def place(module: Module) -> Placed:
    """Write every pointer that is known beforehand."""
    function = next(each.index for each in module.exports if each.name == APPLY)
    names = [each.name for each in module.imports if each.kind is Kind.GLOBAL]
    found = follow(module.bodies[function], names)
    bodies = module.bodies | {function: b"\0" + found.left + bytes([END])}
    head, data = _data(module, names)
    for at, (base, offset) in found.words.items():
        struct.pack_into("<I", data, at, (BASES[base or ""] + offset) & 0xFFFFFFFF)
    written = {Section.CODE: vector(map(sized, bodies.values())), Section.DATA: head + sized(bytes(data))}
    return Placed(Module(module.changed(written)), bytes(data), found.pointers)


def follow(body: bytes, names: list[str]) -> Relocations:
    """Run the function on paper; ``names`` are the imported globals'. Raises BuildError for what it shouldn't do."""
    words: dict[int, Address] = {}
    left = b""
    stack: list[Address] = []
    begun = first_instruction(body)
    for opcode, at, end in instructions(body):
        if opcode == I32_CONST:
            stack.append(Address(None, Reader(body, at).signed()))
        elif opcode == GLOBAL_GET:
            stack.append(Address(names[Reader(body, at).unsigned()], 0))
        elif opcode in {I32_ADD, I32_SUB} and len(stack) > 1 and stack[-1].base is None:
            number, address = stack.pop(), stack.pop()
            sign = 1 if opcode == I32_ADD else -1
            stack.append(Address(address.base, address.offset + sign * number.offset))
        elif opcode == I32_STORE and len(stack) == 2 and stack[0].base == MEMORY_BASE:
            place, value = stack
            if value.base in BASES:
                words[place.offset + _added(body, at)] = value
            else:
                left += body[begun:end]
            stack, begun = [], end
        elif opcode != END:
            raise BuildError(f"{APPLY} does what halves/relocations.py doesn't know: 0x{opcode:02x}")
    return Relocations(words, left)


def _added(body: bytes, at: int) -> int:
    """Return what a store adds to its address; before it stands how that is aligned."""
    reader = Reader(body, at)
    reader.unsigned()
    return reader.unsigned()


def _data(module: Module, names: list[str]) -> tuple[bytes, bytearray]:
    """Return how the only segment of data begins, and what's in it."""
    reader = module.section(Section.DATA)
    head = _SEGMENT + unsigned(names.index(MEMORY_BASE)) + bytes([END])
    if reader.take(len(head)) != head:
        raise BuildError(f"Pyodide's data should be one segment at {MEMORY_BASE}: see halves/relocations.py")
    return head, bytearray(reader.sized())
