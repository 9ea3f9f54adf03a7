"""Which engines the tests run in; and records on disk, for the command line."""

import pytest

from tests import cases
from tools.bootstrap import TESTED, missing


def pytest_addoption(parser):
    parser.addoption("--seeds", type=int, default=50, help="how many runs of each kind the simulation of tabs makes")
    parser.addoption("--kills", type=int, default=3, help="how often the tests kill a browser, and a tab, in mid-write")


def pytest_configure(config):
    # Every browser test runs in each; --browser narrows it down.
    config.option.browser = config.option.browser or ["chromium", "firefox"]


def pytest_collection_modifyitems(config, items):
    """Leave out what says that an engine cannot be driven to do it, and what needs a program that this machine lacks."""
    away = set(missing(TESTED))
    left = [item for item in items if is_lacking(item, config) or away & needed(item, config)]
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if item not in left]


def engine_of(item, config):
    """The engine that a browser test runs in, else None."""
    if "browser_name" not in getattr(item, "fixturenames", ()):
        return None
    callspec = getattr(item, "callspec", None)
    return (callspec.params.get("browser_name") if callspec else None) or config.option.browser[0]


def is_lacking(item, config):
    return any(marker.args[0] == engine_of(item, config) for marker in item.iter_markers("lacks"))


def needed(item, config):
    """Return the programs that a test needs, by their names in the bootstrap's table."""
    programs = {"test_hosting.py": {"nginx"}}.get(item.path.name, set())
    webkit = {"webkit", "screen"} if item.path.parent.name == "webkit" else set()
    return {engine_of(item, config)} | programs | webkit


@pytest.fixture
def good(tmp_path):
    path = tmp_path / "record.json"
    document = cases.record(cases.application(cases.interview(), employer="Zoë & Co", role="Analyst"))
    path.write_text(cases.as_text(document), encoding="utf-8")
    return path


@pytest.fixture
def other(tmp_path):
    path = tmp_path / "other.json"
    steps = {"r1/settle": cases.done("2026-11-20T17:00:00Z")}
    path.write_text(
        cases.as_text(cases.record(cases.application(cases.interview(), steps=steps, later=1))), encoding="utf-8"
    )
    return path
