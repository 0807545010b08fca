from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from micrograd_like import jvp
from micrograd_like.learn import zoo
from micrograd_like.learn.probes import You
from micrograd_like.learn.values import plain
from micrograd_like.rules import table


def check(you: You) -> None:
    """Differences of functions whose rise is known exactly; sweeps against forward mode; runs counted; grains
    against neighbours of a staircase.
    """
    for f, xs, h in (
        (affine, [2.0, -1.0, 4.0], 0.5),
        (bilinear, [3.0, 2.0], 0.25),
        (affine, [0.0, 0.0, 0.0], -0.125),
    ):
        counted = zoo.Counted(f)
        mine = you.by_nudging(counted, xs, h)
        mine.should_be(
            gradient(f, xs)
        )  # along each input these rise evenly, so that the step does not matter
        mine.then("runs of f in {}", lambda _, c=counted: c.calls).should_be(len(xs) + 1)
    for x, y, h in ((3.0, 2.0, 0.5), (-1.0, 0.5, 0.25)):
        you.by_nudging(curved, [x, y], h).should_be([(2 * x + h) * y, x * x])
    for f, xs in ((affine, [2.0, -1.0, 4.0]), (bilinear, [3.0, 2.0]), (curved, [3.0, 2.0])):
        counted = zoo.Counted(f)
        mine = you.by_sweeping(counted, xs)
        mine.should_be(gradient(f, xs))
        mine.then("runs of f in {}", lambda _, c=counted: c.calls).should_be(1)
    for value, h in ((1.0, 2.0**-20), (1e6, 1e-8), (0.1, 1e-3)):
        you.grain(value, h).should_be(math.ulp(value) / h, within=1e-7, floor=0.0)
    seconds = "How many runs, how many sweeps, and what does each take?  In seconds: a millisecond is 0.001."
    you.seconds_by_nudging.should_be(table.mul(1e6 + 1, 1e-3), within=1e-2, secret=True, because=seconds)
    you.seconds_by_sweeping.should_be(table.add(1e-3, 2e-3), secret=True, because=seconds)


def affine(x, y, z):
    """Its forward differences are its slopes, whatever the step."""
    return 5.0 * x - 2.0 * y + 0.5 * z + 1.0


def bilinear(x, y):
    return x * y + 3.0 * x


def curved(x, y):
    """The rise of its x² shows in a forward difference: (x + h)² - x² = (2x + h)h."""
    return x * x * y


def gradient(f: Callable, xs: Sequence[float]) -> list[float]:
    """By forward mode, one input after the other."""
    return [plain(jvp(f, tuple(xs), tuple(float(i == k) for i in range(len(xs))))[1]) for k in range(len(xs))]
