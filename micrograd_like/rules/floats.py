"""The few functions the pocket language calls but cannot spell, on floats: IEEE 754, never raising.

Python's ``math`` raises where the standard has an infinity or a nan; these give the number instead.

>>> exp(710.0), log(0.0), pow(0.0, -1.0), div(1.0, 0.0), sqrt(-1.0)
(inf, -inf, inf, inf, nan)
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from math import acos as _acos
from math import asin as _asin
from math import asinh, atan, atan2, cbrt, copysign, erf, erfc, hypot, inf, isfinite, isinf, isnan, nan, tanh
from typing import Any

__all__ = [  # noqa: RUF022  every name here may be called in a formula
    "abs", "acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "cbrt", "ceil", "copysign", "cos",
    "cosh", "digamma", "div", "erf", "erfc", "exp", "exp2", "expm1", "floor", "floordiv", "fmod", "hypot",
    "lgamma", "log", "log10", "log1p", "log2", "max", "means", "min", "mod", "norm2", "others", "polygamma",
    "pow", "prod", "round", "scatters", "sin", "sinh", "sqrt", "sum", "tan", "tanh", "trunc",
]  # fmt: skip

abs = abs  # noqa: PLW0127  the builtin is IEEE already


def _or_infinite(function: Callable[[float], float], odd: bool = False) -> Callable[[float], float]:
    """The function, with an infinity where math raises OverflowError."""

    def never_raising(x: float) -> float:
        try:
            return function(x)
        except OverflowError:
            return copysign(inf, x) if odd else inf

    return never_raising


def _where_finite(function: Callable[[float], float]) -> Callable[[float], float]:
    """The function on finite numbers, nan elsewhere."""
    return lambda x: function(x) if isfinite(x) else nan


def _rounding(function: Callable[[float], int]) -> Callable[[float], float]:
    """A rounding function that keeps infinities and nan, and gives floats with the sign of x."""
    return lambda x: copysign(float(function(x)), x) if isfinite(x) else x


exp = _or_infinite(math.exp)
exp2 = _or_infinite(math.exp2)
expm1 = _or_infinite(math.expm1)
cosh = _or_infinite(math.cosh)
sinh = _or_infinite(math.sinh, odd=True)
sin, cos, tan = map(_where_finite, (math.sin, math.cos, math.tan))
floor, ceil, trunc = map(_rounding, (math.floor, math.ceil, math.trunc))
_round = round


def round(x: float, digits: float = 0.0) -> float:
    """x to so many digits after the point, as Python's round; infinities and nan stay."""
    return copysign(_round(x, int(digits)), x) if isfinite(x) else x


def log(x: float) -> float:
    return math.log(x) if x > 0.0 else -inf if x == 0.0 else nan


def log2(x: float) -> float:
    return math.log2(x) if x > 0.0 else -inf if x == 0.0 else nan


def log10(x: float) -> float:
    return math.log10(x) if x > 0.0 else -inf if x == 0.0 else nan


def log1p(x: float) -> float:
    return math.log1p(x) if x > -1.0 else -inf if x == -1.0 else nan


def sqrt(x: float) -> float:
    return math.sqrt(x) if x >= 0.0 else nan


def asin(x: float) -> float:
    return _asin(x) if -1.0 <= x <= 1.0 else nan


def acos(x: float) -> float:
    return _acos(x) if -1.0 <= x <= 1.0 else nan


def acosh(x: float) -> float:
    return math.acosh(x) if x >= 1.0 else nan


def atanh(x: float) -> float:
    return math.atanh(x) if -1.0 < x < 1.0 else copysign(inf, x) if abs(x) == 1.0 else nan


def div(x: float, y: float) -> float:
    if y:
        return x / y
    return nan if x == 0.0 or isnan(x) or isnan(y) else copysign(inf, x) * copysign(1.0, y)


def pow(x: float, y: float) -> float:
    try:
        return math.pow(x, y)
    except OverflowError:
        return -inf if x < 0.0 and math.fmod(y, 2.0) else inf
    except ValueError:  # a negative number to a fractional power, or zero to a negative one
        return nan if x else copysign(inf, x) if abs(math.fmod(y, 2.0)) == 1.0 else inf


def fmod(x: float, y: float) -> float:
    return math.fmod(x, y) if y and not isinf(x) else nan


def mod(x: float, y: float) -> float:
    """The remainder with the sign of y, as Python's %."""
    return x % y if y and not isinf(x) else nan


def floordiv(x: float, y: float) -> float:
    """The whole quotient, rounded down, as Python's //."""
    return x // y if y and not isinf(x) else nan


def _operands(xs: tuple) -> Sequence[float]:
    return xs[0] if len(xs) == 1 and not isinstance(xs[0], float) else xs


def max(*xs: float | Sequence[float]) -> float:
    """The largest of the numbers; nan if one of them is nan.  Takes numbers or one list, as min does."""
    top = -inf
    for x in _operands(xs):
        if not x <= top:  # x is larger, or nan
            top = x
            if isnan(x):
                return nan
    return top


def min(*xs: float | Sequence[float]) -> float:
    low = inf
    for x in _operands(xs):
        if not x >= low:
            low = x
            if isnan(x):
                return nan
    return low


def sum(xs: Sequence[float], start: float = 0.0) -> float:
    """Left to right in plain doubles; the builtin compensates from Python 3.12 on."""
    for x in xs:
        start += x
    return start


