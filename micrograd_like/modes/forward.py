"""Forward mode: every number carries its rate of change along, and each operation updates both.

A Dual is a primal (the number) and a tangent (its rate).  One run gives the rates of all outputs with respect to one
direction of the inputs: the whole Jacobian takes as many runs as there are inputs.

>>> x = Dual(3.0, 1.0)
>>> x * x + 1 / x
Dual(primal=9.333333333333334, tangent=5.888888888888889)
>>> jvp(lambda x, y: x * y, (2.0, 5.0), (1.0, 0.0))
(10.0, 5.0)
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from functools import wraps
from types import BuiltinFunctionType
from typing import Any

from . import trees
from .dual import Dual, current, dual, levels
from .nesting import deeper, settle, wanted


def jvp(f: Callable, primals: Sequence, tangents: Sequence) -> tuple[Any, Any]:
    """f(*primals) and its rate of change when the arguments change at the rates tangents: one run of f.

    primals: the arguments, a tuple of numbers or of nested lists, tuples, dicts and modules.  tangents: as many numbers in
    the same shapes; a plain 0 leaves its input a constant.  The results have the shape of what f returns.

    >>> jvp(lambda v: [v[0] * v[1], v[0] ** 2], ([3.0, 2.0],), ([1.0, 0.0],))
    ([6.0, 9.0], [2.0, 6.0])
    """
    both_tuples("jvp", primals, tangents)
    xs, rates = trees.flatten(tuple(primals)), trees.flatten_like(tuple(primals), tuple(tangents))
    if len(xs) != len(rates):
        raise ValueError(
            f"{len(xs)} numbers came with {len(rates)} tangents; give one tangent for each number"
        )
    rates = [None if type(v) is float and v == 0 else v for v in rates]
    return push(f, tuple(primals), xs, rates, wanted(primals, tangents))


def push(f: Callable, shape: tuple, xs: list, rates: list, graph: bool) -> tuple[Any, Any]:
    """f's value and tangent at the numbers xs, arranged as shape, with rates that may be None; as plain numbers unless graph."""
    outer = current.set(level := next(levels))
    try:
        with deeper() if graph else nullcontext():
            out = trees.call(
                f, *trees.replace(shape, [dual(x, v, level) for x, v in zip(xs, rates, strict=True)])
            )
    finally:
        current.reset(outer)
    pairs = [apart(y, level) for y in trees.flatten(out)]
    if type(out) is float and isinstance(f, BuiltinFunctionType):
        forgot(f, out, 4)
    pairs = [(settle(value, graph), settle(rate, graph)) for value, rate in pairs]
    return trees.fill(out, [value for value, _ in pairs]), trees.fill(out, [rate for _, rate in pairs])


def apart(y: Any, level: float) -> tuple[Any, Any]:
    """A number's value and its rate of this level; a Dual of a higher level, made by hand inside f, keeps its own two parts."""
    if not isinstance(y, Dual) or y.level < level:
        return y, 0.0
    if y.level == level:
        return y.primal, y.tangent
    (value, rate), (slope, bend) = apart(y.primal, level), apart(y.tangent, level)
    return dual(value, slope, y.level), dual(rate, bend, y.level)


def derivative(f: Callable, order: int = 1) -> Callable[[Any], Any]:
    """The function x -> f'(x) for an f of one number, which may give many; its derivative of any order, by forward mode.

    >>> derivative(lambda x: x**5, order=3)(2.0)
    240.0
    """
    if isinstance(order, bool) or not isinstance(order, int) or order < 0:
        raise ValueError(f"expected a derivative's order, a whole number from 0, but got {order!r}")
    if order == 0:
        return f
    lower = derivative(a_function(f, "derivative"), order - 1)
    return wraps(f, updated=())(lambda x: push(lower, (x,), trees.flatten((one(x),)), [1.0], wanted(x))[1])


def one(x: Any) -> Any:
    if isinstance(x, (list, tuple, dict)):
        raise TypeError(f"derivative differentiates by one number, but got {x!r}; use grad or jacfwd")
    return x


def jacfwd(f: Callable, argnums: int | tuple[int, ...] = 0) -> Callable:
    """The function that gives all partial derivatives of f's outputs, by forward mode: one run for each input.

    The result has the shape of f's output, and in place of each number there the shape of the argument: for a list of n
    numbers and an f that gives m, m rows of n.  argnums: which argument, or which several.

    >>> jacfwd(lambda v: [v[0] * v[1], v[0] ** 2, v[1]])([3.0, 2.0])
    [[2.0, 3.0], [6.0, 0.0], [0.0, 1.0]]
    """

    @wraps(a_function(f, "jacfwd"), updated=())
    def jacobian(*args: Any, **named: Any) -> Any:
        chosen, rest = choose(args, argnums)
        xs = trees.flatten(chosen)
        graph = wanted(args, named)
        columns, out = [], None if xs else trees.call(f, *args, **named)
        for i in range(len(xs)):
            rates = [1.0 if j == i else None for j in range(len(xs))]
            out, column = push(lambda *parts: f(*rest(parts), **named), chosen, xs, rates, graph)
            columns.append(trees.flatten(column))
        shape = chosen if isinstance(argnums, tuple) else chosen[0]
        rows = zip(*columns, strict=True) if xs else [()] * len(trees.flatten(out))
        return trees.fill(out, [trees.fill(shape, row) for row in rows])

    return jacobian


def choose(args: tuple, argnums: int | tuple[int, ...]) -> tuple[tuple, Callable[[Sequence], list]]:
    """The arguments to differentiate by, and a function that puts others in their places."""
    places = argnums if isinstance(argnums, tuple) else (argnums,)
    if any(isinstance(i, bool) or not isinstance(i, int) for i in places):
        raise TypeError(
            f"argnums is the place of an argument, counted from 0, or a tuple of places, but got {argnums!r}"
        )
    for i in places:
        if not -len(args) <= i < len(args):
            raise ValueError(
                f"argnums={argnums!r} needs an argument number {i}, but the function was called with {len(args)} by position"
            )
    if len({i % len(args) for i in places}) < len(places):
        raise ValueError(f"argnums={argnums!r} names an argument twice; name each once")

    def rest(parts: Sequence) -> list:
        full = list(args)
        for i, part in zip(places, parts, strict=True):
            full[i] = part
        return full

    return tuple(args[i] for i in places), rest


def a_function(f: Any, mode: str) -> Callable:
    """f, if it can be called: grad(f(x)) is a common slip for grad(f)(x)."""
    if not callable(f):
        raise TypeError(f"{mode} takes a function, but got {f!r}; write {mode}(f)(x), not {mode}(f(x))")
    return f


def forgot(f: Callable, out: float, stacklevel: int) -> None:
    warnings.warn(
        f"{getattr(f, '__name__', f)} gave the plain number {out!r}, so its derivative is 0: functions of math, float() and .data "
        "forget where a number came from; use this package's functions",
        stacklevel=stacklevel,
    )


def both_tuples(mode: str, primals: Any, tangents: Any) -> None:
    for given in (primals, tangents):
        if not isinstance(given, (tuple, list)):
            raise TypeError(
                f"{mode} takes tuples of arguments and tangents, as in {mode}(f, (x,), (v,)), but got {given!r}"
            )
