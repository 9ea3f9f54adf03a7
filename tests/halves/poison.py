"""A first half in which the data that has moved to the second isn't zeros, but something that nobody could take for data."""

from checklist_py.build.halves.binary import Reader, sized, unsigned
from checklist_py.build.halves.module import Module, Section

POISON = 0xAA


def poisoned(first: bytes, second: bytes) -> bytes:
    """Return the first half with the second's data overwritten beforehand."""
    half = Module(first)
    own, moved = (each.section(Section.DATA) for each in (half, Module(second)))
    counts = own.unsigned(), moved.unsigned()
    data = own.data[own.at :] + b"".join(_poison(moved) for _ in range(counts[1]))
    count = unsigned(sum(counts))
    return half.changed({Section.DATA_COUNT: count, Section.DATA: count + data})


def _poison(segment: Reader) -> bytes:
    # What kind it is, an instruction with the address, and the end of that.
    head = segment.take(2)
    address = segment.at
    segment.signed()
    head += segment.data[address : segment.at] + segment.take(1)
    return head + sized(bytes([POISON]) * len(segment.sized()))
