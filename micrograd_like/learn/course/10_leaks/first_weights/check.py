from __future__ import annotations

import math
import random
from collections.abc import Callable
from typing import Any

from micrograd_like.learn.probes import You
from micrograd_like.rules import table


def check(you: You) -> None:
    """Sizes by the length of a vector of equal sizes; the drawn weights by measuring; relu by the mean square
    it leaves.
    """
    left = relu_share()
    for n in (1, 16, 100):
        one = table.norm2([1.0] * n)  # the size of a sum of n numbers of size 1
        for size in (1.0, 0.3):
            you.size_of_sum(n, size).should_be(one * size)
        you.good_size(n).should_be(1 / one)
        you.good_size_for_relu(n).should_be(1 / (one * math.sqrt(left)))
    for layers, n, size in ((1, 16, 0.5), (10, 100, 0.11), (50, 64, 0.1)):
        you.after(layers, n, size).should_be(math.prod([table.norm2([size] * n)] * layers), floor=0.0)
    for n in (500, 1000):
        drawn = you.draw(n, random.Random(n)).then(f"{n} weights drawn", list)
        drawn.then("size of {}, times the root of n", lambda w: math.hypot(*w)).should_be(1.0, within=0.1)
        drawn.then("different ones among {}", lambda w: len(set(w))).should_be(n)
        drawn.then("share of positive ones among {}", lambda w: sum(x > 0 for x in w) / len(w)).should(
            "be about a half", lambda share: 0.4 < share < 0.6, because="Numbers around 0 have both signs."
        )
    twice = you.draw.then("draw(5, rng), asked twice with random.Random(1)", drawn_twice)
    twice.then("are the weights of {} the same?", lambda pair: pair[0] == pair[1]).should_be(
        True, because="All numbers come from rng, so that the same seed draws the same weights."
    )


def drawn_twice(draw: Callable) -> Any:
    """Five weights, and five from the same seed; None while it is to be written."""
    pair = [draw(5, random.Random(1)) for _ in range(2)]
    return None if pair[0] is None or pair[0] is ... else pair


def relu_share() -> float:
    """How much of the mean square relu lets through, of numbers as often negative as positive."""
    numbers = [k / 8 for k in range(-40, 41)]
    return math.fsum(table.relu(x) ** 2 for x in numbers) / math.fsum(x * x for x in numbers)
