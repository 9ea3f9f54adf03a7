"""How long it's been quiet, beside the published average.

The days count from the last interview, as a new interview begins a new wait. The average counts from the first
interview to the decision, and the words say so.
"""

from typing import NamedTuple

from checklist_py.core.pictures.drawing import SIZE, WIDTH, Picture, label, line, rect, wide
from checklist_py.core.rules.civil import civil_date
from checklist_py.core.rules.planned import Plan, PlannedApplication
from checklist_py.core.words.wording import AVERAGE_WAIT

LONG = 2
"""Past this many times the average, it's kinder not to count on an answer. No source gives a figure: this is ours."""

BAR = 12
"""How tall a bar is, in units."""


class Silence(NamedTuple):
    """Whole days since the last interview, and since the first; the two are the same where there was one."""

    days: int
    since_first: int
    interviews: int


def silence(planned: Plan, application: PlannedApplication) -> Silence | None:
    """Say how long it's been quiet. None unless an answer is awaited, after word from them, and after a no-show."""
    facts = application.facts
    first, last = facts.first, facts.last
    if application.stage not in ("waiting", "silent") or first is None or last is None or last.no_show is not None:
        return None
    # They've been in touch since, so it isn't silent; the promise, or the next follow-up, says what's next.
    word = facts.latest("update")
    if word is not None and last.start_date is not None and word.on >= last.start_date:
        return None
    today = civil_date(planned.now, last.zone)
    held = [place for place in facts.rounds if place.end_date is not None]
    days, since_first = ((today - place.end_date).days if place.end_date else 0 for place in (last, first))
    return Silence(max(days, 0), max(since_first, 0), len(held))


def silence_picture(told: Silence) -> Picture:
    """Draw the days of silence beside the average."""
    average = AVERAGE_WAIT.days
    most = max(told.days, average) * 1.25
    x, mean = told.days / most * WIDTH, average / most * WIDTH
    marks = [rect("rail", 0, 39, WIDTH, 2), rect("bar-now", 0, 34, max(x, BAR), BAR, round_=BAR / 2)]
    here = f"Day {told.days}"
    marks.append(label("name", here, min(x, WIDTH - wide(here)), 20))
    marks.append(line("average", mean, 28, 62))
    words = f"{average} days, the average"
    is_left = mean > WIDTH / 2
    marks.append(label("faint", words, mean - 6 if is_left else mean + 6, 72, anchor="end" if is_left else ""))
    rows = (
        ("Now, since the last interview", f"day {told.days}"),
        (
            f"On average, for {AVERAGE_WAIT.whose}, from a first interview to a decision ({AVERAGE_WAIT.publisher})",
            f"{average} days",
        ),
    )
    return Picture("Is this silence normal?", 72 + SIZE / 2, tuple(marks), ("What", "Days"), rows)


def silence_words(told: Silence) -> str:
    """Say in a sentence or two whether the silence is normal."""
    which = "the last interview" if told.interviews > 1 else "the interview"
    start = f"It’s the day of {which}" if told.days == 0 else f"It’s day {told.days} since {which}"
    if told.interviews > 1:
        start += f", and day {told.since_first} since the first"
    days, whose, publisher = AVERAGE_WAIT
    whose = whose[0].upper() + whose[1:]
    average = f"{whose} waited {days} days on average from a first interview to a decision ({publisher})"
    if told.days <= AVERAGE_WAIT.days:
        return f"{start}, and silence is normal. {average}."
    if told.days > LONG * AVERAGE_WAIT.days:
        return (
            f"{start}, more than twice the average. {average}. It’s kinder to yourself to count on your other "
            "applications now, and if they come back, so much the better."
        )
    return (
        f"{start}, longer than average. {average}, and an average has days on both sides: it can still be a yes. "
        "The follow-ups in your plan are there to ask."
    )
