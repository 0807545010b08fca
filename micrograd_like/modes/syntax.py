"""How an expression is written: its last operation as a tree of Python's syntax, names as LaTeX.

>>> from micrograd_like.modes import variable
>>> x = variable("x", 2.0)
>>> ast.unparse(as_tree(x * 3, [ast.Name("x"), as_constant(3.0)]))
'x * 3'
>>> subscript("w12")
'w_{12}'
"""

from __future__ import annotations

import ast
import math
import re
from functools import reduce
from typing import Any

INFIX = {"add": ast.Add, "sub": ast.Sub, "mul": ast.Mult, "div": ast.Div, "pow": ast.Pow}


def as_tree(node: Any, operands: list[ast.expr]) -> ast.expr:
    """An expression's last operation on the trees of its operands."""
    if not node.operands:
        return ast.Name(node.name) if node.name else as_constant(node.data)
    rule = node.rule
    params = [as_constant(p) for p in rule.static]
    if rule.name in INFIX:
        return ast.BinOp(operands[0], INFIX[rule.name](), operands[1])
    if rule.name == "neg":
        return ast.UnaryOp(ast.USub(), operands[0])
    if rule.name == "square":
        return ast.BinOp(operands[0], ast.Pow(), as_constant(2.0))
    if rule.name == "powc":
        return ast.BinOp(operands[0], ast.Pow(), params[0])
    if rule.name == "dpow":  # y * x ** (y - 1), with y - 1 worked out where y is a number
        x, y = operands[:2]
        constant = not node.operands[1].operands and not node.operands[1].name
        less = (
            as_constant(node.operands[1].data - 1) if constant else ast.BinOp(y, ast.Sub(), as_constant(1.0))
        )
        one = constant and node.operands[1].data == 2
        return ast.BinOp(y, ast.Mult(), x if one else ast.BinOp(x, ast.Pow(), less))
    if rule.plain and rule.internal:
        return rule.on_the_blackboard(operands, rule.k)
    if rule.name in ("total", "dot", "affine"):
        parts = rule.split(operands)
        terms = parts[0]
        if rule.name != "total":
            terms = [ast.BinOp(w, ast.Mult(), x) for w, x in zip(*parts[:2], strict=True)]
        if not terms:
            return as_constant(0.0)
        return reduce(lambda a, b: ast.BinOp(a, ast.Add(), b), [*parts[2:], *terms])
    if rule.each:
        return ast.Call(ast.Name(f"{rule.name}_{rule.k}"), operands, [])
    return ast.Call(ast.Name(rule.name), [*operands, *params], [])


def as_constant(x: float) -> ast.expr:
    """A number as it is written: 3 for 3.0, nan and inf by name."""
    if x < 0:
        return ast.UnaryOp(ast.USub(), as_constant(-x))
    if not math.isfinite(x):
        return ast.Name(str(x))
    return ast.Constant(int(x) if x < 1e15 and x.is_integer() else x)


def subscript(name: str) -> str:
    """A name in LaTeX: x1 with its number as an index, other signs as they are."""
    if match := re.fullmatch(r"([A-Za-z])_?(\d+)", name):
        return f"{match[1]}_{{{match[2]}}}"
    return re.sub(r"[#$%&_{}]", r"\\\g<0>", re.sub(r"[\\^~]", " ", name))
