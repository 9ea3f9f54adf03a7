"""A WebAssembly module as its sections, and those of them as lists that splitting needs to read.

The format is the standard's: https://webassembly.github.io/spec/core/binary/modules.html
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from checklist_py.build.halves.binary import Reader, name, sized, unsigned
from checklist_py.build.halves.instructions import END, Uses, instructions, uses
from checklist_py.build.tools import BuildError

_MAGIC = b"\0asm\1\0\0\0"
_FUNCTION_TYPE = 0x60


class Section(IntEnum):
    """What a section lists."""

    CUSTOM = 0
    TYPE = 1
    IMPORT = 2
    FUNCTION = 3
    TABLE = 4
    MEMORY = 5
    GLOBAL = 6
    EXPORT = 7
    START = 8
    ELEMENT = 9
    CODE = 10
    DATA = 11
    DATA_COUNT = 12
    TAG = 13


class Kind(IntEnum):
    """What can be imported and exported."""

    FUNCTION = 0
    TABLE = 1
    MEMORY = 2
    GLOBAL = 3
    TAG = 4


@dataclass(frozen=True)
class Import:
    """Something from outside: its two names, its kind, and how the section describes it (for a function, its type)."""

    module: str
    name: str
    kind: Kind
    description: bytes

    def written(self) -> bytes:
        """Return it as the section has it."""
        return name(self.module) + name(self.name) + bytes([self.kind]) + self.description


@dataclass(frozen=True)
class Export:
    """Something that JavaScript may have: its name, its kind and its number among those."""

    name: str
    kind: Kind
    index: int

    def written(self) -> bytes:
        """Return it as the section has it."""
        return name(self.name) + bytes([self.kind]) + unsigned(self.index)


class Module:
    """A module to read from. Functions, tables and globals are numbered from the imported ones on."""

    def __init__(self, data: bytes) -> None:
        """Read ``data``. Raises BuildError when it isn't a module."""
        if not data.startswith(_MAGIC):
            raise BuildError("this isn't a WebAssembly module")
        reader = Reader(data, len(_MAGIC))
        self.sections: list[tuple[int, bytes]] = []
        while not reader.is_done:
            self.sections.append((reader.byte(), reader.sized()))

    def section(self, wanted: Section) -> Reader:
        """Return a section's content to read; an empty list's when the module has none."""
        return Reader(next((data for kind, data in self.sections if kind == wanted), b"\0"))

    def changed(self, new: Mapping[Section, bytes | None]) -> bytes:
        """Return the module with other content in some sections that it has, or (None) without them."""
        kept = ((kind, new.get(Section(kind), data)) for kind, data in self.sections)
        return _MAGIC + b"".join(bytes([kind]) + sized(data) for kind, data in kept if data is not None)

    def number_imported(self, kind: Kind) -> int:
        """Return how many of a kind are imported: the number of the first that the module has itself."""
        return sum(each.kind == kind for each in self.imports)

    @cached_property
    def types(self) -> list[tuple[bytes, bytes]]:
        """What each type of function takes and returns, a byte for each value."""
        reader = self.section(Section.TYPE)
        found = []
        for _ in range(reader.unsigned()):
            if reader.byte() != _FUNCTION_TYPE:
                raise BuildError("a type that isn't a function's")
            found.append((reader.sized(), reader.sized()))
        return found

    @cached_property
    def imports(self) -> list[Import]:
        """What the module needs from outside."""
        reader = self.section(Section.IMPORT)
        found = []
        for _ in range(reader.unsigned()):
            names = reader.name(), reader.name()
            kind = Kind(reader.byte())
            found.append(Import(*names, kind, _description(reader, kind)))
        return found

    @cached_property
    def exports(self) -> list[Export]:
        """What JavaScript may have."""
        reader = self.section(Section.EXPORT)
        return [Export(reader.name(), Kind(reader.byte()), reader.unsigned()) for _ in range(reader.unsigned())]

    @cached_property
    def signatures(self) -> list[int]:
        """The number of each function's type, of imported ones too."""
        imported = [Reader(each.description).unsigned() for each in self.imports if each.kind == Kind.FUNCTION]
        reader = self.section(Section.FUNCTION)
        return [*imported, *(reader.unsigned() for _ in range(reader.unsigned()))]

    @cached_property
    def first_function(self) -> int:
        """The number of the first function that has a body."""
        return self.number_imported(Kind.FUNCTION)

    @cached_property
    def bodies(self) -> dict[int, bytes]:
        """The body of each function, by its number."""
        reader = self.section(Section.CODE)
        return {self.first_function + place: reader.sized() for place in range(reader.unsigned())}

    @cached_property
    def tables(self) -> list[bytes]:
        """The type of each table of the module's own."""
        reader = self.section(Section.TABLE)
        return [_description(reader, Kind.TABLE) for _ in range(reader.unsigned())]

    @cached_property
    def globals_(self) -> list[bytes]:
        """Each global of the module's own, as it's written: its type, whether it can be set, and its first value."""
        reader = self.section(Section.GLOBAL)
        found = []
        for _ in range(reader.unsigned()):
            start = reader.at
            _skip_value(reader, start + 2)
            found.append(reader.data[start : reader.at])
        return found

    @cached_property
    def elements(self) -> tuple[bytes, list[int]]:
        """The only element segment: as it's written, and the functions in it. Raises BuildError for any other."""
        reader = self.section(Section.ELEMENT)
        if reader.unsigned() != 1 or reader.byte() != 0:
            raise BuildError("there should be one element segment, for the first table")
        _skip_value(reader, reader.at)
        return reader.data[1:], [reader.unsigned() for _ in range(reader.unsigned())]

    @cached_property
    def used(self) -> dict[int, Uses]:
        """What each function refers to that has a body."""
        return {function: uses(body) for function, body in self.bodies.items()}

    @property
    def start(self) -> int:
        """The function that runs when the module is started."""
        return self.section(Section.START).unsigned()


def _description(reader: Reader, kind: Kind) -> bytes:
    """Read what an import is like, by its kind."""
    start = reader.at
    if kind is Kind.TABLE:
        reader.byte()
    if kind in {Kind.TABLE, Kind.MEMORY}:
        for _ in range(1 + (reader.byte() & 1)):
            reader.unsigned()
    elif kind is Kind.GLOBAL:
        reader.take(2)
    else:
        reader.take(kind is Kind.TAG)
        reader.unsigned()
    return reader.data[start : reader.at]


def _skip_value(reader: Reader, at: int) -> None:
    """Go past the instructions that work out a first value, which begin at ``at``."""
    reader.at = next(_ends(reader.data, at))


def _ends(data: bytes, at: int) -> Iterator[int]:
    # Like a body without variables of its own.
    for opcode, _, end in instructions(b"\0" + data[at : at + 32]):
        if opcode == END:
            yield at + end - 1
