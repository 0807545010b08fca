from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from typing import Any

from micrograd_like import health
from micrograd_like.learn.probes import You
from micrograd_like.modes import grad
from micrograd_like.rules import table


def check(you: You) -> None:
    """The tower by grad of the same function; the ceiling by the tower that stands in the middle of every
    sigmoid.
    """
    for x, ws, bs in (
        (0.5, [1.0, 1.0, 1.0], [-0.5, 0.0, 0.25]),
        (-1.0, [2.0, -3.0], [0.3, 1.0]),
        (0.2, [1.5] * 6, [-0.7] * 6),
    ):
        you.tower(x, ws, bs).should_be(grad(lambda bs, x=x, ws=ws: climbed(x, ws, bs))(bs))
    for k, weight in ((1, 1.0), (2, 1.0), (5, 1.0), (4, 2.0), (3, 4.0)):
        you.ceiling(k, weight).should_be(first_of_tower(k, weight), floor=0.0)
    for limit in (0.5, 0.25, 0.1, 1e-3, 1e-6):
        right = next(k for k in itertools.count(1) if first_of_tower(k, 1.0) < limit)
        you.floors_until(limit).should_be(right)
    keeps = next(w for w in range(1, 20) if first_of_tower(3, float(w)) == first_of_tower(1, float(w)))
    you.weight_that_keeps_it.should_be(
        float(keeps),
        secret=True,
        because="By which factor does one more layer multiply the bound?",
    )


def climbed(x: float, ws: Sequence[float], bs: Sequence[Any]) -> Any:
    a: Any = x
    for w, b in zip(ws, bs, strict=True):
        a = table.sigmoid(w * a + b)
    return a


def first_of_tower(k: int, weight: float) -> float:
    """health.sigmoid_tower, with the random numbers of everybody else left as they were."""
    state = random.getstate()
    try:
        return health.sigmoid_tower(k, weight)[0]
    finally:
        random.setstate(state)
