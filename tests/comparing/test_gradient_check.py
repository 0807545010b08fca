"""Numerical derivatives, and gradcheck: what it passes, what it catches, and what it says."""

import cmath
import math
import random

import pytest
from cases import every

import micrograd_like as mg
from micrograd_like import Value, check_grads, grad, gradcheck, jacrev, nn, numerical_gradient, rule
from micrograd_like.comparing.kinks import kink_between
from micrograd_like.modes import complex_step
from micrograd_like.rules import RULES
from micrograd_like.rules.row import forget

SMOOTH = lambda v: (v[0] * v[1]).tanh() + mg.logsumexp(v) / (1 + v[2] ** 2)  # noqa: E731
POINT = [0.3, -1.2, 2.0]


def test_central_differences_have_nine_digits():
    assert numerical_gradient(SMOOTH, POINT) == pytest.approx(grad(SMOOTH)(POINT), rel=1e-8)


def test_numerical_gradients_have_the_shape_of_arguments_and_outputs():
    f = lambda p, x: {"a": p["w"] * x, "b": [x**2]}  # noqa: E731
    found = numerical_gradient(f, ({"w": 3.0}, 2.0))
    assert set(found) == {"a", "b"}
    (p, x) = found["a"]
    assert (p["w"], x, found["b"][0][0]["w"], found["b"][0][1]) == pytest.approx(
        (2.0, 3.0, 0.0, 4.0), rel=1e-9
    )


def test_the_step_suits_large_and_small_numbers():
    for x in (1e-8, 1.0, 1e8):
        assert numerical_gradient(lambda x: x**2, x) == pytest.approx(2 * x, rel=1e-8, abs=1e-10)


@every("x", [0.0, 5e-324, 1e-300, 1e-8, -1e-8, 1e-3, 0.3])
def test_near_0_the_step_is_as_wide_as_at_1(x):
    assert numerical_gradient(lambda x: x + 1, x) == pytest.approx(1.0, rel=1e-9)
    assert numerical_gradient(mg.exp, x) == pytest.approx(math.exp(x), rel=1e-9)


@every("x", [1e3, -1e8, 1e100, 1e300])
def test_far_out_the_step_grows_with_the_number(x):
    assert numerical_gradient(lambda x: x * 1.0, x) == pytest.approx(1.0, rel=1e-9)
    assert numerical_gradient(lambda x: (x / 1e300) ** 2, x) == pytest.approx(2 * x / 1e300 / 1e300, rel=1e-7)


@every("x", [0.1, 0.7, 1.3, 1e5 / 3])
def test_what_is_divided_by_is_the_distance_that_was_stepped(x):
    assert numerical_gradient(lambda x: x, x) == 1.0  # to the last bit, whatever x + h was rounded to


def test_the_complex_step_loses_no_digit():
    f = lambda x, y: x**3 / (1 + y * x) + cmath.exp(x) * cmath.sin(y)  # noqa: E731
    g = lambda x, y: x**3 / (1 + y * x) + mg.exp(x) * mg.sin(y)  # noqa: E731
    assert complex_step(f, (0.7, 1.3)) == pytest.approx(grad(g, (0, 1))(0.7, 1.3), rel=4e-16)


def test_the_complex_step_says_where_it_does_not_work():
    with pytest.raises(
        TypeError,
        match=r"the complex step needs an f that takes complex numbers, but: .*; use numerical_gradient",
    ):
        complex_step(lambda x: mg.tanh(x) if x else x, 1.0)
    with pytest.raises(
        TypeError,
        match=r"gives a complex number, but got 2.0 \(after abs or .real\?\); use numerical_gradient",
    ):
        complex_step(abs, -2.0)


def test_right_gradients_pass():
    report = gradcheck(SMOOTH, POINT)
    assert report
    assert report.worst
    assert report.worst.error < 1e-7
    assert str(report).startswith("3 of 3 partial derivatives agree\nworst: d/d input[")


@every("name", sorted(n for n, r in RULES.items() if len(r.letters) == 1 and not r.lists and not r.params))
def test_every_primitive_of_one_number_passes(name):
    x = 1.3 if name == "acosh" else 0.3
    assert gradcheck(RULES[name], x)
    assert gradcheck(RULES[name], x).kinks == []


@every("name", sorted(n for n, r in RULES.items() if len(r.letters) == 1 and not r.lists and not r.params))
def test_a_right_derivative_is_never_called_wrong_however_close_to_an_edge(name):
    for x in (3e-9, -3e-9, 1e-6, 1e-3, -1e-3, 0.9999999, 40.0, 0.0):
        if math.isfinite(RULES[name](x)):
            assert gradcheck(RULES[name], x), x


@every(
    "f",
    [
        mg.elu,
        mg.silu,
        lambda x: x * abs(x),
        lambda x: abs(x) ** 1.5,
        lambda x: mg.where(x > 0, x * x, -x * x),
    ],
)
def test_where_only_the_second_derivative_jumps_is_no_kink(f):
    report = gradcheck(f, 0.0)
    assert report
    assert report.kinks == []


