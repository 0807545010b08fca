"""Chapters in a terminal: formulas in plain letters, lists and code as they are."""

import io

from cases import every

from micrograd_like.learn.reading import formula, paragraphs
from micrograd_like.learn.terminal import Terminal


@every(
    ("latex", "plain"),
    [
        (r"\frac{\partial f}{\partial x} = y", "∂f/∂x = y"),
        (r"C = \frac{1}{2n} \sum_x \lVert y - a \rVert^2", "C = 1/(2n) Σ_x |y - a|^2"),
        (
            r"\delta^l = ((w^{l+1})^\top \delta^{l+1}) \odot \sigma'(z^l)",
            "δ^l = ((w^(l+1))ᵀ δ^(l+1)) ⊙ σ'(z^l)",
        ),
        (r"\sqrt{x + 1}", "√(x + 1)"),
        (r"\frac{a + b}{c}", "(a + b)/c"),
        (r"\operatorname{argmin}_w L(w)", "argmin_w L(w)"),
        (r"x \mapsto 2x", "x → 2x"),
    ],
)
def test_a_formula_in_plain_letters(latex, plain):
    assert formula(latex) == plain


def test_markdown_in_a_terminal():
    terminal = Terminal(io.StringIO(), width=40)
    text = "## Paths\n\nThe **sum** of $\\frac{a}{b}$, see [Olah](https://colah.github.io).\n\n$$x = 1$$\n\n- one\n- two\n\n```text\n  kept\n```\n"
    assert list(paragraphs(terminal, text)) == [
        "Paths",
        "The sum of a/b, see Olah\n(https://colah.github.io).",
        "x = 1",
        "- one\n- two",
        "      kept",
    ]
