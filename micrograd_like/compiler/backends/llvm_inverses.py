"""asin, acos, atan, asinh, acosh and atanh for several lanes at once, right to 4 units in the last place.

The inverse of a circular function is an atan, of an argument that is brought below tan(pi/8), where a
polynomial is good to the last bit; the inverse of a hyperbolic one is a log1p, which loses nothing near 1.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from .llvm_code import Code
from .llvm_lanes import Lanes
from .llvm_math import log, log1p, polynomial

QUARTER, QUARTER_LOW = math.pi / 4, 3.061616997868383e-17  # pi/4 as a sum of two doubles
LARGE = 2.0**28  # whose square swallows 1
# (atan(s) - s) / s**3 by powers of s**2, for |s| < 0.415
ATAN = [-0.3333333333333333, 0.19999999999995496, -0.14285714284659048, 0.11111111014492082,
        -0.09090904541484474, 0.07692182227903765, -0.06664496515516262, 0.058580087848134524,
        -0.05084668356218232, 0.039207850781051636, -0.019146381726749987]  # fmt: skip


def atan(code: Code, x: Lanes) -> Lanes:
    """atan(t) + n pi/4: t is x, (x - 1) / (x + 1) or -1 / x, and n is 0, 1 or 2."""
    size = abs(x)
    small, large = size < 0.41421356237309503, size > 2.414213562373095
    below = small.where(size, large.where(-1.0, size - 1.0))
    above = small.where(1.0, large.where(size, size + 1.0))
    t = below / above
    square = t * t
    n = small.where(0.0, large.where(2.0, 1.0))
    found = n.fma(QUARTER, t + (t * square).fma(polynomial(square, ATAN), n * QUARTER_LOW))
    return _signed(found, x)


def asin(code: Code, x: Lanes) -> Lanes:
    return atan(code, x / _root((1.0 - x) * (1.0 + x)))


def acos(code: Code, x: Lanes) -> Lanes:
    return 2.0 * atan(code, _root((1.0 - x) / (1.0 + x)))


def asinh(code: Code, x: Lanes) -> Lanes:
    size = abs(x)
    inside = (size < LARGE).where(size, 1.0)
    square = inside * inside
    near = log1p(code, inside + square / (1.0 + _root(square + 1.0)))
    return _signed((size < LARGE).where(near, _log_of_double(size)), x)


def acosh(code: Code, x: Lanes) -> Lanes:
    t = x - 1.0
    near = log1p(code, t + _root(t * (t + 2.0)))
    return (x > LARGE).where(_log_of_double(x), near)


def atanh(code: Code, x: Lanes) -> Lanes:
    size = abs(x)
    twice = size + size
    found = log1p(code, (size < 0.5).where(twice + twice * size / (1.0 - size), twice / (1.0 - size)))
    return _signed(0.5 * found, x)


def _root(x: Lanes) -> Lanes:
    return Lanes(x.code, x.code.own("sqrt", x.text))


def _signed(size: Lanes, x: Lanes) -> Lanes:
    return Lanes(x.code, x.code.own("copysign", size.text, x.text))


def _log_of_double(x: Lanes) -> Lanes:
    """log(2 x), which is no infinity before log(x) is."""
    return log(x.code, x) + math.log(2.0)


FUNCTIONS: dict[str, Callable[..., Lanes]] = {
    "atan": atan, "asin": asin, "acos": acos, "asinh": asinh, "acosh": acosh, "atanh": atanh,
}  # fmt: skip
