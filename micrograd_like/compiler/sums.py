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

from .shared_graph import NONE, Graph

__all__ = ["Graph", "flattened"]


def flattened(nodes: Sequence[tuple], outs: Sequence[int]) -> tuple[list[tuple], list[int]]:
    """The nodes with their sums flattened, and which of them the outs need then, operands first.

    One walk from the last node to the first: whatever reads a node has been met before it.
    """
    found, alive = list(nodes), []
    uses, reader = [0] * len(found), [NONE] * len(found)  # the last sum met that has this as a term by itself
    part, longer = bytearray(len(found)), []  # of a sum, and of nothing else; the sums they are part of
    for out in outs:
        uses[out] += 2  # it has to stay a node of its own
    for i in range(len(found) - 1, -1, -1):
        if not uses[i]:
            continue
        kind, _, args = found[i]
        if kind == "sum":
            if uses[i] == 1 and reader[i] != NONE:
                part[i] = True
                longer.append(reader[i])
            else:
                alive.append(i)
            for a, b in args:
                uses[a] += 1
                if b == NONE:
                    reader[a] = i
                else:
                    uses[b] += 1
        else:
            alive.append(i)
            for a in args:
                uses[a] += 1
    for i in set(longer):
        if not part[i]:
            found[i] = ("sum", "", _terms(nodes, part, i))
    alive.reverse()
    return found, alive


def _terms(nodes: Sequence[tuple], part: bytearray, i: int) -> tuple[tuple[int, int], ...]:
    """The terms of a sum, with those of its parts in their places."""
    terms: list[tuple[int, int]] = []
    rest = list(reversed(nodes[i][2]))
    while rest:
        a, b = term = rest.pop()
        if b == NONE and part[a]:
            rest += reversed(nodes[a][2])
        else:
            terms.append(term)
    return tuple(terms)
