"""What is made from the rules and written into pages: the checklist, a stage's steps, the timing tables.

The checklist is the plan of one application with one interview that has no date yet, so that
it can be read, printed and ticked before any script has run. A stage's steps are a part of it.
"""

import functools
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from markupsafe import Markup

from checklist_py.core.record.shape import (
    FIRST_YEAR,
    FORMAT,
    LAST_YEAR,
    MAX_APPLICATIONS,
    MAX_PEOPLE,
    MAX_ROUNDS,
    MAX_TEXT,
    ROUND,
    SCORE,
    VERSION,
)
from checklist_py.core.rules.amounts import MOST_WITHIN
from checklist_py.core.rules.facts import Calendars
from checklist_py.core.rules.plan import plan
from checklist_py.core.rules.policy import NUMBERS
from checklist_py.core.rules.steps import APPLICATION, BY_ID, STAGES, STEPS
from checklist_py.core.words.listing import rules_listing
from checklist_py.core.words.messages import BLANKS, GROUPS, MESSAGES, Message, parts_of, words_of
from checklist_py.core.words.numbers import LABELS, in_words
from checklist_py.core.words.wording import (
    FEWEST_LIVE,
    FIGURES,
    MOMENT_WORDS,
    NOTHING_MORE,
    OUTCOME_WORDS,
    PROMISE_WORDS,
    PROVENANCE_WORDS,
    STAGE_OF_APPLICATION_WORDS,
    STAGE_WORDS,
    THEIR_TURN,
    UNLESS_WORDS,
    WORDS,
)

GUIDE_PAGES = {
    "room": "guide/before-you-leave",
    "same-day": "guide/same-day",
    "thank-you": "guide/thank-you",
    "wait": "guide/while-you-wait",
    "follow-up": "guide/following-up",
    "next-round": "guide/second-interview",
    "offer": "guide/offer",
    "refusal": "guide/a-no",
}
"""The page of the guide for each stage."""

AT_A_GLANCE = {
    "thank-you-email", "thank-you-letter", "line-up-references", "follow-up-1", "follow-up-2", "let-go",
    "thank-for-offer", "decide", "ask-why",
}  # fmt: skip
"""The steps whose dates people come to look up."""

PRERENDERED_ID = "first"
"""The application's id in the prerendered list; its round is ``r1``."""


def checklist(sources: Mapping[str, str]) -> dict[str, Any]:
    """Return what the checklist's template needs. ``sources`` are the titles of the five texts, by id."""
    return {
        "groups": _groups(),
        "application": PRERENDERED_ID,
        "bounds": _bounds(),
        "outcomes": [{"type": type_, "asks": asks} for type_, (asks, _, _) in OUTCOME_WORDS.items()],
        "went_well": FIGURES["went_well"][0],
        "improve": FIGURES["improve"][0],
        "optional": [_optional("follow-up-3")],
        "numbers": numbers(),
        "words": {"provenance": PROVENANCE_WORDS, "sources": sources},
        "words_json": _words(sources),
    }


def stage_steps(stage: str, sources: Mapping[str, str]) -> dict[str, Any]:
    """Return the same for one stage's steps. Raises KeyError for a stage that there is not."""
    whole = checklist(sources)
    groups = {group["id"]: group for group in whole["groups"]}
    optional = [each for each in whole["optional"] if BY_ID[each["step"]].stage == stage]
    return {**whole, "groups": [groups[stage]], "optional": optional}


@functools.cache
def _groups() -> list[dict[str, Any]]:
    empty = {"id": PRERENDERED_ID, "rounds": [{"id": "r1", "starts": None}]}
    record = {"format": FORMAT, "version": VERSION, "applications": [empty]}
    # Nothing is dated, so any moment gives this plan.
    planned = plan(record, datetime(2000, 1, 1, tzinfo=UTC), Calendars({"UTC": UTC})).applications[0]
    steps = [_step(step) for step in planned.steps]
    return [
        {
            "id": stage,
            "title": STAGE_WORDS[stage].title,
            "todo": STAGE_WORDS[stage].todo,
            "unless": UNLESS_WORDS.get(stage, ""),
            "steps": [s for s in steps if s["stage"] == stage],
        }
        for stage in STAGES
    ]


