"""Numbers, names and lists as WebAssembly writes them.

Whole numbers are written in LEB128: seven bits to a byte, the lowest first, and the eighth bit says whether there's
more. In a signed one the highest bit of the last byte is the sign's.
"""

from collections.abc import Iterable


def unsigned(number: int) -> bytes:
    """Write a number that isn't negative."""
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes([*out, number])


def signed(number: int) -> bytes:
    """Write a number that may be negative."""
    out = bytearray()
    while not -64 <= number < 64:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes([*out, number & 127])


def name(text: str) -> bytes:
    """Write a name: its length, then UTF-8."""
    data = text.encode()
    return unsigned(len(data)) + data


def sized(data: bytes) -> bytes:
    """Write something with its length before it."""
    return unsigned(len(data)) + data


def vector(items: Iterable[bytes]) -> bytes:
    """Write a list: how many, then each."""
    written = list(items)
    return unsigned(len(written)) + b"".join(written)


class Reader:
    """Reads ``data`` from a place onwards; ``at`` is where the next thing begins."""

    def __init__(self, data: bytes, at: int = 0) -> None:
        """Begin at ``at``."""
        self.data = data
        self.at = at

    @property
    def is_done(self) -> bool:
        """Whether nothing is left."""
        return self.at >= len(self.data)

    def byte(self) -> int:
        """Read one byte."""
        self.at += 1
        return self.data[self.at - 1]

    def take(self, count: int) -> bytes:
        """Read so many bytes."""
        self.at += count
        return self.data[self.at - count : self.at]

    def unsigned(self) -> int:
        """Read a number that isn't negative."""
        value = shift = 0
        while (byte := self.byte()) > 127:
            value |= (byte & 127) << shift
            shift += 7
        return value | byte << shift

    def signed(self) -> int:
        """Read a number that may be negative."""
        before = self.at
        value = self.unsigned()
        bits = 7 * (self.at - before)
        return value - (1 << bits) if value >> bits - 1 else value

    def sized(self) -> bytes:
        """Read something with its length before it."""
        return self.take(self.unsigned())

    def name(self) -> str:
        """Read a name."""
        return self.sized().decode()
