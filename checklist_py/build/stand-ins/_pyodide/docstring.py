"""Docstrings of the runtime's built-in methods, without the signatures that only ``help`` shows."""


def get_cmeth_docstring(function):
    """Return the text in the form that a built-in's docstring has."""
    return f"{function.__name__}()\n--\n\n"
