"""exp, log, tanh and their like for several lanes at once, as LLVM's instructions.

Each is right to 4 units in the last place over all doubles, infinities, nan and subnormal numbers included,
as the engine promises; tests hold them against mpmath.  They have no tables and no branches: what some lanes
need is computed in all of them.

The method is the same everywhere.  An argument is brought near 0 by taking away a multiple k of ln 2; there a
Taylor polynomial is good to the last bit; then comes a factor 2**k.  ln 2 is split in two parts, the first
with so few bits that k times it is exact.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from .llvm_code import Code, Lanes

LN2_HIGH = 0.6931471803691238  # the first 32 bits of ln 2
LN2_LOW = 1.9082149292705877e-10
SHIFT = 6755399441055744.0  # 1.5 * 2**52: what is added to it is rounded to a whole number, in its last bits
SHIFT_BITS = 0x4338000000000000
ONE_BITS = 0x3FF0000000000000
ROOT_HALF_BITS = 0x3FE6A09E667F3BCD  # sqrt(1/2)
TWO_52_BITS = 0x4330000000000000
SMALLEST = 2.2250738585072014e-308  # normal
INVERSE_FACTORIALS = [1.0 / math.factorial(n) for n in range(14)]
ATANH = [2.0 / (2 * n + 1) for n in range(1, 12)]  # 2 atanh(s) - 2 s, by powers of s * s


def polynomial(x: Lanes, coefficients: Sequence[float]) -> Lanes:
    """c0 + c1 x + c2 x**2 + ... by Horner's rule, for the even and the odd powers apart: neither waits."""
    square = x * x
    even, odd = _horner(square, coefficients[0::2]), _horner(square, coefficients[1::2])
    return odd.fma(x, even)


def _horner(x: Lanes, coefficients: Sequence[float]) -> Lanes:
    found: Lanes | float = coefficients[-1]
    for c in reversed(coefficients[:-1]):
        found = x.fma(found, c)
    assert isinstance(found, Lanes)
    return found


def clamped(x: Lanes, low: float, high: float) -> Lanes:
    """x between two bounds; nan stays nan."""
    x = (x < low).where(low, x)
    return (x > high).where(high, x)


def _reduced(x: Lanes, scale: float = 1.4426950408889634) -> tuple[Lanes, Lanes]:
    """The whole number nearest to scale * x, as the last bits of a double, and as a double."""
    rounded = x.fma(scale, SHIFT)
    return rounded, rounded - SHIFT


def _times_power_of_two(p: Lanes, rounded: Lanes) -> Lanes:
    """p * 2**k in two steps, so that it may be subnormal or infinite."""
    k = rounded.as_bits() - SHIFT_BITS
    half = (k + 4096) >> 1  # k / 2 + 2048
    first = (half - (2048 - 1023)) << 52
    second = (k - half + (2048 + 1023)) << 52
    return p * first.as_double() * second.as_double()


def exp(code: Code, x: Lanes) -> Lanes:
    x = clamped(x, -746.0, 710.0)
    rounded, k = _reduced(x)
    r = k.fma(-LN2_LOW, k.fma(-LN2_HIGH, x))
    return _times_power_of_two(r.fma(r * polynomial(r, INVERSE_FACTORIALS[2:]), r) + 1.0, rounded)


def exp2(code: Code, x: Lanes) -> Lanes:
    x = clamped(x, -1080.0, 1025.0)
    rounded, k = _reduced(x, 1.0)
    r = (x - k) * math.log(2.0)
    return _times_power_of_two(r.fma(r * polynomial(r, INVERSE_FACTORIALS[2:]), r) + 1.0, rounded)


def expm1(code: Code, x: Lanes) -> Lanes:
    """exp(r) - 1 is the polynomial without its 1.  2**k may overflow where half of it does not."""
    y = clamped(x, -50.0, 710.0)
    rounded, k = _reduced(y)
    r = k.fma(-LN2_LOW, k.fma(-LN2_HIGH, y))
    p = r.fma(r * polynomial(r, INVERSE_FACTORIALS[2:]), r)
    power = ((rounded.as_bits() - (SHIFT_BITS - 1022)) << 52).as_double()
    found = p.fma(power, power - 0.5) * 2.0
    return (abs(x) < 1e-17).where(x, found)


