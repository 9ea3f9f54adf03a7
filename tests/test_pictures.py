"""The pictures say what the rules say, and say it in words as well."""

import re
from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest

from checklist_py.build import letters, pictures, weeks
from checklist_py.build.decisions import Leaf, decisions, in_words
from checklist_py.build.guide import Guide
from checklist_py.core.workdays import NO_REGION, add_working_days
from tests.cases import application, done, interview, record
from tests.helpers import step_of
from tests.test_guide import TEMPLATES

NAMES = ["first-weeks", *decisions()]
FACTS = Guide(TEMPLATES).facts


def answer(node, facts):
    while not isinstance(node, Leaf):
        node = node.yes if facts[node.id] else node.no
    return node.kind


INTERVIEW = date(2026, 11, 20)
WORKING_DAYS = [day for day in (INTERVIEW + timedelta(days=n) for n in range(45)) if day.weekday() < 5]


@pytest.mark.parametrize("asked", [None, date(2026, 11, 30)], ids=["not asked yet", "asked"])
@pytest.mark.parametrize("reply_by", [None, date(2026, 11, 27)], ids=["no day named", "a day named"])
@pytest.mark.parametrize("today", WORKING_DAYS[1:], ids=str)
def test_should_i_chase_answers_as_the_rules_do(today, reply_by, asked):
    """On every working day of six weeks after an interview on a Friday."""
    if asked and today < asked:
        asked = None
    facts = {
        "asked": asked is not None,
        "spaced": asked and today >= add_working_days(asked, 10, NO_REGION),
        "named": reply_by is not None,
        "date-past": reply_by and today >= add_working_days(reply_by, 1, NO_REGION),
        "week-past": today > INTERVIEW + timedelta(days=7),
    }
    steps = {"r1/follow-up-1": done(f"{asked}T09:00:00Z")} if asked else {}
    fields = {"reply_by": str(reply_by)} if reply_by else {}
    planned = step_of(
        record(application(interview(**fields), steps=steps)),
        "r1/follow-up-2" if asked else "r1/follow-up-1",
        f"{today}T12:00:00Z",
    )
    expected = {"upcoming": "wait", "open": "ask", "overdue": "ask"}[planned["status"]]
    assert answer(decisions()["chase"].root, facts) == expected


@pytest.mark.parametrize("interest", ["yes", "unsure", "no"])
def test_who_does_not_want_the_job_need_not_write(interest):
    facts = {"wanted": interest != "no", "no-time": True, "card": False}
    planned = step_of(record(application(interview(), interest=interest)), "r1/thank-you-email")
    assert (answer(decisions()["email-or-letter"].root, facts) == "none") == (planned["status"] == "not-needed")


def test_the_windows_of_the_first_weeks_are_the_plan_s_own():
    found = {span.step: span for span in weeks.spans()}
    start = datetime(2001, 1, 2, tzinfo=UTC)
    email = found["thank-you-email"]
    assert timedelta(days=email.last - email.first) == timedelta(hours=24)
    follow_up = step_of(record(application(interview(weeks.START.strftime("%Y-%m-%dT%H:%M")))), "r1/follow-up-1")
    assert start.date() + timedelta(days=found["follow-up-1"].first) == date.fromisoformat(follow_up["opens"])
    assert start.date() + timedelta(days=found["follow-up-1"].last - 1) == date.fromisoformat(follow_up["due"])
    opens = start.date() + timedelta(days=found["follow-up-1"].first)
    assert start.date() + timedelta(days=found["follow-up-2"].first) == add_working_days(opens, 10, NO_REGION)


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_has_a_name_and_its_words_and_no_colours_of_its_own(name):
    found = pictures.picture(name, FACTS)
    root = ET.fromstring(found["svg"])  # noqa: S314  # our own
    assert root.get("role") == "img"
    named = {element.get("id"): element.text for element in root if element.get("id")}
    assert [*named] == root.get("aria-labelledby").split()
    assert named[f"{name}-title"] == found["title"]
    drawn = " ".join(text.text for text in root.iter("text"))
    assert set(re.findall(r"\w+", drawn)) - {"Yes", "No", "Week", "1", "2", "3", "4"} <= set(
        re.findall(r"\w+", named[f"{name}-words"])
    )
    assert not re.search(r"fill=|stroke=|style=", found["svg"])


@pytest.mark.parametrize("name", NAMES)
def test_nothing_in_a_picture_reaches_over_its_edge(name):
    root = ET.fromstring(pictures.picture(name, FACTS)["svg"])  # noqa: S314  # our own
    height = float(root.get("height"))
    for box in root.iter("rect"):
        assert float(box.get("x")) >= 0
        assert float(box.get("x")) + float(box.get("width")) <= pictures.WIDTH + 0.1
        assert float(box.get("y")) + float(box.get("height")) <= height
    for text in root.iter("text"):
        end = text.get("text-anchor") == "end"
        x, width = float(text.get("x")), pictures.wide(text.text)
        assert (x if end else x + width) <= pictures.WIDTH + 0.1, text.text
        assert (x - width if end else x) >= 0, text.text


def test_the_average_in_the_picture_is_the_fact_s_own():
    fact = FACTS["decision-days"]
    assert str(fact["days"]) in fact["says"]
    assert fact["publisher"] in fact["from"]


def test_a_tree_said_in_words_has_every_question_and_leads_to_every_answer():
    first, *rest = in_words(decisions()["chase"].root)
    assert first == "1. Have you asked before? If yes, go to 2. If no, go to 3."
    assert [line[:2] for line in rest] == ["2.", "3.", "4.", "5."]
    assert rest[-1] == "5. Has it been more than a week? If yes, Call or write. If no, Not yet: wait."


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [("one two", 400, ["one two"]), ("one two", 10, ["one", "two"]), ("", 10, []), ("unbreakable", 5, ["unbreakable"])],
)
def test_lines_break_between_words(text, room, expected):
    assert letters.lines(text, room, 15) == expected
