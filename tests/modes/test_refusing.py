"""Inside a derivative no number turns into a plain float unnoticed; outside, Duals and expressions warn as
Values do."""

import math
import operator
import sys
import threading

import numpy as np
import pytest
from cases import every

import micrograd_like as mg
from micrograd_like import (
    Dual,
    Value,
    checkpoint,
    derivative,
    grad,
    gradcheck,
    hessian,
    hvp,
    jacfwd,
    jacrev,
    jvp,
    no_grad,
    numerical_gradient,
    race,
    value_and_grad,
    vjp,
)  # fmt: skip
from micrograd_like.modes import variable
from micrograd_like.recording import GradientLostWarning

MODES = {
    "grad": lambda f: grad(f)(1.0),
    "value_and_grad": lambda f: value_and_grad(f)(1.0),
    "vjp": lambda f: vjp(f, 1.0),
    "jacrev": lambda f: jacrev(f)(1.0),
    "jvp": lambda f: jvp(f, (1.0,), (1.0,)),
    "jacfwd": lambda f: jacfwd(f)(1.0),
    "derivative": lambda f: derivative(f)(1.0),
    "third derivative": lambda f: derivative(f, 3)(1.0),
    "hessian": lambda f: hessian(f)(1.0),
    "hvp": lambda f: hvp(f, (1.0,), (1.0,)),
    "grad of grad": lambda f: grad(grad(f))(1.0),
    "jvp of grad": lambda f: jvp(grad(f), (1.0,), (1.0,)),
    "grad at a Value": lambda f: grad(f)(Value(1.0)),
    "grad under no_grad": no_grad()(lambda f: grad(f)(1.0)),
    "jvp under no_grad": no_grad()(lambda f: jvp(f, (1.0,), (1.0,))),
    "grad through a checkpoint": lambda f: grad(lambda x: checkpoint(f, x))(1.0),
    "race": lambda f: race(f, 1.0),
}


every_mode = every("mode", MODES.values(), ids=MODES)


class TestEveryMode:
    @every_mode
    def test_a_function_of_math_is_refused_and_the_method_named(self, mode):
        with pytest.raises(
            TypeError, match=r"write x.sin\(\) for sin\(x\), or write x.data \(or x.item\(\)\)"
        ):
            mode(lambda x: math.sin(x) * x)  # would lose half of the gradient

    @every_mode
    @every(
        "lose",
        [
            lambda x: float(x),
            lambda x: int(x),
            lambda x: math.trunc(x),
            lambda x: math.floor(x),
            lambda x: math.hypot(x, 1.0),
            lambda x: math.fsum([x]),
            lambda x: complex(x).real,
            lambda x: np.float64(x),
            lambda x: np.array([x], dtype=float)[0],
        ],
    )
    def test_every_way_to_a_plain_number_is_refused(self, mode, lose):
        with pytest.raises(TypeError, match=r"write x.data|must be real number|float\(\)|int\(\)"):
            mode(lambda x: lose(x) * x)

    @every_mode
    def test_a_place_in_a_list_is_refused(self, mode):
        for ask in (lambda x: [1.0, 2.0][x] * x, lambda x: operator.index(x) * x):
            with pytest.raises(TypeError):
                mode(ask)

    @every_mode
    def test_what_says_that_the_number_alone_is_meant_is_silent(self, mode):
        def f(x):
            seen = [x.data, x.item(), x > 0, x <= 2, f"{x:.2f}", f"{x}", repr(x)]
            with no_grad():
                seen += [math.sin(x), float(x), int(x)]
            return x * x * (1.0 if seen[2] else -1.0)

        mode(f)


@every("mode", [grad, value_and_grad, jacrev, jacfwd, hessian, derivative])
def test_a_function_of_math_handed_over_itself_is_refused(mode):
    with pytest.raises(
        TypeError, match=rf"{mode.__name__} cannot follow .* math.sin, .*; use this package's sin"
    ):
        mode(math.sin)
    with pytest.raises(
        TypeError, match=r"cannot follow a number through math.gamma, which takes plain floats$"
    ):
        mode(math.gamma)


def test_math_prod_which_multiplies_is_no_function_of_floats():
    assert grad(math.prod)([2.0, 3.0]) == [3.0, 2.0]


