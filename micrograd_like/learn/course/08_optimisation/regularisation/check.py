from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from micrograd_like import Value
from micrograd_like.learn.probes import You
from micrograd_like.learn.values import plain
from micrograd_like.nn import regularizers
from micrograd_like.rules import table


def check(you: You) -> None:
    """Penalties and gradients against nn.regularizers; the predictions against its gradients too."""
    numbers, strength = [3.0, -0.5, -5.0, 1.25], 0.1
    ask = "Let the weight grow a little: how fast does the penalty change, and does it rise or fall?"
    for name, penalty in (("l2", regularizers.l2), ("l1", regularizers.l1)):
        right, (value, _) = gradient(lambda ws, p=penalty: p(ws, strength), numbers)
        mine = getattr(you, name).then(
            f"{name} of {numbers}, strength 0.1", lambda f: gradient(lambda ws, f=f: f(ws, strength), numbers)
        )
        mine.then("{}", lambda pair: pair[1][0]).should_be(value)
        mine.then("slopes of {}", lambda pair: pair[0]).should_be(right)
        for k, place in ((0, "3"), (1, "minus_half")):
            getattr(you, f"{name}_slope_at_{place}").should_be(right[k], because=ask, secret=True)
    right, (value, _) = gradient(lambda ws: fit_error(ws) + regularizers.l2(ws, 0.3), numbers)
    mine = you.loss.then(
        f"loss at {numbers}, strength 0.3",
        lambda f: gradient(lambda ws: f(fit_error(ws), ws, 0.3), numbers),
    )
    mine.then("{}", lambda pair: pair[1][0]).should_be(value)
    mine.then("slopes of {}", lambda pair: pair[0]).should_be(right)
    small, large = (abs(gradient(lambda ws: regularizers.l1(ws, 1.0), [w])[0][0]) for w in (1e-6, 1e3))
    you.makes_zeros.should_be(
        "L1" if small == large else "L2",
        secret=True,
        because="Compare the derivatives at a small weight and at a large one.",
    )


def gradient(f: Callable[[list[Value]], Any], numbers: Sequence[float]) -> Any:
    """The slopes of f at Values of these numbers, and (its value, 0); what f gives, if it is still to be
    written.
    """
    values = [Value(x) for x in numbers]
    out = f(values)
    if out is None or out is ...:
        return out
    if isinstance(out, Value):
        out.backward()
    return [v.grad for v in values], (plain(out), 0)


def fit_error(ws: Sequence[Value]) -> Value:
    """Some error on one example, with a slope in each weight."""
    return table.square(table.dot(ws, [0.5, -1.0, 2.0, 1.0]) - 1.0)
