"""The pictures of the plan and of the journal: in their frame, the same in words, and silence counted by the day."""

import re

import pytest

from checklist_py.core.pictures.drawing import WIDTH, When, shortened, wide
from checklist_py.core.pictures.journal import again, again_picture, entries, scores_picture
from checklist_py.core.pictures.silence import silence, silence_picture, silence_words
from checklist_py.core.pictures.windows import (
    MOST_ROWS,
    windows_of,
    windows_of_all,
)
from checklist_py.core.rules.overview import overview
from checklist_py.core.words.wording import AVERAGE_WAIT, WORDS
from tests import cases, helpers


def planned(document, now="2026-11-28T09:00:00Z"):
    return helpers.planned(document, now)


def pictures():
    for document, now in cases.PARITY:
        whole = planned(document, now)
        told = [silence(whole, each) for each in whole.applications]
        yield from (windows_of(whole, each) for each in whole.applications)
        yield from (silence_picture(each) for each in told if each)
        yield windows_of_all(whole)
        found = entries(whole)
        yield scores_picture(found)
        yield again_picture(again(found))


@pytest.mark.uncounted
def test_nothing_in_a_picture_reaches_over_its_edge():
    drawn = [picture for picture in pictures() if picture]
    assert len(drawn) > 500
    for picture in drawn:
        for tag, attributes, text, moment in (mark.as_json() for mark in picture.marks):
            where = (picture.title, text, attributes)
            if tag == "rect":
                assert attributes["x"] >= 0, where
                assert attributes["x"] + attributes["width"] <= WIDTH + 0.2, where
                assert attributes["y"] + attributes["height"] <= picture.height, where
            elif tag == "circle":
                assert attributes["r"] <= attributes["cx"] <= WIDTH - attributes["r"], where
            elif tag == "text":
                length = wide(text or "24 Nov")
                left = attributes["x"] - (length if attributes.get("text-anchor") == "end" else 0)
                assert left >= -0.2, where
                assert left + length <= WIDTH + 0.2, where
                assert attributes["y"] <= picture.height, where
                assert bool(text) != bool(moment)
        assert all(len(row) == len(picture.columns) for row in picture.rows)
        assert picture.rows


def test_a_row_for_each_stage_with_dates_and_one_for_each_follow_up():
    steps = {"r1/follow-up-1": cases.done("2026-12-01T10:00:00Z"), "r1/settle": cases.done("2026-11-20T18:00:00Z")}
    document = cases.record(cases.application(cases.interview(), steps=steps))
    whole = planned(document, "2026-12-02T09:00:00Z")
    picture = windows_of(whole, whole.applications[0])
    assert [row[0] for row in picture.rows] == [
        "Interview",
        "The same day",
        "The thank-you",
        "While you wait",
        "Follow up",
        "Follow up once more",
        "Let this one go",
    ]
    by_name = {row[0]: row for row in picture.rows}
    assert by_name["Interview"] == ("Interview", When("2026-11-20T15:00:00Z", "Europe/London"), "", "")
    assert by_name["The thank-you"] == (
        "The thank-you",
        When("2026-11-20T16:00:00Z", "Europe/London"),
        When("2026-11-21T16:00:00Z", "Europe/London"),
        "the moment has passed",
    )
    assert by_name["The same day"][3] == "done"
    assert by_name["While you wait"][3] == "late, still worth doing"
    assert by_name["Follow up"][3] == "done"
    assert by_name["Follow up once more"] == (
        "Follow up once more",
        When("2026-12-15", "Europe/London"),
        When("2026-12-17", "Europe/London"),
        "to come",
    )
    assert [mark.text for mark in picture.marks if mark.attributes["class"] == "picture__today-text"] == ["Today"]


def test_outcomes_and_later_interviews_stand_on_the_line():
    document, now = cases.HARD["reopened after a refusal"]
    whole = planned(document, now)
    names = [row[0] for row in windows_of(whole, whole.applications[0]).rows]
    assert {"Interview 1", "Interview 2", "It was a no", "Invited back", "Before interview 2"} <= set(names)
    assert "The thank-you, interview 2" in names


def test_an_interview_without_a_date_has_no_row():
    document, now = cases.HARD["rounds out of order, one without a date"]
    whole = planned(document, now)
    names = [row[0] for row in windows_of(whole, whole.applications[0]).rows]
    assert (
        len([name for name in names if re.fullmatch(r"Interview \d", name)])
        == len(document["applications"][0]["rounds"]) - 1
    )


def test_without_a_date_there_is_no_picture():
    whole = planned(cases.record(cases.application(cases.interview(None))))
    assert windows_of(whole, whole.applications[0]) is None
    assert windows_of_all(whole) is None
    assert windows_of_all(planned(cases.record())) is None
    assert overview(planned(cases.record())) == {"order": [], "live": 0}


def test_the_picture_of_all_has_a_row_for_each_live_application_and_says_what_is_next():
    refusal = [cases.outcome("refusal", "2026-11-18")]
    document = cases.record(
        {"id": "no", "rounds": [cases.interview("2026-11-16T10:00")], "outcomes": refusal},
        {"id": "late", "employer": "Late", "rounds": [cases.interview("2026-12-20T10:00")]},
        {"id": "soon", "employer": "Soon", "role": "Cook", "rounds": [cases.interview()]},
        {"id": "over", "rounds": [cases.interview()], "outcomes": [cases.outcome("withdrawal", "2026-11-22")]},
        {"id": "kept", "archived": True, "rounds": [cases.interview()]},
    )
    whole = planned(document, "2026-11-20T16:30:00Z")
    order = [["soon", "r1/settle"], ["late", None], ["no", "ask-why"], ["over", None]]
    assert overview(whole) == {"order": order, "live": 2}
    assert windows_of_all(whole).rows == (
        ("Soon, Cook", "waiting to hear", WORDS["settle"].title, When("2026-11-20", "Europe/London")),
        ("Late", "interview ahead", "Nothing for now", ""),
    )


