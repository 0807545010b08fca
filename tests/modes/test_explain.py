"""explain writes the chain rule out, with the numbers that backward() finds."""

import re

import pytest

import micrograd_like as mg
from micrograd_like import Value, explain, nn


def test_every_number_of_the_explanation_is_that_of_backward():
    a, b = Value(0.7, label="a"), Value(-1.3, label="b")
    out = (a * b).tanh() / (1 + b**2) + mg.relu(a) - mg.softmax([a, b])[1]
    out.label = "out"
    text = str(explain(out))
    out.backward()
    for v in (a, b):
        (line,) = (line for line in text.splitlines() if line.startswith(f"dout/d{v.label} = "))
        assert float(line.rsplit(" = ", 1)[1]) == pytest.approx(v.grad, abs=1e-4)


def test_each_row_shows_its_partial_for_the_branch_taken():
    x = Value(2.0, label="x")
    y = (x.relu() + x**3) / x
    y.label = "y"
    assert str(explain(y)).splitlines() == [
        "v1 = x ** 3 = 8", "v2 = relu(x) = 2", "v3 = v2 + v1 = 10", "y = v3 / x = 5",
        "dy/dv3 = 1 / x = 0.5", "dy/dv2 = dy/dv3 * 1 = 0.5 x 1 = 0.5", "dy/dv1 = dy/dv3 * 1 = 0.5 x 1 = 0.5",
        "dy/dx = -(y / x) + dy/dv2 * 1 + dy/dv1 * (3 * x ** 2) = -2.5 + 0.5 x 1 + 0.5 x 12 = 4",
    ]  # fmt: skip


def test_names_of_our_own_keep_clear_of_the_users():
    x = Value(2.0, label="v1")
    assert str(explain((x * 3.0).tanh())).splitlines()[0] == "v2 = v1 * 3 = 6"


def test_constants_are_as_short_as_results():
    x = Value(2.0, label="x")
    assert str(explain(x * 0.12345678901)).splitlines() == ["v1 = x * 0.1235 = 0.2469", "dv1/dx = 0.1235"]


def test_constants_have_no_line_and_names_can_be_given():
    x = Value(3.0)
    assert str(explain(2 * x + 1, names={x: "speed"})).splitlines()[2:] == [
        "dv2/dv1 = 1", "dv2/dspeed = dv2/dv1 * 2 = 1 x 2 = 2"]  # fmt: skip


def test_latex_has_balanced_braces_and_the_same_numbers():
    a, b = Value(2.0, label="a1"), Value(-3.0, label="rate_of_b")
    latex = explain((a * b).exp() * b)._repr_latex_()
    assert latex.count("{") == latex.count("}")
    first, _, third, fourth = latex.split(r" \\ ")[:4]
    assert first == r"$\begin{aligned} v_{1} &= a_{1} \cdot rate\_of\_b = -6"
    assert third.startswith(r"v_{3} &= v_{2} \cdot rate\_of\_b")
    assert fourth == r"\frac{\partial v_{3}}{\partial v_{2}} &= rate\_of\_b = -3"
    assert r"\partial a_{1}" in latex
    assert len(re.findall(r"\\left", latex)) == len(re.findall(r"\\right", latex))


def test_a_closure_is_shown_by_its_numbers():
    a = Value(3.0, label="a")
    out = Value(27.0, (a,), "cube", label="out")

    def closure():
        a.grad += 27.0 * out.grad

    out._backward = closure
    assert str(explain(out)).splitlines() == ["out = cube(a) = 27", "dout/da = 27"]


def test_a_large_graph_is_refused():
    with pytest.raises(
        ValueError,
        match=r"explain\(\) is for up to 200 nodes, but this graph has \d+; use backprop_steps\(\)",
    ):
        explain(nn.MLP(4, [30, 1])([1.0, 2.0, 3.0, 4.0]))
