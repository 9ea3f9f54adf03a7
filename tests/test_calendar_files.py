"""Calendars, read back by three independent parsers: what they find is what was put in, hostile words included."""

import json
import subprocess
from datetime import UTC, date, datetime

import icalendar
import pytest
import vobject

from checklist_py import calendars
from checklist_py.build.tools import ROOT
from checklist_py.core.calendar.ics import calendar, entries_of
from checklist_py.core.rules.civil import format_moment
from checklist_py.core.rules.plan import plan
from tests import cases, cohorts, presets

HOSTILE = [
    "a;b,c\\d", "\\n is not a line break", "BEGIN:VEVENT", "END:VCALENDAR", "semi;colon:colon,comma", '"quoted"', "trailing\\",
    "\\\\", ";;;", ",,,", "ATTENDEE;CN=x:mailto:a@b", "x" * 300, "é" * 100, "漢字" * 60, "👩‍💻" * 30, "a" * 74 + "é", "a" * 73 + "👩",
    " leading and trailing ", "=cmd|' /C calc'!A0", "<script>alert(1)</script>", "اسم عربي", "%s %n {name}", "tab less", "\u00ad\u200b\u202eabc",
]  # fmt: skip


def hostile(text):
    people = [{"name": text}, {"name": "Dana"}]
    return cases.record(
        cases.application(cases.interview(people=people), employer=text, role=text)
    ), "2026-11-20T17:00:00Z"


def planned(case):
    document, now = case
    return plan(document, datetime.fromisoformat(now), calendars.calendars_for(document))


def cohort():
    """What a centre makes for 200 students, hostile words included."""
    for person in cohorts.cohort(cohorts.sheet(cohorts.rows(200))):
        yield person.record(presets.whole()), "2026-11-20T17:00:00Z"


@pytest.fixture(scope="module")
def plans_and_calendars():
    """Every plan that has something with a date, and its calendar."""
    plans = [planned(case) for case in (*cases.PARITY, *map(hostile, HOSTILE), *cohort())]
    return [(found, text) for found in plans if (text := calendar(found))]


def said(moment):
    return None if moment is None else format_moment(moment.astimezone(UTC) if isinstance(moment, datetime) else moment)


def written(found):
    return [
        {
            "uid": entry.uid,
            "summary": entry.summary,
            "description": entry.description,
            "start": said(entry.start),
            "end": said(entry.end) if entry.end != entry.start else None,
            "alarms": [alarm.total_seconds() for alarm in entry.alarms],
        }
        for entry in entries_of(found)
    ]


def renamed(index, text):
    """The same with time zones of names that no library knows or has met before, so that it must read the VTIMEZONE."""
    # Letters alone: with a digit in it some take a name for a POSIX time zone.
    name = "X" + "".join(chr(ord("a") + int(digit)) for digit in str(index))
    return text.replace("\nTZID:", f"\nTZID:{name}-").replace(";TZID=", f";TZID={name}-")


def by_icalendar(text):
    for event in icalendar.Calendar.from_ical(text).walk("VEVENT"):
        yield {
            "uid": str(event["UID"]),
            "summary": str(event["SUMMARY"]),
            "description": str(event.get("DESCRIPTION", "")),
            "start": said(event["DTSTART"].dt),
            "end": said(event["DTEND"].dt) if "DTEND" in event else None,
            "alarms": [alarm["TRIGGER"].dt.total_seconds() for alarm in event.walk("VALARM")],
        }


def by_vobject(text):
    def instant(value):
        moment = value.value
        if isinstance(moment, datetime) and moment.tzinfo is None:
            # It takes a zone that had no offset before its first change for UTC, and says no zone at all.
            name = value.params["X-VOBJ-ORIGINAL-TZID"][0].partition("-")[2]
            moment = moment.replace(tzinfo=calendars.zone(name))
        return said(moment)

    for event in vobject.readOne(text).vevent_list:
        yield {
            "uid": event.uid.value,
            "summary": event.summary.value,
            "description": event.description.value if hasattr(event, "description") else "",
            "start": instant(event.dtstart),
            "end": instant(event.dtend) if hasattr(event, "dtend") else None,
            "alarms": [alarm.trigger.value.total_seconds() for alarm in getattr(event, "valarm_list", [])],
        }


def test_there_is_enough_to_read(plans_and_calendars):
    assert len(plans_and_calendars) >= 450


@pytest.mark.later
@pytest.mark.parametrize("read", [by_icalendar, by_vobject])
def test_what_a_library_reads_is_what_was_written(read, plans_and_calendars):
    for index, (found, text) in enumerate(plans_and_calendars):
        assert list(read(renamed(index, text))) == written(found)


def test_what_ical_js_reads_is_what_was_written(plans_and_calendars):
    done = subprocess.run(
        ["node", "tests/read_calendars.mjs"],
        cwd=ROOT,
        input=json.dumps([renamed(index, text) for index, (_, text) in enumerate(plans_and_calendars)]),
        capture_output=True,
        text=True,
        check=True,
    )
    for (found, _), read in zip(plans_and_calendars, json.loads(done.stdout), strict=True):
        assert read == written(found)


def test_a_second_import_updates_the_first():
    document, _ = cases.HARD["a run of holidays"]
    first, second = (planned((document, now)) for now in ("2026-12-23T20:00:00Z", "2026-12-24T09:00:00Z"))
    one, other = (icalendar.Calendar.from_ical(calendar(each)).walk("VEVENT") for each in (first, second))
    assert [event["UID"] for event in one] == [event["UID"] for event in other]
    assert all(event["SEQUENCE"] < later["SEQUENCE"] for event, later in zip(one, other, strict=True))
    assert len({str(event["UID"]) for event in one}) == len(one)


def test_no_two_people_of_a_cohort_share_an_entry_in_one_calendar():
    uids = [entry.uid for case in cohort() for entry in entries_of(planned(case))]
    assert len(set(uids)) == len(uids) > 1_000


def test_every_step_with_a_date_is_in_it_alone_or_in_a_list(plans_and_calendars):
    for found, _ in plans_and_calendars:
        told = "\n".join(entry.summary + entry.description for entry in entries_of(found))
        for application in found.applications:
            if application.facts.data.get("archived"):
                continue
            for step in application.steps:
                if (
                    step.due
                    and step.status in ("open", "upcoming", "overdue", "snoozed")
                    and not step.step.startswith("x-")
                ):
                    assert entries_of(found, step.key)
                    assert _title(step) in told


def _title(step):
    from checklist_py.core.words.wording import WORDS  # noqa: PLC0415  # one use

    return WORDS[step.step].title


def test_dates_of_all_day_entries_end_on_the_next_day(plans_and_calendars):
    for found, _ in plans_and_calendars:
        for entry in entries_of(found):
            if isinstance(entry.start, date) and not isinstance(entry.start, datetime):
                assert entry.end > entry.start