def test_a_centre_s_own_step_is_named_when_it_is_next():
    extra = {"id": "x-call", "title": "Call us", "scope": "round", "anchor": "start", "offset": {"hours": 0}}
    document = cases.record(cases.application(cases.interview()), policy={"extra_steps": [extra]})
    document["applications"][0]["interest"] = "no"
    for step in planned(document, "2026-11-20T15:00:00Z").applications[0].steps:
        if step.step not in ("x-call", "let-go"):  # letting go would close it
            document["applications"][0].setdefault("steps", {})[step.key] = cases.done("2026-11-20T15:00:00Z")
    assert windows_of_all(planned(document, "2026-11-20T15:00:00Z")).rows[0][2:] == (
        "Call us",
        When("2026-11-20T15:00:00Z", "Europe/London"),
    )


def test_of_many_applications_those_due_first_are_shown():
    many = cases.record(*({"id": f"a{n}", "rounds": [cases.interview()]} for n in range(MOST_ROWS + 5)))
    picture = windows_of_all(planned(many))
    assert len(picture.rows) == MOST_ROWS + 1
    assert picture.rows[-1] == ("and 5 more", "", "", "")
    assert sum(mark.attributes["class"] == "picture__name" for mark in picture.marks) == MOST_ROWS


def test_a_line_of_many_years_names_few_days():
    document = cases.record(cases.application(cases.interview(), outcomes=[cases.outcome("refusal", "2099-01-01")]))
    whole = planned(document)
    picture = windows_of(whole, whole.applications[0])
    assert 1 <= sum(bool(mark.moment) for mark in picture.marks) <= 6


def test_what_was_left_out_is_not_told_as_done():
    steps = {"r1/follow-up-1": cases.done("2026-12-01T10:00:00Z", "skipped")}
    whole = planned(cases.record(cases.application(cases.interview(), steps=steps)), "2026-12-02T09:00:00Z")
    rows = {row[0]: row for row in windows_of(whole, whole.applications[0]).rows}
    assert rows["Follow up"][3] == "doesn’t apply"


@pytest.mark.parametrize(
    ("now", "days", "says"),
    [
        ("2026-11-20T23:00:00Z", 0, "It is the day of the interview. Silence is normal"),
        ("2026-11-28T09:00:00Z", 8, "It is day 8 since the interview. Silence is normal"),
        ("2026-12-15T09:00:00Z", 25, "Silence is normal"),
        ("2026-12-16T09:00:00Z", 26, "longer than the average of 25.1 days (NACE, 2023)"),
        ("2027-01-15T09:00:00Z", 56, "more than twice the average of 25.1 days"),
    ],
)
def test_a_silence_is_counted_in_days_beside_the_average(now, days, says):
    whole = planned(cases.record(cases.application(cases.interview())), now)
    told = silence(whole, whole.applications[0])
    assert told.days == days
    assert says in silence_words(told)
    assert str(AVERAGE_WAIT.days) in silence_words(told)
    assert f"Day {days}" in [mark.text for mark in silence_picture(told).marks]


def test_silence_begins_anew_with_a_second_interview_and_tells_of_the_first():
    document = cases.record(cases.application(cases.interview(), cases.interview("2026-11-27T10:00", id="r2")))
    told = silence(whole := planned(document), whole.applications[0])
    assert silence_words(told).startswith(
        "It is day 1 since the last interview, and day 8 since the first. Silence is normal"
    )
    told = silence(whole := planned(document, "2026-11-27T12:00:00Z"), whole.applications[0])
    assert "the day of the last interview, and day 7 since the first" in silence_words(told)


@pytest.mark.parametrize(
    "document",
    [
        cases.record(cases.application(cases.interview("2026-12-20T10:00"))),
        cases.record(cases.application(cases.interview(), outcomes=[cases.outcome("refusal", "2026-11-25")])),
        cases.record(cases.application(cases.interview(None))),
        cases.record(cases.application(cases.interview(), outcomes=[cases.outcome("no-show", "2026-11-20")])),
        cases.record(cases.application(cases.interview(), outcomes=[cases.outcome("update", "2026-11-23")])),
    ],
)
def test_there_is_no_silence_before_an_interview_or_after_word_from_them(document):
    whole = planned(document)
    assert silence(whole, whole.applications[0]) is None


def test_a_long_title_is_cut_in_the_picture_and_whole_in_the_words():
    name = "Wholly Extraordinary Manufacturing and Distribution Company of the Northern Counties"
    whole = planned(cases.record(cases.application(cases.interview(), employer=name)))
    picture = windows_of_all(whole)
    assert picture.rows[0][0] == name
    (drawn,) = [mark.text for mark in picture.marks if mark.attributes["class"] == "picture__name"]
    assert drawn.endswith("…")
    assert name.startswith(drawn[:-1])
    assert shortened("i" * 500, 10).endswith("…")
