"""Formulas as LaTeX: brackets where they are needed, and a textbook's words."""

import ast
import re

from cases import every
from hypothesis import given, settings
from test_spelling import formulas

from micrograd_like.rules import RULES, formula, latex
from micrograd_like.rules.printer import list_names

XY = {"x", "y"}


@every(
    ("text", "spelled"),
    [
        ("(-2) ** x", r"\left(-2\right)^{x}"),
        ("x - (-2)", r"x - \left(-2\right)"),
        ("x * (-2 * y)", r"x \cdot \left(-2 \cdot y\right)"),
        ("-(-x)", r"-\left(-x\right)"),
        ("(x / y) ** 2", r"\left(\frac{x}{y}\right)^{2}"),
    ],
)
def test_brackets_stand_where_they_are_needed(text, spelled):
    assert latex.spell(formula.parse(text, XY)) == spelled


def test_a_negative_constant_as_a_base_keeps_its_brackets():
    assert latex.spell(ast.BinOp(ast.Constant(-2.0), ast.Pow(), ast.Name("x"))) == r"\left(-2\right)^{x}"


def test_a_sum_and_a_product_begin_with_what_they_start_from():
    assert latex.spell(formula.parse("sum(x, y)", XY), lists="x") == r"y + \sum_{i} x_{i}"
    assert latex.spell(formula.parse("prod(x, y)", XY), lists="x") == r"y \cdot \left(\prod_{i} x_{i}\right)"


@settings(max_examples=60, deadline=None)
@given(text=formulas())
def test_every_bracket_closes(text):
    assert balanced(latex.spell(formula.parse(text, XY)))


def balanced(text: str) -> bool:
    """Braces, \\left and \\right, \\begin and \\end all close in order."""
    stack = []
    for token in re.findall(r"\\left|\\right|\\begin{\w+}|\\end{\w+}|\\[a-zA-Z]+|\\.|[{}]", text):
        opened = {r"\right": r"\left", "}": "{"}.get(token) or (
            token.replace("end", "begin") if token.startswith(r"\end") else None
        )
        if token in (r"\left", "{") or token.startswith(r"\begin"):
            stack.append(token)
        elif opened and (not stack or stack.pop() != opened):
            return False
    return not stack


@every("name", RULES)
def test_every_row_is_well_formed_latex(name):
    row = RULES[name]
    for tree in (row.value, *row.partials, *row.let.values()):
        text = latex.spell(tree, lists=list_names(row))
        assert balanced(text), text
        assert "*" not in text, text
        assert not re.search(r"\de[+-]?\d", text), text  # no 1e-300
        assert not re.search(r"[-+] -", text), text  # no two signs in a row


@every(
    ("name", "value", "partial"),
    [
        ("div", r"\frac{x}{y}", r"\frac{1}{y}"),
        ("tanh", r"\tanh\left(x\right)", r"\operatorname{sech}^2\left(x\right)"),
        (
            "softplus",
            r"\begin{cases} x + \operatorname{log1p}\left(\exp\left(-x\right)\right) & x > 0 \\ "
            r"\operatorname{log1p}\left(\exp\left(x\right)\right) & \text{otherwise} \end{cases}",
            r"\sigma\left(x\right)",
        ),
        (
            "sign",
            r"\begin{cases} 1 & x > 0 \\ -1 & x < 0 \\ 0 & x = 0 "
            r"\\ \mathrm{nan} & \text{otherwise} \end{cases}",
            r"\begin{cases} 0 & x = x \\ \mathrm{nan} & \text{otherwise} \end{cases}",
        ),
        ("affine", r"b + \sum_{i} w_{i} \cdot x_{i}", r"x_{i}"),
        (
            "atan",
            r"\arctan\left(x\right)",
            r"\operatorname{datan}\left(x\right)",
        ),
    ],
)
def test_latex_reads_as_a_textbook_writes(name, value, partial):
    row = RULES[name]
    lists = list_names(row)
    assert latex.spell(row.value, lists=lists) == value
    assert latex.spell(row.partials[0], lists=lists) == partial


def test_latex_calls_letters_what_the_caller_calls_them():
    tree = formula.parse("x * slope + y", {"x", "y", "slope"})
    assert latex.spell(tree, {"x": "a_1"}) == r"a_1 \cdot \mathrm{slope} + y"
    assert latex.spell(tree, lambda name: name.upper()) == r"X \cdot \mathrm{SLOPE} + Y"
