from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from micrograd_like import Value
from micrograd_like.learn.probes import You
from micrograd_like.learn.values import plain
from micrograd_like.nn.losses import quadratic
from micrograd_like.rules import table


def check(you: You) -> None:
    """Gradients of single examples and of their mean, both by the engine; for the broken cost, mixed
    differences, which are 0 for sums of shares.
    """
    for n, targets in ((3, [1.0, -0.5, 2.0]), (2, [0.5, 0.25, 0.0, 1.0])):
        inputs = [[0.5 * (i - k) + 0.25 for k in range(n)] for i in range(len(targets))]
        each = [slopes_of([x], [y], n) for x, y in zip(inputs, targets, strict=True)]
        mine = you.average.then(
            f"average over {len(targets)} examples, {n} weights", lambda f, each=each: f(each)
        )
        mine.should_be(slopes_of(inputs, targets, n))
    you.breaks_it.then("what raising one cost by 2 adds, as another one changes", rises).should(
        "be different numbers", lambda found: max(found) - min(found) > 1e-9,
        because="Change one of the costs: does the answer change by as much, whatever the other costs are?")  # fmt: skip


def slopes_of(inputs: Sequence, targets: Sequence[float], n: int) -> list[float]:
    """The gradient of the quadratic cost of a neuron with n weights over these examples."""
    w = [Value(0.3 * (k + 1)) for k in range(n)]
    quadratic([table.tanh(table.dot(w, x)) for x in inputs], targets).backward()
    return [p.grad for p in w]


def rises(cost: Callable[[list[float]], Any]) -> Any:
    """How much the cost of three examples rises with one of them, for several costs of another; of the first
    pair that acts together.
    """
    if (first := cost([1.0, 2.0, 3.0])) is None or first is ...:
        return first
    pairs = [(i, j) for i in range(3) for j in range(3) if i != j]
    found = [[rise(cost, i, j, other) for other in (0.5, 2.5, 4.0)] for i, j in pairs]
    return next((numbers for numbers in found if max(numbers) - min(numbers) > 1e-9), found[0])


def rise(cost: Callable[[list[float]], Any], i: int, j: int, other: float) -> float:
    """How much the cost rises when example i goes from 1 to 3, while example j stands at the other cost and
    the third at 2.
    """
    costs = [2.0, 2.0, 2.0]
    costs[j] = other
    low, high = ([*costs[:i], x, *costs[i + 1 :]] for x in (1.0, 3.0))
    return plain(cost(high)) - plain(cost(low))
