from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from micrograd_like import nn
from micrograd_like.data import micrograd_moons
from micrograd_like.learn.probes import Seen, You
from micrograd_like.nn import losses, regularizers
from micrograd_like.rules import table
from micrograd_like.training import optim

from ..common import undrawn


def check(you: You) -> None:
    """The whole demo's first loss by the package's losses; steps on a small model against optim.SGD."""
    moons = micrograd_moons()
    model, right = demo()
    you.loss.then(
        "loss before the first step of the demo", lambda f: f(model, moons.X, moons.signs)
    ).should_be(right)
    X, y = moons.X[:6], moons.signs[:6]
    small = undrawn(lambda: nn.MLP(2, [3, 1]), 4)
    you.loss.then("loss of a small model", lambda f: f(small, X, y)).should_be(objective(small, X, y))
    for k in (0, 50, 99):
        you.learning_rate(k).should_be(table.add(1.0, -0.009 * k))
    mine, its = (undrawn(lambda: nn.MLP(2, [3, 1]), 4) for _ in range(2))
    for k in (0, 30, 60):
        before = demo_step(its, X, y, k)
        told: Seen = you.step.then(f"small model, step(..., k={k})", lambda f, k=k: f(mine, X, y, k))
        told.made_of("numbers").should_be(before)
        told.then(f"parameters after step {k}", lambda _: [p.data for p in mine.parameters()]).should_be(
            [p.data for p in its.parameters()]
        )


@cache
def demo() -> tuple[nn.MLP, float]:
    """The demo's model and its first loss, computed once."""
    moons = micrograd_moons()
    model = undrawn(lambda: nn.MLP(2, [16, 16, 1]), 1337)
    return model, objective(model, moons.X, moons.signs).data


def objective(model: nn.MLP, X: Sequence, y: Sequence) -> Any:
    return losses.hinge([model(x) for x in X], y) + regularizers.l2(model, 1e-4)


def demo_step(model: nn.MLP, X: Sequence, y: Sequence, k: int) -> float:
    """One step of the demo, by the package's own optimizer."""
    loss = objective(model, X, y)
    optimizer = optim.SGD(model, lr=table.add(1.0, -0.009 * k))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.data
