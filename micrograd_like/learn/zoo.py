"""Graphs that tell right walks from wrong ones, and pictures of them.

The smallest graph that catches the famous wrong orders has a square that is used twice, once by something
that uses it too:

>>> o, x = fork()
>>> o.backward()
>>> o.data, x.grad
(19.6875, 46.5)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from micrograd_like import Value, topological_order
from micrograd_like.modes.path_sum import counts
from micrograd_like.rules import table

from .sketching import sketch
from .values import same, show


def named(**values: Value) -> Any:
    """The Values, each labelled with its name."""
    for name, value in values.items():
        value.label = name
    return tuple(values.values())


def olah(a: float = 2.0, b: float = 1.0) -> tuple[Value, Value, Value]:
    """e = (a + b) * (b + 1), a and b, with the steps c and d in between."""
    x, y = Value(a), Value(b)
    c, d = x + y, y + Value(1.0, label="1")
    return named(e=c * d, a=x, b=y, c=c, d=d)[:3]


def square(x: float = 3.0) -> tuple[Value, Value]:
    """s = x * x, two edges from the same x."""
    leaf = Value(x)
    return named(s=leaf * leaf, x=leaf)


def product_and_sum(a: float = -2.0, b: float = 3.0) -> tuple[Value, Value, Value]:
    """f = (a * b) * (a + b), in which both leaves are used twice."""
    x, y = Value(a), Value(b)
    d, e = x * y, x + y
    return named(f=d * e, a=x, b=y, d=d, e=e)[:3]


def fork(first: int = 0, second: int = 0, x: float = 1.5) -> tuple[Value, Value]:
    """o = y + y * w with y = x * x and w = 3 * y + 1; first and second swap the operands of the sum and of
    the product.
    """
    leaf = Value(x)
    y = leaf * leaf
    triple = y * Value(3.0, label="3")
    triple.label = "3y"
    w = triple + Value(1.0, label="1")
    p = w * y if second else y * w
    return named(o=p + y if first else y + p, x=leaf, y=y, w=w, p=p)[:2]


def diamonds(depth: int, x: float = 1.75) -> tuple[Value, Value]:
    """So many diamonds on top of one another: each node is used twice, side by side, and joined again.  At
    1.75 all have that height.
    """
    top = leaf = Value(x, label="x")
    for k in range(depth):
        left, right = top * Value(0.5, label="0.5"), top + Value(0.25, label="0.25")
        left.label, right.label = f"l{k}", f"r{k}"
        top = left * right
        top.label = f"m{k}"
    return top, leaf


def tower(floors: int, edges: int = 3) -> tuple[Value, Value]:
    """Floors of one node, joined to the floor below by several edges."""
    top = leaf = Value(0.1, label="x")
    for k in range(floors):
        top = table.total([top] * edges)
        top.label = f"floor{k + 1}"
    return top, leaf


def clean(root: Value) -> None:
    """Set every grad in the graph to 0."""
    for v in topological_order(root):
        v.grad = 0.0


def grads(out: Value, leaves: Iterable[Value]) -> list[float]:
    """What the engine's own backward() gives for the leaves, with nothing left over from before."""
    clean(out)
    out.backward()
    return [leaf.grad for leaf in leaves]


def local(v: Value) -> tuple[float, ...]:
    """The local derivatives of a node, one for each operand; all edges of these graphs are alive."""
    return tuple(0.0 if partial is None else partial for partial in v.partials or ())


def edges(root: Value) -> Iterator[tuple[Value, int, Value]]:
    """Every edge as (node, number of the operand, operand), from the root down."""
    for v in reversed(topological_order(root)):
        for k, parent in enumerate(v.parents):
            yield v, k, parent


def ways(out: Value, x: Value) -> str:
    """The graph with each edge on the way to x marked by its local derivative."""
    on = counts(out, x)
    marks = {
        (v, k): f"{local(v)[k]:g} on the way to {x.label}" for v, k, p in edges(out) if p in on and v in on
    }
    return sketch(out, marks)


def moving(out: Value, rates: dict[Value, float]) -> str:
    """The graph with the rate at which every node moves, when leaves move at the rates given and the others
    stand still.
    """
    rate = dict(rates)
    for v in topological_order(out):
        if v.parents:
            rate[v] = sum(partial * rate[p] for p, partial in zip(v.parents, local(v), strict=True))
        rate.setdefault(v, 0.0)
    return sketch(out, words={v: f"moves at {r:.6g}" for v, r in rate.items()})


class Counted:
    """A function that counts its calls."""

    def __init__(self, f: Any, name: str = ""):
        self.f, self.calls, self.__name__ = f, 0, name or f.__name__

    def __call__(self, *args: Any) -> Any:
        self.calls += 1
        return self.f(*args)


def unwritten(function: Any) -> bool:
    """Whether a function of the learner's still does nothing: its body reads and writes no name."""
    code = getattr(getattr(function, "__wrapped__", function), "__code__", None)
    return code is not None and not (code.co_names or code.co_freevars)


def swept(nodes: Sequence[Value], out: Value, leaf: Value) -> float:
    """The leaf's grad when every node passes on what it has, in this order: right only if the order is."""
    grad = dict.fromkeys(topological_order(out), 0.0)
    grad[out] = 1.0
    for v in nodes:
        for p, partial in zip(v.parents, local(v), strict=True):
            grad[p] += partial * grad[v]
    return grad[leaf]


def too_early(nodes: Sequence[Value], out: Value) -> tuple[Value, int] | None:
    """The first edge (node, number of the operand) whose operand had its turn before the node was done with
    it.
    """
    last = {v: i for i, v in enumerate(nodes)}
    first = {v: i for i, v in reversed(list(enumerate(nodes)))}
    for v, k, p in edges(out):
        if v in last and p.parents and first.get(p, len(nodes)) <= last[v]:
            return v, k
    return None


def matched(nodes: Iterable[Any], out: Value) -> list[Any]:
    """The graph's own nodes for others that are like them in label and number."""
    alike = {(v.label, v.data): v for v in topological_order(out)}
    return [alike.get((node.label, node.data), node) for node in nodes]


def turns(nodes: Sequence[Value], out: Value) -> str:
    """The graph with every node's turns beside it, and a mark at the first edge that brings something too
    late.
    """
    if not {*nodes} & {*topological_order(out)}:  # they come from another process
        nodes = matched(nodes, out)
    when: dict[Value, list[str]] = {}
    for i, v in enumerate(nodes, 1):
        when.setdefault(v, []).append(str(i))
    words = {}
    for v, own in when.items():
        said = f"turn {own[0]}" if len(own) == 1 else f"turns {', '.join(own[:4])}"
        words[v] = f"{said}, ..." if len(own) > 4 else said
    edge = too_early(nodes, out)
    return sketch(out, {edge: "too late"} if edge else {}, words)


def brought(out: Value, mine: dict[Value, Any]) -> str:
    """The graph with the grads that are not right, and what the edges that lead there should bring."""
    order = topological_order(out)
    right = dict(zip(order, grads(out, order), strict=True))
    wrong = {v for v in order if v in mine and not same(mine[v], right[v])}
    marks = {(v, k): f"brings {local(v)[k] * right[v]:.6g}" for v, k, p in edges(out) if p in wrong}
    return sketch(out, marks, {v: f"grad {show(mine[v])}, should be {show(right[v])}" for v in wrong})
