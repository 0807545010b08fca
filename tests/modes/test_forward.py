"""Dual numbers: tangents, levels, ranks, and the derivatives built on them."""

import itertools
import math
import subprocess
import sys

import mpmath
import numpy as np
import pytest
from cases import every

import micrograd_like as mg
from micrograd_like import (
    Dual,
    Value,
    derivative,
    grad,
    hessian,
    jacfwd,
    jacrev,
    jvp,
    nn,
    rule,
    value_and_grad,
)
from micrograd_like.rules import RULES
from micrograd_like.rules.row import forget


def test_a_dual_carries_the_derivative_along():
    x = Dual(3.0, 1.0)
    y = x * x + 1 / x - x**3 / 2
    assert (y.primal, y.tangent) == (9 + 1 / 3 - 13.5, 6 - 1 / 9 - 13.5)


@every(
    ("f", "exact"),
    [
        (lambda x: x**5, lambda x, k: math.perm(5, k) * x ** (5 - k)),
        (lambda x: (2 * x).exp(), lambda x, k: 2**k * math.exp(2 * x)),
        (mg.sin, lambda x, k: math.sin(x + k * math.pi / 2)),
        (lambda x: 1 / x, lambda x, k: (-1) ** k * math.factorial(k) / x ** (k + 1)),
        (lambda x: x.log(), lambda x, k: (-1) ** (k - 1) * math.factorial(k - 1) / x**k),
        (lambda x: 2**x, lambda x, k: math.log(2) ** k * 2**x),
        (lambda x: mg.dot([x, x], [x, 3.0], bias=x), lambda x, k: [0, 2 * x + 4, 2, 0, 0][k]),
    ],
)
@every("order", [1, 2, 3, 4])
@every("mode", [derivative, grad])
def test_orders_1_to_4_have_their_closed_forms(f, exact, order, mode):
    g = f
    for _ in range(order):
        g = mode(g)
    for x in (0.7, 1.9):
        assert g(x) == pytest.approx(exact(x, order), rel=1e-12, abs=1e-14)


@every(
    "name",
    ["tanh", "sigmoid", "softplus", "gelu", "silu", "erf", "atan", "asinh", "sqrt", "expm1", "log1p", "cbrt"],
)
def test_the_fourth_derivative_of_a_primitive_is_mpmaths(name):
    mp = {
        "sigmoid": lambda x: 1 / (1 + mpmath.exp(-x)), "softplus": lambda x: mpmath.log1p(mpmath.exp(x)),
        "gelu": lambda x: x * mpmath.ncdf(x), "silu": lambda x: x / (1 + mpmath.exp(-x)),
    }.get(name, getattr(mpmath, name, None))  # fmt: skip
    with mpmath.workdps(50):
        for x in (0.3, 1.7):
            for order in (1, 2, 3, 4):
                exact = float(mpmath.diff(mp, mpmath.mpf(x), order))
                assert derivative(RULES[name], order)(x) == pytest.approx(exact, rel=1e-11)


every_nesting = every(("outer", "inner"), itertools.product([derivative, grad], repeat=2))


