"""Rules as one writes them on a blackboard: without what only guards the last bits of floats.

>>> import ast
>>> from micrograd_like.rules import formula
>>> ast.unparse(on_the_blackboard(formula.parse("where(abs(x) < 350, sinh(x), 0.5 * exp(abs(x)))", "x")))
'sinh(x)'
"""

from __future__ import annotations

import ast
import copy
import math
import operator
from collections.abc import Collection
from typing import Any

from .row import RULES

ORDINARY = (
    25.0  # a condition that compares with more than this, or with next to nothing, guards the last bits only
)
COMPARISONS: dict[type[ast.cmpop], Any] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}


def on_the_blackboard(tree: ast.expr, params: Collection[str] = ()) -> ast.expr:
    """A formula for readers, as a new tree.

    params: static parameters, whose special case 0 is left out: x ** c has a c of its own, which is shown.
    """
    return _Blackboard(params).visit(copy.deepcopy(tree))


class _Blackboard(ast.NodeTransformer):
    def __init__(self, params: Collection[str]):
        self.params = params

    def visit_Call(self, node: ast.Call) -> ast.AST:
        match node:
            case ast.Call(func=ast.Name(id="where"), args=[test, x, y]):
                chosen = self._chosen(test, x, y)
                return self.generic_visit(node) if chosen is None else self.visit(chosen)
            case ast.Call(func=ast.Name(id="sum"), args=[x, start]):
                return self.visit(_binary(start, ast.Add(), _call("sum", x)))
            case ast.Call(func=ast.Name(id=f), args=args) if (
                f in RULES and RULES[f].plain and not RULES[f].lists
            ):
                return self.visit(RULES[f].on_the_blackboard(args))
        return self.generic_visit(node)

    def _chosen(self, test: ast.expr, x: ast.expr, y: ast.expr) -> ast.expr | None:
        """The branch that alone is worth showing; None if both are."""
        match test, y:
            case ast.Compare(ast.Name(id=name), [ast.Eq()], [ast.Constant(value=0)]), _ if (
                name in self.params
            ):
                return y
        if (usual := _usual(test)) is not None:
            return x if usual else y
        match test, y:
            case ast.Compare(ops=[ast.Eq()]), ast.Name(id="nan"):
                return None
            case _, ast.Name(id="nan"):  # what is nan outside stays nan
                return x
            case ast.Compare(left=a, comparators=[b]), ast.BinOp(left=c, op=ast.Sub(), right=d):
                # x - m where they differ, and 0 where they are equal: infinities too
                return y if ast.dump(a) == ast.dump(c) and ast.dump(b) == ast.dump(d) else None
        return None


def _binary(x: ast.expr, op: ast.operator, y: ast.expr) -> ast.expr:
    return ast.BinOp(x, op, y)


def _call(f: str, *args: ast.expr) -> ast.expr:
    return ast.Call(ast.Name(f), list(args), [])


def _usual(test: ast.expr) -> bool | None:
    """How a condition about huge or tiny numbers turns out for ordinary ones; None for any other condition.

    >>> from micrograd_like.rules import formula
    >>> _usual(formula.parse("where(abs(x) < 350, 1, 2)", "x").args[0])
    True
    """
    if not isinstance(test, ast.Compare):
        return None
    if ast.dump(test.left) == ast.dump(test.comparators[0]):
        return isinstance(test.ops[0], ast.Eq)  # x == x asks whether x is a number
    found = [_number(part) for part in ast.walk(test)]
    numbers = [abs(x) for x in found if x is not None]
    if not numbers or any(x == 0 or 1e-12 < x < ORDINARY for x in numbers):
        return None
    ends = [_end(part) for part in (test.left, *test.comparators)]
    return all(COMPARISONS[type(op)](ends[i], ends[i + 1]) for i, op in enumerate(test.ops))


def _number(tree: ast.AST) -> float | None:
    """The number that a constant or inf is; None for other parts of a formula."""
    match tree:
        case ast.Constant(value=int() | float() as x):
            return float(x)
        case ast.Name(id="inf"):
            return math.inf
    return None


def _end(tree: ast.expr) -> float:
    """What stands at an end of a comparison; 1 for anything but a number."""
    if isinstance(tree, ast.UnaryOp):
        return -_end(tree.operand)
    number = _number(tree)
    return 1.0 if number is None else number
