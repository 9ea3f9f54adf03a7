"""The catalogue: every step and the rule for its dates, one row for each.

This is data. ``rules.py`` resolves a row against what the person recorded; ``wording.py``
holds what each step says. A row reads, from left to right:

    what it is   id, scope (one for each round, or one for each application), stage
    its dates    the anchor it counts from, and how long after (or before) it is due
    when         the conditions that must all hold; otherwise the step is not needed
    who says so  provenance of the figure, and the sources that give the advice

Ids are permanent: a person's ticks hang on them. Rows are in the order in which a plan
lists them. An amount is a number, or the name of a policy number in ``policy.py``.
"""

from typing import NamedTuple

ROUND, APPLICATION = "round", "application"

STAGES = ("room", "same-day", "thank-you", "wait", "follow-up", "next-round", "offer", "refusal")
"""The stages a step belongs to, in the order in which a person meets them."""


class Due(NamedTuple):
    """How a due follows from its anchor: a kind that ``rules.py`` resolves, and its amount."""

    kind: str
    amount: int | str = 0


class Step(NamedTuple):
    """One row of the catalogue."""

    id: str
    scope: str
    stage: str
    anchor: str
    due: Due
    when: tuple[str, ...]
    provenance: str
    sources: tuple[str, ...]


def _hours(amount: int | str) -> Due:
    return Due("hours", amount)


def _working_days(amount: int) -> Due:
    return Due("working-days", amount)


def _before_start(amount: int) -> Due:
    return Due("before-start", amount)


END, SAME_DAY, BEFORE_DECIDE, DECIDE, NONE = map(Due, ("end", "same-day", "before-decide", "decide", "none"))

_ASKED = ("wanted", "waiting")


def _step(key: str, stage: str, anchor: str, due: Due, who: str, *when: str, scope: str = ROUND) -> Step:
    provenance, *sources = who.split()
    return Step(key, scope, stage, anchor, due, when, provenance, tuple(sources))


def _once(key: str, stage: str, anchor: str, due: Due, who: str, *when: str) -> Step:
    return _step(key, stage, anchor, due, who, *when, scope=APPLICATION)


# fmt: off
STEPS: tuple[Step, ...] = (
    # In the room: open at the start, due at the end.
    _step("collect-contacts",         "room",       "room",        END,                   "stated 000 001 003"),
    _step("share-contacts",           "room",       "room",        END,                   "stated 003"),
    _step("ask-next-steps",           "room",       "room",        END,                   "stated 001 002"),
    _step("ask-follow-up-permission", "room",       "room",        END,                   "stated 002"),
    _step("ask-meanwhile",            "room",       "room",        END,                   "stated 001"),
    _step("thank-everyone",           "room",       "room",        END,                   "stated 001"),
    # The same day: open at the end, due at the end of the day.
    _step("settle",                   "same-day",   "end",         SAME_DAY,              "ours 000 004"),
    _step("record-facts",             "same-day",   "end",         SAME_DAY,              "ours 000 002"),
    _step("score-answers",            "same-day",   "end",         SAME_DAY,              "ours 002"),
    _step("reflect",                  "same-day",   "end",         SAME_DAY,              "ours 000 001 002 003"),
    _step("clear-up",                 "same-day",   "end",         SAME_DAY,              "ours 002 003 004"),
    _step("diarise-follow-up",        "same-day",   "end",         SAME_DAY,              "ours 002"),
    _once("decide-interest",          "same-day",   "first-end",   SAME_DAY,              "ours 000 004"),
    # The thank-you, and the days that follow it.
    _step("debrief-recruiter",        "wait",       "end",         _working_days(1),      "ours 000", "recruiter"),
    _step("find-missing-names",       "thank-you",  "end",         _hours(24),            "ours 004", "wanted", "names-missing"),
    _step("thank-you-email",          "thank-you",  "end",         _hours("thank_you_hours"), "stated 000 001 002 003 004", "wanted", "by-email"),
    _step("thank-you-letter",         "thank-you",  "end",         _working_days(1),      "ours 000 001 002 004", "wanted", "by-letter"),
    _once("line-up-references",       "wait",       "first-end",   _working_days(2),      "ours 000"),
    _once("keep-searching",           "wait",       "first-end",   _working_days(1),      "ours 002 003"),
    # Following up: each opens on a working day and is due two working days later.
    _step("follow-up-1",              "follow-up",  "follow-up-1", _working_days(2),      "stated 001 002 003 004", *_ASKED),
    _step("follow-up-2",              "follow-up",  "follow-up-2", _working_days(2),      "ours 003 004", *_ASKED),
    _step("follow-up-3",              "follow-up",  "follow-up-3", _working_days(2),      "ours 003 004", *_ASKED),
    _step("let-go",                   "follow-up",  "let-go",      _working_days(2),      "ours 003 004", *_ASKED),
    # Before a later round (open from the invitation until it starts) and during it.
    _step("research-deeper",          "next-round", "invitation",  _before_start(2),      "ours 000", "later-round"),
    _step("settle-commitment",        "next-round", "invitation",  _before_start(1),      "ours 000", "later-round"),
    _step("review-resume",            "next-round", "invitation",  _before_start(1),      "ours 000", "later-round"),
    _step("review-notes",             "next-round", "invitation",  _before_start(1),      "ours 000 002", "later-round"),
    _step("get-recruiter-feedback",   "next-round", "invitation",  _before_start(2),      "ours 000", "later-round", "recruiter"),
    _step("show-interest",            "next-round", "room",        END,                   "stated 000", "later-round"),
    _step("ask-remaining-steps",      "next-round", "room",        END,                   "stated 000", "later-round"),
    # An offer, and an offer accepted.
    _once("thank-for-offer",          "offer",      "offer",       _working_days(1),      "ours 001", "offer"),
    _once("settle-terms",             "offer",      "offer",       BEFORE_DECIDE,         "ours 001", "offer"),
    _once("ask-for-time",             "offer",      "offer",       NONE,                  "ours 001", "offer"),
    _once("negotiate",                "offer",      "offer",       BEFORE_DECIDE,         "ours 004", "offer"),
    _once("alert-current-referees",   "offer",      "offer",       BEFORE_DECIDE,         "ours 000", "offer"),
    _once("decide",                   "offer",      "offer",       DECIDE,                "ours 000 001", "offer"),
    _once("tell-others",              "offer",      "acceptance",  _working_days(1),      "ours", "accepted"),
    _once("celebrate",                "offer",      "acceptance",  NONE,                  "stated 004", "accepted"),
    # A refusal.
    _once("ask-why",                  "refusal",    "refusal",     _working_days(2),      "ours 001", "refused"),
    _once("ask-referral",             "refusal",    "refusal",     _working_days(2),      "ours 001", "refused"),
    _once("learn",                    "refusal",    "refusal",     _working_days(2),      "ours 000 001 002 004", "refused"),
    _once("start-again",              "refusal",    "refusal",     _working_days(1),      "ours 004", "refused"),
)
# fmt: on

FOLLOW_UPS = ("follow-up-1", "follow-up-2", "follow-up-3")
"""The follow-ups in order; the policy's ``max_follow_ups`` says how many have a row."""

IN_THE_ROOM = frozenset(step.id for step in STEPS if step.due is END)
"""Steps that can only be done during an interview: never the next action once overdue."""

SAME_DAY_STEPS = frozenset(step.id for step in STEPS if step.due is SAME_DAY)
"""Steps that are the next action only while they are open."""

BY_ID = {step.id: step for step in STEPS}
