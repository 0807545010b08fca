"""checkpoint: keep the inputs of a piece of a computation instead of its graph, and run it again when its turn comes.

Reverse mode remembers every operation.  A long chain cut into checkpointed pieces remembers only the ends of the pieces and,
one at a time, the piece it is sweeping: for n steps in pieces of sqrt(n), about 2 sqrt(n) steps instead of n, for one more run.

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
import sys
from collections.abc import Callable, Sequence
from typing import Any

from ..engine import Value, new_node, topological_order
from ..rules import table
from . import trees
from .adjoint import sweep
from .nesting import recording, under_no_grad


def checkpoint(f: Callable, *args: Any) -> Any:
    """f(*args), without keeping the graph inside; the reverse sweep runs f again.

    f must do the same each time it is called (no dropout; ValueError if it does not), and give numbers in any shape.  Values that f uses without being handed them
    (such as parameters) get their gradients too; their data must not change before the sweep.  Works in backward(), in grad()
    of any order, and in forward mode, where there is nothing to save.  Cost: one more run of f, and one sweep for each output.
    """
    numbers = trees.flatten(args)
    if under_no_grad() or any(getattr(type(x), "rank", 0) > Value.rank for x in numbers):
        return f(*args)
    piece = Piece(f, args, numbers)
    outs, frontier, _ = piece.run(numbers)
    piece.kept = held(frontier, outs)
    outside = tuple(v for v, keep in zip(frontier, piece.kept, strict=True) if keep)
    given = tuple(numbers[i] for i in piece.places)
    piece.values = [float(y) for y in outs]
    return trees.fill(
        piece.shape, [_shown(z, (*given, *outside), Late(piece, k)) for k, z in enumerate(piece.values)]
    )


class Piece:
    """A function to run again, and what is known of it: which arguments are Values, and which outside Values it uses."""

    def __init__(self, f: Callable, args: tuple, numbers: list):
        self.f, self.args = f, args
        self.places = [i for i, x in enumerate(numbers) if isinstance(x, Value)]
        self.plain = [None if isinstance(x, Value) else x for x in numbers]
        self.shape: Any = None
        self.kept: list[bool] = []
        self.values: list[float] = []
        self.asked = 0
        self.rows: list[list[float | None]] = []

    def run(self, numbers: Sequence) -> tuple[list, list[Value], list[Value]]:
        """The outputs; the frontier: what they use that does not depend on the inputs, always in the same order; the inputs."""
        given = list(numbers)
        for i in self.places:
            given[i] = Value(float(given[i]))
        inputs = [given[i] for i in self.places]
        with recording():
            out = trees.call(self.f, *trees.replace(self.args, given))
        self.shape = trees.fill(out, [0.0] * len(trees.flatten(out)))
        outs = trees.flatten(out)
        moving, frontier = set(inputs), {}
        for node in topological_order(*(y for y in outs if isinstance(y, Value))):
            if node not in moving and not moving.isdisjoint(node.parents):
                moving.add(node)
                frontier.update(dict.fromkeys(p for p in node.parents if p not in moving))
        frontier.update(dict.fromkeys(y for y in outs if isinstance(y, Value) and y not in moving))
        return outs, list(frontier), inputs

    def partials(self, k: int, operands: Sequence[Value], graph: bool) -> list[Any]:
        """The partials of output k by the Values it was given and those it uses from outside."""
        numbers = list(self.plain)
        for i, x in zip(self.places, operands, strict=False):
            numbers[i] = x
        outs, frontier, fresh = self.run(numbers)
        self._same(outs)
        inputs = [*fresh, *(v for v, keep in zip(frontier, self.kept, strict=True) if keep)]
        if graph:
            found = sweep([outs[k]], [1.0], inputs, True)
            for new, x in zip(fresh, operands, strict=False):
                new.parents, new.partials, new.rule = (x,), (1.0,), table.total
            return found
        self.rows = [sweep([y], [1.0], inputs, False) for y in outs]
        return self.rows[k]

    def _same(self, outs: list) -> None:
        for old, y in zip(self.values, outs, strict=True):
            if old != (new := float(y)) and not (math.isnan(old) and math.isnan(new)):
                raise ValueError(
                    f"checkpoint: the function gave {old:.6g} at first and {new:.6g} when it was run again for the sweep; "
                    "it must do the same both times: no dropout, no new random numbers, no step of the optimiser in between"
                )

    def numbers(self, k: int, operands: Sequence[Value]) -> list[float | None]:
        """partials(), remembered until each output has asked for its own."""
        if not self.rows:
            self.partials(k, operands, graph=False)
        row, self.asked = self.rows[k], self.asked + 1
        if self.asked >= len(self.values):
            self.rows, self.asked = [], 0
        return row


class Late:
    """The rule of a checkpointed output: its partials are found when they are asked for."""

    name = symbol = "checkpoint"
    lists, each, params, kinks = (), False, (), ""

    def __init__(self, piece: Piece, k: int):
        self.piece, self.k = piece, k

    def partials_of(self, z: Value, *operands: Value) -> list[Any]:
        graph = any(a is b for a, b in zip(operands, z.parents, strict=True))
        return self.piece.partials(self.k, operands, True) if graph else self.piece.numbers(self.k, operands)

    def split(self, flat: Sequence) -> list:
        return list(flat)


class Checkpoint(Value):
    """The node behind a checkpointed output.  Nothing is computed from it but that output, which is a plain Value."""

    __slots__ = ()

    @property
    def _backward(self) -> Callable[[], None]:
        def send() -> None:
            for parent, partial in zip(
                self.parents, self.rule.piece.numbers(self.rule.k, self.parents), strict=True
            ):
                if partial is not None:
                    parent.grad += partial * self.grad

        return send


def _shown(z: float, parents: tuple, rule: Late) -> Value:
    hidden = new_node(Checkpoint, z, parents, None, rule)
    return new_node(Value, z, (hidden,), (1.0,), table.total)  # total of one number: the identity


def held(frontier: list[Value], outs: list) -> list[bool]:
    """Which of the frontier's nodes anyone outside could ask about: the others are constants made within f.

    A leaf is a constant of f if only f's graph refers to it, by a count of references against a fresh leaf's.
    """
    uses: dict[Value, int] = {v: 0 for v in frontier if not v.parents}
    for node in topological_order(*(y for y in outs if isinstance(y, Value))):
        for p in node.parents:
            if p in uses:
                uses[p] += 1
    if not hasattr(sys, "getrefcount"):
        return [True] * len(frontier)
    idle = [Value(0.0)]  # referred to by a list, as the leaves are by frontier, and by uses
    uses[idle[0]] = 0
    extra = {v: sys.getrefcount(v) - n for v, n in uses.items()}
    base = extra[idle[0]]
    outer = {y for y in outs if isinstance(y, Value)}
    return [bool(v.parents) or v in outer or extra[v] > base for v in frontier]