def prod(xs: Sequence[float]) -> float:
    z = 1.0
    for x in xs:
        z *= x
    return z


def norm2(xs: Sequence[float]) -> float:
    return hypot(*xs)


def others(xs: Sequence) -> list:
    """For each element the product of all the others, by prefixes and suffixes: zeros do no harm.

    Works on any numbers with a ``*``.

    >>> others([2.0, 0.0, 5.0])
    [0.0, 10.0, 0.0]
    """
    before, after = [1.0], [1.0]
    for x in xs[:-1]:
        before.append(before[-1] * x)
    for x in xs[:0:-1]:
        after.append(after[-1] * x)
    return [a * b for a, b in zip(before, reversed(after), strict=True)] if xs else []


def means(xs: Sequence) -> list:
    """For each element the mean of all the others, on any numbers.

    >>> means([1.0, 2.0, 6.0])
    [4.0, 3.5, 1.5]
    """
    before, after = _running(xs), _running(xs[::-1])[::-1]
    return [_both(a, b)[1] for a, b in zip(before, after, strict=True)]


def scatters(xs: Sequence) -> list:
    """For each element the sum of the squares of all the others about their mean, on any numbers.

    >>> scatters([1.0, 2.0, 6.0])
    [8.0, 12.5, 0.5]
    """
    before, after = _running(xs), _running(xs[::-1])[::-1]
    return [_both(a, b)[2] for a, b in zip(before, after, strict=True)]


def _running(xs: Sequence) -> list[tuple[float, Any, Any]]:
    """Count, mean and squares about the mean of what stands before each element (Welford 1962)."""
    found, count, mean, squares = [], 0.0, 0.0, 0.0
    for x in xs:
        found.append((count, mean, squares))
        count += 1.0
        old, mean = mean, mean + (x - mean) / count
        squares = squares + (x - old) * (x - mean)
    return found


def _both(a: tuple[float, Any, Any], b: tuple[float, Any, Any]) -> tuple[float, Any, Any]:
    """Count, mean and squares of two groups together (Chan, Golub and LeVeque 1979)."""
    if not a[0] or not b[0]:
        return b if b[0] else a
    count, apart = a[0] + b[0], b[1] - a[1]
    return count, a[1] + apart * (b[0] / count), a[2] + b[2] + apart * apart * (a[0] * b[0] / count)


def lgamma(x: float) -> float:
    try:
        return math.lgamma(x)
    except (ValueError, OverflowError):  # a pole, or too large
        return inf


# Bernoulli numbers B2, B4, ... B20 of the asymptotic series, Abramowitz & Stegun 6.3.18 and 6.4.11.
BERNOULLI = (1/6, -1/30, 1/42, -1/30, 5/66, -691/2730, 7/6, -3617/510, 43867/798, -174611/330)  # fmt: skip


def digamma(x: float) -> float:
    """The derivative of lgamma; nan at its poles."""
    if x <= 0.0:
        if isinf(x) or x == math.floor(x):
            return nan
        # reflection, with the angle reduced first so that large |x| keeps its digits
        return digamma(1.0 - x) - math.pi / math.tan(math.pi * math.remainder(x, 1.0))
    if not x < inf:
        return x
    steps = []
    while x < 10.0:
        steps.append(-1.0 / x)
        x += 1.0
    series = math.fsum(-b / (2 * k) * x ** (-2 * k) for k, b in enumerate(BERNOULLI, 1))
    return math.fsum([*steps, math.log(x), -0.5 / x, series])


def polygamma(n: float, x: float) -> float:
    """The n-th derivative of digamma; nan at its poles and for n that is no whole number >= 0."""
    if n == 0.0:
        return digamma(x)
    if (
        not (0.0 < n < inf and n == math.floor(n))
        or isnan(x)
        or x == -inf
        or (x <= 0.0 and x == math.floor(x))
    ):
        return nan
    sign = -1.0 if math.fmod(n, 2.0) == 0.0 else 1.0
    if x > 0.0:
        return sign * _zeta(n + 1.0, x)
    # below zero the sum runs over both sides of the nearest poles
    above, below = (
        _zeta(n + 1.0, x - math.floor(x)),
        _zeta(n + 1.0, math.ceil(x) - x) - _zeta(n + 1.0, 1.0 - x),
    )
    return sign * above + below


def _zeta(s: float, x: float) -> float:
    """Gamma(s) times the sum of (x + k) ** -s over k = 0, 1, ...

    A few terms, then Euler's and Maclaurin's series.
    """

    def power(y: float, e: float) -> float:  # Gamma(s) / y ** e
        if s > 171.0:  # Gamma(s) alone would overflow
            return exp(lgamma(s) - e * math.log(y))
        half = pow(y, -0.5 * e)  # y ** -e alone could vanish
        return math.factorial(int(s) - 1) * half * half

    head = 0.0
    while x < min(10.0 + 2.0 * s, 2.0**53):
        term = power(x, s)
        head += term
        if not 1e-17 * head < term < inf:  # the rest does not count
            return head
        x += 1.0
    series, factor = 1.0 / (s - 1.0) + 0.5 / x, s / x / x
    for k, b in enumerate(BERNOULLI, 1):
        series += b * factor / math.factorial(2 * k)
        factor *= (s + 2 * k - 1.0) / x * ((s + 2 * k) / x)
    return head + power(x, s - 1.0) * series
