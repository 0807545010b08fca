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

import itertools
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from ..rules import RULES, bind, number, real
from ..rules.row import flatten as in_a_row
from . import trees
from .arithmetic import Arithmetic

_levels = itertools.count(1)


class Dual(Arithmetic):
    """A number and its rate of change.

    primal, tangent: numbers, which may be Values (a derivative that is a graph) or Duals (a derivative of a derivative).
    level: which differentiation the tangent belongs to.  Each jvp() has a level of its own, so that a derivative inside a
    derivative never takes the other's tangent for its own; Duals made by hand share level 0.  Anything of a lower level is a
    constant to a higher one.  Comparisons, float() and hash are as for Value.

    Source: Siskind & Pearlmutter 2005, on perturbation confusion.
    """

    __slots__ = ("_tangent", "level", "primal")
    rank = 2  # among number types: a Dual may hold a Value, never the reverse

    def __init__(self, primal: Any, tangent: Any):
        self.primal, self._tangent = (x if hasattr(type(x), "rank") else real(x) for x in (primal, tangent))
        self.level = next(_levels) if isinstance(primal, Dual) or isinstance(tangent, Dual) else 0

    @property
    def tangent(self) -> Any:
        return 0.0 if self._tangent is None else self._tangent  # None: no live edge has brought one

    def __float__(self) -> float:
        return float(self.primal)

    def __repr__(self) -> str:
        return f"Dual(primal={self.primal!r}, tangent={self.tangent!r})"

    @staticmethod
    def apply(rule: Any, operands: Sequence, params: tuple) -> Any:
        """z and its tangent: the sum of partial * tangent over the operands that have one; a list if the row is an each."""
        if rule.name == "pow" and not hasattr(type(operands[1]), "rank"):
            rule, operands, params = RULES["powc"], operands[:1], (operands[1],)
        flat = in_a_row(operands) if rule.lists else list(operands)
        level = max(x.level for x in flat if isinstance(x, Dual))
        mine = [isinstance(x, Dual) and x.level == level for x in flat]
        tangents = [x._tangent if own else None for x, own in zip(flat, mine, strict=True)]
        primals = [x.primal if own else x for x, own in zip(flat, mine, strict=True)]
        made = [dual(z, chain(partials, tangents), level) for z, partials in _linearize(rule, primals, params)]
        return made if rule.each else made[0]


def dual(primal: Any, tangent: Any, level: int) -> Dual:
    """A Dual of a given level; tangent None if nothing arrives."""
    new = object.__new__(Dual)
    new.primal, new._tangent, new.level = primal, tangent, level
    return new


def _linearize(rule: Any, primals: list, params: tuple) -> Sequence[tuple[Any, Sequence]]:
    """z and the partials at these numbers, for each result of the row."""
    if not any(hasattr(type(x), "rank") for x in primals):
        try:
            row = bind(rule, *map(real, params))
            results = row.linearize(*rule.split([real(x) for x in primals]))
        except TypeError as error:
            raise TypeError(f"{rule.symbol}: {error}") from None
        return results if rule.each else [results]
    operands = rule.split(primals)
    z = rule(**dict(zip(rule.letters, operands, strict=True)), **dict(zip(rule.params, params, strict=True)))
    if rule.each:
        return [(z_k, bind(rule, float(k)).partials_of(z_k, *operands)) for k, z_k in enumerate(z)]
    return [(z, bind(rule, *params).partials_of(z, *operands))]


def chain(partials: Sequence, tangents: Sequence) -> Any:
    """The sum of partial * tangent where both are there; None if they nowhere are."""
    sent = None
    for partial, tangent in zip(partials, tangents, strict=True):
        if partial is not None and tangent is not None:
            share = times(partial, tangent)
            sent = share if sent is None else sent + share
    return sent


def times(partial: Any, rate: Any) -> Any:
    """partial * rate; a plain factor of 1 or -1 makes no node."""
    if type(partial) is float and abs(partial) == 1.0:
        return rate if partial == 1.0 else -rate
    return partial if type(rate) is float and rate == 1.0 else partial * rate


