"""Second derivatives: the partials of every row, differentiated once more, against mpmath.

Promised: 8 ulp of the largest term,
    where that is above 1e-290; for the folds two more for each of their numbers.
``python tests/rules/test_second_derivatives.py [name ...]`` prints the worst seen.
"""

import math
import random
import sys
from typing import Any

import mpmath
import pytest
from cases import every
from mpmath import mp, mpf
from truth import TRUTH, bend, dsigmoid, points, sigmoid, ulps

import micrograd_like as m
from micrograd_like import Value, hessian, jacrev
from micrograd_like.rules import RULES, bind

QUICK, THOROUGH = 10, 1500
LIMIT, LEAST_TERM = 8.0, 1e-290  # near the smallest doubles a factor has lost bits before the product has


@pytest.fixture(autouse=True)
def _precise():
    with mp.workprec(250):
        yield


# ---- all public rows of one and two numbers, over the whole double range ----


def errors(name: str, operands: tuple[float, ...]) -> list[float]:
    """Ulps of the largest term, for the derivatives by x and x; x and y, y and y, y and x."""
    truth, n = TRUTH[name], len(operands)
    row, params = RULES[name.split(maxsplit=1)[0]], truth.params
    named = dict(zip(row.params, params, strict=True))
    found = hessian(lambda v: row(**dict(zip(row.letters, v, strict=True)), **named))([*operands])
    places = [(i, j) for i in range(n) for j in range(i, n)] + [(1, 0)] * (n == 2)
    sizes = [*truth.terms[1 + n :], None, None, None][: len(truth.seconds)]
    exact = [*zip(truth.seconds, sizes, strict=True)]
    exact += exact[1:2]
    return [_error(found[i][j], f, size, operands) for (i, j), (f, size) in zip(places, exact, strict=False)]


def _error(ours: float, f: Any, size: Any, operands: tuple[float, ...]) -> float:
    xs = [*map(mpf, operands)]
    true = f(*xs)
    if true is None:
        return 0.0
    largest = (size and size(*xs)) or true
    return 0.0 if 0 < abs(largest) < LEAST_TERM else ulps(ours, true, largest)


def check(name: str, count: int, every: int = 1) -> float:
    found = 0.0
    for x in points(name, count)[::every]:
        error = max(errors(name, x))
        assert error <= max(LIMIT, TRUTH[name].limit), f"{name}{x}: a second derivative is {error} ulp off"
        found = max(found, error)
    return found


@every("name", TRUTH)
def test_a_few_second_derivatives_are_within_the_promise(name):
    check(name, QUICK, every=16)


@pytest.mark.slow
@pytest.mark.parametrize("name", TRUTH)
def test_thousands_of_second_derivatives_are_within_the_promise(name):
    check(name, 200 if "gamma" in name else THOROUGH)


# ---- folds ----


def norm2(xs, i, j):
    r = mpmath.sqrt(sum(x * x for x in xs))
    return (sum(x * x for k, x in enumerate(xs) if k != i) if i == j else -xs[i] * xs[j]) / r**3, None


def std(xs, i, j):
    """From the squares seen from the mean of all but i and j: terms that cancel only at a true root."""
    n = len(xs)
    d = [x - sum(xs) / n for x in xs]
    r = mpmath.sqrt(sum(y * y for y in d))
    rest = [x for k, x in enumerate(xs) if k not in (i, j)]
    mean = sum(rest) / len(rest)
    scatter = sum((x - mean) ** 2 for x in rest)
    near, far = sorted((xs[i], xs[j]), key=lambda x: abs(x - mean))
    top = (n - 1) * scatter if i == j else -(scatter + (n - 2) * (near - mean) * (far - mean))
    apart = max(abs(near - x) for x in rest)  # near - mean is a mean of such differences
    size = (n - 1) * scatter if i == j else scatter + (n - 2) * apart * abs(far - mean)
    return top / n / r**3 / mpmath.sqrt(n), size / n / r**3 / mpmath.sqrt(n)


def softmax(xs):
    top = max(xs)
    e = [mpmath.exp(x - top) for x in xs]
    return [x / sum(e) for x in e]


def logsumexp(xs, i, j):
    q = softmax(xs)
    return (q[i] * sum(q[:i] + q[i + 1 :]) if i == j else -q[i] * q[j]), None


