from __future__ import annotations

from collections.abc import Sequence

from micrograd_like import Value
from micrograd_like.learn.probes import You
from micrograd_like.rules import table


def check(you: You) -> None:
    """On models with boundaries known in closed form: a line and a circle."""
    points = [[0.0, 0.0], [2.0, 1.0], [0.0, 1.25], [1.0, -1.0], [0.5, 0.0]]
    for model in (line, circle):
        for x in points[1:4]:
            you.classify(model, x).should_be(1 if model(x).data > 0 else -1)
    you.classify(line, [0.5, 0.0]).should_be(-1, because="A score of exactly 0 is not above 0.")
    for labels, shares in (([-1, 1, 1, 1, 1], (3 / 5, 4 / 5)), ([-1, -1, 1, -1, 1], (3 / 5, 2 / 5))):
        for model, right in zip((line, circle), shares, strict=True):
            you.accuracy(model, points, labels).should_be(right)
    you.crossing(line, [0.0, 0.0], [1.0, 2.0]).should_be([1 / 4, 2 / 4])
    you.crossing(circle, [2.5, 0.0], [0.0, 0.0]).should_be([1.0, 0.0])
    you.crossing(circle, [0.25, 0.0], [0.25, 3.0]).should_be([0.25, table.sqrt(1 - 1 / 16)])


def line(x: Sequence[float]) -> Value:
    """A model whose boundary is 2 x1 + x2 = 1."""
    return Value(2 * x[0] + x[1] - 1)


def circle(x: Sequence[float]) -> Value:
    """A model whose boundary is the circle of radius 1."""
    return Value(x[0] ** 2 + x[1] ** 2 - 1)
