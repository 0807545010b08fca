"""Chapters in a terminal: formulas in plain letters, lists and code as they are."""

import io
import re

from cases import every

from micrograd_like.learn.lessons import lessons
from micrograd_like.learn.reading import FENCE, FORMULA, FUNCTIONS, LETTERS, MARKS, formula, paragraphs
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
        (r"\frac{3}{\sqrt{y}}", "3/√y"),
        (r"\frac{e^x}{y^2}", "e^x/y^2"),
        (r"\frac{\partial}{\partial w} \, \lambda w^2", "∂/∂w λ w^2"),
        (r"x = \log \frac{s}{1 - s}", "x = log (s/(1 - s))"),
        (r"\frac{1}{h}\left(a - b\right)", "1/h · (a - b)"),
        (r"x_1, \dots, x_n: \dot x", "x_1, ..., x_n: x\u0307"),
        (r"\hat{m} = \bar y + \tilde{\theta} - \vec{v}", "m\u0302 = y\u0304 + θ\u0303 - v\u20d7"),
        (r"\overline{x y}", "x y"),
        (r"a = 1, \qquad b", "a = 1, \u00a0\u00a0\u00a0\u00a0 b"),
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
        "\u00a0\u00a0\u00a0\u00a0x = 1",
        "- one\n- two",
        "      kept",
    ]


STRUCTURE = {"frac", "sqrt", "text", "operatorname", "mathcal", "mathrm", "mathbf"}


@every("lesson", lessons(), ids=lambda lesson: lesson.folder)
def test_every_command_of_a_chapter_is_known_and_none_is_left_in_the_terminal(lesson):
    text = FENCE.sub("", (lesson.home / "README.md").read_text(encoding="utf-8"))
    written = [m[1] or m[2] for m in FORMULA.finditer(text)]
    used = {command for latex in written for command in re.findall(r"\\([A-Za-z]+)", latex)}
    assert used - {*LETTERS, *FUNCTIONS, *MARKS, *STRUCTURE} == set()
    plain = [formula(latex) for latex in written]
    assert [line for line in plain if re.search(r"[\\{}$&]", line)] == []
    assert [line for line in plain if line.count("(") != line.count(")") and "[" not in line] == []
    names = {name for line in plain for name in re.findall(r"[A-Za-z]{3,}", line)}
    assert names & (set(LETTERS) | STRUCTURE | set(MARKS)) <= {"right", "sum"}


def test_marks_over_letters_are_written_out_where_an_encoding_has_none():
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    Terminal(out, width=40).say(formula(r"\hat{m} - \bar{v}"))
    assert out.buffer.getvalue() == b"m_hat - v_bar\n"
