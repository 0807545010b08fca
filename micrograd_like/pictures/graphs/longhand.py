"""A fold written out: the sums, products and exponentials that one node over many operands stands for.

>>> from micrograd_like import dot
>>> z = dot([Value(2.0), Value(3.0)], [Value(5.0), Value(7.0)], bias=Value(1.0))
>>> [(v._op, v.data) for v in Written.out(z, lambda node: True).order if v.parents]
[('*', 10.0), ('+', 11.0), ('*', 21.0), ('+', 32.0)]
"""

from __future__ import annotations

import contextvars
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from typing import Any

from ...engine import Value
from ...graph import sweep
from ...naming import reading_order
from ...rules import table
from ...rules.table import add, div, exp, log, mul, sqrt, sub


def _sum(terms: Iterable[Any]) -> Any:
    return reduce(add, terms)


def _std(xs: list[Value], ddof: float = 0.0) -> Value:
    mean = div(_sum(xs), len(xs))
    apart = [sub(x, mean) for x in xs]
    return sqrt(div(_sum(mul(d, d) for d in apart), len(xs) - ddof))


def _softmax(xs: list[Value]) -> list[Value]:
    powers = [exp(x) for x in xs]
    total = _sum(powers)
    return [div(power, total) for power in powers]


def _log_softmax(xs: list[Value]) -> list[Value]:
    total = log(_sum(exp(x) for x in xs))
    return [sub(x, total) for x in xs]


# How one writes each by hand, from operands and parameters.  max and min of many are one comparison already.
LONGHAND: dict[str, Callable[..., Any]] = {
    "total": _sum,
    "dot": lambda ws, xs: _sum(map(mul, ws, xs)),
    "affine": lambda ws, xs, b: reduce(add, map(mul, ws, xs), b),
    "prod": lambda xs: reduce(mul, xs),
    "norm2": lambda xs: sqrt(_sum(mul(x, x) for x in xs)),
    "std": _std,
    "logsumexp": lambda xs: log(_sum(map(exp, xs))),
    "softmax": _softmax,
    "log_softmax": _log_softmax,
}


@dataclass
class Written:
    """A graph to draw.

    order: parents before children, operands in the order they are written.
    parents: of each node, as they are drawn.
    inside: for the nodes that stand for a fold, its own node.  stands: for a fold, the last of them.
    """

    order: list[Value]
    parents: dict[Value, tuple[Value, ...]]
    inside: dict[Value, Value]
    stands: dict[Value, Value]

    @classmethod
    def out(cls, root: Value, chosen: Callable[[Value], bool]) -> Written:
        """Everything root depends on, with the chosen folds written out; nothing in the graph changes.

        A fold whose longhand would give another number stays whole: exp overflows where softmax does not.
        """
        new = cls([], {}, {}, {})
        known: dict[tuple, Any] = {}
        for node in reading_order(root):
            whole = None
            if chosen(node):  # in an empty context: whatever mode is on outside
                whole = contextvars.Context().run(_longhand, node, known)
            new._add(node, whole)
        new._sweep()
        return new

    def _add(self, node: Value, whole: Value | None) -> None:
        """Take up a node, or the new nodes that end in whole and stand for it."""
        parts = [node]
        if whole is not None:
            parts = [p for p in reading_order(whole, node.parents) if p not in self.parents]
            whole.label, self.stands[node] = node.label, whole
        for part in parts:
            self.parents[part] = tuple(self.stands.get(p, p) for p in part.parents)
            if part is not node:
                self.inside[part] = node
        self.order += parts

    def _sweep(self) -> None:
        """Gradients for the new nodes, from those of the folds they stand for."""

        def edges(part: Value) -> list[tuple[Value, float]]:
            live = zip(part.parents, part.partials or (), strict=True)
            return [(p, partial) for p, partial in live if p in self.inside and partial is not None]

        new = [part for part in self.order if part in self.inside]
        for part, grad in sweep(new, {w: node.grad for node, w in self.stands.items()}, edges).items():
            part.grad += grad


def _longhand(node: Value, known: dict[tuple, Any]) -> Value | None:
    """The last of the new nodes that give this node's number; None if there are none.

    known: the results of softmaxes.
    """
    rule: Any = node.rule
    name = getattr(rule, "name", "")
    if (
        name not in LONGHAND
        or len(node.parents) < 2
        or getattr(table, name) is not getattr(rule, "row", rule)
    ):
        return None
    if rule.each:
        whole = known.setdefault((name, node.parents), None) or LONGHAND[name](*rule.split(node.parents))
        known[name, node.parents] = whole
        whole = whole[rule.k]
    else:
        whole = LONGHAND[name](*rule.split(node.parents), *rule.static)
    return whole if math.isclose(whole.data, node.data, rel_tol=1e-9, abs_tol=1e-12) else None
