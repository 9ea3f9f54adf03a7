"""What is made from the rules and written into pages: the checklist, and the timing tables.

A page names the place with ``<!-- made: NAME -->``; ``fill`` puts the part there. The
checklist is the plan of one application with one interview that has no date yet, so that
it can be read, printed and ticked before any script has run.
"""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from checklist_py.core.facts import Calendars
from checklist_py.core.listing import rules_listing
from checklist_py.core.plan import plan
from checklist_py.core.shape import FIRST_YEAR, FORMAT, LAST_YEAR, MAX_APPLICATIONS, MAX_ROUNDS, ROUND, VERSION
from checklist_py.core.steps import APPLICATION, BY_ID, IN_THE_ROOM, STAGES
from checklist_py.core.wording import PROVENANCE_WORDS, STAGE_OF_APPLICATION_WORDS, STAGE_WORDS, WORDS

PRERENDERED_ID = "first"
"""The application's id in the prerendered list; its round is ``r1``."""

SOURCE_TITLES = {
    "000": "Post Interview Tactics",
    "001": "After The Interview",
    "002": "Five Critical Things To Do After A Job Interview",
    "003": "You nailed the job interview. Now what?",
    "004": "Post Interview Strategies",
}

_MADE = re.compile(r"<!-- made: (?P<name>[a-z-]+) -->")


def fill(markdown: str, templates: Path) -> str:
    """Replace every ``<!-- made: NAME -->`` in a page with what is made from the rules."""
    return _MADE.sub(lambda found: render(found["name"], templates), markdown)


def render(name: str, templates: Path) -> str:
    """Render one part. Raises KeyError for a name that no part has."""
    environment = Environment(
        loader=FileSystemLoader(templates / "made"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    text = environment.get_template(f"{name}.html").render(**_PARTS[name]())
    # A blank line would end the HTML block for Markdown.
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def _checklist() -> dict[str, Any]:
    empty = {"id": PRERENDERED_ID, "rounds": [{"id": "r1", "starts": None}]}
    record = {"format": FORMAT, "version": VERSION, "applications": [empty]}
    # Nothing is dated, so any moment gives this plan.
    planned = plan(record, datetime(2000, 1, 1, tzinfo=UTC), Calendars({"UTC": UTC})).applications[0]
    steps = [_step(step) for step in planned.steps]
    groups = [
        {
            "id": stage,
            "title": STAGE_WORDS[stage].title,
            "todo": STAGE_WORDS[stage].todo,
            "steps": [s for s in steps if s["stage"] == stage],
        }
        for stage in STAGES
    ]
    bounds = {"applications": MAX_APPLICATIONS, "rounds": MAX_ROUNDS}
    words = {"provenance": PROVENANCE_WORDS, "stages": STAGE_OF_APPLICATION_WORDS, "bounds": bounds}
    return {
        "groups": groups,
        "application": PRERENDERED_ID,
        "bounds": _bounds(),
        "spare": {"follow_up_3": _spare("follow-up-3")},
        "words": {"provenance": PROVENANCE_WORDS, "sources": SOURCE_TITLES},
        "words_json": _script_json(words),
    }


def _script_json(value: object) -> Markup:
    # Our own words, and no "<" left that could end the script element.
    return Markup(json.dumps(value, ensure_ascii=False).replace("<", "\\u003c"))  # noqa: S704


def _bounds() -> dict[str, Any]:
    fields = {field.name: field for field in ROUND.fields}
    minutes = fields["minutes"]
    return {"first": FIRST_YEAR, "last": LAST_YEAR, "minutes": minutes.kind, "length": minutes.default}


def _spare(step_id: str) -> dict[str, Any]:
    """A step that only some policies have, as a pattern for the page."""
    row, words = BY_ID[step_id], WORDS[step_id]
    return {
        "step": step_id,
        "status": "undated",
        "reason": PROVENANCE_WORDS["policy"].removesuffix("."),
        "provenance": "policy",
        "sources": list(row.sources),
        "is_application": False,
        "is_room": False,
        "title": words.title,
        "todo": words.todo,
    }


def _step(step: Any) -> dict[str, Any]:
    row, words = BY_ID[step.step], WORDS[step.step]
    return {
        **step.as_json(),
        "stage": row.stage,
        "is_application": row.scope == APPLICATION,
        "is_room": row.id in IN_THE_ROOM,
        "title": words.title,
        "todo": words.todo,
    }


def _timing() -> dict[str, Any]:
    listing = rules_listing()
    groups = [
        {**STAGE_WORDS[stage]._asdict(), "id": stage, "steps": [s for s in listing["steps"] if s["stage"] == stage]}
        for stage in STAGES
    ]
    return {"groups": groups, "policy": listing["policy"], "provenance": PROVENANCE_WORDS, "sources": SOURCE_TITLES}


_PARTS: dict[str, Callable[[], dict[str, Any]]] = {"checklist": _checklist, "timing": _timing}
