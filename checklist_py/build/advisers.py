"""What the pages for careers advisers are made from: the form's fields, their bounds and their words."""

from typing import Any

from checklist_py.build.prerender import checklist, numbers
from checklist_py.core.rules.policy import EXTRA_STEPS_LIMIT
from checklist_py.core.words.presets import ANCHOR_WORDS, UNIT_WORDS

CODE_SIZE = 3.5
"""How wide a code has to be for a phone to read it at 30 cm, in centimetres: version 25 has modules of 0.3 mm then."""


def form() -> dict[str, Any]:
    """Return what the form's template needs."""
    return {
        "numbers": numbers(),
        "groups": checklist({})["groups"],
        "units": UNIT_WORDS,
        "anchors": ANCHOR_WORDS,
        "limit": EXTRA_STEPS_LIMIT,
        "code_size": f"{CODE_SIZE:g}",
    }
