"""The command line prints what the contract says, refuses with lines that say why, and never shows a traceback."""

import importlib
import json
import re
import sys
import tomllib

import pytest

from checklist_py.__main__ import parser
from checklist_py.core.rules.steps import STEPS
from tests import cases
from tests.command_line import ROOT, run, run_apart, run_on_terminal

# The core's coverage has to come from the core's own tests.
pytestmark = pytest.mark.uncounted

NOW = ("--now", "2026-11-23T09:00:00Z")


def test_plan_json_is_in_the_contracts_shape(good):
    done = run("plan", good, *NOW, "--json")
    assert (done.returncode, done.stderr) == (0, b"")
    found = json.loads(done.stdout)
    assert list(found) == ["now", "next", "applications"]
    assert found["next"] == {"application": "a", "key": "r1/thank-you-email"}
    application = found["applications"][0]
    assert list(application) == ["id", "stage", "moment", "next", "steps"]
    assert (application["moment"], application["next"]) == (
        {"kind": "quiet", "until": "2026-11-30"},
        "r1/thank-you-email",
    )
    keys = ["key", "step", "status", "opens", "due", "changes", "provenance", "sources", "figure_sources", "reason"]
    assert [list(step) for step in application["steps"]] == [keys] * (len(STEPS) - 1)


def test_plan_in_a_pipe_is_80_columns_of_plain_text(good):
    done = run_apart("plan", good, *NOW, env={"COLUMNS": "", "FORCE_COLOR": "1"})
    lines = done.stdout.decode().splitlines()
    assert lines[0] == "Zoë & Co, Analyst"
    assert 70 < max(map(len, lines)) <= 80
    assert b"\x1b" not in done.stdout


def test_a_terminal_has_its_own_width_and_colours(good):
    text = run_on_terminal("plan", good, *NOW, columns=60, env={"TERM": "xterm-256color"})
    assert "\x1b[1mZoë & Co, Analyst\x1b[0m\n" in text
    lines = [line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", text).splitlines()]
    assert lines == run_apart("plan", good, *NOW, env={"COLUMNS": "60"}).stdout.decode().splitlines()
    assert 50 < max(map(len, lines)) <= 60


@pytest.mark.parametrize("env", [{"TERM": "xterm", "NO_COLOR": "1"}, {"TERM": "dumb"}, {}])
def test_a_terminal_that_has_or_wants_no_colour_gets_none(good, env):
    assert "\x1b" not in run_on_terminal("plan", good, *NOW, columns=80, env=env)


def test_plan_reads_standard_input(good):
    assert (
        run_apart("plan", "-", *NOW, "--json", stdin=good.read_bytes()).stdout
        == run("plan", good, *NOW, "--json").stdout
    )


def test_plan_without_now_uses_the_clock(good):
    assert json.loads(run("plan", good, "--json").stdout)["now"].startswith("20")


def test_the_same_output_whatever_the_locale(good):
    plain = run_apart(
        "plan", good, *NOW, env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "TZ": "Asia/Tokyo"}
    )
    assert plain.stdout == run("plan", good, *NOW).stdout


@pytest.mark.parametrize(
    "now", ["2026-11-23T09:00:00", "2026-11-23", "yesterday", "", "0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00"]
)
def test_a_now_that_is_no_instant_is_refused(good, now):
    done = run("plan", good, "--now", now)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.startswith(b"--now: must ")
    assert done.stderr.count(b"\n") == 1


def test_now_may_have_an_offset(good):
    assert json.loads(run("plan", good, "--now", "2026-11-23T10:00:00+01:00", "--json").stdout)["now"] == NOW[1]


def test_every_fault_has_its_line_and_nothing_is_printed(tmp_path):
    bad = tmp_path / "bad.json"
    bad.write_text('{"format": "x", "version": 1, "applications": [{"id": "a\\n"}]}')
    for command in (("plan", bad), ("check", bad), ("merge", bad, bad)):
        done = run(*command)
        assert (done.returncode, done.stdout) == (1, b"")
        assert all(b": " in line for line in done.stderr.splitlines())
        assert b"Traceback" not in done.stderr
    assert [line.split(b":")[0] for line in run("check", bad).stderr.splitlines()] == [b"format", b"applications[0].id"]


@pytest.mark.parametrize("content", [b"", b"\xff", b"null", b"[" * 200_000, b'{"a":1,"a":2}', b"x" * 2_000_000])
def test_a_file_that_is_no_record_is_refused_at_record(tmp_path, content):
    path = tmp_path / "bad.json"
    path.write_bytes(content)
    done = run("check", path)
    assert (done.returncode, done.stdout, done.stderr.split(b":")[0]) == (1, b"", b"record")


def test_a_file_that_cannot_be_read_is_refused_at_its_name(tmp_path):
    for path in (tmp_path / "none.json", tmp_path):
        done = run("check", path)
        assert (done.returncode, done.stdout) == (1, b"")
        assert done.stderr.startswith(f"{path}: ".encode())


