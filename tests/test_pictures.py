"""The pictures say what the rules say, and say it in words as well."""

import html
import re
from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest

from checklist_py.build import letters, pictures, weeks
from checklist_py.build.decisions import Leaf, decisions
from checklist_py.build.guide import Guide
from checklist_py.core.rules.workdays import NO_REGION, add_working_days, roll_forward
from checklist_py.core.words.wording import AVERAGE_WAIT
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
DAYS = [INTERVIEW + timedelta(days=n) for n in range(1, 50)]
FIRST, SECOND = date(2026, 11, 30), date(2026, 12, 14)


def pending(asked):
    """The step that waits after these follow-ups."""
    return ["r1/follow-up-1", "r1/follow-up-2", "r1/let-go"][len(asked)]


def last_call(reply_by, sent):
    """The day on which letting go opens where the next follow-up is never sent."""
    if sent:
        opens = add_working_days(sent[-1], 10, NO_REGION)
    elif reply_by:
        opens = add_working_days(reply_by, 1, NO_REGION)
    else:
        opens = roll_forward(INTERVIEW + timedelta(days=8), NO_REGION)
    return add_working_days(add_working_days(opens, 2, NO_REGION), 10, NO_REGION)


@pytest.mark.parametrize("asked", [(), (FIRST,), (FIRST, SECOND)], ids=["not asked yet", "asked", "asked twice"])
@pytest.mark.parametrize("reply_by", [None, date(2026, 11, 27)], ids=["no day named", "a day named"])
def test_should_i_chase_answers_as_the_rules_do(reply_by, asked):
    """On every day of seven weeks after an interview on a Friday, the last of them those for letting go."""
    wrong = {}
    for today in DAYS:
        sent = tuple(day for day in asked if day <= today)
        facts = {
            "too-late": len(sent) < 2 and today >= last_call(reply_by, sent),
            "asked": bool(sent),
            "enough": len(sent) == 2,
            "spaced": sent and today >= add_working_days(sent[-1], 10, NO_REGION),
            "named": reply_by is not None,
            "date-past": reply_by and today >= add_working_days(reply_by, 1, NO_REGION),
            "week-past": today > INTERVIEW + timedelta(days=7),
        }
        steps = {f"r1/follow-up-{n}": done(f"{day}T09:00:00Z") for n, day in enumerate(sent, 1)}
        document = record(application(interview(reply_by=reply_by and str(reply_by)), steps=steps))
        said = answer(decisions()["chase"].root, facts)
        # "On a working day", the answer says: at a weekend it is Monday's.
        day = roll_forward(today, NO_REGION) if said == "ask" else today
        key = pending(sent)
        status = step_of(document, key, f"{day}T12:00:00Z")["status"]
        ruled = {"upcoming": "wait", "open": "ask", "overdue": "ask", "missed": "let-go"}[status]
        if said != ("let-go" if key == "r1/let-go" else ruled):
            wrong[str(today)] = (said, ruled)
    assert wrong == {}


@pytest.mark.parametrize(
    ("facts", "fields", "needed"),
    [
        ({"wanted": False}, {"interest": "no"}, set()),
        ({"wanted": True, "no-time": True}, {"thank_you": "email"}, {"thank-you-email"}),
        ({"wanted": True, "no-time": False, "card": False}, {"interest": "unsure"}, {"thank-you-email"}),
        (
            {"wanted": True, "no-time": False, "card": True},
            {"thank_you": "both"},
            {"thank-you-email", "thank-you-letter"},
        ),
    ],
)
def test_email_or_letter_asks_for_what_the_checklist_then_plans(facts, fields, needed):
    kind = answer(decisions()["email-or-letter"].root, facts)
    assert kind == {0: "none", 1: "email", 2: "both"}[len(needed)]
    for step in ("thank-you-email", "thank-you-letter"):
        planned = step_of(record(application(interview(), **fields)), f"r1/{step}")
        assert (planned["status"] != "not-needed") == (step in needed)


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
def test_a_picture_has_a_name_and_the_same_in_words_below_and_no_colours_of_its_own(name):
    whole = Guide(TEMPLATES).fill(f'{{{{ picture("{name}") }}}}', "some-page", "guide/some-page/")
    svg, words = whole.split("</svg>")
    assert f'role="img" aria-labelledby="{name}-title" aria-describedby="{name}-words"' in svg
    assert f'<title id="{name}-title">{pictures.picture(name)["title"]}</title>' in svg
    assert f'<div id="{name}-words">' in words
    drawn = re.findall(r"<text[^>]*>([^<]*)</text>", svg)
    told = html.unescape(re.sub(r"<[^>]+>", " ", words))
    weeks_alone = {"Week", "1", "2", "3", "4"}
    assert set(re.findall(r"\w+", html.unescape(" ".join(drawn)))) - weeks_alone <= set(re.findall(r"\w+", told))
    assert not re.search(r"fill=|stroke=|style=", whole)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_in_a_picture_reaches_over_its_edge(name):
    root = ET.fromstring(pictures.picture(name)["svg"])  # noqa: S314  # our own
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
    assert str(AVERAGE_WAIT.days) in fact["says"]
    assert f"{fact['publisher'].partition(',')[0]}, {fact['year'].partition(',')[0]}" == AVERAGE_WAIT.publisher


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [("one two", 400, ["one two"]), ("one two", 10, ["one", "two"]), ("", 10, []), ("unbreakable", 5, ["unbreakable"])],
)
def test_lines_break_between_words(text, room, expected):
    assert letters.lines(text, room, 15) == expected
