"""Gradients as graphs: any order, any shape, any nesting."""

import copy
import gc
import math
import random
from collections import namedtuple
from operator import mul

import mpmath
import pytest
from cases import every

import micrograd_like as mg
from micrograd_like import (
    Value,
    derivative,
    detect_anomaly,
    grad,
    hessian,
    hvp,
    jacfwd,
    jacrev,
    jvp,
    nn,
    no_grad,
    numerical_gradient,
    rule,
    value_and_grad,
    vjp,
)  # fmt: skip
from micrograd_like.rules.row import forget


def tangle(v):
    """A small function of a list with sharing, folds and branches."""
    a, b, c = v
    s = (a * b).tanh() + mg.sin(c) * a
    t = mg.logsumexp([s, a, b * c]) * s + mg.max([a, s, c]) ** 2
    return t / (1 + s * s) + mg.softmax([s, t, a])[1]


POINT = [0.7, -1.3, 0.4]


def test_numbers_in_numbers_out():
    value, gradient = value_and_grad(tangle)(POINT)
    assert {type(value), *map(type, gradient)} == {float}


def test_values_in_values_out_and_the_gradient_is_a_graph():
    x = Value(3.0, label="x")
    g = grad(lambda x: x**3)(x)
    assert type(g) is Value
    assert g.data == 27.0
    g.backward()
    assert x.grad == 18.0


def test_the_gradient_is_that_of_backward():
    xs = [Value(x) for x in POINT]
    tangle(xs).backward()
    assert grad(tangle)(POINT) == pytest.approx([x.grad for x in xs], rel=1e-14)


def test_grad_touches_no_grad():
    w = Value(2.0)
    w.grad = 7.0
    assert grad(lambda x: x * w * w)(3.0) == 4.0
    assert w.grad == 7.0


def test_a_gradient_penalty_reaches_the_parameters():
    random.seed(3)
    model = nn.MLP(1, [4, 1], activation="tanh")
    slope = grad(lambda x: model([x]))(Value(0.5))
    (slope**2).backward()
    p, h = model.parameters()[0], 1e-6
    found = []
    for sign in (1, -1):
        p.data += sign * h
        found.append(grad(lambda x: model([x]))(0.5) ** 2)
        p.data -= sign * h
    assert p.grad == pytest.approx((found[0] - found[1]) / (2 * h), rel=1e-7)


def test_the_hessian_is_symmetric_and_the_same_by_every_nesting():
    reference = hessian(tangle)(POINT)
    for other in (
        jacfwd(grad(tangle)),
        jacfwd(jacfwd(tangle)),
        jacrev(jacfwd(tangle)),
        jacrev(jacrev(tangle)),
    ):
        for row, same in zip(reference, other(POINT), strict=True):
            assert row == pytest.approx(same, rel=1e-12, abs=1e-14)
    for i in range(3):
        for j in range(i):
            assert reference[i][j] == pytest.approx(reference[j][i], rel=1e-13, abs=1e-15)


def test_the_third_derivatives_are_the_same_by_every_nesting():
    modes = (jacfwd, jacrev)
    found = [a(b(c(tangle)))(POINT) for a in modes for b in modes for c in modes]
    flat = [[x for plane in t for row in plane for x in row] for t in found]
    for other in flat[1:]:
        assert other == pytest.approx(flat[0], rel=1e-11, abs=1e-11)


def test_a_hessian_vector_product_is_the_hessian_times_the_vector():
    H, v = hessian(tangle)(POINT), [0.3, -2.0, 1.0]
    product = [math.fsum(h * x for h, x in zip(row, v, strict=True)) for row in H]
    (by_hvp,) = hvp(tangle, (POINT,), (v,))
    assert by_hvp == pytest.approx(product, rel=1e-12)
    assert jvp(grad(tangle), (POINT,), (v,))[1] == pytest.approx(product, rel=1e-12)
    through = grad(lambda x: mg.dot(grad(tangle)(x), v))(POINT)
    assert through == pytest.approx(product, rel=1e-12)


