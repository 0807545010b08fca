"""Small problems made by a seed: the same n, noise and seed give the same points on every machine.

noise is the standard deviation of the Gaussian error added to each coordinate (in linear, to the target).

>>> moons(4, noise=0.0, seed=1).y
[0, 1, 0, 1]
>>> xor(4, noise=0.0).X
[[-1.0, -1.0], [-1.0, 1.0], [1.0, -1.0], [1.0, 1.0]]
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import cos, hypot, inf, pi, sin
from numbers import Integral
from random import Random

from ..rules import table
from .dataset import Dataset


def moons(n: int = 100, noise: float = 0.1, seed: int = 0) -> Dataset:
    """Two half circles that reach into each other."""

    def point(k: int, rng: Random) -> tuple[float, float]:
        t = pi * rng.random()
        return (cos(t), sin(t)) if k == 0 else (1 - cos(t), 0.5 - sin(t))

    return _classes(point, ("upper", "lower"), n, noise, seed)


def circles(n: int = 100, noise: float = 0.05, seed: int = 0) -> Dataset:
    """A circle of radius 1 around one of radius 1/2."""

    def point(k: int, rng: Random) -> tuple[float, float]:
        t = 2 * pi * rng.random()
        return cos(t) / (k + 1), sin(t) / (k + 1)

    return _classes(point, ("outer", "inner"), n, noise, seed)


def spiral(n: int = 150, noise: float = 0.02, seed: int = 0) -> Dataset:
    """Three arms that leave the middle and turn by 220 degrees."""

    def point(k: int, rng: Random) -> tuple[float, float]:
        r = rng.random()
        t = 2 * pi * k / 3 + 220 / 180 * pi * r
        return r * cos(t), r * sin(t)

    return _classes(point, ("red", "green", "blue"), n, noise, seed)


def xor(n: int = 100, noise: float = 0.2, seed: int = 0) -> Dataset:
    """Points around the corners of a square; the class: do signs differ?  xor(4, 0) is the truth table."""
    corners = [(-1.0, -1.0), (-1.0, 1.0), (1.0, -1.0), (1.0, 1.0)]
    rng = Random(seed)
    X = [[a + rng.gauss(0, noise) for a in corners[i % 4]] for i in range(_count(n, 2, noise))]
    return _dataset(X, [int(i % 4 in (1, 2)) for i in range(n)], ("same", "different"))


def yin_yang(n: int = 300, noise: float = 0.0, seed: int = 0) -> Dataset:
    """The yin-yang sign of radius 1: its dark and light parts and its two dots are three classes of one size.

    Source: Kriener, Goeltz and Petrovici, The Yin-Yang dataset, 2022.
    """

    def point(k: int, rng: Random) -> tuple[float, float]:
        while True:
            x, y = rng.uniform(-1, 1), rng.uniform(-1, 1)
            if hypot(x, y) <= 1 and _part(x, y) == k:
                return x, y

    return _classes(point, ("yin", "yang", "dot"), n, noise, seed)


def linear(
    n: int = 100, noise: float = 0.1, seed: int = 0, weights: Sequence[float] = (3.0, -2.0), bias: float = 1.0
) -> Dataset:
    """y = w . x + bias, with x between -1 and 1."""
    rng = Random(seed)
    X = [[rng.uniform(-1, 1) for _ in weights] for _ in range(_count(n, 1, noise))]
    y = [table.dot(weights, x) + bias + rng.gauss(0, noise) for x in X]
    return Dataset(X, y)


def _part(x: float, y: float) -> int:
    """Which part of the sign a point lies in: 0 is yin, 1 yang, 2 a dot."""
    left, right = hypot(x + 0.5, y), hypot(x - 0.5, y)
    if min(left, right) < 0.2:
        return 2
    return int(left <= 0.5 or (y > 0 and right > 0.5))


def _classes(
    point: Callable[[int, Random], tuple], names: Sequence[str], n: int, noise: float, seed: int
) -> Dataset:
    """n points, of each class in turn."""
    rng = Random(seed)
    y = [i % len(names) for i in range(_count(n, len(names), noise))]
    return _dataset([[a + rng.gauss(0, noise) for a in point(k, rng)] for k in y], y, names)


def _dataset(points: list[list[float]], y: list[int], classes: Sequence[str]) -> Dataset:
    return Dataset(points, y, ["x", "y"], "label", list(classes))


def _count(n: int, least: int, noise: float) -> int:
    """n, once it and the noise have been looked at."""
    if not 0 <= noise < inf:
        raise ValueError(f"noise is a standard deviation, 0 or more, but got {noise}")
    if not isinstance(n, Integral) or n < least:
        raise ValueError(
            f"expected {least} points or more{', one for each class' if least > 1 else ''}, but got {n!r}"
        )
    return n
