"""Formulas of the rule table as MathML, which browsers show without any library.

>>> mathml(formula.parse("x / y", "xy"))
'<mfrac><mi>x</mi><mi>y</mi></mfrac>'
"""

from __future__ import annotations

import ast
import copy
import math
import operator
from collections.abc import Collection
from typing import Any

from ...rules import Rule, formula
from ...rules.formula import ATOM, LEVELS, MINUS, POWER, SUM, WHERE
from ..quoting import xml

SIGNS = {ast.Lt: "<", ast.LtE: "≤", ast.Gt: ">", ast.GtE: "≥", ast.Eq: "=", ast.NotEq: "≠"}
COMPARISONS = {ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge, ast.Eq: operator.eq,
               ast.NotEq: operator.ne}  # fmt: skip
NAMES = {"inf": "∞", "nan": "nan", "pi": "π", "sigmoid": "σ", "prod": "∏", "dsigmoid": "σ′", "sech2": "sech²", "sum": "∑",
         "normal_cdf": "Φ", "normal_pdf": "φ"}  # fmt: skip


# What functions that keep the last bits are on the blackboard.
BLACKBOARD = {
    "dpow": lambda x, y, *_: _binary(
        y, ast.Mult(), _binary(x, ast.Pow(), _binary(y, ast.Sub(), ast.Constant(1)))
    ),
    "xlogy": lambda x, y: _binary(x, ast.Mult(), ast.Call(ast.Name("log"), [y], [])),
    "datan2": lambda x, y: _binary(
        y,
        ast.Div(),
        _binary(_binary(x, ast.Pow(), ast.Constant(2)), ast.Add(), _binary(y, ast.Pow(), ast.Constant(2))),
    ),
    "cosine": lambda x, y: _binary(x, ast.Div(), ast.Call(ast.Name("hypot"), [x, y], [])),
}
ORDINARY = 25.0  # where a condition compares with more than this, or with next to nothing, it guards the last bits only


def mathml(tree: ast.expr, level: int = WHERE) -> str:
    """The inside of a <math> element; a letter x is always exactly ``<mi>x</mi>``, so that numbers can take its place."""

    def sub(part: ast.expr, level: int = WHERE) -> str:
        return mathml(part, level)

    match tree:
        case ast.Constant(value=int() | float() as constant):
            return f"<mn>{constant:.6g}</mn>"
        case ast.Name(id=name):
            return f"<mi>{NAMES.get(name, name)}</mi>"
        case ast.UnaryOp(operand=x):
            text, own = f"<mo>−</mo>{sub(x, MINUS)}", MINUS
        case ast.Call(func=ast.Name(id="where"), args=[test, x, y]) if (usual := _usual(test)) is not None:
            return sub(x if usual else y, level)
        case ast.Call(
            func=ast.Name(id="where"), args=[test, x, ast.Name(id="nan")]
        ):  # what is nan outside stays nan
            alone = not (isinstance(test, ast.Compare) and isinstance(test.ops[0], ast.Eq))
            return (
                sub(x, level) if alone else f"<mrow>{sub(x)}<mtext>&nbsp;if&nbsp;</mtext>{sub(test)}</mrow>"
            )
        case ast.Call(
            func=ast.Name(id="where"),
            args=[ast.Compare(left=a, comparators=[b]), _, ast.BinOp(op=ast.Sub()) as x],
        ) if ast.dump(x) == ast.dump(
            _binary(a, ast.Sub(), b)
        ):  # x - m where they differ, and 0 where they are equal: infinities too
            return sub(x, level)
        case ast.Call(func=ast.Name(id="sum"), args=[x, start]):
            text, own = f"{sub(start, SUM)}<mo>+</mo>{sub(ast.Call(ast.Name('sum'), [x], []), SUM + 1)}", SUM
        case ast.Call(func=ast.Name(id=f), args=args) if f in BLACKBOARD:
            return sub(BLACKBOARD[f](*args), level)
        case ast.Call(func=ast.Name(id="where"), args=[test, x, y]):
            rows = [(sub(x), f"<mtext>if&nbsp;</mtext>{sub(test)}"), (sub(y), "<mtext>otherwise</mtext>")]
            cells = "".join(f"<mtr><mtd>{a}</mtd><mtd>{b}</mtd></mtr>" for a, b in rows)
            return f"<mrow><mo>{{</mo><mtable>{cells}</mtable></mrow>"
        case ast.Call(func=ast.Name(id="abs"), args=[x]):
            return f"<mrow><mo>|</mo>{sub(x)}<mo>|</mo></mrow>"
        case ast.Call(func=ast.Name(id="sqrt"), args=[x]):
            return f"<msqrt>{sub(x)}</msqrt>"
        case ast.Call(func=ast.Name(id="exp"), args=[x]):
            return f"<msup><mi>e</mi><mrow>{sub(x)}</mrow></msup>"
        case ast.Call(func=ast.Name(id=f), args=args):
            inside = "<mo>,</mo>".join(map(sub, args))
            return f"<mrow><mi>{xml(NAMES.get(f, f))}</mi><mo>(</mo>{inside}<mo>)</mo></mrow>"
        case ast.BinOp(left=x, op=ast.Div(), right=y):
            return f"<mfrac>{_one(sub(x))}{_one(sub(y))}</mfrac>"
        case ast.BinOp(left=x, op=ast.Pow(), right=y):
            text, own = f"<msup>{_one(sub(x, ATOM))}{_one(sub(y))}</msup>", POWER
        case ast.BinOp(left=x, op=op, right=y):
            own = LEVELS[type(op)]
            sign = {ast.Add: "+", ast.Sub: "−", ast.Mult: "·"}[type(op)]
            text = f"{sub(x, own)}<mo>{sign}</mo>{sub(y, SUM + 1 if own == SUM else MINUS + 1)}"
        case ast.Compare(left=x, ops=ops, comparators=rest):
            return sub(x) + "".join(
                f"<mo>{xml(SIGNS[type(o)])}</mo>{sub(y)}" for o, y in zip(ops, rest, strict=True)
            )
        case _:
            raise formula.FormulaError(f"cannot spell {ast.unparse(tree)!r}")
    return (
        f"<mrow><mo>(</mo>{text}<mo>)</mo></mrow>"
        if own < level
        else text
        if own == POWER
        else f"<mrow>{text}</mrow>"
    )


