"""The reverse sweep one step at a time: what arrives at a node, and what it sends on to each parent.

``backward()`` is a loop; here every turn of it is an object that says its numbers and a sentence about them.
The same steps feed text, tests and pictures.

>>> from micrograd_like import Value
>>> a, b = Value(0.5, label="a"), Value(-3.0, label="b")
>>> for step in backprop_steps((a * b).tanh()):
...     print(step)
a*b.grad += local 0.1807 x upstream 1 = 0.1807
a.grad += local -3 x upstream 0.1807 = -0.5421
b.grad += local 0.5 x upstream 0.1807 = 0.0904
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .engine import Value, topological_order
from .rules.operands import held

INFIX = {"+", "-", "*", "/", "%"}


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
        partial, upstream, amount = map(short, (self.partial, self.grad, self.amount))
        return f"{self.name}.grad += local {partial} x upstream {upstream} = {amount}"


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


def backprop_steps(
    root: Value, *, write: bool = False, names: Mapping[Value, str] | None = None
) -> Iterator[Step]:
    """The steps of ``root.backward()``, in its order and with its numbers, from the output to the leaves.

    write: False leaves every grad in the graph as it is, and counts from 0; True sets them as backward()
    does, each when its step is taken.  names: what to call nodes that have no label.  Nodes that no live edge
    reaches have no step.

    >>> x = Value(3.0, label="x")
    >>> step, = backprop_steps(x * x)
    >>> step.grad, step.partials, [c.after for c in step.contributions], x.grad
    (1.0, (3.0, 3.0), [3.0, 6.0], 0.0)
    """
    order = topological_order(a_value(root))
    called = name_nodes(order, names)
    if write:
        for node in order:
            node.grad = 0.0 if node.parents else node.grad
        root.grad = root.grad + 1.0
    grads = {root: root.grad if write else 1.0}
    for node in reversed(order):
        if node in grads and node.parents:
            yield _step(node, grads, called, write)


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


def name_nodes(order: list[Value], names: Mapping[Value, str] | None = None) -> dict[Value, str]:
    """A name for every node: its label, else a short expression, else its operation with a number."""
    called: dict[Value, str] = {}
    counts: dict[str, int] = {}
    for node in order:
        own = (names or {}).get(node) or node.label
        if not own:
            own = _expression(node, called) if node.parents else short(node.data)
        if not own:
            counts[node._op] = counts.get(node._op, 0) + 1
            own = f"{node._op}[{counts[node._op]}]"
        called[node] = own
    return called


def _expression(node: Value, called: Mapping[Value, str], longest: int = 16) -> str:
    """The operation spelled with its parents' names, or nothing if that is long."""
    parts = [called[p] for p in node.parents[:4]]
    if len(node.parents) > 3 or sum(map(len, parts)) > longest:
        return ""
    op = node._op
    if op.startswith("**") and len(parts) == 1:
        return f"{_bracket(parts[0])}{op}"
    if op in INFIX and len(parts) == 2:
        return f"{_bracket(parts[0], op)}{op}{_bracket(parts[1], '' if op in '-/%' else op)}"
    return f"-{_bracket(parts[0])}" if op == "neg" else f"{op}({', '.join(parts)})"


def _bracket(text: str, op: str = "") -> str:
    """Brackets round a sum inside a product, and round anything compound where no operator is said."""
    inside = {"+": "", "-": "", "*": "+-", "/": "+-", "%": "+-*/%"}.get(op, "+-*/%")
    outer, depth = [], 0
    for c in text:
        depth += (c == "(") - (c == ")")
        outer.append(c if depth == 0 else "")
    return f"({text})" if text.startswith("-") or any(c in inside for c in "".join(outer)) else text


def short(number: Any) -> str:
    """A number for readers: four places after the point, or four digits when it is tiny or huge."""
    x = held(number)
    if x == 0 or 1e-3 <= abs(x) < 1e6:
        return f"{x:.4f}".rstrip("0").rstrip(".")
    return f"{x:.5g}"
