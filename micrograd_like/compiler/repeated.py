"""A small graph that is computed for many at once, such as an optimizer's update for all parameters.

The plan of a graph finds out which nodes are alike.  Of an update that is known beforehand: it is the same
formula for each parameter.  So the small graph of one update is planned alone, and each of its nodes becomes
one kernel over all parameters, behind the kernels that are there.  What depends on nothing but numbers that
all share, such as the learning rate, is computed once.

>>> small = Graph()
>>> p, g, lr = map(small.leaf, range(3))
>>> new = small.sum([(p, -1), (small.product(lr, g), small.const(-1.0))])
>>> plan = Plan(Graph(), range(0), [])
>>> plan.size = 24
>>> repeat(plan, small, [new], [(0, 1, 2), (8, 9, 10), (16, 16, 16)])
[(32, 33, 34)]
>>> print(plan)
v[24:27] = [1x3] dot over 1
v[32:35] = [1x3] sum over 1 + dot over 1
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from .plan import Kernel, Part, Plan
from .shared_graph import NONE, Graph, operands
from .slots import Row, folded
from .sums import flattened


def repeat(plan: Plan, small: Graph, outs: Sequence[int], rows: Sequence[Row]) -> list[Row]:
    """Add kernels to a plan that compute a small graph for many; for each output the slots of its results.

    rows: for each leaf of the small graph where its numbers are; one slot again and again for what all share.
    """
    nodes, alive = flattened(small.nodes, outs)
    at: dict[int, Row] = {}
    for i in alive:
        kind, word, _ = nodes[i]
        if kind == "leaf":
            at[i] = tuple(rows[word])
        elif kind == "const":
            plan.constants[plan.size] = word
            at[i] = (plan.size,) * len(rows[0])
            plan.size += 1
        else:
            shared = all(len(set(at[x])) == 1 for x in operands(nodes[i]))
            count = 1 if shared else len(rows[0])
            here = {x: row[:count] for x, row in at.items()}
            kernel = _kernel(nodes[i], here, _room(plan, count), count)
            plan.kernels.append(kernel)
            at[i] = tuple(range(kernel.out, kernel.out + count)) * (len(rows[0]) // count)
    return [at[out] for out in outs]


def _room(plan: Plan, count: int) -> int:
    """The first of so many slots side by side."""
    first = -(-plan.size // 8) * 8
    plan.size = first + count
    return first


def _kernel(node: tuple, at: Mapping[int, Row], out: int, count: int) -> Kernel:
    """A node as one kernel; at: for each operand the slots that it is read from."""
    kind, word, args = node
    if kind == "map":
        return Kernel("map", out, count, [], word, [at[a] for a in args])
    if kind == "fold":
        return Kernel("fold", out, count, [], word, list(zip(*(at[a] for a in args), strict=True)))
    columns = [[[(slot,) for slot in at[x]] for x in pair if x != NONE] for pair in args]
    parts = [Part("dot", *pair) if len(pair) == 2 else Part("sum", pair[0], []) for pair in columns]
    return Kernel("sum", out, count, [], parts=parts, dims=folded([*chain(*columns)], count))
