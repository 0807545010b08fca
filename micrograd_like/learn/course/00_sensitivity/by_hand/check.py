from __future__ import annotations

from micrograd_like import Value
from micrograd_like.learn.probes import You
from micrograd_like.rules.table import sin, sqrt


def check(you: You) -> None:
    """Against the engine, which applies the rule table to the same f, at the exercise's point and at others."""
    for point in ((2.0, 3.0, 4.0), (0.5, 1.0, -2.0), (1.5, 0.25, 0.5)):
        a, b, c = map(Value, point)
        (-(a**3) + sin(3 * b) - 1.0 / c + b**2.5 - sqrt(a)).backward()
        mine = you.gradient(*point)
        for k, (name, right) in enumerate(zip("abc", (a.grad, b.grad, c.grad), strict=True)):
            mine.then(f"df/d{name} at {point}", lambda answer, k=k: answer[k]).should_be(right)