def test_after_a_derivative_nothing_is_refused_any_more():
    with pytest.raises(TypeError):
        grad(float)(1.0)
    for x in (Value(2.0), Dual(2.0, 1.0), variable("x", 2.0)):
        with pytest.warns(GradientLostWarning):
            assert float(x) == 2.0


@every("make", [lambda: Dual(2.0, 1.0), lambda: Dual(Value(2.0), 1.0), lambda: variable("x", 2.0)])
@every("lose", [float, int, math.trunc, math.sqrt])
def test_outside_of_derivatives_duals_and_expressions_warn_on_the_line(make, lose):
    with pytest.warns(GradientLostWarning, match=r"write x.data \(or x.item\(\)\)") as told:
        lose(make())
    assert told[0].filename == __file__


def test_duals_and_expressions_are_compared_and_printed_without_a_word():
    for x in (Dual(2.0, 1.0), variable("x", 2.0)):
        assert (x < 3, x > Value(1.0), x >= 2.0, x < x) == (True, True, True, False)  # noqa: PLR0124
        assert (f"{x:.1f}", x.item()) == ("2.0", 2.0)


def test_a_thread_beside_a_derivative_is_not_refused():
    told = []

    def f(x):
        beside = threading.Thread(target=lambda: told.append(no_grad()(float)(Value(3.0))))
        beside.start()
        beside.join()
        return x * x

    assert grad(f)(2.0) == 4.0
    assert told == [3.0]


# ---- numeric mode needs nothing but the function ----


def test_numeric_mode_takes_functions_of_math_without_a_word():
    f = lambda x: math.sin(x) * x  # noqa: E731
    assert numerical_gradient(f, 1.0) == pytest.approx(math.sin(1) + math.cos(1), rel=1e-9)
    assert gradcheck(f, 1.0, gradient=math.sin(1) + math.cos(1))
    assert not gradcheck(f, 1.0, gradient=math.sin(1))
    with pytest.raises(TypeError, match=r"write x.sin\(\)"):
        gradcheck(f, 1.0)  # reverse mode, which it checks, cannot


def test_numeric_mode_inside_a_derivative_does_not_lose_it():
    with pytest.raises(TypeError, match=r"numeric mode took the number out of a Value"):
        grad(lambda x: numerical_gradient(lambda u: u * u, x) * x)(2.0)
    inside = grad(lambda x: numerical_gradient(lambda u: math.sin(u), 0.0) * x)(2.0)
    assert inside == pytest.approx(1.0, rel=1e-9)


# ---- nested derivatives ----


def test_a_constant_inside_nested_derivatives_is_no_slip():
    assert grad(lambda x: x * grad(lambda y: 2.0)(x))(3.0) == 0.0
    assert grad(grad(lambda x: 3 * x))(1.0) == 0.0
    assert value_and_grad(lambda x: x * value_and_grad(lambda y: y.data)(x)[0])(3.0) == (9.0, 3.0)
    assert grad(lambda x: 2.0)(Value(3.0)).data == 0.0  # part of a graph, where constants are usual


@every("mode", [grad, value_and_grad])
def test_a_constant_outermost_is_a_slip_that_is_told(mode):
    with pytest.warns(UserWarning, match=r"gave the plain number 2.0, so its derivative is 0"):
        mode(lambda x: grad(lambda y: y * y)(x).data)(1.0)


def test_an_expression_in_place_of_a_number_is_refused_by_reverse_mode():
    x = variable("x", 2.0)
    with pytest.raises(TypeError, match=r"the function gave an expression, .*, which has its own derivative"):
        grad(lambda y: y * x)(3.0)


def test_complex_functions_are_refused_by_name():
    with pytest.raises(TypeError, match=r"cannot follow a number through cmath.exp"):
        grad(__import__("cmath").exp)


def test_the_line_may_be_unknown():
    code = compile("__import__('math').sin(x)", "<typed>", "eval")
    assert "<typed>" not in sys.modules
    with pytest.raises(TypeError, match=r"write x.data"):
        grad(lambda x: eval(code, {"x": x}))(1.0)
    assert grad(mg.sin)(0.0) == 1.0
