"""custom: a primitive out of any Python function of floats, with its partials as Python functions.

A formula is better written as a row, by rule(...): then every mode, backend and picture can read it.  custom
is for what is no formula: a table, a root finder, a call into another library.

>>> import math
>>> gamma = custom(math.gamma, lambda x: math.gamma(x) * digamma(x), name="gamma")
>>> from micrograd_like import Value, digamma
>>> x = Value(4.0)
>>> gamma(x).backward(); gamma(4.0), round(x.grad, 4)
(6.0, 7.5367)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..engine import operate
from ..rules import Rule, real
from ..rules.operands import rank_of

Partial = Any  # a function of the operands, a row, another custom, or a number


class Custom:
    """A primitive whose value and partials are opaque functions.  Call it on floats, Values or Duals, as you
    call a row."""

    lists, each, params, static, k = (), False, {}, (), None
    domain = kinks = source = plain = ""

    def __init__(self, value: Callable[..., Any], partials: Sequence[Partial], name: str):
        self.value_of, self.functions, self.name, self.symbol = value, tuple(partials), name, name
        self.letters = self.order = tuple(f"x{i}" for i in range(len(self.functions)))

    def __call__(self, *operands: Any, **named: Any) -> Any:
        given = (*operands, *named.values())
        if len(given) != len(self.functions):
            count = len(self.functions)
            s = "s" * (count != 1)
            raise TypeError(
                f"{self.name} has {count} partial{s}, so it takes {count} operand{s}, but got {len(given)}"
            )
        if any(map(rank_of, given)):
            return operate(self, given)
        return self._number(self.value_of, map(real, given), "value")

    def linearize(self, *operands: float) -> tuple[float, tuple[float | None, ...]]:
        z = self._number(self.value_of, operands, "value")
        return z, tuple(self.partials_of(z, *operands))

    def partials_of(self, z: Any, *operands: Any) -> tuple:
        """The partials at these numbers; of Values and Duals only where each partial is a row, a custom or a
        number.

        In expressions an opaque partial is a function of its own, with a name and a value and no derivative.
        """
        rank = max(map(rank_of, operands), default=0)
        return tuple(self._partial(k, operands, rank) for k in range(len(self.functions)))

    def _partial(self, k: int, operands: Sequence, rank: int) -> Any:
        f = self.functions[k]
        if not callable(f):
            return real(f) or None  # 0 sends nothing
        if not rank:
            return self._number(f, operands, "partial")
        if isinstance(f, (Rule, Custom)):
            return f(*operands)
        if rank > 2 and f is not _unknown:
            place = str(k) if len(self.functions) > 1 else ""
            return Custom(f, [_unknown] * len(operands), f"d{self.name}{place}")(*operands)
        raise TypeError(
            f"a partial of {self.name!r} is a Python function of floats and has no derivative of its own; "
            "to differentiate twice, make it a custom() too, or write it with rule()"
        )

    def _number(self, f: Callable, operands: Any, what: str) -> float:
        try:
            return real(f(*operands))
        except TypeError as error:
            raise TypeError(f"the {what} of {self.name!r}: {error}") from None

    @property
    def row(self) -> Custom:
        """Itself: it has no parameters to fill in."""
        return self

    def given(self, operands: Sequence, params: tuple = ()) -> tuple[Custom, Sequence, tuple]:
        """Itself: no operand makes another row of it."""
        return self, operands, params

    def split(self, flat: Sequence) -> list:
        return list(flat)

    def __repr__(self) -> str:
        return f"custom {self.name}({', '.join(self.order)})"


def _unknown(*_: float) -> float:
    return float("nan")


def custom(value: Callable[..., float], partials: Partial | Sequence[Partial], name: str = "") -> Custom:
    """A primitive from a function of floats and the function that gives its derivative.

    value: takes one float for each operand and gives one.  partials: for one operand a function of it; for
    several a list, with for each operand a function of all of them, or a number if it is constant (0: nothing
    is sent back).  To differentiate twice, let the partials be rows or customs themselves.  Check them with
    gradcheck.

    >>> import math
    >>> cosine = custom(math.cos, lambda x: -math.sin(x))
    >>> sine = custom(math.sin, cosine, name="sine")
    >>> from micrograd_like import grad
    >>> grad(grad(sine))(1.0) == -math.sin(1.0)
    True
    """
    given: Any = partials if isinstance(partials, (list, tuple)) else [partials]
    if odd := [f for f in (value, *given) if not callable(f) and (f is value or isinstance(f, str))]:
        raise TypeError(
            f"custom takes functions of floats, but got {odd[0]!r}; formulas as text are for rule()"
        )
    return Custom(value, given, name or getattr(value, "__name__", "custom"))
