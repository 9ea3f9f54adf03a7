"""The journal gathered: what was noted, in the order of the interviews, and what keeps coming up."""

from datetime import datetime

import pytest

from checklist_py import calendars
from checklist_py.core.pictures.drawing import When
from checklist_py.core.pictures.journal import AGAIN, again, again_picture, entries, mean, scores_picture, summary
from checklist_py.core.rules.plan import plan
from checklist_py.terminal.records import journal_text
from tests import cases


def journal(**parts):
    return {"went_well": [], "improve": [], "topics": "", "questions": [], **parts}


def asked(question, score=None, answer=""):
    return {"question": question, "answer": answer, "score": score}


DOCUMENT = cases.record(
    cases.application(
        cases.interview(
            people=[{"name": "Dana Reyes", "title": "Head of Data", "email": ""}, {"name": " "}],
            journal=journal(
                went_well=["Calm", " "],
                improve=["Shorter answers"],
                topics="pricing; churn\n\npricing",
                questions=[asked("Why us?", 7, "I said\nwhy."), asked("", None), asked("A conflict?", 4)],
            ),
        ),
        cases.interview("2026-12-04T10:00", id="r2"),
        employer="Acme",
    ),
    {
        "id": "b",
        "employer": "Beta",
        "rounds": [
            cases.interview(
                "2026-11-10T10:00", journal=journal(improve=["shorter  ANSWERS!"], questions=[asked("why us", 9)])
            ),
            cases.interview(None, id="open", journal=journal(topics="Pricing, ?")),
        ],
    },
)


def planned(document=DOCUMENT):
    now = datetime.fromisoformat("2026-11-28T09:00:00Z")
    return plan(document, now, calendars.calendars_for(document))


def test_interviews_with_notes_in_the_order_of_their_dates():
    found = entries(planned())
    assert [(each.name, each.number, each.start) for each in found] == [
        ("Beta", 1, "2026-11-10T10:00:00Z"),
        ("Acme", 1, "2026-11-20T15:00:00Z"),
        ("Beta", 2, ""),
    ]
    acme = found[1]
    assert (acme.went_well, acme.topics) == (("Calm",), ("pricing", "churn", "pricing"))
    assert [each["name"] for each in acme.people] == ["Dana Reyes"]
    assert acme.scores == (7, 4)
    assert acme.as_json()["mean"] == 5.5
    assert found[2].as_json()["mean"] is None


def test_what_keeps_coming_up_does_so_in_several_interviews_however_it_is_written():
    told = [(each.kind, each.text, each.times, each.mean) for each in again(entries(planned()))]
    assert sorted(told) == [
        ("improve", "shorter  ANSWERS!", 2, None),
        ("question", "why us", 2, 8.0),
        ("topic", "pricing", 2, None),
    ]
    assert again(entries(planned(cases.record(cases.application(cases.interview()))))) == []


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Why us?", "why  us", True),
        ("C++", "C#", False),
        ("C", "C#", False),
        ("“Salary”", "salary.", True),
        ("नमस्ते", "नमस्त", False),
        ("...", "?", False),
    ],
)
def test_what_is_the_same_thing_and_what_is_not(one, other, is_same):
    rounds = [
        cases.interview(id="r1", journal=journal(topics=one)),
        cases.interview("2026-11-27T10:00", id="r2", journal=journal(topics=other)),
    ]
    assert bool(again(entries(planned(cases.record(cases.application(*rounds)))))) is is_same


def test_a_day_is_the_one_where_the_interview_was(tmp_path):
    late = cases.interview("2026-11-20T18:00", time_zone="America/Los_Angeles", journal=journal(topics="tides"))
    text = journal_text(summary(planned(cases.record(cases.application(late, employer="Acme")))))
    assert text.startswith("Acme, interview 1, 2026-11-20\n")


@pytest.mark.parametrize(("scores", "expected"), [((), None), ((7,), 7.0), ((1, 2), 1.5), ((10, 9, 9), 9.3)])
def test_the_mean_is_to_one_decimal(scores, expected):
    assert mean(scores) == expected


def test_the_scores_are_drawn_and_told():
    found = entries(planned())
    picture = scores_picture(found)
    assert picture.rows == (
        ("Beta", When("2026-11-10T10:00:00Z", "Europe/London"), "9.0", "9 to 9", "1"),
        ("Acme", When("2026-11-20T15:00:00Z", "Europe/London"), "5.5", "4 to 7", "2"),
    )
    dots = [mark.attributes["cy"] for mark in picture.marks if mark.attributes["class"] == "picture__score"]
    assert len(dots) == 3
    assert dots[0] < dots[2]  # nine stands above seven
    assert scores_picture(found[2:]) is None
    assert len(scores_picture(found[:1]).rows) == 1


def test_what_keeps_coming_up_is_drawn_and_told():
    picture = again_picture(again(entries(planned())))
    assert ("Question", "why us", "2", "8.0") in picture.rows
    assert ("Topic", "pricing", "2", "") in picture.rows
    assert again_picture([]) is None
    assert AGAIN == 2


def test_the_journal_reads_well_at_a_terminal():
    assert (
        journal_text(summary(planned()))
        == """\
Beta, interview 1, 2026-11-10
  to improve: shorter ANSWERS!
  asked: why us  (9 of 10)
  mean of the scores: 9.0

Acme, interview 1, 2026-11-20
  met: Dana Reyes, Head of Data
  talked about: pricing
  talked about: churn
  talked about: pricing
  went well: Calm
  to improve: Shorter answers
  asked: Why us?  (7 of 10)
    said: I said why.
  asked: A conflict?  (4 of 10)
  mean of the scores: 5.5

Beta, interview 2, no date yet
  talked about: Pricing
  talked about: ?

What keeps coming up
  2 times  question  why us
  2 times  improve  shorter  ANSWERS!
  2 times  topic  pricing
"""
    )
    empty = summary(planned(cases.record()))
    assert empty == {"interviews": [], "again": []}
    assert journal_text(empty) == "Nothing is noted yet.\n"
