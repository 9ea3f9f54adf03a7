"""The programs that the build runs: those of the virtual environment and of ``node_modules``."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from checklist_py.build.cache import ROOT

NODE_MODULES = ROOT / "node_modules"
_SCRIPTS = Path(sys.executable).parent


class BuildError(RuntimeError):
    """The site cannot be built; the message says what to do."""


def run(command: Sequence[str], env: Mapping[str, str] | None = None, folder: Path = ROOT) -> str:
    """Run a program and return its output. Raises BuildError with what it printed when it fails."""
    path = os.pathsep.join([str(_SCRIPTS), str(NODE_MODULES / ".bin"), os.environ.get("PATH", "")])
    done = subprocess.run(  # noqa: S603  # the commands are the build's own
        command,
        cwd=folder,
        env={**os.environ, "PATH": path, **(env or {})},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BuildError(f"{' '.join(command[:3])} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def node_package(name: str) -> Path:
    """Return the folder of an installed npm package. Raises BuildError when it is missing."""
    folder = NODE_MODULES / name
    if not folder.is_dir():
        raise BuildError(f"{name} is not installed: run 'make install'")
    return folder
