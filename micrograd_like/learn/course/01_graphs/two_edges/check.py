from __future__ import annotations

from micrograd_like import Value, topological_order
from micrograd_like.learn import zoo
from micrograd_like.learn.probes import You
from micrograd_like.learn.sketching import sketch

from ..common import olah


def check(you: You) -> None:
    """Counted from the engine's order; and the slope of a + a and a * a over one edge's share says how many
    edges there must be.
    """
    a, b = Value(3.0, label="a"), Value(3.0, label="b")
    double, square, mixed = a + a, a * a, a + b
    double.label, square.label, mixed.label = "a + a", "a * a", "a + b"
    for root in (double, square):
        root.backward()
        edges = round(a.grad / zoo.local(root)[0])
        a.grad = 0.0
        marks = {(root, 1): "an edge of its own"}
        you.times_used(root, a).should_be(edges, picture=lambda root=root, marks=marks: sketch(root, marks))
        you.count_edges(root).should_be(edges)
    you.times_used(mixed, a).should_be(1)
    cube, e, fourth, minus = square * a, olah(2.0, 1.0), square * square, -mixed
    cube.label, e.label = "a * a * a", "(a + b) * (b + 1)"
    fourth.label, minus.label = "(a * a) * (a * a)", "-(a + b)"
    twins = a * Value(5.0, label="a")
    twins.label = "a * another a"
    for v, x, count in ((cube, a, 1), (twins, a, 1), (minus, a, 0), (fourth, square, 2)):
        you.times_used(v, x).should_be(count, picture=lambda v=v: sketch(v))
    for root in (mixed, cube, e, a, fourth, minus):
        you.count_edges(root).should_be(
            sum(len(v.parents) for v in topological_order(root)), picture=lambda root=root: sketch(root)
        )
