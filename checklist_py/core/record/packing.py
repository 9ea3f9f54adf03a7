"""Text that an address's fragment may hold: JSON packed small, and unpacked with care.

The fragment of an address stays on the device: a browser sends it to no server. What's packed is a number and a full
stop (``1.``), then canonical JSON without spaces, deflated with a dictionary of what most such documents hold, in
base64url without padding. The number changes with the dictionary.
"""

import base64
import binascii
import json
import re
import zlib
from collections.abc import Mapping
from typing import Any, NamedTuple

from checklist_py.core.record.check import Fault
from checklist_py.core.record.document import RecordError, ordered
from checklist_py.core.record.shape import MAX_BYTES, Kind

_LETTERS = re.compile(r"[A-Za-z0-9_-]+")


class Packing(NamedTuple):
    """How one kind of document is packed: its shape, its dictionary and how long it may get."""

    number: str
    kind: Kind
    dictionary: bytes
    longest: int
    """Characters at most."""

    def pack(self, document: Mapping[str, Any]) -> str:
        """Pack a checked document. The text may be longer than ``longest``."""
        text = json.dumps(ordered(document, self.kind), ensure_ascii=False, separators=(",", ":"))
        deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, zdict=self.dictionary)
        packed = deflate.compress(text.encode()) + deflate.flush()
        return f"{self.number}.{base64.urlsafe_b64encode(packed).decode().rstrip('=')}"

    def unpack(self, packed: str) -> str:
        """Return the text of a packed document, which isn't checked yet.

        Raises RecordError, with a fault at ``link``, for anything that isn't packed like this, is longer than
        ``longest`` characters, or would grow larger than a record may be.
        """
        if len(packed) > self.longest:
            raise _refused(f"must have at most {self.longest:,} characters, not {len(packed):,}")
        number, _, body = packed.partition(".")
        if number != self.number or not _LETTERS.fullmatch(body):
            raise _refused(_NOT_WHOLE)
        inflate = zlib.decompressobj(-zlib.MAX_WBITS, zdict=self.dictionary)
        try:
            found = inflate.decompress(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)), MAX_BYTES + 1)
            text = found.decode()
        except (binascii.Error, zlib.error, UnicodeDecodeError):
            raise _refused(_NOT_WHOLE) from None
        if len(found) > MAX_BYTES:
            raise _refused(f"must hold at most {MAX_BYTES:,} bytes")
        if not inflate.eof or inflate.unused_data:
            raise _refused(_NOT_WHOLE)
        return text


_NOT_WHOLE = "must be whole, as it was made; something of it may be missing"


def _refused(reason: str) -> RecordError:
    return RecordError([Fault("link", reason)])
