"""Why a step's dates are what they are, in full: the rule, what it counts from, and what would change it."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from checklist_py.core.civil import Moment, format_moment
from checklist_py.core.extra import extra_anchor, extra_reason
from checklist_py.core.facts import Facts, Round
from checklist_py.core.listing import due_words, opens_words
from checklist_py.core.plan import PlannedApplication
from checklist_py.core.rules import decide_by, settled_on, step_key
from checklist_py.core.steps import BY_ID, FOLLOW_UPS, Step
from checklist_py.core.workdays import NO_REGION


class Why(NamedTuple):
    """The rule in words; what it counts from, with that thing's own date; and what would change the dates."""

    rule: str
    anchor: str
    at: Moment | None
    changes: str

    def as_json(self) -> dict[str, Any]:
        """Return it as an object."""
        return {**self._asdict(), "at": format_moment(self.at) if self.at else None}


def why_of(application: PlannedApplication, key: str) -> Why | None:
    """Say why a step of a planned application has its dates; None for a key that it has not."""
    found = next((step for step in application.steps if step.key == key), None)
    if found is None:
        return None
    facts = application.facts
    place = next((each for each in facts.rounds if step_key(found.step, each) == key), None)
    row = BY_ID.get(found.step)
    if row is None:
        extra = next(each for each in facts.settings.policy.extra_steps if each["id"] == found.step)
        anchor = extra_anchor(extra, facts, place)
        words = _EXTRA_ANCHORS[extra["anchor"]]
        return Why(f"Due {extra_reason(extra)}.", words, anchor.opens if anchor else None, f"Another date for {words}.")
    policy = facts.settings.policy
    rule = f"It opens {opens_words(row, policy)}. Due: {due_words(row, policy)}."
    anchor_words, at = _ANCHORS[row.anchor](row, facts, place)
    return Why(rule, anchor_words, at, _changes(row, facts))


type _Anchor = Callable[[Step, Facts, Round | None], tuple[str, Moment | None]]


def _start(_row: Step, _facts: Facts, place: Round | None) -> tuple[str, Moment | None]:
    return "the interview’s start", place.start if place else None


def _end(_row: Step, _facts: Facts, place: Round | None) -> tuple[str, Moment | None]:
    return "the interview’s end", place.end if place else None


def _first_end(_row: Step, facts: Facts, _place: Round | None) -> tuple[str, Moment | None]:
    return "the first interview’s end", facts.first.end if facts.first else None


def _follow_up_1(_row: Step, _facts: Facts, place: Round | None) -> tuple[str, Moment | None]:
    if place and place.reply_by:
        return "the date they said you would hear by", place.reply_by
    return "the day of the interview", place.end_date if place else None


def _before(row: Step, facts: Facts, place: Round | None) -> tuple[str, Moment | None]:
    number = FOLLOW_UPS.index(row.id)
    return "the day of the follow-up before it", settled_on(facts, place, number) if place else None


def _let_go(_row: Step, facts: Facts, place: Round | None) -> tuple[str, Moment | None]:
    last = facts.settings.policy.max_follow_ups
    days = [settled_on(facts, place, number) for number in range(1, last + 1)] if place else []
    settled = [day for day in days if day]
    return "the day of your last follow-up", max(settled) if settled and len(settled) == last else None


def _outcome(words: str, type_: str) -> _Anchor:
    def anchor(row: Step, facts: Facts, _place: Round | None) -> tuple[str, Moment | None]:
        if row.due.kind in ("decide", "before-decide") and (named := decide_by(facts)):
            return "the date they asked you to answer by", named
        found = facts.latest(type_)
        return words, found.on if found else None

    return anchor


_ANCHORS: Mapping[str, _Anchor] = {
    "room": _start,
    "end": _end,
    "first-end": _first_end,
    "follow-up-1": _follow_up_1,
    "follow-up-2": _before,
    "follow-up-3": _before,
    "let-go": _let_go,
    "invitation": _start,
    "offer": _outcome("the day of the offer", "offer"),
    "acceptance": _outcome("the day you said yes", "acceptance"),
    "refusal": _outcome("the day of the answer", "refusal"),
}

_EXTRA_ANCHORS = {
    "start": "the interview’s start",
    "end": "the interview’s end",
    "reply-by": "the date they said you would hear by",
    "offer": "the day of the offer",
    "acceptance": "the day you said yes",
    "refusal": "the day of the answer",
}

_CHANGES = {
    "room": "another time or length of the interview",
    "end": "another time or length of the interview",
    "first-end": "another time or length of the first interview",
    "follow-up-1": "another date by which you would hear. News from them ends the wait",
    "follow-up-2": "the day on which you tick the follow-up before it. News from them ends the wait",
    "follow-up-3": "the day on which you tick the follow-up before it. News from them ends the wait",
    "let-go": "the day on which you tick your last follow-up. News from them ends the wait",
    "invitation": "another time of the interview",
    "offer": "another day of the offer, or a date that they ask you to answer by",
    "acceptance": "another day on which you said yes",
    "refusal": "another day of their answer",
}

_BY_WORKING_DAYS = frozenset({"working-days", "before-start", "before-decide", "decide"})


def _changes(row: Step, facts: Facts) -> str:
    """Say what would change the dates. Public holidays count only where a rule counts working days."""
    text = f"What would change it: {_CHANGES[row.anchor]}."
    if row.due.kind not in _BY_WORKING_DAYS and row.anchor not in (*FOLLOW_UPS, "let-go"):
        return text
    if facts.settings.calendars.region is NO_REGION:
        return f"{text} Choose a region to leave its public holidays out of the count."
    return f"{text} Public holidays are left out of the count."