def jvp(f: Callable, primals: Sequence, tangents: Sequence) -> tuple[Any, Any]:
    """f(*primals) and its rate of change when the arguments change at the rates tangents: one run of f.

    primals: the arguments, a tuple of numbers or of nested lists, tuples, dicts and modules.  tangents: as many numbers in
    the same shapes; a plain 0 leaves its input a constant.  The results have the shape of what f returns.

    >>> jvp(lambda v: [v[0] * v[1], v[0] ** 2], ([3.0, 2.0],), ([1.0, 0.0],))
    ([6.0, 9.0], [2.0, 6.0])
    """
    for given in (primals, tangents):
        if not isinstance(given, (tuple, list)):
            raise TypeError(f"jvp takes tuples of arguments and tangents, as in jvp(f, (x,), (v,)), but got {given!r}")
    xs, rates = trees.flatten(tuple(primals)), trees.flatten(tuple(tangents))
    if len(xs) != len(rates):
        raise ValueError(f"{len(xs)} numbers came with {len(rates)} tangents; give one tangent for each number")
    rates = [None if type(v) is float and v == 0 else v for v in rates]
    return push(f, tuple(primals), xs, rates)


def push(f: Callable, shape: tuple, xs: list, rates: list) -> tuple[Any, Any]:
    """f's value and tangent at the numbers xs, arranged as shape, with rates that may be None."""
    level = next(_levels)
    out = f(*trees.replace(shape, [dual(x, v, level) for x, v in zip(xs, rates, strict=True)]))
    numbers = trees.flatten(out)
    mine = [isinstance(y, Dual) and y.level == level for y in numbers]
    values = [y.primal if own else y for y, own in zip(numbers, mine, strict=True)]
    return trees.fill(out, values), trees.fill(out, [y.tangent if own else 0.0 for y, own in zip(numbers, mine, strict=True)])


def derivative(f: Callable, order: int = 1) -> Callable[[Any], Any]:
    """The function x -> f'(x) for an f of one number, which may give many; its derivative of any order, by forward mode.

    >>> derivative(lambda x: x**5, order=3)(2.0)
    240.0
    """
    if isinstance(order, bool) or not isinstance(order, int) or order < 0:
        raise ValueError(f"expected a derivative's order, a whole number from 0, but got {order!r}")
    if order == 0:
        return f
    lower = derivative(f, order - 1)
    return wraps(f, updated=())(lambda x: jvp(lower, (x,), (1.0,))[1])


def jacfwd(f: Callable, argnums: int | tuple[int, ...] = 0) -> Callable:
    """The function that gives all partial derivatives of f's outputs, by forward mode: one run for each input.

    The result has the shape of f's output, and in place of each number there the shape of the argument: for a list of n
    numbers and an f that gives m, m rows of n.  argnums: which argument, or which several.

    >>> jacfwd(lambda v: [v[0] * v[1], v[0] ** 2, v[1]])([3.0, 2.0])
    [[2.0, 3.0], [6.0, 0.0], [0.0, 1.0]]
    """

    @wraps(f, updated=())
    def jacobian(*args: Any, **named: Any) -> Any:
        chosen, rest = choose(args, argnums)
        xs = trees.flatten(chosen)
        columns, out = [], None
        for i in range(len(xs)):
            rates = [1.0 if j == i else None for j in range(len(xs))]
            out, column = push(lambda *parts: f(*rest(parts), **named), chosen, xs, rates)
            columns.append(trees.flatten(column))
        shape = chosen if isinstance(argnums, tuple) else chosen[0]
        return trees.fill(out, [trees.fill(shape, row) for row in zip(*columns, strict=True)])

    return jacobian


def choose(args: tuple, argnums: int | tuple[int, ...]) -> tuple[tuple, Callable[[Sequence], list]]:
    """The arguments to differentiate by, and a function that puts others in their places."""
    places = argnums if isinstance(argnums, tuple) else (argnums,)
    for i in places:
        if not isinstance(i, int) or not -len(args) <= i < len(args):
            raise ValueError(f"argnums={argnums!r} needs an argument number {i!r}, but the function was called with {len(args)}")

    def rest(parts: Sequence) -> list:
        full = list(args)
        for i, part in zip(places, parts, strict=True):
            full[i] = part
        return full

    return tuple(args[i] for i in places), rest


number(Dual)
