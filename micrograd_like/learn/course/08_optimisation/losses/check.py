from __future__ import annotations

from micrograd_like import Value
from micrograd_like.learn.probes import You
from micrograd_like.nn import losses


def check(you: You) -> None:
    """Values and slopes against the package's losses, which are written another way."""
    right_ones = (("squared_error", losses.mean_squared_error, (2.0, -0.5)), ("hinge", losses.hinge, (1, -1)),
                  ("cross_entropy", losses.binary_cross_entropy_with_logits, (1, 0)))  # fmt: skip
    for name, loss, targets in right_ones:
        for y in targets:
            for number in (0.25, -1.5, 3.0):
                score, mine = Value(number), Value(number)
                right = loss(score, y)
                right.backward()
                out = getattr(you, name)(mine, y)
                out.should_be(right.data)
                out.then("slope of {}", lambda out, mine=mine: slope(out, mine)).should_be(score.grad)
    you.mean([Value(1.0), Value(4.0), Value(-2.5)]).made_of("Values").should_be(2.5 / 3)
    you.mean([Value(0.5)]).should_be(0.5)


def slope(out: Value, leaf: Value) -> float:
    """d(out)/d(leaf), afresh."""
    leaf.grad = 0.0
    out.backward()
    return leaf.grad