def test_control_characters_in_a_file_name_are_escaped(tmp_path):
    done = run("check", tmp_path / "a\nb")
    assert done.stderr.count(b"\n") == 1
    assert b"a\\u000ab" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [(), ("nothing",), ("plan",), ("plan", "a", "b"), ("rules", "--yaml"), ("merge", "a"), ("merge", "-", "-")],
)
def test_wrong_usage_is_status_2(arguments):
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"usage:" in done.stderr


def test_usage_says_the_name_that_was_called(monkeypatch):
    assert run_apart("--help").stdout.startswith(b"usage: python -m checklist_py [-h] COMMAND")
    monkeypatch.setattr(sys, "argv", ["/somewhere/bin/after-the-interview"])
    assert parser().prog == "after-the-interview"


def test_the_installed_command_is_this_one():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module, _, function = project["scripts"]["after-the-interview"].partition(":")
    assert callable(getattr(importlib.import_module(module), function))


def test_rules_lists_every_step_and_number():
    listing = json.loads(run("rules", "--json").stdout)
    assert [step["id"] for step in listing["steps"]] == [step.id for step in STEPS]
    assert {
        number["name"]: (number["default"], number["minimum"], number["maximum"]) for number in listing["policy"]
    } == {
        "thank_you_hours": (24, 1, 72),
        "follow_up_days": (7, 3, 30),
        "grace_working_days": (1, 0, 10),
        "follow_up_spacing_working_days": (10, 3, 30),
        "max_follow_ups": (2, 0, 3),
        "decide_working_days": (2, 1, 20),
    }
    text = run("rules").stdout.decode()
    assert all(step.id in text for step in STEPS)


def test_check_says_what_a_record_holds(good):
    assert run("check", good).stdout.decode() == (
        "A good record: 1 application.\n  a  Zoë & Co, Analyst: 1 interview, 0 steps done\n"
    )


def test_ics_writes_the_calendar_whole_or_of_one_step(good, tmp_path):
    done = run("ics", good, *NOW)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert b"SUMMARY:Interview (Zo\xc3\xab & Co\\, Analyst)\r\n" in done.stdout
    assert b"\n" not in done.stdout.replace(b"\r\n", b"")
    out = tmp_path / "plan.ics"
    assert run("ics", good, *NOW, "-o", out).returncode == 0
    assert out.read_bytes() == done.stdout
    one = run("ics", good, *NOW, "--step", "r1/thank-you-email")
    assert one.stdout.count(b"BEGIN:VEVENT") == 1
    assert b"UID:a/r1/thank-you-email@after-the-interview\r\n" in one.stdout


@pytest.mark.parametrize(
    ("document", "arguments", "fault"),
    [
        (cases.record(cases.application(cases.interview(None))), (), "record: must have something with a date"),
        (
            cases.record(cases.application(cases.interview())),
            ("--step", "r1/nothing"),
            "--step: must be the key of a step with a date",
        ),
        (cases.record(cases.application(cases.interview())), ("--now", "today"), "--now: must be an instant"),
    ],
)
def test_ics_refuses_what_has_no_date(document, arguments, fault):
    done = run("ics", "-", *arguments, stdin=cases.as_text(document).encode())
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().startswith(fault)


def test_draft_prints_a_message_with_its_head(tmp_path):
    path = tmp_path / "record.json"
    people = [{"name": "Dana Reyes", "email": "dana@example.org"}, {"name": "Sam Ito"}]
    path.write_text(
        cases.as_text(cases.record(cases.application(cases.interview(people=people), role="Analyst"))), encoding="utf-8"
    )
    done = run("draft", path, "thank-you-email")
    assert (done.returncode, done.stderr) == (0, b"")
    head = "To: dana@example.org\nSubject: Thank you: Analyst\n\nHi Dana,\n\nThank you for taking the time to talk to me on Friday 20 November"
    assert done.stdout.decode().startswith(head)
    assert (
        run("draft", path, "thank-you-email", "--person", "2")
        .stdout.decode()
        .startswith("Subject: Thank you: Analyst\n\nHi Sam,")
    )
    assert (
        run("draft", path, "call-reception", "--round", "r1")
        .stdout.decode()
        .startswith("“Hello, my name’s [your name].")
    )


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (("thank-you",), "NAME: must be one of thank-you-email, "),
        (("decline", "--application", "z"), "--application: must be one of a"),
        (("decline", "--round", "r7"), "--round: must be one of r1"),
        (("decline", "--person", "2"), "--person: needs an interview with somebody’s name"),
    ],
)
def test_draft_refuses_what_there_is_not(good, arguments, fault):
    done = run("draft", good, *arguments)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().startswith(fault)


def test_journal_prints_what_was_noted(tmp_path):
    path = tmp_path / "record.json"
    notes = {"went_well": ["Calm"], "questions": [{"question": "Why us?", "answer": "", "score": 7}]}
    document = cases.record(cases.application(cases.interview(journal=notes), employer="Zoë & Co"))
    path.write_text(cases.as_text(document), encoding="utf-8")
    text = run("journal", path).stdout.decode()
    assert text.startswith("Zoë & Co, interview 1, 2026-11-20\n  went well: Calm\n  asked: Why us?  (7 of 10)\n")
    found = json.loads(run("journal", path, "--json").stdout)
    assert found["interviews"][0]["mean"] == 7.0
