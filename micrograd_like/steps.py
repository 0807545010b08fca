"""The reverse sweep one step at a time: what arrives at a node, and what it sends on to each parent.

``backward()`` is a loop; here every turn of it is an object that says its numbers and a sentence about them.
The same steps feed text, tests and pictures.

>>> from micrograd_like import Value
>>> a, b = Value(0.5, label="a"), Value(-3.0, label="b")
>>> for step in backprop_steps((a * b).tanh()):
...     print(step)
(a*b).grad += local 0.1807 x upstream 1 = 0.1807
a.grad += local -3 x upstream 0.1807 = -0.5421
b.grad += local 0.5 x upstream 0.1807 = 0.0904
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from .engine import Value, topological_order
from .naming import bracketed, names_of, short
from .tables import in_columns, table


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one edge carries: partial * grad, added to the parent, whose grad goes from before to after."""

    parent: Value
    name: str
    partial: float
    grad: float
    amount: float
    before: float
    after: float

    @property
    def sentence(self) -> str:
        """What is added; where something was there before, also what it comes to."""
        partial, upstream, amount = map(short, (self.partial, self.grad, self.amount))
        told = f"{bracketed(self.name)}.grad += local {partial} x upstream {upstream} = {amount}"
        return f"{told}, now {short(self.after)}" if self.before else told


@dataclass(frozen=True, slots=True)
class Step:
    """One node's turn: the gradient that has arrived, and the contributions it sends to its parents.

    partials: one for each parent, None where nothing is sent.  contributions: one for each partial that is a
    number.
    """

    node: Value
    name: str
    grad: float
    partials: tuple[float | None, ...]
    contributions: tuple[Contribution, ...]

    @property
    def sentence(self) -> str:
        if not self.contributions:
            return f"{self.name} sends nothing back: {self.node._op} is flat here"
        return "\n".join(c.sentence for c in self.contributions)

    def __str__(self) -> str:
        return self.sentence

    def rows(self) -> list[list[str]]:
        """A row of a table for each contribution: who sends what to whom, and what that has then."""
        if not self.contributions:
            return [[self.name, short(self.grad), "-", "-", "nothing is sent", "-"]]
        return [
            [self.name, *map(short, (c.grad, c.partial, c.amount)), c.name, short(c.after)]
            for c in self.contributions
        ]


class Steps(Iterator[Step]):
    """The steps of a reverse sweep, one after the other; as text and in a notebook, a table of them all."""

    HEAD = ("from", "upstream", "local", "brings", "to", "its grad is now")
    MOST = 60  # rows of the table

    def __init__(self, root: Value, write: bool, names: Mapping[Any, Any] | None):
        self._root, self._write = a_value(root), write
        self._order = topological_order(root)
        self._called = names_of(self._order, names)
        self._left = self._run(write)

    def __next__(self) -> Step:
        return next(self._left)

    def _run(self, write: bool) -> Iterator[Step]:
        root, order = self._root, self._order
        if write:
            for node in order:
                node.grad = 0.0 if node.parents else node.grad
            root.grad = root.grad + 1.0
        grads = {root: root.grad if write else 1.0}
        for node in reversed(order):
            if node in grads and node.parents:
                yield _step(node, grads, self._called, write)

    def _rows(self) -> tuple[list[list[str]], str]:
        """The rows of the table, and a line under it; no grad is set, and the steps are still to be taken."""
        rows = [row for step in islice(self._run(write=False), self.MOST) for row in step.rows()]
        title = f"{bracketed(self._called[self._root])}.grad = 1, and then, step by step:"
        more = [["...", *[""] * (len(self.HEAD) - 1)]] if len(rows) > self.MOST else []
        return [*rows[: self.MOST], *more], title

    def __repr__(self) -> str:
        rows, title = self._rows()
        return "\n".join([title, *in_columns(self.HEAD, rows, words={0, 4})])

    def _repr_html_(self) -> str:
        rows, title = self._rows()
        return table(self.HEAD, rows, words={0, 4}, above=title)


def backprop_steps(root: Value, *, write: bool = False, names: Mapping[Any, Any] | None = None) -> Steps:
    """The steps of ``root.backward()``, in its order and with its numbers, from the output to the leaves.

    write: False leaves every grad in the graph as it is, and counts from 0; True sets them as backward()
    does, each when its step is taken.  names: what Values are called: ``locals()``, or Values and their
    names; without it the caller's own variables are read.  Nodes that no live edge reaches have no step.
    What comes back is an iterator that shows itself as a table.

    >>> x = Value(3.0, label="x")
    >>> step, = backprop_steps(x * x)
    >>> step.grad, step.partials, [c.after for c in step.contributions], x.grad
    (1.0, (3.0, 3.0), [3.0, 6.0], 0.0)
    >>> backprop_steps(x * x, names={})
    (x*x).grad = 1, and then, step by step:
    from  upstream  local  brings  to  its grad is now
    x*x          1      3       3  x                 3
    x*x          1      3       3  x                 6
    """
    return Steps(root, write, names)


def a_value(x: Any) -> Value:
    """x, if it is a Value: a plain number has forgotten its graph."""
    if not isinstance(x, Value):
        raise TypeError(
            f"expected a Value with its graph, but got {type(x).__name__} {x!r}; compute it from Values"
        )
    return x


def _step(node: Value, grads: dict[Value, float], called: Mapping[Value, str], write: bool) -> Step:
    grad, sent = grads[node], []
    parents, partials = node.parents, node.partials
    if type(partials) is not tuple:
        parents, partials = closure_partials(node)
    for parent, partial in zip(parents, partials, strict=True):
        if partial is None:
            continue
        before = grads.get(parent, parent.grad if write else 0.0)
        amount = partial * grad
        grads[parent] = after = before + amount
        if write:
            parent.grad = after
        sent.append(Contribution(parent, called[parent], partial, grad, amount, before, after))
    return Step(node, called[node], grad, partials, tuple(sent))


def closure_partials(node: Value) -> tuple[tuple[Value, ...], tuple[float, ...]]:
    """The parents of an operation made by hand, each once, and the partials behind its closure.

    The closure is run with a gradient of 1 to see what arrives; every grad is put back.
    """
    parents = tuple(dict.fromkeys(node.parents))
    kept = [(v, v.grad) for v in (node, *parents)]
    try:
        for parent in parents:
            parent.grad = 0.0
        node.grad = 1.0
        node._backward()
        return parents, tuple(parent.grad for parent in parents)
    finally:
        for v, old in kept:
            v.grad = old
