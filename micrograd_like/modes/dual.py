"""Dual numbers: a number and its rate of change, updated together by every operation.

>>> x = Dual(3.0, 1.0)
>>> x * x + 1 / x
Dual(primal=9.333333333333334, tangent=5.888888888888889)
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from contextvars import ContextVar
from typing import Any, NoReturn

from .. import ufuncs
from ..anomaly import watching
from ..datamodel import DataModel
from ..recording import active, gradient_lost, no_grad, refusing, without
from ..rules import bind, number, real, wrong_operand
from ..rules.operands import flatten, held, rank_of
from .arithmetic import Arithmetic
from .chain_rule import chain, partials_at
from .nesting import number_under

levels = itertools.count(1)
current: ContextVar[float] = ContextVar("current", default=0)  # the level of the innermost jvp() that runs
around: ContextVar[int] = ContextVar("around", default=0)  # how many no_grad() blocks it runs in


class Dual(Arithmetic):
    """A number and its rate of change.

    primal, tangent: numbers, which may be Values (a derivative that is a graph) or Duals (a derivative of a
    derivative). level: which differentiation the tangent belongs to.  Each jvp() has a level of its own, so
    that a derivative inside a derivative never takes the other's tangent for its own.  Duals made by hand
    share a level just above that of the jvp() they are made in (outside of any: level 0), or, built on Duals,
    above theirs.  Anything of a lower level is a constant to a higher one.  Comparisons and hash are as for
    Value; so is float(), which loses the rate of change.

    Source: Siskind & Pearlmutter 2005, on perturbation confusion.
    """

    __slots__ = ("_tangent", "level", "primal")
    rank = 2  # among number types: a Dual may hold a Value, never the reverse

    def __init__(self, primal: Any, tangent: Any):
        self.primal, self._tangent = (x if rank_of(x) else real(x) for x in (primal, tangent))
        below = max((x.level for x in (primal, tangent) if isinstance(x, Dual)), default=None)
        outside = current.get()
        self.level = 0 if below is None and not outside else _above(max(outside, below or 0))

    @property
    def tangent(self) -> Any:
        return 0.0 if self._tangent is None else self._tangent  # None: no live edge has brought one

    @property
    def data(self) -> float:
        """The number itself, so that what is written for Values works here too."""
        x: Any = self.primal
        while isinstance(x, Dual):
            x = x.primal
        return held(x)

    def with_parts(self, primal: Any, tangent: Any) -> Dual:
        """A Dual of the same level with other parts; tangent None if nothing arrives."""
        return dual(primal, tangent, self.level)

    def __repr__(self) -> str:
        return f"Dual(primal={self.primal!r}, tangent={self.tangent!r})"

    @staticmethod
    def apply(rule: Any, operands: Sequence, params: tuple) -> Any:
        """z and its tangent: the sum of partial * tangent over the operands that have one.

        A list of them if the row has one result per element.
        """
        if any(getattr(x, "shape", ()) for x in operands if type(x) is not Dual):
            return ufuncs.elementwise(rule, operands, *params)  # a NumPy array: an operation for each element
        rule, operands, params = rule.given(operands, params)
        flat = flatten(operands) if rule.lists else list(operands)
        level = max(x.level for x in flat if isinstance(x, Dual))
        primals, tangents = [], []
        for x in flat:
            mine = isinstance(x, Dual) and x.level == level
            primals.append(x.primal if mine else x)
            tangents.append(x._tangent if mine else None)
        watchers, made = watching(), []
        for z, partials in _linearize(rule, primals, params):
            new = dual(z, chain(partials, tangents), level)
            for watcher in watchers:
                watcher.carried(new, rule, flat, partials)
            made.append(new)
        return made if rule.each else made[0]

    def __array_ufunc__(self, ufunc: Any, how: str, *inputs: Any, **options: Any) -> Any:
        """NumPy's functions: the row of that name, element by element where there is an array."""
        return ufuncs.apply(ufunc, how, inputs, options)

    # ---- out of the derivative: refused inside a jvp(), but for what no_grad() inside it covers ----

    __bool__, __eq__, __hash__ = DataModel.__bool__, DataModel.__eq__, DataModel.__hash__

    # by the numbers underneath: where these are traced, a comparison of them is recorded

    def __lt__(self, other: Any) -> Any:
        return number_under(self) < number_under(other)

    def __le__(self, other: Any) -> Any:
        return number_under(self) <= number_under(other)

    def __gt__(self, other: Any) -> Any:
        return number_under(self) > number_under(other)

    def __ge__(self, other: Any) -> Any:
        return number_under(self) >= number_under(other)

    def __float__(self) -> float:
        with _as_inside():
            gradient_lost("float()", "Dual")
        return self.data

    def __int__(self) -> int:
        with _as_inside():
            gradient_lost("int()", "Dual")
        return int(self.data)

    def __trunc__(self) -> int:
        with _as_inside():
            gradient_lost("trunc()", "Dual")
        return int(self.data)

    def __index__(self) -> NoReturn:
        raise TypeError(f"a place or a count is a whole number, but got {self!r}; write int(x.data)")


def _as_inside() -> AbstractContextManager:
    """Without the no_grad() blocks around the innermost jvp(): its derivative is taken all the same."""
    inside = no_grads() > around.get()
    return nullcontext() if inside or not refusing.get() else without(no_grad)


def no_grads() -> int:
    """How many no_grad() blocks are in force."""
    return sum([isinstance(recorder, no_grad) for recorder in active()])


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
    if not any(map(rank_of, primals)):
        numbers = [_real(rule, k, x) for k, x in enumerate(primals)]
        results = bind(rule, *params).linearize(*rule.split(numbers))
        return results if rule.each else [results]
    z = type(max(primals, key=rank_of)).apply(rule, rule.split(primals), params)
    if not rule.each:
        return [(z, partials_at(bind(rule, *params), z, primals))]
    shared = {"q": z}  # the results have one another in common: none is computed twice
    return [(z_k, partials_at(bind(rule, *params, k=k), z_k, primals, shared)) for k, z_k in enumerate(z)]


def _real(rule: Any, k: int, x: Any) -> float:
    """Operand k, a plain number, as a float."""
    try:
        return real(x)
    except TypeError as error:
        raise TypeError(str(wrong_operand(rule, k, x, error))) from None


number(Dual)
