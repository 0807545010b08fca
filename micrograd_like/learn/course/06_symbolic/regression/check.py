from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from micrograd_like import Value
from micrograd_like.learn.probes import You
from micrograd_like.nn import losses
from micrograd_like.training import least_squares

CLOUDS = (
    ([0.0, 1.0, 2.0, 3.0], [1.0, 2.0, 4.0, 4.0]),
    ([-1.0, 0.5, 2.0], [3.0, 1.0, -2.0]),
    ([1.0, 2.0, 2.5, 4.0, 0.5], [-1.0, 0.0, 2.0, 1.0, 3.0]),
)


def check(you: You) -> None:
    """Slopes against backward(), and 0 at the solution; both solutions against the package's, which centres,
    eliminates and descends.
    """
    for k, (xs, ys) in enumerate(CLOUDS, 1):
        drawn = f"Points {k}: " + ", ".join(f"({x:g}, {y:g})" for x, y in zip(xs, ys, strict=True))
        for w, b in ((0.0, 0.0), (0.5, -1.0)):
            mine = you.slopes.then(
                f"slopes({w:g}, {b:g}, ...) for points {k}", lambda f, w=w, b=b, xs=xs, ys=ys: f(w, b, xs, ys)
            )
            mine.should_be(loss_slopes(w, b, xs, ys), picture=drawn)
        solved = you.solve.then(f"solve(...) for points {k}", lambda f, xs=xs, ys=ys: f(xs, ys))
        solved.should_be(solution(k), picture=drawn)
        at = solved.then("slopes of the loss at {}", lambda p, xs=xs, ys=ys: loss_slopes(p[0], p[1], xs, ys))
        at.should_be((0.0, 0.0), floor=1e-9)
        for rate, steps in ((0.1, 1), (0.05, 3), (0.1, 250)):
            walked = you.descend.then(
                f"descend(..., {rate}, {steps}) for points {k}", lambda f, a=(xs, ys, rate, steps): f(*a)
            )
            walked.should_be(
                walk(k, rate, steps),
                picture=drawn,
                because="The first step begins at (0, 0), so it leads to (-rate * dw, -rate * db) with both slopes taken there.",
            )


@cache
def solution(cloud: int) -> tuple[float, float]:
    """(w, b) by the package's formula, worked out once: every mutant is asked the same."""
    xs, ys = CLOUDS[cloud - 1]
    w, b = least_squares.solve([[x] for x in xs], ys)
    return w[0], b


@cache
def walk(cloud: int, rate: float, steps: int) -> tuple[float, float]:
    """(w, b) after so many steps of the package's own descent."""
    xs, ys = CLOUDS[cloud - 1]
    line = least_squares.descend([[x] for x in xs], ys, lr=rate, steps=steps)
    return line.w[0], line.b


def loss_slopes(w: float, b: float, xs: Sequence[float], ys: Sequence[float]) -> list[float]:
    """The gradient of the mean squared error of a line, by the engine."""
    line = Value(w), Value(b)
    losses.mean_squared_error([line[0] * x + line[1] for x in xs], ys).backward()
    return [p.grad for p in line]
