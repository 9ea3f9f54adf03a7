"""The record's shape for the page's modules: types to write them with, and a table to read a stored text by.

Both are made from ``core/record/shape.py`` and written to ``overrides/checklist/record/shape.ts`` whenever the site
is built. The file is kept in the repository, so that editors and tests need no build; a test holds that it's current.
"""

import json
from pathlib import Path

from checklist_py.core.record import shape
from checklist_py.core.record.shape import REQUIRED, Choice, Const, Field, Fields, Kind, ListOf, MapOf, Whole

WHERE = Path("checklist/record/shape.ts")
"""In the folder of overrides."""

NAMES = (
    (shape.REPLY_WITHIN, "Wait"),
    (shape.EXTRA_STEP, "ExtraStep"),
    (shape.POLICY, "Policy"),
    (shape.PERSON, "Person"),
    (shape.QUESTION, "Question"),
    (shape.JOURNAL, "Journal"),
    (shape.ROUND, "Round"),
    (shape.OUTCOME, "Outcome"),
    (shape.STATE, "StepState"),
    (shape.APPLICATION, "Application"),
    (shape.SETTINGS, "Settings"),
    (shape.RECORD, "RecordData"),
)
"""What has a type of its own, inner ones first."""

PLAIN = ((shape.FLAG, "flag"), (shape.DATE, "date"), (shape.ID, "id"))

HEAD = """/** The record's shape. Made from checklist_py/core/record/shape.py at build: change it there. */

// biome-ignore-all format: as it was made

"""

KINDS = """
/**
 * What a value has to be: plain, a list, an object whose keys are the person's ("*"), or one with these fields. A
 * field's name ends in "!" where it's required, "?" where it may be null, and "|" where one of them has to be there.
 */
export type Kind = "text" | "date" | "id" | "whole" | "flag" | readonly [Kind] | { readonly [field: string]: Kind };

"""


def write_page_shape(overrides: Path) -> None:
    """Write the module, where it isn't there as it should be."""
    path, text = overrides / WHERE, page_shape()
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def page_shape() -> str:
    """Return the module's text."""
    constants = {
        "FORMAT": shape.FORMAT,
        "VERSION": shape.VERSION,
        "MAX_BYTES": shape.MAX_BYTES,
        "MAX_DEPTH": shape.MAX_DEPTH,
        "FIRST_DAY": f"{shape.FIRST_YEAR}-01-01",
        "LAST_DAY": f"{shape.LAST_YEAR}-12-31",
        "FORBIDDEN_NAMES": sorted(shape.FORBIDDEN_NAMES),
        "ID": shape.ID.regex,
        "NOT_IN_VERSION_1": [name for field in shape.OUTCOME.fields for name in getattr(field.kind, "since", ())],
    }
    told = [f"export const {name} = {json.dumps(value)};\n" for name, value in constants.items()]
    types = [_declared(name, kind) for kind, name in NAMES]
    tables = [f"const {_constant(name)}: Kind = {_table(kind, is_inner=False)};\n" for kind, name in NAMES]
    return "".join([HEAD, *told, *types, KINDS, *tables, "\nexport { RECORD_DATA as RECORD };\n"])


def _declared(name: str, kind: Fields) -> str:
    lines = []
    for field in kind.fields:
        is_required = field.default is REQUIRED
        or_null = " | null" if field.is_nullable else ""
        lines.append(f"  {field.name}{'' if is_required else '?'}: {_type(field.kind)}{or_null};\n")
    return f"\nexport type {name} = {{\n{''.join(lines)}  [key: string]: unknown;\n}};\n"


def _found(table: tuple[tuple[Kind, str], ...], kind: Kind) -> str | None:
    return next((name for each, name in table if each is kind), None)


def _constant(name: str) -> str:
    return "".join(f"_{letter}" if letter.isupper() and at else letter for at, letter in enumerate(name)).upper()


def _type(kind: Kind) -> str:
    if isinstance(kind, Fields):
        inline = "".join(f" {field.name}?: {_type(field.kind)};" for field in kind.fields)
        return _found(NAMES, kind) or f"{{{inline} }}"
    if isinstance(kind, ListOf):
        return f"{_type(kind.item)}[]"
    if isinstance(kind, MapOf):
        return f"Record<string, {_type(kind.item)}>"
    if isinstance(kind, Choice):
        return " | ".join(map(json.dumps, kind.values))
    plain = {Const: json.dumps(getattr(kind, "value", "")), Whole: "number"}
    return "boolean" if kind is shape.FLAG else plain.get(type(kind), "string")


def _table(kind: Kind, *, is_inner: bool = True) -> str:
    if isinstance(kind, Fields):
        name = _found(NAMES, kind)
        mark = "|" if kind.is_one_of else ""
        fields = ", ".join(_field(field, mark) for field in kind.fields)
        return _constant(name) if name and is_inner else f"{{ {fields} }}"
    if isinstance(kind, ListOf):
        return f"[{_table(kind.item)}]"
    if isinstance(kind, MapOf):
        return f'{{ "*": {_table(kind.item)} }}'
    return json.dumps("whole" if isinstance(kind, Whole) else _found(PLAIN, kind) or "text")


def _field(field: Field, mark: str) -> str:
    marks = f"{'!' if field.default is REQUIRED else ''}{'?' if field.is_nullable else ''}{mark}"
    return f'"{field.name}{marks}": {_table(field.kind)}'
