"""The rules as a listing: every row of the catalogue and every policy number, in words.

Made from ``steps.py``, ``policy.py`` and ``wording.py``; the command line prints it and
the site's timing page shows it. The figures are those of the policy given.
"""

from collections.abc import Iterator
from typing import Any

from checklist_py.core.facts import SHORT_EVENING
from checklist_py.core.policy import EXTRA_STEPS_LIMIT, NUMBERS, OFFSETS, Policy, policy_from
from checklist_py.core.shape import EXTRA_ANCHORS
from checklist_py.core.steps import FOLLOW_UPS, STEPS, Step
from checklist_py.core.wording import PROVENANCE_WORDS, WORDS, count

_SHORT_EVENING_HOURS = int(SHORT_EVENING.total_seconds() // 3600)

_WHEN = {
    "wanted": "you may want the job",
    "names-missing": "you have nobody’s name",
    "by-email": "you say thank you by email",
    "by-letter": "you say thank you by letter",
    "recruiter": "a recruiter arranged it",
    "waiting": "there is no news yet",
    "later-round": "from the second interview on",
    "offer": "there is an offer",
    "accepted": "you accepted",
    "refused": "the answer was no",
}


def opens_words(step: Step, policy: Policy) -> str:
    """Say when a step opens."""
    spacing = count(policy.follow_up_spacing_working_days, "working day")
    grace = count(policy.grace_working_days, "working day")
    days = count(policy.follow_up_days, "day")
    return {
        "room": "when the interview starts",
        "end": "when the interview ends",
        "first-end": "when the first interview ends",
        "follow-up-1": f"{grace} (that is ours) after the date they gave; with none, once more than {days} have passed",
        "follow-up-2": f"{spacing} after the first follow-up",
        "follow-up-3": f"{spacing} after the second follow-up",
        "let-go": f"{spacing} after the last follow-up",
        "invitation": "when you are invited",
        "offer": "on the day of the offer",
        "acceptance": "on the day you accept",
        "refusal": "on the day of the answer",
    }[step.anchor]


def due_words(step: Step, policy: Policy) -> str:
    """Say when a step is due."""
    amount = step.due.amount if isinstance(step.due.amount, int) else getattr(policy, step.due.amount)
    return {
        "end": "before the interview ends",
        "same-day": f"that day, or the next if fewer than {count(_SHORT_EVENING_HOURS, 'hour')} of it are left",
        "hours": f"{count(amount, 'hour')} later",
        "working-days": f"{count(amount, 'working day')} later",
        "before-start": f"{count(amount, 'working day')} before the interview",
        "before-decide": "the working day before you decide",
        "decide": f"the date they gave; with none, {count(policy.decide_working_days, 'working day')} later",
        "none": "no date",
    }[step.due.kind]


def _conditions(step: Step) -> Iterator[str]:
    yield from (_WHEN[name] for name in step.when)
    if step.id in FOLLOW_UPS[policy_from({}).max_follow_ups :]:
        yield "a careers centre plans that many"


def rules_listing(policy: Policy | None = None) -> dict[str, Any]:
    """Return the steps and the policy, with sources and provenance, in the shape of ``rules --json``."""
    policy = policy or policy_from({})
    return {
        "steps": [
            {
                "id": step.id,
                "scope": step.scope,
                "stage": step.stage,
                "title": WORDS[step.id].title,
                "anchor": step.anchor,
                "opens": opens_words(step, policy),
                "due": due_words(step, policy),
                "when": list(step.when),
                "only_when": " and ".join(_conditions(step)),
                "provenance": step.provenance,
                "sources": list(step.sources),
            }
            for step in STEPS
        ],
        "policy": [
            {
                "name": number.name,
                "default": number.default,
                "minimum": number.minimum,
                "maximum": number.maximum,
                "unit": number.unit,
                "about": number.about,
            }
            for number in NUMBERS
        ],
        "extra_steps": {
            "limit": EXTRA_STEPS_LIMIT,
            "anchors": list(EXTRA_ANCHORS),
            "offsets": {unit: {"minimum": low, "maximum": high} for unit, (low, high) in OFFSETS.items()},
        },
        "provenance": dict(PROVENANCE_WORDS),
    }
