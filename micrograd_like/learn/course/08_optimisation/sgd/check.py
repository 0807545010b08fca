from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from micrograd_like import Value
from micrograd_like.learn.probes import You
from micrograd_like.rules import table
from micrograd_like.training import optim


def check(you: You) -> None:
    """Steps against optim.SGD, the loop against a fresh graph of fresh leaves for every step, the predictions
    against the loop.
    """
    starts, slopes = [1.0, -2.0, 0.5], [4.0, -0.5, 0.0]
    for lr in (0.1, 0.5):
        right = stepped(lambda ps, lr=lr: optim.SGD(ps, lr).step(), starts, slopes)
        its = you.sgd_step.then(
            f"sgd_step on {starts} with gradients {slopes}, lr = {lr}",
            lambda f, lr=lr: stepped(lambda ps: f(ps, lr), starts, slopes),
        )
        its.should_be(right)
    for x, y, lr in ((1.0, 3.0, 0.1), (2.0, -1.0, 0.0625)):
        leaves = Value(0.5), Value(x)
        losses_of = you.descend.then(
            f"descend(w = 0.5, x = {x}, y = {y}, lr = {lr}, steps = 4)",
            lambda f, ls=leaves, y=y, lr=lr: f(*ls, y, lr, 4),
        )
        its_losses, *its_grads = descent(0.5, x, y, lr, 4)
        losses_of.made_of("numbers").should_be(its_losses)
        losses_of.then(
            "w.grad and x.grad after {}", lambda _, ls=leaves: [leaf.grad for leaf in ls]
        ).should_be(its_grads)
    for name, lr in (("rate_0_001", 0.001), ("rate_0_3", 0.3), ("rate_1", 1.0), ("rate_1_1", 1.1)):
        end = table.sqrt(descent(1.0, 1.0, 0.0, lr, 51)[0][-1])
        right = "converges" if end < 1e-3 else "diverges" if end > 1 else "bounces" if end == 1 else "crawls"
        getattr(you, name).should_be(right, secret=True)


def stepped(step: Callable[[list[Value]], Any], starts: Sequence[float], slopes: Sequence[float]) -> Any:
    """Where the numbers are after a step with these gradients; ... while some are missing."""
    ps = [Value(x) for x in starts]
    for p, g in zip(ps, slopes, strict=True):
        p.grad = g
    step(ps)
    return ... if any(p.data is ... for p in ps) else [p.data for p in ps]


def descent(w: float, x: float, y: float, lr: float, steps: int) -> tuple[list[float], float, float]:
    """The losses, and the gradients of w and x in the last step, with Values made anew each time."""
    losses_of, dw, dx = [], 0.0, 0.0
    for _ in range(steps):
        leaves = Value(w), Value(x)
        loss = table.square(leaves[0] * leaves[1] - y)
        loss.backward()
        dw, dx = leaves[0].grad, leaves[1].grad
        losses_of.append(loss.data)
        w -= lr * dw
    return losses_of, dw, dx
