"""Drafts: what the record knows is filled in, what it does not know is a blank that can be seen, and nobody gets another's words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist_py.core.words.drafts import UnknownError
from checklist_py.core.words.messages import BLANKS, BY_ID, MESSAGES, settled, words_of
from tests import cases
from tests.cases import application, interview, outcome, record
from tests.helpers import drafted

DANA, SAM, LEE = {"name": "Dana Reyes", "email": "dana@example.org"}, {"name": "Sam Ito"}, {"name": "Lee Park"}
JOURNAL = {"topics": "testing, the move to Leeds", "questions": [{"question": "why this job"}, {"question": " "}]}
FULL = record(
    application(
        interview(people=[DANA, SAM, LEE], journal=JOURNAL, reply_by="2026-11-27"),
        employer="Acme",
        role="Analyst",
        outcomes=[outcome("offer", "2026-12-01", decide_by="2026-12-04")],
    )
)
BARE = record(application(interview(None)))


@pytest.mark.parametrize("name", BY_ID)
@pytest.mark.parametrize("document", [FULL, BARE, record(application())], ids=["full", "bare", "no interview"])
def test_every_message_is_whole_whatever_is_known(name, document):
    found = drafted(document, name)
    for text in (found.subject, found.body):
        assert not re.search(r"[{}?]\}|\{|None|\[\]", text)
        assert "  " not in text
    assert {BLANKS[blank] for blank in found.blanks} == set(re.findall(r"\[([^]]+)\]", f"{found.subject} {found.body}"))
    assert found.name == name
    assert found.as_json()["blanks"] == list(found.blanks)


@pytest.mark.parametrize(
    ("name", "person", "said"),
    [
        ("thank-you-email", 1, "Hi Dana,\n\nThank you for taking the time to talk to me on Friday 20 November about the Analyst role. I especially enjoyed hearing about testing.\n\nI’m very keen"),
        ("thank-you-email", 2, "Hi Sam,\n\nIt was good to meet you on Friday 20 November and talk about the Analyst role. I’ve been thinking about what you said about the move to Leeds."),
        ("thank-you-letter", 1, "Dear Dana Reyes,"),
        ("thank-you-panel", 1, "I’d be very glad to work with you and with Sam Ito and Lee Park."),
        ("thank-you-panel", 1, "I’ve been thinking about one of your questions: “why this job”."),
        ("follow-up-1", None, "We met on Friday 20 November about the Analyst role, and you thought you’d know by Friday 27 November. I’m"),
        ("call-interviewer", None, "“Hello Dana, it’s [your name]."),
        ("thank-for-offer", None, "Would it be all right if I let you know by Friday 4 December?"),
        ("decline", 3, "that you and Dana Reyes and Sam Ito gave me"),
        ("ask-referee", None, "I’ve had an interview at Acme for the Analyst job, and"),
    ],
)  # fmt: skip
def test_what_is_known_is_filled_in(name, person, said):
    assert said in drafted(FULL, name, person=person).body


def test_what_was_talked_about_with_a_person_and_ones_own_name_go_into_their_message():
    people = [{"name": "Dana", "topic": "the move\nto Leeds"}, {"name": "Sam"}]
    document = record(application(interview(people=people, journal=JOURNAL)), name="Zoë Okafor")
    first, second = (drafted(document, "thank-you-email", person=person).body for person in (1, 2))
    assert "hearing about the move to Leeds." in first
    assert "what you said about the move to Leeds" in second  # of the interview's topics the second
    assert first.endswith("\nZoë Okafor")


@pytest.mark.parametrize(
    ("updates", "said"),
    [
        (["2026-11-30 2026-12-04"], "and you thought you’d know by Friday 4 December."),
        (["2026-12-01 2026-12-08", "2026-11-30 2026-12-04"], "and you thought you’d know by Tuesday 8 December."),
        (["2026-11-30 2026-12-04", "2026-11-30 2026-12-11"], "and you thought you’d know by Friday 11 December."),
        (["2026-11-30"], "about the Analyst role. I’m"),  # a date that they took back is not held against them
        (
            ["2026-11-19 2026-12-04"],
            "and you thought you’d know by Friday 27 November.",
        ),  # word from before the interview
        (["2026-11-30 2026-11-29"], "about the Analyst role. I’m"),  # a date before the day on which it was named
    ],
)
def test_a_follow_up_names_the_date_they_gave_last(updates, said):
    found = [
        outcome("update", *text.split()[:1], **dict(zip(("reply_by",), text.split()[1:], strict=False)))
        for text in updates
    ]
    document = record(application(interview(reply_by="2026-11-27"), role="Analyst", outcomes=found))
    assert said in drafted(document, "follow-up-1").body


def test_what_depends_on_something_unknown_is_left_out():
    alone = record(application(interview(people=[DANA]), employer="Acme"))
    assert "I’d be very glad to work with you." in drafted(alone, "thank-you-panel").body
    assert "We met on Friday 20 November. I’m still" in drafted(alone, "follow-up-1").body
    assert "testing.\n\nI’m very keen" in drafted(FULL, "thank-you-email").body  # with nothing to put right
    assert drafted(alone, "thank-you-email").subject == "Thank you"


def test_it_goes_to_the_person_it_greets():
    assert drafted(FULL, "thank-you-email").to == "dana@example.org"
    assert drafted(FULL, "thank-you-email", person=2).to == ""
    assert drafted(FULL, "ask-referee").to == ""
    assert drafted(BARE, "thank-you-email").to == ""


@pytest.mark.parametrize("name", ["thank-you-email", "thank-you-letter", "thank-you-panel"])
@pytest.mark.parametrize(
    "people", [[DANA, SAM, LEE], [{"name": f"Person {chr(65 + n)}"} for n in range(20)]], ids=["three", "twenty"]
)
def test_no_two_people_get_the_same_words(name, people):
    document = record(application(interview(people=people), employer="Acme"))
    bodies = [drafted(document, name, person=number).body for number in range(1, len(people) + 1)]
    # Without the names, which alone do not make them different.
    bare = {re.sub("|".join(person["name"] for person in people), "", body) for body in bodies}
    assert len(bare) == len(people)


@pytest.mark.parametrize("message", [each for each in MESSAGES if each.turns], ids=lambda message: message.id)
def test_there_are_words_for_twenty_people(message):
    assert len({words_of(message, turn) for turn in range(20)}) == 20
    assert words_of(message, 20) == words_of(message, 0)


TWO = record(
    application(interview(), interview("2026-12-04T10:00", id="r2"), interview(None, id="r3"), id="a", employer="Acme"),
    application(interview("2026-11-18T09:00"), id="b", employer="Beta"),
    application(interview(), id="c", employer="Gamma", archived=True),
)


@pytest.mark.parametrize(
    ("places", "said"),
    [
        ({"application": "a"}, "Friday 4 December"),
        ({"application": "a", "round": "r1"}, "Friday 20 November"),
        ({"application": "a", "round": "r3"}, "[the day of the interview]"),
        ({"application": "b"}, "Wednesday 18 November"),
        ({"application": "c"}, "Friday 20 November"),
    ],
)
def test_it_is_for_the_latest_interview_unless_another_is_named(places, said):
    assert said in drafted(TWO, "thank-you-email", **places).body


def test_one_live_application_needs_no_name():
    live, archived = TWO["applications"][1:]
    assert "18 November" in drafted(record(live, archived), "thank-you-email").body


@pytest.mark.parametrize(
    ("document", "name", "places", "what", "reason"),
    [
        (FULL, "thank-you", {}, "name", "must be one of thank-you-email, "),
        (TWO, "decline", {}, "application", "must be given, one of a, b, c"),
        (TWO, "decline", {"application": "z"}, "application", "must be one of a, b, c"),
        (record(), "decline", {}, "application", "needs a record with an application in it"),
        (TWO, "decline", {"application": "a", "round": "r9"}, "round", "must be one of r1, r2, r3"),
        (record(application()), "decline", {"round": "r1"}, "round", "needs an application with an interview"),
        (FULL, "decline", {"person": 4}, "person", "must be 1 to 3"),
        (FULL, "decline", {"person": 0}, "person", "must be 1 to 3"),
        (BARE, "decline", {"person": 1}, "person", "needs an interview with somebody’s name"),
    ],
)
def test_what_there_is_not_is_named_with_what_there_is(document, name, places, what, reason):
    with pytest.raises(UnknownError) as caught:
        drafted(document, name, **places)
    assert caught.value.what == what
    assert str(caught.value).startswith(reason)


@pytest.mark.parametrize(
    ("message", "name", "greeting", "said"),
    [
        ("follow-up-1", "Dana Reyes", "hi", "Hi Dana,\n\n"),
        ("follow-up-1", "Dana", "hi", "Hi Dana,\n\n"),
        ("follow-up-1", "Dr Dana Reyes", "hi", "Hi Dr Dana Reyes,\n\n"),
        ("follow-up-1", "Prof. Reyes", "hi", "Hi Prof. Reyes,\n\n"),
        ("follow-up-1", "Dana Reyes", "dear", "Dear Dana Reyes,\n\n"),
        ("linkedin-note", "Dana Reyes", "dear", "Hi Dana, "),
        ("call-interviewer", "Dana Reyes", "dear", "“Hello Dana, "),
        ("call-interviewer", "Dr Reyes", "hi", "“Hello Dr Reyes, "),
    ],
)
def test_people_are_greeted_as_one_would(message, name, greeting, said):
    document = record(application(interview(people=[{"name": name}])), greeting=greeting)
    assert drafted(document, message).body.startswith(said)


@pytest.mark.parametrize(
    ("document", "name", "asked"),
    [
        (FULL, "thank-you-email", [("topic", "testing"), ("answer", "")]),
        (BARE, "thank-you-email", [("name", ""), ("topic", ""), ("answer", "")]),
        (FULL, "follow-up-1", [("news", "")]),
        (FULL, "call-reception", []),
    ],
)
def test_what_only_the_person_knows_is_asked_first_in_a_few_questions(document, name, asked):
    assert [(each.blank, each.answer) for each in drafted(document, name).asks] == asked


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"topic": "The move to Leeds."}, "hearing about the move to Leeds."),
        ({"topic": "Leeds"}, "hearing about Leeds."),
        (
            {"answer": "i said 2019, but it was 2020"},
            "There’s one thing I’d like to add. I said 2019, but it was 2020.",
        ),
    ],
)
def test_what_people_type_fits_into_its_sentence(answers, said):
    assert said in drafted(FULL, "thank-you-email", answers=answers).body


def test_an_answer_stands_before_what_is_known():
    document = record(application(interview(people=[DANA], journal=JOURNAL)))
    found = drafted(document, "thank-you-email", answers={"topic": "the\ncanteen.", "answer": " "})
    assert "hearing about the canteen." in found.body
    assert "like to add" not in found.body
    assert "topic" in drafted(document, "thank-you-email", answers={"topic": ""}).blanks


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(list(BY_ID)))
def test_a_person_s_own_words_stay_as_they_are(employer, topic, name):
    """Braces, brackets and question marks in what was typed mean nothing to a draft."""
    document = record(
        application(
            interview(people=[{"name": employer}], journal={"topics": topic}), employer=employer, role=employer
        ),
        greeting="dear",
    )
    body = drafted(document, name).body
    if employer.strip() and "{name}" in BY_ID[name].body:
        said = employer.split(maxsplit=1)[0] if BY_ID[name].channel in {"call", "note"} else employer
        assert said in body


def test_what_is_optional_is_kept_or_left_out_whole():
    assert settled("a{others? and {others}} b{reply_by?, c}", {"others"}.__contains__) == "a and {others} b"


def test_what_is_to_be_put_right_stands_in_the_note_of_its_step():
    steps = {"r1/clear-up": cases.done("2026-11-20T17:00:00Z", note="Churn is\n4%, not 40%.")}
    document = cases.record(cases.application(cases.interview(), steps=steps))
    assert "I’d like to give you a better answer: Churn is 4%, not 40%.\n" in drafted(document, "thank-you-mend").body
    assert "answer" not in drafted(document, "thank-you-mend").blanks
    people = [{"name": "Dana"}, {"name": "Sam"}]
    told = cases.record(cases.application(cases.interview(people=people), steps=steps))
    assert "There’s one thing I’d like to add. Churn is" in drafted(told, "thank-you-email").body
    assert "Churn" not in drafted(told, "thank-you-email", person=2).body
    assert "Churn" in drafted(told, "thank-you-mend", person=2).body
