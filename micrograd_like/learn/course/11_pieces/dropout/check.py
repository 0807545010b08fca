from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from typing import Any

from micrograd_like import Value, grad, gradcheck, nn
from micrograd_like.learn.probes import You
from micrograd_like.rules import table


def check(you: You) -> None:
    """Against nn.Dropout with the same random numbers; gradients by grad; the frozen layer by gradcheck."""
    for n, p, seed in ((6, 0.5, 1), (5, 0.25, 2), (8, 0.9, 8)):
        told = you.mask.then(
            f"mask({n}, {p}, random.Random({seed}))", lambda f, a=(n, p, seed): f(*a[:2], random.Random(a[2]))
        )
        told.should_be(
            nn.Dropout(p, seed=seed).mask(n),
            because="Draw from rng, once for each factor; below p it is dropped.",
        )
    told = you.mask.then("mean of 4000 factors, p = 0.2", lambda f: average(f(4000, 0.2, random.Random(4))))
    told.should_be(1.0, within=0.05)
    xs = [1.0, -2.0, 3.0, 0.5, 4.0, -1.5]
    for p in (0.5, 0.25):
        layer, right = you.Dropout(p, random.Random(8)), nn.Dropout(p, seed=8)
        layer.then(f"Dropout({p}) while training", lambda f: f(xs)).should_be(right(xs))
        right_slopes = grad(lambda v, f=right: table.total(f(v)))(xs)
        layer.then(f"gradient of the sum of Dropout({p})", lambda f: slopes_of_sum(f, xs)).should_be(
            right_slopes
        )
        layer.then(f"Dropout({p}) in use", lambda f: used(f, xs)).should_be(right.eval()(xs))
    layer = you.Dropout(0.5, random.Random(6))
    frozen = layer.then("frozen", lambda f: f.frozen(len(xs)))
    frozen.then("{}, called twice: the same?", lambda f: list(f(xs)) == list(f(xs))).should_be(True)
    frozen.then(
        "gradcheck of {}: wrong slopes", lambda f: len(gradcheck(lambda v: table.total(f(v)), xs).wrong)
    ).should_be(0)
    words = "Dropout(0.25, random.Random(8)).frozen(6), called"
    told = you.Dropout.then(words, lambda make: called(make(0.25, random.Random(8)).frozen(len(xs)), xs))
    told.should_be(
        [x * m for x, m in zip(xs, nn.Dropout(0.25, seed=8).mask(len(xs)), strict=True)],
        because="The mask that is kept is drawn from the layer's own p and rng.",
    )
    kept = [2.0, 0.0, 2.0, 0.0]
    right = grad(lambda v: table.total([x * m for x, m in zip(v, kept, strict=True)]))([1.0, 2.0, 3.0, 4.0])
    you.gradient_of_the_sum.should_be(
        right,
        secret=True,
        because="Each result is x times its factor, so what is its derivative with respect to x?",
    )


def average(numbers: Any) -> Any:
    return numbers if numbers is None or numbers is ... else math.fsum(numbers) / len(numbers)


def slopes_of_sum(layer: Callable, xs: Sequence[float]) -> Any:
    """The gradient of the sum of what the layer makes of Values; what it gives, if it is still to be written."""
    values = [Value(x) for x in xs]
    outs = layer(values)
    if outs is None or outs is ...:
        return outs
    table.total([Value(0.0), *outs]).backward()
    return [v.grad for v in values]


def called(frozen: Any, xs: Sequence[float]) -> Any:
    """What it makes of the numbers; what is there instead, if it is still to be written."""
    return frozen if frozen is None or frozen is ... else frozen(xs)


def used(layer: Any, xs: Sequence[float]) -> Any:
    """What a layer gives when it is not training."""
    layer.training = False
    return layer(list(xs))
