"""sin, cos and tan for several lanes at once, right to 4 units in the last place.

A multiple k of pi/2 is taken away from the argument.  pi/2 is split in four parts: the first three have so
few bits that k times each is exact, so that even an argument next to a multiple of pi/2 keeps all its bits.
Beyond LARGE that would not hold, and C's function is called.  What is left is a sum of two doubles; k modulo
4 says whether it is the sine or the cosine of it that is wanted, and with which sign.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from .llvm_code import Code
from .llvm_lanes import Lanes, sum_and_loss
from .llvm_math import SHIFT, polynomial

LARGE = 2.0**19  # beyond it k has more bits than the parts leave room for
PARTS = (1.5707963267341256, 6.077100506303966e-11, 2.0222662487111665e-21, 8.4784276603689e-32)

# (sin(y) - y) / y**3 and (cos(y) - 1 + y**2 / 2) / y**4 by powers of y**2, for |y| < 0.786
SIN = [-0.16666666666666666, 0.00833333333333093, -0.00019841269836732116, 2.755731608875964e-06,
       -2.505112895962814e-08, 1.5917920828779976e-10]  # fmt: skip
COS = [0.041666666666666664, -0.0013888888888887387, 2.4801587298749053e-05, -2.7557317263062555e-07,
       2.0876144456187773e-09, -1.1382501547219004e-11]  # fmt: skip


def sin(code: Code, x: Lanes) -> Lanes:
    return _turned(x, "sin", 0)


def cos(code: Code, x: Lanes) -> Lanes:
    return _turned(x, "cos", 1)


def tan(code: Code, x: Lanes) -> Lanes:
    """sin / cos; -cos / sin where k is odd."""
    k, y, low = _reduced(x)
    odd, s, c = (k & 1).nonzero(), _sin(y, low), _cos(y, low)
    found = odd.where(0.0 - c, s) / odd.where(s, c)
    return (abs(x) < LARGE).else_by_library(found, "tan", x)


def _turned(x: Lanes, name: str, quarters: int) -> Lanes:
    """The sine of x, so many quarters of a turn further on."""
    k, y, low = _reduced(x)
    k = k + quarters
    found = (k & 1).nonzero().where(_cos(y, low), _sin(y, low))
    found = (found.as_bits() ^ ((k & 2) << 62)).as_double()
    return (abs(x) < LARGE).else_by_library(found, name, x)


def _reduced(x: Lanes) -> tuple[Lanes, Lanes, Lanes]:
    """k, in the last bits of a whole number, and x - k * pi/2 as a sum of two doubles."""
    rounded = x.fma(2.0 / math.pi, SHIFT)
    k = rounded - SHIFT
    y, lost = sum_and_loss(k.fma(-PARTS[0], x), k * -PARTS[1])
    y, more = sum_and_loss(y, k * -PARTS[2])
    low = k.fma(-PARTS[3], lost + more)
    high = y + low
    return rounded.as_bits(), high, low - (high - y)


def _sin(y: Lanes, low: Lanes) -> Lanes:
    square = y * y
    return y + (low + (y * square).fma(polynomial(square, SIN), -0.5 * square * low))


def _cos(y: Lanes, low: Lanes) -> Lanes:
    square = y * y
    half = 0.5 * square
    near = 1.0 - half
    rest = (square * square).fma(polynomial(square, COS), 0.0 - y * low)
    return near + ((1.0 - near) - half + rest)


FUNCTIONS: dict[str, Callable[..., Lanes]] = {"sin": sin, "cos": cos, "tan": tan}
