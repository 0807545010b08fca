"""Derivatives as expressions: right, readable, and as long as expected."""

from itertools import pairwise

import pytest
from cases import every

import micrograd_like as mg
from micrograd_like import Value, rule
from micrograd_like.modes import derivative, expression, grad, variable
from micrograd_like.modes.symbolic import constant
from micrograd_like.rules import RULES


def logistic(x, k):
    for _ in range(k):
        x = 4 * x * (1 - x)
    return x


@every(
    ("f", "derivative"),
    [
        (lambda x: x * x, "x + x"),
        (lambda x: x**3, "3 * x ** 2"),
        (lambda x: mg.sin(x) * x, "x * cos(x) + sin(x)"),
        (lambda x: x.exp(), "exp(x)"),
        (lambda x: 2 - x, "-1"),
        (lambda x: -x, "-1"),
        (lambda x: mg.dot([x, x], [3.0, 2.0], bias=x), "3 + 2 + 1"),
        (lambda x: x.relu(), "1"),
        (lambda x: x.log(), "1 / x"),
        (lambda x: x * 0 + 7.0, "0"),
        (lambda x: x / 2, "1 / 2"),
        (mg.tanh, "sech2(x)"),
    ],
)
def test_derivatives_read_as_a_textbook_writes_them(f, derivative):
    assert str(f(variable("x", 1.5)).diff("x")).startswith(derivative)


@every("name", sorted(n for n, r in RULES.items() if len(r.letters) == 1 and not r.lists and not r.params))
@every("order", [1, 2])
def test_the_value_of_a_symbolic_derivative_is_the_derivative(name, order):
    x = y = variable("x", 1.3 if name == "acosh" else 0.3)
    y = RULES[name](x)
    for _ in range(order):
        y = y.diff(x)
    assert y.data == pytest.approx(derivative(RULES[name], order)(x.data), rel=1e-13)


def test_partial_derivatives_of_several_variables():
    x, y = variable("x", 2.0), variable("y", 3.0)
    f = x**2 * y + mg.softmax([x, y])[0] + mg.logsumexp([x, y, 1.0])
    exact = grad(lambda v: v[0] ** 2 * v[1] + mg.softmax(v)[0] + mg.logsumexp([*v, 1.0]))([2.0, 3.0])
    assert [f.diff(x).data, f.diff("y").data] == pytest.approx(exact, rel=1e-14)
    assert f.diff("z").data == 0.0


def test_neutral_elements_vanish_and_nothing_else():
    x = variable("x", 2.0)
    for same in (x + 0, 0 + x, x * 1, 1 * x, x / 1, x - 0, x**1, mg.total([x])):
        assert same is x
    y = variable("y", 3.0)
    assert (
        str(mg.total([0.0, x, 0.0, y]))
        == str(expression(mg.total([0.0, Value(2.0, label="x"), Value(3.0, label="y")])))
        == "x + y"
    )
    assert str(mg.softmax([x, y])[0].diff("x")) == "softmax_0(x, y) * softmax_1(x, y)"
    assert [str(e) for e in (x * 0, 0 / x, x - x, 0 - x, 1 / x, x**0, x * -1)] == [
        "x * 0", "0 / x", "x - x", "0 - x", "1 / x", "x ** 0", "x * -1"]  # fmt: skip


def test_a_variable_that_happens_to_be_0_or_1_is_not_neutral():
    x, one, zero = variable("x", 2.0), variable("u", 1.0), variable("o", 0.0)
    assert [str(x * one), str(x + zero)] == ["x * u", "x + o"]
    assert str((x * one).diff("u")) == "x"


def test_equal_parts_are_shared():
    x = variable("x", 2.0)
    assert mg.sin(x * x) is mg.sin(x * x)
    assert (mg.sin(x * x) + mg.cos(x * x)).size == 5
    assert x * x is not variable("x", 2.0) * x


def test_brackets_are_kept_where_they_matter():
    x, y = variable("x", 2.0), variable("y", 3.0)
    cases = {
        "(x + y) * x": (x + y) * x,
        "x - (y - x)": x - (y - x),
        "x / (y / x)": x / (y / x),
        "(-x) ** 2": (-x) ** 2,
        "-x ** 2": -(x**2),
        "(x ** y) ** x": (x**y) ** x,
        "x ** y ** x": x ** (y**x),
        "x * -2": x * -2,
        "(-2) ** x": (-2) ** x,
        "x ** (-2)": x**-2,
        "2 * x": (x**2).diff(x),
        "-2 * x ** (-3)": (x**-2).diff(x),
        "y * x ** (y - 1)": (x**y).diff(x),
        "2 * (x + 0.5)": 2 * (x + 0.5),
    }
    for text, e in cases.items():
        assert eval(text, {"x": 2.0, "y": 3.0}) == pytest.approx(e.data)
        assert str(e) == text


