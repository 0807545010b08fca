"""Rows of the table as C: the operations of the engine in C, printed into ``operations.c``.

``printer.py`` spells the same rows as Python; the two make the same nodes, with the same last bits.

>>> from micrograd_like.rules import table
>>> print(value(table.sech2))
static double value_sech2(double x)
{
    double e = exp(-2.0 * fabs(x));
    return 4.0 * e / (1.0 + e * (2.0 + e));
}

A row that calls what C lacks, such as digamma, is not spelled; it stays in Python.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import ClassVar

from . import floats
from .formula import ATOM, MINUS, SUM, WHERE, names
from .printer import needed
from .spelling import Form, Speller
from .written import WrittenRule

LIBRARY = (
    *("acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "cbrt", "copysign", "cos", "cosh", "erf"),
    *("erfc", "exp", "exp2", "expm1", "fmod", "log", "log10", "log1p", "log2", "pow", "sin", "sinh", "sqrt"),
    *("tan", "tanh", "trunc"),
)
# What the functions of floats.py are called in C; those that are missing here have no match.
LEAVES = dict(zip(LIBRARY, LIBRARY, strict=True)) | {
    "abs": "fabs",
    "max": "larger",
    "min": "smaller",
    "round": "rounded",
    "floor": "floored",
    "ceil": "raised",
    "mod": "remainder_of",
    "floordiv": "quotient_of",
    "hypot": "length_of",
}
ARGUMENTS = {"max": 2, "min": 2, "round": 1}  # where the leaf in C takes fewer than that of floats.py may


class NotSpelledError(ValueError):
    """A formula calls what the engine in C lacks."""


class CWords(Speller):
    """Formulas as C, with the words that every program in C has.

    >>> from micrograd_like.rules.formula import parse
    >>> CWords().spell(parse("where(0 <= x < 1, x ** 2 / y, -inf)", "xy"))
    '0.0 <= x && x < 1.0 ? pow(x, 2.0) / y : -INFINITY'
    """

    forms = Speller.forms | {ast.Pow: Form("pow({}, {})", ATOM, (WHERE, WHERE))}
    condition = Form("{} ? {} : {}", WHERE, (WHERE, SUM, WHERE))
    constants: ClassVar = {"inf": "INFINITY", "nan": "NAN", "pi": repr(math.pi)}

    def number(self, x: float) -> tuple[str, int]:
        text = {"inf": "INFINITY", "-inf": "-INFINITY", "nan": "NAN"}.get(repr(float(x)), repr(float(x)))
        return text, MINUS if text.startswith("-") else ATOM

    def compared(self, ends: Sequence[str], signs: Sequence[str]) -> str:
        return " && ".join(f"{x} {sign} {y}" for (x, y), sign in zip(pairwise(ends), signs, strict=True))


class InC(CWords):
    """Formulas of the engine in C.  Sums over elements become ``lines`` before a formula."""

    element = "{}[i]"
    nothing = "NOTHING"

    def __init__(self, rows: Mapping[str, WrittenRule], lists: Collection[str] = ()):
        super().__init__(lists)
        self.rows, self.lines = rows, list[str]()
        self.made = 0

    def letter(self, name: str) -> str:
        if name in ("i", "k"):
            return f"(double){name}"
        return super().letter(name)

    def applied(self, f: str, args: Sequence[ast.expr]) -> tuple[str, int]:
        if len(args) != ARGUMENTS.get(f, len(args)):
            raise NotSpelledError(f"{f} of {len(args)} arguments")
        return super().applied(f, args)

    def word(self, f: str) -> str:
        if f in LEAVES:
            return LEAVES[f]
        row = self.rows.get(f)
        if (
            row is None
            or row.lists
            or f in floats.__all__
            or not row.natural
            or not can(row.value, row, self.rows)
        ):
            raise NotSpelledError(f)
        return f"value_{f}"

    def reduced(self, f: str, x: ast.expr, rest: Sequence[ast.expr]) -> tuple[str, int]:
        """A sum and its like: a loop in the lines before, and the name of what it gives."""
        if not self.lists:
            return self.applied(f, [x, *rest])
        if f == "norm2" or (rest and f != "sum"):
            raise NotSpelledError(f)
        start = {"sum": "0.0", "prod": "1.0", "max": "-INFINITY", "min": "INFINITY"}[f]
        start = self.spell(rest[0]) if rest else start
        self.made += 1
        name = f"{f}{self.made}"
        body = self.spell(x)
        step = {"sum": f"{name} += {body};", "prod": f"{name} *= {body};"}.get(f, "")
        if not step:
            sign = "<=" if f == "max" else ">="
            step = f"if (!({body} {sign} {name}) && !isnan({name})) {name} = {body};"
        self.lines += [f"double {name} = {start};", f"for (size_t i = 0; i < size; i++) {step}"]
        return name, ATOM

    def taken(self) -> list[str]:
        """The lines since they were last asked for."""
        found, self.lines = self.lines, []
        return found


def can(tree: ast.expr, row: WrittenRule, rows: Mapping[str, WrittenRule]) -> bool:
    """Whether a formula of a row without lists, and all the subterms that it needs, can be spelled in C."""
    try:
        for part in (tree, *(row.let[term] for term in needed(row, [tree]))):
            InC(rows).spell(part)
    except NotSpelledError:
        return False
    return True


# ---- rows of one, two or three numbers ----


def value(row: WrittenRule, rows: Mapping[str, WrittenRule] | None = None) -> str:
    """A C function of doubles that gives z."""
    c = InC(rows or {})
    head = f"static double value_{row.name}({', '.join(f'double {x}' for x in (*row.letters, *row.params))})"
    return function(head, [*_terms(row, c, [row.value]), f"return {c.spell(row.value)};"])


def make(row: WrittenRule, rows: Mapping[str, WrittenRule]) -> str:
    """A C function of nodes that makes the node of an operation."""
    c, count = InC(rows), len(row.letters)
    nodes = ["first", "second", "third"][:count]
    given = ", ".join([f"Node *{node}" for node in nodes] + [f"double {p}" for p in row.params])
    head = f"static PyObject *make_{row.name}({given})"
    letters = used(row)
    lines = [
        f"double {x} = {node}->data;" for x, node in zip(row.letters, nodes, strict=True) if x in letters
    ]
    lines += [*_terms(row, c, [row.value]), f"double z = {c.spell(row.value)};"]
    lines += _terms(row, c, row.partials, needed(row, [row.value]))
    texts = [c.spell(tree, dead=True) for tree in row.partials]
    rule, after = f"rows[ROW_{row.name}]", []
    if row.params:
        lines += [f"double given[] = {{{', '.join(row.params)}}};",
                  f"PyObject *rule = rule_with(ROW_{row.name}, given, {len(row.params)}, -1);",
                  "if (!rule)", "    return NULL;"]  # fmt: skip
        rule, after = "rule", ["Py_DECREF(rule);"]
    last = "node_of_three" if count == 3 else "node_of"
    given = ", ".join(
        [rule, "z", *([] if count == 3 else [str(count)]), *nodes, *(["NULL"] if count == 1 else [])]
    )
    lines += [f"Node *node = {last}({given});", *after, "if (!node)", "    return NULL;"]
    for i, text in enumerate(texts):
        lines.append(f"{'may_send' if 'NOTHING' in text else 'sends'}(node, {i}, {text});")
    return function(head, [*lines, "return made(node);"])


def _terms(row: WrittenRule, c: InC, trees: Iterable[ast.expr], known: Collection[str] = ()) -> list[str]:
    wanted = needed(row, trees)
    return [f"double {t} = {c.spell(row.let[t])};" for t in row.let if t in wanted and t not in known]


def used(row: WrittenRule) -> set[str]:
    trees = [row.value, *row.partials]
    return set().union(*map(names, [*trees, *(row.let[t] for t in needed(row, trees))]))


def function(head: str, lines: Iterable[str], before: str = "") -> str:
    return "\n".join([*([before] if before else []), head, "{", *(f"    {line}" for line in lines), "}"])
