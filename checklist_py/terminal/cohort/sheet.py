"""A CSV file as spreadsheets write it: which letters, which separator, which columns, and its rows by line.

UTF-8 with or without a mark, UTF-16; commas, semicolons or tabs; quoted line breaks; any line ends; empty rows and
columns at the end. A fault of the whole sheet refuses it; one of a row is told in its place among the rows.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from checklist_py.core.record.check import Fault
from checklist_py.core.record.document import RecordError

LARGEST = 16 * 1_048_576
"""Bytes of a sheet: more rows than any careers centre has students."""

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SEPARATORS = ",;\t"
# Excel writes this line, and reads it.
_DECLARED = re.compile(r"\ufeff?sep=([,;\t|])(?:\r\n|\r|\n)", re.IGNORECASE)


class Row(NamedTuple):
    """A row: the line it begins on, and its cells by column, without the white space around them."""

    line: int
    cells: Mapping[str, str]


def place(line: int, column: str = "") -> str:
    """Return the path of a fault in a sheet."""
    return f"line {line}, column {column}" if column else f"line {line}"


def rows_of(data: bytes, known: Sequence[str], required: Sequence[str]) -> Iterator[Row | Fault]:
    """Yield the rows of a sheet, and a fault in place of each that can't be read.

    Raises RecordError, before there is any row, where the sheet can't be read or its columns are not those that are
    ``known``, with all that are ``required``.
    """
    text = _decoded(data)
    declared = _DECLARED.match(text)
    before = 1 if declared else 0
    text = text[declared.end() :] if declared else text.removeprefix("\ufeff")
    separator = declared[1] if declared else _separator(text)
    lines = _Lines(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), before)
    columns = _columns(lines, known, required)
    return _rows(lines, columns)


def _decoded(data: bytes) -> str:
    if len(data) > LARGEST:
        raise RecordError([Fault("CSV", f"must have at most {LARGEST:,} bytes")])
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if encoding is None:
        # Without a mark: the first letter is a column's, and in UTF-16 half of it is nothing.
        encoding = {(False, True): "utf-16-le", (True, False): "utf-16-be"}.get(
            (data[:1] == b"\0", data[1:2] == b"\0"), "utf-8"
        )
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(encoding, "ignore").count("\n") + 1
        reason = "must be in UTF-8 or UTF-16, and isn't; save the sheet as “CSV UTF-8”"
        raise RecordError([Fault(place(line), reason)]) from None


def _separator(text: str) -> str:
    head = re.split(r"[\r\n]", text, maxsplit=1)[0]
    return max(_SEPARATORS, key=head.count)


class _Lines:
    """The sheet's rows as lists, each with the line it begins on, and a fault where one can't be read."""

    def __init__(self, reader: Iterator[list[str]], before: int) -> None:
        self.reader = reader
        self.before = before

    def __iter__(self) -> Iterator[tuple[int, list[str] | Fault]]:
        while True:
            line = self.before + self.reader.line_num + 1  # type: ignore[attr-defined]  # csv's reader has it
            try:
                cells = next(self.reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield line, Fault(place(line), _why(error))
            else:
                if any(cell.strip() for cell in cells):
                    yield line, [_tidy(cell) for cell in cells]


def _why(error: csv.Error) -> str:
    if "unexpected end" in str(error):
        return "opens a quotation mark that is never closed, so that nothing can be read from here on"
    if "limit" in str(error):
        return "must not have a cell that long"
    return "must have two quotation marks for one within a cell, and the whole cell in quotation marks"


def _tidy(cell: str) -> str:
    """Return a cell in one line, without white space around it."""
    return re.sub(r"\s*[\r\n]+\s*", " ", cell.strip())


def _columns(lines: _Lines, known: Sequence[str], required: Sequence[str]) -> list[str]:
    line, head = next(iter(lines), (1, []))
    if isinstance(head, Fault):
        raise RecordError([head])
    names = [re.sub(r"[\s-]+", "_", cell.casefold()) for cell in head]
    faults = []
    for index, name in enumerate(names):
        if name and name not in known:
            faults.append(Fault(place(line, head[index]), f"must be one of {', '.join(known)}"))
        elif name and name in names[:index]:
            faults.append(Fault(place(line, head[index]), "must be there once"))
    faults += [Fault(place(line, name), "is missing") for name in required if name not in names]
    if faults:
        raise RecordError(faults)
    return names


def _rows(lines: _Lines, columns: Sequence[str]) -> Iterator[Row | Fault]:
    for line, cells in lines:
        if isinstance(cells, Fault):
            yield cells
            continue
        names = [*columns, *[""] * (len(cells) - len(columns))]
        beyond = [index for index, cell in enumerate(cells) if cell and not names[index]]
        if beyond:
            yield Fault(place(line, str(beyond[0] + 1)), "must be empty, as the column has no name in the first line")
        else:
            yield Row(line, {name: cell for name, cell in zip(names, cells, strict=False) if name})
