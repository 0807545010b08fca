from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

from micrograd_like import Value, count_paths
from micrograd_like.learn.probes import You
from micrograd_like.rules import table


def check(you: You) -> None:
    """tug by its closed form, 0; the best neuron by trying a grid of them; the network by its classes and by
    the rule table's relu.
    """
    for w, b in (([1.0, 1.0], -0.5), ([-3.0, 0.25], 2.0), ([8.0, -1.5], 0.75)):
        you.tug(w, b).should_be(0, because="Both pairs of scores add up to w1 + w2 + 2b.")
    leaves = [Value(0.5), Value(-2.0)], Value(1.0)
    made = you.tug.then("scores that tug(w, b) is made of, for Values", lambda tug: scores(tug, *leaves))
    made.should_be(4, because="Two are added and two subtracted; each of them has the bias b in it.")
    right = max(sum((w1 * x1 + w2 * x2 + b > 0) == (x1 != x2) for x1 in (0, 1) for x2 in (0, 1))
                for w1, w2, b in itertools.product((-1, 0, 1), (-1, 0, 1), (-1.5, -0.5, 0.5, 1.5)))  # fmt: skip
    you.best_of_one.should_be(
        right,
        secret=True,
        because="The boundary of one neuron is a straight line.  How many of the corners can be on the right side of it?",
    )
    for x in ([0, 0], [0, 1], [1, 0], [1, 1]):
        score = you.network(x)
        if x[0] != x[1]:
            score.should("be above 0", lambda s: s > 0, because="Class 1 needs a score above 0.")
        else:
            score.should("be 0 or below", lambda s: s <= 0, because="Class 0 needs a score of 0 or below.")
    for x in ([0.25, -1.5], [-2.0, 0.5], [1.0, 3.0], [1.0, 0.25]):
        w, b, v, c = (number.value for number in (you.W, you.b, you.v, you.c))
        if settled([w, b, v, c]):
            because = "With your W, b, v and c another score comes out, once relu is used in the two hidden neurons only."
            you.network(x).should_be(two_layers(w, b, v, c, x), because=because)


def scores(tug: Any, w: list[Value], b: Value) -> Any:
    """In how many terms of tug the bias is; nothing while it is to be written."""
    told = tug(w, b)
    if told is None or told is ...:
        return told
    return count_paths(told, b) if isinstance(told, Value) else 0


def settled(numbers: Any) -> bool:
    """Whether all of these are numbers by now."""
    return (
        all(map(settled, numbers))
        if isinstance(numbers, (list, tuple))
        else isinstance(numbers, (int, float))
    )


def two_layers(w: Any, b: Any, v: Any, c: float, x: Sequence[float]) -> float:
    return table.affine(
        v, [table.relu(table.affine(row, x, bias)) for row, bias in zip(w, b, strict=True)], c
    )
