"""The command line: ``after-the-interview COMMAND``, a row of ``COMMANDS``. It reads the clock and files, and prints.

Exit status 0; 1 for a record or argument that's refused, each fault on a line of standard
error as ``path: reason``; 2 for wrong usage.
"""

import argparse
import contextlib
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from checklist_py import calendars
from checklist_py.core.calendar.ics import calendar
from checklist_py.core.pictures.journal import summary
from checklist_py.core.record.check import Fault, faults_of
from checklist_py.core.record.document import RecordError, dump_within, load
from checklist_py.core.record.merge import merge
from checklist_py.core.record.migrate import Document
from checklist_py.core.record.preset import load_preset
from checklist_py.core.record.shape import MAX_BYTES
from checklist_py.core.rules.plan import plan
from checklist_py.core.rules.planned import Plan
from checklist_py.core.words.drafts import UnknownError, Whose, draft
from checklist_py.core.words.listing import rules_listing
from checklist_py.terminal.centre import link_text
from checklist_py.terminal.cohort.batch import Terms, batch
from checklist_py.terminal.cohort.sheet import LARGEST
from checklist_py.terminal.files import STDIN, read, steady_streams, why, write
from checklist_py.terminal.plan import plan_text
from checklist_py.terminal.records import draft_text, journal_text, record_text
from checklist_py.terminal.results import Done, all_of
from checklist_py.terminal.rules import rules_text
from checklist_py.terminal.screen import screen_of


def read_now(text: str | None) -> datetime:
    """Read ``--now``, or the machine's clock for None. Raises RecordError."""
    if text is None:
        return datetime.now(UTC)
    try:
        now = datetime.fromisoformat(text)
        if now.tzinfo is None:
            raise RecordError([Fault("--now", "must end in Z or an offset such as +01:00")])
        return now.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        if isinstance(error, RecordError):
            raise
        raise RecordError([Fault("--now", "must be an instant such as 2026-11-23T09:00:00Z")]) from None


def _record(options: argparse.Namespace) -> Document:
    return load(read(options.record), calendars.KNOWN)


def _planned(options: argparse.Namespace) -> Plan:
    """Plan a record as of ``--now``. Raises RecordError with the faults of both, not of the first alone."""
    now, record = all_of(lambda: read_now(options.now), lambda: _record(options))
    return plan(record, now, calendars.calendars_for(record))


def _plan(options: argparse.Namespace) -> str:
    planned = _planned(options)
    return _json(planned.as_json()) if options.json else plan_text(planned, screen_of(sys.stdout, os.environ))


def _rules(options: argparse.Namespace) -> str:
    listing = rules_listing()
    return _json(listing) if options.json else rules_text(listing, screen_of(sys.stdout, os.environ))


def _check(options: argparse.Namespace) -> str:
    return record_text(_record(options))


def _merge(options: argparse.Namespace) -> str:
    records, faults = [], []
    for name in options.records:
        try:
            records.append(load(read(name), calendars.KNOWN))
        except RecordError as error:
            faults += [fault._replace(reason=f"{fault.reason} (in {name})") for fault in error.faults]
    if faults:
        raise RecordError(faults)
    merged = merge(*records)
    text = dump_within(merged)
    faults = faults_of(merged, calendars.KNOWN)
    size = len(text.encode())
    if size > MAX_BYTES:
        faults.append(Fault("record", f"must have at most {MAX_BYTES:,} bytes, not {size:,}"))
    if faults:
        raise RecordError([fault._replace(reason=f"{fault.reason} (once merged)") for fault in faults])
    return text


def _ics(options: argparse.Namespace) -> str:
    text = calendar(_planned(options), options.step)
    if text is None:
        nothing = Fault("record", "must have something with a date; give an interview its date and time")
        raise RecordError([Fault("--step", "must be the key of a step with a date") if options.step else nothing])
    return text


def _journal(options: argparse.Namespace) -> str:
    record = _record(options)
    # No part of the journal depends on the time.
    found = summary(plan(record, datetime(2000, 1, 1, tzinfo=UTC), calendars.calendars_for(record)))
    return _json(found) if options.json else journal_text(found)


def _draft(options: argparse.Namespace) -> str:
    record = _record(options)
    whose = Whose(options.application, options.round, options.person)
    try:
        return draft_text(draft(record, calendars.calendars_for(record), options.name, whose))
    except UnknownError as error:
        argument = "NAME" if error.what == "name" else f"--{error.what}"
        raise RecordError([Fault(argument, str(error))]) from None


def _preset(options: argparse.Namespace) -> str:
    return link_text(options.preset, options.site, options.qr)


def _batch(options: argparse.Namespace) -> Done:
    sheet, now, zone, preset = all_of(
        lambda: read(options.sheet, LARGEST),
        lambda: read_now(options.now),
        lambda: _zone(options.time_zone),
        lambda: _preset_in(options.preset),
    )
    return batch(sheet, options.out, Terms(now, zone, preset), is_forced=options.force)


