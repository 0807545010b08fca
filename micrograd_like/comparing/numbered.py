"""A recorded function with its live edges numbered: what forward and reverse mode sweep over, in opposite
directions."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from ..engine import Value, topological_order
from ..modes import trees
from ..modes.adjoint import live_nodes, partials_of
from ..modes.nesting import WatchedRun
from ..modes.numeric import call, floats, plain_numbers
from ..modes.symbolic import Expr


class NumberedGraph:
    """A function recorded once, and its live edges, numbered, to be swept in either direction.

    own: the function's operations.  known: those and the partials, recorded with it.
    """

    def __init__(self, f: Callable, args: tuple):
        self.f, self.args = f, args
        self.inputs = [Value(x) for x in plain_numbers(args)]
        with WatchedRun() as results:
            started = time.perf_counter()
            self.outputs = trees.results(trees.call(f, *trees.replace(args, self.inputs)))
            self.seconds = time.perf_counter() - started
            results.extend(self.outputs)
        made = [y for y in self.outputs if isinstance(y, Value)]
        self.everything = [node for node in topological_order(*made) if node.parents]
        self.own = sum(map(width, self.everything))
        self.known = self.own
        for node in self.everything:
            self.known += sum(p is not None for p in partials_of(node, False))
        order, alive = live_nodes(made, set(self.inputs))
        place = {node: k for k, node in enumerate(order)}
        self.nodes = len(order)
        self.leaves = [place.get(x) for x in self.inputs]
        self.outs = [place.get(y) for y in self.outputs]
        self.edges: list[tuple[int, list[tuple[int, float]]]] = []
        for node in order:
            if node.parents:
                pairs = zip(node.parents, partials_of(node, False), strict=True)
                live = [(place[p], d) for p, d in pairs if d is not None and p in alive]
                self.edges.append((place[node], live))
        self.visits = 0

    def run(self, xs: list[float]) -> list[float]:
        """The outputs at other numbers."""
        return floats(call(self.f, self.args, xs))

    def forward(self) -> Iterator[list[float]]:
        """For each input, the rates of all outputs."""
        for leaf in self.leaves:
            rate = [0.0] * self.nodes
            if leaf is not None:
                rate[leaf] = 1.0
            for k, edges in self.edges:
                total = 0.0
                for parent, partial in edges:
                    total += partial * rate[parent]
                rate[k] = total
                self.visits += len(edges)
            yield [0.0 if k is None else rate[k] for k in self.outs]

    def reverse(self) -> Iterator[list[float]]:
        """For each output, its gradient by all inputs."""
        backwards = self.edges[::-1]
        for out in self.outs:
            grad = [0.0] * self.nodes
            if out is not None:
                grad[out] = 1.0
            for k, edges in backwards:
                upstream = grad[k]
                for parent, partial in edges:
                    grad[parent] += partial * upstream
                self.visits += len(edges)
            yield [0.0 if k is None else grad[k] for k in self.leaves]


def width(node: Value | Expr) -> int:
    """One operation for a primitive, one for each operand of a fold, none for a leaf."""
    operands = node.parents if isinstance(node, Value) else node.operands
    return len(operands) if getattr(node.rule, "lists", ()) else min(1, len(operands))
