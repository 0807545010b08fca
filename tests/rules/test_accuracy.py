"""Every primitive against mpmath over the whole double range, in units in the last place.

``python tests/rules/test_accuracy.py [name ...]`` prints the worst errors seen, for the value and for each partial.
"""

import math
import random
import struct
import sys
import zlib
from typing import Any, NamedTuple

import mpmath
import pytest
from mpmath import mp, mpf

from micrograd_like.rules import RULES, bind

QUICK, THOROUGH = 120, 4000  # points for each primitive
TINY, LEAST, MOST = 2.0**-1022, 5e-324, sys.float_info.max
ROOT2, PI = mpmath.sqrt(2), mpmath.pi
ROUNDED = {"add", "sub", "mul", "div", "sqrt"}  # the value of these is the double nearest to the true one


class Truth(NamedTuple):
    """What a primitive is, in mpmath; None from a function means outside its promise."""

    value: Any
    partials: tuple
    reach: float = 1e3  # most points lie below this, besides those of the whole double range
    near: tuple = ()  # ... and some about these
    limit: float = 4.0
    terms: tuple = ()  # for each result that can cancel: the size of its largest term
    params: tuple = ()


def sigmoid(x):
    return 1 / (1 + mpmath.exp(-x)) if x > 0 else mpmath.exp(x) / (1 + mpmath.exp(x))


def dsigmoid(x):
    e = mpmath.exp(-abs(x))
    return e / (1 + e) ** 2


def inside(test, f):
    return lambda *xs: f(*xs) if test(*xs) else None


def one(x):
    return mpf(1)


def pdf(x):
    return mpmath.exp(-x * x / 2) / mpmath.sqrt(2 * PI())


def erfc(x):
    return mpmath.erfc(x) if x < 1000 else mpf(0)  # below 1e-434000


def cdf(x):
    return erfc(-x / mpmath.sqrt(2)) / 2


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


def remainder(x, y):
    return None if y == 0 else mpf(math.fmod(x, y))


def turns(x, y):
    from fractions import Fraction

    return None if y == 0 else mpf(-math.trunc(Fraction(float(x)) / Fraction(float(y))))


def radius(x, y):
    return mpmath.sqrt(x * x + y * y)


def share(x, y):
    return x / radius(x, y) if x or y else mpf(0)


def turn(y, x):
    return y / (x * x + y * y) if x or y else mpf(0)


