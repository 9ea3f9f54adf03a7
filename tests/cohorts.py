"""A centre's sheets that tests share: rows of a cohort's interviews, as CSV."""

import csv
import io
import random
from collections.abc import Iterable, Mapping

from checklist_py import calendars
from checklist_py.core.record.migrate import Document
from checklist_py.terminal.cohort.people import Cohort
from checklist_py.terminal.cohort.rows import COLUMNS, REQUIRED
from checklist_py.terminal.cohort.sheet import rows_of

EMPLOYERS = ("Acme", "Zoë & Co", "Müller; Söhne", 'The "Old" Mill, Ltd', "漢字会社", "=Sum, Inc.")
ROLES = ("Analyst", "Engineer", "Teacher of French", "")
ZONES = ("Europe/London", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "")


def row(**cells: object) -> dict[str, str]:
    """A row with no more than it must have, and what is given."""
    return {"id": "s1", "starts": "2026-11-20T15:00", **{name: str(cell) for name, cell in cells.items()}}


def rows(number: int, seed: int = 1) -> list[dict[str, str]]:
    """Rows of so many people, some of them with two interviews."""
    chosen = random.Random(seed)
    found = []
    for each in range(number):
        day, hour = chosen.randint(1, 30), chosen.randint(8, 17)
        found.append(
            row(
                id=f"s{each:05}", employer=chosen.choice(EMPLOYERS), role=chosen.choice(ROLES), starts=f"2026-11-{day:02}T{hour:02}:00",
                minutes=chosen.choice(["", "30", "90"]), time_zone=chosen.choice(ZONES), mode=chosen.choice(["", "video", "phone", "in-person"]),
                reply_by=chosen.choice(["", "", "2026-12-04"]), recruiter=chosen.choice(["", "true", "FALSE"]), thank_you=chosen.choice(["", "email", "both"]), interest=chosen.choice(["", "unsure"]),
            )
        )  # fmt: skip
        if each % 7 == 0:
            found.append({**found[-1], "starts": f"2026-12-{chosen.randint(1, 28):02}T10:30"})
    return found


def sheet(cells: Iterable[Mapping[str, str]], separator: str = ",", end: str = "\r\n") -> str:
    """Rows as a spreadsheet writes them, with all columns that they have."""
    table = list(cells)
    columns = [name for name in COLUMNS if any(name in each for each in table)]
    stream = io.StringIO()
    writer = csv.DictWriter(stream, columns, "", delimiter=separator, lineterminator=end)
    writer.writeheader()
    writer.writerows(table)
    return stream.getvalue()


def cohort(data: str | bytes, zone: str | None = "Europe/London") -> Cohort:
    """Everybody in a sheet."""
    content = data if isinstance(data, bytes) else data.encode()
    return Cohort(rows_of(content, COLUMNS, REQUIRED), calendars.KNOWN, zone)


def records(data: str | bytes) -> dict[str, Document]:
    """Everybody's record by their id, of a sheet without a fault."""
    found = cohort(data)
    assert found.faults == []
    return {person.name: person.record(None) for person in found}


ROWS = [
    row(id="s1", employer="Zoë & Co", role="Analyst; data", minutes=45, mode="video", reply_by="2026-11-27"),
    row(id="s2", employer='The "Old", Mill', starts="2026-11-24T09:30", time_zone="Europe/Berlin"),
    row(id="s1", employer="Zoë & Co", role="Analyst; data", starts="2026-12-01T10:00"),
    row(id="s1", employer="Acme", starts="2026-11-25T10:00", recruiter="TRUE", thank_you="Both", interest="unsure"),
]
"""Two people: one with two applications, of which one has had two interviews, and one somewhere else."""
TEXT = sheet(ROWS)