def test_second_derivatives_follow_the_branch_taken_by_the_first():
    assert hessian(mg.max)([1.0, 1.0]) == [[0.0, 0.0], [0.0, 0.0]]
    assert grad(grad(lambda x: x.relu() * x))(0.0) == 0.0
    assert grad(grad(lambda x: x.relu() * x))(1.0) == 2.0
    assert [grad(grad(grad(lambda x: x**2)))(0.0), derivative(lambda x: x**2, 3)(0.0)] == [0.0, 0.0]


def test_derivatives_of_max_route_through_values():  # == on Values is identity; rows compare numbers
    assert grad(grad(lambda x: mg.max([x * x, 1.0 + 0 * x])))(3.0) == 2.0
    assert hessian(mg.prod)([2.0, 3.0, 5.0]) == [[0, 5, 3], [5, 0, 2], [3, 2, 0]]
    assert grad(grad(lambda x: mg.norm2([x, 3.0])))(4.0) == pytest.approx(9 / 125, rel=1e-14)


def test_arguments_and_gradients_have_the_same_shape():
    tree = {"a": [1.0, (2.0, 3.0)], "b": {"c": 4}}
    g = grad(lambda t: t["a"][0] * t["a"][1][0] + t["a"][1][1] ** 2 * t["b"]["c"])(tree)
    assert g == {"a": [2.0, (1.0, 24.0)], "b": {"c": 9.0}}


def test_a_named_tuple_comes_back_as_one():
    line = namedtuple("line", "slope offset")
    assert grad(lambda p: p.slope * 2 + p.offset**2)(line(3.0, 4.0)) == line(slope=2.0, offset=8.0)


def test_the_hessian_by_a_chosen_argument_or_by_two():
    f = lambda x, y: x**2 * y**3  # noqa: E731
    assert hessian(f, 1)(2.0, 3.0) == 72.0
    assert hessian(f, (0, 1))(2.0, 3.0) == ((54.0, 108.0), (108.0, 72.0))


def test_argnums_choose_one_or_several_arguments():
    f = lambda x, y, scale=1.0: x * y**2 * scale  # noqa: E731
    assert grad(f, 1)(2.0, 3.0) == 12.0
    assert grad(f, (1, 0))(2.0, 3.0, scale=10.0) == (120.0, 90.0)
    assert grad(f, -1)(2.0, 3.0) == 12.0


def test_the_gradient_of_a_module_is_a_dict_by_parameter_name():
    random.seed(5)
    model = nn.MLP(2, [3, 1])
    f = lambda m: (m([1.0, -2.0]) - 3.0) ** 2 + sum(p * p for p in m.parameters())  # noqa: E731
    g = grad(f)(model)
    f(model).backward()
    assert g == pytest.approx({name: p.grad for name, p in model.named_parameters()}, rel=1e-14)
    assert {type(x) for x in g.values()} == {float}


def test_second_derivatives_by_a_module_see_its_parameters_at_every_level():
    random.seed(5)
    model = nn.Neuron(1, activation="tanh")
    f = lambda m: m([2.0]) ** 2 + sum(p**3 for p in m.parameters())  # noqa: E731
    H = hessian(f)(model)
    w, b = (p.data for p in model.parameters())
    exact = hessian(lambda v: (2 * v[0] + v[1]).tanh() ** 2 + v[0] ** 3 + v[1] ** 3)([w, b])
    assert [list(row.values()) for row in H.values()] == [pytest.approx(row, rel=1e-13) for row in exact]