def softplus(x):
    return mpmath.log1p(mpmath.exp(x))


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
TRUTH = {
    "add": Truth(lambda x, y: x + y, (lambda x, y: mpf(1),) * 2),
    "sub": Truth(lambda x, y: x - y, (lambda x, y: mpf(1), lambda x, y: mpf(-1))),
    "mul": Truth(lambda x, y: x * y, (lambda x, y: y, lambda x, y: x)),
    "div": Truth(inside(lambda x, y: y != 0, lambda x, y: x / y),
                 (inside(lambda x, y: y != 0, lambda x, y: 1 / y), inside(lambda x, y: y != 0, lambda x, y: -x / y / y))),
    "neg": Truth(lambda x: -x, (lambda x: mpf(-1),)),
    "abs": Truth(abs, (mpmath.sign,)),
    "square": Truth(lambda x: x * x, (lambda x: 2 * x,)),
    "reciprocal": Truth(inside(lambda x: x != 0, lambda x: 1 / x), (inside(lambda x: x != 0, lambda x: -1 / x / x),)),
    "sqrt": Truth(inside(lambda x: x >= 0, mpmath.sqrt), (inside(lambda x: x > 0, lambda x: 0.5 / mpmath.sqrt(x)),)),
    "rsqrt": Truth(inside(lambda x: x > 0, lambda x: 1 / mpmath.sqrt(x)),
                   (inside(lambda x: x > 0, lambda x: -0.5 / (x * mpmath.sqrt(x))),)),
    "cbrt": Truth(lambda x: mpmath.sign(x) * mpmath.cbrt(abs(x)), (inside(bool, lambda x: 1 / (3 * mpmath.cbrt(abs(x)) ** 2)),),
                  limit=8),
    "exp": Truth(mpmath.exp, (mpmath.exp,), 750, ABOVE),
    "exp2": Truth(lambda x: mpf(2) ** x, (lambda x: mpmath.log(2) * mpf(2) ** x,), 1080, (1023, 1024, -1022, -1074, -1075)),
    "expm1": Truth(mpmath.expm1, (mpmath.exp,), 750, ABOVE),
    "log": Truth(inside(lambda x: x > 0, mpmath.log), (inside(lambda x: x > 0, lambda x: 1 / x),), near=(1.0,)),
    "log2": Truth(inside(lambda x: x > 0, lambda x: mpmath.log(x) / mpmath.log(2)),
                  (inside(lambda x: x > 0, lambda x: 1 / x / mpmath.log(2)),), near=(1.0,)),
    "log10": Truth(inside(lambda x: x > 0, lambda x: mpmath.log(x) / mpmath.log(10)),
                   (inside(lambda x: x > 0, lambda x: 1 / x / mpmath.log(10)),), near=(1.0,)),
    "log1p": Truth(inside(lambda x: x > -1, mpmath.log1p), (inside(lambda x: x > -1, lambda x: 1 / (1 + x)),), near=(-1.0,)),
    "sin": Truth(mpmath.sin, (mpmath.cos,), near=ANGLES),
    "cos": Truth(mpmath.cos, (lambda x: -mpmath.sin(x),), near=ANGLES),
    "tan": Truth(mpmath.tan, (lambda x: mpmath.sec(x) ** 2,), near=ANGLES),
    "asin": Truth(inside(lambda x: abs(x) <= 1, mpmath.asin), (inside(lambda x: abs(x) < 1, lambda x: 1 / mpmath.sqrt(1 - x * x)),),
                  1.0, (1.0, -1.0, 0.5)),
    "acos": Truth(inside(lambda x: abs(x) <= 1, mpmath.acos),
                  (inside(lambda x: abs(x) < 1, lambda x: -1 / mpmath.sqrt(1 - x * x)),), 1.0, (1.0, -1.0, 0.5)),
    "atan": Truth(mpmath.atan, (lambda x: 1 / (1 + x * x),), near=(1e150, 1e154, 1.0)),
    "sinh": Truth(mpmath.sinh, (mpmath.cosh,), 720, ABOVE),
    "cosh": Truth(mpmath.cosh, (mpmath.sinh,), 720, ABOVE),
    "tanh": Truth(mpmath.tanh, (lambda x: mpmath.sech(x) ** 2,), 400, ABOVE),
    "asinh": Truth(mpmath.asinh, (lambda x: 1 / mpmath.sqrt(1 + x * x),), near=(1e154,)),
    "acosh": Truth(inside(lambda x: x >= 1, mpmath.acosh), (inside(lambda x: x > 1, lambda x: 1 / mpmath.sqrt(x * x - 1)),),
                   near=(1.0, 1.0, 1e154)),
    "atanh": Truth(inside(lambda x: abs(x) < 1, mpmath.atanh), (inside(lambda x: abs(x) < 1, lambda x: 1 / (1 - x * x)),),
                   1.0, (1.0, -1.0, 0.5)),
    "sigmoid": Truth(sigmoid, (dsigmoid,), 750, ABOVE),
    "logsigmoid": Truth(lambda x: -softplus(-x), (lambda x: sigmoid(-x),), 750, ABOVE),
    "softplus": Truth(softplus, (sigmoid,), 750, ABOVE),
    "relu": Truth(lambda x: max(x, mpf(0)), (lambda x: mpf(x > 0),)),
    "leaky_relu": Truth(lambda x: x if x > 0 else x * mpf(0.01), (lambda x: mpf(1.0 if x > 0 else 0.01),), params=(0.01,)),
    "elu": Truth(lambda x: x if x > 0 else mpmath.expm1(x), (lambda x: mpf(1) if x > 0 else mpmath.exp(x),), 750, ABOVE,
                 params=(1.0,)),
    "selu": Truth(lambda x: mpf("1.0507009873554804934193349852946") * (x if x > 0 else mpf("1.6732632423543772848170429916717") * mpmath.expm1(x)),
                  (inside(bool, lambda x: mpf("1.0507009873554804934193349852946") * (1 if x > 0 else mpf("1.6732632423543772848170429916717") * mpmath.exp(x))),), 750, ABOVE),
    "softsign": Truth(lambda x: x / (1 + abs(x)), (lambda x: 1 / (1 + abs(x)) ** 2,)),
    "erf": Truth(mpmath.erf, (lambda x: 2 / mpmath.sqrt(PI()) * mpmath.exp(-x * x),), 28, BELL),
    "erfc": Truth(erfc, (lambda x: -2 / mpmath.sqrt(PI()) * mpmath.exp(-x * x),), 28, BELL, limit=8),
    "gelu": Truth(lambda x: x * cdf(x), (lambda x: cdf(x) + x * pdf(x),), 40, (*BELL, -0.7517915247, -37.55, -37.66),
                  limit=8, terms=(None, lambda x: max(cdf(x), abs(x) * pdf(x)))),
    "silu": Truth(lambda x: x * sigmoid(x), (lambda x: sigmoid(x) + x * dsigmoid(x),), 750, (*ABOVE, -1.2784645427610738),
                  limit=8, terms=(None, lambda x: max(sigmoid(x), abs(x) * dsigmoid(x)))),
    "pow": Truth(power, (slope, inside(lambda x, y: x > 0, lambda x, y: mpmath.power(x, y) * mpmath.log(x)))),
    "hypot": Truth(radius, (share, lambda x, y: share(y, x))),
    "atan2": Truth(inside(lambda y, x: y or x > 0, mpmath.atan2), (lambda y, x: turn(x, y), lambda y, x: -turn(y, x))),
    "fmod": Truth(remainder, (inside(lambda x, y: y != 0, lambda x, y: mpf(1)), turns)),
    "logaddexp": Truth(lambda x, y: max(x, y) + softplus(-abs(x - y)), (lambda x, y: sigmoid(x - y), lambda x, y: sigmoid(y - x)), 750,
                       limit=8, terms=(lambda x, y: max(abs(x), abs(y), softplus(-abs(x - y))), None, None)),
}  # fmt: skip


