"""Records on disk, for the command line."""

import pytest

from tests import cases


def pytest_addoption(parser):
    parser.addoption("--kills", type=int, default=3, help="how often the tests kill a browser, and a tab, in mid-write")


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
