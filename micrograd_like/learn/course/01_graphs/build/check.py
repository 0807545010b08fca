from __future__ import annotations

from micrograd_like import topological_order
from micrograd_like.learn.probes import You
from micrograd_like.learn.sketching import sketch

from ..common import olah


def check(you: You) -> None:
    """The number by plain arithmetic, the labels and the memory by walking what was built; our own graph as
    the picture.
    """
    for a, b in ((2.0, 1.0), (-3.0, 0.5)):
        right = olah(a, b)
        e = you.build(a, b)
        e.then(".data", lambda e: e.data).should_be(right.data)
        steps = e.then(
            "labels of the operations in {}",
            lambda e: sorted(v.label for v in topological_order(e) if v.parents),
        )
        steps.should_be(["c", "d", "e"])
        numbers = e.then(
            "numbers of the labels in {}",
            lambda e: {v.label: v.data for v in topological_order(e) if v.parents},
        )
        numbers.should_be({v.label: v.data for v in topological_order(right) if v.parents})
        e.then("Values in the graph of {}", lambda e: len(topological_order(e))).should_be(
            len(topological_order(right)), because="Count the Values: a, b, the number 1, and one for each operation.",
            picture=lambda right=right: "The graph to build:\n" + sketch(right))  # fmt: skip
        e.then(
            "ways up from b in {}",
            lambda e: sum(v.label == "b" for n in topological_order(e) for v in n.parents),
        ).should_be(2)
        e.then(
            "Values called b in {}", lambda e: sum(v.label == "b" for v in topological_order(e))
        ).should_be(1)
