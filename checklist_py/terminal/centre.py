"""What a careers centre asks the command line for: its preset's link, and the code for it."""

from checklist_py import calendars
from checklist_py.codes import ON_PAPER, code, code_svg
from checklist_py.core.record.check import Fault
from checklist_py.core.record.document import RecordError
from checklist_py.core.record.preset import link, link_start, load_preset, too_long_for_a_code
from checklist_py.terminal.files import read, write
from checklist_py.terminal.results import all_of


def link_text(name: str, site: str, code_name: str | None) -> str:
    """Return the link for the preset in a file, and write its code, as SVG, where one is wanted.

    Raises RecordError, and then nothing is written.
    """
    preset, _ = all_of(lambda: load_preset(read(name), calendars.KNOWN, is_new=True), lambda: _checked(site))
    address = link(preset, site)
    if code_name is not None:
        if reason := too_long_for_a_code(preset, address):
            raise RecordError([Fault("--qr", reason)])
        write(code_svg(code(address, ON_PAPER)) or "", code_name, "--qr")
    return f"{address}\n"


def _checked(site: str) -> None:
    try:
        link_start(site)
    except RecordError as error:
        raise RecordError([fault._replace(path="--site") for fault in error.faults]) from None
