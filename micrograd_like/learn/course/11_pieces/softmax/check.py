from __future__ import annotations

import math

from micrograd_like import grad
from micrograd_like.learn.probes import You
from micrograd_like.nn import losses
from micrograd_like.rules import table


def check(you: You) -> None:
    """Softmax by the rule table, the loss by losses.cross_entropy, the gradient by grad of that."""
    for logits, label in (
        ([0.0, 3.0, -2.0, 1.0], 3),
        ([1.5, -0.5], 0),
        ([0.2, 0.1, -0.4], 1),
        ([2.0, -2.0, 0.0], 1),
    ):
        you.softmax(logits).should_be(table.softmax(logits))
        you.loss(logits, label).should_be(losses.cross_entropy(logits, label))
        right = grad(lambda xs, k=label: losses.cross_entropy(xs, k))(logits)
        you.gradient(logits, label).should_be(right)
    total = math.fsum(grad(lambda xs: losses.cross_entropy(xs, 0))([1.0, -2.0, 0.5]))
    you.sum_of_slopes.should_be(
        total,
        floor=1e-9,
        secret=True,
        because="The probabilities add up to 1.  What is subtracted from them?",
    )
