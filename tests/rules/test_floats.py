"""The functions of floats that formulas call: infinities, poles, and where their methods change."""

import math

import mpmath
import numpy as np
import pytest
from cases import every

from micrograd_like.rules import real, table
from micrograd_like.rules.floats import digamma, means, polygamma, pow, scatters

inf = math.inf

# ---- powers of zeros, of negative numbers and beyond the range ----


@every(
    ("x", "y", "z"),
    [
        (-0.0, -3.0, -inf), (-0.0, -1.0, -inf), (-0.0, -2.0, inf), (-0.0, -2.5, inf), (-0.0, -inf, inf),
        (-0.0, -(2.0**53) - 2, inf), (0.0, -3.0, inf), (0.0, -2.0, inf), (-0.0, 3.0, -0.0), (-0.0, 2.0, 0.0),
        (-1e200, 3.0, -inf), (-1e200, 2.0, inf), (1e200, 3.0, inf), (-1e-200, -3.0, -inf), (-1e-200, -2.0,
            inf),
        (-2.0, inf, inf), (-0.5, inf, 0.0), (-1.0, inf, 1.0), (-inf, -3.0, -0.0), (-inf, 3.0, -inf),
    ],
)  # fmt: skip
def test_powers_keep_the_sign_that_ieee_gives_them(x, y, z):
    for found in (pow(x, y), table.pow.value_of(x, y), table.powc.value_of(x, y)):
        assert found == z
        assert math.copysign(1.0, found) == math.copysign(1.0, z)


@every(("x", "y"), [(-8.0, 1 / 3), (-2.0, 0.5), (-1e-300, -0.5), (-2.0, math.nan)])
def test_a_negative_number_has_no_fractional_power(x, y):
    assert math.isnan(pow(x, y))


# ---- where the methods for digamma and polygamma change ----


def ulps(ours: float, exact) -> float:
    return float(abs(mpmath.mpf(ours) - exact) / math.ulp(float(exact)))


BESIDE_10 = [10.0 + k / 7 for k in range(-40, 15)] + [math.nextafter(10.0, 0), 10.0, math.nextafter(10.0, 11)]
LARGE = [10.0**k for k in range(2, 20)] + [9.9e15, 1e16, 1.01e16, 2.0**53, 1e200, 1e308]


@every("x", BESIDE_10 + LARGE)
def test_digamma_is_right_on_both_sides_of_its_changes(x):
    with mpmath.workdps(40):
        assert ulps(digamma(x), mpmath.digamma(mpmath.mpf(x))) <= 2


@every("x", [-1e-300, -1e-8, -0.3, -0.499, -0.5, -0.501, -0.75, -1.25, -7.3, -123.4, -98765.25])
def test_digamma_below_zero_is_reflected(x):
    with mpmath.workdps(40):
        t = mpmath.mpf(x)
        exact = mpmath.digamma(1 - t) - mpmath.pi / mpmath.tan(mpmath.pi * t)
        largest = max(abs(mpmath.digamma(1 - t)), abs(mpmath.pi / mpmath.tan(mpmath.pi * t)))
        assert abs(digamma(x) - exact) <= 4 * math.ulp(max(1.0, float(largest)))


@every("m", [1, 2, 3, 5, 10, 20, 21, 50, 100, 170])
def test_polygamma_is_right_on_both_sides_of_its_changes(m):
    switch = 12.0 + 2 * m
    with mpmath.workdps(40):
        for x in (
            0.01,
            0.5,
            1.0,
            3.3,
            switch - 1.7,
            math.nextafter(switch, 0),
            switch,
            switch + 0.3,
            3 * switch,
            1e5,
        ):
            exact = mpmath.polygamma(m, mpmath.mpf(x))
            if 1e-290 < abs(exact) < 1e300:
                assert ulps(polygamma(float(m), x), exact) <= 8 + m / 2, x


def test_polygamma_of_the_largest_arguments_is_a_power():
    for x in (2.0**53 - 1, 2.0**53, 2.0**53 + 2, 1e17, 1e150):
        assert polygamma(1.0, x) == pytest.approx(1 / x, rel=3e-16)  # 1 / x + 1 / (2 x**2) + ...
        assert polygamma(2.0, x) == pytest.approx(-1 / x**2, rel=5e-16)


def test_polygamma_beyond_the_factorials_goes_by_logarithms():
    with mpmath.workdps(40):
        for m in (171, 200, 1000):
            exact = mpmath.polygamma(m, mpmath.mpf(m) / 3)
            assert polygamma(float(m), m / 3) == pytest.approx(float(exact), rel=1e-11)


def test_polygamma_ends_where_adding_1_no_longer_changes_a_number():
    s = 2.0**56
    x = math.exp(math.lgamma(s) / s)  # here the terms of the sum are neither 0 nor infinite
    assert x > 2**53
    assert all(polygamma(s - 1, x + 16 * k) >= -inf for k in range(-8, 9))


@every(("m", "x"), [(0.5, 1.0), (-1.0, 1.0), (inf, 1.0), (math.nan, 1.0), (1.0, 0.0), (1.0,
    -3.0),
                                      (1.0, -inf), (2.0, math.nan), (0.0, -2.0), (0.0, 0.0), (0.0,
                                          -inf)])  # fmt: skip
def test_there_is_no_polygamma_at_poles_nor_of_broken_orders(m, x):
    assert math.isnan(polygamma(m, x))


def test_polygamma_of_order_0_is_digamma_and_the_sign_alternates():
    assert polygamma(0.0, 2.5) == digamma(2.5)
    assert [math.copysign(1.0, polygamma(float(m), 2.5)) for m in (1, 2, 3, 4)] == [1.0, -1.0, 1.0, -1.0]
    with mpmath.workdps(40):
        for m in (1, 2, 3, 4):  # below zero the two nearest poles come with signs of their own
            for x in (-0.4, -1.7, -2.25):
                assert polygamma(float(m), x) == pytest.approx(
                    float(mpmath.polygamma(m, mpmath.mpf(x))), rel=1e-12
                )


# ---- the mean and the squares of all the others ----


def test_means_and_scatters_are_those_of_the_others():
    xs = [1e8, 1e8 + 1, 1e8 + 5, -3.0]
    for i, (mean, scatter) in enumerate(zip(means(xs), scatters(xs), strict=True)):
        rest = np.array(xs[:i] + xs[i + 1 :], dtype=np.longdouble)
        assert mean == pytest.approx(float(rest.mean()), rel=1e-15)
        assert scatter == pytest.approx(float(((rest - rest.mean()) ** 2).sum()), rel=1e-12)
    assert scatters([5.0, 1e-9, 3e-9])[0] == pytest.approx(2e-18, rel=1e-14)
    assert (means([]), scatters([]), scatters([7.0])) == ([], [], [0.0])


# ---- what is one real number ----


@every(
    "x",
    [np.timedelta64(3, "s"), np.timedelta64(3, "D"), np.datetime64("2020-01-01"), np.complex128(1 + 0j),
        np.complex64(1),
     np.array(3, "m8[s]"), np.array("2020", "M8[Y]"), np.array(1 + 0j), 1j],
)  # fmt: skip
def test_times_and_complex_numbers_are_no_real_numbers(x):
    with pytest.raises(TypeError, match="expected one real number, but got"):
        real(x)


@every("kind", [np.float16, np.float32, np.float64, np.int8, np.uint64, np.bool_])
def test_numpys_other_scalars_are(kind):
    assert real(kind(1)) == real(np.array(1, dtype=kind)) == 1.0
