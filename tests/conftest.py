"""Which tests run when, and in which engines; and records on disk, for the command line."""

import sys
import threading

import pytest

from tests import cases
from tools.bootstrap import TESTED, missing


def pytest_addoption(parser):
    parser.addoption(
        "--part", choices=["first", "rest"], help="what make test runs, or all that it leaves to make test-all"
    )
    parser.addoption("--kills", type=int, default=3, help="how often the tests kill a browser, and a tab, in mid-write")
    parser.addoption(
        "--seeds", type=int, default=50, help="how often the tests simulate the tabs, with each kind of fault"
    )
    parser.addoption(
        "--full",
        action="store_true",
        help="each state in both themes at every width, each request, and kills beside the page's own Python",
    )


def pytest_configure(config):
    # Every browser test runs in each; --browser narrows it down.
    config.option.browser = config.option.browser or ["chromium", "firefox"]


def pytest_collection_modifyitems(config, items):
    """Leave out the other part, what an engine does not run, and what needs a program that this machine lacks."""
    away, part = set(missing(TESTED)), config.option.part
    left = [
        item
        for item in items
        if is_lacking(item, config)
        or away & needed(item, config)
        or (part and is_first(item, config) != (part == "first"))
    ]
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if item not in left]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    """Let coverage look away where nothing is counted on: it makes the rules several times as slow.

    pytest-cov has a marker for this, which does nothing in a process of xdist's.
    """
    if not (item.get_closest_marker("uncounted") or engine_of(item, item.config)):
        return (yield)
    traced, traced_threads = sys.gettrace(), threading.gettrace()
    sys.settrace(None)
    threading.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(traced)
        threading.settrace(traced_threads)


def engine_of(item, config):
    """The engine that a browser test runs in, else None."""
    if "browser_name" not in getattr(item, "fixturenames", ()):
        return None
    callspec = getattr(item, "callspec", None)
    return (callspec.params.get("browser_name") if callspec else None) or config.option.browser[0]


def is_lacking(item, config):
    engine = engine_of(item, config)
    is_elsewhere = engine == "firefox" and item.get_closest_marker("once")
    return is_elsewhere or any(marker.args[0] == engine for marker in item.iter_markers("lacks"))


def is_first(item, config):
    """Whether make test runs it: nothing marked for later, and no browser but Chromium."""
    is_webkit = item.path.parent.name == "webkit"
    return not is_webkit and engine_of(item, config) in {None, "chromium"} and not item.get_closest_marker("later")


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
