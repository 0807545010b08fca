"""checkpoint: keep the inputs of a piece of a computation instead of its graph, and run it again when its
turn comes.

Reverse mode remembers every operation.  A long chain cut into checkpointed pieces remembers only the ends of
the pieces and, one at a time, the piece it is sweeping: for n steps in pieces of sqrt(n), about 2 sqrt(n)
steps instead of n.  Each piece is run three times: for its value, for what it uses from outside, and for the
sweep.

>>> from micrograd_like import Value
>>> def ten_steps(x):
...     for _ in range(10):
...         x = x * 0.5 + 1
...     return x
>>> x = y = Value(8.0)
>>> for _ in range(5):
...     y = checkpoint(ten_steps, y)
>>> y.backward(); x.grad == 0.5**50
True
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from ..anomaly import watching
from ..engine import Value, new_node, topological_order
from ..rules.operands import rank_of
from . import trees
from .adjoint import identity, reverse_sweep
from .nesting import WatchedRun, under_no_grad


def checkpoint(f: Callable[..., Any], *args: Any) -> Any:
    """f(*args), without keeping the graph inside; the reverse sweep runs f again.

    f must do the same each time it is called (no dropout; ValueError if it does not), and give numbers in any
    shape.  Values that f uses without being handed them (such as parameters) get their gradients too; f is
    run a second time at once to find them: they are the same Values in both runs, while what f makes is new
    in each.  Their data must not change before the sweep.  Works in backward(), in grad() of any order, and
    in forward mode, where there is nothing to save.  Cost: two more runs of f, and one sweep for each output.
    """
    numbers = trees.flatten(args)
    if under_no_grad() or any(rank_of(x) > Value.rank for x in numbers):
        return f(*args)
    segment = Segment(f, args, numbers)
    first = segment.run(numbers)
    segment.kept = [True] * len(first.frontier)
    segment.values = [_data(y) for y in first.outs]
    if any(not v.parents for v in first.frontier):  # the leaves among them may be constants made by f
        before, first = set(first.frontier), None  # one graph at a time
        first = segment.run(numbers)
        segment.kept = [bool(v.parents) or v in before for v in first.frontier]
        segment.same(first)
    parents = (*[numbers[i] for i in segment.places], *segment.outside(first))
    shown = [_shown(z, parents, Rerun(segment, k)) for k, z in enumerate(segment.values)]
    for watcher in watching():
        for new, old in zip(shown, first.outs, strict=True):
            watcher.passed_on(watcher.hangs(old), [new])
        watcher.shown(shown)
    return trees.fill(segment.shape, shown)


class OneRun:
    """What one run of a segment gave: its outputs, its inputs, and its frontier.

    frontier: what the outputs use that does not depend on the inputs, always in the same order.
    """

    def __init__(self, outs: list, inputs: list[Value]):
        self.outs, self.inputs = outs, inputs
        made = [y for y in outs if isinstance(y, Value)]
        moving, frontier = set(inputs), {}
        for node in topological_order(*made):
            if node not in moving and not moving.isdisjoint(node.parents):
                moving.add(node)
                frontier.update(dict.fromkeys(p for p in node.parents if p not in moving))
        frontier.update(dict.fromkeys(y for y in made if y not in moving))
        self.frontier: list[Value] = list(frontier)


class Segment:
    """A function to run again, and what is known of it.

    places: which arguments are Values; plain: the others.  shape: that of its output.  values: the outputs of
    the first run.  kept: for each of the frontier, whether it comes from outside.  rows: for each output its
    partials, until each has asked for its own.
    """

    def __init__(self, f: Callable, args: tuple, numbers: list):
        self.f, self.args = f, args
        self.places = [i for i, x in enumerate(numbers) if isinstance(x, Value)]
        self.plain = [None if isinstance(x, Value) else x for x in numbers]
        self.shape: Any = None
        self.kept: list[bool] = []
        self.values: list[float] = []
        self.asked = 0
        self.rows: list[list[float | None]] = []

    def run(self, numbers: Sequence) -> OneRun:
        """f on fresh inputs with these numbers."""
        given = list(numbers)
        for i in self.places:
            given[i] = Value(given[i].data)
        with WatchedRun():  # without results: what is shown stands for them
            out = trees.call(self.f, *trees.replace(self.args, given))
            outs = trees.flatten(out)
        self.shape = trees.fill(out, [0.0] * len(outs))
        return OneRun(outs, [given[i] for i in self.places])

    def outside(self, run: OneRun) -> list[Value]:
        """Those of a run's frontier that come from outside."""
        return [v for v, keep in zip(run.frontier, self.kept, strict=True) if keep]

    def partials(self, k: int, operands: Sequence[Value], graph: bool) -> list[Any]:
        """The partials of output k by the Values it was given and those it uses from outside."""
        numbers = list(self.plain)
        for i, x in zip(self.places, operands, strict=False):
            numbers[i] = x
        run = self.run(numbers)
        self.same(run)
        inputs = [*run.inputs, *self.outside(run)]
        if graph:
            found = reverse_sweep([run.outs[k]], [1.0], inputs, True)
            for new, x in zip(run.inputs, operands, strict=False):
                identity(new, x)
            return found
        self.rows = [reverse_sweep([y], [1.0], inputs, False) for y in run.outs]
        return self.rows[k]

    def same(self, run: OneRun) -> None:
        """Raise ValueError unless a run did what the first one did; nan is the same as nan."""
        if len(run.outs) != len(self.values) or len(run.frontier) != len(self.kept):
            raise ValueError(
                "checkpoint: the function did other operations when it was run again; "
                "it must do the same each time"
            )
        for old, new in zip(self.values, map(_data, run.outs), strict=True):
            if old != new and not (math.isnan(old) and math.isnan(new)):
                raise ValueError(
                    f"checkpoint: the function gave {old:.6g} at first and {new:.6g} when it was run again; "
                    "it must do the same each time: no dropout, no new random numbers, "
                    "no step of the optimizer in between"
                )

    def numbers(self, k: int, operands: Sequence[Value]) -> list[float | None]:
        """partials() as plain numbers, remembered until each output has asked for its own."""
        if not self.rows:
            self.partials(k, operands, graph=False)
        row, self.asked = self.rows[k], self.asked + 1
        if self.asked >= len(self.values):
            self.rows, self.asked = [], 0
        return row


