"""Folds over lists: plain sums to the bit, the others in ulps against mpmath over the whole double range."""

import math
import random
import struct
import sys
from fractions import Fraction

import mpmath
import pytest
from cases import every
from mpmath import mp, mpf

from micrograd_like import Value, dot
from micrograd_like.rules import RULES, table

EPS, TINY, MOST = 2.0**-52, 2.0**-1022, sys.float_info.max
QUICK, THOROUGH = 60, 1500  # lists for each fold


@pytest.fixture(autouse=True)
def _precise():
    with mp.workprec(300):
        yield


def lists(seed: int, count: int, reach: float | None = None):
    """Lists of 1 to 8 numbers: bit patterns (unless a reach is given), one scale, many scales, ties."""
    draw = random.Random(seed)

    def bits():
        while not math.isfinite(x := struct.unpack("<d", draw.randbytes(8))[0]):
            pass
        return x

    for _ in range(count):
        n, scale = draw.randint(1, 8), 10.0 ** draw.uniform(-300, 300)
        kinds = [
            lambda s=scale: s * draw.gauss(0, 1),
            bits,
            lambda: draw.choice((1, -1)) * 10.0 ** draw.uniform(-9, 9),
        ]
        if reach:
            kinds = [
                lambda: draw.uniform(-reach, reach),
                lambda: draw.gauss(0, 1),
                lambda: float(draw.randint(-2, 2)),
            ]
        kind = draw.choice(kinds)
        xs = [kind() for _ in range(n)]
        yield [x * draw.choice((1, 1, 1, 0)) for x in xs] if draw.random() < 0.2 else xs


def ulps(ours, exact, size=None) -> float:
    """The distance in ulps of size, the largest term (exact itself unless given)."""
    ours = 0.0 if ours is None else ours
    top = abs(exact) if size is None else abs(size)
    if top > MOST or math.isinf(ours):
        return 0.0 if abs(exact) > MOST * (1 - 4 * EPS) and abs(ours) >= MOST * (1 - 8 * EPS) else math.inf
    return float(abs(mpf(ours) - exact) / math.ulp(float(top)))


def in_doubles(start: float, terms) -> float:
    """Left to right, each product and each sum rounded to a double (by exact fractions)."""
    z = start
    for factors in terms:
        z = float(Fraction(z) + Fraction(float(math.prod(map(Fraction, factors)))))
    return z


def test_dot_and_total_add_from_left_to_right_in_plain_doubles():
    for xs in lists(1, 200, reach=1e9):
        ws = xs[::-1]
        assert table.total(xs) == in_doubles(0.0, [(x,) for x in xs])
        assert table.dot(ws, xs) == in_doubles(0.0, zip(ws, xs, strict=True))
        assert dot(ws, xs, bias=0.1) == in_doubles(0.1, zip(ws, xs, strict=True))
        assert dot([*map(Value, ws)], xs, bias=Value(0.1)).data == in_doubles(0.1, zip(ws, xs, strict=True))


def test_sums_are_not_compensated():
    assert table.total([1e16, 1.0, -1e16]) == 0.0
    assert table.dot([1.0, 1.0, 1.0], [1e16, 1.0, -1e16]) == 0.0


def test_the_partials_of_sums_are_the_numbers_themselves():
    assert table.total.linearize([5.0, 6.0])[1] == (1.0, 1.0)
    assert table.dot.linearize([2.0, 3.0], [5.0, 6.0])[1] == (5.0, 6.0, 2.0, 3.0)
    assert table.affine.linearize([2.0, 3.0], [5.0, 6.0], 1.0) == (29.0, (5.0, 6.0, 2.0, 3.0, 1.0))


def prod(xs):
    others = [math.prod(map(mpf, xs[:i] + xs[i + 1 :]), start=mpf(1)) for i in range(len(xs))]
    # one rounding a factor; where a product on the way leaves the range its rounding is carried through
    inside = all(TINY < abs(p) < MOST or not p for p in _products(xs))
    return [
        (math.prod(map(mpf, xs)), None, len(xs) if inside else math.inf),
        *((p, None, len(xs) if inside else math.inf) for p in others),
    ]


def _products(xs):
    return [
        math.prod(map(mpf, xs[a:b]), start=mpf(1)) for a in range(len(xs)) for b in range(a + 1, len(xs) + 1)
    ]


def norm2(xs):
    r = mpmath.sqrt(sum(mpf(x) ** 2 for x in xs))
    return [(r, None, 4), *((mpf(x) / r if r else mpf(0), None, 4) for x in xs)]


def std(xs):
    n, size = len(xs), mpf(max(map(abs, xs)))
    d = [mpf(x) - sum(map(mpf, xs)) / n for x in xs]
    s = mpmath.sqrt(sum(y * y for y in d) / n)
    if s <= size * n * EPS:  # the differences are all rounding
        return []
    lost = 4 + float(n * size / s)  # the mean is rounded, and so is each difference
    return [(s, None, lost), *((y / (n * s), 1 / mpf(n), lost) for y in d)]


def logsumexp(xs):
    top = max(xs)
    rest = mpmath.log1p(sum(mpmath.exp(mpf(x) - top) for x in sorted(xs)[:-1]))
    slopes = ((p, None, 8 + (top - x)) for p, x in zip(softmax(xs), xs, strict=True))
    return [(top + rest, max(abs(mpf(top)), rest), 8), *slopes]


def softmax(xs):
    top = max(xs)
    t = sum(mpmath.exp(mpf(x) - top) for x in xs)
    return [mpmath.exp(mpf(x) - top) / t for x in xs]


