"""What a plan is made of: steps with their dates, applications, and the whole."""

from datetime import tzinfo
from typing import Any, NamedTuple

from checklist_py.core.rules.civil import Instant, Moment, format_moment
from checklist_py.core.rules.facts import Facts, Round
from checklist_py.core.rules.status import DONE, Change, status_at
from checklist_py.core.rules.steps import Step


class PlannedStep(NamedTuple):
    """One step with its dates, which are in ``zone``. ``lapses`` is the instant at which it becomes overdue."""

    key: str
    row: Step
    round: Round | None
    order: int
    """The place of its row: in the catalogue, or after it for a centre's own."""
    status: str
    opens: Moment | None
    due: Moment | None
    changes: tuple[Change, ...]
    provenance: str
    reason: str
    lapses: Instant | None
    zone: tzinfo

    @property
    def step(self) -> str:
        """The id of its row."""
        return self.row.id

    @property
    def figure_sources(self) -> tuple[str, ...]:
        """The sources that give the figure in force."""
        return self.row.figure if self.provenance == "stated" else ()

    def status_at(self, at: Instant) -> str:
        """Return its status at a moment from the plan's ``now`` on, if the person does nothing until then."""
        return status_at(self.status, self.changes, at)

    def as_json(self) -> dict[str, Any]:
        """Return the step in the shape of ``plan --json``."""
        return {
            "key": self.key,
            "step": self.row.id,
            "status": self.status,
            "opens": format_moment(self.opens) if self.opens else None,
            "due": format_moment(self.due) if self.due else None,
            "changes": [[format_moment(at), status] for at, status in self.changes],
            "provenance": self.provenance,
            "sources": list(self.row.sources),
            "figure_sources": list(self.figure_sources),
            "reason": self.reason,
        }


class ApplicationMoment(NamedTuple):
    """What an application is about just now, and when it will next ask for something: a date, an instant, or None."""

    kind: str
    until: str | None


class PlannedApplication(NamedTuple):
    """One application with its stage and its steps in the order of the catalogue."""

    id: str
    stage: str
    moment: ApplicationMoment
    next: str | None
    """The key of the step that it asks for, as if it were the only application and not archived."""
    steps: tuple[PlannedStep, ...]
    facts: Facts

    @property
    def is_archived(self) -> bool:
        """Whether the person has put it away."""
        return bool(self.facts.data.get("archived", False))

    @property
    def has_done(self) -> bool:
        """Whether any of its steps is done."""
        return any(step.status == DONE for step in self.steps)

    def as_json(self) -> dict[str, Any]:
        """Return the application in the shape of ``plan --json``."""
        return {
            "id": self.id,
            "stage": self.stage,
            "moment": self.moment._asdict(),
            "next": self.next,
            "steps": [step.as_json() for step in self.steps],
        }


class Plan(NamedTuple):
    """The plan at ``now``, and the one thing to do next: an application's id and a step's key, or None."""

    now: Instant
    next: tuple[str, str] | None
    applications: tuple[PlannedApplication, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the plan in the shape of ``plan --json``."""
        return {
            "now": format_moment(self.now),
            "next": {"application": self.next[0], "key": self.next[1]} if self.next else None,
            "applications": [application.as_json() for application in self.applications],
        }
