"""What a record holds, its journal and a message, as plain text."""

from collections.abc import Mapping
from typing import Any

from checklist_py.core.record.restore import counts
from checklist_py.core.record.shape import SCORE
from checklist_py.core.rules.amounts import count
from checklist_py.core.words.drafts import Draft


def draft_text(draft: Draft) -> str:
    """Write a draft as one would read it in a mail program: where to, the subject, the words."""
    head = [f"To: {draft.to}"] if draft.to else []
    head += [f"Subject: {draft.subject}"] if draft.subject else []
    return "\n".join([*head, *([""] if head else []), draft.body, ""])


def name_of(application: Mapping[str, Any]) -> str:
    """Name an application as a person would: employer and role, as far as they are known."""
    parts = [part for part in (application.get("employer", ""), application.get("role", "")) if part]
    return ", ".join(parts) or f"Unnamed application {application['id']}"


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
