"""What people are told through the weeks after an interview is what was approved, and on key days what it must be."""

import functools
import re

import pytest

from tests.lives.telling import FOLDER, Day, Life, names, read, telling

BLAMING = re.compile(r"\b(overdue|missed|failed|invalid|too late)\b", re.IGNORECASE)


@functools.cache
def told(name: str) -> tuple[Day, ...]:
    return tuple(Life(read(name)).tell())


@pytest.mark.parametrize("name", names())
def test_a_life_is_told_as_it_was_approved(name):
    assert telling(name, list(told(name))) == (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", names())
def test_a_key_day_says_what_it_must_and_nothing_it_must_not(name):
    days = {day.on: day for day in told(name)}
    for key in read(name)["day"]:
        day = days[key["on"]]
        for text, must, must_not in ((day.said, "must", "must_not"), (day.then, "then_must", "then_must_not")):
            for words in key.get(must, ()):
                assert words in text, f"{name}, {day.on}: “{words}” is not in\n{text}"
            for words in key.get(must_not, ()):
                assert words not in text, f"{name}, {day.on}: “{words}” is in\n{text}"


@pytest.mark.parametrize("name", names())
def test_nobody_is_ever_blamed(name):
    assert not [day for day in told(name) if BLAMING.search(f"{day.said} {day.then}")]


KEYS = {"on", "does", "must", "must_not", "then_must", "then_must_not"}


@pytest.mark.parametrize("name", names())
def test_a_life_is_written_in_words_that_are_read(name):
    """A line with a slip in its name would be a claim that nobody checks."""
    days = read(name)["day"]
    assert all(set(day) <= KEYS for day in days)
    assert len({day["on"] for day in days}) == len(days)
