"""x ** y and hypot for several lanes at once, right to 4 units in the last place.

x ** y is exp(y * log(x)).  An error of the logarithm counts y times, so the logarithm is a sum of two
doubles, good to 65 bits.  For x that is not positive, or subnormal or infinite, and where the result is not a
normal number, C's function is called.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from .llvm_code import Code
from .llvm_lanes import Lanes
from .llvm_math import (
    LN2_HIGH,
    LN2_LOW,
    SMALLEST,
    exp_of_sum,
    larger,
    length,
    polynomial,
    scale_down,
    scale_up,
    smaller,
    split,
)

TWO_THIRDS, ITS_REST = 0.6666666666666666, 3.700743415417188e-17  # 2/3 as a sum of two doubles
# (2 atanh(s) - 2 s - 2/3 s**3) / s**5 by powers of s**2, for |s| < 0.172
REST = [0.4000000000000003, 0.2857142857133532, 0.22222222272515244, 0.1818180802088736, 0.1538559107084283,
        0.13285423212192624, 0.1292014906208681]  # fmt: skip


def pow_(code: Code, x: Lanes, y: Lanes) -> Lanes:
    high, low = _log(x)
    z = y * high
    more = y.exact_fma(high, 0.0 - z) + y * low
    ordinary = (x.test("oge", SMALLEST) & (x < math.inf)) & (abs(z) < 708.0)
    inside = ordinary.where(z, 0.0)
    return ordinary.else_by_library(exp_of_sum(inside, more, subnormal=False), "pow", x, y)


def _log(x: Lanes) -> tuple[Lanes, Lanes]:
    """log(x) as a sum of two doubles: k ln 2 + 2 s + 2/3 s**3 + ..., with s = f / (2 + f)."""
    k, f = split(x)
    d = f + 2.0
    s = f / d
    s_low = (s.exact_fma(0.0 - d, f) - s * (f - (d - 2.0))) / d
    square = s * s
    square_low = s.exact_fma(s, 0.0 - square) + 2.0 * s * s_low
    rest = square * polynomial(square, REST)
    c = rest + TWO_THIRDS
    c_low = rest - (c - TWO_THIRDS) + ITS_REST
    cube = s * square
    cube_low = s.exact_fma(square, 0.0 - cube) + s.fma(square_low, s_low * square)
    p = cube * c
    p_low = cube.exact_fma(c, 0.0 - p) + cube.fma(c_low, cube_low * c)
    whole = k * LN2_HIGH
    first = whole + 2.0 * s
    high = first + p
    lost = (2.0 * s - (first - whole)) + (p - (high - first))
    low = k.fma(LN2_LOW, lost + (2.0 * s_low + p_low))
    found = high + low
    return found, low - (found - high)


def hypot(code: Code, x: Lanes, y: Lanes) -> Lanes:
    """The root of the sum of squares, of numbers scaled by a power of two so that nothing overflows."""
    x, y = abs(x), abs(y)
    top = larger(code, x, y)
    scale = scale_down(code, top)
    a, b = top * scale, smaller(code, x, y) * scale
    root = Lanes(code, code.own("sqrt", a.fma(a, b * b).text))
    infinite = x.test("oeq", math.inf) | y.test("oeq", math.inf)
    return infinite.where(math.inf, length(code, top, root * scale_up(code, top)))


FUNCTIONS: dict[str, Callable[..., Lanes]] = {"pow": pow_, "hypot": hypot}
