from __future__ import annotations

from micrograd_like import Value
from micrograd_like.learn import zoo
from micrograd_like.learn.probes import You

from ..common import area, wave


def check(you: You) -> None:
    """The rate in a direction is the gradient, from the engine's backward(), weighted with the direction."""
    for f, xs, vs in (
        (area, [2.0, 3.0], [1.0, 0.0]),
        (area, [2.0, 3.0], [1.0, 5.0]),
        (wave, [0.5, -1.0, 2.0], [0.0, 0.0, 1.0]),
        (wave, [0.5, -1.0, 2.0], [3.0, -0.5, 2.0]),
    ):
        leaves = [Value(x) for x in xs]
        out = f(*leaves)
        right = sum(g * v for g, v in zip(zoo.grads(out, leaves), vs, strict=True))
        counted = zoo.Counted(f)
        mine = you.jvp(counted, xs, vs)
        mine.should_be((out.data, right))
        runs = mine.then("runs of f in {}", lambda _, counted=counted: counted.calls)
        runs.should_be(1, because="All inputs can move at the same time: one run of f is enough.")
