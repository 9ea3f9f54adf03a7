"""A centre's presets that tests share: good ones, and those that nobody means well with.

``refused()`` has each of the latter with the path at which it's refused, as a text, a file or a link carries it;
``LINKS`` has what may stand where a link has its packed preset, and is none.
"""

import base64
import copy
import json
from collections.abc import Callable
from functools import cache
from typing import Any

from checklist_py.core.record import preset as presets
from checklist_py.core.record.shape import MAX_BYTES, PRESET
from tests import hostile


class Case(hostile.Case):
    """A text, or bytes, to be refused as a preset."""

    @property
    def link(self) -> str:
        """As a link carries it, behind ``#preset=``. It may be longer than a link may be."""
        return packed(self.data)


def packed(data: bytes) -> str:
    """Pack anything as ``pack_preset`` packs a preset."""
    return hostile.packed(data, presets.DICTIONARY)


def preset(**fields: Any) -> dict[str, Any]:
    """A good preset with no more than it must have."""
    head = {"format": "after-the-interview-preset", "version": 1, "centre": "Northgate Careers"}
    return {**head, "issued": "2026-11-27", "policy": {}, **fields}


def step(number: int = 1, **fields: Any) -> dict[str, Any]:
    """A step of a centre's own."""
    offset = {"working_days": 2}
    return {"id": f"x-{number}", "title": "Tell us how it went", "scope": "round", "anchor": "end", "offset": offset, **fields}  # fmt: skip


def whole() -> dict[str, Any]:
    """A good preset in which every field is there."""
    numbers = {"thank_you_hours": 48, "follow_up_days": 10, "grace_working_days": 2, "follow_up_spacing_working_days": 5, "max_follow_ups": 1, "decide_working_days": 3}  # fmt: skip
    policy = {**numbers, "extra_steps": [step(url="https://careers.example/")], "left_out": ["celebrate"]}
    return preset(link="https://careers.example/", region="GB-ENG", policy=policy)


def instead(path: tuple[str | int, ...], value: object) -> str:
    """The whole preset with another value at a place."""
    document = whole()
    place: Any = document
    for part in path[:-1]:
        place = place.setdefault(part, {}) if isinstance(place, dict) else place[part]
    place[path[-1]] = value
    # Half a pair goes as an escape: as it is, it would be no UTF-8, and no more would be looked at.
    return json.dumps(document, ensure_ascii=False).replace("\ud800", "\\ud800")


def changed(change: Callable[[dict[str, Any]], object]) -> str:
    """The whole preset after a change in place."""
    document = copy.deepcopy(whole())
    change(document)
    return json.dumps(document, ensure_ascii=False)


def spoilt(old: str, new: str) -> str:
    """The whole preset's text with a part of it replaced."""
    text = json.dumps(whole(), ensure_ascii=False)
    assert old in text, old
    return text.replace(old, new, 1)


