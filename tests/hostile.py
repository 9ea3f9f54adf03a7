"""Records and links that nobody means well with: what is wrong with each, and where it says so.

Every field of the record gets values of wrong kinds, whatever fields there come to be; beside
them stand the known ways to break a reader of JSON, of UTF-8 and of packed links.

Long because it's a table.
"""

import base64
import copy
import json
import zlib
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from checklist_py.core.record import share
from checklist_py.core.record.check import under
from checklist_py.core.record.shape import (
    MAX_APPLICATIONS,
    MAX_BYTES,
    MAX_PEOPLE,
    MAX_ROUNDS,
    MAX_TEXT,
    RECORD,
    VERSION,
    Choice,
    Const,
    Field,
    Fields,
    Kind,
    ListOf,
    MapOf,
    Pattern,
    Simple,
    Text,
    Whole,
)
from tests import cases

STEP = "r1/follow-up-1"


class Case(NamedTuple):
    """A text, or bytes, to be refused with a fault at ``path``."""

    name: str
    source: str | bytes
    path: str

    @property
    def data(self) -> bytes:
        """As a file holds it; half a surrogate pair as the three bytes that are no UTF-8."""
        return self.source if isinstance(self.source, bytes) else self.source.encode("utf-8", "surrogatepass")

    @property
    def link(self) -> str:
        """As a link carries it. It may be longer than a link may be."""
        return packed(self.data)


