from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from micrograd_like import Value, nn
from micrograd_like.data import micrograd_moons
from micrograd_like.learn.probes import You
from micrograd_like.nn import losses
from micrograd_like.training import optim


def check(you: You) -> None:
    """The loss against the package's; steps against optim.SGD on nn.MLP with the same numbers."""
    moons = micrograd_moons()
    X, y = moons.X[:5], moons.signs[:5]
    right = tuned(nn.MLP(2, [3, 1], activation="tanh"))
    first = objective(right, X, y)
    mine = you.Network.then("Network(2, 3)", lambda make: tuned(make(2, 3)))
    you.loss.then("loss on 5 points", lambda f: number(f(mine.value, X, y))).should_be(first.data)
    you.loss.then("loss on 2 points", lambda f: number(f(mine.value, X[:2], y[:2]))).should_be(
        objective(right, X[:2], y[:2]).data
    )
    large = tuned(nn.MLP(2, [3, 1], activation="tanh"), 8.0)
    scores = you.Network.then(
        "Network(2, 3), all of it 8 times as large", lambda make: tuned(make(2, 3), 8.0)
    )
    you.accuracy.then("accuracy, large scores", lambda f: f(scores.value, X, y)).should_be(
        sum((large(x).data > 0) == (label > 0) for x, label in zip(X, y, strict=True)) / len(y)
    )
    for words, labels in (("right", y), ("opposite", [-label for label in y]), ("mixed", [1, 1, -1, -1, 1])):
        share = sum((right(x).data > 0) == (label > 0) for x, label in zip(X, labels, strict=True)) / len(y)
        you.accuracy.then(
            f"accuracy, {words} labels", lambda f, labels=labels: f(mine.value, X, labels)
        ).should_be(share)
    for steps in (1, 3):
        its = tuned(nn.MLP(2, [3, 1], activation="tanh"))
        told = walked(its, X, y, steps)
        other = you.Network.then("Network(2, 3)", lambda make: tuned(make(2, 3)))
        trained = you.train.then(
            f"{steps} step{'s' * (steps > 1)}, lr = 0.1",
            lambda f, other=other, steps=steps: f(other.value, X, y, steps, 0.1),
        )
        trained.then("losses of {}", list).made_of("numbers").should_be(told)
        trained.then(
            "parameters after {}", lambda _, other=other: [p.data for p in other.value.parameters()]
        ).should_be([p.data for p in its.parameters()])


def tuned(network: Any, times: float = 1.0) -> Any:
    for k, p in enumerate(network.parameters()):
        p.data = times * (0.5 - 0.3 * (k % 5))
    return network


def number(total: Any) -> Any:
    """The number in a loss; None while it is to be written."""
    return total if total is None or total is ... else total.data


def objective(network: nn.MLP, X: Sequence, y: Sequence) -> Value:
    return losses.mean_squared_error([network(x) for x in X], y)


def walked(network: nn.MLP, X: Sequence, y: Sequence, steps: int) -> list[float]:
    """The losses before each step of gradient descent, by the package's own optimizer."""
    told, optimizer = [], optim.SGD(network, lr=0.1)
    for _ in range(steps):
        total = objective(network, X, y)
        optimizer.zero_grad()
        total.backward()
        optimizer.step()
        told.append(total.data)
    return told
