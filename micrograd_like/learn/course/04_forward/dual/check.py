from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from micrograd_like import Dual, Value
from micrograd_like.learn import zoo
from micrograd_like.learn.probes import You


def check(you: You) -> None:
    """The same arithmetic on the package's own Dual, which reads the rule table."""
    for words, work, draw in (
        ("Dual(2, 1) + Dual(3, 5)", lambda d: d(2.0, 1.0) + d(3.0, 5.0), ""),
        ("Dual(2, 1) * Dual(3, 5)", lambda d: d(2.0, 1.0) * d(3.0, 5.0), ""),
        ("Dual(4, 1) * Dual(-2, 0)", lambda d: d(4.0, 1.0) * d(-2.0, 0.0), ""),
        ("x * x with x = Dual(3, 1)", twice, ""),
        ("Dual(2, 1) + 10", lambda d: d(2.0, 1.0) + 10.0, ""),
        ("3 * Dual(2, 1)", lambda d: 3.0 * d(2.0, 1.0), ""),
        ("Dual(0.5, 1).tanh()", lambda d: d(0.5, 1.0).tanh(), ""),
        ("Dual(0.5, -4).tanh()", lambda d: d(0.5, -4.0).tanh(), ""),
        ("(w * x + b).tanh()", squashed, neuron_in_motion),
    ):
        right = work(Dual)
        mine = you.Dual.then(words, work).then("{}", lambda z: (z.primal, z.tangent))
        mine.should_be((right.primal, right.tangent), picture=draw)
    for words, operation, numbers in (
        ("x and y after x + y", lambda x, y: x + y, ((2.0, 1.0), (3.0, 5.0))),
        ("x and y after x * y", lambda x, y: x * y, ((2.0, 1.0), (3.0, 5.0))),
        ("x after x.tanh()", lambda x: x.tanh(), ((0.5, 1.0),)),
    ):
        operands = you.Dual.then(words, lambda d, f=operation, xs=numbers: operands_after(d, f, xs))
        operands.should_be(
            [*numbers],
            because="An operation makes a new Dual; whoever used its operands before needs them as they were.",
        )


def operands_after(d: Any, operation: Callable[..., Any], numbers: Sequence[tuple[float, float]]) -> Any:
    """The operands after the operation, as pairs; nothing while it is to be written."""
    operands = [d(*pair) for pair in numbers]
    made = operation(*operands)
    return made if made is None or made is ... else [(x.primal, x.tangent) for x in operands]


def twice(d: Any) -> Any:
    x = d(3.0, 1.0)
    return x * x


def squashed(d: Any) -> Any:
    """tanh(w * x + b) with all three moving; nothing if one of the operations is not written yet."""
    product = d(0.5, 1.0) * d(-2.0, 0.25)
    z = None if product is None else product + d(1.25, -0.5)
    return None if z is None else z.tanh()


def neuron_in_motion() -> str:
    w, x, b = Value(0.5, label="w"), Value(-2.0, label="x"), Value(1.25, label="b")
    return zoo.moving((w * x + b).tanh(), {w: 1.0, x: 0.25, b: -0.5})
