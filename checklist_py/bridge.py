"""The browser's only door: ``handle(str) -> str``, JSON in and JSON out, never an exception.

A request is ``{"op": NAME, ...}``; a reply is ``{"ok": true, ...}``, or ``{"ok": false,
"faults": [{"path": ..., "reason": ...}]}`` for a record that is refused. Records travel as
the text that is stored, so that they are read with the same guards as a file.

    hello   ->  python
    plan    record, now       ->  plan (as ``plan --json``), view (see core/pictures/view.py)
    check   record            ->  record, canonical
    merge   one, other        ->  record, canonical
    restore record, backup    ->  holds, and merged and replaced: each a record and changes, or faults
    share   record            ->  packed, a record in a link, or null when it is too long for one
    unpack  packed            ->  backup, the text of such a record, which is not checked yet
    code    text              ->  code, a QR code, or null when the text is too long for one
    draft   record, name      ->  draft; also application, round, person
    ics     record, now       ->  calendar, a text, or null when nothing has a date; also step, application
    why     record, now, application, key  ->  why, or null for a step that there is not
    picture record, now       ->  picture of all applications, or null when nothing has a date; with
                                  application of that one, and silence with its picture, or null
    journal record, now       ->  journal, and pictures of the scores and of what keeps coming up, or null

Any request may tell ``zones`` (name to base64 of the TZif file) and ``regions`` (code to the
object in ``holidays/REGION.json``), null for one that does not exist. They are kept.
"""

import base64
import gc
import io
import json
import struct
import sys
from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from checklist_py.core.calendar.ics import calendar
from checklist_py.core.pictures.drawing import Picture
from checklist_py.core.pictures.journal import again, again_picture, entries, scores_picture, summary
from checklist_py.core.pictures.silence import silence, silence_picture, silence_words
from checklist_py.core.pictures.timeline import timeline_of, timeline_of_all
from checklist_py.core.pictures.view import view_of
from checklist_py.core.record.check import Fault, Known, faults_of
from checklist_py.core.record.document import RecordError, dump_within, load, names_of, parse
from checklist_py.core.record.merge import merge
from checklist_py.core.record.restore import Way, held, offer
from checklist_py.core.record.share import LONGEST, pack, unpack
from checklist_py.core.rules.facts import Calendars
from checklist_py.core.rules.plan import plan
from checklist_py.core.rules.planned import Plan, PlannedApplication
from checklist_py.core.rules.workdays import NO_REGION, Region, region_from_json
from checklist_py.core.words.drafts import UnknownError, Whose, draft
from checklist_py.core.words.why import why_of

type Reply = dict[str, Any]

UTC = "UTC"


