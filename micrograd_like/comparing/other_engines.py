"""Functions on the nodes of another engine, such as one that a learner has written: a graph to race on.

A node has data, grad, parents and partials (one for each parent), and backward(); its class makes a leaf of a
number.

>>> from micrograd_like.engine import Value
>>> graph = OtherGraph(lambda x, y: x * y + x, (Value(2.0), Value(3.0)))
>>> list(graph.reverse()), list(graph.forward()), graph.visits
([[4.0, 2.0]], [[4.0], [2.0]], 12)
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

from ..graph import walk
from .numbered import NumberedGraph


def is_node(x: Any) -> bool:
    """Whether x is a node of some engine."""
    return all(hasattr(x, name) for name in ("data", "grad", "parents", "backward"))


class OtherGraph(NumberedGraph):
    """A function recorded once by another engine; reverse mode is that engine's own backward()."""

    def __init__(self, f: Callable, args: tuple):
        self.make, self.f = type(args[0]), f
        self.inputs = [self.make(x.data) for x in args]
        started = time.perf_counter()
        self.outputs = self._results(self.inputs)
        self.seconds = time.perf_counter() - started
        order = walk(self.outputs, lambda node: node.parents)
        self.everything = [node for node in order if node.parents]
        if odd := [
            node for node in self.everything if len(getattr(node, "partials", ())) != len(node.parents)
        ]:
            raise TypeError(
                f"a race needs a local derivative for each operand, but {odd[0]!r} has "
                f"{len(odd[0].parents)} parents and {len(getattr(odd[0], 'partials', ()))} partials"
            )
        self.own = len(self.everything)
        self.known = self.own + sum(len(node.parents) for node in self.everything)
        place = {node: k for k, node in enumerate(order)}
        self.nodes, self.visits = len(order), 0
        self.leaves, self.outs = ([place.get(x) for x in some] for some in (self.inputs, self.outputs))
        alive, self.edges = set(self.inputs), []
        for node in self.everything:
            pairs = zip(node.parents, node.partials, strict=True)
            live = [(place[p], float(d)) for p, d in pairs if d is not None and p in alive]
            if live:
                alive.add(node)
                self.edges.append((place[node], live))

    def _results(self, inputs: list) -> list:
        out = self.f(*inputs)
        return list(out) if isinstance(out, (list, tuple)) else [out]

    def run(self, xs: list[float]) -> list[float]:
        """The outputs at other numbers."""
        return [float(y.data) for y in self._results(list(map(self.make, xs)))]

    def reverse(self) -> Iterator[list[float]]:
        """For each output, its gradient by all inputs, from backward()."""
        width = sum(len(edges) for _, edges in self.edges)
        for out in self.outputs:
            for x in self.inputs:
                x.grad = 0.0
            out.backward()
            self.visits += width
            yield [float(x.grad) for x in self.inputs]
