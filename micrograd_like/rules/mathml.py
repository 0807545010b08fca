"""Formulas of the rule table as MathML, which browsers show without any library.

>>> from micrograd_like.rules import formula
>>> spell(formula.parse("x / y", "xy"))
'<mfrac><mi>x</mi><mi>y</mi></mfrac>'
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection
from html import escape
from typing import ClassVar

from .blackboard import on_the_blackboard
from .formula import ATOM, MINUS, POWER, PRODUCT, RELATIONS, SUM, WHERE
from .spelling import Form, Speller

FUNCTIONS = {
    "sigmoid": "σ",
    "prod": "∏",
    "dsigmoid": "σ′",
    "sech2": "sech²",
    "sum": "∑",
    "normal_cdf": "Φ",
    "normal_pdf": "φ",
}


def spell(tree: ast.expr, params: Collection[str] = ()) -> str:
    """The inside of a <math> element: one element, for a condition several.

    A letter x is always exactly ``<mi>x</mi>``, so that numbers can take its place.
    params: static parameters, whose special case 0 is left out.
    """
    return MathML().spell(on_the_blackboard(tree, params))


class MathML(Speller):
    """Formulas as browsers show them; every piece is one element, as fractions and powers need it."""

    forms: ClassVar = {
        ast.USub: Form("<mo>−</mo>{}", MINUS, (MINUS,), guarded=True),
        ast.Add: Form("{}<mo>+</mo>{}", SUM, (SUM, PRODUCT), guarded=True),
        ast.Sub: Form("{}<mo>−</mo>{}", SUM, (SUM, PRODUCT), guarded=True),
        ast.Mult: Form("{}<mo>·</mo>{}", PRODUCT, (PRODUCT, POWER)),
        ast.Div: Form("<mfrac>{}{}</mfrac>", POWER, (WHERE, WHERE)),
        ast.Pow: Form("<msup>{}{}</msup>", POWER, (ATOM, WHERE)),
    }
    functions: ClassVar = {
        "abs": Form("<mrow><mo>|</mo>{}<mo>|</mo></mrow>"),
        "sqrt": Form("<msqrt>{}</msqrt>"),
        "exp": Form("<msup><mi>e</mi><mrow>{}</mrow></msup>", POWER),
    }
    relations: ClassVar = {op: escape(sign) for op, sign in RELATIONS.items()} | {
        ast.LtE: "≤",
        ast.GtE: "≥",
        ast.Eq: "=",
        ast.NotEq: "≠",
    }
    relation = "<mo>{}</mo>{}"
    constants: ClassVar = {"inf": "∞", "pi": "π"}
    call = "<mrow><mi>{}</mi><mo>(</mo>{}<mo>)</mo></mrow>"
    between = "<mo>,</mo>"
    brackets = "<mrow><mo>(</mo>{}<mo>)</mo></mrow>"

    def held(self, text: str, own: int, level: int) -> str:
        if own >= max(level, POWER):  # one element already
            return text
        return super().held(text, own, level) if own < level else f"<mrow>{text}</mrow>"

    def begins_with_minus(self, text: str) -> bool:
        return re.match("(<mrow>)*<mo>−", text) is not None

    def number(self, x: float) -> tuple[str, int]:
        return f"<mn>{x:.6g}</mn>", MINUS if x < 0 else ATOM

    def letter(self, name: str) -> str:
        return f"<mi>{super().letter(name)}</mi>"

    def where(self, test: ast.expr, x: ast.expr, y: ast.expr, dead: bool) -> tuple[str, int]:
        if isinstance(y, ast.Name) and y.id == "nan":  # what is nan outside stays nan
            return f"{self.spell(x)}<mtext>&nbsp;if&nbsp;</mtext>{self.spell(test)}", WHERE
        first = f"<mtr><mtd>{self.spell(x)}</mtd><mtd><mtext>if&nbsp;</mtext>{self.spell(test)}</mtd></mtr>"
        last = f"<mtr><mtd>{self.spell(y)}</mtd><mtd><mtext>otherwise</mtext></mtd></mtr>"
        return f"<mo>{{</mo><mtable>{first}{last}</mtable>", WHERE

    def word(self, f: str) -> str:
        return escape(FUNCTIONS.get(f, f))
