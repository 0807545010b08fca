from __future__ import annotations

from typing import Any

from micrograd_like import Value, health
from micrograd_like.learn.probes import You
from micrograd_like.modes import grad
from micrograd_like.nn import losses


def check(you: You) -> None:
    """The bug by health.clipped_loss; the loss meant by losses.huber, value and slope."""
    for name, error in (("slope_at_half", 0.5), ("slope_at_10", 10.0)):
        right = grad(lambda e: health.clipped_loss([e], [0.0], 1.0))(error)
        getattr(you, name).should_be(
            right, secret=True, because="Change the error a little: what does clip() give then?"
        )
    for error, limit in ((0.5, 1.0), (10.0, 1.0), (-10.0, 1.0), (3.0, 2.0), (-0.25, 2.0), (-5.0, 0.5)):
        slope = grad(lambda e, limit=limit: losses.huber(e, 0.0, limit))(error)
        you.slope_meant(error, limit).should_be(slope)
        leaf = variable(error)
        out = you.huber(leaf, limit).should_be(losses.huber(error, 0.0, limit))
        out.then("slope of {}", lambda out, leaf=leaf: slope_in(out, leaf)).should_be(slope)


def variable(number: float) -> Value:
    return Value(number, label=f"{number:g}")


def slope_in(out: Any, leaf: Any) -> float:
    """d(out)/d(leaf), afresh."""
    leaf.grad = 0.0
    out.backward()
    return leaf.grad
