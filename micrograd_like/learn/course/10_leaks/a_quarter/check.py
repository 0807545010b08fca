from __future__ import annotations

from fractions import Fraction
from typing import Any

from micrograd_like.learn.probes import You
from micrograd_like.rules import table

from ..common import slope_of, steepest


def check(you: You) -> None:
    """Slopes by the rule table; the steepest place by looking; the flat place by bisection."""
    for x in (0.0, 1.5, -3.0):
        s, (right,) = table.sigmoid.linearize(x)
        you.slope(s).should_be(right)
        you.missing(s).should_be(0.25 - right)
    near = 0.5 + 2.0**-28  # here a difference of two numbers near 1/4 has lost all of its digits
    you.missing(near).should_be(
        float(Fraction(1, 4) - Fraction(near) * (1 - Fraction(near))),
        floor=0.0,
        because="Written as a difference it loses its digits near s = 1/2; as a square it keeps them.",
    )
    x, top = steepest(table.sigmoid)
    why = "Try a few x around there in your mind, or print a few slopes."
    you.steepest_at.should_be(x, because=why, secret=True)
    you.its_slope_there.should_be(top, because=why, secret=True)
    you.slope_of_tanh_at_its_steepest.should_be(steepest(table.tanh)[1], because=why, secret=True)
    for share in (0.01, 0.2):
        you.flat_beyond(share).should_be(crossing(table.sigmoid, share * top), within=1e-7)


def crossing(row: Any, level: float) -> float:
    """The positive x at which the slope has fallen to the level."""
    low, high = 0.0, 50.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if slope_of(row, middle) > level else (low, middle)
    return low
