from __future__ import annotations

from typing import Any

from micrograd_like import nn
from micrograd_like.data import micrograd_moons
from micrograd_like.health import report
from micrograd_like.learn.probes import You
from micrograd_like.nn import losses


def check(you: You) -> None:
    """Both columns against the package's report on nn.MLP with the same numbers."""
    moons = micrograd_moons()
    X, y = moons.X[:5], moons.signs[:5]
    told = {
        factor: report(its, losses.mean_squared_error([its(x) for x in X], y))
        for factor in (1, 20)
        for its in [tuned(nn.MLP(2, [4, 3, 1], activation="tanh"), factor)]
    }
    before, after = (told[factor].layers[0].gradient for factor in (1, 20))
    you.gradient_of_the_first_layer.should_be(
        "falls" if after < before else "rises",
        secret=True,
        because="The local derivative of tanh at z is 1 - t².  How large is it where |z| is large?",
    )
    for factor in (1, 20):
        words = f"first weights times {factor}"
        mine = you.MLP.then(words, lambda make, factor=factor: tuned(make(2, [4, 3]), factor))
        lengths = you.gradient_lengths.then(
            f"gradient_lengths, {words}", lambda f, mine=mine: f(swept(mine.value, X, y))
        )
        lengths.should_be([layer.gradient for layer in told[factor].layers])
        shares = you.saturated.then(f"saturated, {words}", lambda f, mine=mine: f(mine.value, X))
        shares.should_be([layer.saturated for layer in told[factor].layers[:-1]])


def tuned(network: Any, factor: float) -> Any:
    """Numbers by a rule; the weights of the first layer times the factor, the biases 0."""
    for k, layer in enumerate(network.layers):
        for j, neuron in enumerate(layer.neurons):
            for i, w in enumerate(neuron.w):
                w.data = ((0.9 - 0.7 * i) if j % 2 else (0.3 + 0.4 * i - 0.2 * j)) * (2.5 if k else factor)
            neuron.b.data = 0.0
    return network


def swept(network: Any, X: list, y: list) -> Any:
    """The network after backward() from the mean squared error."""
    total = 0.0
    for x, label in zip(X, y, strict=True):
        total = (network(x) - label) ** 2 * (1 / len(y)) + total
    total.backward()
    return network
