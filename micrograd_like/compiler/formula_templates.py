"""Templates: a formula as a sum of products of at most two factors, or as a map of letters.

A sum is what matrices are made of, so a formula that is one is kept as its terms; any other is a map: a text
with letters a, b, c, ... in the place of the operands.

>>> print(template(read("x * y - z")))
x*y + z*-1.0
>>> template(read("tanh(y) * x"))
Map(text='tanh(b) * a', letters=('x', 'y'))
"""

from __future__ import annotations

import ast
from string import ascii_lowercase as LETTERS  # noqa: N812
from typing import Any, NamedTuple

from ..rules import formula
from .rewriting import put, read, show


class Sum(NamedTuple):
    """A sum of products: pairs of letters or numbers; None says that there is no second factor."""

    terms: tuple[tuple[Any, Any], ...]

    def __str__(self) -> str:
        return " + ".join(f"{a}" if b is None else f"{a}*{b}" for a, b in self.terms)


class Map(NamedTuple):
    """A formula of a, b, c, ..., and the letters that stand for these."""

    text: str
    letters: tuple[str, ...]

    def __str__(self) -> str:
        return show(put(read(self.text), {LETTERS[i]: ast.Name(x) for i, x in enumerate(self.letters)}))


def template(tree: ast.expr) -> Sum | Map:
    """A formula as a sum of products, if it is one, else as a map."""
    if (terms := polynomial(tree)) is not None:
        return Sum(tuple(terms))
    letters = tuple(sorted(formula.names(tree)))
    here = {x: ast.Name(LETTERS[i]) for i, x in enumerate(letters)}
    return Map(show(put(tree, here)), letters)


def polynomial(tree: ast.expr) -> list[tuple[Any, Any]] | None:
    """The products that a formula is the sum of; None if it is something else."""
    match tree:
        case ast.Name(id=x) if x not in formula.CONSTANTS:
            return [(x, None)]
        case ast.Constant(value=int() | float() as c):
            return [(float(c), None)]
        case ast.UnaryOp(operand=x):
            p = polynomial(x)
            return [(p[0][0], -1.0)] if p and len(p) == 1 and p[0][1] is None else None
        case ast.BinOp(left=x, op=ast.Add() | ast.Sub() as op, right=y):
            right = y if isinstance(op, ast.Add) else ast.UnaryOp(ast.USub(), y)
            p, q = polynomial(x), polynomial(right)
            return p + q if p and q else None
        case ast.BinOp(left=x, op=ast.Mult(), right=y):
            p, q = polynomial(x), polynomial(y)
            single = p and q and len(p) == len(q) == 1 and p[0][1] is q[0][1] is None
            return [(p[0][0], q[0][0])] if p and q and single else None
    return None


def factors(tree: ast.expr) -> list[Any] | None:
    """The letters and numbers that a formula is the product of; None if it is something else.

    >>> factors(read("-z * q"))
    [-1.0, 'z', 'q']
    """
    match tree:
        case ast.Name(id=x) if x not in formula.CONSTANTS:
            return [x]
        case ast.Constant(value=int() | float() as c):
            return [float(c)]
        case ast.UnaryOp(operand=x):
            found = factors(x)
            return [-1.0, *found] if found else None
        case ast.BinOp(left=x, op=ast.Mult(), right=y):
            left, right = factors(x), factors(y)
            return left + right if left and right else None
    return None


def placed(found: Any, places: dict[str, int]) -> Any:
    """A template with numbers in the place of its letters."""
    if isinstance(found, Map):
        return Map(found.text, tuple(places[x] for x in found.letters))  # type: ignore[arg-type]
    return Sum(tuple((places.get(a, a), places.get(b, b)) for a, b in found.terms))


class Partial(NamedTuple):
    """What an operand is sent.

    whole: whether the formula has the incoming gradient g in it already.  factor: the letter or number that g
    is multiplied by, where the formula is no more than that.  factors: the letters and numbers whose product
    the formula is, if it is one: so that those which are the same for many operands are multiplied once.
    """

    template: Sum | Map
    whole: bool
    factor: Any = None
    factors: tuple[Any, ...] = ()
