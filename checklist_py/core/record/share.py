"""A record in a link. How it's packed is in ``packing.py``."""

from collections.abc import Mapping
from typing import Any

from checklist_py.core.record.packing import Packing
from checklist_py.core.record.shape import RECORD

LONGEST = 8_000
"""Characters of a packed record: what mail and messages carry in a link without cutting it."""

PACKING = "1"

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

_PACKING = Packing(PACKING, RECORD, DICTIONARY, LONGEST)


def pack(record: Mapping[str, Any]) -> str:
    """Pack a checked record into text that may stand in a link. It may be longer than ``LONGEST``."""
    return _PACKING.pack(record)


def unpack(packed: str) -> str:
    """Return the text of a packed record, which isn't checked yet: ``load`` does that.

    Raises RecordError, with a fault at ``link``, for anything that isn't a packed record.
    """
    return _PACKING.unpack(packed)
