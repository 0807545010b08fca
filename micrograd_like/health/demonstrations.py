"""What goes wrong with gradients, in numbers: shrinking through sigmoids, a killed ReLU, a clipped loss.

>>> [round(g, 4) for g in sigmoid_tower(4)]  # the last layer, at the right, gets 1/4, each before a quarter
[0.0039, 0.0156, 0.0625, 0.25]
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from ..nn import MLP, Neuron
from ..nn.losses import mean_squared_error, quadratic
from ..rules import table


def sigmoid_tower(k: int, weight: float = 1.0) -> list[float]:
    """d(output)/d(bias) of each of k sigmoid neurons in a row, each where its slope is steepest: 1/4.

    The first gets weight**(k-1) / 4**k: by the chain rule one factor w * sigma'(z) for each layer above, at
    most w/4.

    >>> sigmoid_tower(5)[0] == 0.25**5
    True
    """
    model = MLP(1, [1] * k, activation="sigmoid")
    for i, layer in enumerate(model.layers):
        neuron = layer.neurons[0]
        neuron.nonlin, neuron.w[0].data, neuron.b.data = True, weight, -0.5 * weight if i else 0.0
    model([0.0]).backward()
    return [layer.neurons[0].b.grad for layer in model.layers]


def killed_relu(
    inputs: Sequence[Sequence[float]], targets: Sequence[float], bias: float | None = None, steps: int = 100
) -> list[float]:
    """The gradient norm of a ReLU neuron at each step after its bias was knocked down: all 0, for any data.

    It is off for every example, so its slope is 0 there, so its parameters never move, so it stays off.
    bias: by default so far below 0 that no example reaches it; with a higher one the neuron may live.

    >>> set(killed_relu([[1.0], [-2.0], [3.0]], [5.0, 5.0, 5.0]))
    {0.0}
    """
    neuron = Neuron(len(inputs[0]))
    neuron.b.data = -1.0 - 2 * max(neuron(x).data for x in inputs) if bias is None else bias
    norms = []
    for _ in range(steps):
        neuron.zero_grad()
        mean_squared_error([neuron(x) for x in inputs], targets).backward()
        norms.append(math.hypot(*(p.grad for p in neuron.parameters())))
        for p in neuron.parameters():
            p.data -= 0.1 * p.grad
    return norms


def clipped_loss(predictions: Sequence, targets: Sequence[float], limit: float = 1.0) -> Any:
    """clamp(error)**2 / 2: a bug that looks like robustness.

    Beyond the limit the clamp is flat and nothing is learnt.

    It was in a published implementation of deep Q-learning; losses.huber is what was meant: a bounded slope,
    not none.
    Source: Karpathy, Yes you should understand backprop, 2016.

    >>> from micrograd_like import Value
    >>> x = Value(10.0)
    >>> clipped_loss([x], [0.0]).backward(); x.grad
    0.0
    """
    errors = [table.clamp(p - y, -limit, limit) for p, y in zip(predictions, targets, strict=True)]
    return quadratic(errors, [0.0] * len(errors))
