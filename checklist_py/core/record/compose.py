"""A preset from a form's fields, as they were typed. What's wrong with it is found where any preset is checked.

A field that's empty says nothing. A number that isn't one is left as it is, for the check to name; so are the parts
of a step. An id is made from a step's title once, and kept with the step, as students' ticks hang on it.
"""

import re
from collections.abc import Mapping
from typing import Any

from checklist_py.core.record.migrate import Document
from checklist_py.core.record.shape import PRESET_FORMAT, PRESET_VERSION
from checklist_py.core.rules.policy import NUMBERS

type Typed = Mapping[str, Any]

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?![0-9])", re.IGNORECASE | re.ASCII)
"""What begins with a scheme, not with a host and its port."""
_WHOLE = re.compile(r"-?[0-9]{1,9}", re.ASCII)
_FOR_ALL = frozenset({"offer", "acceptance", "refusal"})
"""What happens once in an application: a step that counts from it is the application's."""

_LONGEST_ID = 40


def compose(typed: Typed, issued: str) -> Document:
    """Return the preset that a form describes, issued on a date. It isn't checked yet.

    ``typed`` has ``centre``, ``link``, ``region``, ``policy`` (each number by its name), ``left_out`` (ids) and
    ``extra_steps``, each with ``id``, ``title``, ``url``, ``anchor``, ``scope``, ``amount`` and ``unit``.
    """
    policy: Document = {}
    for number in NUMBERS:
        value = _number(typed["policy"].get(number.name, ""))
        if value not in ("", number.default):
            policy[number.name] = value
    taken: set[str] = {step["id"] for step in typed["extra_steps"] if step["id"]}
    if steps := [_step(step, taken) for step in typed["extra_steps"]]:
        policy["extra_steps"] = steps
    if left_out := list(typed["left_out"]):
        policy["left_out"] = left_out
    found: Document = {"format": PRESET_FORMAT, "version": PRESET_VERSION, "centre": typed["centre"].strip()}
    if link := _address(typed["link"]):
        found["link"] = link
    found["issued"] = issued
    if typed["region"]:
        found["region"] = typed["region"]
    return {**found, "policy": policy}


def _number(text: str) -> int | str:
    return int(text) if _WHOLE.fullmatch(text.strip()) else text.strip()


def _address(text: str) -> str:
    """Return an address as it's meant: people leave the ``https://`` out."""
    text = text.strip()
    return text if not text or _SCHEME.match(text) else f"https://{text}"


def _step(typed: Typed, taken: set[str]) -> Document:
    title, anchor = typed["title"].strip(), typed["anchor"]
    url = _address(typed["url"])
    return {
        "id": typed["id"] or _id(title, taken),
        "title": title,
        **({"url": url} if url else {}),
        "scope": typed["scope"] or ("application" if anchor in _FOR_ALL else "round"),
        "anchor": anchor,
        "offset": {typed["unit"]: _number(typed["amount"])},
    }


def _id(title: str, taken: set[str]) -> str:
    """Make an id from a title, and note that it's taken."""
    plain = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[: _LONGEST_ID - 4].strip("-") or "step"
    found, count = f"x-{plain}", 1
    while found in taken:
        count += 1
        found = f"x-{plain}-{count}"
    taken.add(found)
    return found
