from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from micrograd_like import Value, nn
from micrograd_like.learn.probes import You
from micrograd_like.rules import table


def check(you: You) -> None:
    """Against nn.Neuron, where the weighted sum is a single node: outputs and gradients, at the lecture's
    neuron and at others.
    """
    for w, b, x in (
        ([-3.0, 1.0], 6.8813735870195432, [2.0, 0.0]),
        ([0.5, -1.0, 0.25], 0.75, [1.0, 0.5, -2.0]),
        ([0.8], -0.3, [1.5]),
        ([0.5, 1.0], -1.0, [-0.5, 0.25]),
    ):
        right, its_slopes = used(nn.Neuron(len(w), activation="tanh"), w, b, x)
        mine = you.Neuron(len(w)).then(
            f"w = {w}, b = {b:.6g}, x = {x}", lambda n, w=w, b=b, x=x: used(n, w, b, x)
        )
        mine.then("output at {}", lambda pair: pair[0]).should_be(right)
        mine.then("gradient of w and b at {}", lambda pair: pair[1]).should_be(its_slopes)
    listed = you.Neuron(2).then(
        "parameters for w = [0.5, -1.0], b = 2.0", lambda n: tuned(n, [0.5, -1.0], 2.0).parameters()
    )
    listed.made_of("Values").should_be([0.5, -1.0, 2.0])
    counted = you.Neuron(2).then(
        "parameters, listed twice", lambda n: [len(n.parameters()) for _ in range(2)]
    )
    counted.should_be(
        [3, 3], because="A neuron with 2 inputs has 2 weights and 1 bias, however often it is asked."
    )
    moved = you.Neuron(2).then(
        "output after all parameters were set to 0.5, at x = [1.0, -3.0]", set_and_used
    )
    moved.should_be(table.tanh(-0.5), because="parameters() lists the Values that the neuron itself uses.")


def set_and_used(neuron: Any) -> Any:
    """Its output, once training has set each of its parameters to 0.5."""
    listed = neuron.parameters()
    if listed is None or listed is ...:
        return listed
    for p in listed:
        p.data = 0.5
    return neuron([1.0, -3.0])


def tuned(neuron: Any, w: Sequence[float], b: float) -> Any:
    """The neuron with these weights and this bias."""
    neuron.w, neuron.b = [Value(number) for number in w], Value(b)
    return neuron


def used(neuron: Any, w: Sequence[float], b: float, x: Sequence[float]) -> Any:
    """Its output, and what backward() makes of weights and bias; None while it is still to be written."""
    tuned(neuron, w, b)([1.0] * len(x))  # a neuron is used again and again
    out = neuron(x)
    if out is None or out is ...:
        return out
    out.backward()
    return out, [p.grad for p in (*neuron.w, neuron.b)]
