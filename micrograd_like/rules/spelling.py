"""One walk over formulas for all languages: a language is a table of how it writes each operation.

>>> from micrograd_like.rules.formula import parse
>>> Speller().spell(parse("(x + 1) * -y ** 2", "xy"))
'(x + 1) * -y ** 2'
>>> class Words(Speller):
...     forms = Speller.forms | {ast.Mult: Form("{} times {}", PRODUCT, (PRODUCT, MINUS))}
>>> Words().spell(parse("(x + 1) * -y", "xy"))
'(x + 1) times -y'

A subclass fills in the tables, and overrides a method where a text with gaps does not do.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Sequence
from typing import ClassVar, NamedTuple

from .formula import ATOM, MINUS, POWER, PRODUCT, REDUCTIONS, RELATIONS, SUM, WHERE, FormulaError


class Form(NamedTuple):
    """How an operation is written.

    text: with a gap {} for each part.
    own: how tightly the whole holds together.
    parts: how tightly each part must hold together, to stand without brackets.
    guarded: whether the last part needs brackets too where it begins with a minus sign.
    """

    text: str
    own: int = ATOM
    parts: tuple[int, ...] = (WHERE,)
    guarded: bool = False


class Speller:
    """Writes formulas in one language; these tables are those of plain arithmetic.

    lists: the letters that stand for elements of lists.
    """

    forms: ClassVar[dict[type[ast.AST], Form]] = {
        ast.USub: Form("-{}", MINUS, (MINUS,), guarded=True),
        ast.Add: Form("{} + {}", SUM, (SUM, PRODUCT)),
        ast.Sub: Form("{} - {}", SUM, (SUM, PRODUCT)),
        ast.Mult: Form("{} * {}", PRODUCT, (PRODUCT, MINUS)),
        ast.Div: Form("{} / {}", PRODUCT, (PRODUCT, MINUS)),
        ast.Pow: Form("{} ** {}", POWER, (ATOM, MINUS)),
    }
    functions: ClassVar[dict[str, Form]] = {}  # those that are not written as a name and brackets
    condition = Form("where({}, {}, {})", ATOM, (WHERE, WHERE, WHERE))
    relations: ClassVar[dict[type[ast.AST], str]] = RELATIONS
    relation = " {} {}"  # a sign, and what stands behind it
    constants: ClassVar[dict[str, str]] = {}  # names of nan, inf and pi, and of letters
    element = "{}_i"
    call = "{}({})"
    between = ", "  # two arguments
    brackets = "({})"
    nothing = "0"  # a literal zero that says that nothing is sent

    def __init__(self, lists: Collection[str] = ()):
        self.lists = lists

    def spell(self, tree: ast.expr, level: int = WHERE, dead: bool = False) -> str:
        """The formula as text, in brackets if it holds together less tightly than level.

        dead: whether a literal zero says that nothing is sent.
        """
        return self.held(*self.written(tree, dead), level)

    def held(self, text: str, own: int, level: int) -> str:
        """The text as a part of another one."""
        return self.brackets.format(text) if own < level else text

    def written(self, tree: ast.expr, dead: bool = False) -> tuple[str, int]:
        """The formula as text, and how tightly that holds together."""
        match tree:
            case ast.Constant(value=0) if dead:
                return self.nothing, ATOM
            case ast.Constant(value=int() | float() as x):
                return self.number(x)
            case ast.Name(id=name):
                return self.letter(name), ATOM
            case ast.UnaryOp(op=ast.USub(), operand=x):
                return self.filled(self.forms[ast.USub], x)
            case ast.BinOp(left=x, op=op, right=y) if type(op) in self.forms:
                return self.filled(self.forms[type(op)], x, y)
            case ast.Compare(left=x, ops=ops, comparators=rest):
                signs = [self.relations[type(op)] for op in ops]
                return self.compared([self.spell(part, SUM) for part in (x, *rest)], signs), ATOM
            case ast.Call(func=ast.Name(id="where"), args=[test, x, y]):
                return self.where(test, x, y, dead)
            case ast.Call(func=ast.Name(id=f), args=[x, *rest]) if f in REDUCTIONS and len(rest) < 2:
                return self.reduced(f, x, rest) if self.lists else self.applied(f, [x, *rest])
            case ast.Call(func=ast.Name(id=f), args=args):
                return self.applied(f, args)
        raise FormulaError(f"cannot spell {ast.unparse(tree)!r}")

    def filled(self, form: Form, *parts: ast.expr, dead: Sequence[bool] = ()) -> tuple[str, int]:
        """A form with its parts in the gaps; dead: of which of them a literal zero sends nothing."""
        texts = []
        for i, part in enumerate(parts):
            text, own = self.written(part, i < len(dead) and dead[i])
            signed = form.guarded and i == len(parts) - 1 and self.begins_with_minus(text)
            texts.append(self.held(text, WHERE - 1 if signed else own, form.parts[i]))
        return form.text.format(*texts), form.own

    def begins_with_minus(self, text: str) -> bool:
        """Whether a text begins with a minus sign."""
        return text.startswith("-")

    def number(self, x: float) -> tuple[str, int]:
        """A constant."""
        return repr(x), MINUS if x < 0 else ATOM

    def letter(self, name: str) -> str:
        """A letter, a constant by name, or an element of a list."""
        word = self.constants.get(name, name)
        return self.element.format(word) if name in self.lists and name != "i" else word

    def where(self, test: ast.expr, x: ast.expr, y: ast.expr, dead: bool) -> tuple[str, int]:
        """One of two formulas."""
        return self.filled(self.condition, test, x, y, dead=(False, dead, dead))

    def compared(self, ends: Sequence[str], signs: Sequence[str]) -> str:
        """A chain of comparisons, with a sign between each two ends."""
        return ends[0] + "".join(map(self.relation.format, signs, ends[1:]))

    def reduced(self, f: str, x: ast.expr, rest: Sequence[ast.expr]) -> tuple[str, int]:
        """A sum, or another reduction, of x for every element; rest: what it begins with."""
        return self.applied(f, [x, *rest])

    def applied(self, f: str, args: Sequence[ast.expr]) -> tuple[str, int]:
        """A function of arguments."""
        form = self.functions.get(f)
        if form is not None and len(form.parts) == len(args):
            return self.filled(form, *args)
        return self.call.format(self.word(f), self.between.join(map(self.spell, args))), ATOM

    def word(self, f: str) -> str:
        """What a function is called."""
        return f
