"""RFC 5545 by the letter: lines, folding, escaping, time zones; and what a calendar holds."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist_py.core.calendar.ics import calendar, entries_of, escape, fold
from tests import cases, helpers
from tests.cases import application, done, interview, outcome, record

BEFORE, EVENING = "2026-11-20T14:00:00Z", "2026-11-20T17:00:00Z"


def planned(document, now=EVENING):
    return helpers.planned(document, now)


def lines(document, key=None, now=EVENING):
    return calendar(planned(document, now), key).replace("\r\n ", "").split("\r\n")


@given(st.text())
def test_lines_have_at_most_75_octets_and_unfold_to_what_they_were(text):
    folded = list(fold(text))
    assert all(len(line.encode()) <= 75 for line in folded)
    assert folded[0] + "".join(line[1:] for line in folded[1:]) == text
    assert all(line.startswith(" ") for line in folded[1:])


@given(st.text())
def test_escaped_text_has_no_line_break_and_reads_back(text):
    escaped = escape(text)
    assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]", escaped)
    back = re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], escaped)
    kept = "".join(
        letter
        for letter in text.replace("\r\n", "\n").replace("\r", "\n")
        if letter in "\n\t" or not re.match(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", letter)
    )
    assert back == kept


@pytest.mark.parametrize(("document", "now"), cases.HARD.values(), ids=cases.HARD)
def test_every_line_ends_in_crlf_and_is_short_enough(document, now):
    text = calendar(planned(document, now))
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


@pytest.mark.parametrize(
    ("key", "start", "end", "fields"),
    [
        ("r1/thank-you-email", "20261121T153000", "20261121T160000", {}),
        ("r1/thank-you-letter", "20261123", "20261124", {"thank_you": "both"}),
        ("line-up-references", "20261124", "20261125", {}),
        ("r1/follow-up-1", "20261130", "20261203", {}),
        ("keep-searching", "20261121", "20261122", {}),  # without a due it stands where it opens
        ("r1/let-go", "20261216", "20261219", {}),
        ("r1/collect-contacts", "20261120T153000", "20261120T160000", {}),
        ("decide", "20261124", "20261127", {"outcomes": [outcome("offer", "2026-11-24")]}),
        ("ask-for-time", "20261124", "20261125", {"outcomes": [outcome("offer", "2026-11-24")]}),
        (
            "keep-searching",
            "20261207",
            "20261208",
            {"steps": {"keep-searching": done("2026-11-20T16:30:00Z", "snoozed", until="2026-12-07")}},
        ),
    ],
)
def test_a_step_stands_where_it_is_due(key, start, end, fields):
    found = lines(record(application(interview(), **fields)), key, BEFORE)
    assert any(line.startswith("DTSTART") and line.endswith(start) for line in found if "RRULE" not in line)
    assert next(line for line in found if line.startswith("DTEND")).endswith(end)


def test_the_interview_is_in_it_with_what_to_do_there_and_the_same_day_in_one():
    document = record(application(interview(people=[{"name": "Dana"}]), employer="Acme", role="Analyst"))
    interview_, same_day, *rest = entries_of(planned(document, BEFORE))
    assert interview_.summary == "Interview (Acme, Analyst)"
    assert interview_.end - interview_.start == timedelta(hours=1)
    assert interview_.description.startswith("With Dana.\n\nBefore you leave the room:\n- Get everyone’s name")
    assert same_day.summary == "The same day (Acme, Analyst)"
    assert "- Decide how much you want it" in same_day.description
    assert same_day.alarms == (timedelta(hours=16),)
    assert {entry.uid.split("/", 1)[1].split("@")[0] for entry in rest} == {
        "r1/thank-you-email", "line-up-references", "keep-searching", "r1/follow-up-1", "r1/let-go",
    }  # fmt: skip


def test_what_it_is_too_late_for_is_told_no_more():
    """In the evening the room is left; a week on there is only the wait, and nothing about the same day."""
    document = record(application(interview(people=[{"name": "Dana"}])))
    assert entries_of(planned(document))[0].description == "With Dana."
    assert entries_of(planned(document, "2026-11-30T09:00:00Z"), "r1/thank-you-email") == []
    assert not any("same-day" in entry.uid for entry in entries_of(planned(document, "2026-11-30T09:00:00Z")))


@pytest.mark.parametrize(
    ("fields", "key", "triggers"),
    [
        # From the first to the last day on which to decide: at nine of both.
        ({"outcomes": [outcome("offer", "2026-11-20", decide_by="2026-11-27")]}, "decide", ["PT9H", "P7DT9H"]),
        # Due on Saturday at 16:00: two hours before the half-hour that ends then.
        ({}, "r1/thank-you-email", ["-PT2H"]),
    ],
)
def test_an_alarm_goes_off_when_a_step_opens_and_on_the_last_of_several_days(fields, key, triggers):
    found = lines(record(application(interview(), **fields)), key)
    assert [line.removeprefix("TRIGGER:") for line in found if line.startswith("TRIGGER")] == triggers


@pytest.mark.parametrize(
    ("starts", "trigger"),
    [
        ("2026-11-20T09:30", "-PT2H"),
        # Due at 9:00, in an entry from 8:30 on: at 18:00 of the evening before, not at half past six.
        ("2026-11-20T08:00", "-PT14H30M"),
        ("2026-11-20T23:00", "-PT5H30M"),
    ],
)
def test_no_step_wakes_anybody(starts, trigger):
    found = lines(record(application(interview(starts))), "r1/thank-you-email")
    assert f"TRIGGER:{trigger}" in found


def test_no_alarm_goes_off_before_its_step_opens():
    """It opens at 21:00 and is due at 1:00; at 18:00 the interview has not even begun."""
    late = record(application(interview("2026-11-20T20:00")), policy={"thank_you_hours": 4})
    assert "TRIGGER:-PT3H30M" in lines(late, "r1/thank-you-email")


@pytest.mark.parametrize("state", ["done", "skipped"])
def test_what_is_settled_has_no_alarm(state):
    document = record(application(interview(), steps={"r1/thank-you-email": done("2026-11-20T17:00:00Z", state)}))
    found = entries_of(planned(document), "r1/thank-you-email")
    if state == "skipped":
        assert found == []
    else:
        assert found[0].summary == "Done: Email your thank-you"
        assert found[0].alarms == ()


def test_without_anything_dated_there_is_no_calendar():
    assert calendar(planned(record(application(interview(None))))) is None
    assert calendar(planned(record(application(interview(), archived=True)))) is None
    assert calendar(planned(record(application(interview()))), "r1/nothing") is None


def test_a_same_day_that_is_done_leaves_only_the_interview():
    names = ("settle", "record-facts", "score-answers", "reflect", "clear-up", "diarise-follow-up")
    steps = {f"r1/{name}": done("2026-11-20T17:00:00Z") for name in names} | {
        "decide-interest": done("2026-11-20T17:00:00Z")
    }
    found = entries_of(planned(record(application(interview(), steps=steps))))
    assert [entry.uid for entry in found if "same-day" in entry.uid] == []


def test_a_centre_s_own_step_has_its_title_and_its_link():
    extra = {
        "id": "x-visit",
        "title": "Visit us",
        "url": "https://example.org/a",
        "scope": "round",
        "anchor": "end",
        "offset": {"hours": 0},
    }
    document = record(application(interview(), steps={}), policy={"extra_steps": [extra]})
    found = lines(document, "r1/x-visit")
    assert "SUMMARY:Visit us" in found
    assert "URL:https://example.org/a" in found
    # Due where it opens: an entry without length has no end.
    assert not any(line.startswith("DTEND") for line in found)


def test_a_figure_that_a_centre_set_names_it():
    document = record(application(interview()), policy={"thank_you_hours": 48}, centre="Northfield Careers")
    entries = {entry.uid: entry.description for entry in entries_of(planned(document))}
    assert "interview's end. Northfield Careers set this." in entries["a/r1/thank-you-email@after-the-interview"]
    assert sum("Northfield" in description for description in entries.values()) == 1


@pytest.mark.parametrize(
    ("zone", "starts", "kinds"),
    [
        ("Europe/London", "2026-11-20T15:00", {"STANDARD", "DAYLIGHT"}),
        ("Asia/Kolkata", "2026-11-20T15:00", {"STANDARD"}),
    ],
)
def test_a_time_zone_lists_its_changes(zone, starts, kinds):
    found = lines(record(application(interview(starts, time_zone=zone))))
    assert f"TZID:{zone}" in found
    assert {line.removeprefix("BEGIN:") for line in found if line in ("BEGIN:STANDARD", "BEGIN:DAYLIGHT")} == kinds
    assert "TZOFFSETTO:+0530" in found or zone != "Asia/Kolkata"


def test_a_local_time_that_comes_twice_is_said_in_utc():
    """Clocks go back at 02:00 on 25 October: 01:30 comes twice, and the interview ends in the second."""
    found = lines(record(application(interview("2026-10-25T00:30", minutes=120))), now="2026-10-25T00:00:00Z")
    assert "DTSTART;TZID=Europe/London:20261025T003000" in found
    assert "DTEND:20261025T013000Z" in found


def test_a_record_in_utc_needs_no_time_zone():
    found = lines(record(application(interview(time_zone="UTC"))))
    assert "BEGIN:VTIMEZONE" not in found
    assert "DTSTART:20261120T150000Z" in found


def test_sequence_counts_from_an_epoch_and_never_below():
    early = planned(record(application(interview())), "2010-01-01T00:00:00Z")
    assert "SEQUENCE:0\r\n" in calendar(early)
    assert "DTSTAMP:20100101T000000Z\r\n" in calendar(early)
    assert datetime(2010, 1, 1, tzinfo=UTC) == early.now


def test_an_offset_to_the_second_is_said_to_the_second():
    from checklist_py.core.calendar.vtimezone import _said  # noqa: PLC0415  # no zone has one in the years of a record

    assert _said(timedelta(hours=-1, minutes=-15, seconds=-20)) == "-011520"