class TestPerturbationConfusion:
    """The programs of Siskind & Pearlmutter (2005, 2008) and Manzyuk et al. (2019)."""

    @every_nesting
    def test_the_derivative_of_x_times_the_derivative_of_x_plus_y_is_1(self, outer, inner):
        assert outer(lambda x: x * inner(lambda y: x + y)(1.0))(1.0) == 1.0

    @every_nesting
    def test_the_inner_point_may_be_the_outer_variable(self, outer, inner):
        assert outer(lambda x: x * inner(lambda y: x * y)(x))(3.0) == 6.0
        assert outer(lambda x: inner(lambda y: y * y * x)(x))(3.0) == 12.0

    @every_nesting
    def test_a_constant_inside_has_derivative_0(self, outer, inner):
        assert outer(lambda x: x * inner(lambda y: x)(2.0))(5.0) == 0.0
        assert outer(lambda x: inner(lambda y: x * x)(x))(5.0) == 0.0

    @every_nesting
    def test_the_outer_variable_may_be_used_on_both_sides(self, outer, inner):
        assert outer(lambda x: inner(lambda y: (x - y) ** 2)(1.0))(4.0) == -2.0

    @every_nesting
    def test_three_levels_stay_apart(self, outer, inner):
        f = outer(lambda x: x * inner(lambda y: y * outer(lambda z: x * y * z)(x))(x))
        assert f(2.0) == 6 * 2.0**2  # x * d/dy[y * (x * y)] at y = x is 2 x**3

    @every_nesting
    def test_a_derivative_may_be_handed_on_as_a_function(self, outer, inner):
        def shift(offset):
            return lambda g: lambda a: g(a + offset)

        # Manzyuk's bug: d/du of a shift, applied twice, must differentiate both times
        def twice(u):
            return inner(shift(u)(lambda w: w**3))(1.0)

        assert outer(twice)(0.0) == 6.0

    @every_nesting
    def test_manzyuks_bug_a_shift_applied_to_itself_gives_the_second_derivative(self, outer, inner):
        shift = lambda mode: lambda h: lambda a: mode(lambda u: h(a + u))(0.0)  # noqa: E731
        assert shift(outer)(shift(inner)(lambda x: x**4))(3.0) == 12 * 3.0**2

    @every_nesting
    def test_a_variable_smuggled_out_of_a_derivative_is_a_constant_there(self, outer, inner):
        smuggled = []
        outer(lambda x: (smuggled.append(x), x * x)[1])(3.0)
        slope = inner(lambda y: smuggled[0] * y)(2.0)
        assert getattr(slope, "data", slope) == 3.0

    @every_nesting
    def test_a_closure_in_a_cell_sees_the_outer_variable_of_its_own_run(self, outer, inner):
        cell = [None]

        def f(x):
            cell[0] = x
            return inner(lambda y: cell[0] * y * y)(x)

        assert outer(f)(5.0) == 20.0
        assert outer(f)(7.0) == 28.0


def test_duals_made_by_hand_inside_a_derivative_are_above_it():
    slope = lambda x, y: (Dual(x, 1.0) ** 3 * Dual(y, 0.0)).tangent  # noqa: E731  d/dx by hand
    assert jacfwd(slope, (0, 1))(2.0, 5.0) == grad(slope, (0, 1))(2.0, 5.0) == (60.0, 12.0)
    assert derivative(lambda x: (Dual(2.0, 1.0) * x).tangent)(3.0) == 1.0
    both = derivative(lambda x: Dual(x, 1.0) ** 2)(3.0)  # the derivative of a Dual is a Dual
    assert (both.primal, both.tangent) == (6.0, 2.0)


def test_duals_of_duals_made_by_hand_give_mixed_second_derivatives():
    x, y = Dual(Dual(3.0, 1.0), 0.0), Dual(Dual(2.0, 0.0), 1.0)
    assert (x * x * y).tangent.tangent == 6.0


def test_value_times_dual_is_a_dual_of_values_on_either_side():
    v, d = Value(3.0), Dual(2.0, 1.0)
    for product in (v * d, d * v):
        assert type(product) is Dual
        assert type(product.primal) is Value
        product.tangent.backward()
    assert v.grad == 2.0  # the tangent is v
    assert (v**d).tangent.data == 9 * math.log(3)
    assert (d - v, v - d)[1].tangent == -1.0


@every("first", ["engine", "modes.dual", "modes.symbolic", "nn"])
def test_ranks_decide_and_not_the_order_of_imports(first):
    program = f"""
import micrograd_like.{first}
from micrograd_like import Dual, Value
from micrograd_like.modes import variable
v, d, x = Value(3.0), Dual(2.0, 1.0), variable("x", 5.0)
print(*(type(z).__name__ for z in (v * d, d * v, v ** d, d - v, 2.0 * d, x * v, v / x)))"""
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert found.split() == ["Dual"] * 5 + ["Expr"] * 2


@every("number", [2, 2.0, np.float64(2.0), np.float32(2.0), np.int64(2), True])
def test_plain_numbers_mix_in_on_both_sides(number):
    x, n = Dual(3.0, 1.0), float(number)
    for got, want in [
        (x + number, (3 + n, 1)),
        (number + x, (3 + n, 1)),
        (x - number, (3 - n, 1)),
        (number - x, (n - 3, -1)),
        (x * number, (3 * n, n)),
        (number * x, (3 * n, n)),
        (x / number, (3 / n, 1 / n)),
        (number / x, (n / 3, -n / 9)),
        (x**number, (3**n, n * 3 ** (n - 1))),
        (number**x, (n**3, n**3 * math.log(n))),
        (x % number, (3 % n, 1)),
    ]:
        assert type(got) is Dual
        assert (got.primal, got.tangent) == pytest.approx(want)


