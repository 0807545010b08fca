from __future__ import annotations

import math

from micrograd_like.learn.probes import You
from micrograd_like.modes import grad
from micrograd_like.rules import table

from ..common import slope_of, steepest


def check(you: You) -> None:
    """Gradients by the rule of the sigmoid; the gauge against the same slopes; the predictions by measuring."""
    for w, x in (([0.5, 0.5], [1.0, 3.0]), ([5.0, 5.0], [1.0, 3.0]), ([-0.2, 0.4, 1.0], [1.0, -2.0, 0.5])):
        z = table.dot(w, x)
        you.gradient(w, x).should_be([slope_of(table.sigmoid, z) * x_i for x_i in x], floor=0.0, within=1e-7)
    for zs in (
        (0.0, 1.0, -7.0, 30.0),
        (5.0, -5.5, 6.5, -900.0, 2.0),
        (-8.0, -9.0),
        (4.59, 4.597),
        (-4.597, 5.6, 5.3),
    ):
        right = sum(slope_of(table.sigmoid, z) < 0.01 * steepest(table.sigmoid)[1] for z in zs) / len(zs)
        you.saturated([table.sigmoid(z) for z in zs]).should_be(right)
    in_w = "The derivative with respect to a weight is σ'(z) times its input.  What happens to each of the two factors?"
    in_x = "The derivative with respect to an input is σ'(z) times its weight.  What happens to each of the two factors?"
    you.if_z_was_2.should_be(change([0.5, 0.5], [2.0, 2.0], 0), secret=True, because=in_w)
    you.if_z_was_0.should_be(change([0.5, -0.5], [2.0, 2.0], 0), secret=True, because=in_w)
    you.in_x_if_z_was_0.should_be(change([0.5, -0.5], [2.0, 2.0], 1), secret=True, because=in_x)


def change(w: list[float], x: list[float], argument: int) -> str:
    """What happens to the gradient of sigmoid(w . x) in w (0) or x (1) when w grows tenfold."""
    slopes = grad(lambda w, x: table.sigmoid(table.dot(w, x)), argument)
    before, after = (math.hypot(*slopes(ws, x)) for ws in (w, [10 * number for number in w]))
    return "the same" if math.isclose(before, after) else "larger" if after > before else "smaller"
