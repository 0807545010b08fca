from __future__ import annotations

import math

from micrograd_like import grad, numerical_gradient
from micrograd_like.learn.probes import You
from micrograd_like.rules import table


def check(you: You) -> None:
    """The rule table's conventions; the definition of a subgradient on a fine grid; the puzzle by the engine
    itself.
    """
    around = [k / 4 for k in range(-12, 13)]
    for f, name, x, fair in (
        (abs, "abs", 0.0, (-1.0, 1.0)),
        (table.relu, "relu", 0.0, (0.0, 1.0)),
        (table.square, "square", 0.5, (1.0, 1.0)),
        (hill, "minus square", 0.25, (math.inf, -math.inf)),  # concave: there is none
        (spike, "minus the size", 0.0, (math.inf, -math.inf)),
    ):
        for slope in (-1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0):
            told = you.is_subgradient.then(
                f"is_subgradient({name}, {x}, {slope})",
                lambda g, a=(f, x, slope): g(*a, [y for y in around if y != a[1]]),
            )
            told.should_be(fair[0] <= slope <= fair[1])
    for low, high in ((-1.0, 1.0), (0.5, 2.0), (-3.0, -1.0), (0.0, 1.0)):
        you.smallest(low, high).should_be(min([low, high, 0.0], key=lambda s: (not low <= s <= high, abs(s))))
    for x in (0.0, 2.5, 0.5, -0.5):
        you.d_relu(x).should_be(table.relu.linearize(x)[1][0] or 0.0)
        you.d_abs(x).should_be(table.abs.linearize(x)[1][0] or 0.0)
    central = numerical_gradient(table.relu, 0.0)
    you.central_difference_of_relu.should_be(
        central,
        within=1e-6,
        secret=True,
        because="It is (relu(h) - relu(-h)) / (2 h), for a small h above 0.",
    )
    you.what_the_engine_says.should_be(
        grad(lambda x: table.relu(x) - table.relu(-x))(0.0),
        secret=True,
        because="By the chain rule it is d_relu(0) + d_relu(-0), with the choice of this engine at 0.",
    )


def hill(x: float) -> float:
    return -x * x


def spike(x: float) -> float:
    return -2.5 * abs(x)
