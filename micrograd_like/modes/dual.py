"""Dual numbers: a number and its rate of change, updated together by every operation.

>>> x = Dual(3.0, 1.0)
>>> x * x + 1 / x
Dual(primal=9.333333333333334, tangent=5.888888888888889)
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from contextvars import ContextVar
from typing import Any

from ..rules import bind, number, real
from ..rules.row import flatten as in_a_row
from .arithmetic import Arithmetic

levels = itertools.count(1)
current: ContextVar[float] = ContextVar(
    "current", default=0
)  # the level of the innermost jvp() that is running


class Dual(Arithmetic):
    """A number and its rate of change.

    primal, tangent: numbers, which may be Values (a derivative that is a graph) or Duals (a derivative of a derivative).
    level: which differentiation the tangent belongs to.  Each jvp() has a level of its own, so that a derivative inside a
    derivative never takes the other's tangent for its own.  Duals made by hand share a level just above that of the jvp()
    they are made in (outside of any: level 0), or, built on Duals, above theirs.  Anything of a lower level is a constant to
    a higher one.  Comparisons, float() and hash are as for Value.

    Source: Siskind & Pearlmutter 2005, on perturbation confusion.
    """

    __slots__ = ("_tangent", "level", "primal")
    rank = 2  # among number types: a Dual may hold a Value, never the reverse

    def __init__(self, primal: Any, tangent: Any):
        self.primal, self._tangent = (x if hasattr(type(x), "rank") else real(x) for x in (primal, tangent))
        below = max((x.level for x in (primal, tangent) if isinstance(x, Dual)), default=None)
        around = current.get()
        self.level = 0 if below is None and not around else _above(max(around, below or 0))

    @property
    def tangent(self) -> Any:
        return 0.0 if self._tangent is None else self._tangent  # None: no live edge has brought one

    def __float__(self) -> float:
        return float(self.primal)

    data = property(__float__, doc="The number itself, so that what is written for Values works here too.")

    def __repr__(self) -> str:
        return f"Dual(primal={self.primal!r}, tangent={self.tangent!r})"

    @staticmethod
    def apply(rule: Any, operands: Sequence, params: tuple) -> Any:
        """z and its tangent: the sum of partial * tangent over the operands that have one; a list if the row is an each."""
        rule, operands, params = rule.given(operands, params)
        flat = in_a_row(operands) if rule.lists else list(operands)
        level = max(x.level for x in flat if isinstance(x, Dual))
        mine = [isinstance(x, Dual) and x.level == level for x in flat]
        tangents = [x._tangent if own else None for x, own in zip(flat, mine, strict=True)]
        primals = [x.primal if own else x for x, own in zip(flat, mine, strict=True)]
        made = [
            dual(z, chain(partials, tangents), level) for z, partials in _linearize(rule, primals, params)
        ]
        return made if rule.each else made[0]


def _above(level: float) -> float:
    """A level between this one and the next whole one: 0, 0.5, 0.75, ...  Those of jvp() are whole."""
    return (level + int(level) + 1) / 2


def dual(primal: Any, tangent: Any, level: float) -> Dual:
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
        return [(z_k, bind(rule, *params, k=k).partials_of(z_k, *operands, q=z)) for k, z_k in enumerate(z)]
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


number(Dual)
