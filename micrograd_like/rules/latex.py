r"""Formulas as LaTeX, for people.

>>> from micrograd_like.rules.formula import parse
>>> print(spell(parse("1 / (1 + x ** 2)", "x")))
\frac{1}{1 + x^{2}}
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import ClassVar

from .formula import ATOM, MINUS, POWER, PRODUCT, RELATIONS, SUM, WHERE
from .spelling import Form, Speller

FUNCTIONS = {f: rf"\{f}" for f in ("exp", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh", "max", "min")}
FUNCTIONS |= {
    "asin": r"\arcsin",
    "acos": r"\arccos",
    "atan": r"\arctan",
    "log2": r"\log_2",
    "log10": r"\log_{10}",
}
FUNCTIONS |= {"sigmoid": r"\sigma", "dsigmoid": r"\sigma'", "sech2": r"\operatorname{sech}^2"}
FUNCTIONS |= {"digamma": r"\psi", "lgamma": r"\log\Gamma", "normal_cdf": r"\Phi", "normal_pdf": r"\varphi"}
LETTERS = {"inf": r"\infty", "nan": r"\mathrm{nan}", "pi": r"\pi", "alpha": r"\alpha", "beta": r"\beta"}


def spell(
    tree: ast.expr,
    letters: Mapping[str, str] | Callable[[str], str] | None = None,
    lists: Collection[str] = (),
) -> str:
    r"""The formula as LaTeX.

    letters: what each letter is called there.  lists: which letters stand for elements of lists.

    >>> from micrograd_like.rules.formula import parse
    >>> print(spell(parse("-(z / y)", "zy"), {"y": "b"}))
    -\frac{z}{b}
    >>> print(spell(parse("sum(w * x, b)", "wxb"), lists="wx"))
    b + \sum_{i} w_{i} \cdot x_{i}
    """
    return LaTeX(letters, lists).spell(tree)


def function(f: str) -> str:
    """What a function is called."""
    return FUNCTIONS.get(f) or "\\operatorname{" + f.replace("_", "\\_") + "}"


class LaTeX(Speller):
    """Formulas as a textbook writes them: a second minus sign stands in brackets."""

    forms: ClassVar = {
        ast.USub: Form("-{}", MINUS, (PRODUCT,), guarded=True),
        ast.Add: Form("{} + {}", SUM, (SUM, SUM), guarded=True),
        ast.Sub: Form("{} - {}", SUM, (SUM, PRODUCT), guarded=True),
        ast.Mult: Form(r"{} \cdot {}", PRODUCT, (PRODUCT, PRODUCT), guarded=True),
        ast.Div: Form(r"\frac{{{}}}{{{}}}", POWER, (WHERE, WHERE)),
        ast.Pow: Form("{}^{{{}}}", POWER, (ATOM, WHERE)),
    }
    functions: ClassVar = {
        "abs": Form(r"\left|{}\right|"),
        "sqrt": Form(r"\sqrt{{{}}}"),
        "floor": Form(r"\left\lfloor {}\right\rfloor"),
        "ceil": Form(r"\left\lceil {}\right\rceil"),
        "norm2": Form(r"\left\|{}\right\|"),
        "sum": Form(r"\sum_{{i}} {}", SUM, (PRODUCT,), guarded=True),
        "prod": Form(r"\prod_{{i}} {}", SUM, (PRODUCT,), guarded=True),
    }
    relations = RELATIONS | {ast.LtE: r"\le", ast.GtE: r"\ge", ast.Eq: "=", ast.NotEq: r"\ne"}
    element = "{}_{{i}}"
    call = r"{}\left({}\right)"
    brackets = r"\left({}\right)"

    def __init__(
        self, letters: Mapping[str, str] | Callable[[str], str] | None = None, lists: Collection[str] = ()
    ):
        super().__init__(lists)
        self.letters = letters if callable(letters) else LETTERS | dict(letters or {})

    def letter(self, name: str) -> str:
        word = self.letters(name) if callable(self.letters) else self.letters.get(name, name)
        if len(word) > 1 and word[0] not in "\\{" and "_" not in word:
            word = rf"\mathrm{{{word}}}"
        return self.element.format(word) if name in self.lists and name != "i" else word

    def number(self, x: float) -> tuple[str, int]:
        digits, _, exponent = (f"{x:g}" if isinstance(x, float) else str(x)).partition("e")
        power = f"10^{{{int(exponent)}}}" if exponent else ""
        text = rf"{digits} \cdot {power}" if power and digits != "1" else power or digits
        if text.startswith("-"):
            return text, MINUS
        return text, ATOM if text == digits else PRODUCT

    def where(self, test: ast.expr, x: ast.expr, y: ast.expr, dead: bool) -> tuple[str, int]:
        rows = [f"{self.spell(x)} & {self.spell(test)}"]
        while isinstance(y, ast.Call) and ast.unparse(y.func) == "where":
            test, x, y = y.args
            rows.append(f"{self.spell(x)} & {self.spell(test)}")
        rows.append(rf"{self.spell(y)} & \text{{otherwise}}")
        return r"\begin{cases} " + r" \\ ".join(rows) + r" \end{cases}", WHERE

    def applied(self, f: str, args: Sequence[ast.expr]) -> tuple[str, int]:
        match f, args:
            case "sum" | "prod", [x, start]:  # the operands, and what stands before them
                op = ast.Add() if f == "sum" else ast.Mult()
                return self.written(ast.BinOp(start, op, ast.Call(ast.Name(f), [x], [])))
        return super().applied(f, args)

    def word(self, f: str) -> str:
        return function(f)
