from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from micrograd_like import Value
from micrograd_like.learn.probes import You
from micrograd_like.modes import grad
from micrograd_like.rules import table
from micrograd_like.training import optim


def check(you: You) -> None:
    """back() by grad through the loop; growth by the roots of the characteristic equation; clip by
    optim.clip_grad_norm.
    """
    square = [[1.1, 0.3], [0.1, 0.6]]
    for W, g, steps in (
        (square, [1.0, -0.5], 1),
        (square, [1.0, -0.5], 12),
        ([[1.0, -0.5], [0.25, 0.75]], [1.0, 0.5], 2),
        ([[0.0, 2.0], [0.5, 0.25]], [0.3, 1.0], 3),
        ([[0.5]], [2.0], 4),
    ):
        you.back(W, g, steps).should_be(
            grad(lambda h, rows=W, g=g, n=steps: table.dot(g, forth(rows, h, n)))([0.1] * len(g))
        )
    for W in (square, [[0.7, 0.3], [0.1, 0.6]], [[0.2, 1.0], [0.5, 0.1]], [[0.5, 0.5], [0.5, 0.5]]):
        you.growth(W).should_be(eigenvalue(W))
        you.fate(W).should_be(fate_of(W))
    for W in (
        [[0.0, 2.0], [0.1, 0.6]],
        [[0.0, 2.0], [0.2, 0.6]],
        [[0.7, 0.3], [0.1, 0.9]],
        [[0.5, 0.504], [0.504, 0.5]],
    ):
        you.fate(W).should_be(
            fate_of(W), because="One step may mislead, and growth 1 is 1 up to a rounding error."
        )
    for g, limit in (([3.0, 4.0], 1.0), ([0.3, -0.4], 1.0), ([-20.0, 1.0, 5.0], 2.5), ([3.0, -4.0], 6.0)):
        you.clip(g, limit).should_be(clipped(g, limit), within=1e-5)


def forth(W: Sequence, h: Any, steps: int) -> Any:
    for _ in range(steps):
        h = [table.dot(row, h) for row in W]
    return h


def fate_of(W: Sequence) -> str:
    size = eigenvalue(W)
    return "stays" if abs(size - 1) < 1e-9 else "explodes" if size > 1 else "vanishes"


def eigenvalue(W: Sequence) -> float:
    """The larger root of t² - (a + d) t + (ad - bc) = 0."""
    (a, b), (c, d) = W
    return (a + d + math.sqrt((a - d) ** 2 + 4 * b * c)) / 2


def clipped(g: Sequence[float], limit: float) -> list[float]:
    """The gradient after optim.clip_grad_norm."""
    ps = [Value(0.0) for _ in g]
    for p, number in zip(ps, g, strict=True):
        p.grad = number
    optim.clip_grad_norm(ps, limit)
    return [p.grad for p in ps]
