"""The chain rule of a small graph, written out with its numbers, as text and as LaTeX.

>>> from micrograd_like import Value
>>> a, b, c = Value(2.0, label="a"), Value(-3.0, label="b"), Value(10.0, label="c")
>>> L = (a * b + c) * a.tanh(); L.label = "L"
>>> print(explain(L))
v1 = tanh(a) = 0.964
v2 = a * b = -6
v3 = v2 + c = 4
L = v3 * v1 = 3.8561
dL/dv3 = v1 = 0.964
dL/dv2 = dL/dv3 * 1 = 0.964 x 1 = 0.964
dL/db = dL/dv2 * a = 0.964 x 2 = 1.9281
dL/dc = dL/dv3 * 1 = 0.964 x 1 = 0.964
dL/dv1 = v3 = 4
dL/da = dL/dv2 * b + dL/dv1 * sech2(a) = 0.964 x -3 + 4 x 0.0707 = -2.6095
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from ..engine import Value, topological_order
from ..naming import bracketed, given_names
from ..rules.texmath import mathml
from ..steps import Contribution, a_value, backprop_steps, short
from .symbolic import Expr, constant, variable
from .syntax import subscript

LARGEST = 200


@dataclass(frozen=True, slots=True)
class Explanation:
    """What explain() found; shows itself as text, and as formulas in a notebook, also offline."""

    text: str
    latex: str

    def __str__(self) -> str:
        return self.text

    __repr__ = __str__

    def _repr_latex_(self) -> str:
        return f"${self.latex}$"

    def _repr_html_(self) -> str:
        return mathml(self.latex)


def explain(root: Value, names: Mapping[Any, Any] | None = None) -> Explanation:
    """How a small graph is computed, and how each gradient comes about: a sum over the operations that use
    the number.

    names: what nodes without a label are called: ``locals()``, or Values and their names; without it the
    caller's own variables are read.  Others are v1, v2, ... in the order of computation, which the first
    lines say.  Leaves without a name are constants.  Where a row branches, the formula is that of the branch
    taken.  Raises ValueError above 200 nodes.
    """
    order = topological_order(a_value(root))
    if len(order) > LARGEST:
        raise ValueError(
            f"explain() is for up to {LARGEST} nodes, but this graph has {len(order)}; use backprop_steps()"
        )
    called = _named(order, given_names(order, names))
    into: dict[Value, list[tuple[Value, Contribution, Expr | None]]] = {}
    for step in backprop_steps(root, names={}):
        formulas = _formulas(step.node, called)
        live = [f for f, partial in zip(formulas, step.partials, strict=False) if partial is not None]
        for k, c in enumerate(step.contributions):
            if called[c.parent].name:
                into.setdefault(c.parent, []).append((step.node, c, live[k] if k < len(live) else None))
    made = [n for n in order if n.parents]
    shown = [n for n in reversed(order) if n in into]
    text = [f"{_alone(called[n].name)} = {_definition(n, called, str)}{short(n.data)}" for n in made]
    text += [_line(n, root, into[n], called) for n in shown]
    latex = [f"{_latex_name(called[n])} &= {_definition(n, called, Expr.latex)}{short(n.data)}" for n in made]
    latex += [_latex_line(n, root, into[n], called) for n in shown]
    return Explanation("\n".join(text), r"\begin{aligned} " + r" \\ ".join(latex) + r" \end{aligned}")


def _named(order: list[Value], names: Mapping[Value, str]) -> dict[Value, Expr]:
    """Every node as a variable of an expression, constants as numbers."""
    called: dict[Value, Expr] = {}
    taken = set(names.values())
    fresh = (name for k in count(1) if (name := f"v{k}") not in taken)
    for node in order:
        name = names.get(node) or (next(fresh) if node.parents else "")
        called[node] = variable(bracketed(name), node.data) if name else constant(float(short(node.data)))
    return called


def _alone(name: str) -> str:
    """A name that stands alone: without the brackets that it needs as a part of a formula."""
    return name[1:-1] if name.startswith("(") else name


def _latex_name(e: Expr) -> str:
    return subscript(_alone(e.name))


def _formulas(node: Value, called: Mapping[Value, Expr]) -> Sequence[Expr | None]:
    """The partials of a node as expressions in the names of its parents; none for a closure."""
    if type(node.partials) is not tuple or isinstance(node.rule, str):
        return ()
    found = node.rule.partials_of(called[node], *node.rule.split([called[p] for p in node.parents]))
    return [None if p is None else constant(p) for p in found]


def _definition(node: Value, called: Mapping[Value, Expr], spell: Callable[[Expr], str]) -> str:
    operands = tuple(called[p] for p in node.parents)
    if isinstance(node.rule, str):
        return f"{node.rule}({', '.join(map(spell, operands))}) = "
    return f"{spell(Expr(node.rule, operands, node.data))} = "


def _factor(e: Expr, spell: Callable[[Expr], str], brackets: str) -> str:
    """An expression as a factor: in brackets if it is a sum, a product or a negative number."""
    text = spell(e)
    if e.name:
        return text  # it has its brackets
    sum_ = " + " in text or " - " in text or text.startswith("-")
    compound = sum_ or (bool(e.operands) and not text.endswith((")", "}")))
    return brackets.format(text) if compound else text


def _line(node: Value, root: Value, terms: list, called: Mapping[Value, Expr]) -> str:
    def rate(of: Value, by: Value) -> str:
        return f"d{called[of]}/d{called[by]}"

    def partial(sender: Value, formula: Expr | None) -> str:
        return (
            rate(sender, node)
            if formula is None
            else _factor(formula, str, "({})" if sender is not root else "{}")
        )

    chain = [partial(s, f) if s is root else f"{rate(root, s)} * {partial(s, f)}" for s, _, f in terms]
    numbers = [
        short(c.partial) if s is root else f"{short(c.grad)} x {short(c.partial)}" for s, c, _ in terms
    ]
    return f"{_equal(rate(root, node), ' + '.join(chain), ' + '.join(numbers), short(terms[-1][1].after))}"


def _latex_line(node: Value, root: Value, terms: list, called: Mapping[Value, Expr]) -> str:
    def rate(of: Value, by: Value) -> str:
        return rf"\frac{{\partial {subscript(called[of].name)}}}{{\partial {subscript(called[by].name)}}}"

    def partial(sender: Value, formula: Expr | None) -> str:
        return (
            rate(sender, node)
            if formula is None
            else _factor(formula, Expr.latex, r"\left({}\right)" if sender is not root else "{}")
        )

    def signed(x: float) -> str:
        return rf"\left({short(x)}\right)" if x < 0 else short(x)

    chain = " + ".join(
        partial(s, f) if s is root else rf"{rate(root, s)} \cdot {partial(s, f)}" for s, _, f in terms
    )
    if len(terms) == 1 and terms[0][0] is root:
        return rf"{rate(root, node)} &= {_equal(chain, short(terms[0][1].after))}"
    numbers = [
        signed(c.partial) if s is root else rf"{signed(c.grad)} \cdot {signed(c.partial)}"
        for s, c, _ in terms
    ]
    return rf"{rate(root, node)} &= {_equal(chain, ' + '.join(numbers), short(terms[-1][1].after))}"


def _equal(*sides: str) -> str:
    """The sides of an equation, each said once."""
    return " = ".join(dict.fromkeys(sides))
