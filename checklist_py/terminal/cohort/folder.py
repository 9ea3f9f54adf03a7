"""The folder that a cohort's files go to: nothing written over unasked, and every file whole or not there."""

import contextlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from checklist_py.core.record.check import Fault
from checklist_py.core.record.document import RecordError
from checklist_py.terminal.files import umask, why

_DRAFT = (".after-the-interview-", ".part")
"""What the name of a file that isn't whole yet begins and ends with."""


class Folder:
    """A folder to write to. It's made, with those above it, if it isn't there."""

    def __init__(self, name: str, files: Iterable[str], *, is_forced: bool) -> None:
        """Make ready to write these files. Raises RecordError at ``--out``, also for files that are there already."""
        if not name:
            raise RecordError([Fault("--out", "must name a folder")])
        self.path = Path(name)
        self.mode = 0o666 & ~umask()
        start, end = _DRAFT
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            there = [] if is_forced else [file for file in files if os.path.lexists(self.path / file)]
        except (OSError, ValueError) as error:
            raise RecordError([Fault("--out", f"{why(error)} ({name})")]) from None
        if there:
            more = f" and {len(there) - 1:,} more of these files" if there[1:] else ""
            reason = f"has {there[0]}{more} already: take another folder, or give --force to write over them"
            raise RecordError([Fault("--out", reason)])
        for left in self.path.glob(f"{start}*{end}"):
            # A run that was killed left it.
            with contextlib.suppress(OSError):
                left.unlink()

    def put(self, file: str, text: str) -> None:
        """Write a file whole: it gets its name when all of it is there. Raises RecordError at its name."""
        path = self.path / file
        try:
            handle, draft = tempfile.mkstemp(_DRAFT[1], _DRAFT[0], self.path)
            try:
                with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
                    stream.write(text)
                Path(draft).chmod(self.mode)
                Path(draft).replace(path)
            except BaseException:
                with contextlib.suppress(OSError):
                    Path(draft).unlink()
                raise
        except OSError as error:
            raise RecordError([Fault(str(path), why(error))]) from None
