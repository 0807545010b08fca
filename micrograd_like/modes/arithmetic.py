"""What Duals and expressions have in common: operators, methods and comparisons, all read from the table."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from typing import Any

from ..datamodel import DataModel
from ..rules import Rule, table
from ..rules.operands import held


def _operators(rule: Rule) -> tuple[Callable[[Any, Any], Any], Callable[[Any, Any], Any]]:
    return lambda self, other: self.apply(rule, (self, other), ()), lambda self, other: self.apply(
        rule, (other, self), ()
    )


def _comparison(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    return lambda self, other: compare(self.data, held(other))


class Arithmetic:
    """A number type above Value: ``apply`` says what it makes of a row.  Compared by the number it holds."""

    __slots__ = ()
    data: Any  # the number it holds
    __array_ufunc__ = None  # NumPy scalars leave arithmetic to us

    __add__, __radd__ = _operators(table.add)
    __sub__, __rsub__ = _operators(table.sub)
    __mul__, __rmul__ = _operators(table.mul)
    __truediv__, __rtruediv__ = _operators(table.div)
    __pow__, __rpow__ = _operators(table.pow)
    __mod__, __rmod__ = _operators(table.mod)
    __floordiv__, __rfloordiv__ = _operators(table.floordiv)
    __pos__, __round__ = DataModel.__pos__, DataModel.__round__
    __divmod__, __rdivmod__ = DataModel.__divmod__, DataModel.__rdivmod__
    __lt__, __le__, __gt__, __ge__ = map(_comparison, (operator.lt, operator.le, operator.gt, operator.ge))

    @staticmethod
    def apply(rule: Any, operands: Sequence, params: tuple) -> Any:
        raise NotImplementedError

    def __neg__(self) -> Any:
        return self.apply(table.neg, (self,), ())

    def __abs__(self) -> Any:
        return self.apply(table.abs, (self,), ())

    def __float__(self) -> float:
        raise NotImplementedError

    def item(self) -> float:
        """The number alone."""
        return self.data

    def __format__(self, spec: str) -> str:
        return format(self.data, spec) if spec else str(self)

    @classmethod
    def learn(cls, rule: Rule) -> None:
        """Give the class a method for the row, unless it has one."""
        if rule.is_method and rule.name not in vars(cls):

            def method(self: Arithmetic, *args: Any, **params: Any) -> Any:
                return rule(self, *args, **params)

            setattr(cls, rule.name, method)
