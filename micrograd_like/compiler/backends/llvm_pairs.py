"""Two functions of one number computed together, as a value and its partial: the second costs little more.

>>> from .llvm_words import CodeModule
>>> code = Code(CodeModule(), 4)
>>> len(TOGETHER["tanh(a), sech2(a)"](code, Lanes(code, "%a")))
2

Each result is right to 4 units in the last place, as those of llvm_math.py are, whose method this is.
"""

from __future__ import annotations

from collections.abc import Callable

from .llvm_code import Code, Lanes
from .llvm_math import EXP, LN2_HIGH, LN2_LOW, SHIFT, SHIFT_BITS, clamped, polynomial


def _exponentials(y: Lanes) -> tuple[Lanes, Lanes]:
    """exp(y) and expm1(y) for y <= 0: with y = k ln 2 + r, both are made of expm1(r) and 2**k."""
    y = clamped(y, -746.0, 0.0)
    rounded = y.fma(1.4426950408889634, SHIFT)
    k = rounded - SHIFT
    r = k.fma(-LN2_LOW, k.fma(-LN2_HIGH, y))
    p = r.fma(r * polynomial(r, EXP), r)
    whole = rounded.as_bits() - SHIFT_BITS
    half = (whole + 4096) >> 1  # k / 2 + 2048: a power of two in two steps may be subnormal, or 0
    first = ((half - (2048 - 1023)) << 52).as_double()
    second = ((whole - half + (2048 + 1023)) << 52).as_double()
    power = first * second
    return (p + 1.0) * first * second, p.fma(power, power - 1.0)


def tanh_and_sech2(code: Code, x: Lanes) -> list[Lanes]:
    """With e = exp(-2 |x|) they are (1 - e) / (1 + e) and 4 e / (1 + e)**2."""
    e, less = _exponentials(-2.0 * abs(x))  # less = e - 1, which has its own bits where x is small
    size = less / (less + 2.0)
    return [Lanes(code, code.own("copysign", size.text, x.text)), 4.0 * e / _square_of_one_more(e)]


def sigmoid_and_dsigmoid(code: Code, x: Lanes) -> list[Lanes]:
    """With e = exp(-|x|) they are 1 / (1 + e), or e / (1 + e) for x below 0, and e / (1 + e)**2."""
    e = Lanes(code, code.call("exp", (-1.0 * abs(x)).text))
    return [(x < 0.0).where(e, 1.0) / (e + 1.0), e / _square_of_one_more(e)]


def _square_of_one_more(e: Lanes) -> Lanes:
    """(1 + e)**2 with one rounding less than the square of 1 + e."""
    return e.fma(e + 2.0, 1.0)


TOGETHER: dict[str, Callable[..., list[Lanes]]] = {
    "tanh(a), sech2(a)": tanh_and_sech2, "sigmoid(a), dsigmoid(a)": sigmoid_and_dsigmoid,
}  # fmt: skip
