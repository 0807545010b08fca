"""Classic functions to race: each is made for a size n, as a function of one argument and a point to start
from.

>>> f, x = EXAMPLES["speelpenning"](4)
>>> f(x)
0.73828125
"""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from ..rules import table

Example = tuple[Callable[[Any], Any], list[float]]


def speelpenning(n: int) -> Example:
    """x1 * x2 * ... * xn, whose gradient written out has n * (n - 1) factors.  Source: Speelpenning 1980."""

    def product(x: list) -> Any:
        z = x[0]
        for factor in x[1:]:
            z = z * factor
        return z

    return product, [1 + (i - n / 2) / n / 2 for i in range(n)] if n < 10 else [
        1 + (-1) ** i / n for i in range(n)
    ]


def rosenbrock(n: int) -> Example:
    """The sum of 100 (x[i+1] - x[i]**2)**2 + (1 - x[i])**2: a bent valley.  Source: Rosenbrock 1960."""

    def valley(x: list) -> Any:
        return table.total([100 * (b - a**2) ** 2 + (1 - a) ** 2 for a, b in pairwise(x)])

    return valley, [-1.2 if i % 2 == 0 else 1.0 for i in range(max(n, 2))]


def lighthouse(n: int) -> Example:
    """Where the beam of a turning lighthouse meets the quay: 4 inputs, 2 outputs, of any n.  Source: Griewank
    & Walther 2008."""

    def beam(x: list) -> list:
        distance, slope, speed, time = x
        angle = table.tan(speed * time)
        along = distance * angle / (slope - angle)
        return [along, slope * along]

    return beam, [1.5, 2.0, 0.3, 1.7]


def mlp(n: int) -> Example:
    """The squared error of a network with one hidden layer of tanh and about n parameters, on one example."""
    inputs = 8
    hidden = max(1, round((n - 1) / (inputs + 2)))
    data = [math.cos(i) for i in range(inputs)]

    def loss(p: list) -> Any:
        h = [
            table.tanh(table.affine(p[k : k + inputs], data, p[k + inputs]))
            for k in range(0, hidden * (inputs + 1), inputs + 1)
        ]
        return (table.affine(p[hidden * (inputs + 1) : -1], h, p[-1]) - 1) ** 2

    return loss, [math.sin(3 * i + 1) / math.sqrt(hidden) for i in range(hidden * (inputs + 2) + 1)]


def curve(n: int) -> Example:
    """A knotted curve in n dimensions: 1 input, n outputs.  Forward mode gives its whole tangent in one
    run."""

    def point(x: list) -> list:
        (t,) = x
        return [table.cos((k + 1) * t) / (k + 1) for k in range(n)]

    return point, [0.6]


def logistic(n: int) -> Example:
    """x <- 4 x (1 - x), n times over: 1 input, and a derivative that doubles in length with each turn when
    written out."""

    def iterate(x: list) -> Any:
        (z,) = x
        for _ in range(n):
            z = 4 * z * (1 - z)
        return z

    return iterate, [0.3]


EXAMPLES = {f.__name__: f for f in (speelpenning, rosenbrock, lighthouse, mlp, curve, logistic)}
