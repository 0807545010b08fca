"""Rows such as softmax, with one result per element: what all results of an application send back.

Each result depends on each element, so one by one they would send n * n terms.  Together they need a few
terms for each element, where the row has a form for that (pullbacks.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from .filling import Scope
from .recipes import Recipe, recipe
from .shared_graph import NONE, Graph
from .tape import Tape

FEW = 3  # results of a softmax up to which each sends for itself


@dataclass
class Application:
    """All results of one application of a row such as softmax, which send back together.

    results: the slot of each.  first: the lowest, which the sweep reaches last.  arrived: by result what has
    arrived.
    """

    row: Any
    operands: tuple[int, ...]
    results: dict[int, int] = field(default_factory=dict)
    arrived: dict[int, int] = field(default_factory=dict)

    @property
    def first(self) -> int:
        return min(self.results.values())

    def shares(self, graph: Graph, slots: Sequence[int]) -> Iterator[tuple[int, tuple[int, int]]]:
        """The operands, each with a term that it is sent."""
        given = [slots[k] for k in self.operands]
        zs, zero = [slots[self.results[k]] for k in range(len(given))], graph.const(0.0)
        gs = [self.arrived.get(k, zero) for k in range(len(given))]
        found = sent_by_all(graph, recipe(self.row, 0), given, zs, gs)
        yield from ((k, term) for k, terms in zip(self.operands, found, strict=True) for term in terms)


def applications(tape: Tape) -> dict[int, Application]:
    """By slot the applications of rows whose results send back in a form of linear size, if all are there."""
    found: dict[Any, Application] = {}
    for slot, rule in enumerate(tape.rules):
        if rule is not None and rule.each:
            key = (rule.row, rule.static, tape.operands[slot])
            found.setdefault(key, Application(rule, tape.operands[slot])).results[rule.k] = slot
    return {
        slot: one
        for one in found.values()
        if len(one.results) == len(one.operands) > FEW and recipe(one.row, 0).pullback
        for slot in one.results.values()
    }


def sent_by_all(graph: Graph, row: Recipe, operands: Sequence[int], zs: Sequence[int],
                gs: Sequence[int]) -> list[list[tuple[int, int]]]:  # fmt: skip
    """For each operand what it is sent by all results of a row such as softmax: a few terms.

    zs, gs: the node of each result, and of what has arrived there.  The row has a pullback.
    """
    scope, form = Scope(graph, row, operands), row.pullback
    assert form is not None
    elements, shares, sign = scope.find(form.element), scope.find(form.others), graph.const(form.sign)
    weighed = [graph.sum([(g, z)]) if form.with_result else g for g, z in zip(gs, zs, strict=True)]
    own = [graph.sum([(g, z)]) if form.by_result else g for g, z in zip(gs, zs, strict=True)]
    rest = all_but_each(graph, shares, shares)
    cross = [graph.sum([(x, sign)]) for x in all_but_each(graph, shares, weighed)]
    return [[(a, r), (x, c)] for a, r, x, c in zip(own, rest, elements, cross, strict=True)]


def all_but_each(graph: Graph, shares: Sequence[int], xs: Sequence[int]) -> list[int]:
    """For each place the sum of the xs in the other places.

    shares: numbers that sum to 1.  Where one is most of it, the others are added up without it: taken from
    the whole, their sum would lose its bits.
    """
    whole = graph.sum((x, NONE) for x in xs)
    small = graph.sum(
        (graph.map("where(a > 0.5, 0, b)", (s, x)), NONE) for s, x in zip(shares, xs, strict=True)
    )
    return [
        graph.map("where(a > 0.5, c, d - b)", (s, x, small, whole)) for s, x in zip(shares, xs, strict=True)
    ]
