from __future__ import annotations

import itertools

from micrograd_like import topological_order
from micrograd_like.learn import zoo
from micrograd_like.learn.probes import You

from ..common import follow

WALK = """found, seen = [], set()

    def visit(v):
        if v not in seen:
            seen.add(v)
            for operand in v.parents:
                visit(operand)
            found.append(v)

    visit(root)
    return found[::-1]
"""


def check(you: You) -> None:
    """Gradients by following the learner's order, against the engine's; the nodes count how often they are
    looked at.
    """
    o, _ = zoo.fork()
    y = next(v for v in topological_order(o) if v.label == "y")
    waited_for = [v for v in topological_order(o) if v is not y and y in topological_order(v)]
    you.turns_before_y.should_be(
        len(waited_for),
        secret=True,
        because="y needs its whole grad.  Which nodes send to it, and which nodes must have sent before those?",
    )
    for first, second in itertools.product((0, 1), repeat=2):
        product = "w * y" if second else "y * w"
        words = f"{product} + y" if first else f"y + {product}"
        out, leaf = zoo.fork(first, second)
        follow(you.turns, words, out, leaf)
    follow(you.turns, "(a * b) * (a + b)", *zoo.product_and_sum()[:2])
    follow(you.turns, "x * x", *zoo.square())
    follow(you.turns, "20 diamonds", *zoo.diamonds(20))
