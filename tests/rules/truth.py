"""What every public row is, in mpmath, and where it is tried: the oracle of the accuracy tests.

A row reads: value; partials; second partials (by x and x, x and y,
    y and y).  None from a function: outside its promise.
"""

import math
import random
import struct
import sys
import zlib
from collections.abc import Callable
from fractions import Fraction
from typing import Any, NamedTuple

import mpmath
from mpmath import mpf

TINY, LEAST, MOST = 2.0**-1022, 5e-324, sys.float_info.max
ABOVE = (
    709.0,
    709.782712893384,
    710.4758600739439,
    -708.3964185322641,
    -745.1332191019411,
    350.0,
    36.7,
    18.7,
)
BELL = (26.0, 26.54, 27.2, 28.0, 37.5, 38.5, 0.84, 2.0)
ANGLES = tuple(k * math.pi / 2 for k in (1, 2, 3, 4, 5, 1001, 2**20, 6381956970095103))


class Truth(NamedTuple):
    """What a primitive is."""

    value: Callable
    partials: tuple
    seconds: tuple
    reach: float = 1e3  # most points lie below this, besides those of the whole double range
    near: tuple = ()  # ... and some about these
    limit: float = 4.0  # the promise for value and partials, in ulps
    terms: tuple = ()  # of value, partials, second partials: their largest term, where terms cancel
    params: tuple = ()


def inside(test: Callable, *functions: Callable) -> Any:
    """The functions where the test holds, None elsewhere."""
    made = tuple(lambda *xs, f=f: f(*xs) if test(*xs) else None for f in functions)
    return made[0] if len(made) == 1 else made


def zero(*_):
    return mpf(0)


def one(*_):
    return mpf(1)


def positive(x, *_):
    return x > 0


def sigmoid(x):
    return 1 / (1 + mpmath.exp(-x)) if x > 0 else mpmath.exp(x) / (1 + mpmath.exp(x))


def dsigmoid(x):
    e = mpmath.exp(-abs(x))
    return e / (1 + e) ** 2


def bend(x):
    """The second derivative of sigmoid."""
    return -dsigmoid(x) * mpmath.tanh(x / 2)


def softplus(x):
    return mpmath.log1p(mpmath.exp(x))


def pdf(x):
    return mpmath.exp(-x * x / 2) / mpmath.sqrt(2 * mpmath.pi)


def erfc(x):
    return mpmath.erfc(x) if x < 1000 else mpf(0)  # below 1e-434000


def cdf(x):
    return erfc(-x / mpmath.sqrt(2)) / 2


def bell(x):
    """The derivative of erf."""
    return 2 / mpmath.sqrt(mpmath.pi) * mpmath.exp(-x * x)


def gate(x):
    """tanh(softplus(x)), and its first two derivatives."""
    e = mpmath.exp(-abs(x))
    n, b = (e * (2 + e), 2 + e * (2 + e)) if x < 0 else (1 + 2 * e, 1 + 2 * e * (1 + e))
    sech2 = 4 * (e + 1) ** 2 / b**2 * (1 if x < 0 else e * e)  # 1 - tanh(u)**2 = 4 / (exp(u) + exp(-u))**2
    return n / b, sech2 * sigmoid(x), sech2 * (dsigmoid(x) - 2 * n / b * sigmoid(x) ** 2)


def power(x, y):
    if (x < 0 and y != int(y)) or x == 0:
        return None if y < 0 or x else mpf(0 if y else 1)
    size = y * mpmath.log(abs(x))
    if abs(size) > 2000:  # far beyond the doubles: any such number will do
        odd = x < 0 and y % 2 == 1
        return mpmath.ldexp(-1 if odd else 1, 10000 if size > 0 else -10000)
    return mpmath.power(x, y)


def slope(x, y):
    return None if power(x, y) is None else y * power(x, y) / x if x else None


def curve(x, y):
    return None if power(x, y) is None or not x else y * (y - 1) * power(x, y - 2)


def remainder(x, y):
    return None if y == 0 else mpf(math.fmod(x, y))


def turns(x, y):
    return None if y == 0 else mpf(-math.trunc(Fraction(float(x)) / Fraction(float(y))))