@pytest.mark.slow
def test_a_module_is_seen_by_forward_mode_as_by_reverse_penalty_included():
    random.seed(5)
    model = nn.MLP(2, [3, 1], activation="tanh")
    f = lambda m: (m([1.0, -2.0]) - 3.0) ** 2 + sum(p**3 for p in m.parameters())  # noqa: E731
    H, v = hessian(f)(model), [math.cos(i) for i in range(13)]
    slope, product = (
        list(grad(f)(model).values()),
        [math.fsum(map(mul, row.values(), v)) for row in H.values()],
    )
    assert list(jacfwd(f)(model).values()) == pytest.approx(slope, rel=1e-13)
    assert jvp(f, (model,), (v,))[1] == pytest.approx(math.fsum(map(mul, slope, v)), rel=1e-13)
    assert list(hvp(f, (model,), (v,))[0].values()) == pytest.approx(product, rel=1e-12)
    assert list(jvp(grad(f), (model,), (v,))[1].values()) == pytest.approx(product, rel=1e-12)
    for nested in (jacfwd(grad(f)), jacfwd(jacfwd(f)), jacrev(jacfwd(f))):
        assert [list(row.values()) for row in nested(model).values()] == [
            pytest.approx(list(row.values()), rel=1e-12, abs=1e-14) for row in H.values()]  # fmt: skip


@every("mode", [grad, jacfwd, jacrev, lambda f: lambda m: numerical_gradient(f, m)])
def test_frozen_parameters_have_no_gradient(mode):
    model = nn.MLP(1, [2, 1], activation="tanh")
    model.layers[0].freeze()
    gradient = mode(lambda m: m([2.0]) ** 2)(model)
    assert list(gradient) == ["layers.1.neurons.0.w.0", "layers.1.neurons.0.w.1", "layers.1.neurons.0.b"]


def test_weights_and_tangents_in_dicts_go_by_key_and_not_by_order():
    f = lambda d: {"p": d["a"] * 2, "q": d["b"] * 10}  # noqa: E731
    assert jvp(f, ({"a": 1.0, "b": 2.0},), ({"b": 0.0, "a": 1.0},))[1] == {"p": 2.0, "q": 0.0}
    assert vjp(f, {"a": 1.0, "b": 2.0})[1]({"q": 0.0, "p": 1.0}) == ({"a": 2.0, "b": 0.0},)
    model = nn.Neuron(1, nonlin=False)
    assert jvp(lambda m: m([5.0]), (model,), ({"b": 0.0, "w.0": 1.0},))[1] == 5.0
    with pytest.raises(ValueError, match="expected the keys 'a', 'b', but got 'a'; give a number for each"):
        jvp(f, ({"a": 1.0, "b": 2.0},), ({"a": 1.0},))


@every("mode", [grad, value_and_grad, jacrev, jacfwd, hessian, derivative])
def test_a_number_in_place_of_a_function_is_a_slip_with_a_name(mode):
    with pytest.raises(
        TypeError,
        match=rf"{mode.__name__} takes a function, but got 9.0; write {mode.__name__}\(f\)\(x\), not",
    ):
        mode(9.0)


def test_shapes_that_are_no_lists_are_refused_with_what_to_do():
    class Tensor:
        ndim, shape = 1, (2,)

    with pytest.raises(TypeError, match=r"but got Tensor of shape \(2,\); hand over its .tolist\(\)"):
        grad(lambda v: v[0] * v[1])(Tensor())
    with pytest.raises(TypeError, match=r"but got range range\(0, 2\); make it a list: list"):
        jacfwd(lambda v: v[0] * v[1])(range(2))
    with pytest.raises(
        TypeError,
        match=r"hvp takes tuples of arguments and tangents, as in hvp\(f, \(x,\), \(v,\)\), but got 2.0",
    ):
        hvp(lambda x: x**3, 2.0, 1.0)


def test_empty_arguments_have_empty_jacobians():
    for mode in (jacfwd, jacrev):
        assert mode(lambda v: [1.0, Value(2.0)])([]) == [[], []]


def test_a_function_that_ignores_the_module_it_is_handed_is_told_so():
    model = nn.Neuron(1)
    with pytest.raises(
        ValueError,
        match="uses a module's own parameters, not those of the module it is handed; use its argument",
    ):
        grad(lambda m: model([2.0]) + 1.0)(model)


def test_a_constant_function_has_gradient_0():
    assert grad(lambda x: Value(3.0))(2.0) == 0.0
    assert value_and_grad(lambda v: Value(3.0))([1.0, 2.0]) == (3.0, [0.0, 0.0])


