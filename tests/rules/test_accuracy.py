"""Every primitive against mpmath over the whole double range, in units in the last place.

``python tests/rules/test_accuracy.py [name ...]`` prints the worst errors seen,
    for the value and for each partial.
"""

import math
import sys

import pytest
from cases import every
from mpmath import mp, mpf
from test_folds import PROMISED as PROMISED_FOLDS
from truth import LEAST, MOST, TINY, TRUTH, points, ulps

from micrograd_like.rules import RULES, bind

QUICK, THOROUGH = 25, 4000  # points for each primitive
ROUNDED = {"add", "sub", "mul", "div", "sqrt"}  # the value of these is the double nearest to the true one


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
        largest = truth.terms[k] if k < len(truth.terms) else None
        size = largest(*map(mpf, operands)) if largest else None
        error = ulps(0.0 if ours is None else ours, e, size)
        found.append(max(0.0, error - excuse(name, k, operands, exact)))
    return found


def excuse(name: str, k: int, operands: tuple[float, ...], exact: list) -> float:
    """Ulps that are allowed on top of the limit at this point."""
    z, e = exact[0], exact[k]
    if TRUTH[name].limit >= 8 and abs(e) < TINY:
        return math.inf  # promised on normal results only
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
    ("logaddexp", -700.1, 0.05),  # sigmoid(x - y): 300 ulp
    ("normal_pdf", -37.691571997732403),  # -x * z: z is subnormal
    ("mish", -713.03462582403245),  # x * tanh(softplus(x)): both are subnormal
    ("mish", 300.3),  # sech(softplus(x)) ** 2: softplus's own rounding counts 600 times
]


@pytest.fixture(autouse=True)
def _precise():
    with mp.workprec(250):
        yield


def worst(name: str, count: int, step: int = 1) -> list[tuple[float, tuple]]:
    rare = 5 if "gamma" in name else 1  # mpmath takes its time there
    table = [(errors(name, x), x) for x in points(name, count)[:: rare * step]]
    return [max((e[k], x) for e, x in table) for k in range(len(TRUTH[name].partials) + 1)]


def check(name: str, count: int, step: int = 1) -> None:
    for k, (error, x) in enumerate(worst(name, count, step)):
        limit = 0.5 if k == 0 and name in ROUNDED else TRUTH[name].limit
        assert error <= limit, f"{name}{x}: {'value' if k == 0 else f'partial {k}'} is {error} ulp off"


@every("name", TRUTH)
def test_a_few_points_are_within_the_promise(name):
    check(name, QUICK, step=6)


@every(("name", "operands"), [(name, operands) for name, *operands in WITNESSES])
def test_where_simpler_formulas_fail_ours_hold(name, operands):
    assert max(errors(name, tuple(operands))) <= TRUTH[name].limit


@pytest.mark.slow
@pytest.mark.parametrize("name", TRUTH)
def test_thousands_of_points_are_within_the_promise(name):
    check(name, THOROUGH)


def test_every_public_row_has_a_promise_that_is_tested():
    promised = {name.split()[0] for name in TRUTH} | PROMISED_FOLDS
    assert promised - {"powc"} == {name for name, row in RULES.items() if not row.internal}


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
