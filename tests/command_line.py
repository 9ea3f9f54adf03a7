"""The command line as a test runs it: in a process of its own, its output in a pipe or on a terminal."""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from pathlib import Path

ROOT = Path(__file__).parents[1]


def run(
    *arguments: object, stdin: bytes = b"", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
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