EXACT = {
    "prod": (prod, None),
    "norm2": (norm2, None),
    "std": (std, 1e9),
    "logsumexp": (logsumexp, 40.0, None),
}  # and reaches
PROMISED = {
    *EXACT,
    "total",
    "dot",
    "max",
    "min",
    "softmax",
    "log_softmax",
}  # the folds that this file holds to a promise


def worst(name: str, count: int) -> float:
    """The largest share of its allowance that a value or partial uses."""
    exact, *reaches = EXACT[name]
    params, found = tuple(RULES[name].params.values()), 0.0
    for xs in (xs for reach in reaches for xs in lists(2, count, reach)):
        z, partials = RULES[name].linearize(xs, *params)
        for ours, (truth, size, allowed) in zip((z, *partials), exact(xs), strict=False):
            share = ulps(ours, truth, size) / allowed if allowed < math.inf else 0.0
            assert share <= 1, f"{name}({xs}): {ours} for {mpmath.nstr(truth, 20)}"
            found = max(found, share)
    return found


@every("name", EXACT)
def test_a_few_folds_are_within_the_promise(name):
    worst(name, QUICK)


@pytest.mark.slow
@pytest.mark.parametrize("name", EXACT)
def test_thousands_of_folds_are_within_the_promise(name):
    worst(name, THOROUGH)


def softmax_ulps(count: int) -> float:
    """The largest share of its allowance that softmax or log_softmax uses; x - max costs its ulps."""
    found = 0.0
    for xs in lists(3, count, reach=300.0):
        q, spread, top = softmax(xs), max(xs) - min(xs), mpf(max(xs))
        rest = mpmath.log1p(sum(mpmath.exp(x - top) for x in sorted(xs)[:-1]))
        for k, (z, partials) in enumerate(table.softmax.linearize(xs)):
            exact = [q[k] * sum(q[:k] + q[k + 1 :]) if i == k else -q[k] * q[i] for i in range(len(xs))]
            for ours, truth, cost in [
                (z, q[k], spread),
                *((p, e, 2 * spread) for p, e in zip(partials, exact, strict=True)),
            ]:
                if abs(truth) > TINY:  # promised on normal results
                    found = max(found, ulps(ours, truth) / (8 + cost))
        for k, (z, partials) in enumerate(table.log_softmax.linearize(xs)):
            exact = [sum(q[:k] + q[k + 1 :]) if i == k else -q[i] for i in range(len(xs))]
            found = max(found, ulps(z, xs[k] - top - rest, max(top - xs[k], rest)) / (8 + spread))
            for ours, truth in zip(partials, exact, strict=True):
                if abs(truth) > TINY:
                    found = max(found, ulps(ours, truth) / (8 + spread))
    return found


def test_a_few_softmaxes_are_within_the_promise():
    assert softmax_ulps(20) <= 1


@pytest.mark.slow
def test_hundreds_of_softmaxes_are_within_the_promise():
    assert softmax_ulps(400) <= 1


@every(("fold", "pick"), [(table.max, max), (table.min, min)])
def test_the_largest_and_the_smallest_take_all_or_share(fold, pick):
    for xs in lists(4, 200):
        z, partials = fold.linearize(xs)
        assert z == pick(xs)
        assert [p or 0.0 for p in partials] == [(x == z) / xs.count(z) for x in xs]


def test_a_product_with_zeros_keeps_the_derivatives_of_the_zeros():
    assert table.prod.linearize([2.0, 0.0, 5.0]) == (0.0, (0.0, 10.0, 0.0))
    assert table.prod.linearize([0.0, 0.0]) == (0.0, (0.0, 0.0))


def test_one_minus_a_probability_keeps_its_bits():
    q = table.softmax.linearize([40.0, 0.0])[0]
    assert q[0] == 1.0
    assert q[1][0] == pytest.approx(math.exp(-40), rel=1e-15)


def test_lengths_far_from_one_keep_their_direction():
    for scale in (1e-320, 1e-200, 1.0, 1e200, 1.1e307):
        xs = [3 * scale, 5 * scale, 7 * scale]
        exact = norm2(xs)
        for ours, (truth, _, _) in zip(
            (table.norm2.linearize(xs)[0], *table.norm2.linearize(xs)[1]), exact, strict=True
        ):
            assert ulps(ours, truth) <= 4
    assert table.norm2.linearize([1.7e308, 1.7e308]) == (math.inf, (math.sqrt(0.5), math.sqrt(0.5)))


def test_certainty_keeps_the_small_terms():
    assert table.logsumexp([0.0, -40.0]) == math.log1p(math.exp(-40)) == 4.248354255291589e-18
    assert table.log_softmax([0.0, -40.0]) == [-4.248354255291589e-18, -40.0]


def test_an_infinite_logit_takes_all():
    assert table.softmax([math.inf, 1.0]) == [1.0, 0.0]
    assert table.log_softmax([math.inf, 1.0]) == [0.0, -math.inf]


def test_folds_over_nothing_are_the_neutral_elements():
    assert [table.total([]), table.prod([]), table.norm2([]), table.dot([], []), table.logsumexp([])] == [
        0.0,
        1.0,
        0.0,
        0.0,
        -math.inf,
    ]
    assert table.softmax([]) == []
    assert math.isnan(table.std([]))


if __name__ == "__main__":
    mp.prec = 300
    for name in EXACT:
        print(f"{name:12} uses {worst(name, THOROUGH):.2f} of its allowance")
    print(f"softmax, log_softmax use {softmax_ulps(400):.2f} of theirs")
