"""The catalogue: every step and the rule for its dates, one row for each.

This is data. Each name in a row is a row of another table, which says it once: what a step counts
from is in ``anchors.py``, how its due follows in ``dues.py``, when it's too late in ``untils.py``,
and when it's needed at all in ``conditions.py``. ``words/wording.py`` has what each step says. To add
a step, add its row, its words and its tests.

Ids are permanent: a person's ticks hang on them. Rows are in the order in which a plan lists them.
An amount is a number, or the name of a policy number in ``policy.py``.
"""

from typing import NamedTuple

ROUND, APPLICATION = "round", "application"

STAGES = ("room", "same-day", "thank-you", "wait", "follow-up", "next-round", "offer", "refusal")
"""The stages a step belongs to, in the order in which a person meets them."""

FOR_A_WEEK, NEVER, UNTIL_DUE, ALWAYS = "for a week", "never", "until due", "always"
"""How long a step is put to a person as the thing to do next: for a week after its due, and so on."""


DUE = "{due}"


class Due(NamedTuple):
    """How a due follows from its anchor: a row of ``dues.py``, and its amount."""

    kind: str
    amount: int | str = 0


class Until(NamedTuple):
    """When a step stops being worth doing: a row of ``untils.py``, and its amount."""

    kind: str
    amount: int = 0


class Step(NamedTuple):
    """One row of the catalogue."""

    id: str
    scope: str
    stage: str
    anchor: str
    due: Due
    until: Until | None
    when: tuple[str, ...]
    """Conditions that must all hold; otherwise the step isn't needed."""
    figure: tuple[str, ...]
    """The sources that give the date or the number."""
    sources: tuple[str, ...]
    """The sources that give the advice."""
    prompted: str = FOR_A_WEEK
    is_last: bool = False
    """Whether it comes up as the next action only behind everything else that has a due."""
    notes: str = ""
    """The part of the notes it's written down in."""
    reason: str = DUE
    """Why it's due when it is, in a few words; ``{due}`` stands for the words of its due."""
    noted: tuple[tuple[str, ...], ...] = ()
    """What in the notes fulfils it: any one of these groups of parts, once all of its parts hold something."""

    @property
    def provenance(self) -> str:
        """Who gives the figure while no policy and no employer does: ``stated``, ``ours`` or ``none``."""
        return "none" if self.due == NONE else "stated" if self.figure else "ours"