@every("f", [mg.sqrt, mg.cbrt, lambda x: -mg.sqrt(x), lambda x: x**0.5])
def test_an_infinite_slope_agrees_with_an_infinite_derivative_only(f):
    assert gradcheck(f, 0.0)
    assert not gradcheck(f, 0.0, gradient=1e6)
    assert not gradcheck(f, 0.0, gradient=-grad(f)(0.0))


def test_a_wrong_rule_is_caught_with_its_numbers():
    wrong = rule("wrong_cube", "x ** 3", "2 * x ** 2", check=False)
    try:
        report = gradcheck(lambda x, y: wrong(x) + y, (2.0, 1.0))
    finally:
        forget("wrong_cube")
    assert not report
    assert str(report).splitlines() == [
        "1 of 2 partial derivatives agree, 1 is wrong",
        "almost surely wrong: d/d input[0]: analytic 8, "
        f"numeric {report.worst.numeric:.10g}, relative error 0.33",
    ]
    assert report.worst.numeric == pytest.approx(12.0)


@every("factor", [1 + 1e-5, 1.01, -1.0, 0.0])
def test_small_and_large_mistakes_are_caught(factor):
    right = grad(SMOOTH)(POINT)
    assert not gradcheck(SMOOTH, POINT, gradient=[right[0], right[1] * factor, right[2]])
    assert gradcheck(SMOOTH, POINT, gradient=right)


@every(
    ("f", "x", "kink"),
    [
        (lambda x: x.relu(), 0.0, "ReLU at 0 has no derivative"),
        (lambda x: abs(x - 1), 1.0, "abs at 0 has no derivative"),
        (lambda x: mg.max(x, 2 - x), 1.0, "max at 1, 1 has no derivative"),
        (lambda x: mg.floor(x) * x, 3.0, "floor at 3 has no derivative"),
        (mg.leaky_relu, 0.0, "leaky_relu at 0 has no derivative"),
        (lambda x: x * 2 if x < 1 else x * x * 5 - 3, 1.0, "the program takes another branch on each side"),
        (lambda x: mg.where(x < 1, x * 2, x * 3 - 1), 1.0, "the program takes another branch on each side"),
        (lambda x: x * (2 if x < 0 else 3), 0.0, "the slopes of its two sides are 2 and 3"),
        (mg.sign, 0.0, "sign at 0 has no derivative"),
        (lambda x: Value(1.0 if x > 0 else 0.0), 0.0, "the function jumps here"),
        (lambda x: x % 3.5, 7.0, "% at 7, 3.5 has no derivative"),
        (lambda x: mg.leaky_relu(x, 0.999), 0.0, "the slopes of its two sides are 0.999 and 1"),
    ],
)
def test_kinks_are_recognised_and_named(f, x, kink):
    report = gradcheck(f, x)
    assert report
    assert [e.kink for e in report.kinks] == [kink]
    assert kink in str(report)


@every(("slope", "named"), [(0.5, True), (0.98, True), (0.995, False), (0.999, False)])
def test_a_partial_that_changes_by_more_than_a_hundredth_has_jumped(slope, named):
    (entry,) = gradcheck(lambda x: mg.leaky_relu(x, slope), 0.0).kinks
    assert ("leaky_relu at 0" in entry.kink) == named
    assert ("the slopes of its two sides" in entry.kink) == (not named)


@every(("height", "named"), [(1.0, True), (1e-3, True), (1e-8, False)])
def test_a_value_that_moves_by_more_than_its_slope_explains_has_jumped(height, named):
    step = rule("step_for_kinks", f"floor(x) * {height!r}", "0", kinks="x == floor(x)", check=False)
    try:
        low, high = [step(Value(2 - 1e-5))], [step(Value(2 + 1e-5))]
    finally:
        forget("step_for_kinks")
    assert bool(kink_between(low, high)) == named


def test_a_kink_nearby_is_walked_round_with_a_smaller_step():
    for x in (1e-6, 1e-7, 1e-9):
        report = gradcheck(lambda x: x.relu(), x)
        assert report.kinks == []
        assert report.worst.numeric == pytest.approx(1.0)
        assert not gradcheck(lambda x: x.relu(), x, gradient=0.5)


def test_a_jump_nearby_is_walked_round_too():
    for x in (3 + 1e-7, 3 - 1e-6, 3 + 1e-9):
        assert gradcheck(mg.floor, x)
        assert gradcheck(mg.floor, x).kinks == []
        assert not gradcheck(mg.floor, x, gradient=5.0)


def test_a_gradient_outside_the_two_slopes_of_a_kink_is_wrong():
    assert gradcheck(lambda x: x.relu(), 0.0, gradient=0.3)
    assert not gradcheck(lambda x: x.relu(), 0.0, gradient=1.3)
    assert not gradcheck(lambda x: x.relu(), 0.0, gradient=-0.1)


def test_a_kink_is_placed_where_its_operand_is():
    (shifted,) = gradcheck(lambda x: abs(x - 1e-3), 1e-3).kinks
    (clamped,) = gradcheck(lambda x: mg.clamp(x, 0.0, 5.0), 5.0).kinks
    assert shifted.kink == "abs at 0 has no derivative"
    assert clamped.kink == "clamp at 5 has no derivative"


