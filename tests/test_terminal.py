"""What the plan and the rules look like: the moment and the promise first, and no line longer than the screen is wide."""

import json
import re
from datetime import date, datetime

import pytest
from rich.cells import cell_len

from checklist_py import calendars
from checklist_py.core.rules.plan import plan
from checklist_py.core.rules.steps import STEPS
from checklist_py.core.rules.wait import Promise
from checklist_py.core.words.listing import rules_listing
from checklist_py.terminal.plan import plan_text, promise_words
from checklist_py.terminal.rules import rules_text
from checklist_py.terminal.screen import Screen
from tests import cases
from tests.command_line import ROOT

# Interviews are on Wednesday 18 November, three to four in the afternoon in London.
DAY = "2026-11-18T15:00"
DONE = cases.done("2026-11-19T09:00:00Z")
SETTLED = {"r1/thank-you-email": DONE, "line-up-references": DONE}


def text_of(document, now, width=80, **screen):
    now = datetime.fromisoformat(now)
    return plan_text(plan(document, now, calendars.calendars_for(document)), Screen(width, **screen))


def one(place=None, *, outcomes=(), **fields):
    """A record of one application with Acme."""
    place = place or cases.interview(DAY)
    return cases.record(cases.application(place, employer="Acme", outcomes=list(outcomes), **fields))


def head_of(document, now):
    """What is said above the table, as one line."""
    head, _, _ = text_of(document, now).partition("\n\n")
    return " ".join(head.split())


def test_a_broken_promise_comes_first_and_what_is_past_is_folded():
    place = cases.interview(DAY, reply_by="2026-11-25")
    snoozed = cases.done("2026-11-19T09:00:00Z", "snoozed", until="2026-12-01")
    steps = {"r1/thank-you-email": DONE, "line-up-references": snoozed}
    assert (
        text_of(one(place, role="Analyst", steps=steps), "2026-11-26T09:00:00Z")
        == """\
Acme, Analyst
They said by Wed 25 Nov 2026, yesterday. It’s fine to ask how things stand.
Next: Follow up — due Mon 30 Nov 2026: 1 working day after the date they said
      you’d hear by

status       step                     by when          why
now          Follow up                Mon 30 Nov 2026  1 working day after the
                                                       date they said you’d hear
                                                       by
now          Keep looking                              any time, while you wait
later        Let this one go          Wed 16 Dec 2026  10 working days after the
                                      from Mon 14 Dec  day your next follow-up
                                                       is due
put off      Line up your references  until Tue 1 Dec  within 2 working days of
                                                       the first interview
no date yet  Follow up once more                       10 working days after the
                                                       follow-up before it
done         Email your thank-you

Not shown: 12 steps whose moment has passed, and 24 that aren’t needed now.
"""
    )


@pytest.mark.parametrize(
    ("within", "words"),
    [
        (None, "They said by Wed 25 Nov 2026, yesterday."),
        ((7, "days"), "They said within a week: about Wed 25 Nov 2026, yesterday."),
        ((14, "days"), "They said within two weeks: about Wed 25 Nov 2026, yesterday."),
        ((3, "days"), "They said within 3 days: about Wed 25 Nov 2026, yesterday."),
        ((7, "working_days"), "They said within 7 working days: about Wed 25 Nov 2026, yesterday."),
    ],
)
def test_what_was_said_loosely_is_told_loosely(within, words):
    assert promise_words(Promise(date(2026, 11, 25), date(2026, 11, 18), within), date(2026, 11, 26)) == words


@pytest.mark.parametrize(
    ("today", "words"),
    [(23, "in 2 days"), (24, "tomorrow"), (25, "today"), (26, "yesterday"), (27, "2 days ago")],
)
def test_a_promise_says_how_far_off_it_is(today, words):
    found = promise_words(Promise(date(2026, 11, 25), None), date(2026, 11, today))
    assert found == f"They said by Wed 25 Nov 2026, {words}."


