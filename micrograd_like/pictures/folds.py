"""A fold written out: the multiplications and additions that one node of a weighted sum stands for.

>>> from micrograd_like import dot
>>> z = dot([Value(2.0), Value(3.0)], [Value(5.0), Value(7.0)], bias=Value(1.0))
>>> [(v._op, v.data) for v in Written.out(z, lambda node: True).order if v.parents]
[('*', 10.0), ('+', 11.0), ('*', 21.0), ('+', 32.0)]
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..engine import Value
from ..rules import table

SUMS = {"dot", "affine", "total"}


@dataclass
class Written:
    """A graph to draw.  order: parents before children, operands in the order they are written.  parents: of each node, as
    they are drawn.  inside: for the nodes that stand for a fold, its own node.
    """

    order: list[Value]
    parents: dict[Value, tuple[Value, ...]]
    inside: dict[Value, Value]

    @classmethod
    def out(cls, root: Value, chosen: Callable[[Value], bool]) -> Written:
        """Everything root depends on, with the chosen sums of products written out; nothing in the graph changes."""
        order = reading_order(root)
        if not any(_is_sum(node) and chosen(node) for node in order):
            return cls(order, {node: node.parents for node in order}, {})
        stands: dict[Value, Value] = {}
        inside: dict[Value, Value] = {}
        parents: dict[Value, tuple[Value, ...]] = {}
        written = []
        for node in order:
            parts = _terms(node) if _is_sum(node) and chosen(node) else [node]
            for part in parts:
                parents[part] = tuple(stands.get(p, p) for p in part.parents)
                if part is not node:
                    part.grad, inside[part] = node.grad, node  # each term enters the sum with a partial of 1
            parts[-1].label = node.label
            stands[node] = parts[-1]
            written += parts
        return cls(written, parents, inside)


def reading_order(root: Value) -> list[Value]:
    """Everything root depends on, parents before children, and the operands of each in the order they are written."""
    order, seen, stack = [], set(), [(root, False)]
    while stack:
        node, done = stack.pop()
        if done:
            order.append(node)
        elif node not in seen:
            seen.add(node)
            stack.append((node, True))
            stack.extend((parent, False) for parent in reversed(node.parents))
    return order


def _is_sum(node: Value) -> bool:
    return getattr(node.rule, "name", "") in SUMS and len(node.parents) > 1


def _terms(node: Value) -> list[Value]:
    """New nodes for the products and the partial sums, from left to right; the last is the sum."""
    operands = node.rule.split(node.parents)
    if node.rule.name == "total":
        terms = list(operands[0])
    else:
        terms = [table.mul(w, x) for w, x in zip(operands[0], operands[1], strict=True)]
    made = [] if node.rule.name == "total" else [terms[0]]
    first = terms[0]
    if node.rule.name == "affine":
        first = table.add(operands[2], terms[0])
        made.append(first)
    for term in terms[1:]:
        first = table.add(first, term)
        made += [first] if node.rule.name == "total" else [term, first]
    return made
