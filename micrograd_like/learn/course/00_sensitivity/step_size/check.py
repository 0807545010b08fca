from __future__ import annotations

import math

from micrograd_like.learn.probes import You

from ..common import line


def check(you: You) -> None:
    """Closed forms on a cube, where (x+h)³ - (x-h)³ is 2h(3x² + h²); then the errors of formulas of ours,
    exact by construction.
    """
    for x, h in ((2.0, 0.5), (-1.0, 0.1), (3.0, 1e-3)):
        you.central(cube, x, h).should_be(3 * x * x + h * h, within=1e-8)
    steps = [1.0, 0.5, 0.25, 0.125, 0.0625]
    you.errors(skewed, line, 3.0, -2.0, steps).should_be([abs(h * h - h / 4) for h in steps], within=1e-9)
    you.best_step(skewed, line, 3.0, -2.0, steps).should_be(min(steps, key=lambda h: abs(h * h - h / 4)))
    you.best_step(off_by_the_step, line, 3.0, -2.0, [0.5, 2.0, 1.5]).should_be(0.5)
    powers = [10.0**-k for k in range(1, 14)]
    for formula, low, high in ((forward, 0.9e-9, 1.1e-7), (central, 0.9e-7, 1.1e-4)):
        found = you.best_step(formula, math.sin, 1.0, math.cos(1.0), powers)
        found.then(f"best step of {formula.__name__} for sin", float).should(
            f"lie between {low:.0e} and {high:.0e}", lambda h, low=low, high=high: low < h < high
        )


def cube(x):
    return x**3


def forward(f, x, h):
    return (f(x + h) - f(x)) / h


def central(f, x, h):
    return (f(x + h) - f(x - h)) / (2 * h)


def skewed(f, x, h):
    """A formula whose error is h² - h/4: negative for small steps, 0 at a quarter."""
    return f(x + 1) - f(x) + h * h - h / 4


def off_by_the_step(f, x, h):
    return f(x + 1) - f(x) + h
