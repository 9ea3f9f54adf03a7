"""The message templates: each complete, short, with known blanks, for steps that exist, and in words of its own."""

import re

import pytest

from checklist_py.core.rules.steps import BY_ID as STEPS
from checklist_py.core.words.messages import (
    BLANKS,
    BY_ID,
    CALL,
    EMAIL,
    GROUPS,
    LETTER,
    MESSAGES,
    NOTE,
    parts_of,
    words_of,
)
from tests.test_guide import TYPED

STALE = [
    "i am writing to", "hope this email finds", "hope you are well", "hesitate", "reach out", "touch base",
    "circle back", "earliest convenience", "forward to hearing", "to whom it may concern", "dear sir", "at your disposal",
    "per my last", "just checking in", "thanking you in advance", "kindly revert", "please find", "passionate", "synergy",
    "perfect fit", "valuable asset", "team player", "highly motivated", "esteemed", "humbled", "excited",
]  # fmt: skip


def bodies_of(message):
    """A message's body in the words of every person's turn."""
    return list(dict.fromkeys(words_of(message, turn) for turn in range(20)))


def blanks_in(message):
    texts = [message.subject, *bodies_of(message)]
    return [part for text in texts for part, is_blank in parts_of(text) if is_blank]


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.id)
def test_each_message_is_complete(message):
    assert message.group in GROUPS
    assert message.channel in {EMAIL, LETTER, CALL, NOTE}
    assert bool(message.subject) == (message.channel == EMAIL)
    assert set(message.steps) <= set(STEPS)
    assert 5 <= len(message.title) <= 60
    assert message.when.endswith((".", ":"))
    assert set(blanks_in(message)) <= set(BLANKS)
    for text in (message.subject, *bodies_of(message)):
        assert not re.search(r"[{}]", "".join(part for part, _ in parts_of(text)))


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.id)
def test_each_message_is_short_and_in_words_of_its_own(message):
    for body in bodies_of(message):
        assert len(body.split()) <= 120
        said = f"{message.subject} {body}".lower()
        assert [phrase for phrase in STALE if phrase in said] == []
        assert "!" not in said


@pytest.mark.parametrize(
    "message", [each for each in MESSAGES if each.channel in {EMAIL, LETTER}], ids=lambda message: message.id
)
def test_what_is_written_greets_and_is_signed(message):
    assert re.match(r"(Dear \{name\}|Hi \{recruiter\}|\{greeting\} \{(name|referee)\}),\n\n", message.body)
    assert re.search(
        r"\n\n(Best wishes|With (best wishes|kind regards|thanks)),\n\{you\}(\n\{your_phone\})?$", message.body
    )


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.id)
def test_no_figure_is_typed_into_a_message(message):
    said = " ".join(
        [
            message.title,
            message.when,
            message.subject,
            *bodies_of(message),
            *(BLANKS[name] for name in blanks_in(message)),
        ]
    )
    assert not re.search(r"\d", said)
    assert [found for found in TYPED.findall(said) if found.lower() != "a day"] == []
    assert said.lower().count("a day") == said.count("a day from home")


def test_ids_are_unique_and_every_blank_and_group_is_used():
    assert len(BY_ID) == len(MESSAGES)
    assert {blank for message in MESSAGES for blank in blanks_in(message)} == set(BLANKS)
    assert {message.group for message in MESSAGES} == set(GROUPS)
    bodies = [message.body for message in MESSAGES]
    assert len(set(bodies)) == len(bodies)


@pytest.mark.parametrize(
    "step",
    ["rearrange", "debrief-recruiter", "find-missing-names", "thank-you-email", "thank-you-letter", "line-up-references", "follow-up-1", "follow-up-2", "follow-up-3",
     "thank-for-offer", "settle-terms", "ask-for-time", "negotiate", "alert-current-referees", "decide", "tell-others", "ask-why", "ask-referral"],
)  # fmt: skip
def test_every_step_that_is_something_to_say_has_its_words(step):
    assert any(step in message.steps for message in MESSAGES)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Dear {name},", [("Dear ", False), ("name", True), (",", False)]),
        ("{you}", [("you", True)]),
        ("no blanks", [("no blanks", False)]),
        ("", []),
    ],
)
def test_a_text_falls_into_words_and_blanks(text, parts):
    assert list(parts_of(text)) == parts
