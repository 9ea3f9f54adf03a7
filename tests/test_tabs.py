"""The tabs of one browser, simulated by ``tabs.mjs``: whatever fails, lags or is killed, what a page called saved is there in
the end, once, in both stores and on every page, and they come to rest. That holds beside a tab of the version before as well."""

import subprocess

import pytest


@pytest.mark.parametrize("share", [10, pytest.param(1, marks=pytest.mark.later)])
@pytest.mark.parametrize("faults", ["none", "full", "broken", "hung", "older"])
def test_no_order_of_events_breaks_a_promise(faults, share, pytestconfig):
    runs = pytestconfig.option.seeds // share
    command = ["node", "--experimental-vm-modules", "--no-warnings", "tests/tabs.mjs", faults, "1", str(runs)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=pytestconfig.rootpath)
    assert done.stdout == f"{runs} runs\n", done.stdout
