"""What a page asks for first: a plan, and the line that it draws from it."""

import sys
from collections.abc import Mapping

from checklist_py.bridge.reader import Asked, Operation, Reader, Reply, drawn, one_of
from checklist_py.core.pictures.silence import silence, silence_picture, silence_words
from checklist_py.core.pictures.timeline import line_of, timeline
from checklist_py.core.pictures.view import view_of
from checklist_py.core.record.document import dump_within


def _hello(_reader: Reader, _asked: Asked) -> Reply:
    return {"python": sys.version.split()[0]}


def _plan(reader: Reader, asked: Asked) -> Reply:
    planned = reader.planned(asked)
    return {"plan": planned.as_json(), "view": view_of(planned)}


def _check(reader: Reader, asked: Asked) -> Reply:
    return {"record": dump_within(reader.load(asked["record"]))}


def _line(reader: Reader, asked: Asked) -> Reply:
    planned = reader.planned(asked)
    application = one_of(planned, asked["application"])
    line, told = line_of(planned, application), silence(planned, application)
    quiet = {"words": silence_words(told), "picture": drawn(silence_picture(told))} if told else None
    return {"line": drawn(timeline(line, asked["width"])) if line else None, "silence": quiet}


FIRST: Mapping[str, Operation] = {
    "hello": _hello,  # -> python, its version
    "plan": _plan,  # record, now -> plan (as ``plan --json``), view (see core/pictures/view.py)
    "check": _check,  # record -> record, canonical
    "line": _line,  # record, now, application, width -> line and silence, each null when there's none
}
"""Every operation, with what a request gives and what the reply holds."""
