"""Chains of + become one sum each: what is added up and used once, as a term of a sum, is part of that sum.

Then the order in which a program happened to add does not matter any more, and a sum over the inputs of a
neuron is seen as what it is: a row times a column.

>>> g = Graph()
>>> x, y, z = map(g.leaf, range(3))
>>> out = g.sum([(g.sum([(x, y), (z, -1)]), -1), (x, -1)])
>>> nodes, alive = flattened(g.nodes, [out])
>>> nodes[out]
('sum', '', ((0, 1), (2, -1), (0, -1)))
>>> len(g.nodes), len(alive)
(5, 4)
"""

from __future__ import annotations

from collections.abc import Sequence

from .shared_graph import NONE, Graph, live

__all__ = ["Graph", "flattened"]


def flattened(nodes: Sequence[tuple], outs: Sequence[int]) -> tuple[list[tuple], list[int]]:
    """The nodes with their sums flattened, and which of them the outs still need."""
    found, alive = list(nodes), live(nodes, outs)
    uses = [0] * (len(found) + 1)  # the last counts places without a second factor
    for i in alive:
        kind, _, args = found[i]
        if kind == "sum":
            for a, b in args:
                uses[a] += 1
                uses[b] += 1
        else:
            for a in args:
                uses[a] += 1
    for out in outs:
        uses[out] += 2  # it has to stay a node of its own
    part = bytearray(len(found))  # of a sum, and of nothing else
    for i in alive:
        if found[i][0] == "sum":
            for a, b in found[i][2]:
                part[a] |= b == NONE and uses[a] == 1 and found[a][0] == "sum"
    for i in alive:
        kind, word, args = found[i]
        if kind == "sum" and not part[i] and any(b == NONE and part[a] for a, b in args):
            terms: list[tuple[int, int]] = []
            rest = list(reversed(args))
            while rest:
                a, b = term = rest.pop()
                if b == NONE and part[a]:
                    rest += reversed(found[a][2])
                else:
                    terms.append(term)
            found[i] = (kind, word, tuple(terms))
    return found, live(found, outs)
