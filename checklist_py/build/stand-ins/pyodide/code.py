"""Running code from JavaScript, as far as the runtime itself does."""

from _pyodide._base import eval_code

__all__ = ["eval_code"]
