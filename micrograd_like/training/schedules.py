"""Schedules: the learning rate as a function of the step, counted from 0.

>>> from micrograd_like import Value, optim
>>> w = Value(1.0)
>>> optimizer, schedule = optim.SGD([w], lr=1.0), linear(1.0, 0.1, steps=100)  # micrograd's demo
>>> for k in range(100):
...     optimizer.zero_grad()
...     (w * w).backward()
...     optimizer.lr = schedule(k)
...     optimizer.step()
>>> round(optimizer.lr, 9)
0.109
"""

from __future__ import annotations

import math
from collections.abc import Callable

from ..rules import table

Schedule = Callable[[int], float]
__all__ = ["Schedule", "constant", "cosine", "exponential", "linear", "step_decay", "warmup"]


def constant(lr: float) -> Schedule:
    """The same at every step."""
    return lambda k: lr


def linear(start: float, end: float, steps: int) -> Schedule:
    """A straight line from start to end, which stays at end from then on."""
    _check(steps)
    return lambda k: start - (start - end) * k / steps if k < steps else end


def cosine(start: float, end: float = 0.0, *, steps: int) -> Schedule:
    """Half a cosine wave from start to end: slow, fast, slow (Loshchilov & Hutter 2017).

    >>> [round(cosine(1.0, steps=4)(k), 3) for k in range(6)]
    [1.0, 0.854, 0.5, 0.146, 0.0, 0.0]
    """
    _check(steps)
    return lambda k: end + (start - end) * (1 + math.cos(math.pi * min(k, steps) / steps)) / 2


def exponential(start: float, gamma: float) -> Schedule:
    """start * gamma**k."""
    return lambda k: start * table.pow(gamma, k)


def step_decay(start: float, gamma: float = 0.1, *, every: int) -> Schedule:
    """Times gamma after each `every` steps.

    >>> [step_decay(1.0, 0.5, every=2)(k) for k in range(6)]
    [1.0, 1.0, 0.5, 0.5, 0.25, 0.25]
    """
    _check(every)
    return lambda k: start * table.pow(gamma, k // every)


def warmup(steps: int, then: Schedule) -> Schedule:
    """Up to the first value of another schedule in equal parts, and then that schedule from its start.

    >>> [warmup(2, constant(1.0))(k) for k in range(4)]
    [0.5, 1.0, 1.0, 1.0]
    """
    _check(steps)
    return lambda k: then(0) * (k + 1) / steps if k < steps else then(k - steps)


def _check(steps: int) -> None:
    if not steps >= 1:
        raise ValueError(f"a schedule takes 1 step or more, but got {steps!r}")
