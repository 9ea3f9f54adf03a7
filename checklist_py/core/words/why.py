"""Why a step's dates are what they are, in full: the rule, what it counts from, and what would change it."""

from typing import Any, NamedTuple

from checklist_py.core.rules.anchors import ANCHORS, Counted
from checklist_py.core.rules.civil import Moment, format_moment
from checklist_py.core.rules.dues import DUES, decide_by
from checklist_py.core.rules.extra import counted_round
from checklist_py.core.rules.facts import Facts, Round
from checklist_py.core.rules.planned import PlannedApplication, PlannedStep
from checklist_py.core.rules.steps import ROWS, Step
from checklist_py.core.rules.workdays import NO_REGION
from checklist_py.core.words.listing import due_words, opens_words


class Why(NamedTuple):
    """The rule in words; what it counts from, with that thing's own date; and what would change the dates.

    A step without a date has the rule alone.
    """

    rule: str
    anchor: str
    at: Moment | None
    changes: str

    def as_json(self) -> dict[str, Any]:
        """Return it as an object."""
        return {**self._asdict(), "at": format_moment(self.at) if self.at else None}


def why_of(application: PlannedApplication, key: str) -> Why | None:
    """Say why a step of a planned application has its dates; None for a key it doesn't have."""
    step = next((step for step in application.steps if step.key == key), None)
    if step is None:
        return None
    facts, row = application.facts, step.row
    if step.provenance == "none":
        return Why(_sentence(step.reason), "", None, "")
    words, at = _counted(row, facts, counted_round(row, facts, step.round))
    return Why(_rule(step, facts), words, at, _changes(row, facts))


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _rule(step: PlannedStep, facts: Facts) -> str:
    if step.row.id not in ROWS:
        return f"Due {step.reason}."
    policy = facts.settings.policy
    return f"Starts {opens_words(step.row, policy)}. Due: {due_words(step.row, policy)}."


def _counted(row: Step, facts: Facts, place: Round | None) -> Counted:
    if row.due.kind in ("decide", "before-decide") and (named := decide_by(facts)):
        return Counted("the date they want your answer by", named)
    return ANCHORS[row.anchor].counted(row, facts, place)


def _changes(row: Step, facts: Facts) -> str:
    """Say what would change the dates. Bank holidays count only where a rule counts working days."""
    text = f"What would change it: {ANCHORS[row.anchor].changes}."
    if not (DUES[row.due.kind].counts_working_days or ANCHORS[row.anchor].counts_working_days):
        return text
    if facts.settings.calendars.region is NO_REGION:
        return f"{text} Choose a region and its bank holidays won't count as working days."
    return f"{text} Bank holidays don't count as working days."
