"""The merge of two records: by id, then key; of two states the later ``at`` wins; nothing is dropped.

The merge is a join, so it is commutative, associative and idempotent: devices may be
merged in any order, any number of times, and end up with the same record.

- Objects join key by key; a key that only one side has is kept.
- Lists join by identity (an id, a person's name, a question). Two lists with the same
  items in the same order keep it; otherwise the union stands in the order of identities.
- A centre's name, its link, the day it issued its policy and the policy itself all come
  from one side: the one issued later. Half of one policy and half of another would be nobody's.
- Of two states of a step the later stands, with the notes of both.
- Where long texts differ, both are kept, one below the other, unless one contains the other.
- If both say when somebody was thanked, the earlier stands.
- Of any other two values the one that says more wins: something over its default, the
  default over nothing, otherwise the greater by a fixed order.
"""

import json
from collections.abc import Mapping
from typing import Any

from checklist_py.core.record.document import ordered
from checklist_py.core.record.migrate import Document
from checklist_py.core.record.shape import (
    CENTRE,
    INSTANT,
    OUTCOMES,
    RECORD,
    SETTINGS,
    STATE,
    Field,
    Fields,
    Kind,
    ListOf,
    MapOf,
    Text,
)
from checklist_py.core.rules.civil import parse_instant

BOTH = "\n\n— and —\n\n"
"""Goes between the two versions of a text that two devices wrote."""


def merge(one: Mapping[str, Any], other: Mapping[str, Any]) -> Document:
    """Merge two checked records of the current version into one.

    The result may break a bound that each kept (500 applications, say): check it before use.
    """
    joined: Document = _join(one, other, RECORD)
    return joined


def _key(value: Any) -> str:
    """Return a text by which any two JSON values can be told apart and put in order."""
    return json.dumps(ordered(value, None), ensure_ascii=False, sort_keys=True)


def _rank(value: Any, default: object) -> tuple[Any, ...]:
    kinds = {type(None): 0, bool: 1, int: 2, float: 2, str: 3, list: 4, dict: 5}
    by_value = value if isinstance(value, (bool, int, float)) else 0
    return (value is not None, value != default, kinds[type(value)], by_value, _key(value))


def _join(one: Any, other: Any, kind: Kind | None, default: object = None) -> Any:
    if kind is STATE:
        return _join_states(one, other)
    if kind is INSTANT:
        return min(one, other, key=_when)
    # Exactly one of the units may stand, so they aren't joined.
    is_one_of = isinstance(kind, Fields) and kind.is_one_of
    if isinstance(one, dict) and isinstance(other, dict) and not is_one_of:
        return _join_objects(one, other, kind)
    if isinstance(one, list) and isinstance(other, list):
        return _join_lists(one, other, kind)
    if isinstance(kind, Text) and not kind.is_name and isinstance(one, str) and isinstance(other, str):
        return _join_texts(one, other)
    return max(one, other, key=lambda value: _rank(value, default))


def _join_states(one: Document, other: Document) -> Document:
    """Join what two devices say of a step: the later word stands, and what was noted with either is kept."""

    def word(state: Document) -> tuple[Any, ...]:
        return (parse_instant(state["at"]), _key({name: value for name, value in state.items() if name != "note"}))

    later, earlier = (one, other) if word(one) >= word(other) else (other, one)
    notes = [state["note"] for state in (later, earlier) if state.get("note")]
    if not notes or later.get("note") == earlier.get("note"):
        return later if "note" in later or "note" not in earlier else {**later, "note": earlier["note"]}
    return {**later, "note": _join_texts(*notes) if len(notes) == 2 else notes[0]}


def _later_centre(one: Mapping[str, Any], other: Mapping[str, Any]) -> Document:
    """Return what two settings say of a centre: all of it from one side, the one issued later."""
    latest = max(map(_centre, (one, other)), key=_issued)
    return {name: value for name, value in latest.items() if name in one or name in other}


def _centre(settings: Mapping[str, Any]) -> Document:
    """Return what settings say of a centre, filling in the defaults."""
    empty = {field.name: {} if field.name == "policy" else field.default for field in SETTINGS.fields}
    return {name: settings.get(name, default) for name, default in empty.items() if name in CENTRE}


def _issued(centre: Document) -> tuple[str, bool, str]:
    """Return the order of two centres. One that says nothing never replaces one that says something."""
    text = json.dumps(ordered(centre, SETTINGS), ensure_ascii=False, indent=2)
    return centre["centre_issued"] or "", any(centre.values()), text


def _when(thanked: str | None) -> tuple[bool, Any, str]:
    """Return the order of two instants, either of which may be written with milliseconds; null comes last."""
    return (True, 0, "") if thanked is None else (False, parse_instant(thanked), thanked)


def _join_objects(one: Mapping[str, Any], other: Mapping[str, Any], kind: Kind | None) -> Document:
    fields = {field.name: field for field in kind.fields} if isinstance(kind, Fields) else {}
    item = kind.item if isinstance(kind, MapOf) else None
    unknown = Field("", item) if item else None
    joined = {}
    for key in [*one, *(key for key in other if key not in one)]:
        if key in one and key in other:
            field = fields.get(key, unknown)
            kept = _join(one[key], other[key], field.kind if field else None, field.default if field else None)
        else:
            kept = one[key] if key in one else other[key]
        joined[key] = kept
    return joined | _later_centre(one, other) if kind is SETTINGS else joined


def _known_by(item: Document, kind: Kind | None) -> Any:
    """Return what an item is recognised by: the fields of its identity, null counting as absent."""
    if not isinstance(kind, ListOf) or not kind.identity:
        return item
    found = [item.get(name) or "" for name in kind.identity]
    return found if any(found) else [found, *(item.get(name, "") for name in kind.otherwise)]


def _identities(items: list[Any], kind: Kind | None) -> list[tuple[Any, ...]]:
    """Return what each item is recognised by. Among equals the first meets the first, the second the second."""
    names = kind.identity if isinstance(kind, ListOf) else ()
    found = []
    seen: dict[str, int] = {}
    for item in items:
        key = _key(_known_by(item, kind) if isinstance(item, dict) else item)
        seen[key] = seen.get(key, 0) + 1
        # Outcomes of one day keep the order in which they come about.
        place = (item["on"], OUTCOMES.index(item["type"])) if "on" in names else ()
        found.append((place, key, seen[key]))
    return found


def _join_lists(one: list[Any], other: list[Any], kind: Kind | None) -> list[Any]:
    item = kind.item if isinstance(kind, ListOf) else None
    mine, theirs = _identities(one, kind), _identities(other, kind)
    if mine == theirs:
        return [_join(left, right, item) for left, right in zip(one, other, strict=True)]
    joined = dict(zip(mine, one, strict=True))
    for identity, each in zip(theirs, other, strict=True):
        joined[identity] = _join(joined[identity], each, item) if identity in joined else each
    return [joined[identity] for identity in sorted(joined)]


def _join_texts(one: str, other: str) -> str:
    versions = {*one.split(BOTH), *other.split(BOTH)}
    kept = [text for text in versions if not any(text != wider and text in wider for wider in versions)]
    # Equal texts stay as they are, even with more dividers than they need.
    return one if one == other else BOTH.join(sorted(kept, key=lambda text: (-len(text), text)))
