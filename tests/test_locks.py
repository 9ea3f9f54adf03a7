"""What is installed and what is served is what was chosen: pinned, sealed, and named by what it holds."""

import hashlib
import json
import re
import tomllib
from pathlib import Path

import pytest

from checklist_py.build.halves.build import SECOND, WASM, halves_folder
from checklist_py.build.halves.profile import PROFILE
from checklist_py.build.tools import node_package

ROOT = Path(__file__).parents[1]
SITE = ROOT / "site"
RUNTIME = SITE / "assets" / "runtime"


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("name", ["requirements.txt", "tools/requirements-uv.txt"])
def test_every_python_package_is_pinned_and_sealed(name):
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert lines
    for line in lines:
        assert re.match(r"[a-z0-9][a-z0-9._-]*(\[[a-z0-9,-]+\])?==[^ ]+ ", line), line[:80]
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", line), line[:80]
        assert "://" not in line


def test_the_projects_own_dependencies_are_the_locked_ones():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = {line.split(" ")[0] for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()}
    assert set(project["dependencies"]) <= locked


def test_every_npm_package_is_sealed_and_names_no_address():
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    del packages[""]
    assert packages
    for name, package in packages.items():
        assert package["integrity"].startswith("sha512-"), name
        assert "resolved" not in package, name


def test_no_install_goes_round_the_seals():
    commands = (ROOT / "tools/bootstrap.py").read_text(encoding="utf-8")
    installs = re.findall(r'"pip", "install"[^)]*|bin/pip", "install"[^)]*', commands)
    assert len(installs) == 4
    # But for the clone itself, for which nothing is fetched.
    (own,) = [install for install in installs if "--require-hashes" not in install]
    assert "*offline" in own
    assert 'offline = ("--no-index", "--no-deps", "--no-build-isolation")' in commands
    assert '"ci", "--ignore-scripts"' in commands


def test_every_action_is_pinned_by_its_commit():
    for workflow in (ROOT / ".github/workflows").glob("*.yml"):
        used = re.findall(r"uses: (\S+)", workflow.read_text(encoding="utf-8"))
        assert used
        assert [each for each in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", each)] == []


def test_python_as_it_is_served_is_the_one_that_was_pinned():
    """The profile names the module that npm has verified; the worker verifies the rules' wheel and the codes' library."""
    whole = sha256(node_package("pyodide") / WASM)
    assert whole in PROFILE.read_text(encoding="utf-8")
    for name in (WASM, SECOND):
        (half,) = RUNTIME.glob(f"*/{name}")
        assert sha256(half) == sha256(halves_folder() / name)
    (lock,) = RUNTIME.glob("*/pyodide-lock.json")
    (wheel,) = RUNTIME.glob("*/*.whl")
    assert json.loads(lock.read_text(encoding="utf-8"))["packages"]["checklist-py"]["sha256"] == sha256(wheel)
    (codes,) = RUNTIME.glob("*/codes.json")
    assert json.loads(codes.read_text(encoding="utf-8"))["sha256"] == sha256(codes.parent / "segno.zip")
    worker = next((SITE / "assets/app").glob("worker.*.js")).read_text(encoding="utf-8")
    for file in (wheel, codes.parent / "segno.zip"):
        assert sha256(file) in worker