HEAD = '{"format":"after-the-interview-preset","version":1,"centre":"Careers","issued":"2026-11-27","policy":{}'
NOT_JSON = {
    "nothing": "", "a nul": "\u0000", "half a brace": "{", "cut": json.dumps(whole())[:200], "a comma too many": HEAD + ",}", "a comment": HEAD + "} // ours",
    "two presets": HEAD + "}" + HEAD + "}", "markup": "<!doctype html><script>hacked()</script>", "a script": "hacked()", "NaN": spoilt(": 48", ": NaN"), "Infinity": spoilt(": 48", ": Infinity"),
    "a number beyond all": spoilt(": 48", ": 1e999"), "a number of many digits": spoilt(": 48", ": 4" + "8" * 5_000), "deep lists": HEAD + ',"x":' + "[" * 33 + "]" * 33 + "}", "very deep lists": "[" * 100_000 + "]" * 100_000,
    "deep objects": HEAD + ',"x":' + '{"x":' * 33 + "1" + "}" * 34, "a key twice": spoilt('"version": 1', '"version": 1, "version": 1'), "a number twice": spoilt('"max_follow_ups": 1', '"max_follow_ups": 1, "max_follow_ups": 3'),
    "a centre twice, spelt in two ways": spoilt('"centre"', '"c\\u0065ntre": "Evil", "centre"'), "too large": HEAD + "}" + " " * MAX_BYTES, "a bomb of text": HEAD + ',"x":"' + "x" * MAX_BYTES + '"}',
}  # fmt: skip
NOT_TEXT = {
    "a byte of nothing": b"\xff", "Latin-1": json.dumps(whole()).encode().replace(b"Northgate", b"Zo\xeb"), "UTF-16": json.dumps(whole()).encode("utf-16"),
    "half a pair in bytes": json.dumps(whole()).encode().replace(b"Northgate", b"\xed\xa0\x80"), "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
}  # fmt: skip
NOT_A_PRESET = {
    "null": ("null", "preset"), "a list": ("[]", "preset"), "a text": ('"x"', "preset"), "an empty object": ("{}", "format"), "a record": ('{"format":"after-the-interview","version":2,"applications":[]}', "format"),
    "a newer version": (instead(("version",), 2), "version"), "no policy": (changed(lambda each: each.pop("policy")), "policy"), "no centre": (changed(lambda each: each.pop("centre")), "centre"), "no day": (changed(lambda each: each.pop("issued")), "issued"),
    "a reserved key": (spoilt('"policy"', '"__proto__": {"polluted": 1}, "policy"'), "__proto__"), "a reserved key in the policy": (spoilt('"left_out"', '"constructor": {"prototype": 1}, "left_out"'), "policy.constructor"),
    "a reserved key in a step": (spoilt('"title"', '"__proto__": {"url": "https://evil.example/"}, "title"'), "policy.extra_steps[0].__proto__"), "half a pair in a key": (spoilt('"policy"', '"\\ud800": 1, "policy"'), 'preset["\\ud800"]'),
    "a thousand steps": (instead(("policy", "extra_steps"), [step(number) for number in range(1_000)]), "policy.extra_steps"), "eleven steps": (instead(("policy", "extra_steps"), [step(number) for number in range(11)]), "policy.extra_steps"),
    "one step twice": (instead(("policy", "extra_steps"), [step(), step()]), "policy.extra_steps[1].id"), "a step with the id of the site's own": (instead(("policy", "extra_steps", 0, "id"), "thank-you-email"), "policy.extra_steps[0].id"),
    "hours from a date": (instead(("policy", "extra_steps", 0), step(anchor="reply-by", offset={"hours": 1})), "policy.extra_steps[0].offset.hours"), "an interview's step from an offer": (instead(("policy", "extra_steps", 0), step(anchor="offer")), "policy.extra_steps[0].anchor"),
    "an offset in two units": (instead(("policy", "extra_steps", 0, "offset"), {"hours": 1, "days": 1}), "policy.extra_steps[0].offset"), "an offset before its anchor": (instead(("policy", "extra_steps", 0, "offset"), {"days": -1}), "policy.extra_steps[0].offset.days"),
    "an offset without an end": (instead(("policy", "extra_steps", 0, "offset"), {"hours": 721}), "policy.extra_steps[0].offset.hours"), "too many steps left out": (instead(("policy", "left_out"), [f"a{number}" for number in range(101)]), "policy.left_out"),
    "one step left out twice": (instead(("policy", "left_out"), ["settle", "settle"]), "policy.left_out[1]"), "a title of three hundred letters": (instead(("policy", "extra_steps", 0, "title"), "x" * 300), "policy.extra_steps[0].title"),
}  # fmt: skip

TRAPS = {
    "a script": "<script>hacked()</script>", "an image that fails": "<img src=x onerror=hacked()>", "the end of a tag": '"><svg onload=hacked()>', "markup in part": "Careers <b", "an entity's other half": "x>",
    "an address of script": "javascript:hacked()", "an address of script, in capitals": "JavaScript :hacked()", "another's address": "https://careers.example.evil.example/", "another's address, spaced": "Go to https: //evil.example", "another's host": "Log in at www.evil.example",
    "turned round": "gnp\u202eexe.slide", "turned round and kept apart": "\u2066Careers\u2069", "a space of no width": "Care\u200bers", "a byte-order mark": "\ufeffCareers", "letters of tags": "Careers\U000e0041", "a soft hyphen": "Care\u00aders",
    "nothing": "", "a space": " ", "a hard space": "\u00a0\u2003", "nothing that is seen": "\u200c\u200d", "an empty pattern of Braille": "\u2800",
    "two lines": "Careers\nCall 0900 1234", "a return": "Careers\rEvil", "a tab": "Careers\tEvil", "a separator of lines": "Careers\u2028Evil", "a nul": "Careers\u0000", "a bell": "Careers\u0007", "an escape": "\u001b[31mCareers", "one of C1": "\u009b31m", "half a pair": "Careers \ud800",
}  # fmt: skip
"""What a centre's name and a step's title may not be."""

