"""Bring a fresh clone to where everything runs: Python 3.13 in .venv, the locked packages, node_modules.

Runs on any Python 3.9 or later, with nothing but the standard library. Idempotent: what is
there and current is left alone.

    python3 tools/bootstrap.py [--browser]

--browser also sees to what the tests run: a Chromium, and nginx.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
WANTED = "3.13"
STAMP = VENV / "installed"
# In the headless shell the tests take half as long.
BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
NGINX = ("nginx-light", "libnginx-mod-http-brotli-static")


def run(*command: object, **options: object) -> bool:
    """Run a command, showing what it does, and say whether it succeeded."""
    print("+", *command, flush=True)
    return subprocess.run([str(part) for part in command], cwd=ROOT, check=False, **options).returncode == 0


def version_of(python: str) -> str:
    """Return an interpreter's version as ``3.13``, or an empty text when it does not run."""
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    found = subprocess.run([python, "-c", code], cwd=ROOT, check=False, capture_output=True, text=True)
    return found.stdout.strip() if found.returncode == 0 else ""


def make_venv() -> None:
    """Make .venv with Python 3.13, from what the machine has or what uv can bring."""
    if PYTHON.exists() and version_of(str(PYTHON)) == WANTED:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    # pyenv's python3 obeys .python-version; a Debian python3 is older and serves only to fetch uv.
    pyenv = Path(os.environ.get("PYENV_ROOT", "~/.pyenv")).expanduser()
    kept = sorted(str(path) for path in pyenv.glob(f"versions/{WANTED}*/bin/python"))
    for name in (f"python{WANTED}", "python3", sys.executable, *kept):
        found = shutil.which(name)
        if found and version_of(found) == WANTED and run(found, "-m", "venv", VENV):
            return
    uv = shutil.which("uv") or fetch_uv()
    if uv and run(uv, "venv", "--python", WANTED, "--seed", VENV):
        return
    sys.exit(f"Python {WANTED} is needed and could not be had. Install it (pyenv install {WANTED}) and try again.")


def fetch_uv() -> str | None:
    """Put uv, locked by hash, into a scratch environment, and return its path."""
    scratch = ROOT / ".cache" / "uv"
    uv = scratch / "bin" / "uv"
    if not uv.exists():
        scratch.parent.mkdir(exist_ok=True)
        made = run(sys.executable, "-m", "venv", scratch)
        if not made or not run(
            scratch / "bin/pip", "install", "-q", "--require-hashes", "-r", "tools/requirements-uv.txt"
        ):
            return None
    return str(uv)


def install() -> None:
    """Install the locked packages of Python and of npm, when a lock has changed."""
    locks = (ROOT / "requirements.txt", ROOT / "package-lock.json")
    state = hashlib.sha256(b"".join(lock.read_bytes() for lock in locks)).hexdigest()
    if STAMP.exists() and STAMP.read_text() == state and (ROOT / "node_modules").is_dir():
        return
    if not run(PYTHON, "-m", "pip", "install", "-q", "--require-hashes", "-r", "requirements.txt"):
        sys.exit("The Python packages could not be installed; is the package registry in reach?")
    env = {**os.environ, "PATH": f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"}
    if not run(VENV / "bin/npm", "ci", "--ignore-scripts", env=env):
        sys.exit("The npm packages could not be installed; is the package registry in reach?")
    STAMP.write_text(state)


def apt_install(*packages: str) -> bool:
    """Install Debian's packages, where this is Debian and we may."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return run("apt-get", "update", "-qq") and run("apt-get", "install", "-y", "-qq", *packages, env=env)


def ensure_programs() -> None:
    """See to what the tests run: the machine's own programs, else Debian's packages, else Playwright's Chromium."""
    is_there = any(map(shutil.which, BROWSERS)) or (VENV / "browser").exists()
    if not is_there and not apt_install("chromium-headless-shell"):
        if not run(PYTHON, "-m", "playwright", "install", "chromium"):
            sys.exit("The browser tests need Chromium. Install it (apt install chromium) and try again.")
        (VENV / "browser").touch()
    if not shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin") and not apt_install(*NGINX):
        sys.exit(f"The tests of hosting need nginx. Install it (apt install {' '.join(NGINX)}) and try again.")


if __name__ == "__main__":
    make_venv()
    install()
    if "--browser" in sys.argv[1:]:
        ensure_programs()
