from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import Any

from micrograd_like.learn.probes import You
from micrograd_like.modes import grad
from micrograd_like.rules import RULES, table

from ..common import slope_of


def check(you: You) -> None:
    """The bias by all corners of the box; gradients by grad; a dead neuron's gradient on random data; the
    cure by trying all four.
    """
    for w, r in (([0.8, -0.5], 1.0), ([2.0, 1.0, -3.0], 0.5), ([-1.5], 4.0)):
        right = -max(table.dot(w, corner) for corner in itertools.product((-r, r), repeat=len(w)))
        X = [[you.random.uniform(-0.99 * r, 0.99 * r) for _ in w] for _ in range(8)]
        y = [you.random.uniform(-9, 9) for _ in X]
        bias = you.killing_bias(w, r).should_be(right)
        slopes = bias.then(
            "gradient with bias {} on 8 random examples",
            lambda b, w=w, data=X, y=y: pull("relu", w, b, data, y),
        )
        slopes.should_be([0.0] * (len(w) + 1))
    X, y = [[1.0, -1.0], [0.3, 0.9], [-0.7, 0.2]], [3.0, 1.0, 2.0]
    for w, b in (([0.8, -0.5], 0.0), ([0.8, -0.5], -1.3), ([-1.0, 2.0], 0.4)):
        you.gradient(w, b, X, y).should_be(pull("relu", w, b, X, y))
    neurons = [
        ([1.0, 1.0], -9.0),
        ([1.0, 0.0], -0.5),
        ([0.0, 1.0], -1.0),
        ([0.0, 1.0], 0.2),
        ([-1.0, -2.0], -8.0),
        ([0.5, 0.5], 3.0),
        ([0.0, 1.0], -0.5),
        ([1.0, 0.5], -0.25),
        ([1.0, 1.5], -1.0),
    ]
    data = [[0.0, 1.0], [0.25, -2.0], [2.0, 0.5]]
    for some in (neurons, neurons[1:4], neurons[4:], neurons[:1], neurons[3:4]):
        values = [[table.affine(w, x, b) for x in data] for w, b in some]
        told = you.dead.then(
            f"dead of {len(some)} neurons, {len(data)} examples", lambda f, some=some: f(some, data)
        )
        told.should_be(sum(not any(slope_of(table.relu, z) for z in zs) for zs in values))
    you.saved_by.should_be(
        cure([0.8, -0.5], -5.0, X, y),
        secret=True,
        because="Every gradient of this neuron has the slope of relu as a factor.  Which of the four changes this factor?",
    )


def pull(activation: str, w: Sequence[float], b: float, X: Sequence, y: Sequence[float]) -> list[float]:
    """The gradient in w and b of the squared errors of one neuron."""

    def loss(p: list) -> Any:
        outs = [RULES[activation](table.affine(p[:-1], x, p[-1])) for x in X]
        return table.total([table.square(out - target) for out, target in zip(outs, y, strict=True)])

    return grad(loss)([*w, b])


def cure(w: list[float], b: float, X: Sequence, y: list[float]) -> str:
    """The one of four remedies under which the dead neuron's parameters move."""
    moved: dict[str, Callable[[], bool]] = {
        "a larger learning rate": lambda: any(1e9 * g for g in pull("relu", w, b, X, y)),
        "more steps": lambda: any(sum(g for _ in range(1000)) for g in pull("relu", w, b, X, y)),
        "other targets": lambda: any(
            g for t in (-9.0, 0.5, 9.0) for g in pull("relu", w, b, X, [t] * len(y))
        ),
        "a small slope below 0 in place of none": lambda: any(pull("leaky_relu", w, b, X, y)),
    }
    return next(name for name, moves in moved.items() if moves())
