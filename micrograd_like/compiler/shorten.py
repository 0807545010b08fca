"""Formulas as a textbook has them, for a backend that computes all branches: right wherever nothing is nan.

A row says what happens to nan, at infinities and to the last bits of subnormal numbers; NumPy would pay for
each of these branches with a pass over memory.  So a replay uses the short form, looks whether all it
computed is finite, and computes it again by the rows' own formulas where something is not.

>>> shorter("where(a <= 0, 0, where(a > 0, b, nan * b))")
'b * (a > 0)'
>>> shorter("where(a <= 0, 0, a)"), shorter("where(a > 0, 1 / a, where(a == 0, inf, nan))")
('maximum(a, 0)', '1 / (a * (a > 0))')
"""

from __future__ import annotations

import ast

from ..rules.row import cache_of_texts
from .rewriting import is_nothing, put, read, show, written_out

OPPOSITE = {"<=": ">", "<": ">=", ">=": "<", ">": "<="}
SIGN = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
TINY = 2.2250738585072014e-308
SHORT_ROWS = {"dpow": ("x", "y", "w", "y * (w / x)")}  # elsewhere the quotient is not finite


class _Shorten(ast.NodeTransformer):
    def visit_Call(self, node: ast.Call) -> ast.expr:
        node = ast.Call(node.func, [self.visit(x) for x in node.args], [])
        match node:
            case ast.Call(func=ast.Name(id="where"), args=[test, x, y]):
                return _chosen(test, x, y, node)
            case ast.Call(func=ast.Name(id=name), args=args) if name in SHORT_ROWS:
                *letters, text = SHORT_ROWS[name]
                return put(read(text), dict(zip(letters, args, strict=True)))
        return node


def _chosen(test: ast.expr, x: ast.expr, y: ast.expr, node: ast.expr) -> ast.expr:
    """where(test, x, y) without the branches that only nan or a subnormal number would take."""
    text = show(test)
    match test:
        case ast.Compare(left=a, ops=[ast.Eq()], comparators=[b]) if show(a) == show(b):
            return x  # where(x == x, ..., nan)
        case ast.Compare(left=ast.Call(func=ast.Name(id="abs")), ops=[ast.Lt()],
                         comparators=[ast.Constant(value=c)]) if c == TINY:  # fmt: skip
            return y
        case ast.Compare(left=a, ops=[op], comparators=[b]) if type(op) in SIGN:
            other = f"{show(a)} {OPPOSITE[SIGN[type(op)]]} {show(b)}"
            match y:
                case ast.Call(func=ast.Name(id="where"), args=[again, z, _]) if show(again) == other:
                    return _chosen(test, x, z, ast.Call(ast.Name("where"), [test, x, z], []))
            if is_nothing(x) and text.endswith("<= 0") and show(y) == show(a):
                return read(f"maximum({show(a)}, 0)")
            if isinstance(x, ast.BinOp) and isinstance(x.op, ast.Div) and text == f"{show(x.right)} > 0":
                return read(f"{show(x.left)} / ({show(x.right)} * ({text}))")  # elsewhere it is infinite
            if is_nothing(x):
                return ast.BinOp(y, ast.Mult(), read(other))
    return node


@cache_of_texts
def shorter(text: str) -> str:
    """The short form of a formula."""
    short = text.startswith(tuple(f"{name}(" for name in SHORT_ROWS))
    return show(_Shorten().visit(read(text if short else written_out(text))))
