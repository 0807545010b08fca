"""Lessons as pages for a browser without a network: every formula is MathML, and nothing is fetched."""

import re
import xml.etree.ElementTree as ET

import pytest
from cases import every

from micrograd_like.learn.lessons import lessons
from micrograd_like.learn.reading import FENCE, FORMULA
from micrograd_like.rules.texmath import mathml


def formulas_of(lesson):
    text = FENCE.sub("", (lesson.home / "README.md").read_text(encoding="utf-8"))
    return [found[1] or found[2] for found in FORMULA.finditer(text)]


FUNCTIONS = {"arg", "cos", "exp", "lim", "log", "max", "min", "sin", "tanh"}


def test_every_formula_of_the_course_is_known():
    for lesson in lessons():
        for latex in formulas_of(lesson):
            shown = "".join(ET.fromstring(mathml(latex, "inline")).itertext())
            assert not re.search(r"[\\_^$&]", shown), latex
            commands = set(re.findall(r"\\([A-Za-z]+)", latex)) - FUNCTIONS
            assert not commands & set(re.findall(r"[A-Za-z]+", shown)), latex


@every(
    ("latex", "inside"),
    [
        (r"\mathcal{L}", "<mi>ℒ</mi>"),
        (r"\text{ for }", "<mtext>\u00a0for\u00a0</mtext>"),
        (r"f'", '<mrow><mi>f</mi><mo lspace="0" rspace="0">′</mo></mrow>'),
        (r"f''", '<mrow><mi>f</mi><mo lspace="0" rspace="0">′′</mo></mrow>'),
        (r"s'_j", '<msub><mrow><mi>s</mi><mo lspace="0" rspace="0">′</mo></mrow><mi>j</mi></msub>'),
        (r"\hat{m}", '<mover accent="true"><mi>m</mi><mo>^</mo></mover>'),
        (r"\log x", '<mrow><mrow><mi>log</mi><mspace width="0.17em"/></mrow><mi>x</mi></mrow>'),
        (r"\big(x\big)", '<mrow><mo stretchy="false">(</mo><mi>x</mi><mo stretchy="false">)</mo></mrow>'),
        (r"\lim_{h}", "<munder><mi>lim</mi><mi>h</mi></munder>"),
    ],
)
def test_latex_as_mathml(latex, inside):
    assert mathml(latex, "inline") == f'<math display="inline">{inside}</math>'


@pytest.mark.slow
def test_an_exported_notebook_shows_its_formulas_without_a_network():
    pytest.importorskip("nbconvert")
    import nbformat

    from micrograd_like.learn.offline_html import OfflineHTMLExporter

    shown = nbformat.v4.new_output("display_data", data={"text/latex": r"$$\frac{a}{b}$$"})
    cells = [
        nbformat.v4.new_markdown_cell("Once $x_1$, and\n\n$$\\sigma'(z)$$\n\n`$not$` **bold** ![](data:,)"),
        nbformat.v4.new_code_cell("show()", outputs=[shown], execution_count=1),
    ]
    page, _ = OfflineHTMLExporter().from_notebook_node(nbformat.v4.new_notebook(cells=cells))
    for latex, display in (("x_1", "inline"), (r"\sigma'(z)", "block"), (r"\frac{a}{b}", "block")):
        assert mathml(latex, display) in page
    assert "<code>$not$</code> <strong>bold</strong>" in page
    assert re.findall(r'(?:src|href)="https?:[^"]*|import\("https?:', page) == []
    assert "MathJax" not in page