@every("mode", [grad, value_and_grad])
def test_a_number_that_forgot_its_inputs_is_told_on_the_callers_line(mode):
    with pytest.warns(
        UserWarning, match=r"gave the plain number 9.0, so its derivative is 0: .data and"
    ) as told:
        mode(lambda x: x.data**2)(3.0)
    assert told[0].filename == __file__


def test_the_pullback_gives_one_weighted_row_for_each_argument():
    value, pullback = vjp(lambda x, v: {"p": x * v[0], "q": v[1] ** 2}, 2.0, [3.0, 4.0])
    assert value == {"p": 6.0, "q": 16.0}
    assert pullback({"p": 1.0, "q": 10.0}) == (3.0, [2.0, 80.0])
    assert pullback({"p": 0, "q": 1}) == (0.0, [0.0, 8.0])


def test_an_output_with_weight_0_sends_nothing_not_even_zero_times_infinity():
    both = lambda x: [mg.sqrt(x), 2 * x]  # noqa: E731  the slope of sqrt at 0 is infinite
    for nothing in (0.0, -0.0, 0, False):
        assert vjp(both, 0.0)[1]([nothing, 3.0]) == (6.0,)
        assert vjp(lambda x: both(x)[::-1], 0.0)[1]([3.0, nothing]) == (6.0,)
    assert jacrev(both)(0.0) == [math.inf, 2.0]
    assert vjp(both, 0.0)[1]([5e-324, 0.0]) == (math.inf,)
    assert vjp(both, 1.0)[1]([0.0, 0.0]) == (0.0,)


def test_a_weight_that_is_a_value_counts_even_if_it_is_0():
    w = Value(0.0)
    (slope,) = vjp(lambda x: [x * x], 3.0)[1]([w])
    slope.backward()
    assert (slope.data, w.grad) == (0.0, 6.0)


def test_arguments_by_keyword_are_constants_in_every_mode():
    f = lambda x, power=1, scale=1.0: scale * x**power  # noqa: E731
    assert jvp(f, (3.0,), (1.0,), power=2, scale=10.0) == (90.0, 60.0)
    assert vjp(f, 3.0, power=2)[1](1.0) == (6.0,)
    assert hvp(f, (3.0,), (1.0,), power=3) == (18.0,)
    w = Value(5.0)
    jvp(f, (3.0,), (1.0,), power=2, scale=w)[1].backward()
    assert w.grad == 6.0


def test_a_pullback_can_be_differentiated_in_its_weights():
    _, pullback = vjp(lambda x: x**3, 2.0)
    assert grad(lambda w: pullback(w * w)[0])(5.0) == 120.0
    assert derivative(lambda w: pullback(w * w)[0])(5.0) == 120.0


@every(
    "modes", [(a, b, c) for a in (grad, derivative) for b in (grad, derivative) for c in (grad, derivative)]
)
def test_modes_nest_in_every_order_with_closures_over_every_level(modes):
    a, b, c = modes
    f = a(lambda x: x * b(lambda y: mg.sin(x * y) * c(lambda z: x * y * z**3)(y))(x))
    x = mpmath.mpf(1.1)
    with mpmath.workdps(40):
        inner = lambda x, y: mpmath.sin(x * y) * 3 * x * y**3  # noqa: E731
        exact = mpmath.diff(lambda x: x * mpmath.diff(lambda y: inner(x, y), x), x)
    assert f(1.1) == pytest.approx(float(exact), rel=1e-12)


def test_an_unrolled_gradient_descent_can_be_differentiated_in_its_learning_rate():
    loss = lambda w: (w - 3.0) ** 2  # noqa: E731

    def final(rate):
        w = 0.0 * rate
        for _ in range(4):
            w = w - rate * grad(loss)(w)
        return loss(w)

    rate = 0.1  # the error shrinks by 1 - 2 rate a step: loss = 9 (1 - 2 rate)**8
    assert grad(final)(rate) == pytest.approx(-144 * (1 - 2 * rate) ** 7, rel=1e-13)
    assert derivative(final)(rate) == pytest.approx(-144 * (1 - 2 * rate) ** 7, rel=1e-13)


