from __future__ import annotations

import itertools
import sys
from collections.abc import Callable
from typing import Any

from micrograd_like.learn import counted_nodes, zoo
from micrograd_like.learn.probes import You

from ..common import follow


def check(you: You) -> None:
    """The walk from the other end of the learner's order must give the engine's gradients; nodes that count
    looks; a deep sum.
    """
    for first, second in itertools.product((0, 1), repeat=2):
        product = "w * y" if second else "y * w"
        words = f"{product} + y" if first else f"y + {product}"
        follow(you.topological_order, words, *zoo.fork(first, second), backwards=True)
    follow(you.topological_order, "x * x", *zoo.square(), backwards=True)
    e, a, _ = zoo.olah()
    follow(you.topological_order, "(a + b) * (b + 1)", e, a, backwards=True)
    follow(you.topological_order, "20 diamonds", *zoo.diamonds(20), backwards=True)
    if all(row.ok for row in you.rows):
        deep = counted_nodes.long_sum(200_000, looks=500_000)
        told = you.topological_order.then("nodes in a sum of 200,000 terms", lambda f: len(shallow(f, deep)))
        told.should_be(
            200_000,
            because="200,000 gates deep: Python allows about 1000 calls inside one another, so keep the waiting nodes in a list of your own.",
        )


def shallow(f: Callable[[Any], Any], root: Any) -> Any:
    """f(root) with Python's usual limit of calls inside one another, whatever the learner's file has set it
    to.
    """
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(1000)
    try:
        return f(root)
    finally:
        sys.setrecursionlimit(before)