def packed(data: bytes, dictionary: bytes = share.DICTIONARY) -> str:
    """Pack anything as ``share.pack`` packs a record, or as what has another dictionary is packed."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15, zdict=dictionary)
    return as_link(deflate.compress(data) + deflate.flush())


def as_link(data: bytes) -> str:
    return f"{share.PACKING}.{base64.urlsafe_b64encode(data).decode().rstrip('=')}"


def whole() -> dict[str, Any]:
    """A good record in which every field is there."""
    extra = {"id": "x-visit", "title": "Visit", "url": "https://careers.example/", "scope": "round", "anchor": "end", "offset": {"days": 1}}  # fmt: skip
    policy = {"thank_you_hours": 24, "follow_up_days": 7, "grace_working_days": 1, "follow_up_spacing_working_days": 5, "max_follow_ups": 2, "decide_working_days": 5, "extra_steps": [extra], "left_out": ["celebrate"]}  # fmt: skip
    journal = {"went_well": ["The start"], "improve": ["The end"], "topics": "Ducks", "questions": [{"question": "Why us?", "answer": "Ducks", "score": 7}]}  # fmt: skip
    place = cases.interview(
        minutes=45, mode="video", reply_by="2026-11-27", reply_within={"days": 7}, journal=journal,
        people=[{"name": "Dana", "title": "Head", "email": "dana@acme.example", "topic": "Geese", "thanked": "2026-11-20T17:00:00Z"}],
    )  # fmt: skip
    states = {STEP: cases.done("2026-11-20T16:00:00Z", "snoozed", until="2026-11-30", note="Later")}
    each = cases.application(
        place, id="acme", employer="Acme", role="Analyst", interest="yes", recruiter=False, thank_you="email", archived=False,
        outcomes=[cases.outcome("offer", "2026-11-25", decide_by="2026-12-02", reply_by="2026-12-01", reply_within={"working_days": 5})], steps=states,
    )  # fmt: skip
    return cases.record(
        each, region="GB-ENG", time_zone="Europe/London", centre="Careers", centre_link="https://careers.example/", centre_issued="2026-11-01",
        policy=policy, name="Sam", greeting="dear",
    )  # fmt: skip


def fields(kind: Kind, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Field]]:
    """Every field of a kind, with where it stands in ``whole()``."""
    match kind:
        case Fields():
            for field in kind.fields:
                place = (*path, field.name)
                yield place, field
                yield from fields(field.kind, place)
        case ListOf():
            yield from fields(kind.item, (*path, 0))
        case MapOf():
            yield from fields(kind.item, (*path, STEP))


def told(path: tuple[str | int, ...]) -> str:
    """A place as a fault tells it."""
    text = ""
    for part in path:
        text = f"{text}[{part}]" if isinstance(part, int) else under(text, part)
    return text


def instead(path: tuple[str | int, ...], value: object) -> str:
    """The whole record with another value at a place."""
    record = whole()
    place: Any = record
    for part in path[:-1]:
        place = place.setdefault(part, {}) if isinstance(place, dict) else place[part]
    place[path[-1]] = value
    # Half a pair goes as an escape: as it is, it would be no UTF-8, and no more would be looked at.
    return json.dumps(record, ensure_ascii=False).replace("\ud800", "\\ud800")


OBJECTS_INSTEAD: list[Any] = [["x"], "x", 5, True]
MOMENTS = {
    "date": ["2026-02-30", "2026-2-3", "1999-12-31", "2101-01-01", "\u0662026-11-20", 20261120],
    "civil": ["2026-11-20T24:61", "2026-11-20 15:00", "2026-11-20T15:00Z", "1999-12-31T23:59", 0],
    "instant": ["2026-11-20T16:00:00", "2026-11-20T16:00:00+01:00", "2026-02-30T16:00:00Z", "now", 1e12],
    "zone": ["Mars/Olympus", "../../etc/passwd", "Europe/London\u0000", "https://evil.example/", 0],
    "region": ["XX", "../GB", "GB-ENG/../..", "<b>", 44],
    "url": ["javascript:alert(1)", "data:text/html,<script>hacked()</script>", "http://careers.example/", "//careers.example/",
            " https://careers.example/", "https://", "https://careers.example/\n", "https://careers\u202e.example/", 'https://x"onclick=hacked()', 5],
    "flag": ["true", 1, 0, []],
}  # fmt: skip


def wrong(kind: Kind) -> list[Any]:
    """Values that a kind is not."""
    found: list[Any]
    match kind:
        case Text(is_name=is_name):
            found = [7, ["x"], "nul\u0000", "\u009b31m", "half \ud800", "x" * (MAX_TEXT + 1), *(["two\nlines"] if is_name else ["\u0007"])]  # fmt: skip
        case Whole(minimum=minimum, maximum=maximum):
            found = ["5", 1.5, True, minimum - 1, -(10**12), maximum + 1]
        case Choice(values=values):
            found = ["", values[0].upper(), [values[0]], "constructor"]
        case Pattern():
            found = ["", "__proto__", "constructor", "../x", "<img src=x onerror=hacked()>", "x" * 65, 5]
        case Simple():
            found = MOMENTS[kind.name]
        case ListOf():
            found = [{"0": "x"}, "x", 5, [None]]
        case Const():
            found = ["another", 5, ["after-the-interview"]]
        case _:
            found = OBJECTS_INSTEAD
    return found


def of_fields() -> Iterator[Case]:
    """Every field with each value that it may not have, and without it where it must be there."""
    for path, field in fields(RECORD):
        place = told(path)
        for value in wrong(field.kind):
            # A newer version's record is nobody's ill will.
            if path == ("version",) and value == VERSION + 1:
                continue
            # A list's item has the fault.
            at = f"{place}[0]" if value == [None] else place
            name = json.dumps(value)
            yield Case(f"{place} = {name[:30]}", instead(path, value), at)
        if not field.is_nullable:
            yield Case(f"{place} = null", instead(path, None), place)


def spoilt(*pairs: tuple[str, str]) -> str:
    """The whole record's text with parts of it replaced."""
    text = json.dumps(whole(), ensure_ascii=False)
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def many(path: tuple[str | int, ...], number: int) -> str:
    """The whole record with a list that has that many items, like the first but for their ids."""
    place: Any = whole()
    for part in path:
        place = place[part]
    items = [copy.deepcopy(place[0]) for _ in range(number)]
    for index, item in enumerate(items):
        item["id" if "id" in item else "name"] = f"{item.get('id', 'n')}{index}"
        item.get("rounds", []).clear()
        item.get("steps", {}).clear()
    return instead(path, items)


