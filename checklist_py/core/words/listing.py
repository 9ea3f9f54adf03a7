"""The rules as a listing: every row of the catalogue and every policy number, in words.

The command line prints it and the site's timing page shows it. The figures are those of the policy given.
"""

from collections.abc import Iterator
from typing import Any

from checklist_py.core.rules.anchors import ANCHORS
from checklist_py.core.rules.conditions import CONDITIONS
from checklist_py.core.rules.dues import DUES
from checklist_py.core.rules.policy import EXTRA_ANCHORS, EXTRA_STEPS_LIMIT, NUMBERS, OFFSETS, Policy, policy_from
from checklist_py.core.rules.steps import FOLLOW_UPS, STEPS, Step
from checklist_py.core.rules.untils import UNTILS
from checklist_py.core.words.wording import PROVENANCE_WORDS, WORDS


def opens_words(step: Step, policy: Policy) -> str:
    """Say when a step opens."""
    return ANCHORS[step.anchor].opens(step, policy)


def due_words(step: Step, policy: Policy) -> str:
    """Say when a step is due."""
    return DUES[step.due.kind].listed(step.due, policy)


def until_words(step: Step) -> str:
    """Say from when a step is too late to be worth doing, or return an empty text."""
    return UNTILS[step.until.kind].listed(step.until) if step.until else ""


def _conditions(step: Step) -> Iterator[str]:
    yield from (CONDITIONS[name].listed for name in step.when)
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
                "until": until_words(step),
                "when": list(step.when),
                "only_when": ", and ".join(_conditions(step)),
                "provenance": step.provenance,
                "figure_sources": list(step.figure),
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
