"""Numerical differentiation: run the function at neighbouring points and divide.

It needs nothing but the function, costs two runs for each input, and gives about ten of sixteen digits: a
small step loses digits in the difference, a large one sees the curvature.

>>> round(numerical_gradient(lambda v: v[0] ** 2 * v[1], [3.0, 2.0])[0], 7)
12.0
>>> complex_step(lambda x: x**3 / (1 + x), 2.0) == (3 * 4 * 3 - 8) / 9
True
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from ..engine import Value
from ..recording import gradient_lost, refusing
from ..rules.operands import held, rank_of
from . import trees

STEP = sys.float_info.epsilon ** (1 / 3)  # balances the lost digits (eps / h) against the curvature (h * h)


def numerical_gradient(f: Callable[..., Any], inputs: Any, step: float = STEP) -> Any:
    """The gradient of f by central differences, in the shape of the inputs.

    inputs: a tuple holds several arguments, anything else is the only one.  step: relative to the size of
    each number, at least to 1.  For an f of several outputs: f's shape, and in place of each number there the
    gradient of it.  Error: about 1e-10 of the function's size where it is smooth; at a kink the mean of both
    sides.
    """
    args = arguments(inputs)
    xs = plain_numbers(args)
    out = call(f, args, xs)
    columns = [central(f, args, xs, i, step) for i in range(len(xs))]
    rows = (
        [trees.fill(args, row) for row in zip(*columns, strict=True)]
        if xs
        else [args] * len(trees.flatten(out))
    )
    return trees.fill(out, rows if isinstance(inputs, tuple) else [row[0] for row in rows])


def central(f: Callable, args: tuple, xs: list[float], i: int, step: float = STEP) -> list[float]:
    """(f(x + h) - f(x - h)) / 2h in the i-th number, for each output."""
    ahead, behind = neighbours(xs[i], step)
    high, low = (floats(call(f, args, [*xs[:i], x, *xs[i + 1 :]])) for x in (ahead, behind))
    return [(a - b) / (ahead - behind) for a, b in zip(high, low, strict=True)]


def neighbours(x: float, step: float = STEP) -> tuple[float, float]:
    """x + h and x - h; what is divided by is the distance between what they were rounded to."""
    h = step * max(1.0, abs(x))
    return x + h, x - h


def complex_step(f: Callable, inputs: Any, step: float = 1e-200) -> Any:
    """The gradient of f as the imaginary part of f(x + ih) / h: no difference is taken, so no digit is lost.

    Works where f is made of + - * / ** and functions that take complex numbers, such as those of cmath; f
    must not compare or take abs.  Raises TypeError, saying what f used, elsewhere: this package's functions
    are real.

    Source: Squire & Trapp 1998.
    """
    args = arguments(inputs)
    xs = plain_numbers(args)
    found = []
    for i in range(len(xs)):
        point = [complex(x, step if j == i else 0.0) for j, x in enumerate(xs)]
        try:
            out = f(*trees.replace(args, point))
        except (TypeError, AttributeError) as error:
            raise TypeError(
                f"the complex step needs an f that takes complex numbers, but: {error}; "
                "use numerical_gradient"
            ) from None
        if not isinstance(out, complex):
            raise TypeError(
                f"the complex step needs an f that gives a complex number, but got {out!r} "
                "(after abs or .real?); use numerical_gradient"
            )
        found.append(out.imag / step)
    filled = trees.fill(args, found)
    return filled if isinstance(inputs, tuple) else filled[0]


def arguments(inputs: Any) -> tuple:
    """A tuple holds several arguments; anything else is the only one."""
    return inputs if type(inputs) is tuple else (inputs,)


def plain_numbers(args: Any) -> list[float]:
    """The numbers of the arguments as floats; inside another derivative they must not hang on its inputs."""
    found = trees.flatten(args)
    if refusing.get() and any(map(rank_of, found)):
        gradient_lost("numeric mode")
    return list(map(held, found))


def call(f: Callable, args: tuple, xs: list[float]) -> Any:
    """f at the numbers xs, arranged as args; on Values, so that x.tanh() works as well as math.tanh(x)."""
    outer = refusing.set(None)  # a number that leaves the graph loses nothing here
    try:
        return trees.call(f, *trees.replace(args, [Value(x) for x in xs]))
    finally:
        refusing.reset(outer)


def floats(out: Any) -> list[float]:
    """The outputs in a row, as plain numbers."""
    return list(map(held, trees.flatten(out)))