HEAD = '{"format":"after-the-interview","version":2,"settings":{},"applications":[]'

NOT_JSON = {
    "nothing": "", "a space": " ", "a nul": "\u0000", "half a brace": "{", "a cut record": json.dumps(whole())[:200],
    "single quotes": "{'format': 'after-the-interview'}", "a comma too many": HEAD + ",}", "a comment": HEAD + "} // ours",
    "two byte-order marks": "\ufeff\ufeff" + HEAD + "}", "two records": HEAD + "}" + HEAD + "}", "prose": "Dear Dana, thank you.", "markup": "<!doctype html><script>hacked()</script>",
    "a table": '=HYPERLINK("https://evil.example/"),2\n', "a script": "hacked()", "a number too many": HEAD + "} 1",
    "NaN": "NaN", "minutes NaN": spoilt(('"minutes": 45', '"minutes": NaN')), "minutes Infinity": spoilt(('"minutes": 45', '"minutes": Infinity')),
    "minutes -Infinity": spoilt(('"minutes": 45', '"minutes": -Infinity')), "hexadecimal": spoilt(('"minutes": 45', '"minutes": 0x2d')),
    "a leading nought": spoilt(('"minutes": 45', '"minutes": 045')), "a raw line break": spoilt(("Ducks", "Du\ncks")), "a raw nul": spoilt(("Ducks", "Du\u0000cks")),
    "a wrong escape": spoilt(("Ducks", "Du\\xcks")), "half an escape": spoilt(("Ducks", "Du\\u12cks")), "a parenthesis bomb": "(" * 50_000,
    "deep lists": HEAD + ',"x":' + "[" * 33 + "]" * 33 + "}", "very deep lists": HEAD + ',"x":' + "[" * 100_000 + "]" * 100_000 + "}",
    "deep objects": HEAD + ',"x":' + '{"x":' * 33 + "1" + "}" * 33 + "}", "very deep objects": HEAD + ',"x":' + '{"x":' * 50_000 + "1" + "}" * 50_000 + "}",
    "deep and never closed": "[" * 200_000, "deep behind a quote": '{"\\\\":' + "[" * 5_000, "too large": HEAD + "}" + " " * MAX_BYTES,
    "too large in bytes": HEAD + ',"x":"' + "\u00e9" * (MAX_BYTES // 2) + '"}', "one long text": '"' + "x" * MAX_BYTES + '"',
    "a key twice": spoilt(('"version": 2', '"version": 2, "version": 2')), "a key twice within": spoilt(('"mode": "video"', '"mode": "video", "mode": "phone"')),
    "a step twice": spoilt((f'"{STEP}": ', f'"{STEP}": {{"state": "done", "at": "2026-11-20T16:00:00Z"}}, "{STEP}": ')),
    "a key twice, spelt in two ways": spoilt(('"role": "Analyst"', '"role": "Analyst", "r\\u006fle": "Chief"')),
}  # fmt: skip

NOT_A_RECORD = {
    "null": ("null", "record"), "true": ("true", "record"), "a number": ("0", "record"), "a text": ('"x"', "record"), "a list": ("[]", "record"),
    "an empty object": ("{}", "format"), "another program's": ('{"format":"other","version":2,"applications":[]}', "format"),
    "no version": ('{"format":"after-the-interview","applications":[]}', "version"),
    "no applications": ('{"format":"after-the-interview","version":2}', "applications"),
    "too large a number": (spoilt(('"minutes": 45', '"minutes": 1e999')), "record"),
    "a reserved key": (spoilt(('"settings"', '"__proto__": {"polluted": 1}, "settings"')), "__proto__"),
    "a reserved key, spelt otherwise": (spoilt(('"settings"', '"\\u005f_proto__": {"polluted": 1}, "settings"')), "__proto__"),
    "a reserved key in an application": (spoilt(('"employer"', '"constructor": {"prototype": {"polluted": 1}}, "employer"')), "applications[0].constructor"),
    "a reserved key far within": (spoilt(('"settings"', '"x": [{"y": {"prototype": 1}}], "settings"')), "x[0].y.prototype"),
    "a reserved key as a step": (spoilt((f'"{STEP}"', '"__proto__"')), 'applications[0].steps["__proto__"]'),
    "a reserved key as a setting": (spoilt(('"region"', '"__proto__": {"centre": "x"}, "region"')), "settings.__proto__"),
    "half a pair in a key": (spoilt(('"settings"', '"\\ud800": 1, "settings"')), 'record["\\ud800"]'),
    "half a pair far within": (spoilt(('"settings"', '"x": ["\\udfff"], "settings"')), "x[0]"),
    "one id twice": (spoilt(('"applications": [', '"applications": [{"id": "acme"}, ')), "applications[1].id"),
    "one interview's id twice": (spoilt(('"rounds": [', '"rounds": [{"id": "r1", "starts": null}, ')), "applications[0].rounds[1].id"),
    "too many applications": (many(("applications",), MAX_APPLICATIONS + 1), "applications"),
    "too many interviews": (many(("applications", 0, "rounds"), MAX_ROUNDS + 1), "applications[0].rounds"),
    "too many people": (many(("applications", 0, "rounds", 0, "people"), MAX_PEOPLE + 1), "applications[0].rounds[0].people"),
    "an offset in two units": (spoilt(('"offset": {', '"offset": {"hours": 1, ')), "settings.policy.extra_steps[0].offset"),
    "an answer promised in two units": (spoilt(('"reply_within": {', '"reply_within": {"working_days": 1, ')), "applications[0].rounds[0].reply_within"),
    "an answer promised in no unit": (spoilt(('"working_days": 5', '"weeks": 1')), "applications[0].outcomes[0].reply_within"),
    "an outcome without a day": (spoilt(('"on": "2026-11-25", ', "")), "applications[0].outcomes[0].on"),
    "an update in version 1": (spoilt(('"version": 2', '"version": 1'), ('"offer"', '"update"')), "applications[0].outcomes[0].type"),
    "one step left out twice": (spoilt(('["celebrate"]', '["celebrate", "celebrate"]')), "settings.policy.left_out[1]"),
    "a step left out that is none": (spoilt(('["celebrate"]', '["<b>"]')), "settings.policy.left_out[0]"),
    "too many steps left out": (spoilt(('["celebrate"]', json.dumps([f"a{number}" for number in range(101)]))), "settings.policy.left_out"),
    "a put-off without a date": (spoilt(('"until": "2026-11-30", ', "")), f'applications[0].steps["{STEP}"].until'),
}  # fmt: skip

WHOLE_BYTES = json.dumps(whole()).encode()
NOT_TEXT = {
    "a byte of nothing": b"\xff", "an overlong slash": WHOLE_BYTES.replace(b"Ducks", b"\xc0\xaf", 1), "half a pair in bytes": WHOLE_BYTES.replace(b"Ducks", b"\xed\xa0\x80", 1),
    "a cut letter": WHOLE_BYTES.replace(b"Ducks", b"Zo\xc3", 1), "Latin-1": WHOLE_BYTES.replace(b"Ducks", b"Zo\xeb", 1), "beyond Unicode": WHOLE_BYTES.replace(b"Ducks", b"\xf4\x90\x80\x80", 1),
    "UTF-16": json.dumps(whole()).encode("utf-16"), "UTF-32": json.dumps(whole()).encode("utf-32"), "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "an archive": b"PK\x03\x04\x14\x00\x00\x00\x08\x00\xff\xfe", "packed": zlib.compress(WHOLE_BYTES), "noise": bytes((n * 151 + 89) % 256 for n in range(4096)),
}  # fmt: skip


@cache
def refused() -> tuple[Case, ...]:
    """All that must be refused, whichever way it comes."""
    return (
        *(Case(name, source, "record") for name, source in NOT_JSON.items()),
        *(Case(name, source, path) for name, (source, path) in NOT_A_RECORD.items()),
        *(Case(name, source, "record") for name, source in NOT_TEXT.items()),
        *of_fields(),
    )


def deflated(data: bytes) -> bytes:
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    return deflate.compress(data) + deflate.flush()


GOOD_LINK = share.pack(whole())
LINKS = {
    "nothing": "", "no packing": "abc", "another packing": GOOD_LINK.replace("1.", "2.", 1), "the number alone": "1.", "padding": GOOD_LINK + "=",
    "cut": GOOD_LINK[:-4], "cut at the start": GOOD_LINK[3:], "one letter": "1.A", "a letter that it may not hold": GOOD_LINK[:20] + "\u00e9" + GOOD_LINK[20:],
    "percent signs": GOOD_LINK[:20] + "%00" + GOOD_LINK[20:], "markup": "1.<script>hacked()</script>", "an address": "javascript:hacked()", "letters swapped": GOOD_LINK[:9] + GOOD_LINK[9:49][::-1] + GOOD_LINK[49:],
    "more behind it": as_link(base64.urlsafe_b64decode(GOOD_LINK[2:] + "=" * (-len(GOOD_LINK[2:]) % 4)) + b"more"), "no end": as_link(b"\x00\x05\x00\xfa\xffhello"),
    "an endless block": as_link(b"\x02" * 600), "a bomb of spaces": as_link(deflated(b" " * 4_000_000)), "a bomb of brackets": as_link(deflated(b"[" * 4_000_000)),
    "too long": "1." + "A" * share.LONGEST, "far too long": "1." + "A" * 300_000,
}  # fmt: skip
"""What may stand where a link has its packed record: each refused with a fault at ``link``."""

KEPT = {
    "a text": "'x'", "a number": "7", "null": "null", "a list": "[1]", "no text": "{ revision: 9 }", "a list as its text": "{ revision: 9, text: ['x'] }",
    "a number as its text": "{ revision: 9, text: 5 }", "a text as its revision": "{ revision: '9', text: '{}' }", "revision NaN": "{ revision: NaN, text: '{}' }",
    "revision Infinity": "{ revision: Infinity, text: '{}' }", "revision less than nought": "{ revision: -1, text: '{}' }", "half a revision": "{ revision: 1.5, text: '{}' }",
    "a date": "new Date(0)", "a map": "new Map([['revision', 9]])", "bytes": "new Uint8Array(9)", "an error": "new Error('x')", "a pattern": "/x/g", "a blob": "new Blob(['x'])",
}  # fmt: skip
"""What another program may have put into the durable copy in place of ``{revision, text}``: no record, and no harm."""

NASTY = (
    "<img src=x onerror=hacked()>", "<script>hacked()</script>", "</script><script>hacked()</script>", '"><svg onload=hacked()>', "'-hacked()-'", "javascript:hacked()",
    "[x](javascript:hacked())", "{{constructor.constructor('hacked()')()}}", "${hacked()}", "&lt;b&gt; &amp; &#x27;", '=HYPERLINK("https://evil.example/","x")', "+1+cmd|' /C calc'!A0",
    "@SUM(1+1)", "__proto__", "constructor", "../../etc/passwd", "%00%0d%0aSet-Cookie:x=1", "'; DROP TABLE applications; --", "\u202egnp.exe", "Z\u0351\u036b\u0343\u036aa\u0302\u036bl\u034bg\u0352o\u030d " * 9,
    "\ufeff\u200b\u2066x\u2069", "\U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466" * 9, "W" * 400, "\u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc\u05d5\u05dd",
)  # fmt: skip
"""Texts that a person could type, or a joker; every text field may hold them, and each is shown as it is."""


def nasty(text: str) -> dict[str, Any]:
    """A good record with one text in every text field."""
    record = whole()
    for path, field in fields(RECORD):
        if isinstance(field.kind, Text):
            place: Any = record
            for part in path[:-1]:
                place = place[part]
            place[path[-1]] = text[:200] if field.kind.longest == 200 else text
    journal = record["applications"][0]["rounds"][0]["journal"]
    journal["went_well"] = journal["improve"] = [text]
    return record