def _binary(x: ast.expr, op: ast.operator, y: ast.expr) -> ast.expr:
    return ast.BinOp(x, op, y)


def _usual(test: ast.expr) -> bool | None:
    """How a condition about huge or tiny numbers turns out for ordinary ones; None for any other condition.

    >>> _usual(formula.parse("where(abs(x) < 350, 1, 2)", "x").args[0])
    True
    """
    if isinstance(test, ast.Compare) and ast.dump(test.left) == ast.dump(test.comparators[0]):
        return isinstance(test.ops[0], ast.Eq)  # x == x asks whether x is a number
    constants = [
        float(n.value)
        for n in ast.walk(test)
        if isinstance(n, ast.Constant) and isinstance(n.value, (int, float))
    ]
    infinite = any(isinstance(n, ast.Name) and n.id == "inf" for n in ast.walk(test))
    if (
        not isinstance(test, ast.Compare)
        or not (constants or infinite)
        or any(1e-12 < abs(c) < ORDINARY for c in constants)
        or 0 in constants
    ):
        return None
    ends = [_end(part) for part in (test.left, *test.comparators)]
    return all(COMPARISONS[type(op)](ends[i], ends[i + 1]) for i, op in enumerate(test.ops))


def _end(tree: ast.expr) -> Any:
    """What stands at an end of a comparison; 1 for anything but a number."""
    match tree:
        case ast.UnaryOp(operand=x):
            return -_end(x)
        case ast.Name(id="inf"):
            return math.inf
    return tree.value if isinstance(tree, ast.Constant) else 1.0


def _one(text: str) -> str:
    """A piece as one element, as fractions and powers need it."""
    return (
        text
        if text.startswith("<mrow>") and text.count("<mrow>") == 1
        else f"<mrow>{text}</mrow>"
        if text.count("</") > 1
        else text
    )


class _Fixed(ast.NodeTransformer):
    """Leaves out what happens where a parameter is 0: x ** c has a c of its own, which is shown."""

    def __init__(self, params: Collection[str]):
        self.params = params

    def visit_Call(self, node: ast.Call) -> ast.AST:
        match self.generic_visit(node):
            case ast.Call(
                func=ast.Name(id="where"),
                args=[ast.Compare(ast.Name(id=name), [ast.Eq()], [ast.Constant(value=0)]), _, x],
            ):
                return x if name in self.params else node
        return node


def templates(rule: Rule) -> dict[str, object]:
    """What a page needs to write a row with numbers put in: its letters, z, the partials, the subterms and the parameters."""
    return {
        "letters": list(rule.letters),
        "lists": len(rule.lists),
        "z": mathml(rule.value),
        "partials": [mathml(_Fixed(rule.params).visit(copy.deepcopy(tree))) for tree in rule.partials],
        "let": {name: mathml(tree) for name, tree in rule.let.items()},
        "params": list(rule.params),
        "about": "; ".join(
            [
                *([f"defined for {rule.domain}"] if rule.domain else []),
                *([f"kink at {rule.kinks}"] if rule.kinks else []),
            ]
        ),
    }
