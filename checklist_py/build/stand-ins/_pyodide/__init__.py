"""The runtime's own helpers, without its richer tracebacks."""

from . import _base, _importhook

__all__ = ["_base", "_importhook", "set_excepthook"]


def set_excepthook() -> None:
    """Leave Python's own in place."""
