"""The browser's only door: ``handle(str) -> str``, JSON in and JSON out, never an exception.

A request is ``{"op": NAME, ...}``, with a name from ``OPS``. A reply is ``{"ok": true, ...}``, or ``{"ok": false,
"faults": [{"path": ..., "reason": ...}]}`` for a record that's refused. Records travel as the text that's stored,
so they're read with the same guards as a file.

Any request may tell ``zones`` (name to base64 of the TZif file) and ``regions`` (code to the object in
``holidays/REGION.json``), null for one that doesn't exist. The bridge keeps them.

What a first plan doesn't need is imported by the operation that does, so that nobody's dates wait for it.
Long because every operation is here, each of a few lines.
"""

import base64
import gc
import io
import json
import struct
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from checklist_py.core.pictures.drawing import Picture
from checklist_py.core.pictures.view import view_of
from checklist_py.core.record.check import Fault, Known, faults_of
from checklist_py.core.record.document import RecordError, dump_within, load, names_of, parse
from checklist_py.core.record.migrate import Document
from checklist_py.core.rules.facts import Calendars
from checklist_py.core.rules.plan import plan
from checklist_py.core.rules.planned import Plan, PlannedApplication
from checklist_py.core.rules.workdays import NO_REGION, Region, region_from_json

type Asked = Mapping[str, Any]
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

    def handle(self, request: str) -> str:
        """Answer one request. A request that's no request at all is a fault at ``request``."""
        try:
            asked = json.loads(request)
            if not isinstance(asked, dict) or not isinstance(asked.get("op"), str):
                raise ValueError("must be an object with an op")  # noqa: TRY004, TRY301  # one class for every bad request
            self.learn(asked)
            reply = {"ok": True, **OPS[asked["op"]](self, asked)}
        except RecordError as error:
            reply = {"ok": False, **_refused(error)}
        except Exception as error:  # noqa: BLE001  # nothing may pass the border but a reply
            fault = Fault("request", f"could not be answered: {type(error).__name__}: {error}")
            reply = {"ok": False, **_refused(RecordError([fault]))}
        # ASCII throughout: a lone surrogate in a fault's path must not break the border.
        return json.dumps(reply, separators=(",", ":"))

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


def _hello(_door: Bridge, _asked: Asked) -> Reply:
    return {"python": sys.version.split()[0]}


def _plan(door: Bridge, asked: Asked) -> Reply:
    planned = door.planned(asked)
    return {"plan": planned.as_json(), "view": view_of(planned)}


def _check(door: Bridge, asked: Asked) -> Reply:
    return {"record": dump_within(door.load(asked["record"]))}


def _merge(door: Bridge, asked: Asked) -> Reply:
    from checklist_py.core.record.merge import merge

    return {"record": door.written(merge(door.load(asked["one"]), door.load(asked["other"])))}


def _restore(door: Bridge, asked: Asked) -> Reply:
    from checklist_py.core.record.restore import held, offer

    backup = door.load(asked["backup"])
    try:
        mine = door.load(asked["record"])
    except RecordError as error:
        # A fault in one's own list is no fault of the backup's, which can still take its place.
        merged = _refused(error) | {"own": True}
        return {"holds": held(backup), "merged": merged, "replaced": _way(door, backup, ())}
    offered = offer(mine, backup)
    return {"holds": offered.holds, "merged": _way(door, *offered.merged), "replaced": _way(door, *offered.replaced)}


def _way(door: Bridge, record: Document, changes: Iterable[Any]) -> Reply:
    try:
        return {"record": door.written(record), "changes": [each._asdict() for each in changes]}
    except RecordError as error:
        return _refused(error)


def _share(door: Bridge, asked: Asked) -> Reply:
    from checklist_py.core.record.share import LONGEST, pack

    packed = pack(door.load(asked["record"]))
    return {"packed": packed if len(packed) <= LONGEST else None}


def _unpack(_door: Bridge, asked: Asked) -> Reply:
    from checklist_py.core.record.share import unpack

    return {"backup": unpack(asked["packed"])}


def _code(_door: Bridge, asked: Asked) -> Reply:
    from checklist_py.codes import ON_PAPER, code, code_svg

    text = asked["text"]
    if not asked.get("paper"):
        return {"code": code(text)}
    made = code(text, ON_PAPER)
    return {"code": made, "svg": code_svg(made)}


def _unpack_preset(_door: Bridge, asked: Asked) -> Reply:
    from checklist_py.core.record.preset import unpack_preset

    return {"preset": unpack_preset(asked["packed"])}


def _preset(door: Bridge, asked: Asked) -> Reply:
    from checklist_py.core.record.preset import load_preset, standing, take
    from checklist_py.core.record.shape import CENTRE
    from checklist_py.core.rules.policy import policy_from
    from checklist_py.core.words.numbers import both_figures
    from checklist_py.core.words.presets import offer_words

    preset = load_preset(asked["preset"], door.known)
    record = door.load(asked["record"])
    taken = take(record, preset)
    # It may be too much for a list that's nearly full.
    door.written(taken)
    settings = taken["settings"]
    offer = offer_words(preset, record.get("settings", {}), standing(record, preset))
    return {
        "offer": offer.as_json(),
        "settings": {key: settings[key] for key in (*sorted(CENTRE), *(("region",) if "region" in preset else ()))},
        "figures": both_figures(policy_from(settings), settings["centre"]),
    }


