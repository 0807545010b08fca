"""A row as it is written: its texts, its letters, and the formulas read from them.

What a row *does*, on floats and in graphs, is in ``row.py``; here is what the checks and the printer need to
know of it.

>>> cube = WrittenRule("cube", "x * x * x", "3 * x * x")
>>> cube
cube(x): z = x * x * x, dz/dx = 3 * x * x
>>> sorted(formula.names(cube.partials[0]))
['x']
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from functools import cached_property, reduce

from . import formula


class RuleError(ValueError):
    """A row of the table contradicts itself or the language it is written in."""


class WrittenRule:
    """The text of a primitive.

    name      what it is called in formulas, methods and pictures.
    value     z as a formula in the operands.
    partials  for each operand dz/d(operand), as a formula in the operands and z; a literal 0 sends nothing.
    let       named subterms, in order.
    letters   the operands: x, y, w unless said otherwise.  lists: those that are lists (a fold).
    each      one result per element of the list; the row speaks of element k.
    symbol    what pictures and ``_op`` show, followed by the parameters named in ``shown``.
    domain    where z is defined: comparisons of the operands, joined by and, or.
    kinks     where it has no derivative, in the same language; it may speak of z too.
    source    who chose its convention.
    plain     what it is for readers, where z has more to it: the formula of a blackboard, last bits aside.
    order     how a caller gives operands and parameters: operands first unless said otherwise.
    constant  (exponent, row name) pairs: the row to use where the last operand is a plain number; None is any
              number.
    internal  True for a row that only serves other rows: it is no method of a Value and no public name.
    params    static parameters with their defaults; None means required.
    """

    LETTERS = ("x", "y", "w")

    def __init__(
        self,
        name: str,
        value: str,
        *partials: str,
        let: dict[str, str] | None = None,
        letters: Sequence[str] = (),
        lists: Sequence[str] = (),
        each: bool = False,
        symbol: str = "",
        shown: Sequence[str] = (),
        domain: str = "",
        kinks: str = "",
        source: str = "",
        plain: str = "",
        order: Sequence[str] = (),
        constant: dict[float | None, str] | None = None,
        internal: bool = False,
        **params: float | None,
    ):
        self.name, self.text, self.terms = name, (value, *partials), let or {}
        self.letters, self.lists, self.each = (
            tuple(letters) or self.LETTERS[: len(partials)],
            tuple(lists),
            each,
        )
        required_first = sorted(params.items(), key=lambda p: p[1] is not None)
        self.params: dict[str, float | None] = dict(required_first)
        self.symbol, self.shown = symbol or name, tuple(shown)
        self.order = tuple(order) or (*self.letters, *self.params)
        self.domain, self.kinks, self.source = domain, kinks, source
        self.constant, self.internal, self.plain = constant or {}, internal, plain

    # Parsed on first use: all rows together would make the import 60 ms longer.

    @cached_property
    def value(self) -> ast.expr:
        """The formula of z."""
        return self._parse(self.text[0], self._own | {*self.terms})

    @cached_property
    def partials(self) -> tuple[ast.expr, ...]:
        """The formula of each partial."""
        return tuple(self._parse(text, self._own | {"z", *self.terms}) for text in self.text[1:])

    @cached_property
    def let(self) -> dict[str, ast.expr]:
        """The formulas of the subterms, in order."""
        known, trees = self._own | {"z"}, {}
        for term, text in self.terms.items():
            trees[term] = self._parse(text, known)
            known = known | {term}
        return trees

    @property
    def _own(self) -> set[str]:
        """The letters every formula of this row may speak of."""
        return {*self.letters, *self.params, *(formula.INDEX if self.lists else ())}

    def read_condition(self, text: str) -> ast.expr:
        """A condition on the operands and z as a formula, 1 where it holds, else 0."""
        return self._parse(_truth(ast.parse(text, mode="eval").body), self._own | {"z", *self.terms})

    def on_the_blackboard(self, args: Sequence[ast.expr], k: int | None = None) -> ast.expr:
        """The plain formula with these formulas for its operands; of a fold over one list, with those of its elements.

        >>> row = WrittenRule("share", "x / y", "1 / y", "-x / y ** 2", plain="x / y")
        >>> ast.unparse(row.on_the_blackboard([ast.Name("a"), ast.Name("b")]))
        'a / b'
        """
        tree = self._parse(self.plain, self._own)
        if self.lists:
            return _Filled({self.letters[0]: args[k or 0], "n": ast.Constant(len(args))}, args).visit(tree)
        return _Filled(dict(zip(self.letters, args, strict=True))).visit(tree)

    def _parse(self, text: str, letters: set[str]) -> ast.expr:
        try:
            return formula.parse(text, letters)
        except formula.FormulaError as error:
            raise RuleError(f"rule {self.name!r}: {error}") from None

    @property
    def signature(self) -> str:
        return f"{self.name}({', '.join(self.order)})"

    @property
    def required(self) -> int:
        """How many arguments have no default."""
        return sum(self.params.get(x) is None for x in self.order)

    @property
    def natural(self) -> bool:
        """Whether callers give the operands first, then the parameters."""
        return self.order == (*self.letters, *self.params)

    @property
    def is_method(self) -> bool:
        """Whether number types have a method of its name: it works on one operand before all others."""
        return not self.internal and not self.lists and self.order[0] == self.letters[0]

    @property
    def equations(self) -> str:
        """z and its partials on one line, as a docstring says them."""
        z, *partials = self.text
        each = ", ".join(f"dz/d{x} = {p}" for x, p in zip(self.letters, partials, strict=True))
        lets = ", ".join(f"{name} = {text}" for name, text in self.terms.items())
        return f"z = {z}, {each}" + (f" with {lets}" if lets else "")

    def __repr__(self) -> str:
        return f"{self.signature}: {self.equations}"

    @property
    def definition(self) -> tuple:
        """All that it computes by: rows with equal definitions are the same."""
        subterms, constant = tuple(self.terms.items()), tuple(self.constant.items())
        return (self.text, subterms, self.letters, self.lists, self.each, self.order, self.params, constant)


class _Filled(ast.NodeTransformer):
    """A formula with others in place of its letters, and all of the elements in place of a list."""

    def __init__(self, letters: dict[str, ast.expr], elements: Sequence[ast.expr] = ()):
        self.letters, self.elements = letters, elements

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self.letters.get(node.id, node)

    def visit_Call(self, node: ast.Call) -> ast.expr:
        match node:
            case ast.Call(func=ast.Name(id="sum")) if self.elements:
                return reduce(lambda a, b: ast.BinOp(a, ast.Add(), b), self.elements)
            case ast.Call(func=ast.Name(id="norm2" | "std")) if self.elements:
                return ast.Call(node.func, list(self.elements), [])
        return ast.Call(node.func, [self.visit(x) for x in node.args], [])


def _truth(node: ast.expr) -> str:
    """A condition as the text of a formula.

    >>> _truth(ast.parse("x < 0 or x == y", mode="eval").body)
    'where(where(x < 0, 1, 0) != 0, 1, where(x == y, 1, 0))'
    """
    if not isinstance(node, ast.BoolOp):
        return f"where({ast.unparse(node)}, 1, 0)"
    *first, last = map(_truth, node.values)
    either = isinstance(node.op, ast.Or)
    for part in reversed(first):
        last = f"where({part} != 0, 1, {last})" if either else f"where({part} != 0, {last}, 0)"
    return last