def floors(x, y):
    return None if y == 0 else mpf(-(Fraction(float(x)) // Fraction(float(y))))


def modulus(x, y):
    if y == 0:
        return None
    rest = Fraction(float(x)) % Fraction(float(y))
    return mpf(rest.numerator) / rest.denominator


def radius(x, y):
    return mpmath.sqrt(x * x + y * y)


def share(x, y):
    return x / radius(x, y) if x or y else mpf(0)


def turn(y, x):
    return y / (x * x + y * y) if x or y else mpf(0)


def origin(f):
    """f but at the origin."""
    return inside(lambda x, y: x or y, f)


def divisible(x, y):
    return y != 0


def usual(x):
    """Where mpmath's gamma functions are quick: off the poles, and not far below 0."""
    return x > 0 or (x > -60 and x != int(x))


def psi(m):
    return inside(usual, lambda x: mpmath.polygamma(m, x))


def below(m):
    """The largest term of polygamma(m, x): below 0 what its two nearest poles give, and the other side."""

    def terms(x):
        if x > 0:
            return max(abs(psi(m)(x)), 0 if m else 1)
        near = min(x - mpmath.floor(x), mpmath.ceil(x) - x)
        return max(abs(psi(m)(1 - x)), mpmath.factorial(m) / near ** (m + 1))

    return inside(usual, terms)


LN2, LN10 = mpmath.ln2, mpmath.ln10  # to whatever precision is in force


def selu(x):
    return mpf("1.0507009873554804934193349852946") * x


def selu_alpha():
    return mpf("1.0507009873554804934193349852946") * mpf("1.6732632423543772848170429916717")


TRUTH = {
    # ---- arithmetic ----
    "add": Truth(lambda x, y: x + y, (one, one), (zero, zero, zero)),
    "sub": Truth(lambda x, y: x - y, (one, lambda x, y: mpf(-1)), (zero, zero, zero)),
    "mul": Truth(lambda x, y: x * y, (lambda x, y: y, lambda x, y: x), (zero, one, zero)),
    "div": Truth(
        inside(divisible, lambda x, y: x / y),
        inside(divisible, lambda x, y: 1 / y, lambda x, y: -x / y / y),
        inside(divisible, zero, lambda x, y: -1 / y / y, lambda x, y: 2 * x / y / y / y),
    ),
    "neg": Truth(lambda x: -x, (lambda x: mpf(-1),), (zero,)),
    "square": Truth(lambda x: x * x, (lambda x: 2 * x,), (lambda x: mpf(2),)),
    "reciprocal": Truth(
        inside(bool, lambda x: 1 / x),
        (inside(bool, lambda x: -1 / x / x),),
        (inside(bool, lambda x: 2 / x / x / x),),
    ),
    # ---- powers and roots ----
    "pow": Truth(
        power,
        (slope, inside(positive, lambda x, y: mpmath.power(x, y) * mpmath.log(x))),
        (
            curve,
            inside(positive, lambda x, y: mpmath.power(x, y - 1) * (1 + y * mpmath.log(x))),
            inside(positive, lambda x, y: mpmath.power(x, y) * mpmath.log(x) ** 2),
        ),
        terms=(
            None,
            None,
            None,
            None,
            lambda x, y: mpmath.power(x, y - 1) * max(1, abs(y * mpmath.log(x))) if x > 0 else None,
            None,
        ),
    ),
    "sqrt": Truth(
        inside(lambda x: x >= 0, mpmath.sqrt),
        (inside(positive, lambda x: 0.5 / mpmath.sqrt(x)),),
        (inside(positive, lambda x: -0.25 / (x * mpmath.sqrt(x))),),
    ),
    "rsqrt": Truth(
        inside(positive, lambda x: 1 / mpmath.sqrt(x)),
        (inside(positive, lambda x: -0.5 / (x * mpmath.sqrt(x))),),
        (inside(positive, lambda x: 0.75 / (x * x * mpmath.sqrt(x))),),
    ),
    "cbrt": Truth(
        lambda x: mpmath.sign(x) * mpmath.cbrt(abs(x)),
        (inside(bool, lambda x: 1 / (3 * mpmath.cbrt(abs(x)) ** 2)),),
        (inside(bool, lambda x: -mpmath.sign(x) * 2 / 9 / mpmath.cbrt(abs(x)) ** 5),),
        limit=8,
    ),
    # ---- exponentials and logarithms ----
    "exp": Truth(mpmath.exp, (mpmath.exp,), (mpmath.exp,), 750, ABOVE),
    "exp2": Truth(
        lambda x: mpf(2) ** x,
        (lambda x: LN2 * mpf(2) ** x,),
        (lambda x: LN2**2 * mpf(2) ** x,),
        1080,
        (1023, 1024, -1022, -1074, -1075),
    ),
    "expm1": Truth(mpmath.expm1, (mpmath.exp,), (mpmath.exp,), 750, ABOVE),
    "log": Truth(
        inside(positive, mpmath.log),
        (inside(positive, lambda x: 1 / x),),
        (inside(positive, lambda x: -1 / x / x),),
        near=(1.0,),
    ),
    "log2": Truth(
        inside(positive, lambda x: mpmath.log(x) / LN2),
        (inside(positive, lambda x: 1 / x / LN2),),
        (inside(positive, lambda x: -1 / x / x / LN2),),
        near=(1.0,),
    ),
    "log10": Truth(
        inside(positive, lambda x: mpmath.log(x) / LN10),
        (inside(positive, lambda x: 1 / x / LN10),),
        (inside(positive, lambda x: -1 / x / x / LN10),),
        near=(1.0,),
    ),
    "log1p": Truth(
        inside(lambda x: x > -1, mpmath.log1p),
        (inside(lambda x: x > -1, lambda x: 1 / (1 + x)),),
        (inside(lambda x: x > -1, lambda x: -1 / (1 + x) ** 2),),
        near=(-1.0,),
    ),
    "xlogy": Truth(
        inside(lambda x, y: y > 0, lambda x, y: x * mpmath.log(y)),
        inside(lambda x, y: y > 0, lambda x, y: mpmath.log(y), lambda x, y: x / y),
        inside(lambda x, y: y > 0, zero, lambda x, y: 1 / y, lambda x, y: -x / y / y),
        near=(1.0,),
    ),
    # ---- trigonometry ----
    "sin": Truth(mpmath.sin, (mpmath.cos,), (lambda x: -mpmath.sin(x),), near=ANGLES),
    "cos": Truth(mpmath.cos, (lambda x: -mpmath.sin(x),), (lambda x: -mpmath.cos(x),), near=ANGLES),
    "tan": Truth(
        mpmath.tan,
        (lambda x: mpmath.sec(x) ** 2,),
        (lambda x: 2 * mpmath.tan(x) * mpmath.sec(x) ** 2,),
        near=ANGLES,
    ),
    "asin": Truth(
        inside(lambda x: abs(x) <= 1, mpmath.asin),
        (inside(lambda x: abs(x) < 1, lambda x: 1 / mpmath.sqrt(1 - x * x)),),
        (inside(lambda x: abs(x) < 1, lambda x: x / mpmath.sqrt(1 - x * x) ** 3),),
        1.0,
        (1.0, -1.0, 0.5),
    ),
    "acos": Truth(
        inside(lambda x: abs(x) <= 1, mpmath.acos),
        (inside(lambda x: abs(x) < 1, lambda x: -1 / mpmath.sqrt(1 - x * x)),),
        (inside(lambda x: abs(x) < 1, lambda x: -x / mpmath.sqrt(1 - x * x) ** 3),),
        1.0,
        (1.0, -1.0, 0.5),
    ),
    "atan": Truth(
        mpmath.atan,
        (lambda x: 1 / (1 + x * x),),
        (lambda x: -2 * x / (1 + x * x) ** 2,),
        near=(1e150, 1e154, 1.0, 1e85, 1e-160),
    ),
    "sinh": Truth(mpmath.sinh, (mpmath.cosh,), (mpmath.sinh,), 720, ABOVE),
    "cosh": Truth(mpmath.cosh, (mpmath.sinh,), (mpmath.cosh,), 720, ABOVE),
    "tanh": Truth(
        mpmath.tanh,
        (lambda x: mpmath.sech(x) ** 2,),
        (lambda x: -2 * mpmath.tanh(x) * mpmath.sech(x) ** 2,),
        400,
        ABOVE,
    ),
    "asinh": Truth(
        mpmath.asinh,
        (lambda x: 1 / mpmath.sqrt(1 + x * x),),
        (lambda x: -x / mpmath.sqrt(1 + x * x) ** 3,),
        near=(1e154,),
    ),
    "acosh": Truth(
        inside(lambda x: x >= 1, mpmath.acosh),
        (inside(lambda x: x > 1, lambda x: 1 / mpmath.sqrt((x - 1) * (x + 1))),),
        (inside(lambda x: x > 1, lambda x: -x / mpmath.sqrt((x - 1) * (x + 1)) ** 3),),
        near=(1.0, 1.0, 1e154),
    ),
    "atanh": Truth(
        inside(lambda x: abs(x) < 1, mpmath.atanh),
        (inside(lambda x: abs(x) < 1, lambda x: 1 / (1 - x * x)),),
        (inside(lambda x: abs(x) < 1, lambda x: 2 * x / (1 - x * x) ** 2),),
        1.0,
        (1.0, -1.0, 0.5),
    ),
    # ---- smooth activations ----
    "sigmoid": Truth(sigmoid, (dsigmoid,), (bend,), 750, ABOVE),
    "logsigmoid": Truth(
        lambda x: -softplus(-x), (lambda x: sigmoid(-x),), (lambda x: -dsigmoid(x),), 750, ABOVE
    ),
    "softplus": Truth(softplus, (sigmoid,), (dsigmoid,), 750, ABOVE),
    "softsign": Truth(
        lambda x: x / (1 + abs(x)),
        (lambda x: 1 / (1 + abs(x)) ** 2,),
        (lambda x: -2 * mpmath.sign(x) / (1 + abs(x)) ** 3,),
    ),
    "silu": Truth(
        lambda x: x * sigmoid(x),
        (lambda x: sigmoid(x) + x * dsigmoid(x),),
        (lambda x: 2 * dsigmoid(x) + x * bend(x),),
        750,
        (*ABOVE, -1.2784645427610738),
        limit=8,
        terms=(
            None,
            lambda x: max(sigmoid(x), abs(x) * dsigmoid(x)),
            lambda x: max(2 * dsigmoid(x), abs(x * bend(x))),
        ),
    ),
    "mish": Truth(
        lambda x: x * gate(x)[0],
        (lambda x: gate(x)[0] + x * gate(x)[1],),
        (lambda x: 2 * gate(x)[1] + x * gate(x)[2],),
        750,
        (*ABOVE, -1.1924312),
        limit=8,
        terms=(
            None,
            lambda x: max(gate(x)[0], abs(x) * gate(x)[1]),
            lambda x: max(2 * gate(x)[1], abs(x) * dsigmoid(x)),
        ),
    ),
    "erf": Truth(mpmath.erf, (bell,), (lambda x: -2 * x * bell(x),), 28, BELL),
    "erfc": Truth(erfc, (lambda x: -bell(x),), (lambda x: 2 * x * bell(x),), 28, BELL, limit=8),
    "normal_pdf": Truth(
        pdf,
        (lambda x: -x * pdf(x),),
        (lambda x: (x * x - 1) * pdf(x),),
        40,
        BELL,
        limit=8,
        terms=(None, None, lambda x: max(x * x, 1) * pdf(x)),
    ),
    "normal_cdf": Truth(cdf, (pdf,), (lambda x: -x * pdf(x),), 40, BELL, limit=8),
    "gelu": Truth(
        lambda x: x * cdf(x),
        (lambda x: cdf(x) + x * pdf(x),),
        (lambda x: (2 - x * x) * pdf(x),),
        40,
        (*BELL, -0.7517915247, -37.55, -37.66),
        limit=8,
        terms=(None, lambda x: max(cdf(x), abs(x) * pdf(x)), lambda x: max(2, x * x) * pdf(x)),
    ),
    # ---- kinks ----
    "abs": Truth(abs, (mpmath.sign,), (zero,)),
    "sign": Truth(mpmath.sign, (zero,), (zero,)),
    "relu": Truth(lambda x: max(x, mpf(0)), (lambda x: mpf(x > 0),), (zero,)),
    "relu6": Truth(lambda x: min(max(x, mpf(0)), mpf(6)), (lambda x: mpf(0 < x < 6),), (zero,), near=(6.0,)),
    "hardtanh": Truth(
        lambda x: min(max(x, mpf(-1)), mpf(1)), (lambda x: mpf(-1 < x < 1),), (zero,), near=(1.0,)
    ),
    "clamp": Truth(
        lambda x: min(max(x, mpf(-2)), mpf(3)),
        (lambda x: mpf(-2 <= x <= 3),),
        (zero,),
        near=(-2.0, 3.0),
        params=(-2.0, 3.0),
    ),
    "leaky_relu": Truth(
        lambda x: x if x > 0 else x * mpf(0.01),
        (lambda x: mpf(1.0 if x > 0 else 0.01),),
        (zero,),
        params=(0.01,),
    ),
    "elu": Truth(
        lambda x: x if x > 0 else mpmath.expm1(x),
        (lambda x: mpf(1) if x > 0 else mpmath.exp(x),),
        (inside(bool, lambda x: zero() if x > 0 else mpmath.exp(x)),),
        750,
        ABOVE,
        params=(1.0,),
    ),
    "selu": Truth(
        lambda x: selu(x) if x > 0 else selu_alpha() * mpmath.expm1(x),
        (inside(bool, lambda x: selu(1) if x > 0 else selu_alpha() * mpmath.exp(x)),),
        (inside(bool, lambda x: zero() if x > 0 else selu_alpha() * mpmath.exp(x)),),
        750,
        ABOVE,
    ),
    # ---- rounding and remainders ----
    "floor": Truth(mpmath.floor, (zero,), (zero,)),
    "ceil": Truth(mpmath.ceil, (zero,), (zero,)),
    "trunc": Truth(lambda x: mpf(int(x)), (zero,), (zero,)),
    "round": Truth(lambda x: mpf(round(float(x))), (zero,), (zero,), params=(0.0,)),
    "floordiv": Truth(
        inside(divisible, lambda x, y: -floors(x, y)),
        inside(divisible, zero, zero),
        inside(divisible, *[zero] * 3),
    ),
    "fmod": Truth(remainder, (inside(divisible, one), turns), (zero, zero, zero)),
    "mod": Truth(modulus, (inside(divisible, one), floors), (zero, zero, zero)),
    "copysign": Truth(
        inside(lambda x, y: y, lambda x, y: abs(x) * mpmath.sign(y)),
        (inside(lambda x, y: y, lambda x, y: mpmath.sign(x) * mpmath.sign(y)), zero),
        (zero, zero, zero),
    ),
    # ---- two numbers ----
    "where 1": Truth(lambda x, y: x, (one, zero), (zero, zero, zero), params=(1.0,)),
    "where 0": Truth(lambda x, y: y, (zero, one), (zero, zero, zero), params=(0.0,)),
    "hypot": Truth(
        radius,
        (share, lambda x, y: share(y, x)),
        (
            origin(lambda x, y: y * y / radius(x, y) ** 3),
            origin(lambda x, y: -x * y / radius(x, y) ** 3),
            origin(lambda x, y: x * x / radius(x, y) ** 3),
        ),
    ),
    "atan2": Truth(
        inside(lambda y, x: y or x > 0, mpmath.atan2),
        (lambda y, x: turn(x, y), lambda y, x: -turn(y, x)),
        (
            origin(lambda y, x: -2 * x * y / radius(x, y) ** 4),
            origin(lambda y, x: (y * y - x * x) / radius(x, y) ** 4),
            origin(lambda y, x: 2 * x * y / radius(x, y) ** 4),
        ),
        terms=(None, None, None, None, lambda y, x: 1 / radius(x, y) ** 2 if x or y else None, None),
    ),
    "logaddexp": Truth(
        lambda x, y: max(x, y) + softplus(-abs(x - y)),
        (lambda x, y: sigmoid(x - y), lambda x, y: sigmoid(y - x)),
        (lambda x, y: dsigmoid(x - y), lambda x, y: -dsigmoid(x - y), lambda x, y: dsigmoid(x - y)),
        750,
        limit=8,
        terms=(lambda x, y: max(abs(x), abs(y), softplus(-abs(x - y))),),
    ),
    # ---- the gamma function ----
    # 8 ulp of the largest term, of lgamma and digamma at least of 1: near their roots the error is absolute.
    # polygamma(m, x): m / 2 more, since the rounding of x + k counts m times.
    "lgamma": Truth(
        inside(usual, lambda x: mpmath.log(abs(mpmath.gamma(x)))),
        (psi(0),),
        (psi(1),),
        170,
        (1.0, 2.0, 10.0, 1.46, -0.5, -2.457),
        limit=8,
        terms=(
            lambda x: max(1, *(abs(mpmath.log(abs(mpmath.gamma(t)))) for t in (x, max(x, 1 - x)))),
            below(0),
            below(1),
        ),
    ),
    "digamma": Truth(
        psi(0),
        (psi(1),),
        (psi(2),),
        170,
        (10.0, 6.5, 1e3, 1.46, 1e16, -0.5, -0.504),
        limit=8,
        terms=(below(0), below(1), below(2)),
    ),
    "polygamma 1": Truth(
        psi(1),
        (psi(2),),
        (psi(3),),
        170,
        (12.0, 14.0, 2.0**53, -0.5),
        limit=8,
        terms=(below(1), below(2), below(3)),
        params=(1.0,),
    ),
    "polygamma 2": Truth(
        psi(2),
        (psi(3),),
        (psi(4),),
        170,
        (14.0, 16.0, 2.0**53, -0.5),
        limit=8,
        terms=(below(2), below(3), below(4)),
        params=(2.0,),
    ),
    "polygamma 30": Truth(
        psi(30),
        (psi(31),),
        (psi(32),),
        170,
        (72.0, 80.0, 1e-3, 2.0**30),
        limit=24,
        terms=(below(30), below(31), below(32)),
        params=(30.0,),
    ),
}


def constant_power(c: float) -> Truth:
    return Truth(
        lambda x: power(x, mpf(c)), (lambda x: slope(x, mpf(c)),), (lambda x: curve(x, mpf(c)),), params=(c,)
    )


TRUTH |= {
    f"powc {c:g}": constant_power(c)
    for c in (0, 0.5, 1, 1.5, 2, 3, -1, -0.5, -2, 1 / 3, 10, 0.1, -1030.7, 1e-5, 1e5)
}


def points(name: str, count: int) -> list[tuple[float, ...]]:
    """Random bit patterns, log-uniform and uniform numbers within reach, extremes and their neighbours."""
    truth, draw = TRUTH[name], random.Random(zlib.crc32(name.encode()))
    many = len(truth.partials)

    def bits():
        while not math.isfinite(x := struct.unpack("<d", draw.randbytes(8))[0]):
            pass
        return x

    def about(x):
        return x + draw.choice((-1, 1)) * abs(x) * 2.0 ** draw.uniform(-53, -3)

    def anywhere():
        kind = draw.randrange(5)
        if kind == 4 and truth.near:
            return about(draw.choice(truth.near))
        return (bits, lambda: draw.uniform(-truth.reach, truth.reach), lambda: draw.choice((-1,
            1)) * 2.0 ** draw.uniform(-60, math.log2(truth.reach)),
                lambda: draw.choice((-1, 1)) * 10.0 ** draw.uniform(-308, 308),
                    lambda: about(draw.choice((1.0, -1.0, 2.0))))[kind]()  # fmt: skip

    edge = [0.0, LEAST, 3 * LEAST, TINY, math.nextafter(TINY, 0), 1e-300, 1e-160, 1e-8, 0.5, 1.0,
        math.nextafter(1, 0), math.nextafter(1, 2),
            2.0, 3.0, 1e8, 2.0**53, 1e154, 1e160, 2.0**1023, MOST / 2, MOST, *truth.near]  # fmt: skip
    edge += [math.nextafter(x, s * math.inf) for x in truth.near for s in (-1, 1)]
    edge += [-x for x in edge]
    if many == 1:
        extremes = [(x,) for x in edge]
    else:
        extremes = [(x, y) for x in edge for y in edge]
        draw.shuffle(extremes)

    def several():
        x = anywhere()
        if many == 1:
            return (x,)
        others = (
            anywhere,
            lambda: x * 2.0 ** draw.uniform(-1074, 1023),
            lambda: about(x),
            lambda: -about(x),
            lambda: draw.uniform(-3, 3),
        )
        return (x, draw.choice(others)())

    return [
        x
        for x in [*extremes[: max(count // 3, 60)], *(several() for _ in range(count))]
        if all(map(math.isfinite, x))
    ]


def ulps(ours: float, exact: Any, size: Any = None) -> float:
    """How far ours is from exact, in ulps of the double next to exact (or to size, the largest term)."""
    man, exp, width = mpf(exact if size is None else size)._mpf_[1:]
    ulp = max(exp + width - 53, -1074) if man else -1074
    if math.isnan(ours):
        return math.inf
    if exp + width > 1024 or math.isinf(ours):  # an overflow rounds to infinity
        wall = mpf(2) ** 1024 * mpmath.sign(exact)
        ours = (
            mpf(max(-MOST, min(MOST, ours)))
            if not math.isinf(ours)
            else mpf(2) ** 1024 * (1 if ours > 0 else -1)
        )
        exact = wall if abs(exact) > abs(wall) else exact
        ulp = 971
    return float(abs(mpf(ours) - exact) * mpf(2) ** -ulp)
