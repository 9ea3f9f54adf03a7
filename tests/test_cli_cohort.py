"""A cohort's files: written whole or not at all, for everybody whose rows are right."""

import csv
import io
import json
import re
import signal
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from checklist_py import calendars
from checklist_py.core.record.document import dump, load
from checklist_py.core.record.preset import take
from checklist_py.terminal.cohort import batch as cohort
from checklist_py.terminal.cohort.batch import summary
from tests import presets
from tests.cohorts import TEXT, records, row, sheet
from tests.command_line import ROOT, run, run_apart, run_on_terminal

# The core's coverage has to come from the core's own tests.
pytestmark = pytest.mark.uncounted

NOW = ("--now", "2026-11-23T09:00:00Z")
LONDON = ("--time-zone", "Europe/London")


@pytest.fixture
def files(tmp_path):
    (tmp_path / "cohort.csv").write_text(TEXT, encoding="utf-8")
    (tmp_path / "preset.json").write_text(json.dumps(presets.whole()))
    return tmp_path


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def read_summary(folder):
    return list(csv.DictReader(io.StringIO((folder / "summary.csv").read_text(encoding="utf-8-sig"))))


def test_everybody_gets_a_record_and_its_calendar_and_the_summary_says_what_is_next(files):
    out = files / "new" / "out"
    done = run("batch", files / "cohort.csv", "--out", out, *LONDON, *NOW)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == f"2 calendars, 2 records and summary.csv, in {out}\n"
    assert names(out) == ["s1.ics", "s1.json", "s2.ics", "s2.json", "summary.csv"]
    for name, record in records(TEXT).items():
        assert (out / f"{name}.json").read_text(encoding="utf-8") == dump(record)
        assert (out / f"{name}.ics").read_bytes() == run("ics", out / f"{name}.json", *NOW).stdout
    assert read_summary(out) == [
        {"id": "s1", "next_action": "Email your thank-you (interview 1)", "date": "2026-11-21", "stage": "before"},
        {"id": "s2", "next_action": "", "date": "", "stage": "before"},
    ]


def test_every_record_has_taken_the_preset(files):
    out = files / "out"
    done = run("batch", "-", "--out", out, "--preset", files / "preset.json", *LONDON, *NOW, stdin=TEXT.encode())
    assert (done.returncode, done.stderr) == (0, b"")
    for name, record in records(TEXT).items():
        assert json.loads((out / f"{name}.json").read_bytes()) == take(record, presets.whole())


def test_bad_rows_are_told_and_the_rest_is_written(files):
    (files / "cohort.csv").write_text(sheet([row(starts="soon"), row(id="s2"), row(id="../s3")]))
    done = run("batch", files / "cohort.csv", "--out", files / "out", *LONDON, *NOW)
    assert done.returncode == 1
    assert [line.partition(b":")[0] for line in done.stderr.splitlines()] == [b"line 2, column starts", b"line 4, column id"]  # fmt: skip
    assert done.stdout.decode() == f"1 calendar, 1 record and summary.csv, in {files / 'out'}; 2 rows left out\n"
    assert names(files / "out") == ["s2.ics", "s2.json", "summary.csv"]
    assert not (files / "s3.json").exists()


def test_a_person_with_too_much_for_a_record_is_left_out_with_all_their_rows(tmp_path, monkeypatch):
    monkeypatch.setattr(cohort, "MAX_BYTES", 500)
    rows = [*(row(starts=f"2026-11-2{day}T10:00", role="x" * 150) for day in range(3)), row(id="s2")]
    terms = cohort.Terms(datetime(2026, 11, 23, 9, tzinfo=UTC), "Europe/London", None)
    done = cohort.batch(sheet(rows).encode(), str(tmp_path / "out"), terms, is_forced=False)
    assert [fault.path for fault in done.faults] == ["line 2, column id"]
    assert done.text == f"1 calendar, 1 record and summary.csv, in {tmp_path / 'out'}; 3 rows left out\n"
    assert names(tmp_path / "out") == ["s2.ics", "s2.json", "summary.csv"]


def test_nothing_is_written_over_unless_it_is_forced(files):
    out = files / "out"
    out.mkdir()
    (out / "s2.json").write_text("mine")
    (out / "other.txt").write_text("mine")
    (files / "far").write_text("far")
    (out / "s1.ics").symlink_to(files / "far")
    command = ("batch", files / "cohort.csv", "--out", out, *LONDON, *NOW)
    done = run(*command)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode() == (
        "--out: has s1.ics and 1 more of these files already: take another folder, or give --force to write over them\n"
    )
    assert names(out) == ["other.txt", "s1.ics", "s2.json"]
    assert (out / "s2.json").read_text() == "mine"
    assert run(*command, "--force").returncode == 0
    assert names(out) == ["other.txt", "s1.ics", "s1.json", "s2.ics", "s2.json", "summary.csv"]
    assert json.loads((out / "s2.json").read_bytes())["format"] == "after-the-interview"
    # A link in the folder leads nowhere out of it.
    assert (files / "far").read_text() == "far"
    assert not (out / "s1.ics").is_symlink()


