"""A record in a link: packed into text that an address's fragment may hold, and read back with care.

The fragment of an address stays on the device: a browser sends it to no server. A packed record
is ``1.`` and the record's canonical JSON without spaces, deflated with a dictionary of what most
records hold, in base64url without padding. The number changes with the dictionary.
"""

import base64
import binascii
import json
import re
import zlib
from collections.abc import Mapping
from typing import Any

from checklist_py.core.record.check import Fault
from checklist_py.core.record.document import RecordError, ordered
from checklist_py.core.record.shape import MAX_BYTES, RECORD

LONGEST = 8_000
"""Characters of a packed record: what mail and messages carry in a link without cutting it."""

PACKING = "1"
_SHAPE = re.compile(rf"{PACKING}\.[A-Za-z0-9_-]+")

# Never edited: links made with it must stay readable for ever. The most common comes last.
DICTIONARY = (
    b'"centre":null,"policy":{},"interest":"unsure","interest":"no","recruiter":true,"thank_you":"letter","thank_you":"both",'
    b'"archived":true,"outcomes":[{"type":"refusal","on":"2026-{"type":"offer","on":"2026-","decide_by":"2026-'
    b'{"type":"acceptance","on":"2027-{"type":"decline","on":"{"type":"withdrawal","on":"{"type":"no-show","on":"{"type":"invitation","on":"'
    b'"mode":"video","mode":"phone","time_zone":"America/New_York","time_zone":"Europe/Berlin",'
    b'{"state":"skipped","at":"2026-{"state":"snoozed","until":"2026-,"note":"","at":"2027-'
    b'"r1/follow-up-1":"r1/follow-up-2":"keep-searching":"r1/reflect":"r1/settle":"r1/thank-you-email":"r2/'
    b'"journal":{"went_well":["I "],"improve":[""],"topics":"","questions":[{"question":"","answer":"","score":7}]}'
    b'"people":[{"name":"","title":"","email":"@"}]'
    b'{"format":"after-the-interview","version":1,"settings":{"region":"GB-ENG","time_zone":"Europe/London"},'
    b'"applications":[{"id":"a","employer":"","role":"","interest":"yes","recruiter":false,"thank_you":"email","archived":false,'
    b'"rounds":[{"id":"r1","starts":"2026-11-T1:00","minutes":60,"time_zone":"Europe/London","mode":"in-person","reply_by":null,'
    b'"people":[],"journal":{}}],"outcomes":[],"steps":{"r1/":{"state":"done","at":"2026-11-T1:00Z"},"r1/'
)


def pack(record: Mapping[str, Any]) -> str:
    """Pack a checked record into text that may stand in a link. It may be longer than ``LONGEST``."""
    text = json.dumps(ordered(record, RECORD), ensure_ascii=False, separators=(",", ":"))
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, zdict=DICTIONARY)
    packed = deflate.compress(text.encode()) + deflate.flush()
    return f"{PACKING}.{base64.urlsafe_b64encode(packed).decode().rstrip('=')}"


def unpack(packed: str) -> str:
    """Return the text of a packed record, which isn't checked yet: ``load`` does that.

    Raises RecordError, with a fault at ``link``, for anything that isn't a packed record, is longer
    than ``LONGEST`` characters, or would grow larger than a record may be.
    """
    if len(packed) > LONGEST:
        raise _refused(f"must have at most {LONGEST:,} characters, not {len(packed):,}")
    if not _SHAPE.fullmatch(packed):
        raise _refused("must be whole, as it was made; something of it may be missing")
    body = packed.removeprefix(f"{PACKING}.")
    inflate = zlib.decompressobj(-zlib.MAX_WBITS, zdict=DICTIONARY)
    try:
        found = inflate.decompress(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)), MAX_BYTES + 1)
        text = found.decode()
    except (binascii.Error, zlib.error, UnicodeDecodeError):
        raise _refused("must be whole, as it was made; something of it may be missing") from None
    if len(found) > MAX_BYTES:
        raise _refused(f"must hold at most {MAX_BYTES:,} bytes")
    if not inflate.eof or inflate.unused_data:
        raise _refused("must be whole, as it was made; something of it may be missing")
    return text


def _refused(reason: str) -> RecordError:
    return RecordError([Fault("link", reason)])
