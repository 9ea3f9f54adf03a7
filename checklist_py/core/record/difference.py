"""What differs between two versions of one application, in words."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from checklist_py.core.record.shape import (
    APPLICATION,
    CIVIL,
    DATE,
    NAME,
    OUTCOME,
    REPLY_WITHIN,
    REQUIRED,
    ROUND,
    Fields,
    Kind,
    ListOf,
    MapOf,
)
from checklist_py.core.rules.amounts import count
from checklist_py.core.words.wording import WORDS

NAMED = 8
"""As many steps are named; of the rest only the number is given."""

LONGEST = 60
"""How many characters of a name are shown."""

_WORDS = {
    "done": ("ticked", "no longer ticked"),
    "skipped": ("marked as not applying", "applying again"),
    "snoozed": ("put off", "no longer put off"),
}
_ANOTHER_DAY = "put off until another day"
_NOTHING_SAID = "2000-01-01"
"""The page puts a step off until then to keep a note with it, as a note can't stand without a state."""
_LABELS = {
    "employer": "employer",
    "role": "role",
    "starts": "date and time",
    "minutes": "length in minutes",
    "time_zone": "time zone",
    "mode": "how you meet",
    "reply_by": "the day they answer by",
    "reply_within": "when they said they’d answer",
    "decide_by": "the day to decide by",
}
_DATES = ("decide_by", "reply_by", "reply_within")
"""What an outcome says besides what it is and when it came."""
_EMPTY: tuple[object, ...] = (None, "", [], {})


class _State(NamedTuple):
    """What's said of a step: its state, and the day it's put off to."""

    name: str = ""
    until: str = ""


def details(old: Mapping[str, Any], new: Mapping[str, Any], titles: Mapping[str, str]) -> tuple[str, ...]:
    """Return what becomes of a checked application: of its steps by name, of the rest by number.

    A value at its default counts as absent, and two versions that say the same have no details. ``titles`` has
    the titles, by id, of the steps that aren't in the rules.
    """
    if old == new:
        return ()
    before, after = (_said(side, APPLICATION) for side in (old, new))
    if before == after:
        return ()
    return (*_steps(before, after, titles), *_parts(before, after)) or ("small things, such as the time of a tick",)


def _said(value: Any, kind: Kind | None) -> Any:
    """Return a value without what's empty or at its default, but with what only a newer version knows."""
    if isinstance(kind, Fields) and value is not None:
        known = {field.name: field for field in kind.fields}
        said = {}
        for name, part in value.items():
            field = known.get(name)
            told = _said(part, field.kind if field else None)
            if field is None or (told not in _EMPTY and told != field.default):
                said[name] = told
        return said
    if isinstance(kind, ListOf):
        return [told for each in value if (told := _said(each, kind.item)) not in _EMPTY]
    if isinstance(kind, MapOf):
        return {key: _said(each, kind.item) for key, each in value.items()}
    return value


def _steps(before: Mapping[str, Any], after: Mapping[str, Any], titles: Mapping[str, str]) -> Iterable[str]:
    told: dict[str, list[str]] = {word: [] for words in _WORDS.values() for word in words}
    told[_ANOTHER_DAY] = []
    old, new = before.get("steps", {}), after.get("steps", {})
    numbers = _numbers(after)
    gone = {each["id"] for each in before.get("rounds", ())} - numbers.keys()
    for key in dict.fromkeys((*new, *old)):
        was, is_now = _state(old.get(key)), _state(new.get(key))
        place, _, step = key.rpartition("/")
        # When an interview goes, its steps go with it: only the interview is told.
        if was == is_now or place in gone:
            continue
        if was.name == is_now.name:
            word = _ANOTHER_DAY
        else:
            word = _WORDS[is_now.name][0] if is_now.name else _WORDS[was.name][1]
        title = WORDS[step].title if step in WORDS else titles.get(step, key)
        told[word].append(f"{title} (interview {numbers[place]})" if len(numbers) > 1 and place in numbers else title)
    return (f"{word}: {_named(steps)}" for word, steps in told.items() if steps)


def _state(state: Mapping[str, Any] | None) -> _State:
    if state is None or state.get("until") == _NOTHING_SAID:
        return _State()
    return _State(state["state"], state["until"] if state["state"] == "snoozed" else "")


def _numbers(application: Mapping[str, Any]) -> dict[str, int]:
    """Return each interview's number by its id: in their order in time, one without a date after the one before it."""
    moment = ""
    places = []
    for each in application.get("rounds", ()):
        moment = each.get("starts") or moment
        places.append((moment, each["id"]))
    places.sort(key=lambda place: place[0])
    return {key: number for number, (_, key) in enumerate(places, 1)}


def _named(titles: list[str]) -> str:
    more = len(titles) - NAMED
    return "; ".join(titles[:NAMED]) + (f"; and {more} more" if more > 0 else "")