@every("bad", ["2", None, 1j, [1.0], {}])
def test_anything_else_is_refused_as_by_value(bad):
    x, v = Dual(3.0, 1.0), Value(3.0)
    with pytest.raises(TypeError) as ours:
        _ = x * bad
    with pytest.raises(TypeError) as theirs:
        _ = v * bad
    assert str(ours.value) == str(theirs.value)
    with pytest.raises(TypeError, match=r"^expected one real number"):
        Dual(bad, 1.0)


def test_arrays_go_element_by_element_as_with_values():
    row = np.array([1.0, 2.0])
    for product in (Dual(3.0, 1.0) * row, row * Dual(3.0, 1.0)):
        assert [(z.primal, z.tangent) for z in product] == [(3.0, 1.0), (6.0, 2.0)]
    assert jvp(lambda x: (np.exp(x) * row).sum(), (0.0,), (1.0,)) == (3.0, 3.0)


def test_comparisons_hash_and_equality_are_those_of_value():
    x, y = Dual(1.0, 5.0), Dual(2.0, -5.0)
    assert (x < y, x <= 1, x > 0.5, x >= y, x < 2, Value(3.0) > x, x < Value(0.0)) == (
        True,
        True,
        True,
        False,
        True,
        True,
        False,
    )
    assert x.item() == 1.0
    assert len({x, y, Dual(1.0, 5.0)}) == 3
    assert repr(x) == "Dual(primal=1.0, tangent=5.0)"
    assert (x.data, f"{x:.2f}", f"{x}") == (1.0, "1.00", "Dual(primal=1.0, tangent=5.0)")
    assert (abs(Dual(-2.0, 1.0)).tangent, (-x).tangent) == (-1.0, -5.0)


@every(
    ("fold", "partials"),
    [
        (mg.total, [1, 1, 1]),
        (mg.prod, [-6, 3, -2]),
        (mg.max, [0, 0, 1]),
        (mg.min, [0, 1, 0]),
        (lambda x: mg.dot([2.0, 3.0, 4.0], x, 1.0), [2, 3, 4]),
        (lambda x: x[0] % 2.0, [1, 0, 0]),
        (mg.norm2, [1 / math.sqrt(14), -2 / math.sqrt(14), 3 / math.sqrt(14)]),
        (lambda x: mg.hypot(x[0], x[1]), [5**-0.5, -2 * 5**-0.5, 0]),
        (lambda x: mg.where(x[0] > 0, x[1], x[2]), [0, 1, 0]),
        (lambda x: mg.clamp(x[2], 0.0, 5.0), [0, 0, 1]),
        (sum, [1, 1, 1]),
    ],
)
def test_folds_and_parameters_work_on_duals(fold, partials):
    assert jacfwd(fold)([1.0, -2.0, 3.0]) == pytest.approx(partials, rel=1e-14)


def test_softmax_of_duals_is_a_list_of_duals_whose_tangents_cancel():
    tangents = [p.tangent for p in mg.softmax([Dual(0.0, 1.0), 3.0, Value(-2.0)])]
    assert sum(t.data for t in tangents) == pytest.approx(0.0, abs=1e-16)
    assert tangents[0].data == pytest.approx(0.0470 * 0.953, rel=1e-2)


def test_a_branch_not_taken_sends_no_tangent():
    assert jvp(lambda x: mg.where(x > 0, x.log(), 0.0) + x, (0.0,), (1.0,)) == (0.0, 1.0)
    assert jvp(lambda x: (mg.sqrt(x) - 1).relu() + 2 * x, (0.0,), (1.0,)) == (
        0.0,
        2.0,
    )  # sqrt's infinite slope dies at the relu


def test_a_tangent_of_0_leaves_its_input_a_constant():
    assert jvp(lambda x, y: mg.sqrt(x) + y, (0.0, 1.0), (0.0, 1.0)) == (1.0, 1.0)
    _, tangent = jvp(lambda x, y: mg.sqrt(x) + y, (0.0, 1.0), (5e-324, 1.0))
    assert tangent == math.inf


def test_a_new_row_works_in_forward_mode_at_any_order():
    cube = rule("cube_for_duals", "x ** 3", "3 * x ** 2")
    try:
        assert [derivative(cube, k)(2.0) for k in (0, 1, 2, 3, 4)] == [8, 12, 12, 6, 0]
        assert Dual(2.0, 1.0).cube_for_duals().tangent == 12.0
    finally:
        forget("cube_for_duals")


