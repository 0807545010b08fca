from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import cache
from typing import Any

from micrograd_like import Value, jvp
from micrograd_like.learn.probes import You
from micrograd_like.learn.values import plain
from micrograd_like.rules import table

from ..common import EXAMPLES, line


def check(you: You) -> None:
    """Slopes by forward mode; walks against a walk of our own; ends against the roots of the slope, found by
    bisection.
    """
    for loss in (line, neuron):
        for w in (0.0, 0.25, 0.6, -1.5):
            you.slope(loss, w).should_be(rate_of(loss, w), within=1e-12)
    for loss in (line, steep):
        you.formula(loss).should_be(bisect(loss, -9.0, 9.0))
    you.formula(line).then("slope of line at {}", lambda w: rate_of(line, w)).should_be(0.0, floor=1e-9)
    for loss, start, steps in ((line, 0.0, 3), (neuron, 0.0, 3), (neuron, 2.0, 3), (neuron, 2.0, 0)):
        right = after(loss, start, 0.05, steps)
        you.descend(loss, start, 0.05, steps).should_be(right, picture=lambda f=loss: valleys(f))
    ends = [lowest(0.0, 0.2), lowest(0.8, 2.0)]
    for start, rate, end in zip((0.0, 1.5), (0.05, 1.0), ends, strict=True):
        you.descend(neuron, start, rate, 200).should_be(end, within=1e-6, picture=lambda: valleys(neuron))
    for f, p, q in (
        (flat, -1.0, 3.0),
        (square, -1.0, 3.0),
        (square, 1.0, 2.0),
        (hill, 0.0, 1.0),
        (hill, 0.5, 2.0),
        (dip, -1.0, 3.0),
        (valley, 1.5, 3.0),
        (valley, 0.0, 1.0),
        (below, 0.0, 1.0),
        (below, 1.0, 3.0),
        (hill, -2.0, 1.0),
        (square, -3.0, -1.0),
    ):
        you.bulges(f, p, q).should_be(half_way(f, p, q) > 0)
    bulge = you.bulges.then(
        "the neuron's loss bulges between its minima", lambda g: g(lambda w: neuron(Value(w)).data, *ends)
    )
    bulge.should_be(half_way(lambda w: neuron(Value(w)).data, *ends) > 0, picture=lambda: valleys(neuron))
    asked = inspect.signature(downhill).parameters
    arrives = abs(rate_of(neuron, after(neuron, 1.5, 1.0, 200))) < 1e-9
    for thing, right in {"the slope where it stands": "slope" in asked, "a place to begin": "start" in asked,
                         "how large a step is": "rate" in asked, "a formula for the place where the slope is 0": "formula" in asked,
                         "a loss that is convex": not arrives}.items():  # fmt: skip
        you.needs.then(f"needs {thing}", lambda needs, thing=thing: needs[thing]).should_be(
            right, secret=True
        )


def neuron(w: Any) -> Any:
    return sum((table.tanh(w * x) - y) ** 2 for x, y in EXAMPLES) / len(EXAMPLES)


def steep(w):
    """Convex, its minimum at -1.25."""
    return (w * 2.0 + 2.5) ** 2


def flat(w):
    return 2 * w + 1


def square(w):
    return w * w


def hill(w):
    return -w * w + w


def dip(w):
    """Lower in the middle than the chord, and as high as one of its ends."""
    return max(0.0, w)


def below(w):
    """A hill that is below 0 everywhere."""
    return -3 - (w - 1) ** 2


def valley(w):
    """Convex, its bottom at 2."""
    return (w - 2) ** 2


def half_way(f: Callable[[float], float], p: float, q: float) -> float:
    """How far f lies above its chord, from three values weighted as in a second difference."""
    return table.dot([-0.5, 1.0, -0.5], [f(p), f((p + q) / 2), f(q)])


@cache
def lowest(low: float, high: float) -> float:
    """Where the neuron's loss has a minimum between these two, worked out once."""
    return bisect(neuron, low, high)


@cache
def after(loss: Callable[[Any], Any], start: float, rate: float, steps: int) -> float:
    """Where so many steps lead, by slopes of forward mode."""
    return downhill(lambda w: rate_of(loss, w), start, rate, steps)


def downhill(slope: Callable[[float], float], start: float, rate: float, steps: int) -> float:
    """All that a walk asks for."""
    w = start
    for _ in range(steps):
        w = table.sub(w, rate * slope(w))
    return w


def rate_of(loss: Callable[[Any], Any], w: float) -> float:
    """The slope by forward mode."""
    return plain(jvp(loss, (w,), (1.0,))[1])


def valleys(loss: Callable[[Any], Any]) -> str:
    """The loss over its weight, sideways."""
    points = [(k / 10, plain(loss(k / 10))) for k in range(-1, 16)]
    lines = [f"  w = {w:4.1f} |{'*' * round(150 * (z - 0.2))}" for w, z in points if z < 0.5]
    return "\n".join([f"{loss.__name__}:", *lines])


def bisect(loss: Callable[[Any], Any], low: float, high: float) -> float:
    """Where the slope turns from below 0 to above 0."""
    while low < (middle := (low + high) / 2) < high:
        low, high = (middle, high) if rate_of(loss, middle) < 0 else (low, middle)
    return high