def prod(xs, i, j):
    return (mpf(0) if i == j else math.prod(x for k, x in enumerate(xs) if k not in (i, j))), None


def lists(name: str, count: int):
    draw = random.Random(len(name))
    for _ in range(count):
        n, scale = draw.randint(3, 6), 10.0 ** draw.uniform(-100, 100)
        wide = [draw.choice((1, -1)) * 10.0 ** draw.uniform(-9, 3) for _ in range(n)]
        outlier = [draw.gauss(0, 1), *(1e-9 * draw.gauss(0, 1) for _ in range(n - 1))]
        xs = draw.choice((wide, outlier, [draw.gauss(0, 1) for _ in range(n)]))
        yield [x * scale for x in xs] if name in {"norm2", "std"} else xs


FOLDS = {"norm2": norm2, "std": std, "logsumexp": logsumexp, "prod": prod}


def worst_fold(name: str, count: int) -> float:
    """The largest share of its allowance that a second derivative of the fold uses."""
    found = 0.0
    for xs in lists(name, count):
        ours, exact, n = hessian(getattr(m, name))(xs), [*map(mpf, xs)], len(xs)
        spread = max(xs) - min(xs) if name == "logsumexp" else 0.0  # the argument difference costs its ulps
        for i in range(n):
            for j in range(n):
                true, size = FOLDS[name](exact, i, j)
                if not 0 < abs(size or true) < LEAST_TERM:
                    share = ulps(ours[i][j], true, size) / (LIMIT + 2 * n + 2 * spread)
                    assert share <= 1, (name, xs, i, j, ours[i][j], float(true))
                    found = max(found, share)
    return found


@every("name", FOLDS)
def test_a_few_second_derivatives_of_folds_are_within_the_promise(name):
    worst_fold(name, 12)


@pytest.mark.slow
@pytest.mark.parametrize("name", FOLDS)
def test_hundreds_of_second_derivatives_of_folds_are_within_the_promise(name):
    worst_fold(name, 400)


@every(("f", "of"), [(m.softmax, mpf), (m.log_softmax, mpmath.log)])
def test_second_derivatives_of_softmax(f, of):
    xs = [0.7, -0.3, 1.1]
    ours = jacrev(jacrev(f))(xs)
    for k in range(3):
        for i in range(3):
            for j in range(3):
                order = tuple((i == n) + (j == n) for n in range(3))
                exact = mpmath.diff(lambda *t, k=k: of(softmax(t)[k]), xs, order)
                assert ours[k][i][j] == pytest.approx(float(exact), rel=1e-12, abs=1e-13)


# ---- every row, internal ones too, at ordinary points ----

TRUE = {
    "datan": lambda x: 1 / (1 + x * x), "cosine": lambda x, y: x / mpmath.hypot(x, y),
    "datan2": lambda x, y: y / (x * x + y * y), "sharing": lambda x, y: sigmoid(x - y),
    "ddiv": lambda x, y: -x / y**2, "dcbrt": lambda x, w: mpmath.cbrt(x) ** -2 / 3,
    "dpow": lambda x, y, w: y * x ** (y - 1), "powlog": lambda x, y, w: x**y * mpmath.log(x),
    "dpowlog": lambda x, y, w: x ** (y - 1) * (1 + y * mpmath.log(x)), "gauss": lambda x: mpmath.exp(-x * x),
    "sech2": lambda x: mpmath.sech(x) ** 2, "dsigmoid": dsigmoid, "powc": lambda x, c: x**c,
    "where": lambda x, y, c: x if c else y, "total": lambda *x: sum(x), "dot": lambda a, b, c,
        d: a * c + b * d,
    "affine": lambda a, b, c, d, e: a * c + b * d + e, "max": max, "min": min,
    "direction": lambda x, y: x / mpmath.hypot(x, y), "deviation": lambda x,
        y: mpmath.sign(x - y) / mpmath.sqrt(2),
}  # fmt: skip
GIVEN = {  # operands, then static parameters; w is what the helper stands for
    "dpow": ((0.7, 1.6, 0.7**1.6), ()), "powlog": ((0.7, 1.6, 0.7**1.6), ()), "dpowlog": ((0.7, 1.6,
        0.7**1.6), ()),
    "dcbrt": ((0.4, math.cbrt(0.4)), ()), "powc": ((0.4,), (2.5,)), "where": ((0.7, 0.3), (1.0,)),
    "dot": ((0.7, 0.3, 0.5, 0.9), ()), "affine": ((0.7, 0.3, 0.5, 0.9, 2.0), ()),
}  # fmt: skip
INTERNAL = [name for name, row in RULES.items() if row.internal]


