"""What a backup holds, and what restoring it would change, before anything is changed.

A backup is restored in one of two ways: merged into the list that is there, by which nothing
is lost, or put in its place. Both are worked out here; the person chooses.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from checklist_py.core.merge import merge
from checklist_py.core.record import Document
from checklist_py.core.wording import name_of


class Change(NamedTuple):
    """What becomes of one application, or of the settings."""

    kind: str
    """``new``, ``changed``, ``removed`` or ``same``."""
    name: str
    """The application's, or ``""`` for the settings."""


class Way(NamedTuple):
    """One way to restore a backup."""

    record: Document
    changes: tuple[Change, ...]


class Offer(NamedTuple):
    """What a backup holds, and both ways to restore it."""

    holds: tuple[str, ...]
    merged: Way
    replaced: Way


def offer(mine: Mapping[str, Any], backup: Mapping[str, Any]) -> Offer:
    """Work out what a checked backup would change in a checked record.

    The merge may break a bound that each of the two kept: check it before use.
    """
    ways = (merge(mine, backup), dict(backup))
    return Offer(held(backup), *(Way(record, changes(mine, record)) for record in ways))


def held(record: Mapping[str, Any]) -> tuple[str, ...]:
    """Return a line for each application: its name, its interviews, what has happened, what is done."""
    return tuple(f"{name_of(each)}: {', '.join(counts(each))}" for each in record["applications"])


def counts(application: Mapping[str, Any]) -> tuple[str, ...]:
    """Return how much an application holds, in words."""
    states = application.get("steps", {}).values()
    outcomes = len(application.get("outcomes", ()))
    return (
        many(len(application.get("rounds", ())), "interview"),
        *([many(outcomes, "outcome")] if outcomes else []),
        f"{many(sum(state['state'] == 'done' for state in states), 'step')} done",
    )


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    """Return what differs between two checked records: what is new first, then what changes, goes, and stays."""
    old, new = ({each["id"]: each for each in record["applications"]} for record in (before, after))
    kept = {key: each for key, each in new.items() if key in old}
    found = [Change("new", name_of(each)) for key, each in new.items() if key not in old]
    found += [Change("changed", name_of(each)) for key, each in kept.items() if each != old[key]]
    found += [Change("removed", name_of(each)) for key, each in old.items() if key not in new]
    found += [Change("same", name_of(each)) for key, each in kept.items() if each == old[key]]
    if _rest(before) != _rest(after):
        found.append(Change("changed", ""))
    return tuple(found)


def _rest(record: Mapping[str, Any]) -> Document:
    return {name: value for name, value in record.items() if name != "applications"}


def many(number: int, thing: str) -> str:
    """Return a number of things in words, such as ``2 interviews``."""
    return f"{number} {thing if number == 1 else thing + 's'}"