def test_a_steep_smooth_function_is_no_kink():
    report = gradcheck(lambda x: mg.sigmoid(1000 * x), 0.0)
    assert report
    assert report.kinks == []


def test_an_infinite_or_undefined_derivative_is_wrong_unless_both_say_so():
    assert not gradcheck(lambda x: x * x, 2.0, gradient=float("nan"))
    assert not gradcheck(lambda x: x * x, 2.0, gradient=float("inf"))
    assert gradcheck(lambda x: x.log(), -1.0)
    assert "no finite difference to compare with: d/d input: analytic 2e+200" in str(
        gradcheck(lambda x: x * x, 1e200)
    )


def test_a_function_that_changes_from_run_to_run_is_refused():
    random.seed(1)
    for check in (gradcheck, check_grads):
        with pytest.raises(
            ValueError,
            match=r"gave .* and then .* at the same point; switch dropout off or seed it each time",
        ):
            check(lambda x: x * random.random(), 1.0)


@every("factor", [1.0, 1.01])
def test_an_operation_with_a_closure_of_the_lectures_kind_is_checked(factor):
    def square(x):
        out = Value(x.data**2, (x,), "square")

        def closure():
            x.grad += factor * 2 * x.data * out.grad

        out._backward = closure
        return out

    w = Value(2.0)
    report = gradcheck(lambda x, y: [square(x * y) * w, x], (3.0, 0.5))
    assert bool(report) == (factor == 1.0)
    assert [e.analytic for e in report.entries] == pytest.approx([3 * factor, 1, 18 * factor, 0])
    assert w.grad == 0.0


def test_a_gradient_of_several_outputs_has_a_part_for_each_and_dicts_go_by_key():
    f = lambda d: {"p": d["a"] * d["b"], "q": d["a"]}  # noqa: E731
    right = {"q": {"b": 0.0, "a": 1.0}, "p": {"a": 3.0, "b": 2.0}}
    assert gradcheck(f, {"a": 2.0, "b": 3.0}, gradient=right)
    assert not gradcheck(f, {"a": 2.0, "b": 3.0}, gradient=right | {"q": {"a": 0.0, "b": 1.0}})


def test_rounding_noise_is_no_mistake():
    assert gradcheck(lambda x: 1e9 + 1e-3 * x, 1.0)
    assert gradcheck(lambda x: x * 0.0, 1.0)


def test_vector_functions_are_checked_entry_by_entry():
    report = gradcheck(lambda v: [v[0] * v[1], mg.sin(v[1])], [0.5, 2.0])
    assert [e.name for e in report.entries] == [
        f"d output[{k}]/d input[{i}]" for i in (0, 1) for k in (0, 1)]  # fmt: skip
    assert report


def test_a_model_is_checked_by_parameter_name():
    random.seed(2)
    model = nn.MLP(2, [3, 1], activation="tanh")
    report = gradcheck(lambda m: (m([0.5, -1.0]) - 1) ** 2, model)
    assert report
    assert report.entries[0].name == "d/d layers.0.neurons.0.w.0"
    assert check_grads(lambda m: (m([0.5, -1.0]) - 1) ** 2, model, order=2, modes="forward")
    model.layers[0].freeze()
    assert (
        gradcheck(lambda m: (m([0.5, -1.0]) - 1) ** 2, model).entries[0].name == "d/d layers.1.neurons.0.w.0"
    )


def test_a_gradient_of_another_size_is_refused():
    with pytest.raises(
        ValueError, match="the gradient to check has 1 numbers, but the inputs have 3; give one for each"
    ):
        gradcheck(SMOOTH, POINT, gradient=[1.0])


def test_check_grads_covers_modes_and_orders():
    report = check_grads(SMOOTH, POINT, order=3)
    assert report
    assert [e.name for e in report.entries] == [
        f"{m}, order {k}" for m in ("forward", "reverse") for k in (1, 2, 3)
    ]
    assert check_grads(lambda v: [v[0] ** 2, v[0] * v[1]], [1.0, 2.0])
    with pytest.raises(ValueError, match="there is no mode 'backward'; choose among 'forward' and 'reverse'"):
        check_grads(SMOOTH, POINT, modes=["backward"])


def test_check_grads_catches_a_wrong_second_derivative():
    slope = rule("slope_of_cube", "3 * x ** 2", "5 * x", check=False)
    cube = rule("cube_with_wrong_second", "x ** 3", "slope_of_cube(x)")
    try:
        report = check_grads(cube, 2.0, order=2)
        assert gradcheck(cube, 2.0)
    finally:
        forget("cube_with_wrong_second")
        forget("slope_of_cube")
    assert slope is not cube
    assert [e.name for e in report.wrong] == ["forward, order 2", "reverse, order 2"]


def test_the_jacobian_agrees_with_differences():
    f = lambda v: [v[0] * v[1], mg.softmax(v)[0], v[1] / v[0]]  # noqa: E731
    for row, numeric in zip(jacrev(f)([0.5, 2.0]), numerical_gradient(f, [0.5, 2.0]), strict=True):
        assert row == pytest.approx(numeric, rel=1e-8)
