"""derivative(f, order): every order by one run, against nested forward mode, mpmath and closed forms."""

import math

import mpmath
import pytest
from cases import every

import micrograd_like as mg
from micrograd_like import Dual, Value, custom, derivative, grad, hessian, jvp, no_grad, rule
from micrograd_like.modes.adjoint import Recorded
from micrograd_like.modes.taylor import Expansion
from micrograd_like.rules import RULES, row


def nested(f, order):
    """A derivative of a derivative of ..., each by dual numbers: 3 ** order, and right."""
    if not order:
        return f
    lower = nested(f, order - 1)
    return lambda x: jvp(lower, (x,), (1.0,))[1]


PUBLIC = [name for name, r in RULES.items() if not r.internal]
POINTS = {"acosh": (1.7,), "lgamma": (2.3, -0.6), "digamma": (2.3, -0.6), "polygamma": (2.3, -0.6)}
PARAMS = {"polygamma": {"m": 1.0}, "where": {"c": 1.0}}


def of_one(name):
    """A function of one number that uses all operands of the row, none of them straight."""
    r, named = RULES[name], PARAMS.get(name, {})
    paths = [lambda x: x, lambda x: 0.3 * x * x + 0.9, lambda x: mg.sin(x) + 1.5]
    if r.lists:
        f = lambda x: r(*[[p(x) for p in paths]] * len(r.letters), **named)  # noqa: E731
        return (lambda x: f(x)[0] * x + f(x)[2]) if r.each else f
    return lambda x: r(**{a: p(x) for a, p in zip(r.letters, paths, strict=False)}, **named)


# ---- the same as nested forward mode, and as mpmath ----


@every("name", PUBLIC)
def test_every_row_agrees_with_nested_forward_mode_at_orders_2_and_3(name):
    agrees_with_nesting(name, (2, 3))


@pytest.mark.slow
@every("name", PUBLIC)
def test_every_row_agrees_with_nested_forward_mode_at_order_4(name):
    agrees_with_nesting(name, (4,))


def agrees_with_nesting(name, orders):
    f = of_one(name)
    for x in POINTS.get(name, (0.41,)):
        size = max(abs(nested(f, k)(x)) for k in (1, 2, 3))
        for order in orders:
            slow = nested(f, order)(x)
            assert derivative(f, order)(x) == pytest.approx(slow, rel=1e-10, abs=1e-12 * size * 10**order)


@every(
    ("f", "exact", "x"),
    [
        (mg.tanh, mpmath.tanh, 0.3),
        (mg.atan, mpmath.atan, 0.7),
        (mg.sqrt, mpmath.sqrt, 1.7),
        (lambda x: mg.sigmoid(x) ** 2, lambda x: (1 + mpmath.exp(-x)) ** -2, 0.4),
        (lambda x: mg.hypot(x, 2.0), lambda x: mpmath.hypot(x, 2), 0.7),
        (lambda x: x**x, lambda x: x**x, 1.3),
        (mg.gelu, lambda x: x * mpmath.ncdf(x), 0.6),
        (mg.mish, lambda x: x * mpmath.tanh(mpmath.log1p(mpmath.exp(x))), 0.6),
        (lambda x: mg.norm2([x, 1.0, 2 * x]), lambda x: mpmath.sqrt(5 * x * x + 1), 0.7),
        (lambda x: mg.softmax([x, 1.0, 2 * x])[0],
         lambda x: mpmath.exp(x) / (mpmath.exp(x) + mpmath.e + mpmath.exp(2 * x)), 0.7),
        (lambda x: mg.exp(mg.sin(x)) / (1 + x * x), lambda x: mpmath.exp(mpmath.sin(x)) / (1 + x * x), 0.2),
    ],
)  # fmt: skip
def test_orders_up_to_12_are_mpmaths(f, exact, x):
    with mpmath.workdps(60):
        series = mpmath.taylor(exact, mpmath.mpf(x), 12)
    for order in (2, 3, 5, 8, 12):
        true = float(series[order] * mpmath.factorial(order))
        assert derivative(f, order)(x) == pytest.approx(true, rel=1e-9)


def test_the_sixth_derivative_of_lgamma_is_a_polygamma():
    assert derivative(mg.lgamma, 6)(2.4) == pytest.approx(float(mpmath.polygamma(5, 2.4)), rel=1e-14)


