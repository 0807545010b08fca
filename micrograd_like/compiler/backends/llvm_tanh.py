"""tanh, sigmoid and their partials for several lanes at once: one division for a value and its partial.

>>> from .llvm_words import CodeModule
>>> code = Code(CodeModule(), 4)
>>> len(TOGETHER["tanh(a), sech2(a)"](code, Lanes(code, "%a")))
2

Each result is right to 4 units in the last place, as those of llvm_math.py are.  With |x| = k ln(2) / 2 + h
and w = 2**-k, exp(-2 |x|) is w (1 - tanh h) / (1 + tanh h).  Near 0, tanh h is m / n for two short
polynomials n = 1 + q and m, so that

    tanh |x| = ((1 - w) n + (1 + w) m) / ((1 + w) n + (1 - w) m)
    (1 - tanh |x|) / 2 = w (n - m) / ((1 + w) n + (1 - w) m)

n - m is not rounded to a number near 1: it is 1 + (q - m), and what the rounding of the divisor and the
division lost is added to that small number.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from .llvm_code import Code
from .llvm_lanes import Lanes
from .llvm_math import LN2_HIGH, LN2_LOW, SHIFT

# h P(h**2) / (1 + h**2 Q(h**2)), which agrees with tanh(h) at Chebyshev's points of |h| < 0.1734; and shorter
P, Q = [1.0, 0.111099058684589, 0.0010573981667464575], [0.44443239201791424, 0.015868195508212047]
P_FAST, Q_FAST = [0.9999999999999358, 0.09521081194062674], [0.42854414520561274, 0.009514726463860567]
# Bits by which w is larger than it is, for sech2 may be subnormal.  From LARGEST on w is 0.
UP = 54
LARGEST = (1023 + UP + 0.001) * math.log(2.0) / 2.0


class Parts(NamedTuple):
    """Of |x|.  tanh: itself.  over, rest: (1 - tanh |x|) / 2 is over + over * rest."""

    tanh: Lanes
    over: Lanes
    rest: Lanes


def _parts(x: Lanes) -> Parts:
    """Of |x|, which may be infinite or nan."""
    size = (x > LARGEST).where(LARGEST, x)
    bits = size.fma(-2.0 / math.log(2.0), SHIFT + 1023.0 + UP)  # its last ones are the exponent of w
    k = bits - (SHIFT + 1023.0 + UP)
    h = k.fma(LN2_LOW / 2.0, k.fma(LN2_HIGH / 2.0, size))
    m, q = _quotient(h)
    w, one = (bits.as_bits() << 52).as_double(), 2.0**UP
    more, less = w + one, one - w
    small = less.fma(m, more * q)
    divisor = more + small
    over = 1.0 / divisor
    lost = ((divisor - more) - small).fma(over, (-divisor).fma(over, 1.0))  # by the sum, and by the division
    tanh = (less + more.fma(m, less * q)) * over
    return Parts(tanh.fma(lost, tanh), w * over, (q - m) + lost)


def _quotient(h: Lanes) -> tuple[Lanes, Lanes]:
    """m and q, for tanh(h) = m / (1 + q)."""
    square = h * h
    if h.code.fast_math:
        return h * square.fma(P_FAST[1], P_FAST[0]), square * square.fma(Q_FAST[1], Q_FAST[0])
    return h * square.fma(square.fma(P[2], P[1]), P[0]), square * square.fma(Q[1], Q[0])


def tanh_and_sech2(code: Code, x: Lanes) -> list[Lanes]:
    """sech2 is (1 - tanh) (1 + tanh); where it is subnormal, only the last step rounds it much."""
    tanh, over, rest = _parts(abs(x))
    sech2 = over * tanh.fma(2.0, 2.0)
    return [Lanes(code, code.own("copysign", tanh.text, x.text)), sech2.fma(rest, sech2)]


def sigmoid_and_dsigmoid(code: Code, x: Lanes) -> list[Lanes]:
    """sigmoid is (1 + tanh(x / 2)) / 2, and the partial is sigmoid(x) sigmoid(-x)."""
    tanh, over, rest = _parts(0.5 * abs(x))
    below, above = over.fma(rest, over), tanh.fma(0.5, 0.5)
    return [(x < 0.0).where(below, above), below * above]


TOGETHER: dict[str, Callable[..., list[Lanes]]] = {
    "tanh(a), sech2(a)": tanh_and_sech2, "sigmoid(a), dsigmoid(a)": sigmoid_and_dsigmoid,
}  # fmt: skip
FUNCTIONS: dict[str, Callable[..., Lanes]] = {
    "tanh": lambda code, x: tanh_and_sech2(code, x)[0],
    "sech2": lambda code, x: tanh_and_sech2(code, x)[1],
    "sigmoid": lambda code, x: sigmoid_and_dsigmoid(code, x)[0],
    "dsigmoid": lambda code, x: sigmoid_and_dsigmoid(code, x)[1],
}
