"""Derivatives of high order: of every node of a graph by one number, order by order, from the same rows.

The chain rule for a node z with parents x is z' = sum of p x', where each partial derivative p is a graph as
well.  So the derivative of order j of z is the one of order j - 1 of that sum, and Leibniz's rule for
products says what it is:

    z[j] = sum over the parents x, and over m = 1 ... j, of binomial(j - 1, m - 1) * x[m] * p[j - m]

It needs p to order j - 1, the partials of p to order j - 2, and so on.  Nodes that compute the same from the
same are kept once: the partials of tanh are made of tanh again.  So the work grows like a power of the order,
where a derivative of a derivative of a derivative, each by dual numbers, costs three times as much for every
order.

>>> derivative(lambda x: x**5, order=3)(2.0)
240.0
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from math import comb
from typing import Any

from ..anomaly import watching
from ..engine import Value
from ..graph import walk
from ..rules.operands import rank_of
from . import trees
from .adjoint import Recorded, live_parents, partials_of
from .calls import a_function
from .chain_rule import times
from .forward import push
from .nesting import DUAL, WatchedRun, as_result, under_no_grad, wants_graph


def derivative(f: Callable[..., Any], order: int = 1) -> Callable[[Any], Any]:
    """The function x -> f'(x) for an f of one number, which may give many; its derivative of any order.

    The first derivative is one run of f in forward mode.  For a higher one f runs once on a Value, as for
    grad, and what it recorded is expanded order by order: an operation costs about the square of the order.

    >>> derivative(lambda x: [x**4, 1 / x], order=2)(0.5)
    [3.0, 16.0]
    """
    if isinstance(order, bool) or not isinstance(order, int) or order < 0:
        raise ValueError(f"expected a derivative's order, a whole number from 0, but got {order!r}")
    if order == 0:
        return f
    f = a_function(f, "derivative")
    if order == 1:
        return wraps(f, updated=())(
            lambda x: push(f, (x,), trees.flatten((one(x),)), [1.0], wants_graph([x]))[1]
        )
    return wraps(f, updated=())(lambda x: of_order(f, order, one(x)))


def one(x: Any) -> Any:
    if isinstance(x, (list, tuple, dict)):
        raise TypeError(f"derivative differentiates by one number, but got {x!r}; use grad or jacfwd")
    return x


def of_order(f: Callable, order: int, x: Any) -> Any:
    """f's derivative of an order from 2 at x, in the shape of what f gives."""
    run = Recorded(f, (x,), 0, {})
    nodes = [y for out in run.outs for y in parts(out) if isinstance(y, Value)]
    with WatchedRun(graph=run.graph) as results:
        rates = Expansion(run.inputs[0], run.graph and not under_no_grad()).of_order(order, nodes)
        results += [y for y in rates.values() if isinstance(y, Value)]
    found = [together(y, iter([rates.get(part, 0.0) for part in parts(y)])) for y in run.outs]
    found = [as_result(y, run.graph) for y in found]
    for watcher in watching():
        if not run.graph:
            watcher.judge([*nodes, *rates.values()])
        watcher.passed_on(next(filter(None, map(watcher.hangs, nodes)), ""), found)
        watcher.shown(found)
    return trees.fill(run.out, found)


def parts(y: Any) -> list[Any]:
    """The numbers that an output is built of: those of a Dual, each of which has derivatives of its own."""
    if rank_of(y) != DUAL:
        return [y]
    return [*parts(y.primal), *([] if y._tangent is None else parts(y._tangent))]


def together(y: Any, numbers: Iterator) -> Any:
    """An output with other numbers for its parts."""
    if rank_of(y) != DUAL:
        return next(numbers)
    primal = together(y.primal, numbers)
    return y.with_parts(primal, None if y._tangent is None else together(y._tangent, numbers))