class Rerun:
    """The rule of a checkpointed output: its partials are found by another run when they are asked for."""

    name = symbol = "checkpoint"
    lists, each, params, static = (), False, {}, ()
    kinks = plain = ""

    def __init__(self, segment: Segment, k: int):
        self.segment, self.k = segment, k

    @property
    def row(self) -> Rerun:
        """Itself: it has no parameters to fill in."""
        return self

    def partials_of(self, z: Value, *operands: Value) -> list[Any]:
        graph = any(a is b for a, b in zip(operands, z.parents, strict=True))
        if graph:
            return self.segment.partials(self.k, operands, True)
        return self.segment.numbers(self.k, operands)

    def split(self, flat: Sequence) -> list:
        return list(flat)


class RerunValue(Value):
    """The node behind a checkpointed output.  Nothing is computed from it but that output, which is a plain
    Value."""

    __slots__ = ()

    @property
    def _backward(self) -> Callable[[], None]:
        def send() -> None:
            partials = self.rule.segment.numbers(self.rule.k, self.parents)
            for parent, partial in zip(self.parents, partials, strict=True):
                if partial is not None:
                    parent.grad += partial * self.grad

        return send


def _shown(z: float, parents: tuple, rule: Rerun) -> Value:
    hidden = new_node(RerunValue, z, parents, None, rule)
    shown = Value(z)
    identity(shown, hidden)
    return shown


def _data(y: Any) -> float:
    return y.data if isinstance(y, Value) else y
