"""Recipes: each row of the table is read once into templates (formula_templates.py), and then only filled in.

Static parameters are numbers in them, and what they decide is decided.  No derivative is written here: the
partials are the row's own formulas.

>>> from micrograd_like.rules import bind, table
>>> print(recipe(table.mul))
z = x*y; by x: y; by y: x
>>> print(recipe(bind(table.leaky_relu, 0.1)))
z = leaky_relu(x, 0.1); by x: where(x > 0, 1, where(x < 0, 0.1, where(x == 0, 0.1, nan)))
"""

from __future__ import annotations

import ast
from functools import cached_property
from string import ascii_lowercase as LETTERS  # noqa: N812
from typing import Any

from ..rules import RULES, formula
from ..rules.printer import list_names
from ..rules.row import FLOATS, cache_of_texts
from .formula_templates import Map, Partial, Sum, factors, placed, polynomial, template
from .pullbacks import Pullback, pullback
from .rewriting import branches, decided, derivative, is_nothing, put, read, show, times

GRADIENT = "g__"  # the letter of what arrives; rows have subterms called g
WHOLE_POWERS = {3.0: "3 * x * x", 4.0: "4 * x * x * x"}  # within 2 ulp of the row's, which is for every power
REDUCTIONS = ("sum", "max", "min", "prod", "norm2")


