"""After the interview: what to do next, and by when.

``plan(record, now, calendars)`` is the whole of the rules; ``load`` and ``dump`` read and
write a record, and ``merge`` makes one of two.
"""

from checklist_py.core.check import Fault, Known
from checklist_py.core.facts import Calendars
from checklist_py.core.merge import merge
from checklist_py.core.plan import plan
from checklist_py.core.planned import Plan
from checklist_py.core.record import RecordError, dump, load
from checklist_py.core.workdays import Region

__all__ = ["Calendars", "Fault", "Known", "Plan", "RecordError", "Region", "dump", "load", "merge", "plan"]
__version__ = "0.1.0"
