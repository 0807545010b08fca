from __future__ import annotations

from micrograd_like import Value
from micrograd_like.learn import zoo
from micrograd_like.learn.probes import You

from ..common import area, product, wave


def check(you: You) -> None:
    """Gradients against backward(), visits against the engine's graph times the inputs, sweeps by counting
    runs of f.
    """
    for f, xs in (
        (product, [2.0, 3.0, 4.0]),
        (wave, [0.5, -1.0, 2.0]),
        (area, [4.0, -0.5]),
        (product, [1.5, 0.5, -1.0, 2.0, 3.0]),
    ):
        leaves = [Value(x) for x in xs]
        out = f(*leaves)
        counted = zoo.Counted(f)
        mine = you.gradient(counted, xs)
        mine.should_be(zoo.grads(out, leaves))
        mine.then("runs of f in {}", lambda _, counted=counted: counted.calls).should_be(
            len(xs), because="One sweep for each input."
        )
        you.edge_visits(f, xs).should_be(len(xs) * sum(1 for _ in zoo.edges(out)))