def _words(sources: Mapping[str, str]) -> Markup:
    bounds = {
        "applications": MAX_APPLICATIONS,
        "rounds": MAX_ROUNDS,
        "people": MAX_PEOPLE,
        "text": MAX_TEXT,
        "score": SCORE,
    }
    outcomes = {type_: said for type_, (_, said, _) in OUTCOME_WORDS.items()}
    kind = {type_: word for type_, (_, _, word) in OUTCOME_WORDS.items()}
    words = {
        "provenance": PROVENANCE_WORDS,
        "sources": sources,
        "moments": MOMENT_WORDS,
        "promise": PROMISE_WORDS,
        "their_turn": THEIR_TURN,
        "nothing_more": NOTHING_MORE,
        "noted": {step.id: step.noted for step in STEPS if step.noted},
        "stages": STAGE_OF_APPLICATION_WORDS,
        "outcomes": outcomes,
        "kind": kind,
        "messages": {
            step: [
                {"id": each.id, "title": each.title, "channel": each.channel} for each in MESSAGES if step in each.steps
            ]
            for step in {step: None for each in MESSAGES for step in each.steps}
        },
        "bounds": bounds,
        "fewest": FEWEST_LIVE,
        "live": FIGURES["live_applications"][0],
        "went_well": FIGURES["went_well"][0],
    }
    # Our own words, and no "<" left that could end the script element.
    return Markup(json.dumps(words, ensure_ascii=False).replace("<", "\\u003c"))  # noqa: S704


def _bounds() -> dict[str, Any]:
    fields = {field.name: field for field in ROUND.fields}
    minutes = fields["minutes"]
    return {
        "first": FIRST_YEAR,
        "last": LAST_YEAR,
        "minutes": minutes.kind,
        "length": minutes.default,
        "within": MOST_WITHIN,
        "text": MAX_TEXT,
        "people": MAX_PEOPLE,
        "score": SCORE,
    }


def _optional(step_id: str) -> dict[str, Any]:
    """A step that only some policies have, as a pattern for the page."""
    row, words = BY_ID[step_id], WORDS[step_id]
    return {
        "step": step_id,
        "status": "undated",
        "reason": PROVENANCE_WORDS["policy"].removesuffix("."),
        "provenance": "policy",
        "sources": list(row.sources),
        "figure_sources": [],
        "is_application": False,
        "title": words.title,
        "todo": words.todo,
        "messages": _messages(row.id),
        "is_call": _is_call(row.id),
        "notes": row.notes,
        "guide": GUIDE_PAGES[row.stage],
    }


def _step(step: Any) -> dict[str, Any]:
    row, words = BY_ID[step.step], WORDS[step.step]
    return {
        **step.as_json(),
        "stage": row.stage,
        "is_application": row.scope == APPLICATION,
        "title": words.title,
        "todo": words.todo,
        "messages": _messages(row.id),
        "is_call": _is_call(row.id),
        "notes": row.notes,
        "guide": GUIDE_PAGES[row.stage],
    }


def numbers() -> list[dict[str, Any]]:
    """Return the policy's numbers as fields of a form need them."""
    return [{**number._asdict(), **LABELS[number.name]._asdict()} for number in NUMBERS]


def _is_call(step_id: str) -> bool:
    """Say whether the message to begin with is a script for a call."""
    return next((each.channel == "call" for each in MESSAGES if step_id in each.steps), False)


def _messages(step_id: str) -> list[str]:
    """Return the ids of the messages for a step, the one to begin with first."""
    return [each.id for each in MESSAGES if step_id in each.steps]


def timing(sources: Mapping[str, str]) -> dict[str, Any]:
    """Return what the timing page's template needs."""
    listing = rules_listing()
    groups = [
        {**STAGE_WORDS[stage]._asdict(), "id": stage, "steps": [s for s in listing["steps"] if s["stage"] == stage]}
        for stage in STAGES
    ]
    policy = [{**number, "said": in_words(number["default"], number["unit"])} for number in listing["policy"]]
    glance = [step for step in listing["steps"] if step["id"] in AT_A_GLANCE]
    return {"groups": groups, "glance": glance, "policy": policy, "provenance": PROVENANCE_WORDS, "sources": sources}


def messages() -> dict[str, Any]:
    """Return what the template of the message templates needs."""
    groups = [
        {"id": group, "title": title, "messages": [_message(each) for each in MESSAGES if each.group == group]}
        for group, title in GROUPS.items()
    ]
    return {"groups": groups, "blanks": BLANKS}


def _message(message: Message) -> dict[str, Any]:
    return {
        **message._asdict(),
        "subject": list(parts_of(message.subject)),
        "paragraphs": [list(parts_of(paragraph)) for paragraph in words_of(message).split("\n\n")],
        # One way back is enough: the step that it serves first.
        "steps": [{"id": step, "title": WORDS[step].title} for step in message.steps[:1]],
    }