@pytest.mark.parametrize(
    ("document", "now", "head"),
    [
        pytest.param(
            one(cases.interview(DAY, reply_within={"days": 7})), "2026-11-26T09:00:00Z",
            "Acme They said within a week: about Wed 25 Nov 2026, yesterday. It’s fine to ask how things stand."
            " Next: Follow up — due Mon 30 Nov 2026: 1 working day after the date they said you’d hear by",
            id="a loose promise",
        ),
        pytest.param(
            one(steps=SETTLED), "2026-11-23T09:00:00Z",
            "Acme You’ve done your part. Nothing to do until Thu 26 Nov 2026.",
            id="quiet, with a date to come",
        ),
        pytest.param(
            one(cases.interview(DAY, reply_by="2026-12-04"), steps=SETTLED), "2026-11-23T09:00:00Z",
            "Acme You’ve done your part. Nothing to do until Mon 7 Dec 2026. They said by Fri 4 Dec 2026, in 11 days.",
            id="quiet, with a promise",
        ),
        pytest.param(
            one(interest="no", steps=SETTLED), "2026-11-23T09:00:00Z",
            "Acme You’ve done your part. Nothing more to do here.",
            id="quiet, with no date to come",
        ),
        pytest.param(
            one(cases.interview(DAY, reply_by="2026-12-11")), "2026-12-05T09:00:00Z",
            "Acme It’s their turn now. Nothing to do until Mon 14 Dec 2026. They said by Fri 11 Dec 2026, in 6 days.",
            id="quiet, and nothing was done",
        ),
        pytest.param(
            one(steps={"r1/thank-you-email": DONE}), "2026-11-23T09:00:00Z",
            "Acme Waiting to hear. Next: Line up your references — best by Fri 20 Nov 2026, still worth doing:"
            " within 2 working days of the first interview",
            id="quiet, but there is something to do",
        ),
        pytest.param(
            one(), "2026-11-17T09:00:00Z",
            "Acme Your interview is on Wed 18 Nov 2026 at 15:00 GMT, tomorrow."
            " Read through what’s worth asking before you leave the room.",
            id="still to come",
        ),
        pytest.param(
            one(), "2026-11-18T16:30:00Z",
            "Acme That’s the hard part done."
            " Next: Let it settle — due Wed 18 Nov 2026: the same day, before anything else",
            id="just out",
        ),
        pytest.param(
            one(outcomes=[cases.outcome("refusal", "2026-11-24")]), "2026-11-24T09:00:00Z",
            "Acme I’m sorry it wasn’t this one. That’s hard, and it isn’t a verdict on you. There’s nothing you need to do today.",
            id="a no, and nothing to do that day",
        ),
        pytest.param(
            one(outcomes=[cases.outcome("offer", "2026-11-24")]), "2026-11-24T09:00:00Z",
            "Acme You’ve got an offer."
            " Next: Thank them for the offer — due Wed 25 Nov 2026: within 1 working day of the offer",
            id="an offer",
        ),
        pytest.param(
            one(archived=True, steps={"r1/thank-you-email": DONE}), "2026-11-23T09:00:00Z",
            "Acme (archived) Waiting to hear.",
            id="archived, and asks for nothing",
        ),
        pytest.param(cases.record(), "2026-11-23T09:00:00Z", "There’s no application in this record yet.", id="none"),
    ],
)  # fmt: skip
def test_every_moment_says_what_is_true_of_it(document, now, head):
    assert head_of(document, now) == head


def test_of_several_applications_the_first_line_is_the_next_of_all():
    waiting = cases.application(cases.interview(DAY), id="a", employer="Acme", steps=SETTLED)
    fresh = cases.application(cases.interview("2026-11-20T10:00"), id="b", employer="Globex", role="Clerk")
    lines = text_of(cases.record(waiting, fresh), "2026-11-20T12:00:00Z").splitlines()
    assert lines[:3] == ["Next: Let it settle — due Fri 20 Nov 2026  (Globex, Clerk)", "", "Acme"]
    lines = text_of(cases.record(waiting, waiting | {"id": "b"}), "2026-11-23T09:00:00Z").splitlines()
    assert lines[:3] == ["Next: nothing for now.", "", "Acme"]


def test_a_step_names_its_interview_where_steps_of_several_are_shown():
    first, second = cases.interview("2026-11-23T10:00"), cases.interview("2026-11-25T10:00", id="r2")
    both = cases.record(cases.application(first, second, employer="Acme"))
    text = text_of(both, "2026-11-23T12:00:00Z", 120)
    assert "Email your thank-you (interview 1)" in text
    assert "Email your thank-you (interview 2)" in text
    assert "(interview" not in text_of(one(), "2026-11-23T12:00:00Z", 120)