class Expansion:
    """The derivatives by x of the nodes that depend on it, of the partials of these nodes, and so on.

    graph: whether derivatives are to be graphs themselves, because somebody may differentiate them again.
    """

    def __init__(self, x: Value, graph: bool):
        self.graph = graph
        self.made: dict[tuple, Value] = {}
        # For each node that was met, the one that stands for all that compute the same from the same.
        self.kept: dict[Value, Value] = {x: x}
        # Of the nodes that depend on x: the derivatives of order 0, 1, 2, ..., None where nothing arrives;
        self.rates: dict[Value, list[Any]] = {x: [self.held(x), 1.0]}
        # ... and, of those whose derivatives are asked for, parents before children: the parents with their
        # partials.
        self.edges: dict[Value, list[tuple[Value, Any]]] = {x: []}
        self.shared: dict[int, dict] = {}  # what the results of one softmax have in common

    def of_order(self, order: int, outs: list[Value]) -> dict[Value, Any]:
        """The derivatives of this order of the outs, those that are not 0 for want of a path."""
        need: dict[Value, int] = {}
        waiting: Iterable[Any] = outs
        for depth in range(order, 0, -1):
            roots = [y for y in waiting if isinstance(y, Value)]
            for node in walk(roots, self.unseen_parents):
                self.enter(node, ours=depth < order)
            roots = [kept for y in roots if (kept := self.kept[y]) in self.rates and kept not in self.edges]
            fresh = [node for node in walk(roots, self.waiting_parents) if node not in self.edges]
            need.update(dict.fromkeys(fresh, depth))
            waiting = [p for node in fresh for p in self.open(node, depth)]  # needed to one order less
        for j in range(1, order + 1):
            binomials = [float(comb(j - 1, m)) for m in range(j)]
            for node, highest in need.items():
                if highest >= j:
                    self.rates[node].append(self.leibniz(node, binomials))
        found = {y: self.rates.get(self.kept[y], ())[order:] for y in outs}
        return {y: rate[0] for y, rate in found.items() if rate and rate[0] is not None}

    def unseen_parents(self, node: Value) -> list[Value]:
        return [] if node in self.kept else [p for p in node.parents if p not in self.kept]

    def waiting_parents(self, node: Value) -> list[Value]:
        """The parents on live paths from x whose partials nobody has asked for yet."""
        kept = (self.kept[p] for p in live_parents(node))
        return [p for p in kept if p in self.rates and p not in self.edges]

    def enter(self, node: Value, ours: bool) -> None:
        """Take in a node whose parents are known.

        ours: made by a row's partial, not by the user, whose leaves stay apart even where they hold the same
        number.
        """
        if node in self.kept:
            return
        row = node.rule
        if node.parents and not isinstance(row, str):
            parts = (self.kept[p] for p in node.parents)
            key = (getattr(row, "row", row), getattr(row, "static", ()), getattr(row, "k", None), *parts)
        else:
            key = ("number", repr(node.data)) if ours and not node.parents else (node,)
        first = self.kept[node] = self.made.setdefault(key, node)
        if first is node and any(self.kept[p] in self.rates for p in live_parents(node)):
            self.rates[node] = [self.held(node)]

    def open(self, node: Value, depth: int) -> list[Any]:
        """Find a node's partials, as graphs where they are to be differentiated themselves; give those that
        are."""
        graph = self.graph or depth > 1
        pairs = zip(node.parents, partials_of(node, graph, self.shared), strict=True)
        edges = [(self.kept[x], p) for x, p in pairs if p is not None and self.kept[x] in self.rates]
        self.edges[node] = edges
        return [p for _, p in edges] if depth > 1 else []

    def leibniz(self, node: Value, binomials: list[float]) -> Any:
        """The next derivative of a node; None where nothing arrives."""
        j, total = len(binomials), None
        for x, p in self.edges[node]:
            rates = self.rates[x]
            for m in range(1, min(j + 1, len(rates))):
                if rates[m] is None or (other := self.rate(p, j - m)) is None:
                    continue
                share = times(other, rates[m])
                share = share if binomials[m - 1] == 1.0 else binomials[m - 1] * share
                total = share if total is None else total + share
        return total

    def rate(self, p: Any, order: int) -> Any:
        """A derivative of a partial, which may be a constant."""
        rates = self.rates.get(self.kept.get(p, p)) if isinstance(p, Value) else None
        if rates is not None:
            return rates[order] if order < len(rates) else None
        return None if order else self.held(p)

    def held(self, x: Any) -> Any:
        """A number to reckon with: a node only where derivatives are to be graphs."""
        return x if self.graph or not isinstance(x, Value) else x.data
