"""The pictures of the plan and of the journal: in their frame, the same in words, and silence counted by the day."""

import pytest

from checklist_py.core.pictures.drawing import WIDTH, When, shortened, wide
from checklist_py.core.pictures.journal import again, again_picture, entries, scores_picture
from checklist_py.core.pictures.silence import silence, silence_picture, silence_words
from checklist_py.core.pictures.windows import MOST_ROWS, windows
from checklist_py.core.rules.overview import overview
from checklist_py.core.words.wording import AVERAGE_WAIT, WORDS
from tests import cases, helpers


def planned(document, now="2026-11-28T09:00:00Z"):
    return helpers.planned(document, now)


def pictures():
    for document, now in cases.PARITY:
        whole = planned(document, now)
        told = [silence(whole, each) for each in whole.applications]
        yield from (silence_picture(each) for each in told if each)
        yield windows(whole)
        found = entries(whole)
        yield scores_picture(found)
        yield again_picture(again(found))


@pytest.mark.uncounted
def test_nothing_in_a_picture_reaches_over_its_edge():
    drawn = [picture for picture in pictures() if picture]
    assert len(drawn) > 250
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


def test_without_a_date_there_is_no_picture():
    whole = planned(cases.record(cases.application(cases.interview(None))))
    assert windows(whole) is None
    assert windows(planned(cases.record())) is None
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
    assert windows(whole).rows == (
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
    assert windows(planned(document, "2026-11-20T15:00:00Z")).rows[0][2:] == (
        "Call us",
        When("2026-11-20T15:00:00Z", "Europe/London"),
    )


def test_an_application_s_windows_and_what_happened_stand_in_its_row():
    steps = {"r1/follow-up-1": cases.done("2026-12-01T10:00:00Z"), "r1/settle": cases.done("2026-11-20T18:00:00Z")}
    outcomes = [cases.outcome("update", "2026-12-01")]
    document = cases.record(cases.application(cases.interview(), steps=steps, outcomes=outcomes))
    kinds = [mark.attributes["class"] for mark in windows(planned(document, "2026-12-02T09:00:00Z")).marks]
    assert {"picture__bar-past", "picture__bar-late", "picture__bar-ahead"} <= set(kinds)
    assert kinds.count("picture__dot-interview") == kinds.count("picture__dot-outcome") == 1


def test_of_many_applications_those_due_first_are_shown():
    many = cases.record(*({"id": f"a{n}", "rounds": [cases.interview()]} for n in range(MOST_ROWS + 5)))
    picture = windows(planned(many))
    assert len(picture.rows) == MOST_ROWS + 1
    assert picture.rows[-1] == ("and 5 more", "", "", "")
    assert sum(mark.attributes["class"] == "picture__name" for mark in picture.marks) == MOST_ROWS


def test_a_line_of_many_years_names_few_days():
    picture = windows(planned(cases.record(cases.application(cases.interview("2099-01-01T10:00")))))
    assert 1 <= sum(bool(mark.moment) for mark in picture.marks) <= 6


@pytest.mark.parametrize(
    ("now", "days", "says"),
    [
        ("2026-11-20T23:00:00Z", 0, "It’s the day of the interview, and silence is normal"),
        ("2026-11-28T09:00:00Z", 8, "It’s day 8 since the interview, and silence is normal"),
        ("2026-12-15T09:00:00Z", 25, "silence is normal"),
        ("2026-12-16T09:00:00Z", 26, "longer than average. New graduates in the US waited 25.1 days"),
        ("2027-01-15T09:00:00Z", 56, "more than twice the average"),
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
        "It’s day 1 since the last interview, and day 8 since the first, and silence is normal"
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
    picture = windows(whole)
    assert picture.rows[0][0] == name
    (drawn,) = [mark.text for mark in picture.marks if mark.attributes["class"] == "picture__name"]
    assert drawn.endswith("…")
    assert name.startswith(drawn[:-1])
    assert shortened("i" * 500, 10).endswith("…")
