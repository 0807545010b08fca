from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from micrograd_like import nn
from micrograd_like.learn.probes import You

from ..common import undrawn


def check(you: You) -> None:
    """Against nn.Layer with the same numbers in it; the count against the number of parameters nn.Layer
    lists.
    """
    for nin, nout, x in ((2, 3, [1.0, -2.0]), (3, 2, [0.5, 0.25, -1.0])):
        numbers = [0.1 * k * (-1) ** k for k in range(1, nout * (nin + 1) + 1)]
        right = filled(undrawn(lambda nin=nin, nout=nout: nn.Layer(nin, nout, activation="tanh")), numbers)
        mine = you.Layer(nin, nout)
        neurons = mine.then(".neurons", lambda layer: layer.neurons)
        neurons.then("different neurons in {}", lambda row: len(set(map(id, row)))).should_be(nout)
        neurons.then("weights in the first of {}", lambda row: len(row[0].w)).should_be(nin)
        mine = neurons.then(
            f"Layer({nin}, {nout}) with weights and biases of ours",
            lambda _, m=mine, n=numbers: filled(m.value, n),
        )
        outs = mine.then(f"{{}}, at x = {x}", lambda layer, x=x: layer(x)).made_of("Values")
        outs.should_be([out.data for out in right(x)])
        listed = mine.then("parameters of {}", lambda layer: layer.parameters()).made_of("Values")
        listed.should_be(numbers)
    for nin, nout in ((2, 16), (784, 10), (1, 1)):
        you.count(nin, nout).should_be(
            len(undrawn(lambda nin=nin, nout=nout: nn.Layer(nin, nout)).parameters()), secret=nin == 2
        )


def filled(layer: Any, numbers: Sequence[float]) -> Any:
    """The layer with these numbers in its neurons: the weights and the bias of the first, then of the second,
    and so on.
    """
    source = iter(numbers)
    for neuron in layer.neurons:
        for p in (*neuron.w, neuron.b):
            p.data = next(source, 0.0)
    return layer
