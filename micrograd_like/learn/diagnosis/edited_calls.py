"""What a learner may have written in place of a call: without the function, another one, other arguments."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .edited_expressions import TURN, is_builtin
from .taken_for import Edit, added, exchanged, lacking, relatives, turned

ORDER_IS_FREE = ("zip", "max", "min", "range")


def edits_of_calls(node: ast.Call) -> Iterator[Edit]:
    """The function left out, or a relative of it; arguments exchanged; the ends of a range."""
    function, args = node.func, node.args
    if isinstance(function, ast.Attribute):
        yield from _of_methods(node, function)
    if not isinstance(function, ast.Name):
        return
    name = function.id
    if name == "range":
        yield from _of_ranges(node)
    elif len(args) == 1 and not isinstance(args[0], (ast.Starred, ast.GeneratorExp)):
        yield lacking(args[0], f"`{name}`")
    for other in relatives(name):
        if is_builtin(other) or not is_builtin(name):
            yield exchanged(ast.Call(ast.Name(other, ast.Load()), args, node.keywords), other, name)
    if len(args) == 2 and name not in ORDER_IS_FREE and not any(isinstance(a, ast.Starred) for a in args):
        yield turned(ast.Call(function, args[::-1], []), f"the two arguments of `{name}` {TURN}")
    if name in ("max", "min") and len(args) > 1:
        yield from (lacking(part, f"`{name}`") for part in args)
    for k, part in enumerate(args if name not in ("range", "len", "zip") else ()):
        if isinstance(part, ast.Name):
            minus = ast.Call(
                function, [*args[:k], ast.UnaryOp(ast.USub(), part), *args[k + 1 :]], node.keywords
            )
            yield added(minus, "a minus")
    if name == "len":
        yield exchanged(ast.Constant(2), "2", ast.unparse(node))
    if name == "sum" and len(args) == 1:
        mean = ast.BinOp(node, ast.Div(), ast.Call(ast.Name("len", ast.Load()), [_listed(args[0])], []))
        yield Edit(mean, "a mean in place of a sum", "a sum in place of a mean")


def _listed(node: ast.expr) -> ast.expr:
    return ast.ListComp(node.elt, node.generators) if isinstance(node, ast.GeneratorExp) else node


def _of_methods(node: ast.Call, function: ast.Attribute) -> Iterator[Edit]:
    if not node.args:
        yield lacking(function.value, f"`{function.attr}`")
    for other in relatives(function.attr):
        if function.attr != "append" and other != "append":  # told as a statement
            called = ast.Call(ast.Attribute(function.value, other, ast.Load()), node.args, node.keywords)
            yield exchanged(called, other, function.attr)


def _of_ranges(node: ast.Call) -> Iterator[Edit]:
    first, *rest = node.args
    begin, end = (first, rest[0]) if rest else (ast.Constant(0), first)
    if isinstance(end, ast.Starred) or isinstance(begin, ast.Starred):
        return
    for step, when, not_when in ((-1, "early", "late"), (1, "late", "early")):
        moved = ast.Call(node.func, [begin, ast.BinOp(end, ast.Add(), ast.Constant(step)), *rest[1:]], [])
        yield Edit(moved, f"a range ends too {when} by 1", f"a range ends too {not_when} by 1")
        moved = ast.Call(node.func, [ast.BinOp(begin, ast.Add(), ast.Constant(step)), end, *rest[1:]], [])
        yield Edit(moved, f"a range begins too {when} by 1", f"a range begins too {not_when} by 1")
    backwards = ast.Call(ast.Name("reversed", ast.Load()), [node], [])
    if not rest[1:]:
        yield Edit(backwards, "a loop runs backwards", "a loop runs forwards that should run backwards")
