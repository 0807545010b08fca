"""Walks over anything with parents: Values, expressions, modules.  No recursion, so graphs may be of any
depth.

>>> parents = {"c": ("a", "b"), "b": ("a",), "a": ()}
>>> walk(["c"], parents.get)
['a', 'b', 'c']
>>> sweep(["a", "b", "c"], {"c": 1.0}, lambda node: [(parent, 2.0) for parent in parents[node]])
{'c': 1.0, 'a': 6.0, 'b': 2.0}
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any, TypeVar

Node = TypeVar("Node", bound=Hashable)


def walk(roots: Iterable[Node], parents: Callable[[Node], Iterable[Node]]) -> list[Node]:
    """Everything the roots depend on, each once, parents before children, in the order of
    engine.topological_order.

    parents: the nodes that a node depends on; it is called once for each node.
    """
    order: dict[Node, None] = {}  # what is done
    seen: set[Node] = set()
    stack = list(reversed(list(roots)))
    while stack:
        node = stack[-1]
        if node in seen:  # all that it depends on is done, or it was on the stack twice
            order[stack.pop()] = None
        else:
            seen.add(node)
            stack.extend([parent for parent in parents(node) if parent not in seen])
    return list(order)


def sweep(
    order: list[Node], adjoints: dict[Node, Any], edges: Callable[[Node], Iterable[tuple[Node, Any]]]
) -> dict[Node, Any]:
    """The chain rule backwards over an order with parents first: what arrives at each node is added up and
    sent on.

    adjoints: what the sweep begins with, by node; the result, too, lies there.  edges: a node's parents, each
    with its partial; they are asked for only where something arrives.
    """
    for node in reversed(order):
        if node in adjoints:
            upstream = adjoints[node]
            for parent, partial in edges(node):
                share = partial * upstream
                adjoints[parent] = adjoints[parent] + share if parent in adjoints else share
    return adjoints
