import math

import pytest
from cases import every

from micrograd_like.__main__ import main
from micrograd_like.commands.draw import graph_of


def draw(*args):
    return main(["draw", *args])


def test_an_expression_is_told_with_its_gradients(capsys):
    assert draw("a*b + c", "a=2", "b=-3", "c=10") == 0
    said = capsys.readouterr().out
    assert said.startswith("a*b + c = 4\n")
    assert "b.grad += local 2 x upstream 1 = 2" in said
    assert said.endswith("a.grad = -3, b.grad = 2, c.grad = 1\n")


def test_a_number_that_the_expression_does_not_use_is_told_and_the_rest_is_drawn(capsys):
    assert draw("a*pi", "a=2", "c=4", "pi=3") == 0
    said = capsys.readouterr()
    assert said.out.startswith("a*pi = 6.2832\n")
    assert said.err == (
        "micrograd-like: c=4 is not used: c is no variable in a*pi\n"
        "micrograd-like: pi=3 is not used: pi is no variable in a*pi\n"
    )


@every(
    ("suffix", "start"),
    [("svg", b"<svg"), ("html", b"<!doctype html>"), ("png", b"\x89PNG"), ("dot", b"// ")],
)
def test_each_kind_of_file_is_written(tmp_path, capsys, suffix, start):
    path = tmp_path / f"graph.{suffix}"
    assert draw("tanh(a*b + c)", "a=2", "b=-3", "c=6.5", "-o", str(path)) == 0
    assert path.read_bytes().startswith(start)
    assert capsys.readouterr().out == f"tanh(a*b + c) = 0.4621\nwrote {path}\n"


def test_a_film_plays_the_sweep_and_is_an_svg(tmp_path, capsys):
    path = tmp_path / "film.svg"
    assert draw("tanh(a*b)", "a=2", "b=-3", "-o", str(path), "--film") == 0
    assert "@keyframes" in path.read_text(encoding="utf-8")


@every("options", [[], ["-o", "graph.svg"], ["-o", "graph.svg", "--film"]])
@every("text", ["-a**2", "-a*pi", "-2*a", "-o*a", "--a", "-(a)"])
def test_behind_two_dashes_an_expression_may_begin_with_a_minus(tmp_path, monkeypatch, capsys, options, text):
    monkeypatch.chdir(tmp_path)
    assert draw(*options, "--", text, "a=3", *["o=1"] * ("o" in text)) == 0
    assert capsys.readouterr().out.startswith(f"{text} = ")


@every("text", ["-3", "-a - b", " -a**2"])
def test_what_no_option_can_be_needs_no_dashes(capsys, text):
    assert draw(text, *(f"{name}=3" for name in "ab" if name in text)) == 0
    assert capsys.readouterr().out.startswith(f"{text.strip()} = ")


@every("given", [["-a**2", "a=3"], ["-pi*2"], ["-a", "a=1", "-o", "x.svg"]])
def test_without_the_dashes_the_answer_says_to_write_them(capsys, given):
    with pytest.raises(SystemExit, match="2"):
        draw(*given)
    said = capsys.readouterr().err
    assert said.startswith(f"micrograd-like draw: unrecognized arguments: {given[0]}; write -- before it")


def test_an_option_with_a_typo_is_no_expression(capsys):
    with pytest.raises(SystemExit, match="2"):
        draw("a", "a=1", "--flim")
    assert capsys.readouterr().err.startswith("micrograd-like draw: unrecognized arguments: --flim; see")


@every(
    ("given", "said"),
    [
        (["a*b", "a=1"], "the expression speaks of b, which has no number; add b=1, say"),
        (
            ["tanh", "a=1"],
            "the expression speaks of tanh, which has no number; tanh is a function: write tanh(a)",
        ),
        (
            ["math.tanh(a)", "a=1"],
            "'math.tanh(a)': 'math.tanh(a)' cannot be read; write tanh(a)",
        ),
        (["a*b", "a=1", "b=2", "a=3"], "a is given twice, as 1 and 3; leave one out"),
        (["a*b", "a=one", "b=2"], "'a=one' gives no name a number; write it as a=2\n"),
        (
            ["--", "-a", "a=1", "-o", "x"],
            "'-o' gives no name a number; write it as a=2, and options before --",
        ),
        ([], "there is no expression to draw; write one such as 'tanh(a*b + c)' a=2 b=-3 c=6.5"),
        (["a *", "a=1"], "'a *' is no arithmetic"),
        (["frob(a)", "a=1"], "there is no function 'frob'; there are "),
        (
            ["a", "a=1", "-o", "x.pdf"],
            "-o x.pdf ends in '.pdf'; give a file that ends in .svg, .html, .png, .dot",
        ),
        (["a", "a=1", "-o", "x"], "-o x has no ending; give a file that ends in .svg, .html, .png, .dot"),
        (
            ["a", "a=1", "-o", "/no/such/folder/x.png"],
            "there is no folder '/no/such/folder' to write 'x.png' in; make it first",
        ),
        (
            ["a", "a=1", "-o", "x.html", "--film"],
            "--film makes an SVG, but -o is x.html; write -o film.svg --film",
        ),
        (["softmax(a, b)", "a=1", "b=2"], "softmax() gives 2 numbers; draw an expression of one"),
        (["where(a, 1, 2)", "a=1"], "where() asks for a comparison such as x > 0, but got 'a'"),
    ],
)
def test_a_mistake_is_one_sentence_and_exit_code_2(capsys, given, said):
    assert draw(*given) == 2
    assert capsys.readouterr().err.startswith(f"micrograd-like: {said}")


NO_ARITHMETIC = [
    "__import__('os').system('true')",
    "a.__class__",
    "[a for a in (1,)]",
    "lambda: 1",
    "a if a else 1",
    "'x' * 9",
    "tanh(*a)",
]


@every("text", [*NO_ARITHMETIC, "(" * 300 + "a" + ")" * 300, "1" + " - -a" * 5000])
def test_nothing_but_arithmetic_is_read(capsys, text):
    assert draw(text, "a=1") == 2
    assert len(capsys.readouterr().err) < 6000


def test_huge_powers_cost_nothing():
    root, _ = graph_of("9 ** 9 ** 9 ** 9", {})
    assert root.data == math.inf


def test_functions_conditions_and_parameters_work():
    root, leaves = graph_of(
        "where(x > 0, leaky_relu(x, 0.2), max(x, y, 1)) + clamp(y, 0, 2) + pi", {"x": -1.0, "y": 3.0}
    )
    assert root.data == 3.0 + 2.0 + math.pi
    root.backward()
    assert (leaves["x"].grad, leaves["y"].grad) == (0.0, 1.0)
