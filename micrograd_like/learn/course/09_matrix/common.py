"""What the checks of several exercises of this lesson need."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from micrograd_like import Value
from micrograd_like.rules import table


def network(sizes: Sequence[int], seed: int = 0) -> tuple[list, list, list[float], list[float]]:
    """w, b, an input and a target for layers of these sizes; the same ones every time."""
    draw = random.Random(f"{sizes} {seed}")

    def numbers(n: int) -> list[float]:
        return [round(draw.uniform(-2, 2), 2) for _ in range(n)]

    pairs = list(pairwise(sizes))
    w = [None, *([numbers(k) for _ in range(j)] for k, j in pairs)]
    return (
        w,
        [None, *(numbers(j) for j in sizes[1:])],
        numbers(sizes[0]),
        [abs(y) / 2 for y in numbers(sizes[-1])],
    )


def undrawn(make: Callable[[], Any], seed: int = 0) -> Any:
    """What make() gives after random.seed(seed); the random numbers of everybody else stay as they were."""
    state = random.getstate()
    try:
        random.seed(seed)
        return make()
    finally:
        random.setstate(state)


def half_squares(a: Sequence[Any], y: Sequence[float]) -> Value:
    """½ Σ (y - a)², with one path from each output."""
    return table.total([table.square(a_j - y_j) * 0.5 for a_j, y_j in zip(a, y, strict=True)])