def _zone(name: str | None) -> str | None:
    if name is None or calendars.KNOWN.is_zone(name):
        return name
    raise RecordError([Fault("--time-zone", "must be a time zone such as Europe/London")])


def _preset_in(name: str | None) -> Document | None:
    if name is None:
        return None
    data = read(name)
    try:
        return load_preset(data, calendars.KNOWN, is_new=True)
    except RecordError as error:
        raise RecordError([fault._replace(reason=f"{fault.reason} (in {name})") for fault in error.faults]) from None


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


type Argument = tuple[str, str, dict[str, Any]]

_A_RECORD = "a record's file; - reads standard input"
_RECORD: Argument = ("record", _A_RECORD, {"metavar": "RECORD"})
_RECORDS: Argument = ("records", _A_RECORD, {"metavar": "RECORD", "nargs": 2})
_NOW: Argument = ("--now", "as of this instant, with Z or an offset", {"metavar": "INSTANT"})
_JSON: Argument = ("--json", "print JSON", {"action": "store_true"})
_OUTPUT: Argument = ("-o", "write here instead of standard output", {"dest": "output", "metavar": "FILE"})
_STEP: Argument = ("--step", "one step alone, by its key: r1/thank-you-email", {"metavar": "KEY"})
_WHICH: tuple[Argument, ...] = (
    ("name", "the message: thank-you-email, follow-up-1, decline, and so on", {"metavar": "NAME"}),
    ("--application", "for this application; not needed when there is one", {"metavar": "ID"}),
    ("--round", "for this interview; else the latest", {"metavar": "ID"}),
    ("--person", "to this person of the interview; else the first", {"metavar": "N", "type": int}),
)


_LINK: tuple[Argument, ...] = (
    ("preset", "a centre's preset; - reads standard input", {"metavar": "FILE"}),
    ("--site", "the address of the site's home page", {"metavar": "ADDRESS", "required": True}),
    ("--qr", "write the link's QR code here, as SVG", {"metavar": "FILE"}),
)
_COHORT: tuple[Argument, ...] = (
    ("sheet", "a CSV file with an interview on each row; - reads standard input", {"metavar": "CSV"}),
    ("--out", "the folder to write to; it's made if it isn't there", {"metavar": "FOLDER", "required": True}),
    ("--preset", "a centre's preset, for all records", {"metavar": "FILE"}),
    _NOW,
    ("--time-zone", "for rows that name none, such as Europe/London", {"metavar": "ZONE"}),
    ("--force", "write over files that are there", {"action": "store_true"}),
)
_ABOUT_BATCH = "Write a calendar and a record for each person of a cohort, and a summary: all of it personal data."


class Command(NamedTuple):
    """One command: what makes its text, its line of help, and what it takes."""

    text: Callable[[argparse.Namespace], str | Done]
    about: str
    takes: tuple[Argument, ...]


COMMANDS = {
    "plan": Command(_plan, "Say what to do next, and when every step is due.", (_RECORD, _NOW, _JSON)),
    "rules": Command(_rules, "List the steps and the policy, with their sources.", (_JSON,)),
    "check": Command(_check, "Check a record and say what it holds.", (_RECORD,)),
    "merge": Command(_merge, "Merge two records into one.", (_RECORDS, _OUTPUT)),
    "ics": Command(_ics, "Write a calendar file of everything that has a date.", (_RECORD, _STEP, _NOW, _OUTPUT)),
    "journal": Command(_journal, "Print what was noted of each interview, and what keeps coming up.", (_RECORD, _JSON)),
    "draft": Command(_draft, "Print a message, filled in from a record.", (_RECORD, *_WHICH)),
    "batch": Command(_batch, _ABOUT_BATCH, _COHORT),
    "preset": Command(_preset, "Print the link that offers a careers centre's preset to its students.", _LINK),
}


def _name() -> str:
    """Return the name that the program was called by."""
    name = Path(sys.argv[0]).name
    return "python -m checklist_py" if name == "__main__.py" else name


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    top = argparse.ArgumentParser(prog=_name(), description="What to do after a job interview, and by when.")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, row in COMMANDS.items():
        command = commands.add_parser(name, help=row.about, description=row.about, allow_abbrev=False)
        for argument, about, options in row.takes:
            command.add_argument(argument, help=about, **options)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    steady_streams()
    options = parser().parse_args(arguments)
    if options.command == "merge" and options.records == [STDIN, STDIN]:
        parser().error("only one of the two records can be standard input")
    if options.command == "batch" and options.sheet == options.preset == STDIN:
        parser().error("only one of the two files can be standard input")
    try:
        made = COMMANDS[options.command].text(options)
        done = made if isinstance(made, Done) else Done(made)
        write(done.text, getattr(options, "output", None))
        sys.stdout.flush()
        return _told(done.faults)
    except RecordError as error:
        return _told(error.faults)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read us has had enough; a second error at exit would only confuse.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        sys.stderr.write(f"{Fault('standard output', why(error))}\n")
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _told(faults: Sequence[Fault]) -> int:
    """Print faults, each on its line, and return the exit status that they mean."""
    for fault in faults:
        sys.stderr.write(f"{fault}\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
