from __future__ import annotations

from collections.abc import Callable
from typing import Any

from micrograd_like import Value, count_paths, topological_order
from micrograd_like.learn import counted_nodes
from micrograd_like.learn.probes import You
from micrograd_like.learn.sketching import sketch

from ..common import olah


def check(you: You) -> None:
    """Nodes against the engine's own order, trees against paths and 2^(k+1) - 1 for k squarings."""
    a, b = Value(2.0, label="a"), Value(2.0, label="b")
    product, e = a * b, olah(2.0, 1.0)
    product.label, e.label = "a * b", "(a + b) * (b + 1)"
    for root in (product, e, lopsided()):
        draw = lambda root=root: sketch(root)
        you.count_nodes(root).should_be(len(topological_order(root)), picture=draw)
        boxes = sum(count_paths(root, node) for node in topological_order(root))
        you.count_tree(root).should_be(boxes, picture=draw)
    y = Value(1.1)
    for k in range(1, 11):
        y = y * y
        y.label = f"{k} squarings"
        if k in (2, 10):
            you.count_nodes(y).should_be(k + 1, because="Each squaring adds one node.")
            you.count_tree(y).should_be(
                2 ** (k + 1) - 1, because="Each squaring doubles what is below it, and adds one."
            )
    top, nodes = counted_nodes.counting(y)
    looked = you.count_nodes.then(
        "count_nodes(10 squarings) looks at the parents of one node, at most",
        lambda f: most_looks(f, top, nodes),
    )
    looked.should(
        "be 5 times or less", lambda looks: looks <= 5, because="Who has been seen needs no second visit."
    )


def lopsided() -> Value:
    """-x + y * (x + y), whose first operand has one operand itself, and whose leaves have no labels."""
    x, y = Value(3.0), Value(5.0)
    root = -x + y * (x + y)
    root.label = "-x + y * (x + y)"
    return root


def most_looks(count: Callable[[Any], Any], top: Any, nodes: dict) -> Any:
    """How often the parents of one node were asked for, the most among all nodes; nothing while the count is
    to be written.
    """
    told = count(top)
    return told if told is None or told is ... else max(node.reads for node in nodes.values())
