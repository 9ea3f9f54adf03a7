"""Bring a fresh clone to where everything runs: Python 3.13 in .venv, the locked packages, node_modules, the command.

Runs on any Python 3.9 or later, with nothing but the standard library. Idempotent: what is
there and current is left alone.

    python3 tools/bootstrap.py [--browser | --browsers | --load | --exit]

--browser also sees to what `make test` runs, Chromium and nginx; --browsers to what all tests run, Firefox
and WebKitGTK with a screen among it; --load to what the measurement of load runs, nginx and wrk; --exit to
an environment with ProperDocs and without MkDocs.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
WANTED = "3.13"
STAMP = VENV / "installed"
COMMAND = VENV / "bin" / "after-the-interview"
COMMAND_STAMP = VENV / "command"
EXIT = ROOT / ".cache" / "exit" / "venv"
# For pip: most modules are never imported, and those that are, are compiled then.
LEAN = ("-q", "--no-compile")
# What is run besides: by which of these names a machine has it, and Debian's packages that bring it. In the
# headless shell the tests take half as long.
PROGRAMS = {
    "chromium": (
        "chromium-headless-shell",
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "chrome",
    ),
    "firefox": ("firefox-esr", "firefox"),
    "webkit": ("WebKitWebDriver",),
    "screen": ("Xvfb",),
    "nginx": ("nginx",),
    "wrk": ("wrk",),
}
PACKAGES = {
    "chromium": ("chromium-headless-shell",),
    "firefox": ("firefox-esr",),
    "webkit": ("webkit2gtk-driver",),
    "screen": ("xvfb",),
    "nginx": ("nginx-light", "libnginx-mod-http-brotli-static"),
    "wrk": ("wrk",),
}
TESTED = ("chromium", "firefox", "webkit", "screen", "nginx")
FIRST = ("chromium", "nginx")
LOADED = ("nginx", "wrk")
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")


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
    if not run(PYTHON, "-m", "pip", "install", *LEAN, "--require-hashes", "-r", "requirements.txt"):
        sys.exit("The Python packages could not be installed; is the package registry in reach?")
    env = {**os.environ, "PATH": f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"}
    if not run(VENV / "bin/npm", "ci", "--ignore-scripts", env=env):
        sys.exit("The npm packages could not be installed; is the package registry in reach?")
    STAMP.write_text(state)


def install_command() -> None:
    """Install the clone itself, as the command that it has in .venv/bin. Everything for it is already there."""
    state = hashlib.sha256((ROOT / "pyproject.toml").read_bytes() + os.fsencode(ROOT)).hexdigest()
    if COMMAND.exists() and COMMAND_STAMP.exists() and COMMAND_STAMP.read_text() == state:
        return
    offline = ("--no-index", "--no-deps", "--no-build-isolation")
    if not run(PYTHON, "-m", "pip", "install", "-q", *offline, "-e", "."):
        sys.exit("The command could not be installed; make clean, then try again.")
    COMMAND_STAMP.write_text(state)


def install_exit() -> None:
    """Make the environment of ``make exit``. Its lock leaves MkDocs out, which the theme still asks for."""
    lock, stamp, python = ROOT / "tools/requirements-exit.txt", EXIT / "installed", EXIT / "bin" / "python"
    state = hashlib.sha256(lock.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == state:
        return
    shutil.rmtree(EXIT, ignore_errors=True)
    made = run(PYTHON, "-m", "venv", EXIT)
    if not made or not run(python, "-m", "pip", "install", *LEAN, "--require-hashes", "--no-deps", "-r", lock):
        sys.exit("ProperDocs could not be installed; is the package registry in reach?")
    stamp.write_text(state)


def missing(names: tuple[str, ...]) -> list[str]:
    """Return which of these programs are not on this machine."""
    path = os.environ.get("PATH", "") + os.pathsep + "/usr/sbin"
    there = {name for name in names if any(shutil.which(each, path=path) for each in PROGRAMS[name])}
    if (VENV / "browser").exists():
        there.add("chromium")
    if not BROTLI.exists():
        there.discard("nginx")
    return [name for name in names if name not in there]


def apt_install(wanted: list[str]) -> None:
    """Install Debian's packages, where this is Debian or its like and we may; if not all, those that can be had."""
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if not shutil.which("apt-get") or (sudo and not shutil.which("sudo")):
        return
    env = ["env", "DEBIAN_FRONTEND=noninteractive"]
    run(*sudo, *env, "apt-get", "update", "-qq")
    install = (*sudo, *env, "apt-get", "install", "-y", "-qq", "--no-install-recommends")
    if not run(*install, *packages_of(wanted)):
        for name in wanted:
            run(*install, *PACKAGES[name])


def ensured(names: tuple[str, ...]) -> list[str]:
    """See to programs, the machine's own or Debian's packages, and return those that cannot be had."""
    if missing(names):
        apt_install(missing(names))
    return missing(names)


def packages_of(names: list[str]) -> list[str]:
    """Return Debian's packages that bring these programs."""
    return [package for name in names for package in PACKAGES[name]]


def by_hand(names: list[str]) -> str:
    """Return the command that brings these programs."""
    return " ".join(["apt install", *packages_of(names)])


def ensure_tested(wanted: list[str]) -> None:
    """See to what tests run: where Debian's packages are not to be had, to Playwright's Chromium at least."""
    if "chromium" in wanted and run(PYTHON, "-m", "playwright", "install", "chromium"):
        (VENV / "browser").touch()
        wanted.remove("chromium")
    if "chromium" in wanted or (wanted and os.environ.get("CI")):
        sys.exit(f"The tests need {', '.join(wanted)}. Install them ({by_hand(wanted)}) and try again.")
    if wanted:
        print(f"Not here: {', '.join(wanted)}. Their tests are left out. To have them: {by_hand(wanted)}")


def ensure_loaded() -> None:
    """See to what the measurement of load runs."""
    wanted = ensured(LOADED)
    if wanted:
        sys.exit(f"Load needs {', '.join(wanted)}. Install them ({by_hand(wanted)}) and try again.")


if __name__ == "__main__":
    tested = TESTED if "--browsers" in sys.argv[1:] else FIRST if "--browser" in sys.argv[1:] else ()
    with ThreadPoolExecutor() as beside:
        # Debian's packages take as long as Python's.
        lacking = beside.submit(ensured, tested)
        make_venv()
        install()
        install_command()
    if tested:
        ensure_tested(lacking.result())
    if "--load" in sys.argv[1:]:
        ensure_loaded()
    if "--exit" in sys.argv[1:]:
        install_exit()
