from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from micrograd_like import nn
from micrograd_like.learn.keeping import kept
from micrograd_like.learn.probes import You

from ..common import undrawn


def check(you: You) -> None:
    """Outputs and gradients against nn.MLP with the same numbers; the nodes by a count on a graph."""
    you.nodes_of_a_neuron.should_be(
        nodes(), secret=True, because="Parameters, inputs, products, sums, and tanh: how many of each?"
    )
    alone = you.Neuron.then(
        "Neuron(2, True) with w = [-3, 1], b = 0.5 at [0.25, 2]", lambda make: one(make, True, [-3.0, 1.0])
    )
    alone.should_be(one(its_neuron, True, [-3.0, 1.0]))
    alone = you.Neuron.then(
        "Neuron(2, False) with w = [-3, 1], b = 0.5 at [0.25, 2]", lambda make: one(make, False, [-3.0, 1.0])
    )
    alone.should_be(one(its_neuron, False, [-3.0, 1.0]))
    for hidden, x in (([3], [1.0, -2.0]), ([2, 3], [0.5, 0.25])):
        right = undrawn(lambda hidden=hidden: nn.MLP(2, [*hidden, 1], activation="tanh"), 3)
        numbers = [0.5 - 0.3 * (k % 5) for k in range(len(right.parameters()))]
        words = f"MLP(2, {hidden}) at {x}"
        mine = you.MLP.then(words, lambda make, h=hidden, n=numbers, x=x: used(tuned(make(2, h), n), x))
        out, slopes = its(tuned(right, numbers), x)
        mine.then("{}", lambda pair: pair[0]).should_be(out)
        mine.then("gradient of {}, asked for twice", lambda pair: pair[1]).made_of("numbers").should_be(
            slopes
        )
        mine.then("numbers after gradient of {}", lambda pair: pair[2]).should_be(numbers)


def tuned(model: Any, numbers: Sequence[float]) -> Any:
    for p, number in zip(model.parameters(), numbers, strict=True):
        p.data = number
    return model


def its_neuron(nin: int, nonlin: bool) -> nn.Neuron:
    return nn.Neuron(nin, nonlin=nonlin, activation="tanh")


def one(make: Any, nonlin: bool, w: Sequence[float]) -> Any:
    """The output of a neuron with these weights."""
    out = tuned(make(2, nonlin), [*w, 0.5])([0.25, 2.0])
    return out if out is None or out is ... else out.data


def used(model: Any, x: Sequence[float]) -> Any:
    """Output, gradient at the second call, and the numbers afterwards; None while it is to be written."""
    out = model(x)
    if out is None or out is ...:
        return out
    model.gradient(x)
    found = model.gradient(x)
    return found if found is None or found is ... else (out.data, found, [p.data for p in model.parameters()])


def its(model: Any, x: Sequence[float]) -> tuple[float, list[float]]:
    out = model(x)
    out.backward()
    return out.data, [p.grad for p in model.parameters()]


def nodes() -> int:
    """How many nodes one neuron with two inputs has on the course's own engine."""
    engine = kept("my_engine", "<check>")
    w1, w2, b = (engine.Value(number) for number in (0.5, -1.0, 0.25))
    return len(engine.topological_order((b + w1 * 2.0 + w2 * 0.0).tanh()))