class Recipe:
    """A row, its static parameters and the number of its result, ready to be filled in.

    The row may be a formula alone, such as that of a map: then its partials are found by the chain rule.
    """

    def __init__(self, rule: Any, k: int | None = None):
        self.rule, self.row, self.k = rule, rule.row, k
        row, static = rule.row, rule.static
        self.numbers = {x: ast.Constant(c) for x, c in zip(row.params, static, strict=True)}
        self.lists = set(list_names(row)) if row.lists else set()
        self.lets: dict[str, ast.expr] = {}
        self.lets.update({name: self._read(tree) for name, tree in row.let.items()})
        self.value = self._read(self._called() or row.value)
        short = WHOLE_POWERS.get(static[0]) if row.name == "powc" and static else None
        self.partials = [self._read(tree) for tree in ([read(short)] if short else row.partials)]
        self._templates: dict[Any, Any] = {}
        self._indexed: dict[Any, bool] = {}
        self.of_result = {"z", "k"} | self._depending({"z", "k"})

    def _read(self, tree: ast.expr) -> ast.expr:
        """Parameters become numbers; in folds, a reduction over a list becomes a subterm of its own."""
        return decided(put(self._reductions(tree) if self.row.lists else tree, self.numbers))

    def _called(self) -> ast.expr | None:
        """The call of the row by its name, as value of a row of the table that is more than x / y.

        So a map keeps saying what it is, and its derivative is the row's own; a backend has the formula.
        """
        if self.row.lists or RULES.get(self.row.name) is not self.row:
            return None
        if FLOATS.get(f"_{self.row.name}") not in (self.row, self.row.value_of):
            return None  # such as copysign, whose row calls the plain function of that name
        match self.row.value:
            case ast.BinOp(left=ast.Name(), right=ast.Name()):
                return None
        if not self.row.let and polynomial(decided(put(self.row.value, self.numbers))):
            return None
        return ast.Call(ast.Name(self.row.name), [ast.Name(x) for x in self.row.order], [])

    def _reductions(self, tree: ast.expr) -> ast.expr:
        lets = self.lets

        class Named(ast.NodeTransformer):
            def visit_Call(self, node: ast.Call) -> ast.expr:
                inside = ast.Call(node.func, [self.visit(x) for x in node.args], [])
                if isinstance(node.func, ast.Name) and node.func.id in REDUCTIONS and len(node.args) < 3:
                    name = f"{node.func.id}_{len(lets)}"
                    lets[name] = inside
                    return ast.Name(name)
                return inside

        return Named().visit(read(show(tree)))

    def _depending(self, on: set[str]) -> set[str]:
        found: set[str] = set()
        for name, tree in self.lets.items():
            if formula.names(tree) & (on | found):
                found.add(name)
        return found

    @cached_property
    def plain(self) -> tuple[Sum | Map, list[Partial | None]] | None:
        """The templates of value and partials of a row of numbers without subterms: the quick way.

        In the place of letters they have numbers: 0, 1, ... for the operands, then z, then g.
        """
        if self.row.lists or self.lets:
            return None
        places = {x: i for i, x in enumerate((*self.row.letters, "z", GRADIENT))}
        partials = [self._partial(tree) for tree in self.partials]
        return placed(template(self.value), places), [
            p and Partial(placed(p.template, places), p.whole, places.get(p.factor, p.factor))
            for p in partials
        ]

    @cached_property
    def sends(self) -> tuple[Any, ...]:
        """The partials of a row of numbers, the frequent ones in short.

        None sends nothing.  A number n sends g times the n-th of operands, z and 1.  Others are Partials.
        """
        one = len(self.row.letters) + 1
        short = (p and (p.factor if type(p.factor) is int else one if p.factor == 1.0 else p)
                 for p in self.plain[1])  # fmt: skip  # type: ignore[index]
        return tuple(short)

    @cached_property
    def linear(self) -> tuple[tuple[int, int | float | None], ...] | None:
        """The value as a sum of products of operands, by their places, where that says the partials too.

        (0, 1) is x * y, (0, None) is x, and (0, -1.0) is -x.  None for what is no such sum, and for a row
        whose partials are other than those of the sum.
        """
        if self.plain is None or not isinstance(self.plain[0], Sum):
            return None
        found, ways, one = self.plain[0].terms, dict[int, Any](), len(self.row.letters) + 1
        for a, b in found:
            ways[a] = one if b is None else b
            if type(b) is int:
                ways[b] = a
        sent = [way.factor if isinstance(way, Partial) and not way.whole else way for way in self.sends]
        count = sum(1 + (type(b) is int) for _, b in found)
        return found if count == len(sent) and [ways.get(i) for i in range(count)] == sent else None

    @cached_property
    def columns(self) -> tuple[int, bool] | None:
        """The same for a row of lists: how many lists its products are made of, and whether there is a start.

        (2, True) is sum(w * x, b), and (1, False) is sum(x).
        """
        called = self.value.id if isinstance(self.value, ast.Name) else ""
        match self.lets.get(called):
            case ast.Call(func=ast.Name(id="sum"), args=[body, *start]) if found := polynomial(body):
                first, second = found[0]
                partials = {first: second or "1", second: first} if second else {first: "1"}
                partials |= {show(x): "1" for x in start}
                count = 1 + bool(second)
                as_written = dict(zip(self.row.letters, map(show, self.partials), strict=True))
                lists_first = set(self.row.letters[:count]) == {first, second or first} <= self.lists
                if len(found) == 1 and lists_first and partials == as_written:
                    return count, bool(start)
        return None

    def _partial(self, tree: ast.expr) -> Partial | None:
        if is_nothing(tree):
            return None
        whole = any(map(is_nothing, branches(tree)))
        found = template(times(tree, GRADIENT) if whole else tree)
        single = not whole and isinstance(found, Sum) and len(found.terms) == 1 and found.terms[0][1] is None
        factor = found.terms[0][0] if single and isinstance(found, Sum) else None
        return Partial(found, whole, factor, () if whole else tuple(factors(tree) or ()))

    def indexed(self, name: Any, tree: ast.expr) -> bool:
        """Whether a formula of a fold is another one for each element: it speaks of i or k."""
        if name not in self._indexed:
            self._indexed[name] = bool(formula.names(tree) & {"i", "k"})
        return self._indexed[name]

    def at(self, tree: ast.expr, i: int | None) -> ast.expr:
        """A formula of a fold for element i of the lists: ``i == k`` is decided."""
        if not formula.names(tree) & {"i", "k"}:
            return tree
        here = {"i": ast.Constant(i)} if i is not None else {}
        return decided(put(tree, here | ({"k": ast.Constant(self.k)} if self.k is not None else {})))

    def element(self, name: Any, tree: ast.expr, i: int | None, partial: bool = False) -> Any:
        """The template of a formula for element i, read once for all elements that read the same."""
        key = (name, i, self.k) if self.indexed(name, tree) else name
        if key not in self._templates:
            tree = self.at(tree, i)
            self._templates[key] = self._partial(tree) if partial else template(tree)
        return self._templates[key]

    def selected(self, tree: ast.expr) -> tuple[str, ast.expr] | None:
        """Of a formula such as where(i == j, x, 0), one element and nothing of the others: j and x."""
        match tree:
            case ast.Call(func=ast.Name(id="where"), args=[ast.Compare() as test, x, nothing]):
                i, _, j = show(test).partition(" == ")
                return (j, x) if i == "i" and j in self.row.letters and is_nothing(nothing) else None
        return None

    @cached_property
    def pullback(self) -> Pullback | None:
        """What all results of a row such as softmax send to element i, if that has a form of linear size."""
        return pullback(self.partials[0], self.lets) if self.row.each and len(self.partials) == 1 else None

    def __str__(self) -> str:
        z = template(self.value) if not self.row.lists else show(self.value)
        parts = [f"by {x}: {show(t)}" for x, t in zip(self.row.letters, self.partials, strict=True)]
        lets = "".join(f"; {name} = {show(tree)}" for name, tree in self.lets.items())
        return f"z = {z}; {'; '.join(parts)}{lets}"


def recipe(rule: Any, k: int | None = None) -> Recipe:
    """The recipe of what a node of a tape holds: a row, or a row with its parameters filled in."""
    k = rule.k if k is None else k
    found = _RECIPES.get((rule, k))
    if found is None:
        short = getattr(rule, "finite", "")  # of a share that is sent on some branches only
        found = recipe_of_map(short, len(rule.letters)) if short else Recipe(rule, k)
        _RECIPES[rule, k] = found
    return found


_RECIPES: dict[tuple[Any, int | None], Recipe] = {}


class FormulaRow:
    """The formula of a map, as a row: its partials are derivatives found by the chain rule."""

    name = ""
    params: tuple = ()
    lists: tuple = ()
    let: dict = {}  # noqa: RUF012  never written
    static: tuple = ()
    k = None

    def __init__(self, text: str, count: int):
        self.letters = tuple(LETTERS[:count])
        self.value = read(text)
        self.partials = [decided(put(derivative(text, x), {})) for x in self.letters]
        self.row = self


@cache_of_texts
def recipe_of_map(text: str, count: int) -> Recipe:
    """The recipe of a map.  Raises NoDerivativeError where the table does not know one."""
    return Recipe(FormulaRow(text, count))