HARD_NAMES = (
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft " * 2,
    "[bold]Ingenieurin[/] :smile: [red]",
    "[/]",
    "北京字节跳动科技有限公司" * 6,
    "👩‍👩‍👧 🇬🇧 🎉 " * 20,
    "מרכז התעסוקה של תל אביב בע״מ " * 5,
)


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("name", HARD_NAMES)
def test_no_name_is_cut_off_read_as_markup_or_too_long_for_its_line(name, width):
    extra = {"id": "x-own", "title": name.strip(), "scope": "round", "anchor": "end", "offset": {"days": 3}}
    document = cases.record(
        cases.application(cases.interview(DAY), employer=name, role="Analyst"), policy={"extra_steps": [extra]}
    )
    text = text_of(document, "2026-11-20T09:00:00Z", width)
    assert max(map(cell_len, text.splitlines())) <= width
    assert "".join(text.split()).startswith("".join(name.split()) + ",Analyst")
    if width == 120 and len(name) < 40:
        assert name in text.split("why", 1)[1]


@pytest.mark.parametrize("seed", range(12))
def test_no_record_makes_a_long_line_or_is_scolded(seed):
    document, now = cases.random_record(seed)
    text = text_of(document, now, 60)
    assert max(map(cell_len, text.splitlines())) <= 60
    assert not re.search(r"overdue|missed|failed|invalid|[{}…\x1b]| $", text, re.MULTILINE)


def test_a_word_that_fits_no_column_goes_on_in_the_next_line():
    title = "".join(chr(ord("a") + number % 26) for number in range(200))
    extra = {"id": "x-own", "title": title, "scope": "application", "anchor": "end", "offset": {"days": 3}}
    document = cases.record(cases.application(cases.interview(DAY)), policy={"extra_steps": [extra]})
    table = text_of(document, "2026-11-20T09:00:00Z", 60).split("\n\n")[1].splitlines()
    start, end = table[0].index("step"), table[0].index("by when")
    assert title in "".join(line[start:end].strip() for line in table)


def test_what_is_late_is_listed_latest_first_as_next_takes_it():
    table = text_of(one(), "2026-11-19T21:00:00Z", 120).split("\n\n")[1].splitlines()
    late = [line for line in table if line.startswith("late")]
    assert "Email your thank-you" in late[0]
    assert "Write down what you remember" in late[1]


def test_colour_says_what_is_open_late_and_done():
    text = text_of(one(steps={"r1/settle": DONE}), "2026-11-20T09:00:00Z", is_styled=True)
    assert "\x1b[32mnow" in text
    assert "\x1b[33mlate, still" in text
    assert "\x1b[2mdone" in text


def test_times_are_told_in_the_steps_own_zone():
    text = text_of(one(cases.interview(DAY, time_zone="Asia/Kathmandu")), "2026-11-18T12:00:00Z")
    assert "Thu 19 Nov 2026," in text
    assert "16:00 +0545" in text


@pytest.mark.parametrize("width", [60, 80, 120])
def test_rules_say_every_step_and_number_and_no_ids_of_sources(width):
    text = rules_text(rules_listing(), Screen(width))
    assert max(map(cell_len, text.splitlines())) <= width
    assert all(f"({step.id})" in text for step in STEPS)
    assert not re.search(r"\b00[0-4]\b", text)
    if width == 80:
        assert (
            """
  Email your thank-you  (thank-you-email)
    opens      when the interview ends
    due        24 hours later
    too late   once it’s time to follow up, or the next interview starts
    only when  you might want the job, and you’re saying thank you by email, and
               they haven’t answered yet
    figure     stated, sources 2 and 3
    advice     sources 1, 2, 3, 4 and 5
"""
            in text
        )
        assert (
            """
  grace_working_days              1 working day; may be 0 to 10
                                  Grace after the date by which they said they
                                  would answer.
"""
            in text
        )


def test_the_readme_shows_what_is_printed():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    document = json.loads(re.search(r"```json\n(.*?)```", readme, re.DOTALL)[1])
    sample = re.search(r"```\n(Acme\n.*?)```", readme, re.DOTALL)[1]
    now = re.search(r"\(`--now (\S+)`\)", readme)[1]
    assert text_of(document, now).startswith(sample)