def test_a_new_row_differentiates_to_any_order_in_reverse():
    cubed = rule("cubed_for_grad", "x ** 3", "3 * x ** 2")
    try:
        assert grad(grad(grad(cubed)))(2.0) == 6.0
    finally:
        forget("cubed_for_grad")


def test_a_closure_of_the_lecture_is_refused_by_name():
    def f(x):
        out = Value(x.data**2, (x,), "mysquare")
        out._backward = lambda: None
        return out * 2

    with pytest.raises(
        TypeError, match="the derivative of 'mysquare' is a closure, which only backward\\(\\) can run"
    ):
        grad(f)(3.0)


def test_several_outputs_are_refused_with_their_numbers():
    with pytest.raises(
        ValueError, match=r"one number, but got a list of 2: \[2.0, 3.0\]; use jacrev, or vjp"
    ):
        grad(lambda x: [x, x + 1])(2.0)
    with pytest.raises(TypeError, match="gave None where a number was expected; did you forget to return it"):
        grad(lambda x: None)(2.0)
    with pytest.raises(TypeError, match="expected one real number, but got str '2'"):
        grad(lambda x: x)("2")
    for mode in (jacfwd, jacrev, derivative):
        with pytest.raises(
            TypeError, match="gave None where a number was expected; did you forget to return it"
        ):
            mode(lambda x: None)(2.0)
    with pytest.raises(ValueError, match="the pullback takes 2 numbers, one for each output, but got 1"):
        vjp(lambda x: [x, x], 1.0)[1](1.0)


def test_no_grad_around_a_derivative_does_not_stop_it():
    with no_grad():  # pyright: ignore[reportGeneralTypeIssues]
        assert grad(grad(lambda x: x**3))(2.0) == 12.0
        outside = grad(lambda x: x**3)(Value(2.0))
    assert (outside.data, outside.parents) == (12.0, ())


def test_anomaly_mode_names_what_a_derivative_meets():
    with detect_anomaly(), pytest.raises(FloatingPointError, match=r"sqrt at 0\.0 sends inf back"):
        grad(mg.sqrt)(0.0)


def test_graphs_are_freed_at_once():
    gc.collect()
    gc.disable()
    try:
        hessian(tangle)(POINT)
        jvp(grad(tangle), (POINT,), (POINT,))
        assert gc.collect() == 0
    finally:
        gc.enable()


@pytest.mark.slow
def test_a_deep_chain_needs_no_recursion_at_first_and_second_order():
    def chain(x):
        for _ in range(20_000):
            x = x * 1.0001
        return x * x

    assert grad(chain)(1.0) == pytest.approx(2 * 1.0001**40_000)
    assert grad(grad(chain))(1.0) == pytest.approx(2 * 1.0001**40_000)


@pytest.mark.slow
def test_a_chain_of_a_million_nodes_in_both_modes():
    def chain(x):
        for _ in range(1_000_000):
            x = x + 1.0
        return x

    assert jvp(chain, (1.0,), (1.0,)) == (1_000_001.0, 1.0)
    value, pullback = vjp(chain, 1.0)
    assert (value, pullback(2.0)) == (1_000_001.0, (2.0,))


@pytest.mark.slow
def test_speelpennings_product_of_100_000_inputs():
    n = 100_000

    def speelpenning(xs):
        product = xs[0]
        for x in xs[1:]:
            product = product * x
        return product

    xs = [1 + 1 / n] * n
    value, gradient = value_and_grad(speelpenning)(xs)
    with mpmath.workdps(30):
        exact = mpmath.mpf(1 + 1 / n) ** n
    assert value == pytest.approx(float(exact), rel=1e-11)
    assert max(abs(g * (1 + 1 / n) / value - 1) for g in gradient) < 1e-10


def test_a_graph_with_a_gradient_inside_can_be_copied():
    g = grad(lambda x: x**3)(Value(2.0))
    assert copy.deepcopy(g).data == 12.0
