"""The command line as a test runs it: here, with its streams in memory, or in a process of its own, on pipes or a terminal."""

import fcntl
import io
import os
import pty
import struct
import subprocess
import sys
import termios
from pathlib import Path
from unittest.mock import patch

from checklist_py.__main__ import main

ROOT = Path(__file__).parents[1]


def run(*arguments: object, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run a command here, which takes a tenth of the time that a process of its own does."""
    command = [str(ROOT / "checklist_py" / "__main__.py"), *map(str, arguments)]
    out, error = io.BytesIO(), io.BytesIO()
    streams = {
        "stdin": io.TextIOWrapper(io.BytesIO(stdin)),
        "stdout": io.TextIOWrapper(out),
        "stderr": io.TextIOWrapper(error),
    }
    # The command must not see the terminal that the tests run in.
    no_terminal = patch.object(os, "get_terminal_size", side_effect=OSError)
    with patch.multiple(sys, argv=command, **streams), no_terminal:
        try:
            status = main()
        except SystemExit as end:
            status = end.code
        sys.stdout.flush()
        sys.stderr.flush()
    return subprocess.CompletedProcess(command, status, out.getvalue(), error.getvalue())


def run_apart(
    *arguments: object, stdin: bytes = b"", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run a command in a process of its own, its streams in pipes."""
    command = [sys.executable, "-m", "checklist_py", *map(str, arguments)]
    return subprocess.run(
        command, input=stdin, capture_output=True, cwd=ROOT, check=False, env={**os.environ, **(env or {})}
    )


def run_on_terminal(*arguments: object, columns: int, env: dict[str, str]) -> str:
    """Run a command whose standard output is a terminal of so many columns, and return what it shows."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    command = [sys.executable, "-m", "checklist_py", *map(str, arguments)]
    plain = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "NO_COLOR", "TERM")}
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=theirs, cwd=ROOT, env=plain | env) as process:
        os.close(theirs)
        found = b""
        # Linux says that a terminal is gone by an error.
        try:
            while part := os.read(ours, 65_536):
                found += part
        except OSError:
            pass
        finally:
            os.close(ours)
    assert process.returncode == 0
    return found.decode().replace("\r\n", "\n")
