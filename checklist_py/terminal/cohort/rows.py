"""What the cells of a row say: an interview, of which application, of whom.

The check of a record finds what's wrong, so that a sheet may hold what a record may and nothing else. What's said here
besides is what a spreadsheet makes of a date, and which names no file may have.
"""

import re
from typing import Any, NamedTuple

from checklist_py.core.record.check import Fault, Known, faults_of
from checklist_py.core.record.document import RecordError
from checklist_py.core.record.migrate import Document
from checklist_py.core.record.shape import FORMAT, VERSION
from checklist_py.terminal.cohort.sheet import Row, place

OF_APPLICATION = ("employer", "role", "recruiter", "thank_you", "interest")
OF_ROUND = ("starts", "minutes", "time_zone", "mode", "reply_by")
COLUMNS = ("id", "employer", "role", *OF_ROUND, "recruiter", "thank_you", "interest")
REQUIRED = ("id", "starts")

_CHOICES = ("mode", "thank_you", "interest")
_FLAGS = {"true": True, "yes": True, "false": False, "no": False}
# As spreadsheets write an ISO date and time when they're asked to.
_SPACED = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]([0-9]{2}:[0-9]{2})(?::00)?")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[ T][0-9]{2}:[0-9]{2})?(?::00)?")
_OFFSET = re.compile(r"[0-9-]{10}[ T][0-9:.]+ ?(?:Z|[+-][0-9:]+)", re.IGNORECASE)
# Windows opens a device for these, whatever comes after a full stop.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])", re.IGNORECASE)

_AS_TEXT = "; a spreadsheet shows dates in its own way: format the column as text, and write"
_HINTS = {"starts": f"{_AS_TEXT} 2026-11-20T15:00", "reply_by": f"{_AS_TEXT} 2026-11-27"}
_LOCAL = "; leave out Z and offsets: it's the time of day at the place in time_zone"


class Interview(NamedTuple):
    """One row, checked: whose it is, and what it says of the application and of the round."""

    line: int
    person: str
    application: Document
    round: Document


def read_row(row: Row, known: Known, zone: str | None) -> Interview:
    """Read a row; ``zone`` is the time zone where it names none. Raises RecordError with every fault."""
    cells = {name: cell for name, cell in row.cells.items() if cell}
    application = {name: _value(name, cells[name]) for name in OF_APPLICATION if name in cells}
    found = {name: _value(name, cells[name]) for name in OF_ROUND if name in cells}
    if zone is not None:
        found.setdefault("time_zone", zone)
    faults = [*_faults(row.line, cells, application, found, known)]
    if faults:
        raise RecordError(faults)
    return Interview(row.line, cells["id"], application, found)


def _value(name: str, cell: str) -> Any:
    """Return what a cell stands for; one that stands for nothing as it is, for the check to refuse."""
    if name == "minutes":
        return int(cell) if re.fullmatch(r"[0-9]{1,9}", cell, re.ASCII) else cell
    if name == "recruiter":
        return _FLAGS.get(cell.casefold(), cell)
    if name == "starts":
        return f"{found[1]}T{found[2]}" if (found := _SPACED.fullmatch(cell)) else cell
    return cell.casefold() if name in _CHOICES else cell


def _faults(line: int, cells: Document, application: Document, found: Document, known: Known) -> list[Fault]:
    wanted = {**({"id": cells["id"]} if "id" in cells else {}), **application, "rounds": [{"id": "r1", **found}]}
    document = {"format": FORMAT, "version": VERSION, "applications": [wanted]}
    faults = []
    for fault in faults_of(document, known):
        column = fault.path.rpartition(".")[2]
        faults.append(Fault(place(line, column), fault.reason + _hint(column, str(cells.get(column, "")))))
    if _DEVICES.fullmatch(cells.get("id", "")):
        faults.append(Fault(place(line, "id"), f"must not be {cells['id']}, which is no name for a file on Windows"))
    if "time_zone" not in found:
        reason = "is missing; name one such as Europe/London, or give --time-zone for all rows without one"
        faults.append(Fault(place(line, "time_zone"), reason))
    return sorted(faults, key=lambda fault: COLUMNS.index(fault.path.rpartition(" ")[2]))


def _hint(column: str, cell: str) -> str:
    if not cell or column not in _HINTS:
        return ""
    if column == "starts" and _OFFSET.fullmatch(cell):
        return _LOCAL
    is_half = column == "starts" and len(cell) == len("2026-11-20")
    return "" if _ISO.fullmatch(cell) and not is_half else _HINTS[column]
