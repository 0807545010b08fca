"""Forward mode as a transformation: to the nodes of a graph, their tangents along a direction of the inputs.

Laid over the graph of a gradient it gives Hessian-vector products, and with one direction for each input the
whole Hessian: where most of its entries are 0, nothing is made for them.

>>> g = Graph()
>>> x, v = g.leaf(0), g.leaf(1)
>>> tangents(g, [g.map("sin(a)", (x,))], {x: v})
[5]
>>> print(g)
n0 = input 0
n1 = input 1
n2 = sin(a) of n0
n3 = 0.0
n4 = cos(a) of n0
n5 = n1*n4
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..rules import RULES
from .filling import shares
from .recipes import recipe, recipe_of_map
from .shared_graph import Graph, live, operands


def tangents(graph: Graph, outs: Sequence[int], seeds: Mapping[int, int]) -> list[int | None]:
    """The tangents of the outs, where the nodes in seeds have these; None where nothing arrives.

    Raises NoDerivativeError where the table does not know the derivative of a formula.
    """
    alive = live(graph.nodes, outs)
    return Forward(graph, alive).along(outs, seeds)


class Forward:
    """Forward mode over some nodes of a graph, for one direction after the other."""

    def __init__(self, graph: Graph, alive: Sequence[int]):
        self.graph = graph
        self.users: dict[int, list[int]] = {}
        for i in alive:
            for p in set(operands(graph.nodes[i])):
                self.users.setdefault(p, []).append(i)

    def along(self, outs: Sequence[int], seeds: Mapping[int, int]) -> list[int | None]:
        """The tangents of the outs along a direction; only what depends on the seeds is looked at."""
        found = dict(seeds)
        for i in self._reached(seeds):
            tangent = self._tangent(i, found)
            if tangent is not None:
                found[i] = tangent
        return [found.get(out) for out in outs]

    def _reached(self, seeds: Mapping[int, int]) -> list[int]:
        reached, stack = set(seeds), list(seeds)
        while stack:
            for user in self.users.get(stack.pop(), ()):
                if user not in reached:
                    reached.add(user)
                    stack.append(user)
        return sorted(reached - set(seeds))  # operands have lower numbers

    def _tangent(self, i: int, found: Mapping[int, int]) -> int | None:
        """The chain rule at a node: each operand's partial times its tangent, added up."""
        graph = self.graph
        kind, word, args = graph.nodes[i]
        graph.now = graph.home[i]
        terms: list[tuple[int, int]] = []
        if kind == "sum":
            for a, b in args:
                if a in found:
                    terms.append((found[a], b))
                if b in found:
                    terms.append((a, found[b]))
        else:
            row = recipe(RULES[word]) if kind == "fold" else recipe_of_map(word, len(args))
            zero = graph.const(0.0)
            by = [found.get(a, zero) for a in args]
            for t, share in zip(by, shares(graph, row, args, i, by), strict=True):
                if t != zero and share is not None:
                    terms.append(share)
        terms = [(a, b) for a, b in terms if graph.zero not in (a, b)]
        if not terms:
            return None
        return graph.sum(terms)
