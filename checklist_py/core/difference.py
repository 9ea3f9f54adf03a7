"""What differs between two versions of one application, in words."""

from collections.abc import Mapping
from typing import Any

from checklist_py.core.wording import WORDS

NAMED = 3
"""How many steps are named; of more, their number."""

_WORDS = {
    "done": ("ticked", "no longer ticked"),
    "skipped": ("marked as not applying", "applying again"),
    "snoozed": ("put off", "no longer put off"),
}


def details(old: Mapping[str, Any], new: Mapping[str, Any], titles: Mapping[str, str]) -> tuple[str, ...]:
    """Return what becomes of an application: of its steps by name, of the rest by number.

    ``titles`` are those of the steps that are not in the rules, by id.
    """
    found = (*_steps(old.get("steps", {}), new.get("steps", {}), titles), *_parts(old, new))
    return found or (() if old == new else ("only what the page does not show",))


def _steps(old: Mapping[str, Any], new: Mapping[str, Any], titles: Mapping[str, str]) -> tuple[str, ...]:
    told: dict[str, list[str]] = {word: [] for words in _WORDS.values() for word in words}
    for key in (*new, *(key for key in old if key not in new)):
        before, after = _said(old.get(key)), _said(new.get(key))
        if before == after:
            continue
        word = _WORDS[after][0] if after else _WORDS[str(before)][1]
        step = key.rpartition("/")[2]
        told[word].append(WORDS[step].title if step in WORDS else titles.get(step, key))
    return tuple(f"{word}: {_named(steps)}" for word, steps in told.items() if steps)


def _said(state: Mapping[str, Any] | None) -> str | None:
    """Return what a state says; a put-off that was over when it was said stands beside a note and says nothing."""
    if state is None or (state["state"] == "snoozed" and state["until"] <= state["at"][:10]):
        return None
    said: str = state["state"]
    return said


def _named(titles: list[str]) -> str:
    more = len(titles) - NAMED
    return "; ".join(titles[:NAMED]) + (f"; and {more} more" if more > 0 else "")


def _parts(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[str, ...]:
    """Return how many of its parts are added, gone or different."""
    counted = (
        *_counted("note", _notes(old), _notes(new)),
        *_counted("interview", _rounds(old), _rounds(new)),
        *_counted("journal", _journals(old), _journals(new)),
        *_counted("outcome", _outcomes(old), _outcomes(new)),
    )
    shown = ("employer", "role", "interest", "recruiter", "thank_you", "archived")
    return (*counted, *(["its name or other details"] if any(old.get(name) != new.get(name) for name in shown) else []))


def _counted(thing: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[str, ...]:
    numbers = {
        "added": len(new.keys() - old.keys()),
        "removed": len(old.keys() - new.keys()),
        "changed": sum(old[key] != new[key] for key in old.keys() & new.keys()),
    }
    return tuple(f"{many(number, thing)} {word}" for word, number in numbers.items() if number)


def _notes(application: Mapping[str, Any]) -> dict[str, Any]:
    return {key: state["note"] for key, state in application.get("steps", {}).items() if state.get("note")}


def _rounds(application: Mapping[str, Any]) -> dict[str, Any]:
    rounds = application.get("rounds", ())
    return {each["id"]: {name: value for name, value in each.items() if name != "journal"} for each in rounds}


def _journals(application: Mapping[str, Any]) -> dict[str, Any]:
    return {each["id"]: each["journal"] for each in application.get("rounds", ()) if each.get("journal")}


def _outcomes(application: Mapping[str, Any]) -> dict[str, Any]:
    return {str(place): each for place, each in enumerate(application.get("outcomes", ()))}


def many(number: int, thing: str) -> str:
    """Return a number of things in words, such as ``2 interviews``."""
    return f"{number} {thing if number == 1 else thing + 's'}"
