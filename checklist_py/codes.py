"""QR codes, with segno. The browser loads it when someone asks for a code."""

from segno.encoder import DataOverflowError, encode

SCREEN = ("l", 30)
"""The correction of errors, and the largest version that a phone reads off a screen with ease: 137 modules a side."""
PAPER = ("m", 25)
"""The same off paper, where a crease or a stain takes some of it away: 117 modules a side."""
QUIET = 4
"""Empty modules around a code, as ISO/IEC 18004 asks for."""


def code(text: str, *, is_paper: bool = False) -> dict[str, object] | None:
    """Return a text's QR code as ``size`` in modules, the quiet zone included, and an SVG path ``d``.

    The text is ASCII, as an address is. None when it is too long for a code that is easily read.
    """
    correction, largest = PAPER if is_paper else SCREEN
    try:
        # segno's encoder comes without types.
        made = encode(text, error=correction, mode="byte", encoding="utf-8", micro=False, boost_error=False)  # type: ignore[no-untyped-call]
        matrix: tuple[bytearray, ...] = made.matrix
    except DataOverflowError:
        return None
    if len(matrix) > 17 + 4 * largest:
        return None
    runs = (
        f"M{column + QUIET} {row + QUIET}h{length}v1h-{length}z"
        for row, modules in enumerate(matrix)
        for column, length in _runs(modules)
    )
    return {"size": len(matrix) + 2 * QUIET, "d": "".join(runs)}


def _runs(modules: bytearray) -> list[tuple[int, int]]:
    """Return where dark modules stand next to each other: the first one, and how many."""
    found: list[tuple[int, int]] = []
    for column, is_dark in enumerate(modules):
        if not is_dark:
            continue
        first, length = found[-1] if found else (0, -1)
        if first + length == column:
            found[-1] = (first, length + 1)
        else:
            found.append((column, 1))
    return found
