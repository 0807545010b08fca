"""exp, log and their like for several lanes at once, as LLVM's instructions.

Each is right to 4 units in the last place over all doubles, infinities, nan and subnormal numbers included,
as the engine promises; tests hold them against mpmath.  What some lanes need is computed in all of them; only
where an argument is out of the ordinary is C's function called, lane by lane.  tanh and its like are in
llvm_tanh.py, sin in llvm_angles.py, their inverses in llvm_inverses.py, x ** y in llvm_powers.py, erf in
llvm_erf.py.

The method is the same everywhere.  An argument is brought near 0 by taking away a multiple k of ln 2; there a
polynomial is good to the last bit; then comes a factor 2**k.  ln 2 is split in two parts, the first with so
few bits that k times it is exact.  The polynomials are Taylor's, economized: each time the highest power is
taken away, a multiple of a Chebyshev polynomial goes with it, so that the error spreads over the whole range.

With ``fast_math`` exp, exp2, expm1, log, log1p, tanh and what is made of them have shorter polynomials and
take subnormal numbers for 0: they are right to FAST_ULPS.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from .llvm_code import Code
from .llvm_lanes import Lanes

LN2_HIGH = 0.6931471803691238  # the first 32 bits of ln 2
LN2_LOW = 1.9082149292705877e-10
SHIFT = 6755399441055744.0  # 1.5 * 2**52: what is added to it is rounded to a whole number, in its last bits
SHIFT_BITS = 0x4338000000000000
ONE_BITS = 0x3FF0000000000000
ROOT_HALF_BITS = 0x3FE6A09E667F3BCD  # sqrt(1/2)
TWO_52_BITS = 0x4330000000000000
SMALLEST = 2.2250738585072014e-308  # normal
NOTHING = -746.52  # exp of it is 0, and so is the power of two in it: a number that is too small takes longer
FAST_ULPS = 2048  # units in the last place that fast_math may cost: 4.5e-13 of the result

# (exp(r) - 1 - r) / r**2 for |r| < 0.347, and shorter
EXP = [0.5000000000000001, 0.1666666666666667, 0.04166666666662374, 0.00833333333332607,
       0.0013888888917408333, 0.00019841269875050602, 2.4801520994318236e-05, 2.7557255109098465e-06,
       2.7620231608750013e-07, 2.5105337938760716e-08]  # fmt: skip
EXP_FAST = [0.49999999999954653, 0.1666666666664812, 0.04166666678716734, 0.00833333335387003,
            0.0013888838861513652, 0.00019841208452513353, 2.4868035483673793e-05,
            2.7625270553405502e-06]  # fmt: skip
# (2 atanh(s) - 2 s) / s**3 by powers of s**2, for |s| < 0.172, and shorter
ATANH = [0.666666666666667, 0.39999999999895897, 0.285714286275782, 0.2222221087757738, 0.18182907600673587,
         0.15331114936521445, 0.14623868765039127]  # fmt: skip
ATANH_FAST = [0.6666666666739791, 0.3999999876762186, 0.2857176041074958, 0.22191036788023563,
              0.19369592739977334]  # fmt: skip


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


def _exp_rest(r: Lanes) -> Lanes:
    """exp(r) - 1 for |r| < 0.347."""
    return (r * r).fma(polynomial(r, EXP_FAST if r.code.fast_math else EXP), r)


def _times_power_of_two(p: Lanes, rounded: Lanes, subnormal: bool = True) -> Lanes:
    """(1 + p) * 2**k.  It may be infinite and, in two steps, subnormal; for k below -1076 it is 0."""
    if not subnormal:
        return (p + 1.0) * ((rounded.as_bits() + 1023) << 52).as_double()
    small = rounded < SHIFT
    power = ((rounded + small.where(1023.0 + 54.0, 1023.0 - 2.0)).as_bits() << 52).as_double()
    return p.fma(power, power) * small.where(2.0**-54, 4.0)


def exp(code: Code, x: Lanes) -> Lanes:
    if code.fast_math:
        return (x < -708.0).where(0.0, exp_of_sum(clamped(x, -708.0, 710.0), subnormal=False))
    return exp_of_sum(clamped(x, NOTHING, 710.0))


def exp_of_sum(x: Lanes, small: Lanes | None = None, halvings: int = 0, subnormal: bool = True) -> Lanes:
    """exp(x + small) / 2**halvings for x from NOTHING to 711; it overflows no sooner than that.

    subnormal: whether the result may be so small.
    """
    rounded, k = _reduced(x)
    r = k.fma(-LN2_LOW, k.fma(-LN2_HIGH, x))
    p = _exp_rest(r + small if small else r)
    return _times_power_of_two(p, rounded - float(halvings) if halvings else rounded, subnormal)


def exp2(code: Code, x: Lanes) -> Lanes:
    exact = not code.fast_math
    low, high = (-1077.0, 1025.0) if exact else (-1021.0, 1024.0)
    rounded, k = _reduced(y := clamped(x, low, high), 1.0)
    found = _times_power_of_two(_exp_rest((y - k) * math.log(2.0)), rounded, subnormal=exact)
    return found if exact else (x < low).where(0.0, found)


def expm1(code: Code, x: Lanes) -> Lanes:
    """exp(r) - 1 is the polynomial without its 1.  2**k may overflow where half of it does not."""
    y = clamped(x, -50.0, 710.0)
    rounded, k = _reduced(y)
    r = k.fma(-LN2_LOW, k.fma(-LN2_HIGH, y))
    p = _exp_rest(r)
    power = ((rounded.as_bits() - (SHIFT_BITS - 1022)) << 52).as_double()
    found = p.fma(power, power - 0.5) * 2.0
    return (abs(x) < 1e-17).where(x, found)


def log(code: Code, x: Lanes) -> Lanes:
    small = x < SMALLEST
    k, f = split(small.where(x * 2.0**54, x))
    return _log_edges(x, _log1p(k + small.where(-54.0, 0.0), f))


def split(x: Lanes) -> tuple[Lanes, Lanes]:
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
    rest = square * polynomial(square, ATANH_FAST if f.code.fast_math else ATANH)
    return k.fma(LN2_HIGH, f - (h - k.fma(LN2_LOW, s * (h + rest))))


def _log_edges(x: Lanes, found: Lanes) -> Lanes:
    """-inf at 0, nan below; inf and nan stay."""
    found = (x < math.inf).where(found, x)
    return (x > 0.0).where(found, x.test("oeq", 0.0).where(-math.inf, math.nan))


def log1p(code: Code, x: Lanes) -> Lanes:
    """log(u) for u = 1 + x as it is rounded, and what the rounding lost, over u."""
    u = x + 1.0
    k, f = split(u)
    lost = (x - (u - 1.0)) / u
    found = _log1p(k, f) + (abs(u) < math.inf).where(lost, 0.0)
    found = (x < math.inf).where(found, x)
    return (u > 0.0).where(found, u.test("oeq", 0.0).where(-math.inf, math.nan))


def cosh(code: Code, x: Lanes) -> Lanes:
    half = exp_of_sum(clamped(abs(x), 0.0, 711.0), halvings=1)
    return half + 0.25 / half


def sinh(code: Code, x: Lanes) -> Lanes:
    """For small x from exp(x) - 1, which loses nothing."""
    size = abs(x)
    m = expm1(code, size)
    found = (size < 22.0).where(0.5 * (m + m / (m + 1.0)), exp_of_sum(clamped(size, 0.0, 711.0), halvings=1))
    return Lanes(code, code.own("copysign", found.text, x.text))


def log2(code: Code, x: Lanes) -> Lanes:
    """k + log2(1 + f): a whole number for a power of two."""
    small = x < SMALLEST
    k, f = split(small.where(x * 2.0**54, x))
    return _log_edges(x, k + small.where(-54.0, 0.0) + _log1p(k * 0.0, f) * 1.4426950408889634)


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
    "exp": exp, "exp2": exp2, "expm1": expm1, "log": log, "log1p": log1p, "log2": log2,
    "sinh": sinh, "cosh": cosh, "max": larger, "min": smaller,
    "scale_down": scale_down, "scale_up": scale_up, "length": length,
}  # fmt: skip
