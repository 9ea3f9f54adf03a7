"""Migrations: from the record of one version to that of the next.

A change of the shape raises ``shape.VERSION`` and adds a row to ``MIGRATIONS``. Once released, a row is never edited.
"""

from collections.abc import Callable, Mapping
from typing import Any

from checklist_py.core.record.shape import VERSION

type Document = dict[str, Any]

MIGRATIONS: Mapping[int, Callable[[Document], Document]] = {
    # Version 2 only added what may be left out.
    1: lambda document: {**document, "version": 2},
}
"""From a version to the next: takes a checked document of that version, returns a new one."""


def migrate(
    document: Document, migrations: Mapping[int, Callable[[Document], Document]] = MIGRATIONS, version: int = VERSION
) -> Document:
    """Bring a checked document up to ``version``, one migration after another."""
    while document["version"] < version:
        document = migrations[document["version"]](document)
    return document