def second(name: str, xs: tuple[float, ...], params: tuple, k: float) -> list[list[float]]:
    """All second partials of a row (of result k), by running its partials on Values and going backward."""
    row, leaves = RULES[name], [Value(x) for x in xs]
    own = bind(row, *params, k=int(k) if row.each else None)
    groups, rows = own.split(leaves), []
    z = row(**dict(zip(row.letters, groups, strict=True)), **dict(zip(row.params, params, strict=True)))
    for partial in own.partials_of(z[int(k)] if row.each else z, *groups):
        for leaf in leaves:
            leaf.grad = 0.0
        if isinstance(partial, Value):
            partial.backward()
        rows.append([1.0 if leaf is partial else leaf.grad for leaf in leaves])
    return rows


@every("name", TRUE)
def test_partials_of_values_differentiate_to_the_second_derivative(name):
    row = RULES[name]
    xs, params = GIVEN.get(name, ((0.83, 0.3)[: len(row.letters) + len(row.lists)], ()))
    ours, free = (
        second(name, xs, params, 0.0),
        [i for i in range(len(xs)) if "w" not in row.letters[i : i + 1] or row.lists],
    )
    for i in free:
        for j in free:
            order = tuple((i == n) + (j == n) for n in range(len(xs)))
            exact = mpmath.diff(lambda *t: TRUE[name](*t, *params), tuple(map(mpf, xs)), order)
            assert ours[i][j] == pytest.approx(float(exact), rel=1e-13, abs=1e-13), (i, j)


def test_every_row_is_held_against_mpmath_here():
    each = {
        "softmax",
        "log_softmax",
        "less",
        "less_equal",
        "equal",
        "choose",
        "picked",
    }  # the last five have none
    assert {name.split()[0] for name in TRUTH} | {*TRUE} | {*FOLDS} | each == {*RULES}


# ---- places where a plainer formula fails: each is a scar ----


@every(
    ("name", "xs", "i", "j", "exact"),
    [
        ("norm2", (1.0, 1e-9), 0, 0, 1e-18),  # 1 / z - x * x / z**3
        ("norm2", (1e-200, 1e-209), 0, 0, 1e182),
        ("hypot", (1.0, 1e-9), 0, 0, 1e-18),
        ("hypot", (1e-200, 1e-200), 0, 1, -0.3535533905932738e200),
        ("atan", (1e100,), 0, 0, -2e-300),  # -z * z * 2 * x
        ("atan", (-1e102,), 0, 0, 2e-306),
        ("atan", (1e160,), 0, 0, 0.0),
        ("atan", (1e-12,), 0, 0, -2e-12),
        ("asin", (1e-12,), 0, 0, 1e-12),  # (1 - x) * (1 + x)
        ("acos", (1e-12,), 0, 0, -1e-12),
        ("atanh", (1e-12,), 0, 0, 2e-12),
        ("tanh", (20.0,), 0, 0, -3.398683404233271e-17),
        ("sigmoid", (-40.0,), 0, 0, 4.248354255291589e-18),
        ("erf", (1.5e308,), 0, 0, 0.0),  # 2 * x * z: inf * 0
        ("mish", (9e307,), 0, 0, 0.0),
        ("pow", (1e-160, 1e-160), 0, 0, -1e160),  # y * ((y - 1) * x ** (y - 2)): overflows in between
        ("pow", (2.0, 0.0), 0, 1, 0.5),  # a power that is constant 1 sends nothing, but to y
        ("pow", (2.0, 0.0), 1, 0, 0.5),
        ("cbrt", (1e-200,), 0, 0, -2 / 9 * 1e200 * 1e-200 ** (-2 / 3)),
        ("div", (-1e-160, -1e154), 1, 0, -1e-308),
        (
            "sharing",
            (-700.1, 0.05),
            0,
            0,
            math.exp(-700) * 0.8607079764250578,
        ),  # exp(-700.15), by one difference
        ("log1p", (1e-12,), 0, 0, -1 + 2e-12),
        ("silu", (-30.0,), 0, 0, float(2 * dsigmoid(mpf(-30)) - 30 * bend(mpf(-30)))),
    ],
)
def test_second_derivatives_keep_their_bits_far_from_one(name, xs, i, j, exact):
    assert second(name, xs, (), 0)[i][j] == pytest.approx(exact, rel=1e-12, abs=0)


