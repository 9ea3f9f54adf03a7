"""The check: every fault of a record, each with its path and what would be right.

``faults_of(document, known)`` walks the document by the table in ``shape.py`` and lists
what it finds; an empty list means the record may be planned. Nothing is changed. Unknown
keys pass, unless they'd harm a program that reads the file.

Long because each kind of value that ``shape.py`` knows has its check here.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from checklist_py.core.record.shape import (
    FIRST_YEAR,
    FORBIDDEN_NAMES,
    LAST_YEAR,
    RECORD,
    REQUIRED,
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


class Fault(NamedTuple):
    """Something wrong: where it is, and what would be right."""

    path: str
    reason: str

    def __str__(self) -> str:
        """Return the fault as one printable line, ``path: reason``."""
        return f"{escaped(self.path)}: {escaped(self.reason)}"


class Known(NamedTuple):
    """Which names are time zones and regions: only whoever calls the check can tell."""

    is_zone: Callable[[str], bool]
    is_region: Callable[[str], bool]


_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_NOT_IN_A_NAME = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_NOT_IN_A_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CIVIL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}")
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{3})?Z")
_URL = re.compile(r"https://[^\W_][^\s/?#@\\\"<>]*([/?#][^\s\\\"<>]*)?")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def escaped(text: str) -> str:
    """Return ``text`` with control characters, line separators and lone surrogates escaped."""
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def faults_of(document: object, known: Known, shape: Fields = RECORD, whole: str = "record") -> list[Fault]:
    """Return every fault of a document of any version so far, in its order; empty for a good one.

    A fault of the document as a whole stands at ``whole``.
    """
    if not isinstance(document, dict):
        return [Fault(whole, "must be an object")]
    version = document.get("version")
    walk = _Walk(known, version if type(version) is int and 1 <= version <= VERSION else VERSION, whole)
    walk.fields(document, shape, "")
    return walk.faults


def under(path: str, key: str, whole: str = "record") -> str:
    """Return the path of ``key`` in the object at ``path``, or in the document, which is called ``whole``."""
    if _PLAIN_KEY.fullmatch(key):
        return f"{path}.{key}" if path else key
    return f"{path or whole}[{json.dumps(key)}]"


def _quoted(value: object) -> str:
    text = json.dumps(value)
    return text if len(text) <= 60 else text[:57] + "..."


class _Walk:
    """One pass over a document. Every method adds its faults to ``faults``."""

    def __init__(self, known: Known, version: int, whole: str) -> None:
        self.known = known
        self.version = version
        self.top = whole
        self.faults: list[Fault] = []

    def fault(self, path: str, reason: str) -> None:
        self.faults.append(Fault(path or self.top, reason))

    def value(self, value: Any, kind: Kind, path: str) -> None:
        match kind:
            case Text():
                self.text(value, kind, path)
            case Fields():
                self.fields(value, kind, path)
            case ListOf():
                self.items(value, kind, path)
            case MapOf():
                self.map(value, kind, path)
            case Whole():
                self.whole(value, kind, path)
            case Simple():
                reason = _SIMPLE[kind.name](value, self.known)
                if reason:
                    self.fault(path, reason)
            case Choice():
                values = kind.at(self.version)
                if not isinstance(value, str) or value not in values:
                    self.fault(path, f"must be one of {', '.join(values)}, not {_quoted(value)}")
            case Const():
                if value != kind.value:
                    self.fault(path, f"must be {_quoted(kind.value)}, not {_quoted(value)}")
            case _:
                if not isinstance(value, str) or not re.fullmatch(kind.regex, value):
                    self.fault(path, f"must be {kind.about}, not {_quoted(value)}")
                elif value in FORBIDDEN_NAMES:
                    self.fault(path, f"must not be {_quoted(value)}, which is a reserved name")

    def text(self, value: Any, kind: Text, path: str) -> None:
        if not isinstance(value, str):
            self.fault(path, f"must be a text, not {_quoted(value)}")
            return
        if not kind.shortest <= len(value) <= kind.longest:
            bounds = f"{kind.shortest} to {kind.longest:,}" if kind.shortest else f"at most {kind.longest:,}"
            self.fault(path, f"must have {bounds} characters, not {len(value):,}")
        if kind.is_name and _NOT_IN_A_NAME.search(value):
            self.fault(path, "must not hold control characters or line breaks")
        elif not kind.is_name and _NOT_IN_A_TEXT.search(value):
            self.fault(path, "must not hold control characters other than newlines and tabs")
        if _LONE_SURROGATE.search(value):
            self.fault(path, "must not hold half a surrogate pair")

    def whole(self, value: Any, kind: Whole, path: str) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            self.fault(path, f"must be a whole number, not {_quoted(value)}")
        elif not kind.minimum <= value <= kind.maximum:
            if path == "version" and value > kind.maximum:
                newer = f"is {value}, which a newer version of this program wrote; this one reads {kind.maximum}"
                self.fault(path, newer)
            else:
                self.fault(path, f"must be {kind.minimum} to {kind.maximum}, not {value}")

    def fields(self, value: Any, kind: Fields, path: str) -> None:
        if not isinstance(value, dict):
            self.fault(path, f"must be an object, not {_quoted(value)}")
            return
        for field in kind.fields:
            self.field(value, field, under(path, field.name))
        known = {field.name for field in kind.fields}
        for key, item in value.items():
            if key not in known:
                self.unknown(key, item, under(path, key, self.top))
        if kind.is_one_of:
            names = [field.name for field in kind.fields]
            if sum(name in value for name in names) != 1:
                self.fault(path, f"must have exactly one of {', '.join(names)}")
        for reason_path, reason in _across(value, kind, path):
            self.fault(reason_path, reason)

    def field(self, value: Mapping[str, Any], field: Field, path: str) -> None:
        if field.name not in value:
            if field.default is REQUIRED:
                self.fault(path, "is missing")
        elif value[field.name] is None:
            if not field.is_nullable:
                self.fault(path, "must not be null")
        else:
            self.value(value[field.name], field.kind, path)

    def items(self, value: Any, kind: ListOf, path: str) -> None:
        if not isinstance(value, list):
            self.fault(path, f"must be a list, not {_quoted(value)}")
            return
        if kind.longest is not None and len(value) > kind.longest:
            self.fault(path, f"must have at most {kind.longest} items, not {len(value)}")
        seen: dict[str, str] = {}
        for index, item in enumerate(value):
            place = f"{path}[{index}]"
            self.value(item, kind.item, place)
            if isinstance(kind.item, Pattern):
                self.once(item, place, place, seen)
            elif kind.identity == ("id",) and isinstance(item, dict):
                self.once(item.get("id"), f"{place}.id", place, seen)

    def once(self, key: object, path: str, place: str, seen: dict[str, str]) -> None:
        if isinstance(key, str):
            if key in seen:
                self.fault(path, f"must be unique, but {seen[key]} has {_quoted(key)} too")
            seen.setdefault(key, place)

    def map(self, value: Any, kind: MapOf, path: str) -> None:
        if not isinstance(value, dict):
            self.fault(path, f"must be an object, not {_quoted(value)}")
            return
        for key, item in value.items():
            place = f"{path}[{json.dumps(key, ensure_ascii=False)}]"
            self.key(key, place)
            self.value(item, kind.item, place)

    def key(self, key: str, path: str) -> None:
        if key in FORBIDDEN_NAMES:
            self.fault(path, "must not be a reserved name")
        if _LONE_SURROGATE.search(key):
            self.fault(path, "must not hold half a surrogate pair")

    def unknown(self, key: str, value: Any, path: str) -> None:
        self.key(key, path)
        if isinstance(value, str):
            if _LONE_SURROGATE.search(value):
                self.fault(path, "must not hold half a surrogate pair")
        elif isinstance(value, dict):
            for inner, item in value.items():
                self.unknown(inner, item, under(path, inner))
        elif isinstance(value, list):
            for index, item in enumerate(value):
                self.unknown("", item, f"{path}[{index}]")


def _across(value: Mapping[str, Any], kind: Fields, path: str) -> Iterator[tuple[str, str]]:
    """Yield what is wrong between the fields of one object."""
    names = {field.name for field in kind.fields}
    if "until" in names and value.get("state") == "snoozed" and "until" not in value:
        yield under(path, "until"), "is missing: a snoozed step needs a date"
    if "offset" in names and isinstance(value.get("offset"), dict):
        anchor = value.get("anchor")
        if "hours" in value["offset"] and anchor in ("reply-by", "offer", "acceptance", "refusal"):
            yield under(under(path, "offset"), "hours"), f"must be days or working_days: {anchor} is a date"
    if (
        "anchor" in names
        and value.get("scope") == "round"
        and value.get("anchor") in ("offer", "acceptance", "refusal")
    ):
        yield under(path, "anchor"), f"must be start, end or reply-by for scope round, not {value['anchor']}"


def _is_year(text: str) -> bool:
    return FIRST_YEAR <= int(text[:4]) <= LAST_YEAR


def _moment(pattern: re.Pattern[str], parse: Callable[[str], object], about: str) -> Callable[[Any, Known], str | None]:
    def check(value: Any, _known: Known) -> str | None:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            return f"must be {about}, not {_quoted(value)}"
        try:
            parse(value)
        except ValueError:
            return f"must be {about} that exists, not {_quoted(value)}"
        if not _is_year(value):
            return f"must be in the years {FIRST_YEAR} to {LAST_YEAR}, not {value[:4]}"
        return None

    return check


def _flag(value: Any, _known: Known) -> str | None:
    return None if isinstance(value, bool) else f"must be true or false, not {_quoted(value)}"


def _url(value: Any, _known: Known) -> str | None:
    if isinstance(value, str) and (
        value == "" or (_URL.fullmatch(value) and not _UNPRINTABLE.search(value) and not _INVISIBLE.search(value))
    ):
        return None
    return f"must be an address that starts with https://, not {_quoted(value)}"


def _zone(value: Any, known: Known) -> str | None:
    if isinstance(value, str) and known.is_zone(value):
        return None
    return f"must be a time zone such as Europe/London, not {_quoted(value)}"


def _region(value: Any, known: Known) -> str | None:
    if isinstance(value, str) and known.is_region(value):
        return None
    return f"must be a country or subdivision such as GB-SCT, not {_quoted(value)}"


_SIMPLE: Mapping[str, Callable[[Any, Known], str | None]] = {
    "flag": _flag,
    "date": _moment(_DATE, date.fromisoformat, "a date YYYY-MM-DD"),
    "civil": _moment(_CIVIL, datetime.fromisoformat, "a date and time YYYY-MM-DDTHH:MM"),
    "instant": _moment(_INSTANT, datetime.fromisoformat, "an instant YYYY-MM-DDTHH:MM:SSZ"),
    "url": _url,
    "zone": _zone,
    "region": _region,
}
