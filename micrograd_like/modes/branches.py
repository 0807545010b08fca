"""Gradients that are graphs, with their branches kept: for whoever computes them anew with other numbers.

The gradient that ``grad`` gives for a Value is made of the partials of the branches that were taken: of
relu(x) at 2 it has the 1.  That is right where it was computed, and quick.  A tape or a picture with sliders
computes it again at other numbers, and there relu may be on its other branch.  So a gradient whose rows have
kinks remembers what it is the gradient of, and here it is taken once more with every ``where`` as an
operation of its own.

>>> from micrograd_like import Value, grad, relu
>>> x = Value(2.0)
>>> g = grad(lambda a: relu(a) * a)(x)
>>> (kept,) = branching(g)
>>> kept.data == g.data, "where" in [v._op for v in topological_order(kept)]
(True, True)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ..engine import Value, new_node, topological_order
from ..rules import table


class GradientRule:
    """The rule of a node that is a gradient, and how to take that gradient with its branches kept.

    again: takes the gradient by all inputs; place: which of them.  owner: the id of the node, which copies of
    it do not have.
    """

    __slots__ = ("again", "owner", "place", "rule")

    def __init__(self, rule: Any, again: Callable[[], list[Any]], place: int, owner: int):
        self.rule, self.again, self.place, self.owner = rule, again, place, owner

    def __getattr__(self, name: str) -> Any:
        return getattr(self.rule, name)


class GradientLeaf(str):
    """The rule of a leaf that is a gradient: one that is a number on the branches taken, such as relu's 1."""

    __slots__ = ("again", "owner", "place")
    again: Callable[[], list[Any]]
    place: int
    owner: int

    def __reduce__(self) -> tuple:
        return str, ()


def remember(found: list[Any], primal: Iterable[Value], again: Callable[[], list[Any]]) -> None:
    """Let the results of a sweep over these nodes know how to be computed with their branches kept.

    found: the results; a node that the function made itself comes back as its identity.
    """
    known = set(primal)
    if not any(getattr(v.rule, "kinks", "") for v in known):
        return
    for place, v in enumerate(found):
        if not isinstance(v, Value):
            continue
        if v in known:
            v = found[place] = new_node(type(v), v.data, (v,), (1.0,), table.total)  # noqa: PLW2901
        if v.parents:
            v.rule = GradientRule(v.rule, again, place, id(v))
        else:
            v.rule = leaf = GradientLeaf()
            leaf.again, leaf.place, leaf.owner = again, place, id(v)


def branching(*roots: Value) -> list[Value]:
    """The roots, where they depend on gradients with those as graphs that keep their branches."""
    kept = with_branches(roots)
    return [kept.get(v, v) for v in roots]


def with_branches(roots: Iterable[Value], stops: Iterable[Value] = ()) -> dict[Value, Value]:
    """The nodes that are others when all gradients keep their branches, each with that other one.

    stops: nodes that stay, whatever they depend on.
    """
    kept: dict[Value, Value] = {}
    stay, sweeps = set(stops), {}
    for v in topological_order(*roots):
        if v in stay:
            continue
        if isinstance(v.rule, (GradientRule, GradientLeaf)) and v.rule.owner == id(v):
            sweep = v.rule.again
            if sweep not in sweeps:
                sweeps[sweep] = sweep()
            new = sweeps[sweep][v.rule.place]
            if isinstance(new, Value):
                kept[v] = new
                new.label = new.label or v.label
        elif kept and any(p in kept for p in v.parents):
            kept[v] = new_node(type(v), v.data, tuple(kept.get(p, p) for p in v.parents), v.partials, v.rule)
            kept[v].label, kept[v].grad = v.label, v.grad
    return kept