def test_every_option_that_is_wrong_is_told_and_nothing_is_made(files):
    bad = files / "bad.json"
    bad.write_text(json.dumps(presets.preset(policy={"left_out": ["nothing"]})))
    options = ("--preset", bad, "--now", "soon", "--time-zone", "Mars")
    done = run("batch", files / "none.csv", "--out", files / "out", *options)
    assert (done.returncode, done.stdout) == (1, b"")
    assert [line.partition(b": ")[0].decode() for line in done.stderr.splitlines()] == [
        str(files / "none.csv"), "--now", "--time-zone", "policy.left_out[0]",
    ]  # fmt: skip
    assert done.stderr.endswith(f"(in {bad})\n".encode())
    assert not (files / "out").exists()


@pytest.mark.parametrize(
    ("content", "out", "fault"),
    [
        ("id,starts\n", "out", "CSV: must have a row below its first line"),
        ("id,starts\ns1,soon\n", "out", "line 2, column starts: must be"),
        ("id,starts,name\n", "out", "line 1, column name: must be one of"),
        (TEXT, "cohort.csv", "--out: file exists"),
        (TEXT, "cohort.csv/out", "--out: "),
    ],
)
def test_where_nothing_can_be_written_nothing_is_made(files, content, out, fault):
    (files / "cohort.csv").write_text(content, encoding="utf-8")
    done = run("batch", files / "cohort.csv", "--out", files / out, *LONDON)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().startswith(fault)
    assert names(files) == ["cohort.csv", "preset.json"]


def test_one_input_alone_may_be_standard_input_and_a_folder_has_a_name(files):
    assert run("batch", "-", "--out", files / "out", "--preset", "-").returncode == 2
    assert run("batch", files / "cohort.csv").returncode == 2
    done = run("batch", files / "cohort.csv", "--out", "", *LONDON)
    assert (done.returncode, done.stderr) == (1, b"--out: must name a folder\n")


KILLED = """
import resource, signal, sys
from checklist_py.__main__ import main
# The system kills whoever writes more of a file: in the middle of the first calendar, which is longer than a record.
signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))
main(sys.argv[1:])"""


def test_killed_in_the_middle_of_a_file_it_leaves_no_half_file_and_can_be_run_again(files):
    out = files / "out"
    command = ["batch", str(files / "cohort.csv"), "--out", str(out), *LONDON, *NOW]
    done = subprocess.run([sys.executable, "-c", KILLED, *command], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGXFSZ
    (draft,) = out.glob(".*")
    assert draft.stat().st_size == 2_000
    assert [path.name for path in out.glob("[!.]*")] == ["s1.json"]
    load((out / "s1.json").read_bytes(), calendars.KNOWN)
    assert run(*command, "--force").returncode == 0
    assert names(out) == ["s1.ics", "s1.json", "s2.ics", "s2.json", "summary.csv"]


def test_where_a_disk_is_full_no_half_file_is_left_and_the_reason_is_told(files):
    ignored = KILLED.replace("SIG_DFL", "SIG_IGN").replace("main(sys", "sys.exit(main(sys") + ")"
    command = ["batch", str(files / "cohort.csv"), "--out", str(files / "out"), *LONDON, *NOW]
    done = subprocess.run([sys.executable, "-c", ignored, *command], cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode() == f"{files}/out/s1.ics: file too large\n"
    assert names(files / "out") == ["s1.json"]


def test_a_terminal_shows_how_far_it_is_and_a_pipe_does_not(files):
    command = ("batch", files / "cohort.csv", *LONDON, *NOW, "--out")
    text = run_on_terminal(*command, files / "out", columns=80, env={"TERM": "xterm-256color"})
    assert "Writing" in text
    assert "2/2" in text
    assert text.rstrip().endswith("2 calendars, 2 records and summary.csv, in " + str(files / "out"))
    assert b"Writing" not in run_apart(*command, files / "again").stderr


def test_no_cell_of_the_summary_is_a_formula():
    starts = ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "＝1"]
    cells = [cells[1] for cells in csv.reader(io.StringIO(summary([["s1", each, "", ""] for each in starts])[1:], newline=""))]  # fmt: skip
    assert cells == ["next_action", *(f"'{each}" for each in starts)]


def test_the_summary_has_a_mark_only_where_a_spreadsheet_needs_one():
    assert summary([["s1", "Follow up", "2026-11-30", "waiting"]]) == (
        "id,next_action,date,stage\r\ns1,Follow up,2026-11-30,waiting\r\n"
    )
    assert summary([["s1", "Écris", "", ""]]).startswith("\ufeffid,")


def test_the_readme_shows_what_is_written(tmp_path):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown, made = re.findall(r"```csv\n(.*?)```", readme, re.DOTALL)
    now = re.search(r"With `(--now) (\S+)`, `summary.csv`", readme)
    assert run("batch", "-", "--out", tmp_path, *LONDON, *now.groups(), stdin=shown.encode()).returncode == 0
    assert (tmp_path / "summary.csv").read_bytes().decode() == made.replace("\n", "\r\n")
    (preset,) = [text for text in re.findall(r"```json\n(.*?)```", readme, re.DOTALL) if "-preset" in text]
    assert run("preset", "-", "--site", "https://example.org/", stdin=preset.encode()).returncode == 0