def log(code: Code, x: Lanes) -> Lanes:
    small = x < SMALLEST
    k, f = _split(small.where(x * 2.0**54, x))
    return _log_edges(x, _log1p(k + small.where(-54.0, 0.0), f))


def _split(x: Lanes) -> tuple[Lanes, Lanes]:
    """x = 2**k * (1 + f) with 1 + f between sqrt(1/2) and sqrt(2), for positive normal x."""
    bits = x.as_bits()
    place = bits - ROOT_HALF_BITS + ONE_BITS
    k = ((place >> 52) | TWO_52_BITS).as_double() - (2.0**52 + 1023.0)
    f = (bits - (place & -(1 << 52)) + ONE_BITS).as_double() - 1.0
    return k, f


def _log1p(k: Lanes, f: Lanes) -> Lanes:
    """k * ln 2 + log(1 + f), with log(1 + f) = 2 atanh(s), s = f / (2 + f).

    2 s is f - h + s h with h = f * f / 2: so the largest term has no rounding error.
    """
    s, h = f / (f + 2.0), 0.5 * f * f
    square = s * s
    rest = square * polynomial(square, ATANH)
    return k.fma(LN2_HIGH, f - (h - k.fma(LN2_LOW, s * (h + rest))))


def _log_edges(x: Lanes, found: Lanes) -> Lanes:
    """-inf at 0, nan below; inf and nan stay."""
    found = (x < math.inf).where(found, x)
    return (x > 0.0).where(found, x.test("oeq", 0.0).where(-math.inf, math.nan))


def log1p(code: Code, x: Lanes) -> Lanes:
    """log(u) for u = 1 + x as it is rounded, and what the rounding lost, over u."""
    u = x + 1.0
    k, f = _split(u)
    lost = (x - (u - 1.0)) / u
    found = _log1p(k, f) + (abs(u) < math.inf).where(lost, 0.0)
    found = (x < math.inf).where(found, x)
    return (u > 0.0).where(found, u.test("oeq", 0.0).where(-math.inf, math.nan))


def tanh(code: Code, x: Lanes) -> Lanes:
    size = abs(x)
    e = expm1(code, 2.0 * (size > 22.0).where(22.0, size))
    return Lanes(code, code.own("copysign", (e / (e + 2.0)).text, x.text))


def larger(code: Code, x: Lanes, y: Lanes) -> Lanes:
    """The larger of two; nan if one of them is."""
    return y.test("uno", 0.0).where(y, x.test("ugt", y).where(x, y))


def smaller(code: Code, x: Lanes, y: Lanes) -> Lanes:
    return y.test("uno", 0.0).where(y, x.test("ult", y).where(x, y))


# ---- for norm2: a power of two near the largest number ----

EXPONENT = 0x7FF0000000000000


def scale_down(code: Code, top: Lanes) -> Lanes:
    """1 over the power of two below top."""
    return ((2046 << 52) - _exponent(top)).as_double()


def scale_up(code: Code, top: Lanes) -> Lanes:
    """The power of two below top; for all doubles a normal number, as its reciprocal is."""
    return _exponent(top).as_double()


def _exponent(top: Lanes) -> Lanes:
    return clamped(top, SMALLEST, 2.0**1022).as_bits() & EXPONENT


def length(code: Code, top: Lanes, root: Lanes) -> Lanes:
    """The length; the largest number itself where that is 0 or infinite."""
    return (top > 0.0).where((top < math.inf).where(root, top), top)


FUNCTIONS: dict[str, Callable[..., Lanes]] = {
    "exp": exp, "exp2": exp2, "expm1": expm1, "log": log, "log1p": log1p, "tanh": tanh, "max": larger,
    "min": smaller, "scale_down": scale_down, "scale_up": scale_up, "length": length,
}  # fmt: skip