class Bridge:
    """What the worker knows, and how it answers."""

    def __init__(self) -> None:
        """Start knowing no zone and no region."""
        self.zones: dict[str, tzinfo | None] = {}
        self.regions: dict[str, Region | None] = {}
        self.known = Known(
            lambda name: self.zones.get(name) is not None, lambda code: self.regions.get(code) is not None
        )
        self.ops: Mapping[str, Callable[[Mapping[str, Any]], Reply]] = {
            "hello": self.hello,
            "plan": self.plan,
            "check": self.check,
            "merge": self.merge,
            "restore": self.restore,
            "share": self.share,
            "unpack": self.unpack,
            "code": self.code,
            "draft": self.draft,
            "ics": self.ics,
            "why": self.why,
            "picture": self.picture,
            "journal": self.journal,
        }

    def handle(self, request: str) -> str:
        """Answer one request. A request that is no request at all is a fault at ``request``."""
        try:
            asked = parse_request(request)
            self.learn(asked)
            reply = self.ops[asked["op"]](asked)
        except RecordError as error:
            reply = {"ok": False, "faults": [fault._asdict() for fault in error.faults]}
        except Exception as error:  # noqa: BLE001  # nothing may pass the border but a reply
            fault = Fault("request", f"could not be answered: {type(error).__name__}: {error}")
            reply = {"ok": False, "faults": [fault._asdict()]}
        # ASCII throughout: a lone surrogate in a fault's path must not break the border.
        return json.dumps(reply, separators=(",", ":"))

    def hello(self, _asked: Mapping[str, Any]) -> Reply:
        """Say who answers."""
        return {"ok": True, "python": sys.version.split()[0]}

    def learn(self, asked: Mapping[str, Any]) -> None:
        """Take in the time zones and regions that a request tells."""
        for name, data in asked.get("zones", {}).items():
            if self.zones.get(name) is not None:
                continue
            self.zones[name] = _zone(name, data) if data is not None else None
        for code, data in asked.get("regions", {}).items():
            self.regions[code] = region_from_json(data) if data is not None else None

    def plan(self, asked: Mapping[str, Any]) -> Reply:
        """Plan a record."""
        planned = self._planned(asked)
        return {"ok": True, "plan": planned.as_json(), "view": view_of(planned)}

    def _calendars(self, document: Mapping[str, Any]) -> Calendars:
        zones, code = names_of(document)
        region = (self.regions[code] if code else None) or NO_REGION
        return Calendars({name: zone for name in {*zones, UTC} if (zone := self.zones[name])}, region)

    def _planned(self, asked: Mapping[str, Any]) -> Plan:
        document = load(asked["record"], self.known)
        return plan(document, datetime.fromisoformat(asked["now"]), self._calendars(document))

    def ics(self, asked: Mapping[str, Any]) -> Reply:
        """Write a record's calendar, or one step's."""
        return {"ok": True, "calendar": calendar(self._planned(asked), asked.get("step"), asked.get("application"))}

    def why(self, asked: Mapping[str, Any]) -> Reply:
        """Say why a step has its dates."""
        found = why_of(_one(self._planned(asked), asked["application"]), asked["key"])
        return {"ok": True, "why": found.as_json() if found else None}

    def picture(self, asked: Mapping[str, Any]) -> Reply:
        """Draw the plan, of one application or of all."""
        planned = self._planned(asked)
        if asked.get("application") is None:
            return {"ok": True, "picture": _drawn(timeline_of_all(planned)), "silence": None}
        application = _one(planned, asked["application"])
        told = silence(planned, application)
        quiet = {"words": silence_words(told), "picture": _drawn(silence_picture(told))} if told else None
        return {"ok": True, "picture": _drawn(timeline_of(planned, application)), "silence": quiet}

    def journal(self, asked: Mapping[str, Any]) -> Reply:
        """Gather the journal."""
        planned = self._planned(asked)
        found = entries(planned)
        pictures = {"scores": _drawn(scores_picture(found)), "again": _drawn(again_picture(again(found)))}
        return {"ok": True, "journal": summary(planned), "pictures": pictures}

    def draft(self, asked: Mapping[str, Any]) -> Reply:
        """Fill in a message."""
        document = load(asked["record"], self.known)
        places = (asked.get(each) for each in ("application", "round", "person"))
        try:
            return {
                "ok": True,
                "draft": draft(document, self._calendars(document), asked["name"], Whose(*places)).as_json(),
            }
        except UnknownError as error:
            raise RecordError([Fault(error.what, str(error))]) from None

    def check(self, asked: Mapping[str, Any]) -> Reply:
        """Check a record and give it back in canonical form."""
        return {"ok": True, "record": dump_within(load(asked["record"], self.known))}

    def merge(self, asked: Mapping[str, Any]) -> Reply:
        """Merge two records."""
        merged = merge(load(asked["one"], self.known), load(asked["other"], self.known))
        return {"ok": True, "record": self._written(merged)}

    def restore(self, asked: Mapping[str, Any]) -> Reply:
        """Say what a backup holds and what restoring it would change."""
        backup = load(asked["backup"], self.known)
        try:
            mine = load(asked["record"], self.known)
        except RecordError as error:
            # What is wrong with one's own list is no fault of the backup's, which can still take its place.
            replaced = self._way(Way(backup, ()))
            return {"ok": True, "holds": held(backup), "merged": _faulty(error) | {"own": True}, "replaced": replaced}
        offered = offer(mine, backup)
        return {
            "ok": True,
            "holds": offered.holds,
            "merged": self._way(offered.merged),
            "replaced": self._way(offered.replaced),
        }

    def share(self, asked: Mapping[str, Any]) -> Reply:
        """Pack a record into a link."""
        packed = pack(load(asked["record"], self.known))
        return {"ok": True, "packed": packed if len(packed) <= LONGEST else None}

    def unpack(self, asked: Mapping[str, Any]) -> Reply:
        """Read what a link carries."""
        return {"ok": True, "backup": unpack(asked["packed"])}

    def code(self, asked: Mapping[str, Any]) -> Reply:
        """Draw a QR code."""
        from checklist_py.codes import code  # noqa: PLC0415  # segno comes when it is asked for

        return {"ok": True, "code": code(asked["text"])}

    def _way(self, way: Way) -> Reply:
        try:
            return {"record": self._written(way.record), "changes": [each._asdict() for each in way.changes]}
        except RecordError as error:
            return _faulty(error)

    def _written(self, merged: Mapping[str, Any]) -> str:
        """Write what a merge has made. Raises RecordError where it breaks a bound that its parts kept."""
        faults = faults_of(merged, self.known)
        if faults:
            raise RecordError(faults)
        text = dump_within(merged)
        parse(text)  # the bound on the whole
        return text


def _faulty(error: RecordError) -> Reply:
    return {"faults": [fault._asdict() for fault in error.faults]}


def _one(planned: Plan, wanted: str) -> PlannedApplication:
    found = next((each for each in planned.applications if each.id == wanted), None)
    if found is None:
        raise RecordError([Fault("application", "must be one of the record's")])
    return found


def _drawn(picture: Picture | None) -> Reply | None:
    return picture.as_json() if picture else None


def _zone(name: str, data: str) -> tzinfo | None:
    try:
        return ZoneInfo.from_file(io.BytesIO(base64.b64decode(data)), key=name)
    except (EOFError, struct.error):
        raise RecordError([Fault("request", f"holds a file for the time zone {name} that cannot be read")]) from None
    except ValueError:
        # A server may answer with a page of its own for a folder such as "America".
        return None


def parse_request(request: str) -> dict[str, Any]:
    """Read a request. Raises ValueError when it is not an object with an ``op``."""
    asked = json.loads(request)
    if not isinstance(asked, dict) or not isinstance(asked.get("op"), str):
        raise ValueError("must be an object with an op")  # noqa: TRY004  # one class for every bad request
    return asked


_BRIDGE = Bridge()


def handle(request: str) -> str:
    """Answer one request of the page, JSON in and JSON out. Never raises."""
    # A plan makes no cycles: collecting in the middle of a large one only takes time.
    gc.disable()
    try:
        return _BRIDGE.handle(request)
    finally:
        gc.enable()
