"""A calendar and a record for each person of a cohort, and a summary of what each should do next."""

import csv
import io
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from checklist_py import calendars
from checklist_py.core.calendar.ics import calendar
from checklist_py.core.record.check import Fault
from checklist_py.core.record.document import RecordError, dump_within
from checklist_py.core.record.shape import MAX_BYTES
from checklist_py.core.rules.amounts import count
from checklist_py.core.rules.plan import plan
from checklist_py.core.rules.planned import Plan
from checklist_py.terminal.cohort.folder import Folder
from checklist_py.terminal.cohort.people import Cohort, Person
from checklist_py.terminal.cohort.rows import COLUMNS, REQUIRED
from checklist_py.terminal.cohort.sheet import place, rows_of
from checklist_py.terminal.dates import day_of
from checklist_py.terminal.plan import title_of
from checklist_py.terminal.results import Done

SUMMARY = "summary.csv"
HEADINGS = ("id", "next_action", "date", "stage")

# A spreadsheet takes a cell that begins with one of these for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # the wide ones too


class Terms(NamedTuple):
    """What holds for all rows."""

    now: datetime
    zone: str | None
    """For rows that name none."""
    preset: Mapping[str, Any] | None


def batch(sheet: bytes, out: str, terms: Terms, *, is_forced: bool) -> Done:
    """Write the files of everybody in a sheet to the folder ``out``, and say how many.

    Raises RecordError where there's nothing to write, or it can't be written; else faults of rows come with the rest.
    """
    cohort = Cohort(rows_of(sheet, COLUMNS, REQUIRED), calendars.KNOWN, terms.zone)
    people = list(cohort)
    if not people:
        raise RecordError(cohort.faults or [Fault("CSV", "must have a row below its first line")])
    faults, rows, away = list(cohort.faults), [], cohort.refused
    try:
        folder = Folder(out, [SUMMARY, *_files(people)], is_forced=is_forced)
        for person in _counted(people):
            row = _written(person, folder, terms)
            if isinstance(row, Fault):
                faults.append(row)
                away += person.interviews
            else:
                rows.append(row)
        # Last, so that a folder with a summary has everything.
        folder.put(SUMMARY, summary(rows))
    except RecordError as error:
        raise RecordError([*faults, *error.faults]) from None
    made = f"{count(len(rows), 'calendar')}, {count(len(rows), 'record')} and {SUMMARY}, in {out}"
    return Done(f"{made}; {count(away, 'row')} left out\n" if away else f"{made}\n", tuple(faults))


def _files(people: Iterable[Person]) -> Iterator[str]:
    for person in people:
        yield from (f"{person.name}.ics", f"{person.name}.json")


def _written(person: Person, folder: Folder, terms: Terms) -> tuple[str, ...] | Fault:
    """Write a person's two files and return their row of the summary, or what's wrong with them as a whole."""
    record = person.record(terms.preset)
    text = dump_within(record)
    size = len(text.encode())
    if size > MAX_BYTES:
        return Fault(place(person.line, "id"), f"must have a record of at most {MAX_BYTES:,} bytes, not {size:,}")
    planned = plan(record, terms.now, calendars.calendars_for(record))
    folder.put(f"{person.name}.json", text)
    folder.put(f"{person.name}.ics", calendar(planned) or "")
    return (person.name, *_next(planned))


def _next(planned: Plan) -> tuple[str, str, str]:
    """Return what a person should do next, by which day, and at which stage that application is.

    Without anything to do, the stage is that of the application which asks for something first.
    """
    if planned.next is None:
        first = min(planned.applications, key=lambda each: each.moment.until or "9")
        return "", "", first.stage
    application = next(each for each in planned.applications if each.id == planned.next[0])
    step = next(each for each in application.steps if each.key == planned.next[1])
    day = day_of(step.due, step.zone).isoformat() if step.due else ""
    return title_of(step, application), day, application.stage


def summary(rows: Iterable[Sequence[str]]) -> str:
    """Write the summary as CSV that every spreadsheet opens, with no cell that it would take for a formula."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(HEADINGS)
    writer.writerows([[f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row] for row in rows])
    text = stream.getvalue()
    # Excel takes a file for its own country's letters unless it has the mark; other programs do better without.
    return text if text.isascii() else f"\ufeff{text}"


def _counted(people: Sequence[Person]) -> Iterator[Person]:
    """Yield everybody, and show on a terminal how far it is."""
    stream = next((each for each in (sys.stderr, sys.stdout) if each.isatty()), None)
    if stream is None:
        yield from people
        return
    columns = TextColumn("Writing"), BarColumn(), MofNCompleteColumn()
    console = Console(file=stream)
    with Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False) as bar:
        yield from bar.track(people, total=len(people))
