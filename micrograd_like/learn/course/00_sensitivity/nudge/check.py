from __future__ import annotations

from micrograd_like.learn.probes import You

from ..common import line


def check(you: You) -> None:
    """The slope of a secant in closed form: a(2x + h) + b for ax² + bx + c, and the steepness itself for a
    line.
    """
    for x, h in ((3.0, 0.001), (3.0, 0.5), (-1.0, 0.25), (2 / 3, 1e-4), (0.5, -0.125)):
        you.slope(parabola, x, h).should_be(3 * (2 * x + h) - 4, within=1e-7)
    for x, h in ((0.0, 1.0), (10.0, 0.25)):
        you.slope(line, x, h).should_be(
            -2.0, because="A straight line has the same slope everywhere, whatever the step."
        )


def parabola(x):
    return 3 * x**2 - 4 * x + 5
