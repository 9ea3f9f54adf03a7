"""JSON Schema (2020-12) of the record and of a centre's preset, made from the tables in ``core/record/shape.py``.

It says what a schema can say. Rules between fields, zones and regions, and the bounds of
the file itself are in ``core/record/check.py`` and are described here in words.
"""

from typing import Any

from checklist_py.core.record.shape import (
    FORMAT,
    PRESET,
    PRESET_FORMAT,
    PRESET_VERSION,
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

_YEAR = "(20[0-9]{2}|2100)"
_DATE = f"{_YEAR}-[0-9]{{2}}-[0-9]{{2}}"
_TIME = "[0-9]{2}:[0-9]{2}"

_SIMPLE: dict[str, dict[str, Any]] = {
    "flag": {"type": "boolean"},
    "date": {"type": "string", "pattern": f"^{_DATE}$", "format": "date"},
    "civil": {"type": "string", "pattern": f"^{_DATE}T{_TIME}$"},
    "instant": {"type": "string", "pattern": rf"^{_DATE}T{_TIME}:[0-9]{{2}}(\.[0-9]{{3}})?Z$", "format": "date-time"},
    "url": {"type": "string", "pattern": "^(https://.+)?$"},
    "zone": {"type": "string", "description": "An IANA time zone, as Europe/London."},
    "region": {"type": "string", "description": "A country or subdivision, as GB or GB-SCT."},
}


def record_schema() -> dict[str, Any]:
    """Return the schema of the current version of the record. Older ones are files in ``schemas``, as they were."""
    about = "A record of applications, interviews and what was done. Unknown keys are kept."
    schema = _schema(f"{FORMAT}, version {VERSION}", about, RECORD)
    # The check reads older versions as well; each has a schema of its own.
    schema["properties"]["version"]["minimum"] = VERSION
    return schema


def preset_schema() -> dict[str, Any]:
    """Return the schema of the preset that a careers centre hands out."""
    return _schema(
        f"{PRESET_FORMAT}, version {PRESET_VERSION}", "A careers centre's policy. Unknown keys are ignored.", PRESET
    )


def _schema(title: str, about: str, kind: Kind) -> dict[str, Any]:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "description": about,
        **_kind(kind),
    }


def _kind(kind: Kind) -> dict[str, Any]:
    match kind:
        case Text():
            return {"type": "string", "minLength": kind.shortest, "maxLength": kind.longest}
        case Const():
            return {"const": kind.value}
        case Choice():
            return {"enum": list(kind.values)}
        case Whole():
            return {"type": "integer", "minimum": kind.minimum, "maximum": kind.maximum}
        case Pattern():
            return {"type": "string", "pattern": f"^{kind.regex}$", "description": kind.about}
        case Simple():
            return _SIMPLE[kind.name]
        case ListOf():
            longest = {} if kind.longest is None else {"maxItems": kind.longest}
            unique = {"uniqueItems": True} if isinstance(kind.item, Pattern) else {}
            return {"type": "array", "items": _kind(kind.item), **longest, **unique}
        case MapOf():
            return {"type": "object", "additionalProperties": _kind(kind.item)}
        case Fields():
            required = [field.name for field in kind.fields if field.default is REQUIRED]
            properties = {field.name: _field(field) for field in kind.fields}
            one_of = {"oneOf": [{"required": [field.name]} for field in kind.fields]} if kind.is_one_of else {}
            return {"type": "object", "required": required, "properties": properties, **one_of}


def _field(field: Field) -> dict[str, Any]:
    schema = _kind(field.kind)
    if field.is_nullable:
        schema = {"anyOf": [schema, {"type": "null"}]}
    if field.default is not REQUIRED and field.default is not None:
        schema = {**schema, "default": field.default}
    return schema
