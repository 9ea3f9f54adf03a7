"""The browser's bytecode has no line numbers, and runs as it did with them."""

import marshal
import types

from checklist_py.build.bytecode import _without_lines

SOURCE = """
def divided(one, other):
    try:
        return one / other
    except ZeroDivisionError as error:
        found = str(error)
    finally:
        found = locals().get("found", "")
    return [found for _ in range(2)]
"""


def test_code_without_lines_runs_and_raises_as_before():
    header = b"0123456789abcdef"
    data = _without_lines(header + marshal.dumps(compile(SOURCE, "a.py", "exec")))
    assert data.startswith(header)
    code = marshal.loads(data[16:])  # noqa: S302  # made a line above
    scope: dict[str, object] = {}
    exec(code, scope)  # noqa: S102  # our own
    divided = scope["divided"]
    assert isinstance(divided, types.FunctionType)
    assert divided(4, 2) == 2
    assert divided(1, 0) == ["division by zero"] * 2
    lines = {line for each in (code, divided.__code__) for *_, line in each.co_lines()}
    assert lines == {None}
