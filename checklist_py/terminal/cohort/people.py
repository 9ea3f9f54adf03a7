"""The rows of one person put together: a record that the person can restore.

Rows of one id, employer and role are interviews of one application, in the order of the sheet; others are that person's
other applications. An application's id is made from those three: it's the same whenever the sheet is read again, and no
two people's entries share a UID in one calendar.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from checklist_py.core.record.check import Fault, Known
from checklist_py.core.record.document import RecordError
from checklist_py.core.record.migrate import Document
from checklist_py.core.record.preset import take
from checklist_py.core.record.shape import FORMAT, MAX_APPLICATIONS, MAX_ROUNDS, VERSION
from checklist_py.terminal.cohort.rows import Interview, read_row
from checklist_py.terminal.cohort.sheet import Row, place


class Application:
    """One application, as its rows fill it."""

    def __init__(self, person: str, named: tuple[str, str]) -> None:
        """Begin with no row."""
        digest = hashlib.sha256("\n".join((person, *named)).encode()).hexdigest()
        self.data: Document = {"id": f"b{digest[:12]}"}
        self.said: dict[str, int] = {}
        self.rounds: list[Document] = []
        self.lines: dict[str, int] = {}

    def add(self, each: Interview) -> None:
        """Add a row. Raises RecordError where it doesn't go with the rows before it."""
        faults = [
            Fault(place(each.line, name), f"must be as on line {self.said[name]}, as it's the same application")
            for name, value in each.application.items()
            if name in self.said and self.data[name] != value
        ]
        if (line := self.lines.get(each.round["starts"])) is not None:
            faults.append(Fault(place(each.line, "starts"), f"must be another interview than that on line {line}"))
        elif len(self.rounds) == MAX_ROUNDS:
            faults.append(Fault(place(each.line), f"must be one of at most {MAX_ROUNDS} interviews of one application"))
        if faults:
            raise RecordError(faults)
        for name, value in each.application.items():
            self.data.setdefault(name, value)
            self.said.setdefault(name, each.line)
        self.lines[each.round["starts"]] = each.line
        self.rounds.append({"id": f"r{len(self.rounds) + 1}", **each.round})


class Person:
    """One person, as their rows say."""

    def __init__(self, name: str, line: int) -> None:
        """Begin with no application."""
        self.name = name
        self.line = line
        self.applications: dict[tuple[str, str], Application] = {}

    def add(self, each: Interview) -> None:
        """Add a row. Raises RecordError where it doesn't go with the rows before it."""
        named = (each.application.get("employer", ""), each.application.get("role", ""))
        application = self.applications.get(named)
        if application is None:
            if len(self.applications) == MAX_APPLICATIONS:
                reason = f"must be one of at most {MAX_APPLICATIONS} applications of one id"
                raise RecordError([Fault(place(each.line), reason)])
            application = self.applications[named] = Application(self.name, named)
        application.add(each)

    @property
    def interviews(self) -> int:
        """How many there are, of all applications."""
        return sum(len(each.rounds) for each in self.applications.values())

    def record(self, preset: Mapping[str, Any] | None) -> Document:
        """Return the person's record, which has taken the preset if there is one."""
        applications = [{**each.data, "rounds": each.rounds} for each in self.applications.values()]
        record = {"format": FORMAT, "version": VERSION, "settings": {}, "applications": applications}
        return take(record, preset) if preset else record


class Cohort:
    """Everybody in a sheet, in the order in which they first come up, and what's wrong with the rows."""

    def __init__(self, rows: Iterable[Row | Fault], known: Known, zone: str | None) -> None:
        """Read all rows."""
        self.people: dict[str, Person] = {}
        self.faults: list[Fault] = []
        self.refused = 0
        """How many rows."""
        for row in rows:
            if isinstance(row, Fault):
                self.faults.append(row)
                self.refused += 1
                continue
            try:
                self._add(read_row(row, known, zone))
            except RecordError as error:
                self.faults += error.faults
                self.refused += 1

    def __iter__(self) -> Iterator[Person]:
        """Yield every person of whom there's a good row."""
        return iter(self.people.values())

    def _add(self, each: Interview) -> None:
        # Some file systems take names that differ in case alone for one name.
        key = each.person.casefold()
        person = self.people.get(key) or Person(each.person, each.line)
        if person.name != each.person:
            reason = f"must differ from {person.name} on line {person.line} in more than its case"
            raise RecordError([Fault(place(each.line, "id"), reason)])
        person.add(each)
        self.people[key] = person