def _sources(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _step(
    key: str, stage: str, anchor: str, due: Due, until: Until | None, figure: str, sources: str, *when: str,
    scope: str = ROUND, prompted: str = FOR_A_WEEK, is_last: bool = False, notes: str = "", reason: str = DUE,
    noted: tuple[tuple[str, ...], ...] = (),
) -> Step:  # fmt: skip
    return Step(
        key, scope, stage, anchor, due, until, when, _sources(figure), _sources(sources),
        prompted, is_last, notes, reason, noted,
    )  # fmt: skip


def _once(
    key: str, stage: str, anchor: str, due: Due, until: Until | None, figure: str, sources: str, *when: str,
    prompted: str = FOR_A_WEEK, is_last: bool = False, notes: str = "", reason: str = DUE,
) -> Step:  # fmt: skip
    return _step(
        key, stage, anchor, due, until, figure, sources, *when,
        scope=APPLICATION, prompted=prompted, is_last=is_last, notes=notes, reason=reason,
    )  # fmt: skip


def _hours(amount: int | str) -> Due:
    return Due("hours", amount)


def _working_days(amount: int) -> Due:
    return Due("working-days", amount)


def _from_opening(amount: int) -> Due:
    return Due("from-opening", amount)


def _before_start(amount: int) -> Due:
    return Due("before-start", amount)


END, SAME_DAY, BEFORE_DECIDE, DECIDE, NONE = map(Due, ("end", "same-day", "before-decide", "decide", "none"))

ROOM, THAT_DAY, START = map(Until, ("end", "same-day", "start"))
THIRD_DAY, FIVE_WORKING_DAYS, TEN_WORKING_DAYS = Until("days", 3), Until("working-days", 5), Until("working-days", 10)
ASKING, LETTING_GO = map(Until, ("follow-up", "let-go"))

_AWAITED = ("wanted", "no-news")
_PREPARING = ("later-round",)
_FRESH = "{due}, while it's fresh"

# fmt: off
STEPS: tuple[Step, ...] = (
    # In the room: open from the start, due at the end.
    _step("collect-contacts",         "room", "start", END, ROOM, "001 003", "000 001 003", notes="people", noted=(("people",),)),
    _step("share-contacts",           "room", "start", END, ROOM, "003", "003"),
    _step("ask-next-steps",           "room", "start", END, ROOM, "001 002", "001 002"),
    _step("ask-follow-up-permission", "room", "start", END, ROOM, "002", "002"),
    _step("ask-meanwhile",            "room", "start", END, ROOM, "001", "001"),
    _step("thank-everyone",           "room", "start", END, ROOM, "001", "001"),
    # The same day. Nobody writes an interview down a week later, so these go once the third day is over.
    _step("settle",            "same-day", "end", SAME_DAY, THAT_DAY,  "", "000 004", "no-answer", reason="{due}, before anything else"),
    _step("record-facts",      "same-day", "end", SAME_DAY, THIRD_DAY, "", "000 002", notes="topics", noted=(("topics",), ("questions",)), reason=_FRESH),
    _step("score-answers",     "same-day", "end", SAME_DAY, THIRD_DAY, "", "002", notes="questions", noted=(("scores",),), reason=_FRESH),
    _step("reflect",           "same-day", "end", SAME_DAY, THIRD_DAY, "", "000 001 002 003", notes="went_well", noted=(("went_well", "improve"),), reason=_FRESH),
    _step("clear-up",          "same-day", "end", SAME_DAY, THIRD_DAY, "", "002 003 004", "no-answer", notes="clear-up", reason=_FRESH),
    _step("diarise-follow-up", "same-day", "end", SAME_DAY, THIRD_DAY, "", "002", "no-news", "no-promise"),
    _once("decide-interest",   "same-day", "first-end", SAME_DAY, THIRD_DAY, "", "000 004", reason="{due}, before an offer can sway you"),
    # The thank-you and the days after it: worth doing until it is time to follow up.
    _step("rearrange",          "wait",      "no-show",   _working_days(1), FIVE_WORKING_DAYS, "", "", "no-show", "no-news"),
    _step("debrief-recruiter",  "wait",      "end",       _working_days(1), ASKING, "", "000", "recruiter", "no-answer"),
    _step("find-missing-names", "thank-you", "end",       _hours(24), ASKING, "", "004", "wanted", "nameless", "no-answer", notes="people"),
    _step("thank-you-email",    "thank-you", "end",       _hours("thank_you_hours"), ASKING, "001 002", "000 001 002 003 004", "wanted", "by-email", "no-answer"),
    _step("thank-you-letter",   "thank-you", "end",       _working_days(1), ASKING, "", "000 001 002 004", "wanted", "by-letter", "no-answer", reason="posted {due}, so that it arrives before they decide"),
    _once("line-up-references", "wait",      "first-end", _working_days(2), None, "", "000", is_last=True),
    _once("keep-searching",     "wait",      "next-day",  NONE, None, "", "002 003", prompted=NEVER, reason="any time, while you wait"),
    # Following up: each opens on a working day and is due two working days later.
    _step("follow-up-1", "follow-up", "follow-up", _from_opening(2), LETTING_GO, "001", "001 002 003 004", *_AWAITED, prompted=ALWAYS),
    _step("follow-up-2", "follow-up", "follow-up", _from_opening(2), LETTING_GO, "", "003 004", *_AWAITED, prompted=ALWAYS),
    _step("follow-up-3", "follow-up", "follow-up", _from_opening(2), LETTING_GO, "", "003 004", *_AWAITED, prompted=ALWAYS),
    _step("let-go",      "follow-up", "let-go",    _from_opening(2), None,       "", "003 004", *_AWAITED, prompted=ALWAYS, is_last=True),
    # Before a later round (from the invitation until it starts) and during it.
    _step("research-deeper",        "next-round", "invitation", _before_start(2), START, "", "000", *_PREPARING),
    _step("settle-commitment",      "next-round", "invitation", _before_start(1), START, "", "000", *_PREPARING),
    _step("review-resume",          "next-round", "invitation", _before_start(1), START, "", "000", *_PREPARING),
    _step("review-notes",           "next-round", "invitation", _before_start(1), START, "", "000 002", *_PREPARING, notes="topics"),
    _step("get-recruiter-feedback", "next-round", "invitation", _before_start(2), START, "", "000", *_PREPARING, "recruiter"),
    _step("show-interest",          "next-round", "start", END, ROOM, "000", "000", *_PREPARING),
    _step("ask-remaining-steps",    "next-round", "start", END, ROOM, "000", "000", *_PREPARING),
    # An offer, and an offer accepted.
    _once("thank-for-offer",        "offer", "offer", _working_days(1), None, "", "001", "offer"),
    _once("settle-terms",           "offer", "offer", BEFORE_DECIDE, None, "", "001", "offer"),
    _once("ask-for-time",           "offer", "offer", NONE, None, "", "001", "offer", prompted=NEVER, reason="only if you need longer to think"),
    _once("negotiate",              "offer", "offer", BEFORE_DECIDE, None, "", "004", "offer"),
    _once("alert-current-referees", "offer", "offer", BEFORE_DECIDE, None, "", "000", "offer"),
    _once("decide",                 "offer", "offer", DECIDE, None, "", "000 001", "offer"),
    _once("tell-others",            "offer", "acceptance", _working_days(1), None, "", "", "accepted"),
    _once("celebrate",              "offer", "acceptance", NONE, None, "", "004", "accepted", reason="whenever you like"),
    # A refusal, which is given a day of peace. A question about it is odd two weeks on.
    _once("ask-why",      "refusal", "refusal", _from_opening(2), TEN_WORKING_DAYS, "", "001", "refused", prompted=UNTIL_DUE),
    _once("ask-referral", "refusal", "refusal", _from_opening(2), TEN_WORKING_DAYS, "", "001", "refused", prompted=UNTIL_DUE),
    _once("learn",        "refusal", "refusal", _from_opening(2), None, "", "000 001 002 004", "refused", prompted=UNTIL_DUE, notes="improve"),
    _once("start-again",  "refusal", "refusal", NONE, None, "", "004", "refused", reason="when you're ready"),
)
# fmt: on

FOLLOW_UPS = ("follow-up-1", "follow-up-2", "follow-up-3")
"""The follow-ups in order; the policy's ``max_follow_ups`` says how many have a row."""

LET_GO = "let-go"

IN_THE_ROOM = frozenset(step.id for step in STEPS if step.due == END)
"""Steps that can only be done during an interview."""

SAME_DAY_STEPS = frozenset(step.id for step in STEPS if step.due == SAME_DAY)
"""The small things of the same day."""

BY_ID = {step.id: step for step in STEPS}

ROWS = {step.id: row for row, step in enumerate(STEPS)}
"""The place of each step in the table."""
