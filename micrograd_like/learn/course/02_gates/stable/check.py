from __future__ import annotations

from micrograd_like.learn.probes import You
from micrograd_like.rules import table


def check(you: You) -> None:
    """Against the rule table's functions, which are right to the last digits over all floats; and the
    symmetries of both.
    """
    for x in (-1000.0, -700.0, -50.0, -1.0, 0.0, 2.0, 50.0, 1000.0):
        you.sigmoid(x).should_be(table.sigmoid(x), within=1e-12, floor=0.0)
    tiny = "exp(720) is too large for a float, and yet the sigmoid of -720 is not 0: it is about exp(-720)."
    you.sigmoid(-720.0).should_be(table.sigmoid(-720.0), within=1e-9, floor=0.0, because=tiny)
    for x in (-1000.0, -20.0, -0.5, 0.0, 0.25, 1.0, 360.0, 1000.0):
        you.tanh(x).should_be(table.tanh(x), within=1e-12)
    few = (
        "Small results have lost their digits: 1 - e is a difference of nearly equal numbers when x is small."
    )
    for x in (1e-9, -1e-12, 3e-5):
        you.tanh(x).should_be(table.tanh(x), within=1e-12, floor=0.0, because=few)
