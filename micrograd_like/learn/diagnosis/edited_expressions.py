"""What a learner may have written in place of an expression: another sign, the sides exchanged, a part lost.

An edit has words for both directions: the solution is changed into what a learner may have written, and a
learner's program into what may be right.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from .syntax_trees import names_in
from .taken_for import SIDES, SIGNS, TAKEN_FOR, Edit, exchanged, lacking, relatives, turned

AT_MOST = 30  # characters of a part that is told
TURN = "have changed places"


@dataclass(frozen=True)
class Ingredients:
    """What an edit may bring in: variables, functions, and numbers; and the names that may be told."""

    variables: list[str]
    told: set[str]
    functions: list[str] = field(default_factory=list)
    numbers: list[float] = field(default_factory=list)

    def text(self, node: ast.AST) -> str:
        """A part as it may be told; "" if it may not."""
        text, names = ast.unparse(ast.fix_missing_locations(node)), names_in(node)
        return text if names <= self.told and len(text) < AT_MOST else ""


def edits(node: ast.AST, ingredients: Ingredients) -> Iterator[Edit]:
    """The edits of one expression, the likeliest first."""
    match node:
        case ast.BinOp():
            yield from _of_operations(node, ingredients)
        case ast.UnaryOp(op=ast.USub(), operand=inside) if not isinstance(inside, ast.Constant):
            yield lacking(inside, "a minus")
        case ast.UnaryOp(op=ast.Not(), operand=inside):
            yield lacking(inside, "a `not`")
        case ast.Compare(left=left, ops=[op], comparators=others):
            for other in TAKEN_FOR.get(type(op), ()):
                yield exchanged(ast.Compare(left, [other()], others), SIGNS[other], SIGNS[type(op)])
            yield turned(
                ast.Compare(others[0], [op], [left]), f"the two sides of a `{SIGNS[type(op)]}` {TURN}"
            )
        case ast.BoolOp(op=op, values=values):
            for other in TAKEN_FOR[type(op)]:
                yield exchanged(ast.BoolOp(other(), values), SIGNS[other], SIGNS[type(op)])
            yield from (lacking(part, "a condition") for part in values)
        case ast.IfExp(test=test, body=body, orelse=orelse):
            yield turned(ast.IfExp(test, orelse, body), f"the two cases of an `if` {TURN}")
            yield from (lacking(part, "one case of an `if`") for part in (body, orelse))
        case ast.Attribute(value=value, attr=name, ctx=ctx):
            for other in relatives(name):
                yield exchanged(ast.Attribute(value, other, ctx), other, name)
            if isinstance(ctx, ast.Load) and name in ("data", "grad", "primal", "tangent"):
                yield lacking(value, f"`.{name}`")
        case ast.Name(id=name, ctx=ast.Load()) if name in ingredients.variables and name in ingredients.told:
            for other in ingredients.variables:
                if other != name and other in ingredients.told:
                    yield exchanged(ast.Name(other, ast.Load()), other, name)
        case ast.Constant(value=value):
            yield from _of_numbers(value, ingredients)
        case ast.Subscript(ctx=ast.Load()):
            yield from _of_subscripts(node, ingredients)
        case ast.Tuple(elts=[first, second], ctx=ast.Load()) | ast.List(elts=[first, second], ctx=ast.Load()):
            yield turned(type(node)([second, first], ast.Load()), f"two entries {TURN}")
        case (
            ast.ListComp(elt=elt, generators=[first, second])
            | ast.GeneratorExp(elt=elt, generators=[first, second])
        ):
            yield turned(type(node)(elt, [second, first]), f"the two loops {TURN}")
        case ast.comprehension(target=target, iter=iterated, ifs=[_, *_], is_async=is_async):
            yield lacking(ast.comprehension(target, iterated, [], is_async), "a condition")


def _of_operations(node: ast.BinOp, ingredients: Ingredients) -> Iterator[Edit]:
    """Another sign, with brackets and without; the sides the other way round; one side alone."""
    sign, left, right = type(node.op), node.left, node.right
    if isinstance(right, ast.Constant) and right.value in (0, 1) and sign in SIDES:
        yield lacking(left, SIDES[sign][0], ingredients.text(right))
    for other in TAKEN_FOR.get(sign, ()):
        yield exchanged(ast.BinOp(left, other(), right), SIGNS[other], SIGNS[sign])
        if sign in (ast.Add, ast.Sub) and other is ast.Mult and isinstance(left, ast.BinOp):
            inner = ast.BinOp(left.right, other(), right)
            yield exchanged(ast.BinOp(left.left, left.op, inner), SIGNS[other], SIGNS[sign])
    if sign in (ast.Sub, ast.Div, ast.Pow, ast.MatMult, ast.FloorDiv):
        yield turned(ast.BinOp(right, node.op, left), f"the two sides of a `{SIGNS[sign]}` {TURN}")
    yield from _of_brackets(node)
    for missing, kept, lost in zip(SIDES.get(sign, ()), (left, right), (right, left), strict=False):
        yield lacking(kept, missing, ingredients.text(lost))


def _of_brackets(node: ast.BinOp) -> Iterator[Edit]:
    """(a + b) * c for a + b * c, and the other way round: brackets set elsewhere."""
    for inner, before in ((node.left, False), (node.right, True)):
        if not isinstance(inner, ast.BinOp) or type(inner.op) is type(node.op):
            continue
        if before:  # a op (b in c) -> (a op b) in c
            new = ast.BinOp(ast.BinOp(node.left, node.op, inner.left), inner.op, inner.right)
        else:  # (a in b) op c -> a in (b op c)
            new = ast.BinOp(inner.left, inner.op, ast.BinOp(inner.right, node.op, node.right))
        yield turned(new, "brackets are set in the wrong place, or are missing")


def _of_numbers(value: Any, ingredients: Ingredients) -> Iterator[Edit]:
    if isinstance(value, bool):
        yield exchanged(ast.Constant(not value), str(not value), str(value))
    if isinstance(value, (bool, str)) or not isinstance(value, (int, float)):
        return
    near = [value + 1, value - 1] if isinstance(value, int) else [10 * value, value / 10, 100 * value]
    for other in dict.fromkeys([*ingredients.numbers, *near, 2 * value, value / 2, -value]):
        if other != value:
            edit = exchanged(ast.Constant(other), f"{other:g}", f"{value:g}")
            yield replace(edit, of_number=other not in ingredients.numbers)


def _of_subscripts(node: ast.Subscript, ingredients: Ingredients) -> Iterator[Edit]:
    """The index one further or one less; two indices exchanged; the whole in place of an entry."""
    value, place = node.value, node.slice
    if isinstance(place, (ast.Name, ast.BinOp)):
        for step, word in ((1, "large"), (-1, "small")):
            moved = ast.Subscript(value, ast.BinOp(place, ast.Add(), ast.Constant(step)), ast.Load())
            opposite = "small" if word == "large" else "large"
            yield Edit(moved, f"an index is too {word} by 1", f"an index is too {opposite} by 1")
    if isinstance(value, ast.Subscript):
        turned_round = ast.Subscript(ast.Subscript(value.value, place, ast.Load()), value.slice, ast.Load())
        yield turned(turned_round, f"two indices {TURN}")
    yield lacking(value, "an index", ingredients.text(place))


def is_builtin(name: str) -> bool:
    return hasattr(builtins, name)
