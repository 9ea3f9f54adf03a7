"""The module with a mark for each function that was called, for making a profile."""

from checklist_py.build.halves.binary import sized, unsigned, vector
from checklist_py.build.halves.instructions import END, GLOBAL_SET, I32_CONST, first_instruction
from checklist_py.build.halves.module import Export, Kind, Module, Section

CALLED = "called."
"""A mark is a global, exported by this and the function's number: 1 once the function has been called."""

_MARK = bytes([0x7F, 1, I32_CONST, 0, END])


def counting(module: Module) -> bytes:
    """Return the module with marks."""
    number = module.number_imported(Kind.GLOBAL) + len(module.globals_)
    bodies, exports = [], list(module.exports)
    for mark, (function, body) in enumerate(module.bodies.items(), number):
        at = first_instruction(body)
        bodies.append(sized(body[:at] + bytes([I32_CONST, 1, GLOBAL_SET]) + unsigned(mark) + body[at:]))
        exports.append(Export(f"{CALLED}{function}", Kind.GLOBAL, mark))
    return module.changed(
        {
            Section.GLOBAL: vector([*module.globals_, *[_MARK] * len(bodies)]),
            Section.EXPORT: vector(each.written() for each in exports),
            Section.CODE: vector(bodies),
        }
    )
