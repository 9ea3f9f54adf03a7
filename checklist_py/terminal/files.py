"""Files and streams, for the command line: read up to a record's size, and written whole or not at all."""

import os
import sys
import tempfile
from pathlib import Path

from checklist_py.core.record.check import Fault
from checklist_py.core.record.document import RecordError
from checklist_py.core.record.shape import MAX_BYTES

STDIN = "-"


def read(name: str, largest: int = MAX_BYTES) -> bytes:
    """Read a file, or standard input for ``-``, as far as it may go and one byte more. Raises RecordError."""
    if name == STDIN and sys.stdin is None:
        raise RecordError([Fault("standard input", "is closed")])
    try:
        # One byte more than is allowed is enough to refuse it by.
        if name == STDIN:
            return sys.stdin.buffer.read(largest + 1)
        with Path(name).open("rb") as file:
            return file.read(largest + 1)
    except (OSError, ValueError) as error:
        raise RecordError([Fault(name, why(error))]) from None


def write(text: str, name: str | None, option: str = "-o") -> None:
    """Write ``text`` to a file whole or not at all, or to standard output for None. Raises RecordError."""
    if name is None:
        sys.stdout.write(text)
        return
    if not name:
        raise RecordError([Fault(option, "must name a file")])
    # A link stays a link, and anything but a regular file (/dev/stdout, say) is written to, not replaced.
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
            mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~umask()
            Path(draft).chmod(mode)
            Path(draft).replace(path)
        except BaseException:
            Path(draft).unlink(missing_ok=True)
            raise
    except (OSError, ValueError) as error:
        raise RecordError([Fault(name, why(error))]) from None


def umask() -> int:
    """Return which permissions new files don't get."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def why(error: OSError | ValueError) -> str:
    """Say why a file can't be read or written."""
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return (reason or "cannot be used").lower()


def steady_streams() -> None:
    """See that names and dashes come out the same whatever the locale, and that a closed stream is no trap."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115  # for the life of the program
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
