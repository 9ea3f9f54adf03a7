"""The command line: ``after-the-interview COMMAND``. It reads the clock and files, and prints.

Exit status 0; 1 for a record or argument that is refused, each fault on a line of standard
error as ``path: reason``; 2 for wrong usage.
"""

import argparse
import contextlib
import json
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from checklist_py import calendars
from checklist_py.core.calendar.ics import calendar
from checklist_py.core.pictures.journal import summary
from checklist_py.core.record.check import Fault, faults_of
from checklist_py.core.record.document import RecordError, dump_within, load
from checklist_py.core.record.merge import merge
from checklist_py.core.record.shape import MAX_BYTES
from checklist_py.core.rules.plan import plan
from checklist_py.core.words.drafts import UnknownError, Whose, draft
from checklist_py.core.words.listing import rules_listing
from checklist_py.terminal.plan import plan_text
from checklist_py.terminal.records import draft_text, journal_text, record_text
from checklist_py.terminal.rules import rules_text
from checklist_py.terminal.screen import screen_of

STDIN = "-"


def read_record(name: str) -> dict[str, Any]:
    """Read and check the record in a file, or on standard input for ``-``. Raises RecordError."""
    if name == STDIN and sys.stdin is None:
        raise RecordError([Fault("standard input", "is closed")])
    try:
        if name == STDIN:
            source = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with Path(name).open("rb") as file:
                # One byte more than is allowed is enough to refuse it by.
                source = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise RecordError([Fault(name, _why(error))]) from None
    return load(source, calendars.KNOWN)


def write(text: str, name: str | None) -> None:
    """Write ``text`` to a file whole or not at all, or to standard output for None. Raises RecordError."""
    if name is None:
        sys.stdout.write(text)
        return
    if not name:
        raise RecordError([Fault("-o", "must name a file")])
    # A link stays a link, and what is no regular file (/dev/stdout, say) is written to, not replaced.
    path = Path(os.path.realpath(name))
    try:
        if path.exists() and not path.is_file():
            path.write_text(text, encoding="utf-8")
            return
        handle, draft = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
            Path(draft).chmod(mode)
            Path(draft).replace(path)
        except BaseException:
            Path(draft).unlink(missing_ok=True)
            raise
    except (OSError, ValueError) as error:
        raise RecordError([Fault(name, _why(error))]) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _why(error: OSError | ValueError) -> str:
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return (reason or "cannot be used").lower()


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


def _all_read(*reads: Callable[[], Any]) -> list[Any]:
    """Read several things. Raises RecordError with the faults of all of them, not of the first alone."""
    found: list[Any] = []
    faults: list[Fault] = []
    for read in reads:
        try:
            found.append(read())
        except RecordError as error:
            faults += error.faults
    if faults:
        raise RecordError(faults)
    return found


def run_plan(options: argparse.Namespace) -> None:
    """Print the plan of a record."""
    now, record = _all_read(lambda: read_now(options.now), lambda: read_record(options.record))
    planned = plan(record, now, calendars.calendars_for(record))
    write(_json(planned.as_json()) if options.json else plan_text(planned, screen_of(sys.stdout, os.environ)), None)


def run_rules(options: argparse.Namespace) -> None:
    """Print the steps and the policy."""
    listing = rules_listing()
    write(_json(listing) if options.json else rules_text(listing, screen_of(sys.stdout, os.environ)), None)


def run_check(options: argparse.Namespace) -> None:
    """Check a record and say what it holds."""
    write(record_text(read_record(options.record)), None)


def run_merge(options: argparse.Namespace) -> None:
    """Merge two records into one."""
    records, faults = [], []
    for name in options.records:
        try:
            records.append(read_record(name))
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
    write(text, options.output)


def run_ics(options: argparse.Namespace) -> None:
    """Write the calendar of a record, or of one step."""
    now, record = _all_read(lambda: read_now(options.now), lambda: read_record(options.record))
    text = calendar(plan(record, now, calendars.calendars_for(record)), options.step)
    if text is None:
        nothing = Fault("record", "must have something with a date; give an interview its date and time")
        raise RecordError([Fault("--step", "must be the key of a step with a date") if options.step else nothing])
    write(text, options.output)