def constant_power(c: float) -> Truth:
    return Truth(lambda x: power(x, mpf(c)), (lambda x: slope(x, mpf(c)),), params=(c,))


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
        return (bits, lambda: draw.uniform(-truth.reach, truth.reach), lambda: draw.choice((-1, 1)) * 2.0 ** draw.uniform(-60, math.log2(truth.reach)),
                lambda: draw.choice((-1, 1)) * 10.0 ** draw.uniform(-308, 308), lambda: about(draw.choice((1.0, -1.0, 2.0))))[kind]()  # fmt: skip

    edge = [0.0, LEAST, 3 * LEAST, TINY, math.nextafter(TINY, 0), 1e-300, 1e-160, 1e-8, 0.5, 1.0, math.nextafter(1, 0), math.nextafter(1, 2),
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
    man, exp, width = (exact if size is None else size)._mpf_[1:]
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


def errors(name: str, operands: tuple[float, ...]) -> list[float]:
    """Ulps beyond what the operands excuse, for the value and each partial."""
    truth = TRUTH[name]
    z, partials = bind(RULES[name.split(maxsplit=1)[0]], *truth.params).linearize(*operands)
    exact = [f(*map(mpf, operands)) for f in (truth.value, *truth.partials)]
    found = []
    for k, (ours, e) in enumerate(zip((z, *partials), exact, strict=True)):
        if e is None:
            found.append(0.0)
            continue
        size = truth.terms[k](*map(mpf, operands)) if truth.terms and truth.terms[k] else None
        error = ulps(0.0 if ours is None else ours, e, size)
        found.append(max(0.0, error - excuse(name, k, operands, exact)))
    return found


def excuse(name: str, k: int, operands: tuple[float, ...], exact: list) -> float:
    """Ulps that are allowed on top of the limit at this point."""
    z, e = exact[0], exact[k]
    if TRUTH[name].limit == 8 and abs(e) < TINY:
        return math.inf  # promised on normal results only
    if name == "logaddexp" and k:
        return float(abs(mpf(operands[0]) - mpf(operands[1])))
    if name.startswith("pow") and k and not TINY <= abs(z) <= MOST:
        if abs(z) > MOST:
            return math.inf if k == 2 else 0.0
        y = (*operands, *TRUTH[name].params)[1]
        if k == 1 and y >= 1 and abs(e) >= y * TINY:  # x ** (y - 1) is exact enough
            return 0.0
        return float(
            min(mpf(LEAST) / abs(z), 1) * abs(e) / math.ulp(float(e))
        )  # z's own rounding, carried through
    return 0.0


WITNESSES = [  # where a simpler formula fails: each is a scar
    ("div", 3e-318, 7e-7),  # -(z / y): the quotient has lost bits
    ("pow", 2.0, -1023.7),  # y * x ** (y - 1): y - 1 is rounded
    ("pow", 1e-300, -0.03),  # y * (z / x): z / x overflows
    ("pow", -3.0, 2.0**53 + 2),  # y * x ** (y - 1): y - 1 is even
    ("pow", 0.9999999999999698, 2.3468455657278456e16),  # y * x ** y: x is not quite 1
    ("powc 2", 1e-160),  # y * (z / x): z is subnormal
    ("exp2", 1024.0),  # log(2) * z: z overflows
    ("cbrt", 1.2237560225451027e-241),  # 1 / (3 * z * z): z's error counts twice
    ("rsqrt", 2.4737629585243718e-206),  # -0.5 * (z / x): z / x overflows
    ("tanh", 7.633743191586259),  # 1 / cosh(x) ** 2: 4.7 ulp
    ("sigmoid", 4.1309763429054875),  # e / (1 + e) ** 2: 4.1 ulp
    ("silu", -713.03462582403245),  # sigmoid(x) + x * dsigmoid(x): the sigmoid is subnormal
    ("gelu", -36.796714683512526),  # x * erfc(-x / sqrt(2)) / 2: 935 ulp
    ("gelu", -37.61586777244675),  # x * normal_cdf(x): the cdf is subnormal
    ("gelu", -37.71224633479292),  # x * normal_pdf(x): the pdf is subnormal
    (
        "fmod",
        465.28811701975604,
        9.693502437911585,
    ),  # -trunc(x / y): the quotient rounds up to a whole number
    ("hypot", 1e-321, 1e-321),  # x / z: z is subnormal
    ("hypot", 1.7e308, 1.7e308),  # x / z: z overflows
    ("atan2", 3e-318, 7.5e-315),  # y / (x * x + y * y)
    ("atan2", 0.5, 2.2250738585072009e-308),
    ("atan2", 2.1751287769277628e-09, 5e-324),  # y / r / r: y / r is subnormal
    ("logaddexp", -40.0, 0.0),  # log(exp(x) + exp(y))
]


@pytest.fixture(autouse=True)
def _precise():
    with mp.workprec(250):
        yield


def worst(name: str, count: int) -> list[tuple[float, tuple]]:
    table = [(errors(name, x), x) for x in points(name, count)]
    return [max((e[k], x) for e, x in table) for k in range(len(TRUTH[name].partials) + 1)]


def check(name: str, count: int) -> None:
    for k, (error, x) in enumerate(worst(name, count)):
        limit = 0.5 if k == 0 and name in ROUNDED else TRUTH[name].limit
        assert error <= limit, f"{name}{x}: {'value' if k == 0 else f'partial {k}'} is {error} ulp off"


@pytest.mark.parametrize("name", TRUTH)
def test_a_few_points_are_within_the_promise(name):
    check(name, QUICK)


@pytest.mark.parametrize(("name", "operands"), [(name, operands) for name, *operands in WITNESSES])
def test_where_simpler_formulas_fail_ours_hold(name, operands):
    assert max(errors(name, tuple(operands))) <= TRUTH[name].limit


@pytest.mark.slow
@pytest.mark.parametrize("name", TRUTH)
def test_thousands_of_points_are_within_the_promise(name):
    check(name, THOROUGH)


if __name__ == "__main__":
    mp.prec = 250
    for name in sys.argv[1:] or TRUTH:
        print(
            f"{name:14}",
            *(
                f"{error:8.3g} at {', '.join(f'{x:.17g}' for x in where)}"
                for error, where in worst(name, THOROUGH)
            ),
        )
