"""The browser's only door: ``handle(str) -> str``, JSON in and JSON out, never an exception.

A request is ``{"op": NAME, ...}``, with a name from ``FIRST`` or ``LATER``. A reply is ``{"ok": true, ...}``, or
``{"ok": false, "faults": [{"path": ..., "reason": ...}]}`` for a record that's refused. Records travel as the text
that's stored, so they're read with the same guards as a file.

Any request may tell ``zones`` (name to base64 of the TZif file) and ``regions`` (code to the object in
``holidays/REGION.json``), null for one that doesn't exist. The bridge keeps them.
"""

import gc
import json

from checklist_py.bridge.first import FIRST
from checklist_py.bridge.reader import Operation, Reader, refused
from checklist_py.core.record.check import Fault
from checklist_py.core.record.document import RecordError


class Bridge:
    """What the worker knows, and how it answers."""

    def __init__(self) -> None:
        """Start knowing nothing."""
        self.reader = Reader()

    def handle(self, request: str) -> str:
        """Answer one request. A request that's no request at all is a fault at ``request``."""
        try:
            asked = json.loads(request)
            if not isinstance(asked, dict) or not isinstance(asked.get("op"), str):
                raise ValueError("must be an object with an op")  # noqa: TRY004, TRY301  # one class for every bad request
            self.reader.learn(asked)
            reply = {"ok": True, **_operation(asked["op"])(self.reader, asked)}
        except RecordError as error:
            reply = {"ok": False, **refused(error)}
        except Exception as error:  # noqa: BLE001  # nothing may pass the border but a reply
            fault = Fault("request", f"could not be answered: {type(error).__name__}: {error}")
            reply = {"ok": False, **refused(RecordError([fault]))}
        # ASCII throughout: a lone surrogate in a fault's path must not break the border.
        return json.dumps(reply, separators=(",", ":"))


def _operation(name: str) -> Operation:
    if name in FIRST:
        return FIRST[name]
    from checklist_py.bridge.later import LATER  # noqa: PLC0415  # a first plan doesn't wait for it

    return LATER[name]


_BRIDGE = Bridge()


def handle(request: str) -> str:
    """Answer one request of the page, JSON in and JSON out. Never raises."""
    # A plan makes no cycles: collecting in the middle of a large one only takes time.
    gc.disable()
    try:
        return _BRIDGE.handle(request)
    finally:
        gc.enable()


def answer(request: str) -> bytes:
    """Answer as ``handle`` does, in bytes: Pyodide copies a string to JavaScript character by character."""
    return handle(request).encode()
