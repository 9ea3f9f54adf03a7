"""What a command gives: a text, or what's wrong, or some of both."""

from collections.abc import Callable
from typing import Any, NamedTuple

from checklist_py.core.record.check import Fault
from checklist_py.core.record.document import RecordError


class Done(NamedTuple):
    """What a command prints, and what it had to leave out."""

    text: str
    faults: tuple[Fault, ...] = ()


def all_of(*parts: Callable[[], Any]) -> list[Any]:
    """Return what every part gives. Raises RecordError with the faults of all, not of the first alone."""
    found: list[Any] = []
    faults: list[Fault] = []
    for part in parts:
        try:
            found.append(part())
        except RecordError as error:
            faults += error.faults
    if faults:
        raise RecordError(faults)
    return found
