from __future__ import annotations

import math
import random

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


def relu_share() -> float:
    """How much of the mean square relu lets through, of numbers as often negative as positive."""
    numbers = [k / 8 for k in range(-40, 41)]
    return math.fsum(table.relu(x) ** 2 for x in numbers) / math.fsum(x * x for x in numbers)
