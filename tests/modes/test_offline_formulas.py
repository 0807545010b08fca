"""Formulas as MathML, which exported notebooks show without a network."""

import re
import xml.etree.ElementTree as ET

from cases import every

from micrograd_like import Value, explain, nn
from micrograd_like.modes import variable
from micrograd_like.rules import RULES, latex
from micrograd_like.rules.texmath import mathml
from micrograd_like.training import Problem


def parsed(text):
    return ET.fromstring(mathml(text))


def read(text):
    return "".join(parsed(text).itertext())


@every("name", RULES)
def test_the_latex_of_every_row_is_known(name):
    row = RULES[name]
    for tree in (row.value, *row.partials):
        text = latex.spell(tree, lists=row.lists)
        shown = read(text)
        assert "\\" not in shown
        commands = set(re.findall(r"\\([a-z]+)", text)) - {
            "left",
            "right",
            "frac",
            "sqrt",
            "begin",
            "end",
            "operatorname",
        }
        spelled = {
            "exp",
            "log",
            "sin",
            "cos",
            "tan",
            "sinh",
            "cosh",
            "tanh",
            "max",
            "min",
            "arcsin",
            "arccos",
            "arctan",
        }
        unknown = {c for c in commands - spelled - {"text", "mathrm"} if c in shown}
        assert unknown == set(), text


@every(
    ("text", "shown"),
    [
        (r"\frac{\partial z}{\partial w_{12}} &= -3 \cdot x^2".replace("&", ""), "∂z∂w12=−3·x2"),
        (r"\left(a + b\right)^{-1}", "(a+b)−1"),
        (r"\text{two  words}", "two\u00a0\u00a0words"),
        (r"rate\_of\_b", "rate_of_b"),
        (r"\begin{cases} x & x > 0 \\ 0 & \text{otherwise} \end{cases}", "{xx>00otherwise"),
        (r"\operatorname{sech}^2\left(x\right)", "sech2(x)"),
        (r"1e-05", "1e-05"),
    ],
)
def test_our_latex_reads_the_same_as_mathml(text, shown):
    assert read(text) == shown


def test_fractions_powers_and_indices_have_their_parts():
    for element, parts in (("mfrac", 2), ("msup", 2), ("msub", 2), ("msubsup", 3), ("munderover", 3)):
        found = list(parsed(r"\frac{1}{n} \sum_{i=1}^{n} x_i^2 + a_1 + b^2").iter(element))
        assert found
        assert all(len(e) == parts for e in found)


def test_an_explanation_an_expression_and_a_problem_show_without_a_network():
    a = Value(2.0, label="a<b")
    x = variable("x", 2.0)
    for thing in (explain(a.exp() * a), (x.sin() * x).diff(x), Problem(nn.MLP(2, [3, 1]))):
        shown = thing._repr_html_()
        assert "<math" in shown
        assert not re.search(r"src=|href=|http|<script", shown)
    assert "a&lt;b" in explain(a.exp() * a)._repr_html_().replace(
        "<mi>a</mi><mo>&lt;</mo><mi>b</mi>", "a&lt;b"
    )
