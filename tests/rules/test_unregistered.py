"""Rows made by Rule(...) and not written into the table; which rows are the same; what readers see."""

import ast
import math

import pytest
from cases import every

import micrograd_like as m
from micrograd_like import Rule, Value, grad
from micrograd_like.modes import variable
from micrograd_like.rules import BUILT_IN, RULES, RuleError, rule
from micrograd_like.rules.row import forget

NAMES = {
    name: getattr(m, name) for name in ("log", "exp", "sqrt", "sigmoid", "cbrt", "hypot", "norm2", "std")
}


def test_two_rows_of_one_name_outside_the_table_do_not_mix():
    cube, square = Rule("power", "x * x * x", "3 * x * x"), Rule("power", "x * x", "2 * x")
    for row, value, slope, curvature in (
        (cube, 27.0, 27.0, 18.0),
        (square, 9.0, 6.0, 2.0),
        (cube, 27.0, 27.0, 18.0),
    ):
        x = Value(3.0)
        z = row(x)
        z.backward()
        assert (z.data, x.grad, grad(grad(row))(3.0)) == (value, slope, curvature)


def test_a_row_outside_the_table_may_have_the_name_of_one_inside():
    x = Value(3.0)
    Rule("exp", "x + 1", "1")(x).backward()
    assert x.grad == 1.0
    assert x.exp().data == 20.085536923187668


def test_a_row_outside_the_table_takes_its_parameters():
    x = Value(3.0)
    z = Rule("stretched", "c * x", "c", c=2.0)(x, 5.0)
    z.backward()
    assert (z.data, x.grad) == (15.0, 5.0)


# ---- when two rows are the same ----

FIRST = {"name": "stretch", "value": "a * x + y", "partials": ("a", "1"), "let": {"a": "2 * c"}, "c": 1.0}
OTHERS = [
    {"let": {"a": "3 * c"}},
    {"let": {"a": "2 * c", "b": "1"}},
    {"value": "a * x + y * 1"},
    {"partials": ("a", "1.0")},
    {"c": 2.0},
    {"c": None},
    {"letters": "yx", "order": ("x", "y", "c")},
    {"order": ("y", "x", "c")},
    {"constant": {None: "neg"}},
]


def write(**changed):
    options = {**FIRST, **changed}
    return rule(options.pop("name"), options.pop("value"), *options.pop("partials"), check=False, **options)


@every("changed", OTHERS)
def test_a_row_that_computes_by_anything_else_is_another(changed):
    write()
    try:
        with pytest.raises(RuleError, match="the name 'stretch' is taken"):
            write(**changed)
    finally:
        forget("stretch")


def test_a_row_written_again_or_only_described_otherwise_is_the_same():
    first = write()
    try:
        assert write() is first
        assert write(source="me", kinks="x == 0", symbol="s") is first
    finally:
        forget("stretch")


def test_folds_differ_by_their_lists_and_results():
    one = Rule("fold", "sum(x)", "1", lists="x")
    assert one.definition != Rule("fold", "sum(x)", "1", letters="x").definition
    assert one.definition != Rule("fold", "sum(x)", "1", lists="x", each=True).definition


# ---- what a row is for readers ----


@every("name", [name for name, r in BUILT_IN.items() if r.plain])
def test_the_plain_formula_of_a_row_is_its_value_bits_aside(name):
    row = RULES[name]
    if row.lists:
        xs = [0.7, 1.9, -0.4]
        letters = {f"x{i}": x for i, x in enumerate(xs)}
        made = [row.on_the_blackboard([*map(ast.Name, letters)], k) for k in range(3)]
        found = [eval(ast.unparse(ast.fix_missing_locations(tree)), {**NAMES, **letters}) for tree in made]
        assert found == pytest.approx(row(xs), rel=1e-14)
        return
    x, y = 0.7, 1.9
    given = {"x": x, "y": y, "w": math.cbrt(x) if name == "dcbrt" else x**y}
    tree = row.on_the_blackboard([*map(ast.Name, row.letters)])
    found = eval(ast.unparse(ast.fix_missing_locations(tree)), {**NAMES, **given})
    assert found == pytest.approx(row(*(given[a] for a in row.letters)), rel=1e-14)


def test_a_derivative_is_printed_by_the_plain_formulas():
    x, y = variable("x", 2.0), variable("y", 3.0)
    assert str(m.atan(x).diff(x)) == "1 / (1 + x ** 2)"
    assert str(m.norm2([x, y]).diff(y)) == "y / norm2(x, y)"
    assert str((x**y).diff(y)) == "x ** y * log(x)"
    assert str(m.logaddexp(x, y).diff(x)) == "sigmoid(x - y)"
    assert str(m.cbrt(x).diff(x)) == "1 / (3 * cbrt(x) ** 2)"
