"""custom: primitives made of opaque Python functions."""

import math

import pytest
from cases import every

import micrograd_like as mg
from micrograd_like import Value, custom, derivative, explain, grad, gradcheck, race
from micrograd_like.modes import variable


def test_a_custom_primitive_works_in_backward_and_in_every_mode():
    cube = custom(lambda x: x**3, lambda x: 3 * x**2, name="cube")
    x = Value(2.0)
    (cube(x) * 2).backward()
    assert x.grad == 24.0
    assert (cube(2.0), grad(cube)(2.0), derivative(cube)(2.0)) == (8.0, 12.0, 12.0)
    assert gradcheck(cube, 2.0)
    assert cube(x)._op == "cube"


def test_a_wrong_custom_partial_is_caught():
    assert not gradcheck(custom(lambda x: x**3, lambda x: 2 * x**2), 2.0)


def test_several_operands_have_a_partial_each():
    area = custom(lambda w, h, c: w * h + 5, [lambda w, h, c: h, lambda w, h, c: w, 0], name="area")
    assert grad(lambda v: area(*v) ** 2)([2.0, 3.0, 7.0]) == [66.0, 44.0, 0.0]
    assert area(Value(2.0), 3, 1.0).partials == (3.0, 2.0, None)
    assert grad(custom(lambda a: 2 * a, 2.0))(5.0) == 2.0


def test_customs_of_customs_differentiate_to_any_order():
    cosine = custom(math.cos, mg.sin, name="wrong sign, on purpose")
    sine = custom(math.sin, cosine, name="sine")
    assert grad(grad(sine))(1.0) == math.sin(1.0)
    right = custom(math.sin, mg.cos)
    for mode in (grad, derivative):
        assert mode(mode(mode(right)))(1.0) == pytest.approx(-math.cos(1.0), rel=1e-15)


def test_expressions_and_explanations_name_an_opaque_partial():
    area = custom(lambda w, h: w * h, [lambda w, h: h, lambda w, h: w], name="area")
    cube = custom(lambda x: x**3, lambda x: 3 * x**2, name="cube")
    w, h = variable("w", 2.0), variable("h", 5.0)
    slope = area(cube(w), h).diff("w")
    assert (str(slope), slope.data) == ("darea0(cube(w), h) * dcube(w)", 60.0)
    with pytest.raises(
        TypeError,
        match="a partial of 'darea0' is a Python function of floats and has no derivative of its own",
    ):
        slope.diff("h")
    assert str(explain(cube(Value(2.0, label="x")))).splitlines() == [
        "v1 = cube(x) = 8",
        "dv1/dx = dcube(x) = 12",
    ]
    assert race(lambda v: area(cube(v[0]), v[1]), [2.0, 5.0]).symbolic.gradient == [[60.0, 8.0]]


@every("mode", [grad, derivative])
def test_an_opaque_partial_is_never_differentiated_silently(mode):
    cube = custom(lambda x: x**3, lambda x: 3 * x**2, name="cube")
    with pytest.raises(
        TypeError, match="a partial of 'cube' is a Python function of floats and has no derivative of its own"
    ):
        mode(mode(cube))(2.0)


def test_mistakes_are_named():
    f = custom(lambda x, y: x, [1.0, 0.0], name="first")
    for wrong in (("cos", abs), (math.cos, "-sin(x)")):
        with pytest.raises(
            TypeError, match=r"^custom takes functions of floats, but got '.*'; formulas as text are for r"
        ):
            custom(*wrong)
    with pytest.raises(TypeError, match="first has 2 partials, so it takes 2 operands, but got 1"):
        f(Value(1.0))
    with pytest.raises(TypeError, match="the value of 'text': expected one real number, but got str 'a'"):
        custom(lambda x: "a", 1.0, name="text")(Value(1.0))
    with pytest.raises(TypeError, match="expected one real number, but got str '1'"):
        f(Value(1.0), "1")
