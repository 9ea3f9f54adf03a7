"""Nothing, see the package; ``importlib.abc`` looks here for old names."""

__all__ = []