def test_jvp_takes_any_shape_and_a_module():
    model = nn.MLP(2, [3, 1])
    zeros = [0.0] * len(model.parameters())
    value, tangent = jvp(
        lambda m, p: m([p["a"], p["b"][0]]),
        (model, {"a": 1.0, "b": (2.0,)}),
        (zeros, {"a": 1.0, "b": (0.0,)}),
    )
    exact = grad(lambda a: model([a, 2.0]))(1.0)
    assert tangent == pytest.approx(exact, rel=1e-14)
    assert value == model([1.0, 2.0]).data


def test_jvp_says_what_it_needs():
    with pytest.raises(
        TypeError,
        match=r"jvp takes tuples of arguments and tangents, as in jvp\(f, \(x,\), \(v,\)\), but got 2.0",
    ):
        jvp(abs, 2.0, (1.0,))
    with pytest.raises(ValueError, match="2 numbers came with 1 tangents; give one tangent for each number"):
        jvp(abs, ([1.0, 2.0],), ([1.0],))
    with pytest.raises(ValueError, match="expected a derivative's order, a whole number from 0, but got -1"):
        derivative(abs, -1)
    with pytest.raises(
        TypeError, match=r"derivative differentiates by one number, but got \[1.0, 2.0\]; use grad or jacfwd"
    ):
        derivative(abs)([1.0, 2.0])
    with pytest.raises(
        ValueError,
        match="argnums=1 needs an argument number 1, but the function was called with 1 by position",
    ):
        jacfwd(abs, 1)(2.0)
    for wrong in ([0, 1], "x", True, 0.0):
        with pytest.raises(
            TypeError,
            match="argnums is the place of an argument, counted from 0, or a tuple of places, but got",
        ):
            grad(lambda x, y: x * y, wrong)(2.0, 3.0)
    for mode in (grad, value_and_grad, jacrev, jacfwd, hessian):  # at once, and not where it is called
        with pytest.raises(
            TypeError, match=rf"but got 2.0; the derivative at x is {mode.__name__}\(f\)\(x\)"
        ):
            mode(lambda x: x * x, 2.0)
    with pytest.raises(ValueError, match=r"argnums=\(0, -2\) names an argument twice; name each once"):
        grad(lambda x, y: x * y, (0, -2))(2.0, 3.0)


def test_jacfwd_has_outputs_outside_and_inputs_inside():
    f = lambda p, q: {"s": p[0] * q, "t": [p[1] ** 2]}  # noqa: E731
    assert jacfwd(f, (0, 1))([3.0, 2.0], 5.0) == {"s": ([5.0, 0.0], 3.0), "t": [([0.0, 4.0], 0.0)]}


def test_a_long_chain_needs_no_recursion():
    def chain(x):
        for _ in range(20_000):
            x = x + 1.0
        return x

    assert jvp(chain, (1.0,), (3.0,)) == (20_001.0, 3.0)


def test_numbers_in_numbers_out_even_where_the_function_uses_values():
    model = nn.MLP(2, [3, 2])
    assert jacfwd(model)([0.5, 1.0]) == [pytest.approx(row, rel=1e-14) for row in jacrev(model)([0.5, 1.0])]
    assert {type(x) for row in jacfwd(model)([0.5, 1.0]) for x in row} == {float}


@every("inner", [derivative, grad])
def test_values_in_values_out_through_every_level(inner):
    x = Value(2.0)
    _, tangent = jvp(lambda u: inner(lambda w: w * u**3)(5.0), (x,), (1.0,))
    tangent.backward()
    assert (tangent.data, x.grad) == (12.0, 12.0)


def test_a_value_in_any_argument_makes_the_result_a_graph():
    w = Value(3.0)
    slope = grad(lambda x, w: x * w**2)(1.0, w)
    slope.backward()
    assert w.grad == 6.0
    assert type(grad(lambda x, name: x * 2.0)(1.0, "text is no matter")) is float


def test_a_dual_rounds_divides_and_is_told_of_its_truth_as_a_value_is():
    x = Dual(7.5, 1.0)
    made = [+x, round(x), x // 2, 20 // x, *divmod(x, 2)]
    assert [(y.primal, y.tangent) for y in made] == [
        (7.5, 1.0),
        (8.0, 0.0),
        (3.0, 0.0),
        (2.0, 0.0),
        (3.0, 0.0),
        (1.5, 1.0),
    ]
    with pytest.warns(UserWarning, match="always true"):
        assert x
