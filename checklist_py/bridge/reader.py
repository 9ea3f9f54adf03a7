"""Reads, plans and writes the records that a page sends, with the time zones and holidays that it has told."""

import base64
import io
import struct
from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from checklist_py.core.pictures.drawing import Picture
from checklist_py.core.record.check import Fault, Known, faults_of
from checklist_py.core.record.document import RecordError, dump_within, load, names_of, parse
from checklist_py.core.record.migrate import Document
from checklist_py.core.rules.facts import Calendars
from checklist_py.core.rules.plan import plan
from checklist_py.core.rules.planned import Plan, PlannedApplication
from checklist_py.core.rules.workdays import NO_REGION, Region, region_from_json

type Asked = Mapping[str, Any]
type Reply = dict[str, Any]
type Operation = Callable[[Reader, Asked], Reply]

UTC = "UTC"


class Reader:
    """What the page has told of time zones and regions, and records read by it."""

    def __init__(self) -> None:
        """Start knowing no zone and no region."""
        self.zones: dict[str, tzinfo | None] = {}
        self.regions: dict[str, Region | None] = {}
        self.known = Known(
            lambda name: self.zones.get(name) is not None, lambda code: self.regions.get(code) is not None
        )

    def learn(self, asked: Asked) -> None:
        """Take in the time zones and regions that a request tells."""
        for name, data in asked.get("zones", {}).items():
            if self.zones.get(name) is None:
                self.zones[name] = _zone(name, data) if data is not None else None
        for code, data in asked.get("regions", {}).items():
            self.regions[code] = region_from_json(data) if data is not None else None

    def load(self, text: str) -> Document:
        """Read and check a record. Raises RecordError."""
        return load(text, self.known)

    def calendars(self, document: Asked) -> Calendars:
        """Return the calendars that a checked record needs."""
        zones, code = names_of(document)
        region = (self.regions[code] if code else None) or NO_REGION
        return Calendars({name: zone for name in {*zones, UTC} if (zone := self.zones[name])}, region)

    def planned(self, asked: Asked) -> Plan:
        """Plan the record of a request at its ``now``."""
        document = self.load(asked["record"])
        return plan(document, datetime.fromisoformat(asked["now"]), self.calendars(document))

    def written(self, merged: Mapping[str, Any]) -> str:
        """Write what a merge has made. Raises RecordError where it breaks a bound that its parts kept."""
        if faults := faults_of(merged, self.known):
            raise RecordError(faults)
        text = dump_within(merged)
        parse(text)  # the bound on the whole
        return text


def refused(error: RecordError) -> Reply:
    """Return the part of a reply that says why a record is refused."""
    return {"faults": [fault._asdict() for fault in error.faults]}


def one_of(planned: Plan, wanted: str) -> PlannedApplication:
    """Return an application by its id. Raises RecordError when there's none."""
    found = next((each for each in planned.applications if each.id == wanted), None)
    if found is None:
        raise RecordError([Fault("application", "must be one of the record's")])
    return found


def drawn(picture: Picture | None) -> Reply | None:
    """Return a picture as an object, where there's one."""
    return picture.as_json() if picture else None


def _zone(name: str, data: str) -> tzinfo | None:
    try:
        return ZoneInfo.from_file(io.BytesIO(base64.b64decode(data)), key=name)
    except (EOFError, struct.error):
        raise RecordError([Fault("request", f"holds a file for the time zone {name} that cannot be read")]) from None
    except ValueError:
        # A server may answer with a page of its own for a folder such as "America".
        return None