def test_polynomials_end_in_a_true_0():
    assert [derivative(lambda x: x**5, k)(2.0) for k in range(8)] == [
        32.0,
        80.0,
        160.0,
        240.0,
        240.0,
        120.0,
        0.0,
        0.0,
    ]
    assert derivative(lambda x: x**2, 3)(0.0) == 0.0
    assert derivative(lambda x: 3.0, 2)(1.0) == 0.0


def test_a_high_order_of_a_long_function_is_quick():
    def f(x):
        for _ in range(6):
            x = mg.sin(x) + 0.5 * mg.exp(-x * x)
        return x

    with mpmath.workdps(50):

        def exact(x):
            for _ in range(6):
                x = mpmath.sin(x) + mpmath.exp(-x * x) / 2
            return x

        true = float(mpmath.taylor(exact, mpmath.mpf(0.9), 20)[20] * mpmath.factorial(20))
    assert derivative(f, 20)(0.9) == pytest.approx(true, rel=1e-8)  # nested: 3.2 ** 20 steps


def test_a_long_chain_needs_no_recursion():
    def chain(x):
        for _ in range(2000):
            x = x + 0.001 * x
        return x * x

    assert derivative(chain, 2)(1.0) == pytest.approx(2 * 1.001**4000, rel=1e-10)


# ---- what it costs ----


def size(f, order, x=0.7):
    """How many nodes are expanded."""
    run = Recorded(f, (x,), 0, {})
    expansion = Expansion(run.inputs[0], graph=False)
    expansion.of_order(order, [y for y in run.outs if isinstance(y, Value)])
    return len(expansion.edges) - 1


@every(("f", "most"), [(mg.tanh, 4), (mg.exp, 1), (mg.sin, 3), (mg.sigmoid, 9), (mg.erf, 6)])
def test_functions_that_return_to_themselves_need_few_nodes_for_any_order(f, most):
    assert size(f, 8) == size(f, 40) <= most


@every("name", PUBLIC[::3])
def test_the_nodes_grow_no_faster_than_the_square_of_the_order(name):
    grows_at_most_squared(name)


@pytest.mark.slow
@every("name", PUBLIC)
def test_of_every_row_the_nodes_grow_no_faster_than_the_square_of_the_order(name):
    grows_at_most_squared(name)


def grows_at_most_squared(name):
    f, x = of_one(name), POINTS.get(name, (0.41,))[0]
    four, eight, sixteen = (size(f, k, x) for k in (4, 8, 16))
    assert sixteen - eight <= 4 * (eight - four) + 12, (four, eight, sixteen)


def test_a_quotient_of_0_is_no_dearer_than_another():
    f = lambda x: x / (1 + x)  # noqa: E731
    assert size(f, 20, 0.0) <= size(f, 20, 0.7)
    assert derivative(f, 9)(0.0) == math.factorial(9)


# ---- within other derivatives, and others within it ----


def test_it_stands_inside_and_outside_of_every_other_derivative():
    f = lambda x: mg.exp(2 * x) * x  # f'''' = 32 exp(2x) + 16 x exp(2x)  # noqa: E731
    true = (32 + 16 * 0.5) * math.exp(1.0)
    assert grad(derivative(f, 3))(0.5) == pytest.approx(true, rel=1e-14)
    assert derivative(grad(f), 3)(0.5) == pytest.approx(true, rel=1e-14)
    assert derivative(derivative(f, 2), 2)(0.5) == pytest.approx(true, rel=1e-14)
    assert derivative(derivative(f, 3))(0.5) == pytest.approx(true, rel=1e-14)
    assert derivative(derivative(f), 3)(0.5) == pytest.approx(true, rel=1e-14)
    assert jvp(derivative(f, 3), (0.5,), (1.0,))[1] == pytest.approx(true, rel=1e-14)
    assert derivative(lambda x: jvp(f, (x,), (1.0,))[1], 3)(0.5) == pytest.approx(true, rel=1e-14)
    assert hessian(derivative(f, 2))(0.5) == pytest.approx(true, rel=1e-14)


