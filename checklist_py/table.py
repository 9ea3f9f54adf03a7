"""Plans and rules as text for people at a terminal: the next action first, then a table."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from checklist_py.core.civil import Moment
from checklist_py.core.drafts import Draft
from checklist_py.core.plan import Plan, PlannedApplication, PlannedStep
from checklist_py.core.restore import counts
from checklist_py.core.shape import SCORE
from checklist_py.core.steps import IN_THE_ROOM, STEPS
from checklist_py.core.wording import PROVENANCE_WORDS, STAGE_OF_APPLICATION_WORDS, STATUS_WORDS, WORDS, count

_ORDER = ("overdue", "open", "upcoming", "snoozed", "undated", "done", "skipped")


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Lay rows out in columns, two spaces apart, under their headings."""
    lines = [headings, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(headings))]
    cells = ("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)
    return [line.rstrip() for line in cells]


def said(moment: Moment | None, step: PlannedStep) -> str:
    """Say a date or an instant in the step's own time zone: ``Fri 20 Nov 2026, 16:00 GMT``."""
    if moment is None:
        return "–"
    if isinstance(moment, datetime):
        return moment.astimezone(step.zone).strftime("%a %-d %b %Y, %H:%M %Z")
    return moment.strftime("%a %-d %b %Y")


def title_of(step: PlannedStep, application: PlannedApplication) -> str:
    """Return a step's title: the catalogue's, or the one a careers centre gave its own."""
    if step.step in WORDS:
        return WORDS[step.step].title
    extras = application.facts.settings.policy.extra_steps
    return next(str(extra["title"]) for extra in extras if extra["id"] == step.step)


def draft_text(draft: Draft) -> str:
    """Write a draft as one would read it in a mail program: where to, the subject, the words."""
    head = [f"To: {draft.to}"] if draft.to else []
    head += [f"Subject: {draft.subject}"] if draft.subject else []
    return "\n".join([*head, *([""] if head else []), draft.body, ""])


def _due_words(step: PlannedStep) -> str:
    """Say when a step is due, and of one that is late what the page says, too."""
    day = said(step.due, step)
    return f"best by {day}, still worth doing" if step.status == "overdue" else f"due {day}"


def _status_words(step: PlannedStep) -> str:
    is_missed = step.status == "overdue" and step.step in IN_THE_ROOM
    return "the moment has passed" if is_missed else STATUS_WORDS[step.status]


def name_of(application: Mapping[str, Any]) -> str:
    """Name an application as a person would: employer and role, as far as they are known."""
    parts = [part for part in (application.get("employer", ""), application.get("role", "")) if part]
    return ", ".join(parts) or f"Unnamed application {application['id']}"


def plan_text(planned: Plan) -> str:
    """Write a plan for people."""
    by_id = {application.id: application for application in planned.applications}
    lines = []
    if planned.next is None:
        lines.append("Next: nothing for now.")
    else:
        application = by_id[planned.next[0]]
        step = next(step for step in application.steps if step.key == planned.next[1])
        lines.append(f"Next: {title_of(step, application)}  ({name_of(application.facts.data)})")
        lines.append(f"      {_due_words(step)}: {step.reason}" if step.due else f"      {step.reason}")
    for application in planned.applications:
        lines += ["", *_application_lines(application)]
    return "\n".join(lines) + "\n"


def _application_lines(application: PlannedApplication) -> list[str]:
    stage = STAGE_OF_APPLICATION_WORDS[application.stage]
    heading = f"{name_of(application.facts.data)}: {stage}"
    if application.facts.data.get("archived", False):
        heading += " (archived)"
    needed = [step for step in application.steps if step.status != "not-needed"]
    needed.sort(key=lambda step: _ORDER.index(step.status))
    several = len(application.facts.rounds) > 1
    rows = [
        (
            _status_words(step),
            title_of(step, application),
            *((step.key.partition("/")[0] if "/" in step.key else "",) if several else ()),
            said(step.opens, step),
            said(step.due, step),
            step.reason,
        )
        for step in needed
    ]
    headings = ("status", "step", *(("round",) if several else ()), "opens", "due", "why")
    left_out = len(application.steps) - len(needed)
    lines = [heading, "", *table(headings, rows)]
    return [*lines, f"({left_out} more steps are not needed now.)"] if left_out else lines


def rules_text(listing: Mapping[str, Any]) -> str:
    """Write the rules for people."""
    titles = {step.id: WORDS[step.id].title for step in STEPS}
    rows = [
        (
            step["id"],
            titles[step["id"]],
            step["opens"],
            step["due"],
            step["only_when"],
            step["provenance"],
            " ".join(step["sources"]),
        )
        for step in listing["steps"]
    ]
    steps = table(("id", "step", "opens", "due", "only when", "figure", "sources"), rows)
    numbers = table(
        ("policy", "default", "bounds", "unit", "about"),
        [
            (n["name"], str(n["default"]), f"{n['minimum']}–{n['maximum']}", n["unit"], n["about"])
            for n in listing["policy"]
        ],
    )
    figures = table(("figure", "meaning"), list(PROVENANCE_WORDS.items()))
    return "\n".join([*steps, "", *numbers, "", *figures]) + "\n"


def record_text(record: Mapping[str, Any]) -> str:
    """Say what a record holds, a line for each application."""
    applications = record["applications"]
    lines = [f"A good record: {count(len(applications), 'application')}."]
    lines += [f"  {each['id']}  {name_of(each)}: {', '.join(counts(each))}" for each in applications]
    return "\n".join(lines) + "\n"


def journal_text(journal: Mapping[str, Any]) -> str:
    """Write the journal as one would read it: an interview after the other, then what keeps coming up."""
    blocks = [_entry_lines(each) for each in journal["interviews"]]
    if not blocks:
        return "Nothing is noted yet.\n"
    if journal["again"]:
        rows = [(f"{each['times']} times", each["kind"], each["text"]) for each in journal["again"]]
        blocks.append(["What keeps coming up", *(f"  {'  '.join(row)}" for row in rows)])
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _entry_lines(entry: Mapping[str, Any]) -> list[str]:
    day = entry["day"] or "no date yet"
    lines = [f"{entry['name']}, interview {entry['number']}, {day}"]
    people = [
        ", ".join(filter(None, (each.get(n, "") for n in ("name", "title", "email")))) for each in entry["people"]
    ]
    lists = {
        "met": people,
        "talked about": entry["topics"],
        "went well": entry["went_well"],
        "to improve": entry["improve"],
    }
    for name, items in lists.items():
        lines += [f"  {name}: {_inline(item)}" for item in items]
    for asked in entry["questions"]:
        score = f"  ({asked['score']} of {SCORE.maximum})" if asked.get("score") is not None else ""
        lines.append(f"  asked: {_inline(asked.get('question', ''))}{score}")
        if asked.get("answer", "").strip():
            lines.append(f"    said: {_inline(asked['answer'])}")
    return [*lines, f"  mean of the scores: {entry['mean']}"] if entry["mean"] is not None else lines


def _inline(text: str) -> str:
    return " ".join(text.split())
