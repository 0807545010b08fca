from __future__ import annotations

from collections.abc import Callable
from typing import Any

from micrograd_like import grad
from micrograd_like.learn.probes import You


def check(you: You) -> None:
    """First, second and third derivatives against grad() of the package, nested."""
    for words, f, xs in (
        ("x * x * x", lambda x: x * x * x, (2.0, -0.5)),
        ("3 * x + x * x", lambda x: 3.0 * x + x * x, (1.5,)),
        ("tanh(x)", lambda x: x.tanh(), (1.0, -0.25)),
        ("tanh(x * x) * x", lambda x: (x * x).tanh() * x, (0.75,)),
        ("5 * x", lambda x: x * 5.0, (2.0,)),
    ):
        for x in xs:
            once = you.Value.then(
                f"derivative of {words} at {x}",
                lambda make, f=f, x=x: number(you.derivative.value, f, make(x)),
            )
            once.should_be(grad(f)(x))
            twice = you.second_derivative.then(
                f"second derivative of {words} at {x}", lambda second, f=f, x=x: second(f, x)
            )
            twice.made_of("numbers").should_be(grad(grad(f))(x))
    cube = lambda x: x * x * x * x
    third = you.Value.then(
        "third derivative of x⁴ at 2", lambda make: repeated(you.derivative.value, cube, make(2.0), 3)
    )
    third.should_be(grad(grad(grad(cube)))(2.0))


def number(derivative: Callable, f: Callable, leaf: Any) -> Any:
    """The derivative as a number, with something old in the leaf's grad; nothing while it is to be written."""
    leaf.grad = 7.0
    return repeated(derivative, f, leaf, 1)


def repeated(derivative: Callable, f: Callable, leaf: Any, times: int) -> Any:
    y = f(leaf)
    for _ in range(times):
        if y is None or y is ...:
            return y
        y = derivative(y, leaf)
    return y if y is None or y is ... else y.data