@every("outer", [derivative, grad])
def test_an_inner_variable_is_never_taken_for_the_outer_one(outer):
    second = lambda x: derivative(lambda y: x**2 * y**3, 2)(x)  # x**2 * 6 y at y = x  # noqa: E731
    assert outer(lambda x: x * second(x))(2.0) == 24 * 2.0**3
    assert outer(lambda x: derivative(lambda y: x * y * y, 2)(1.0))(5.0) == 2.0
    assert derivative(lambda x: x * outer(lambda y: x * y)(x), 2)(3.0) == 2.0
    assert derivative(lambda x: outer(lambda y: x * x)(x), 2)(5.0) == 0.0


def test_values_in_values_out():
    x = Value(2.0)
    z = derivative(lambda t: t**4, 2)(x)
    assert type(z) is Value
    z.backward()
    assert (z.data, x.grad) == (48.0, 48.0)


def test_a_value_used_inside_gets_its_gradient_and_equal_ones_stay_apart():
    a, b = Value(2.0), Value(2.0)
    z = derivative(lambda t: a * t**3 + b * t**2 + mg.sin(a * t) + mg.sin(b * t), 2)(Value(1.0))
    z.backward()
    bent = -2 * 2.0 * math.sin(2.0) - 4.0 * math.cos(2.0)
    assert (a.grad, b.grad) == pytest.approx((6.0 + bent, 2.0 + bent), rel=1e-14)


def test_a_dual_in_gives_a_dual_out():
    found = derivative(lambda t: t**4, 2)(Dual(2.0, 1.0))
    assert (found.primal, found.tangent) == (48.0, 48.0)
    mixed = derivative(lambda t: Dual(2.0, 1.0) * t**3, 2)(3.0)
    assert (mixed.primal, mixed.tangent) == (36.0, 18.0)


def test_lists_and_dicts_keep_their_shape():
    f = lambda x: {"a": [x**3, 1.0], "b": (mg.exp(2 * x),)}  # noqa: E731
    assert derivative(f, 2)(0.0) == {"a": [0.0, 0.0], "b": (4.0,)}


def test_no_grad_around_it_changes_nothing_and_inside_makes_constants():
    def frozen(x):
        with no_grad():
            c = x * x
        return c * x**2

    with no_grad():
        assert derivative(lambda x: x**4, 3)(2.0) == 48.0
    assert derivative(frozen, 2)(3.0) == 9.0 * 2.0


def test_a_custom_primitive_with_differentiable_partials_has_all_orders():
    sine = custom(math.sin, [mg.cos], name="sine")
    assert derivative(lambda x: sine(2 * x), 5)(0.3) == pytest.approx(32 * math.cos(0.6), rel=1e-14)
    opaque = custom(math.sin, [math.cos], name="opaque")
    with pytest.raises(TypeError, match="a Python function of floats and has no derivative of its own"):
        derivative(opaque, 2)(0.3)


def test_a_users_own_row_has_all_orders():
    cube = rule("cube_for_taylor", "x ** 3", "3 * x ** 2")
    try:
        assert [derivative(cube, k)(2.0) for k in range(5)] == [8, 12, 12, 6, 0]
    finally:
        row.forget("cube_for_taylor")


def test_a_closure_that_only_backward_can_run_is_refused():
    def f(x):
        z = Value(x.data**2, (x,), "square")
        z._backward = lambda: None
        return z

    with pytest.raises(TypeError, match="only backward\\(\\) can run"):
        derivative(f, 2)(1.0)


# ---- edges ----


def test_a_branch_not_taken_sends_nothing():
    assert derivative(lambda x: mg.where(x > 0, x.log(), 0.0) + x**2, 2)(0.0) == 2.0
    assert derivative(lambda x: (mg.sqrt(x) - 1).relu() + x**2, 2)(0.0) == 2.0


def test_singular_points_agree_with_nested_forward_mode():
    for f in (
        mg.sqrt,
        mg.log,
        lambda x: x**0.5,
        lambda x: x**1.5,
        lambda x: 1 / x,
        lambda x: mg.hypot(x, 0.0),
        abs,
    ):
        for order in (2, 3):
            ours, slow = derivative(f, order)(0.0), nested(f, order)(0.0)
            assert ours == slow or (math.isnan(ours) and math.isnan(slow))