def _advise(door: Bridge, asked: Asked) -> Reply:
    from checklist_py.core.record.compose import compose
    from checklist_py.core.record.preset import dump_preset, link, load_preset, too_long_for_a_code
    from checklist_py.core.words.presets import offer_words, paste_texts, sheet_words

    if "form" in asked:
        preset = load_preset(json.dumps(compose(asked["form"], asked["issued"])), door.known, is_new=True)
    else:
        preset = load_preset(asked["preset"], door.known, is_new=asked.get("is_new", False))
    address = link(preset, asked["site"])
    return {
        "preset": dump_preset(preset),
        "link": address,
        "uncoded": too_long_for_a_code(preset, address),
        "offer": offer_words(preset, {}, "first").as_json(),
        "texts": [text._asdict() for text in paste_texts(preset["centre"], address)],
        "sheet": sheet_words(preset),
    }


def _draft(door: Bridge, asked: Asked) -> Reply:
    from checklist_py.core.words.drafts import UnknownError, Whose, draft

    document = door.load(asked["record"])
    whose = Whose(*(asked.get(each) for each in Whose._fields))
    try:
        return {
            "draft": draft(document, door.calendars(document), asked["name"], whose, asked.get("answers")).as_json()
        }
    except UnknownError as error:
        raise RecordError([Fault(error.what, str(error))]) from None


def _ics(door: Bridge, asked: Asked) -> Reply:
    from checklist_py.core.calendar.ics import calendar

    return {"calendar": calendar(door.planned(asked), asked.get("step"), asked.get("application"))}


def _why(door: Bridge, asked: Asked) -> Reply:
    from checklist_py.core.words.why import why_of

    found = why_of(_one(door.planned(asked), asked["application"]), asked["key"])
    return {"why": found.as_json() if found else None}


def _picture(door: Bridge, asked: Asked) -> Reply:
    from checklist_py.core.pictures.windows import windows

    return {"picture": _drawn(windows(door.planned(asked)))}


def _line(door: Bridge, asked: Asked) -> Reply:
    from checklist_py.core.pictures.silence import silence, silence_picture, silence_words
    from checklist_py.core.pictures.timeline import line_of, timeline

    planned = door.planned(asked)
    application = _one(planned, asked["application"])
    line, told = line_of(planned, application), silence(planned, application)
    quiet = {"words": silence_words(told), "picture": _drawn(silence_picture(told))} if told else None
    return {"line": _drawn(timeline(line, asked["width"])) if line else None, "silence": quiet}


def _journal(door: Bridge, asked: Asked) -> Reply:
    from checklist_py.core.pictures.journal import again, again_picture, entries, scores_picture, summary

    planned = door.planned(asked)
    found = entries(planned)
    pictures = {"scores": _drawn(scores_picture(found)), "again": _drawn(again_picture(again(found)))}
    return {"journal": summary(planned), "pictures": pictures}


OPS: Mapping[str, Callable[[Bridge, Asked], Reply]] = {
    "hello": _hello,  # -> python, its version
    "plan": _plan,  # record, now -> plan (as ``plan --json``), view (see core/pictures/view.py)
    "check": _check,  # record -> record, canonical
    "merge": _merge,  # one, other -> record, canonical
    "restore": _restore,  # record, backup -> holds, and merged and replaced: each a record and changes, or faults
    "share": _share,  # record -> packed, a record in a link, or null when it's too long for one
    "unpack": _unpack,  # packed -> backup, the text of such a record, which isn't checked yet
    "code": _code,  # text; perhaps paper -> code, null when the text is too long; of one for paper svg, a file, too
    "unpack-preset": _unpack_preset,  # packed -> preset, the text of a centre's rules, which isn't checked yet
    "preset": _preset,  # record, preset -> offer, what's put to a person; settings, the five it sets; figures
    "advise": _advise,  # form, issued, site; or preset, site, is_new? -> preset, link, uncoded, offer, texts, sheet
    "draft": _draft,  # record, name; perhaps application, round, person, answers -> draft
    "ics": _ics,  # record, now; perhaps step, application -> calendar, a text, or null when nothing has a date
    "why": _why,  # record, now, application, key -> why, or null where there's no such step
    "picture": _picture,  # record, now -> picture, of all applications, or null when nothing has a date
    "line": _line,  # record, now, application, width -> line and silence, each null when there's none
    "journal": _journal,  # record, now -> journal; pictures of the scores and of what keeps coming up, or null
}
"""Every operation, with what a request gives and what the reply holds."""


def _refused(error: RecordError) -> Reply:
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


_BRIDGE = Bridge()


def handle(request: str) -> str:
    """Answer one request of the page, JSON in and JSON out. Never raises."""
    # A plan makes no cycles: collecting in the middle of a large one only takes time.
    gc.disable()
    try:
        return _BRIDGE.handle(request)
    finally:
        gc.enable()
