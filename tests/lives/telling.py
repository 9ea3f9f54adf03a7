"""Tells a life: plans its record at the time of day when its person looks, does what they do, and goes on to the next day."""

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from checklist_py import calendars
from checklist_py.core.record.document import load
from checklist_py.core.rules.civil import format_moment, instant_of
from checklist_py.core.rules.plan import plan
from checklist_py.terminal.plan import moment_words, next_words
from checklist_py.terminal.records import name_of
from tests.cases import as_text, record

FOLDER = Path(__file__).parent
WEEKS = 8
LOOKS = time(18)
"""The time of day at which people look, unless their life says otherwise."""

DISTANCE = re.compile(r", (in \d+ days|\d+ days ago)")

MOST_TICKS = 40
"""More than anybody is ever asked for in a day: a life that goes on ticking has gone round in circles."""


@dataclass
class Day:
    """What's told of one day: before the person acts, what they do, and what stands there after that."""

    on: date
    said: str
    does: list[str] = field(default_factory=list)
    then: str = ""


def names() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


class Life:
    """One person's record as it goes through the weeks."""

    def __init__(self, story: dict[str, Any]) -> None:
        self.story = story
        self.zone = ZoneInfo(story.get("zone", "Europe/London"))
        self.first: date = story.get("first", date(2026, 11, 20))
        self.days = {day["on"]: day for day in story.get("day", ())}
        self.several = len(story["application"]) > 1
        settings = {"region": story["region"], "time_zone": self.zone.key, "policy": story.get("policy", {})}
        self.record = record(
            *({"id": "a", "outcomes": [], "steps": {}, **self._of(a)} for a in story["application"]), **settings
        )
        self.now = instant_of(datetime.combine(self.first, LOOKS), self.zone)

    @staticmethod
    def _of(told: dict[str, Any]) -> dict[str, Any]:
        return {**told, "rounds": [{"starts": None, **each} for each in told["rounds"]]}

    def planned(self):
        document = load(as_text(self.record), calendars.KNOWN)
        return plan(document, self.now, calendars.calendars_for(document))

    def said(self) -> str:
        """What stands there now, of the application of the next action first."""
        whole = self.planned()
        lines = []
        if self.several and whole.next:
            lines.append(
                f"First: {next(name_of(each.facts.data) for each in whole.applications if each.id == whole.next[0])}"
            )
        for each in whole.applications:
            whose = f"{name_of(each.facts.data)}: " if self.several else ""
            lines.append(f"{whose}{moment_words(each, self.now)}")
            if each.next:
                lines.append(f"Next: {next_words(each)}")
        # How many days away something is changes daily; that it's today, or next to it, is worth a line.
        return DISTANCE.sub("", "\n".join(lines))

    def do(self, action: str) -> list[str]:
        """Do one thing, and return what was done."""
        whose, _, rest = action.rpartition(": ")
        owner = next(each for each in self.record["applications"] if not whose or each["id"] == whose)
        verb, *words = rest.split()
        if verb == "tick" and (not words or words == ["all"]):
            return self._tick_next(MOST_TICKS if words else 1)
        getattr(self, f"_{verb}")(owner, *words)
        return [action]

    def _tick_next(self, most: int) -> list[str]:
        done = []
        while len(done) < most and (found := self.planned().next):
            owner = next(each for each in self.record["applications"] if each["id"] == found[0])
            self._tick(owner, found[1])
            done.append(f"tick {f'{found[0]}: ' if self.several else ''}{found[1]}")
        assert len(done) < MOST_TICKS
        return done

    def _state(self, owner: dict[str, Any], key: str, state: str, **fields: str) -> None:
        owner["steps"][key] = {"state": state, "at": format_moment(self.now), **fields}

    def _tick(self, owner: dict[str, Any], key: str) -> None:
        self._state(owner, key, "done")

    def _skip(self, owner: dict[str, Any], key: str) -> None:
        self._state(owner, key, "skipped")

    def _snooze(self, owner: dict[str, Any], key: str, until: str) -> None:
        self._state(owner, key, "snoozed", until=until)

    def _hears(self, owner: dict[str, Any], type_: str, *words: str) -> None:
        found: dict[str, Any] = {"type": type_, "on": self.now.astimezone(self.zone).date().isoformat()}
        match words:
            case ("by", day):
                found["decide_by" if type_ == "offer" else "reply_by"] = day
            case ("within", amount, unit):
                found["reply_within"] = {unit: int(amount)}
        owner["outcomes"].append(found)

    def _adds(self, owner: dict[str, Any], id_: str, starts: str | None = None) -> None:
        owner["rounds"].append({"id": id_, "starts": starts})

    def tell(self) -> list[Day]:
        """Live the eight weeks, and return what's told of each day."""
        told = []
        for count in range(WEEKS * 7):
            on = self.first + timedelta(days=count)
            self.now = instant_of(datetime.combine(on, LOOKS), self.zone)
            day = Day(on, self.said())
            actions = [
                *self.days.get(on, {}).get("does", ()),
                *(["tick all"] if self.story.get("habit") == "at once" else []),
            ]
            day.does = [done for action in actions for done in self.do(action)]
            day.then = self.said() if day.does else ""
            told.append(day)
        return told


def telling(name: str, told: list[Day]) -> str:
    """Write a life down: days on which nothing changes share a paragraph."""
    blocks: list[str] = [read(name)["who"]]
    shown: Day | None = None
    first: date | None = None
    for day in [*told, None]:
        if shown is not None and day is not None and not shown.does and not day.does and day.said == shown.said:
            shown = day
            continue
        if shown is not None and first is not None:
            blocks.append(_block(first, shown))
        shown, first = day, day.on if day else None
    return "\n\n".join(blocks) + "\n"


def _block(first: date, last: Day) -> str:
    span = f"{first:%a %-d %b}" + (f" – {last.on:%a %-d %b}" if last.on != first else "")
    lines = [span, *(f"    {line}" for line in last.said.splitlines())]
    if last.does:
        lines += [f"  > {done}" for done in last.does]
        lines += [f"    {line}" for line in last.then.splitlines()]
    return "\n".join(lines)