def test_an_outlier_does_not_blind_the_second_derivative_of_std():
    ours, exact = hessian(m.std)([1.0, 0.0, 1e-9]), [mpf(1), mpf(0), mpf(1e-9)]
    for i in range(3):
        for j in range(3):
            assert ours[i][j] == pytest.approx(float(std(exact, i, j)[0]), rel=1e-6)
            assert ours[i][j] == pytest.approx(ours[j][i], rel=1e-12)


def test_what_is_added_to_all_numbers_does_not_matter_to_std():
    near, far = hessian(m.std)([1.0, 2.0, 4.5]), hessian(m.std)([2.0**40 + 1, 2.0**40 + 2, 2.0**40 + 4.5])
    for i in range(3):
        assert far[i] == pytest.approx(near[i], rel=1e-12)


POWERS = [(x, y) for x in (0.0, 0.5, 2.0, 1e-300) for y in (0.0, 0.5, 1.0, 2.0, 3.0, -1.5) if x or y >= 2]


@every(("x", "y"), POWERS)
def test_the_second_derivatives_of_a_power_are_symmetric_and_never_nan(x, y):
    (xx, xy), (yx, yy) = hessian(lambda v: v[0] ** v[1])([x, y])
    assert xy == yx
    assert not any(map(math.isnan, (xx, xy, yy)))
    if x == 0:
        assert (xx, xy, yy) == (2.0 if y == 2 else 0.0, 0.0, 0.0)


ROOTS = [
    lambda v: m.norm2([m.sqrt(v[0]), v[1]]),
    lambda v: m.hypot(m.sqrt(v[0]), v[1]),
]  # 0 times an infinite slope


@every("f", [lambda v: m.hypot(*v), m.norm2, m.std, *ROOTS])
def test_at_length_0_nothing_is_sent_in_derivatives_of_any_order(f):
    zeros = [[0.0, 0.0], [0.0, 0.0]]
    assert hessian(f)([0.0, 0.0]) == zeros
    assert hessian(lambda v: f(v) ** 2)([0.0, 0.0]) == zeros
    assert jacrev(hessian(f))([0.0, 0.0]) == [zeros, zeros]


def test_the_square_of_a_length_at_0_is_written_as_a_sum_of_squares():
    assert hessian(lambda v: v[0] * v[0] + v[1] * v[1])([0.0, 0.0]) == [[2.0, 0.0], [0.0, 2.0]]


def test_third_derivatives_of_lengths_agree_with_their_closed_forms():
    xs = [3.0, 4.0, 12.0]
    x, y, r = 3.0, 4.0, 13.0
    third = jacrev(hessian(m.norm2))(xs)
    assert third[0][0][0] == pytest.approx(-3 * x / r**3 + 3 * x**3 / r**5, rel=1e-13)
    assert third[0][0][1] == pytest.approx(-y / r**3 + 3 * x * x * y / r**5, rel=1e-13)
    with mp.workprec(120):
        f = lambda *t: mpmath.sqrt(sum((s - sum(t) / 3) ** 2 for s in t) / 3)  # noqa: E731
        for order, (i, j, k) in {(3, 0, 0): (0, 0, 0), (2, 1, 0): (0, 1, 0), (1, 1, 1): (2, 0, 1)}.items():
            ours = jacrev(hessian(m.std))(xs)[i][j][k]
            assert ours == pytest.approx(float(mpmath.diff(f, tuple(xs), order)), rel=1e-12)


if __name__ == "__main__":
    mp.prec = 250
    for name in sys.argv[1:] or TRUTH:
        print(f"{name:14} {max(max(errors(name, x)) for x in points(name, THOROUGH)):8.3g} ulp")
    for name in FOLDS:
        print(f"{name:14} uses {worst_fold(name, 400):.2f} of its allowance")