def test_latex_is_spelled_from_the_rule_table():
    x1, y = variable("x1", 2.0), variable("y", 3.0)
    assert (x1 / y).latex() == r"\frac{x_{1}}{y}"
    assert ((x1 + y) ** 2).latex() == r"\left(x_{1} + y\right)^{2}"
    assert mg.sqrt(abs(y)).latex() == r"\sqrt{\left|y\right|}"
    assert (x1 / y)._repr_latex_() == r"$\frac{x_{1}}{y}$"
    assert variable("50%_of{#1}&$", 1.0).latex() == r"50\%\_of\{\#1\}\&\$"
    assert logistic(y, 9).latex().startswith(r"\begin{aligned} ")


def test_a_long_expression_is_written_with_its_shared_parts_named():
    text = str(logistic(variable("x", 0.3), 6).diff("x"))
    assert text.splitlines()[0] == "t1 = 4 * x"
    names = {"x": 0.3}
    for line in text.splitlines():
        name, body = line.split(" = ")
        names[name] = eval(body, {}, names)
    assert names["result"] == pytest.approx(derivative(lambda x: logistic(x, 6))(0.3), rel=1e-12)


def test_written_out_the_derivative_swells_and_as_a_graph_it_does_not():
    e = [logistic(variable("x", 0.3), k) for k in range(1, 30)]
    assert [y.symbols for y in e[:3]] == [7, 19, 43]
    growth = [b.diff("x").symbols / a.diff("x").symbols for a, b in pairwise(e[8:])]
    assert all(2 < g < 3 for g in growth)
    assert {b.diff("x").size - a.diff("x").size for a, b in pairwise(e[1:])} == {8}


@pytest.mark.slow
def test_a_deep_expression_is_differentiated_counted_and_printed_without_recursion():
    e = logistic(variable("x", 0.3), 3000)
    d = e.diff("x")
    assert d.symbols > 10**900
    assert len(str(e).splitlines()) == 3000
    chain = variable("x", 1.0)
    for _ in range(3000):
        chain = chain + variable("y", 1.0)
    assert str(chain).count("y") == 3000


def test_a_recorded_graph_is_read_as_an_expression():
    a, b = Value(2.0, label="a"), Value(-3.0, label="b")
    e = expression((a * b + 10).tanh() - mg.relu(b) / 2)
    assert str(e) == "tanh(a * b + 10) - relu(b) / 2"
    assert e.data == ((a * b + 10).tanh() - mg.relu(b) / 2).data
    assert str(e.diff("a")) == "sech2(a * b + 10) * b"
    assert str(expression(mg.softmax([a, b])[1])) == "softmax_1(a, b)"
    assert str(expression(mg.leaky_relu(b, 0.2))) == "leaky_relu(b, 0.2)"


def test_a_closure_is_no_expression():
    out = Value(1.0, (Value(1.0),), "mystery")
    with pytest.raises(
        TypeError,
        match=r"'mystery' is a closure, not a formula; write it with rule\(\) to see it as an expression",
    ):
        expression(out)


def test_a_new_row_is_symbolic_too():
    cube = rule("cube_in_symbols", "x ** 3", "3 * x ** 2")
    x = variable("x", 2.0)
    y = cube(x)
    assert str(y) == "cube_in_symbols(x)"
    assert str(y.diff(x)) == "3 * x ** 2"


def test_expressions_hold_for_the_branch_taken():
    x = variable("x", -2.0)
    assert str(abs(x).diff(x)) == "sign(x)"
    assert str(mg.where(x > 0, x * x, 3 * x).diff(x)) == "3"


def test_what_is_no_number_is_refused():
    with pytest.raises(TypeError, match="expected one real number, but got str '2'"):
        _ = variable("x", 1.0) + "2"
    with pytest.raises(TypeError, match="expected one real number, but got Expr x"):
        grad(lambda x: x * x)(variable("x", 1.0))
    assert constant(2.0) is constant(2)
