"""After the interview: what to do next, and by when.

``plan(record, now, calendars)`` is the whole of the rules; ``load`` and ``dump`` read and
write a record.
"""

from checklist_py.core.record.check import Fault, Known
from checklist_py.core.record.document import RecordError, dump, load
from checklist_py.core.rules.facts import Calendars
from checklist_py.core.rules.plan import plan
from checklist_py.core.rules.planned import Plan
from checklist_py.core.rules.workdays import Region

__all__ = ["Calendars", "Fault", "Known", "Plan", "RecordError", "Region", "dump", "load", "plan"]
__version__ = "0.1.0"