def _parts(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterable[str]:
    """Return which of its values differ, and how many of its parts are added, gone or different."""
    yield from _values(old, new, APPLICATION, "")
    rounds, rounds_then = _rounds(old), _rounds(new)
    numbers = _numbers(new)
    for key in (key for key in rounds_then if key in rounds):
        place = f" of interview {numbers[key]}" if len(numbers) > 1 else ""
        yield from _values(rounds[key], rounds_then[key], ROUND, place)
        yield from _thanks(rounds[key], rounds_then[key], place)
    yield from _counted("{}", "note", _notes(old), _notes(new))
    yield from _counted("{}", "interview", _others(rounds), _others(rounds_then))
    yield from _counted("notes on {}", "interview", _journals(old), _journals(new))
    yield from _outcomes(old, new)
    if old.get("archived") != new.get("archived"):
        yield "archived" if new.get("archived") else "no longer archived"
    if any(old.get(name) != new.get(name) for name in ("interest", "recruiter", "thank_you")):
        yield "other details"


def _values(old: Mapping[str, Any], new: Mapping[str, Any], kind: Fields, place: str) -> Iterable[str]:
    for field in kind.fields:
        # Empty values have been left out, even those of required fields.
        default = None if field.default is REQUIRED else field.default
        was, will_be = old.get(field.name, default), new.get(field.name, default)
        if field.name in _LABELS and was != will_be:
            told, before = shown(will_be, field.kind), shown(was, field.kind)
            yield f"{_LABELS[field.name]}{place}: {told} instead of {before}"


def _thanks(old: Mapping[str, Any], new: Mapping[str, Any], place: str) -> Iterable[str]:
    """Return who's been thanked since, and who no longer has."""
    before, after = _thanked(old), _thanked(new)
    for word, here, there in (("marked as thanked", after, before), ("no longer marked as thanked", before, after)):
        names = [shown(name or "someone without a name") for name, copy in here if (name, copy) not in there]
        if names:
            yield f"{word}{place}: {_named(names)}"


def _thanked(place: Mapping[str, Any]) -> list[tuple[str, int]]:
    """Return the names of those thanked for an interview, the second of a name apart from the first."""
    counts: Counter[str] = Counter()
    found = []
    for each in place.get("people", ()):
        name = each.get("name", "")
        counts[name] += 1
        if "thanked" in each:
            found.append((name, counts[name]))
    return found


def shown(value: Any, kind: Kind = NAME) -> str:
    """Write a value as it is, cut to fit a line, and dates as people write them."""
    if value and kind is REPLY_WITHIN:
        unit = next(field.name for field in REPLY_WITHIN.fields if field.name in value)
        return f"within {count(value[unit], unit.removesuffix('s').replace('_', ' '))}"
    text = str(value or "none")
    if value and kind in (DATE, CIVIL):
        moment = datetime.fromisoformat(text)
        return f"{moment.day} {moment:%b %Y}" + (f"{moment:, %H:%M}" if kind == CIVIL else "")
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _counted(words: str, thing: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterable[str]:
    numbers = {
        "added": len(new.keys() - old.keys()),
        "removed": len(old.keys() - new.keys()),
        "changed": sum(old[key] != new[key] for key in old.keys() & new.keys()),
    }
    for word, number in numbers.items():
        if number:
            yield f"{words.format(count(number, thing))} {word}"


def _notes(application: Mapping[str, Any]) -> dict[str, Any]:
    return {key: state["note"] for key, state in application.get("steps", {}).items() if "note" in state}


def _rounds(application: Mapping[str, Any]) -> dict[str, Any]:
    return {each["id"]: each for each in application.get("rounds", ())}


def _others(rounds: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parts of each interview that aren't told one by one."""
    told = {*_LABELS, "journal"}
    return {
        key: {name: _but_thanks(name, value) for name, value in each.items() if name not in told}
        for key, each in rounds.items()
    }


def _but_thanks(name: str, value: Any) -> Any:
    """Return a part of an interview without who's been thanked."""
    if name != "people":
        return value
    return [{key: part for key, part in each.items() if key != "thanked"} for each in value]


def _journals(application: Mapping[str, Any]) -> dict[str, Any]:
    return {each["id"]: each["journal"] for each in application.get("rounds", ()) if "journal" in each}


def _outcomes(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterable[str]:
    """Return which dates of an outcome differ, and how many outcomes only one of the two has."""
    before, after = (_by_what_they_are(side) for side in (old, new))
    added = removed = 0
    for key in dict.fromkeys((*before, *after)):
        kept = _without(before.get(key, []), after.get(key, []))
        then = _without(after.get(key, []), before.get(key, []))
        place = f" (the {key[1]} on {shown(key[0], DATE)})"
        for was, will_be in zip(kept, then, strict=False):
            yield from _values(was, will_be, OUTCOME, place)
        added += max(len(then) - len(kept), 0)
        removed += max(len(kept) - len(then), 0)
    for word, number in (("added", added), ("removed", removed)):
        if number:
            yield f"{count(number, 'outcome')} {word}"


def _by_what_they_are(application: Mapping[str, Any]) -> dict[tuple[str, str], list[Mapping[str, Any]]]:
    found: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for each in application.get("outcomes", ()):
        dates = {name: each[name] for name in _DATES if name in each}
        found.setdefault((each["on"], each["type"]), []).append(dates)
    return found


def _without(items: list[Mapping[str, Any]], others: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the items without a match among the others; each of those matches one."""
    left = list(others)
    found = []
    for item in items:
        if item in left:
            left.remove(item)
        else:
            found.append(item)
    return found
