"""The tabs of one browser, simulated by ``simulate.mjs``: whatever fails, lags or is killed, what a page called saved is there in
the end, once, in both stores and on every page, and they come to rest."""

import subprocess

import pytest

FAULTS = ["none", "full", "broken", "hung", "quota", "insecure", "crash", "foreign"]


def simulated(*arguments):
    """Simulate, and return the lines about seeds whose run broke a promise."""
    command = ["node", "--no-warnings", "tests/storage/simulate.mjs", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[:-1]


@pytest.mark.parametrize("share", [10, pytest.param(1, marks=pytest.mark.later)])
@pytest.mark.parametrize("faults", FAULTS)
def test_no_order_of_events_breaks_a_promise(faults, share, pytestconfig):
    assert not simulated(faults, "1", str(pytestconfig.getoption("seeds") // share))


@pytest.mark.parametrize(
    ("mutant", "faults"),
    [
        # What one tab has saved is written over by another's list.
        ("lost-update", "none"),
        # The log of a tab that's gone is left where it is.
        ("no-heir", "full"),
        # The list in localStorage has no seal that tells whose it is.
        ("torn-mirror", "crash"),
    ],
)
def test_the_simulation_finds_what_is_broken_on_purpose(mutant, faults):
    assert simulated(faults, "1", "20", mutant)
