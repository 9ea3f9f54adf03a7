"""Running a piece of code and importing by name, as the runtime's JavaScript does at its start."""

from _ast import Expr, Expression, PyCF_ONLY_AST


def eval_code(source, globals=None, locals=None, *, filename="<exec>", **_options):
    """Run ``source`` and return the value of its last line when that is an expression, else None."""
    tree = compile(source, filename, "exec", PyCF_ONLY_AST)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], Expr) else None
    exec(compile(tree, filename, "exec"), globals, locals)
    return last and eval(compile(Expression(last.value), filename, "eval"), globals, locals)


def pyimport_impl(path):
    """Return the module ``path``, or the name after its last dot in the module before that."""
    stem, _, name = path.rpartition(".")
    if not stem:
        return __import__(path)
    module = __import__(stem, fromlist=[name])
    return getattr(module, name)