def run_journal(options: argparse.Namespace) -> None:
    """Print the journal of a record."""
    record = read_record(options.record)
    # No part of the journal depends on the time.
    found = summary(plan(record, datetime(2000, 1, 1, tzinfo=UTC), calendars.calendars_for(record)))
    write(_json(found) if options.json else journal_text(found), None)


def run_draft(options: argparse.Namespace) -> None:
    """Print a message, filled in."""
    record = read_record(options.record)
    try:
        whose = Whose(options.application, options.round, options.person)
        found = draft(record, calendars.calendars_for(record), options.name, whose)
    except UnknownError as error:
        raise RecordError([Fault(_ARGUMENTS[error.what], str(error))]) from None
    write(draft_text(found), None)


_ARGUMENTS = {"name": "NAME", "application": "--application", "round": "--round", "person": "--person"}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _name() -> str:
    """Return the name that the program was called by."""
    name = Path(sys.argv[0]).name
    return "python -m checklist_py" if name == "__main__.py" else name


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    top = argparse.ArgumentParser(prog=_name(), description="What to do after a job interview, and by when.")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, run: Any, about: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=about, description=about, allow_abbrev=False)
        command.set_defaults(run=run)
        return command

    one: dict[str, Any] = {"metavar": "RECORD", "help": "a record's file; - reads standard input"}
    planning = add("plan", run_plan, "Say what to do next, and when every step is due.")
    planning.add_argument("record", **one)
    planning.add_argument("--now", metavar="INSTANT", help="plan as of this instant, with Z or an offset")
    planning.add_argument("--json", action="store_true", help="print JSON")
    rules = add("rules", run_rules, "List the steps and the policy, with their sources.")
    rules.add_argument("--json", action="store_true", help="print JSON")
    checking = add("check", run_check, "Check a record and say what it holds.")
    checking.add_argument("record", **one)
    merging = add("merge", run_merge, "Merge two records into one.")
    merging.add_argument("records", nargs=2, **one)
    merging.add_argument("-o", dest="output", metavar="FILE", help="write here instead of standard output")
    filing = add("ics", run_ics, "Write a calendar file of everything that has a date.")
    filing.add_argument("record", **one)
    filing.add_argument("--step", metavar="KEY", help="one step alone, by its key: r1/thank-you-email")
    filing.add_argument("--now", metavar="INSTANT", help="as of this instant, with Z or an offset")
    filing.add_argument("-o", dest="output", metavar="FILE", help="write here instead of standard output")
    noting = add("journal", run_journal, "Print what was noted of each interview, and what keeps coming up.")
    noting.add_argument("record", **one)
    noting.add_argument("--json", action="store_true", help="print JSON")
    drafting = add("draft", run_draft, "Print a message, filled in from a record.")
    drafting.add_argument("record", **one)
    drafting.add_argument("name", metavar="NAME", help="the message: thank-you-email, follow-up-1, decline, and so on")
    drafting.add_argument("--application", metavar="ID", help="for this application; not needed when there is one")
    drafting.add_argument("--round", metavar="ID", help="for this interview; else the latest")
    drafting.add_argument("--person", metavar="N", type=int, help="to this person of the interview; else the first")
    return top


def _steady_streams() -> None:
    """See that names and dashes come out the same whatever the locale, and that a closed stream is no trap."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115  # for the life of the program
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    _steady_streams()
    options = parser().parse_args(arguments)
    if options.command == "merge" and options.records == [STDIN, STDIN]:
        parser().error("only one of the two records can be standard input")
    try:
        options.run(options)
        sys.stdout.flush()
    except RecordError as error:
        for fault in error.faults:
            sys.stderr.write(f"{fault}\n")
        return 1
    except BrokenPipeError:
        # Whoever read us has had enough; a second error at exit would only confuse.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        sys.stderr.write(f"{Fault('standard output', _why(error))}\n")
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
