"""From nodes to numbers: the order of a recorded graph, and for each node the places of its parents in it.

>>> x = Value(2.0)
>>> a = x * 3
>>> b = a + x
>>> order = creation_order([x], [a, b], [b])
>>> [v.data for v in order], places(order, 1), slopes(order, 1, b)
([2.0, 3.0, 6.0, 8.0], ((), (), (0, 1), (2, 0)), (4.0, 2.0, 1.0, 1.0))
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..engine import Value
from ..native import core


def creation_order(inputs: Sequence[Value], nodes: Sequence[Value], roots: Sequence[Value]) -> list[Value]:
    """The inputs, and what the roots depend on among nodes, each behind those of its parents that are new."""
    order = None
    if core and len(roots) == 1:
        order = core.creation_order(list(inputs), [*nodes, *roots])
    return _creation_order(inputs, nodes, roots) if order is None else order


def _creation_order(inputs: Sequence[Value], nodes: Sequence[Value], roots: Sequence[Value]) -> list[Value]:
    """The same, also where some nodes are used for nothing, or some parents are not among the nodes."""
    known, order = set(inputs), list(inputs)
    live, stack = set(roots), list(roots)
    while stack:
        for p in stack.pop().parents:
            if p not in live:
                live.add(p)
                if p not in known:
                    stack.append(p)
    for node in (*nodes, *roots):
        if node in live and node not in known:
            for p in node.parents:
                if p not in known:
                    order += _unknown(p, known) if p.parents else (p,)
                    known.add(p)
            known.add(node)
            order.append(node)
    return order


def _unknown(node: Value, known: set[Value]) -> list[Value]:
    """A node and what it depends on that is not known yet, parents first; they are known from now on.

    Such are the inputs of a derivative taken inside a function, of which no recording is told.
    """
    order, waiting = [], [node]
    while waiting:
        missing = [p for p in waiting[-1].parents if p not in known]
        if missing:
            waiting += reversed(missing)
        elif (last := waiting.pop()) not in known:
            known.add(last)
            order.append(last)
    return order


def _places(nodes: list[Value], inputs: int) -> tuple[tuple[int, ...], ...]:
    """For each node of a list, parents before children, the places of its parents in it.

    The first few are inputs, whatever their parents.
    """
    place = {node: i for i, node in enumerate(nodes)}.__getitem__
    return ((),) * inputs + tuple([tuple(map(place, v.parents)) for v in nodes[inputs:]])


def _slopes(nodes: list[Value], inputs: int, root: Value) -> tuple[float, ...]:
    """d(root)/d(node) for each node of a list, by the partials that they have recorded."""
    own: list[tuple[float | None, ...]] = [v.partials or (None,) * len(v.parents) for v in nodes[inputs:]]
    partials = [()] * inputs + own
    return swept(_places(nodes, inputs), partials, nodes.index(root))


def places_of(roots: Sequence[Value], order: Sequence[Value]) -> list[int]:
    """The places of the roots, which are near the end."""
    wanted, place = set(roots), {}
    for i in range(len(order) - 1, -1, -1):
        if order[i] in wanted:
            place[order[i]] = i
            if len(place) == len(wanted):
                break
    return [place[root] for root in roots]


def swept(operands: Sequence[tuple[int, ...]], partials: Sequence[tuple[float | None, ...]], output: int
          ) -> tuple[float, ...]:  # fmt: skip
    """d(output)/d(slot) for every slot, by one reverse sweep over the live edges."""
    grads: list[float | None] = [None] * len(operands)
    grads[output] = 1.0
    for i in range(output, -1, -1):
        grad = grads[i]
        if grad is None:
            continue
        for k, partial in zip(operands[i], partials[i], strict=True):
            if partial is not None:
                grads[k] = (grads[k] or 0.0) + partial * grad
    return tuple([grad or 0.0 for grad in grads])


places: Any = core.places if core else _places
slopes: Any = core.slopes if core else _slopes
