from __future__ import annotations

from micrograd_like import Value
from micrograd_like.learn import zoo
from micrograd_like.learn.probes import You
from micrograd_like.rules import table


def check(you: You) -> None:
    """A path of linear gates, and exp(sin(x²)), differentiated by the engine."""
    for rates in ([2.0, 4.0], [0.5, -3.0, 7.0], [5.0, 0.0, 2.0], [-1.5]):
        x = Value(1.0)
        out = x
        for rate in rates:
            out = out * rate
        you.along(rates).should_be(*zoo.grads(out, [x]))
    you.along([]).should_be(1.0, because="A path without edges: x, seen from x, moves at the rate 1.")
    for number in (0.5, -1.2, 2.0):
        x = Value(number)
        you.slope(number).should_be(*zoo.grads(table.exp(table.sin(table.square(x))), [x]), within=1e-12)