DRESSED_UP = (
    "javascript:hacked()", "data:text/html,<script>hacked()</script>", "vbscript:hacked()", "blob:https://careers.example/x", "FILE:///etc/passwd", "http://careers.example/", "//evil.example/", "/checklist/", "evil.example",
    "https://careers.example@evil.example/", "https://careers.example:x@evil.example/", "https://careers.example\\@evil.example/", "https:\\\\evil.example/", "https:/evil.example/", "https://", "https:///evil.example/", "https://?evil.example", "https://#evil.example",
    " https://careers.example/", "https://careers.example/ evil", "https://careers.example/\n", "https://careers.example/\t", "https://careers.example/\u0000", "https://careers.example/\u2028", "https://careers\u202e.example/", "https://careers\u200b.example/", "https://\ufeffcareers.example/",
    'https://careers.example/"onclick="hacked()', "https://careers.example/<script>", "HTTPS\u003a//", "tel:+449001234", "mailto:evil@evil.example?subject=hi", 7, ["https://careers.example/"], {"href": "https://careers.example/"}, True,
)  # fmt: skip
"""What isn't an https address, or looks like another than it is."""

NAMES: tuple[tuple[str | int, ...], ...] = (("centre",), ("policy", "extra_steps", 0, "title"))
LINKED: tuple[tuple[str | int, ...], ...] = (("link",), ("policy", "extra_steps", 0, "url"))


@cache
def refused() -> tuple[Case, ...]:
    """All that must be refused, whichever way it comes; no two alike."""
    cases = [
        *(Case(name, source, "preset") for name, source in NOT_JSON.items()),
        *(Case(name, source, "preset") for name, source in NOT_TEXT.items()),
        *(Case(name, source, path) for name, (source, path) in NOT_A_PRESET.items()),
        *(Case(f"{hostile.told(path)}: {name}", instead(path, text), hostile.told(path)) for path in NAMES for name, text in TRAPS.items()),
        *(Case(f"{hostile.told(path)} = {json.dumps(url)}", instead(path, url), hostile.told(path)) for path in LINKED for url in DRESSED_UP),
    ]  # fmt: skip
    for path, field in hostile.fields(PRESET):
        place = hostile.told(path)
        for value in [*hostile.wrong(field.kind), None]:
            at = f"{place}[0]" if value == [None] else place
            cases.append(Case(f"{place} = {json.dumps(value)[:30]}", instead(path, value), at))
    return tuple({case.data: case for case in reversed(cases)}.values())[::-1]


GOOD_LINK = presets.pack_preset(whole())
LINKS = {
    "nothing": "", "no packing": "abc", "another packing": GOOD_LINK.replace("1.", "2.", 1), "the number alone": "1.", "padding": GOOD_LINK + "=", "cut": GOOD_LINK[:-4], "cut at the start": GOOD_LINK[3:], "one letter": "1.A",
    "a letter that it may not hold": GOOD_LINK[:20] + "\u00e9" + GOOD_LINK[20:], "percent signs": GOOD_LINK[:20] + "%00" + GOOD_LINK[20:], "markup": "1.<script>hacked()</script>", "an address": "javascript:hacked()",
    "more behind it": hostile.as_link(base64.urlsafe_b64decode(GOOD_LINK[2:] + "=" * (-len(GOOD_LINK[2:]) % 4)) + b"more"), "no end": hostile.as_link(b"\x00\x05\x00\xfa\xffhello"), "an endless block": hostile.as_link(b"\x02" * 600),
    "a bomb of spaces": hostile.as_link(hostile.deflated(b" " * 2_500_000)), "a bomb of brackets": hostile.as_link(hostile.deflated(b"[" * 2_500_000)), "no UTF-8": packed(b"\xff\xfe"), "too long": "1." + "A" * presets.LONGEST, "far too long": "1." + "A" * 300_000,
}  # fmt: skip
"""What may stand behind ``#preset=`` in place of a packed preset: each refused with a fault at ``link``."""
