from __future__ import annotations

import random
from collections.abc import Sequence

from micrograd_like import Value, nn
from micrograd_like.data import yin_yang
from micrograd_like.learn.probes import You
from micrograd_like.nn import losses
from micrograd_like.training import optim


def check(you: You) -> None:
    """adam by optim.Adam, the loss by losses.cross_entropy, three steps by both together."""
    rule = optim.Adam([Value(0.0)])
    for p, g, m, v, t, lr in (
        (1.0, 4.0, 0.0, 0.0, 1, 0.1),
        (0.5, -2.0, 0.3, 0.02, 2, 0.1),
        (-1.0, 1e-3, -0.2, 0.5, 100, 0.01),
    ):
        new, state = rule.update(p, g, (m, v), lr, t)
        you.adam(p, g, m, v, t, lr).should_be((new, *state))
    points = yin_yang(6, seed=2)
    model = fresh()
    right = losses.cross_entropy([model(x) for x in points.X], points.y)
    you.loss.then("loss of a small model, 6 points", lambda f: f(model, points.X, points.y)).should_be(right)
    told = you.loss.then(
        "loss of scores of a thousand", lambda f: f(scores_of_a_thousand, [[0.0], [1.0]], [1, 2])
    )
    told.should_be(losses.cross_entropy([scores_of_a_thousand([k]) for k in (0.0, 1.0)], [1, 2]))
    for x in points.X[:4]:
        scores = [s.data for s in model(x)]
        told = you.predict.then(f"predict(model, {[round(a, 2) for a in x]})", lambda f, x=x: f(model, x))
        told.should_be(max(range(3), key=lambda k, scores=scores: scores[k]))
    mine, its = fresh(), fresh()
    memory, optimizer = [(0.0, 0.0)] * len(mine.parameters()), optim.Adam(its, lr=0.05)
    for t in (1, 2, 3):
        optimizer.zero_grad()
        total = losses.cross_entropy([its(x) for x in points.X], points.y)
        total.backward()
        optimizer.step()
        told = you.train_step.may_change.then(
            f"train_step {t} of a small model", lambda f, t=t: f(mine, memory, points.X, points.y, t, 0.05)
        )
        told.made_of("numbers").should_be(total, within=1e-7)
        told.then(f"parameters after step {t}", lambda _: [p.data for p in mine.parameters()]).should_be(
            [p.data for p in its.parameters()], within=1e-6
        )


def fresh() -> nn.MLP:
    """The same small model each time, without touching anybody's random numbers."""
    state = random.getstate()
    random.seed(7)
    model = nn.MLP(2, [3, 3], activation="tanh")
    random.setstate(state)
    return model


def scores_of_a_thousand(x: Sequence[float]) -> list[Value]:
    """A model that is very sure."""
    return [Value(1000.0 + 3 * x[0]), Value(1001.5), Value(998.0)]
