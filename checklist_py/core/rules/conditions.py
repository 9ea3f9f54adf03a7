"""Conditions: when a step is needed at all. One row tests it and says it.

``CONDITIONS`` is the table. What's said when a condition fails must be true of a person who has entered
nothing: it names what they chose only where choosing is the one way to get there.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from checklist_py.core.rules.facts import CLOSED, Facts, Round, step_key
from checklist_py.core.rules.steps import FOLLOW_UPS, LET_GO, ROWS, Step

_COLLECT = "collect-contacts"
_KEPT_AT_AN_OFFER = "line-up-references"
_KEPT_AFTER_A_NO_SHOW = frozenset({"rearrange", *FOLLOW_UPS, LET_GO})


class Condition(NamedTuple):
    """When a row is needed, what's said when it isn't, and how the listing of the rules puts it."""

    holds: Callable[[Facts, Round | None], bool]
    otherwise: str
    listed: str


def _nameless(facts: Facts, place: Round | None) -> bool:
    state = facts.state(step_key(_COLLECT, place))
    people: list[Mapping[str, Any]] = place.data.get("people", []) if place else []
    is_without = state is not None and state["state"] == "skipped"
    return is_without and not any(person.get("name", "").strip() for person in people)


def _is_at(stage: str) -> Callable[[Facts, Round | None], bool]:
    return lambda facts, _place: facts.closing_stage == stage


CONDITIONS: Mapping[str, Condition] = {
    "wanted": Condition(
        lambda facts, _: facts.data.get("interest", "yes") != "no",
        "you said you don't want this job",
        "you might want the job",
    ),
    "nameless": Condition(_nameless, "only if you left without anyone's name", "you left without anyone's name"),
    "by-email": Condition(
        lambda facts, _: facts.data.get("thank_you", "email") != "letter",
        "you're sending a letter or card instead",
        "you're saying thank you by email",
    ),
    "by-letter": Condition(
        lambda facts, _: facts.data.get("thank_you", "email") != "email",
        "only if you'd like to send a letter or card",
        "you're sending a letter or card",
    ),
    "recruiter": Condition(
        lambda facts, _: bool(facts.data.get("recruiter", False)),
        "only if a recruiter set this up",
        "a recruiter set it up",
    ),
    "no-answer": Condition(
        lambda _, place: place is not None and not place.has_answer,
        "things have moved on since",
        "they haven't answered yet",
    ),
    "no-news": Condition(
        lambda _, place: place is not None and not place.has_news,
        "things have moved on since",
        "there's no news yet",
    ),
    "no-promise": Condition(
        lambda _, place: place is not None and place.wait.promise is None,
        "you've noted when they'll answer",
        "you haven't noted when they'll answer",
    ),
    "no-show": Condition(
        lambda _, place: place is not None and place.no_show is not None,
        "only if they don't turn up",
        "they didn't turn up",
    ),
    "later-round": Condition(
        lambda _, place: place is not None and place.number > 1,
        "for a second interview or a later one",
        "it's the second interview or a later one",
    ),
    "offer": Condition(_is_at("offer"), "for when you have an offer to decide on", "you have an offer"),
    "accepted": Condition(_is_at("accepted"), "for when you've accepted an offer", "you've accepted"),
    "refused": Condition(_is_at("refused"), "for when it's a no", "it was a no"),
}

_CLOSED_WORDS = {
    "accepted": "you've accepted an offer",
    "declined": "you turned the offer down",
    "refused": "it was a no",
    "withdrawn": "you withdrew",
    "let-go": "you've let this one go",
}

_OF_THE_STAGE = {"accepted": "acceptance", "refused": "refusal"}


def why_not_needed(step: Step, facts: Facts, place: Round | None) -> str | None:
    """Return why a step isn't needed, in a few words, or None when it is."""
    stage = facts.closing_stage
    if step.id in facts.settings.policy.left_out and step.id in ROWS:
        return f"{facts.settings.given.get('centre') or 'your careers centre'} leaves this one out"
    if stage in CLOSED and _OF_THE_STAGE.get(stage) != step.anchor:
        return _CLOSED_WORDS[stage]
    if stage == "offer" and step.anchor != "offer" and step.id != _KEPT_AT_AN_OFFER:
        return "you have an offer now"
    if place is not None and place.no_show is not None and step.id not in _KEPT_AFTER_A_NO_SHOW:
        return "you noted that they didn't turn up"
    for name in step.when:
        condition = CONDITIONS[name]
        if not condition.holds(facts, place):
            return condition.otherwise
    return None
