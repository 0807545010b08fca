"""The walk over formulas that all languages share: brackets keep the meaning, in any table of words."""

import ast
import math

import pytest
from cases import every
from hypothesis import given, settings
from hypothesis import strategies as st

from micrograd_like.rules import FormulaError, formula
from micrograd_like.rules.formula import ATOM, MINUS, PRODUCT, WHERE
from micrograd_like.rules.spelling import Form, Speller

XY = {"x", "y"}
POINTS = [(1.5, -0.5), (-2.0, 3.0), (0.25, 0.25)]


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


def meaning(text, x, y):
    """What a formula says, read by Python itself (where evaluates both branches here)."""
    names = {"where": lambda c, a, b: a if c else b, "abs": abs, "tanh": math.tanh, "x": x, "y": y}
    return eval(text, {"__builtins__": {}}, names)


@settings(max_examples=80, deadline=None)
@given(text=formulas())
def test_spelling_keeps_the_meaning(text):
    spelled = Speller().spell(formula.parse(text, XY))
    for x, y in POINTS:
        assert meaning(spelled, x, y) == meaning(text, x, y)


class Chosen(Speller):
    """Python's own words for a condition, which bind less than anything else."""

    condition = Form("{1} if {0} else {2}", WHERE, (WHERE, WHERE + 1, WHERE))


class Choice(Speller):
    """Parts in the order in which they stand in the text, and a power as a call."""

    forms = Speller.forms | {ast.Pow: Form("pow({}, {})", ATOM, (WHERE, WHERE))}
    call = "f_{}({})"
    between = "; "
    element = "{}[i]"
    nothing = "null"


@every(
    ("text", "spelled"),
    [
        ("x - (y - 1)", "x - (y - 1)"),
        ("(x - y) - 1", "x - y - 1"),
        ("x / (y / 2)", "x / (y / 2)"),
        ("(-x) ** y", "pow(-x, y)"),
        ("-(-x)", "-(-x)"),
        ("-(-3)", "-(-3)"),
        ("x - -y", "x - -y"),
        ("max(x, x + 1)", "f_max(x; x + 1)"),
    ],
)
def test_a_language_is_a_table_of_words(text, spelled):
    assert Choice().spell(formula.parse(text, XY)) == spelled


def test_elements_of_lists_are_told_from_other_letters():
    assert Choice({"x"}).spell(formula.parse("x * y + i", {"x", "y", "i"})) == "x[i] * y + i"


def test_a_literal_zero_in_a_branch_sends_nothing():
    tree = formula.parse("where(x <= 0, 0, where(y > 1, 0 * x, 0.0))", XY)
    assert Choice().spell(tree, dead=True) == "where(x <= 0, null, where(y > 1, 0 * x, null))"
    assert Choice().spell(tree) == "where(x <= 0, 0, where(y > 1, 0 * x, 0.0))"


def test_parts_may_stand_in_another_order_than_in_the_formula():
    spelled = Chosen().spell(formula.parse("where(x < y, where(x == 0, 1, 2), 3) * 2", XY))
    assert spelled == "((1 if x == 0 else 2) if x < y else 3) * 2"


def test_a_negative_constant_is_bracketed_like_a_negation():
    tree = ast.BinOp(ast.Constant(-2.0), ast.Pow(), ast.Name("x"))
    assert Speller().spell(tree) == "(-2.0) ** x"
    assert Speller().spell(ast.UnaryOp(ast.USub(), ast.Constant(-2.0))) == "-(-2.0)"


def test_levels_say_how_tightly_a_text_holds():
    assert Speller().written(formula.parse("x * y", XY)) == ("x * y", PRODUCT)
    assert Speller().written(formula.parse("-x", XY)) == ("-x", MINUS)


def test_what_is_outside_the_language_is_refused():
    with pytest.raises(FormulaError, match="cannot spell 'x if y else 1'"):
        Speller().spell(ast.parse("x if y else 1", mode="eval").body)
