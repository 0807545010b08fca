"""Symbolic differentiation: the derivative of an expression is an expression, to print and to read.

The derivative is built by the same rows, and simplified only by sharing equal parts and by dropping neutral
elements (x + 0, 1 * x).  Written out, a derivative may be far longer than its function: expression swell.  As
a graph with shared parts it is not, and that graph is what automatic differentiation computes.

>>> x = variable("x", 2.0)
>>> y = x * x.sin()
>>> print(y.diff(x))
sin(x) + x * cos(x)
>>> y.diff(x).latex()
'\\\\sin\\\\left(x\\\\right) + x \\\\cdot \\\\cos\\\\left(x\\\\right)'
"""

from __future__ import annotations

import ast
import weakref
from collections.abc import Callable, Sequence
from typing import Any

from ..engine import Value, topological_order
from ..graph import walk
from ..recording import gradient_lost
from ..rules import bind, latex, number, real
from ..rules.operands import flatten
from ..rules.texmath import mathml
from .arithmetic import Arithmetic
from .chain_rule import chain, partials_at
from .syntax import as_tree, subscript

LONGEST = 400  # symbols that str() writes in one line
DEEPEST = 60  # operations within each other that one line may hold
NEUTRAL = {
    "add": (0.0, 0.0),
    "sub": (None, 0.0),
    "mul": (1.0, 1.0),
    "div": (None, 1.0),
}  # on the left, on the right


class Expr(Arithmetic):
    """An expression, traced at a point: where a row or the program branches, it holds for the branch taken
    there.

    rule: its last operation ("" for a variable or a number).  operands: Exprs.  name: of a variable, ""
    otherwise. data: its value at the point.  Equal expressions are one object.
    """

    __slots__ = ("__weakref__", "data", "name", "operands", "rule")
    rank = 3  # among number types: plain numbers and Values in it are constants

    def __init__(self, rule: Any, operands: tuple[Expr, ...], data: float, name: str = ""):
        self.rule, self.operands, self.data, self.name = rule, operands, data, name

    def __float__(self) -> float:
        gradient_lost("float()")
        return self.data

    def __int__(self) -> int:
        gradient_lost("int()")
        return int(self.data)

    def __trunc__(self) -> int:
        gradient_lost("trunc()")
        return int(self.data)

    @staticmethod
    def apply(rule: Any, operands: Sequence, params: tuple) -> Any:
        rule, operands, params = rule.given(operands, params)
        flat = terms(rule, tuple(map(constant, flatten(operands) if rule.lists else operands)))
        row = bind(rule, *params)
        results = row.linearize(*rule.split([x.data for x in flat]))
        if rule.each:
            return [known(bind(rule, *params, k=k), flat, z) for k, (z, _) in enumerate(results)]
        return neutral(rule, flat, params) or known(row, flat, results[0])

    def diff(self, x: Expr | str) -> Expr:
        """The derivative by a variable, which may be given by name; the sum, product and chain rules from the
        inside out."""
        order = self.parts()
        wanted = {v for v in order if v is x or (v.name and v.name == x)}
        rates: dict[Expr, Any] = dict.fromkeys(wanted, 1.0)
        for node in order:
            if node.operands and node not in wanted:
                tangents = [rates.get(a) for a in node.operands]
                if any(t is not None for t in tangents):
                    rates[node] = chain(partials_at(node.rule, node, node.operands), tangents)
        rate = rates.get(self)
        return constant(0.0 if rate is None else rate)

    def parts(self) -> list[Expr]:
        """Every distinct expression in it, operands first; any depth."""
        return walk([self], lambda e: e.operands[::-1])

    @property
    def size(self) -> int:
        """How many distinct parts it has: its nodes as a graph."""
        return len(self.parts())

    @property
    def symbols(self) -> int:
        """How many letters, numbers and operations it has when written out, a whole number of any size."""
        order, found = self.parts(), {}
        waiting: dict[Expr, int] = {}
        for node in order:
            for a in node.operands:
                waiting[a] = waiting.get(a, 0) + 1
        for node in order:
            found[node] = 1 + sum(found[a] for a in node.operands)
            for a in node.operands:
                waiting[a] -= 1
                if not waiting[a]:  # such numbers have a bit for every level of nesting: keep few
                    found.pop(a, None)
        return found[self]

    def __str__(self) -> str:
        """One line, or, if that is long, a line for each part that is used more than once."""
        return self._write(ast.unparse, "{} = {}", "\n")

    __repr__ = __str__

    def latex(self) -> str:
        """As LaTeX; if it is long, with a line for each part that is used more than once."""
        spelled = self._write(lambda tree: latex.spell(tree, subscript), "{} &= {}", r" \\ ")
        return rf"\begin{{aligned}} {spelled} \end{{aligned}}" if r"&=" in spelled else spelled

    def _repr_latex_(self) -> str:
        return f"${self.latex()}$"

    def _repr_html_(self) -> str:
        return mathml(self.latex())

    def _write(self, spell: Callable[[ast.expr], str], line: str, between: str) -> str:
        order = self.parts()
        uses: dict[Expr, int] = {}
        for node in order:
            for a in node.operands:
                uses[a] = uses.get(a, 0) + 1
        trees: dict[Expr, ast.expr] = {}
        depth: dict[Expr, int] = {}
        lines, short = [], self.symbols <= LONGEST
        for node in order:
            trees[node] = as_tree(node, [trees[a] for a in node.operands])
            depth[node] = 1 + max((depth[a] for a in node.operands), default=0)
            apart = (uses.get(node, 0) > 1 and not short) or depth[node] > DEEPEST
            if node is not self and node.operands and apart:
                name = f"t{len(lines) + 1}"
                lines.append(line.format(*map(spell, (ast.Name(name), trees[node]))))
                trees[node], depth[node] = ast.Name(name), 1
        lines.append(line.format("result", spell(trees[self])) if lines else spell(trees[self]))
        return between.join(lines)


