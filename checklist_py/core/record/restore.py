"""What a backup holds, and what restoring it would change, before anything changes.

A backup can be merged into the list that's here, which keeps what only one of them has, or
replace it. Both are worked out, and the person chooses.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from checklist_py.core.record.difference import details, shown
from checklist_py.core.record.merge import merge
from checklist_py.core.record.migrate import Document
from checklist_py.core.record.shape import SETTINGS
from checklist_py.core.rules.amounts import count
from checklist_py.core.rules.policy import NUMBERS, Policy, policy_from
from checklist_py.core.words.wording import WORDS, name_of

_TEXTS = {
    "region": "your region",
    "time_zone": "your time zone",
    "centre": "your centre",
    "centre_link": "your centre’s link",
    "centre_issued": "the day your centre issued its settings",
    "name": "your name",
    "greeting": "how your messages begin",
}


class Change(NamedTuple):
    """What becomes of one application, or of one of the settings."""

    kind: str
    """``new``, ``changed``, ``removed`` or ``same``."""
    name: str
    """The application's, or the setting in words."""
    details: tuple[str, ...] = ()
    """What changes in an application, in words."""


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
    """Return a line for each application: its name, its interviews, what's happened, what's done."""
    return tuple(f"{name_of(each)}: {', '.join(counts(each))}" for each in record["applications"])


def counts(application: Mapping[str, Any]) -> tuple[str, ...]:
    """Return how much an application holds, in words."""
    states = application.get("steps", {}).values()
    outcomes = len(application.get("outcomes", ()))
    return (
        count(len(application.get("rounds", ())), "interview"),
        *([count(outcomes, "outcome")] if outcomes else []),
        f"{count(sum(state['state'] == 'done' for state in states), 'step')} done",
    )


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    """Return what differs between two checked records: settings, then what's new, changed, gone and the same."""
    old, new = ({each["id"]: each for each in record["applications"]} for record in (before, after))
    kept = {key: each for key, each in new.items() if key in old}
    found = [*_settings(before.get("settings", {}), after.get("settings", {}))]
    found += [Change("new", name_of(each)) for key, each in new.items() if key not in old]
    extra = {each["id"]: each["title"] for side in (before, after) for each in _extra_steps(side.get("settings", {}))}
    told = {key: details(old[key], each, extra) for key, each in kept.items()}
    found += [Change("changed", name_of(each), told[key]) for key, each in kept.items() if told[key]]
    found += [Change("removed", name_of(each)) for key, each in old.items() if key not in new]
    found += [Change("same", name_of(each)) for key, each in kept.items() if not told[key]]
    return tuple(found)


def _settings(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    """Yield each setting that differs; one at its default counts as absent."""
    steps, steps_then = ({each["id"]: each for each in _extra_steps(side)} for side in (old, new))
    for key in dict.fromkeys((*steps, *steps_then)):
        if key not in steps:
            yield Change("new", _step(steps_then[key]))
        elif key not in steps_then:
            yield Change("removed", _step(steps[key]))
        elif steps[key] != steps_then[key]:
            yield Change("changed", _step(steps_then[key]))
    yield from _texts(old, new)
    yield from _policies(policy_from(old), policy_from(new))


def _texts(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    for field in SETTINGS.fields:
        was, will_be = (side.get(field.name) or field.default for side in (old, new))
        if field.name in _TEXTS and was != will_be:
            told, then = (shown(each, field.kind) for each in (was, will_be))
            if field.name == "greeting":
                told, then = told.capitalize(), then.capitalize()
            yield Change("changed", f"{_TEXTS[field.name]} ({told}, then {then})")


def _policies(old: Policy, new: Policy) -> Iterator[Change]:
    for number in NUMBERS:
        was, will_be = getattr(old, number.name), getattr(new, number.name)
        if was != will_be:
            yield Change("changed", f"your {number.name.replace('_', ' ')} ({was}, then {will_be})")
    # An id that the rules don't have leaves nothing out.
    for step, words in WORDS.items():
        if step in new.left_out - old.left_out:
            yield Change("changed", f"the step “{words.title}” (left out by your careers centre)")
        elif step in old.left_out - new.left_out:
            yield Change("changed", f"the step “{words.title}” (no longer left out by your careers centre)")


def _extra_steps(settings: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    return policy_from(settings).extra_steps


def _step(step: Mapping[str, Any]) -> str:
    return f"the step “{step['title']}”" + (f" with a link to {step['url']}" if step.get("url") else "")
