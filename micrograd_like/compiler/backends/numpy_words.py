"""Formulas as NumPy's functions of arrays; where it has none, one is made from the row of that name."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, ClassVar

import numpy as np

from ...rules import RULES, formula
from ...rules.formula import ATOM, PRODUCT, SUM, WHERE
from ...rules.printer import define
from ...rules.row import FLOATS
from ...rules.spelling import Form, Speller

NAMES = (
    *("exp", "expm1", "exp2", "log", "log2", "log10", "log1p", "sqrt", "cbrt", "hypot", "abs", "sign"),
    *("sin", "cos", "tan", "sinh", "cosh", "tanh", "floor", "ceil", "trunc", "copysign", "fmod"),
    *("maximum", "minimum"),
)
NATIVE = {name: name for name in NAMES}
NATIVE |= {"asin": "arcsin", "acos": "arccos", "atan": "arctan", "atan2": "arctan2", "asinh": "arcsinh",
           "acosh": "arccosh", "atanh": "arctanh", "max": "maximum", "min": "minimum"}  # fmt: skip


class NumPyWords(Speller):
    """Formulas on arrays: where() computes both branches, comparisons are joined by &."""

    forms = Speller.forms | {ast.Pow: Form("power({}, {})", ATOM, (WHERE, WHERE))}
    condition = Form("where({}, {}, {})", ATOM, (WHERE, WHERE, WHERE))
    relation_form: ClassVar = Form("{}", SUM)

    def written(self, tree: ast.expr, dead: bool = False) -> tuple[str, int]:
        if isinstance(tree, ast.Compare):
            return super().written(tree)[0], WHERE - 1  # always in brackets
        return super().written(tree, dead)

    def compared(self, ends: Sequence[str], signs: Sequence[str]) -> str:
        pairs = [f"{x} {sign} {y}" for (x, y), sign in zip(pairwise(ends), signs, strict=True)]
        return pairs[0] if len(pairs) == 1 else " & ".join(f"({pair})" for pair in pairs)

    def number(self, x: float) -> tuple[str, int]:
        text = {"inf": "inf", "-inf": "-inf", "nan": "nan"}.get(repr(float(x)), repr(float(x)))
        return text, PRODUCT - 1 if text.startswith("-") else ATOM


class DefiningWords(NumPyWords):
    """Words that make a function of arrays from its own row where NumPy has none.

    names: what the text refers to, filled in as words are met.
    """

    def __init__(self, names: dict[str, Any]):
        super().__init__()
        self.names = names

    def word(self, f: str) -> str:
        if f in NATIVE:
            return NATIVE[f]
        name = f"row_{f}"
        if name not in self.names:
            self.names[name] = self.function(f)
        return name

    def function(self, f: str) -> Callable:
        """A function of arrays: from the formulas of its row, or number by number where it is no formula."""
        row = RULES.get(f)
        if row is None or not is_formula(row, f) or f in ("round", "mod", "floordiv"):
            return _number_by_number(FLOATS[f"_{f}"])
        return self.of_formulas(row, f)

    def of_formulas(self, row: Any, f: str) -> Callable:
        """A function of arrays from the formulas of a row."""
        used = _used(row)
        lets = [f"    {name} = {self.spell(tree)}" for name, tree in row.let.items() if name in used]
        text = [f"def row_{f}({', '.join(row.order)}):", *lets, f"    return {self.spell(row.value)}"]
        return define("\n".join(text), self.names, f"{f} on arrays")


def is_formula(row: Any, f: str) -> bool:
    """Whether the value of a row is a formula of numbers, not a list's and not itself."""
    return not row.lists and f not in {name for name, _ in formula.applications(row.value)}


def _number_by_number(f: Callable) -> Callable:
    """A function of floats for arrays; it may take some of its arguments only, as round does."""

    def on_arrays(*args: Any) -> Any:
        if any(map(np.ndim, args)):
            return np.frompyfunc(f, len(args), 1)(*map(_floats, args)).astype(float)
        return np.float64(f(*map(float, args)))

    return on_arrays


def _used(row: Any) -> set[str]:
    found = formula.names(row.value)
    for name, tree in reversed(row.let.items()):
        if name in found:
            found |= formula.names(tree)
    return found


def _floats(x: Any) -> Any:
    return x.astype(object) if isinstance(x, np.ndarray) else float(x)
