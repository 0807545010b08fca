"""One name for one node, in text and in pictures, and no name twice."""

import random
import re

from micrograd_like import Value, backprop_steps, draw, explain, nn, paths
from micrograd_like.engine import topological_order
from micrograd_like.naming import bracketed, name_nodes, names_of
from micrograd_like.pictures.graphs.survey import Survey


def test_no_two_nodes_have_the_same_name():
    x = Value(2.0, label="x")
    y = x * 1 + 1 + (x * 1 + 1) * (x - 1)
    names = list(name_nodes(topological_order(y)).values())
    assert len(set(names)) == len(names)
    assert {"1", "1 (2)", "1 (3)", "1 (4)", "1 (5)", "x", "x*1", "x*1 (2)", "x*1+1", "x*1+1 (2)"} <= set(
        names
    )
    again = Value(5.0, label="x")
    assert list(name_nodes([x, again, again * again]).values()) == ["x", "x (2)", "(x (2))*(x (2))"]


def test_ten_thousand_constants_are_numbered_at_once():
    order = [Value(1.0) for _ in range(10_000)]
    names = name_nodes(order)
    assert names[order[-1]] == "1 (10000)"


def test_steps_paths_and_explanations_read_the_callers_variables_as_draw_does():
    a, b = Value(2.0), Value(-3.0)
    out = (a * b).tanh()
    steps = backprop_steps(out)
    called = {c.name for step in steps for c in step.contributions} | {"out"}
    assert called == set(Survey.of(out).names) == {"a", "b", "a*b", "out"}  # and not steps._order[2]
    assert str(next(paths(out, a))).startswith("out <- a*b <- a: ")
    assert str(explain(out)).splitlines()[:2] == ["v1 = a * b = -6", "out = tanh(v1) = -1"]
    assert '"out"' in draw(out).html


def test_parameters_and_neurons_are_called_in_text_as_in_pictures():
    random.seed(0)
    model = nn.MLP(2, [2, 1], activation="tanh")
    loss = (model([1.0, 2.0]) - 1.0) ** 2
    in_text = names_of(topological_order(loss))
    assert in_text == Survey.of(loss).called
    assert {"L0.n1.w0", "L0.n1.z", "L0.n1.a", "loss"} <= set(in_text.values())


def test_variables_of_the_interpreter_are_no_names():
    x = Value(1.0)
    assert names_of([x], {"_3": x, ".0": x, "@py_assert1": x, "Out": {1: x}}) == {x: "1"}


def test_given_names_come_as_variables_or_by_value():
    a = Value(2.0)
    for names in ({"speed": a}, {a: "speed"}):
        (step,) = backprop_steps(a * a, names=names)
        assert step.contributions[0].name == "speed"
        assert next(paths(a * a, a, names)).names[-1] == "speed"
        assert "speed" in str(explain(a * a, names))


def test_an_expression_has_brackets_before_its_grad_and_in_a_formula():
    for name, shown in (
        ("a*b", "(a*b)"),
        ("-a", "(-a)"),
        ("tanh(a*b)", "tanh(a*b)"),
        ("1 (2)", "(1 (2))"),
        ("w[0]", "w[0]"),
    ):
        assert bracketed(name) == shown
    a = Value(2.0, label="a + b")
    y = a * a
    y.label = "y"
    assert str(explain(y, {})).splitlines() == [
        "y = (a + b) * (a + b) = 4",
        "dy/d(a + b) = (a + b) + (a + b) = 2 + 2 = 4",
    ]
    (step,) = backprop_steps(y, names={})
    assert str(step).startswith("(a + b).grad += local 2 x upstream 1 = 2")


def test_an_explanation_defines_what_it_calls_v1_before_it_uses_it():
    a, b = Value(2.0), Value(-3.0)
    out = (a * b).tanh() * (a + b).exp()
    for lines in (str(explain(out)).splitlines(), explain(out).latex.split(r"\\")):
        defined: set[str] = set()
        for line in lines:
            left, _, right = line.partition("=")
            assert set(re.findall(r"v_?\{?(\d)", right)) <= defined
            if "/" not in left and "frac" not in left:
                defined |= set(re.findall(r"v_?\{?(\d)", left))
        assert len(defined) == 4
