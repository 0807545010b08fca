"""The pocket language: what it refuses, and that spelling a formula never changes what it means."""

import ast
import math
import re

import pytest
from cases import every
from hypothesis import given, settings
from hypothesis import strategies as st

from micrograd_like import Value
from micrograd_like.rules import FormulaError, formula
from micrograd_like.rules.operands import held
from micrograd_like.rules.row import FLOATS

XY = {"x", "y"}
POINTS = [(1.5, -0.5), (-2.0, 3.0), (0.25, 0.25)]


def meaning(text: str, **letters: float) -> float:
    """What a formula says, read by Python itself (where evaluates both branches here)."""
    names = {"where": lambda c, a, b: a if c else b, "exp": math.exp, "abs": abs, "tanh": math.tanh}
    return eval(text, {"__builtins__": {}}, names | letters)


def spelled(text: str, **letters: float) -> float:
    """What its Python spelling says."""
    return eval(formula.python(formula.parse(text, XY)), dict(FLOATS), letters)


@every(
    "text",
    [
        "x - (y - 1)", "x - y - 1", "x / (y / 2)", "x / y / 2", "-x ** 2", "(-x) ** 2", "x ** -2", "2 ** -x", "-2 ** 2", "(x + y) * -3",
        "x - -2", "-(x + y)", "-(-x)", "x * (y / 3)", "where(x < y, -x, x - 1) * 2", "where(x < y, 1, where(x == y, 2, 3)) - 1",
        "where(-1 < x <= y, x, y)", "where(x != y, 1, 0)", "where(where(x < 0, 1, 2) > 1, x, y)", "abs(x) ** 0.5", "1 - where(x > 0, x, 0)",
        "x ** (y ** 2)", "(abs(x) ** y) ** 2", "exp(-x) / (1 + exp(-x))", "2 * x / (3 * y)", "x * y / x * y", "-x / -y",
    ],
)  # fmt: skip
def test_spelling_keeps_the_meaning(text):
    for x, y in POINTS:
        assert spelled(text, x=x, y=y) == meaning(text, x=x, y=y)


def test_negative_constants_keep_their_brackets():
    assert formula.python(formula.parse("(-2) ** x", XY)) == "_pow(-2.0, x)"


def formulas() -> st.SearchStrategy[str]:
    atoms = st.sampled_from(["x", "y", "2", "0.5", "3", "1e-3"])
    return st.recursive(
        atoms,
        lambda inner: st.one_of(
            st.tuples(inner, st.sampled_from("+-*"), inner).map(lambda t: f"({t[0]}) {t[1]} ({t[2]})"),
            st.tuples(inner, inner).map(lambda t: f"({t[0]}) / (1 + abs({t[1]}))"),
            inner.map(lambda x: f"-({x})"),
            st.tuples(inner, st.sampled_from(["2", "3"])).map(lambda t: f"tanh({t[0]}) ** {t[1]}"),
            st.tuples(inner, st.sampled_from(["<", "<=", "==", "!=", ">", ">="]), inner, inner, inner).map(
                lambda t: f"where({t[0]} {t[1]} {t[2]}, {t[3]}, {t[4]})"
            ),
        ),
        max_leaves=12,
    )


@settings(max_examples=60, deadline=None)
@given(text=formulas())
def test_spelling_any_formula_keeps_its_meaning(text):
    for x, y in POINTS:
        assert spelled(text, x=x, y=y) == meaning(text, x=x, y=y)


@settings(max_examples=60, deadline=None)
@given(text=formulas())
def test_reading_what_python_writes_gives_the_same_formula(text):
    tree = formula.parse(text, XY)
    assert ast.dump(formula.parse(ast.unparse(tree), XY)) == ast.dump(tree)


def test_division_by_zero_is_infinite_and_powers_never_become_complex():
    assert spelled("1 / x", x=0.0) == math.inf
    assert spelled("(x - 1) / (y - y)", x=0.0, y=1.0) == -math.inf
    assert math.isnan(spelled("x ** 0.5", x=-1.0))


def test_zeros_in_branches_are_dead_and_other_zeros_are_numbers():
    tree = formula.parse("where(x <= 0, 0, where(x > 1, 0.0, x * 0))", XY)
    assert formula.python(tree, dead=True) == "None if x <= 0.0 else None if x > 1.0 else x * 0.0"
    assert formula.python(tree) == "0.0 if x <= 0.0 else 0.0 if x > 1.0 else x * 0.0"


def test_equality_on_graphs_compares_what_they_hold():
    text = formula.python(formula.parse("where(x == y, 1, where(x != x, 2, 3))", XY), generic=True)
    for x, y, z in [(2.0, 2.0, 1.0), (2.0, 3.0, 3.0), (math.nan, 2.0, 2.0)]:
        assert eval(text, {"_held": held}, {"x": Value(x), "y": Value(y)}) == z


@every(
    ("text", "message"),
    [
        ("x +", "'x +' is no formula (invalid syntax); write arithmetic such as 'x * y + 1'"),
        ("x * q", "'x * q' speaks of 'q', which is none of x, y; use those letters"),
        ("x < y", "'x < y' compares outside a condition; write where(x < y, a, b)"),
        ("where(x, y)", "'where(x, y)' has a where() of 2 parts; write where(condition, a, b)"),
        ("x if y else 1", "'x if y else 1': 'x if y else 1' cannot be read; use + - * / **, numbers, calls and where(condition, a, b)"),
        ("2 * math.exp(x + 1)", "'2 * math.exp(x + 1)': 'math.exp(x + 1)' cannot be read; write exp(x + 1)"),
        ("x @ y", "'x @ y': 'x @ y' cannot be read; use + - * / **, numbers, calls and where(condition, a, b)"),
        ("x // y", "'x // y': 'x // y' cannot be read; use + - * / **, numbers, calls and where(condition, a, b)"),
        ("True * x", "'True * x' contains True; constants are plain numbers such as 2 or 0.5"),
        ("'a' + x", "\"'a' + x\" contains 'a'; constants are plain numbers such as 2 or 0.5"),
        ("2j * x", "'2j * x' contains 2j; constants are plain numbers such as 2 or 0.5"),
        ("exp(*x)", "'exp(*x)' calls 'exp' with * or =; give its arguments one by one"),
        ("exp(x=1)", "'exp(x=1)' calls 'exp' with * or =; give its arguments one by one"),
        ("x.data", "'x.data': 'x.data' cannot be read; use + - * / **, numbers, calls and where(condition, a, b)"),
        ("__import__('os').system('x')", "\"__import__('os').system('x')\": \"__import__('os').system('x')\" cannot be read; use + - * / **, numbers, calls and where(condition, a, b)"),
        ("where(x and y, 1, 2)", "'where(x and y, 1, 2)': 'x and y' cannot be read; use + - * / **, numbers, calls and where(condition, a, b)"),
    ],
)  # fmt: skip
def test_what_is_not_in_the_language_is_refused_in_one_sentence(text, message):
    with pytest.raises(FormulaError, match=re.escape(message)):
        formula.parse(text, XY)
