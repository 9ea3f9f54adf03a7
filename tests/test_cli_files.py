"""What the command line writes: to a file whole or not at all, to a stream that may close, and over nothing it should not."""

import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests import cases
from tests.command_line import ROOT, run, run_apart

# The core's coverage has to come from the core's own tests.
pytestmark = pytest.mark.uncounted


def test_merge_writes_to_standard_output_or_a_file(good, other, tmp_path):
    printed = run("merge", good, other).stdout
    target = tmp_path / "merged.json"
    done = run("merge", other, good, "-o", target)
    assert (done.returncode, done.stdout) == (0, b"")
    assert target.read_bytes() == printed
    merged = json.loads(printed)["applications"][0]
    assert (merged["employer"], merged["later"], list(merged["steps"])) == ("Zoë & Co", 1, ["r1/settle"])


def test_a_file_is_replaced_whole_and_keeps_its_mode(good, other):
    other.chmod(0o640)
    assert run("merge", good, other, "-o", other).returncode == 0
    assert stat.S_IMODE(other.stat().st_mode) == 0o640
    assert sorted(path.name for path in other.parent.iterdir()) == ["other.json", "record.json"]


def test_merge_where_nothing_can_be_written_is_refused(good, tmp_path):
    done = run("merge", good, good, "-o", tmp_path / "no" / "where.json")
    assert done.returncode == 1
    assert done.stderr.startswith(f"{tmp_path}/no/where.json: ".encode())


def test_a_merge_that_breaks_a_bound_is_refused(tmp_path):
    for name in ("one", "two"):
        applications = [{"id": f"{name}{number}"} for number in range(300)]
        (tmp_path / name).write_text(cases.as_text(cases.record(*applications)))
    done = run("merge", tmp_path / "one", tmp_path / "two")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr == b"applications: must have at most 500 items, not 600 (once merged)\n"


def test_a_reader_that_stops_early_is_no_error(good):
    shell = f"{sys.executable} -m checklist_py rules --json | head -c 1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", shell], cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_output_that_cannot_be_written_is_refused(good):
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "checklist_py", "plan", str(good)]
        done = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (1, b"standard output: no space left on device\n")


def test_closed_streams_and_odd_names_are_no_trap(good):
    for redirect in ("<&-", ">&-", "2>&-"):
        shell = (
            f"{sys.executable} -m checklist_py check - {redirect} < /dev/null"
            if redirect != "<&-"
            else f"{sys.executable} -m checklist_py check - <&-"
        )
        done = subprocess.run(["bash", "-c", shell], cwd=ROOT, capture_output=True, check=False)
        assert (done.returncode, b"Traceback" in done.stderr) == (1, False)
    done = run_apart("check", good, b"\xff".decode("utf-8", "surrogateescape"))
    assert (done.returncode, b"Traceback" in done.stderr) == (2, False)


def test_a_link_stays_a_link_and_a_device_a_device(good, other, tmp_path):
    link = tmp_path / "link.json"
    link.symlink_to(other)
    assert run("merge", good, other, "-o", link).returncode == 0
    assert link.is_symlink()
    assert json.loads(other.read_text(encoding="utf-8"))["applications"][0]["employer"] == "Zoë & Co"
    assert run("merge", good, other, "-o", "/dev/null").returncode == 0
    assert not Path("/dev/null").is_file()


def test_a_bad_moment_and_a_bad_record_are_both_reported():
    done = run("plan", "-", "--now", "x", stdin=b'{"a": 1}')
    assert done.returncode == 1
    assert {line.split(b":")[0] for line in done.stderr.splitlines()} >= {
        b"--now",
        b"format",
        b"version",
        b"applications",
    }


def test_an_empty_name_for_the_output_is_refused_by_its_option(good):
    done = run("merge", good, good, "-o", "")
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"-o: must name a file\n")