def variable(name: str, value: Any) -> Expr:
    """A variable with its value at the point where expressions are traced."""
    return Expr("", (), real(value), name)


def constant(x: Any) -> Expr:
    """x as an expression: a number, or a Value, which goes by its label if it has one."""
    if isinstance(x, Expr):
        return x
    if isinstance(x, Value):
        return Expr("", (), x.data, x.label) if x.label else constant(x.data)
    key = ("", repr(real(x)))
    found = _known.get(key)
    if found is None:
        found = _known[key] = Expr("", (), real(x))
    return found


def expression(root: Value) -> Expr:
    """The expression that a graph computes, its leaves by their labels, or as numbers.

    >>> a, b = Value(2.0, label="a"), Value(3.0, label="b")
    >>> print(expression((a * b + 1) ** 2))
    (a * b + 1) ** 2
    """
    made: dict[Value, Expr] = {}
    for node in topological_order(root):
        if not node.parents:
            made[node] = constant(node)
            continue
        if isinstance(node.rule, str):
            raise TypeError(
                f"{node.rule!r} is a closure, not a formula; write it with rule() to see it as an expression"
            )
        operands = terms(node.rule, tuple(made[p] for p in node.parents))
        made[node] = neutral(node.rule, operands, node.rule.static) or known(node.rule, operands, node.data)
    return made[root]


def terms(rule: Any, operands: tuple[Expr, ...]) -> tuple[Expr, ...]:
    """The operands; of a total without the zeros, which are neutral."""
    if rule.name != "total":
        return operands
    return tuple(x for x in operands if x.operands or x.name or x.data != 0) or operands[:1]


def neutral(rule: Any, operands: tuple[Expr, ...], params: tuple) -> Expr | None:
    """The operand that is the result because the others are neutral, if there is one."""
    if (rule.name == "powc" and params[0] == 1) or (rule.name == "total" and len(operands) == 1):
        return operands[0]
    for at, own in enumerate(NEUTRAL.get(rule.name, ())):
        x = operands[at]
        if own is not None and not x.operands and not x.name and x.data == own:
            return operands[1 - at]
    return None


_known: weakref.WeakValueDictionary[tuple, Expr] = weakref.WeakValueDictionary()


def known(row: Any, operands: tuple[Expr, ...], data: float) -> Expr:
    """The one expression of this operation on these operands."""
    key = (id(row.row), row.static, row.k, *map(id, operands))
    found = _known.get(key)
    if found is None:
        found = _known[key] = Expr(row, operands, data)
    return found


number(Expr)
