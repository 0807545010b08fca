"""Formulas as LLVM's instructions, for one number or for several lanes at once.

``LLVMWords`` is the walk over formulas with the words of LLVM's language.  What a formula calls becomes a
function of the module: from ``llvm_math.py``, from the row of that name, or a call of C's library for each
lane.

>>> from ..shared_graph import parsed
>>> module = CodeModule()
>>> code = Code(module, 4)
>>> LLVMWords(code, {"a": "%a"}).spell(parsed("where(a <= 0, 0, a * 2)"))
'%r3'
>>> print(code)
  %r1 = fcmp ole <4 x double> %a, splat (double 0x0000000000000000)
  %r2 = fmul <4 x double> %a, splat (double 0x4000000000000000)
  %r3 = select <4 x i1> %r1, <4 x double> splat (double 0x0000000000000000), <4 x double> %r2
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from ...rules import RULES, formula
from ...rules.formula import ATOM
from ...rules.printer import needed
from ...rules.spelling import Form, Speller
from . import llvm_angles, llvm_erf, llvm_inverses, llvm_math, llvm_powers, llvm_tanh
from .llvm_code import Code
from .llvm_lanes import Lanes

FUNCTIONS = {
    f: function
    for module in (llvm_math, llvm_tanh, llvm_angles, llvm_inverses, llvm_powers, llvm_erf)
    for f, function in module.FUNCTIONS.items()
}
LONG = {"pow", "erf", "erfc"}  # too long to be written again wherever they are called
FREE = {"sqrt", "abs", "floor", "ceil", "trunc", "copysign", "max", "min", "sign"}  # no reason for a branch
# What C's library has, with the number of arguments; the address is looked up when a program is linked.
LIBRARY: dict[Any, int] = dict.fromkeys(
    ("acos", "acosh", "asin", "asinh", "atan", "atanh", "cbrt", "cos", "cosh", "erf", "erfc", "log10",
     "log2", "sin", "sinh", "tan"), 1) | dict.fromkeys(("atan2", "fmod", "hypot", "pow"), 2)  # fmt: skip
PYTHON = {"lgamma": 1, "digamma": 1, "polygamma": 2, "mod": 2, "floordiv": 2, "round": 2}  # called back


class CodeModule:
    """The functions of one program.  functions: their text; outside: what is called of others, by symbol.

    A symbol outside is C's function of that name, or ``python_...`` for a function of the table's floats.
    fast_math: whether sums may be added in any order, and functions be less accurate (llvm_math.py).
    """

    def __init__(self, fast_math: bool = False) -> None:
        self.fast_math = fast_math
        self.functions: dict[str, str] = {}
        self.outside: dict[str, str] = {}
        self.tables: dict[tuple[int, ...], str] = {}

    def table(self, slots: Sequence[int]) -> str:
        """The name of a table of slots."""
        return self.tables.setdefault(tuple(slots), f"@slots{len(self.tables)}")

    def call(self, f: str, width: int, arguments: int) -> str:
        """The name of a function of vectors, which is written when it is first asked for."""
        if f not in FUNCTIONS and (f in LIBRARY or f in PYTHON):
            return self.lane_by_lane(f, width, arguments)

        def body(code: Code, given: Sequence[str]) -> str:
            if f in FUNCTIONS:
                return FUNCTIONS[f](code, *(Lanes(code, x) for x in given)).text
            return of_row(code, f, given)

        inline = "noinline" if f in LONG else "alwaysinline"
        return self._function(f"@{f}_{width}", width, arguments, body, inline)

    def lane_by_lane(self, f: str, width: int, arguments: int) -> str:
        """The name of a function that calls C's, or Python's, with the numbers of each lane."""

        def body(code: Code, given: Sequence[str]) -> str:
            return self._of_each_lane(code, f, given)

        return self._function(f"@each_{f}_{width}", width, arguments, body, "noinline")

    def _function(self, name: str, width: int, arguments: int, body: Callable, inline: str) -> str:
        """The name itself; the function is written unless it is there, or being written."""
        if name not in self.functions:
            self.functions[name] = ""
            code, given = Code(self, width), [f"%x{i}" for i in range(arguments)]
            result, head = body(code, given), ", ".join(f"{code.type()} {x}" for x in given)
            self.functions[name] = (
                f"define internal {code.type()} {name}({head}) {inline} #0 {{\nentry:\n{code}\n"
                f"  ret {code.type()} {result}\n}}"
            )
        return name

    def _of_each_lane(self, code: Code, f: str, given: Sequence[str]) -> str:
        """A function outside, called with the numbers of each lane."""
        symbol = f if f in LIBRARY else f"python_{f}"
        self.outside[symbol] = f"declare double @{symbol}({', '.join(['double'] * len(given))}) #1"
        if code.width == 1:
            return code.emit(f"call double @{symbol}({', '.join(f'double {x}' for x in given)})")
        found = "poison"
        for k in range(code.width):
            own = [code.emit(f"extractelement {code.type()} {x}, i32 {k}") for x in given]
            one = code.emit(f"call double @{symbol}({', '.join(f'double {x}' for x in own)})")
            found = code.emit(f"insertelement {code.type()} {found}, double {one}, i32 {k}")
        return found

    def __str__(self) -> str:
        tables = [
            f"{name} = private unnamed_addr constant [{len(slots)} x i32] "
            f"[{', '.join(f'i32 {slot}' for slot in slots)}]"
            for slots, name in self.tables.items()
        ]
        return "\n".join([*self.outside.values(), *tables, *self.functions.values()])


class LLVMWords(Speller):
    """Formulas as registers.  letters: the register of each letter.

    Both branches of where() are computed, and each lane takes its own; a branch that calls functions is
    skipped where no lane takes it.
    """

    forms: ClassVar = {
        ast.USub: Form("fneg {type} {}"), ast.Add: Form("fadd {type} {}, {}"),
        ast.Sub: Form("fsub {type} {}, {}"), ast.Mult: Form("fmul {type} {}, {}"),
        ast.Div: Form("fdiv {type} {}, {}"),
    }  # fmt: skip
    forms |= {op: form._replace(parts=(ATOM, ATOM)) for op, form in forms.items()}
    relations: ClassVar = {ast.Lt: "olt", ast.LtE: "ole", ast.Gt: "ogt", ast.GtE: "oge", ast.Eq: "oeq",
                           ast.NotEq: "une"}  # fmt: skip
    named: ClassVar = {"inf": float("inf"), "nan": float("nan"), "pi": 3.141592653589793}
    own: ClassVar = {"sqrt": "sqrt", "abs": "fabs", "floor": "floor", "ceil": "ceil", "trunc": "trunc",
                     "copysign": "copysign"}  # fmt: skip

    def __init__(self, code: Code, letters: Mapping[str, str]):
        super().__init__()
        self.code, self.letters = code, letters

    def written(self, tree: ast.expr, dead: bool = False) -> tuple[str, int]:
        match tree:
            case ast.BinOp(left=x, op=ast.Pow(), right=y):
                return self._power(x, y), ATOM
        return super().written(tree, dead)

    def filled(self, form: Form, *parts: ast.expr, dead: Sequence[bool] = ()) -> tuple[str, int]:
        texts = [self.spell(part) for part in parts]
        return self.code.pure(form.text.format(*texts, type=self.code.type())), ATOM

    def number(self, x: float) -> tuple[str, int]:
        return self.code.number(float(x)), ATOM

    def letter(self, name: str) -> str:
        found = self.letters.get(name)
        return self.code.number(self.named[name]) if found is None else found

    def compared(self, ends: Sequence[str], signs: Sequence[str]) -> str:
        code, found = self.code, ""
        for x, sign, y in zip(ends, signs, ends[1:], strict=False):
            holds = code.pure(f"fcmp {sign} {code.type()} {x}, {y}")
            found = code.pure(f"and {code.type('i1')} {found}, {holds}") if found else holds
        return found

    def where(self, test: ast.expr, x: ast.expr, y: ast.expr, dead: bool) -> tuple[str, int]:
        code = self.code
        match x, y:
            case ast.BinOp(left=a, op=ast.Div(), right=c), ast.BinOp(left=b, op=ast.Div(), right=d) if (
                ast.dump(c) == ast.dump(d)
            ):  # one division
                choice = ast.Call(ast.Name("where"), [test, a, b], [])
                return self.filled(self.forms[ast.Div], choice, c)
        holds = self.spell(test)
        first = self._branch(x, lambda: code.any(holds))
        second = self._branch(y, lambda: code.any(code.opposite(holds)))
        return code.select(holds, first, second), ATOM

    def _branch(self, tree: ast.expr, taken: Callable[[], str]) -> str:
        """One side of a where(); it is skipped where no lane takes it, if it is worth a branch."""
        return self.code.when(taken(), lambda: self.spell(tree)) if costly(tree) else self.spell(tree)

    def applied(self, f: str, args: Sequence[ast.expr]) -> tuple[str, int]:
        code, given = self.code, [self.spell(x) for x in args]
        if f in self.own:
            return code.own(self.own[f], *given), ATOM
        if f in ("max", "min") and len(given) != 2:
            while len(given) > 1:
                given[:2] = [code.call(f, *given[:2])]
            return given[0], ATOM
        if f == "round" and (len(args) == 1 or (isinstance(args[1], ast.Constant) and args[1].value == 0)):
            return code.own("rint", given[0]), ATOM
        return code.call(f, *given), ATOM

    def _power(self, x: ast.expr, y: ast.expr) -> str:
        """x ** y; without the library for the exponents that are met most."""
        code, base = self.code, self.spell(x)

        def op(f: str, a: str, b: str) -> str:
            return code.pure(f"{f} {code.type()} {a}, {b}")

        one, c = code.number(1.0), formula.number(y)
        if c == 2:
            return op("fmul", base, base)
        if c == 3:
            return op("fmul", op("fmul", base, base), base)
        if c == -1:
            return op("fdiv", one, base)
        if c == -2:
            return op("fmul", op("fdiv", one, base), op("fdiv", one, base))
        if c in (0.5, -0.5):  # an infinity below zero is the one argument for which sqrt differs
            root = code.own("sqrt", op("fadd", base, code.number(0.0)))
            minus = code.pure(f"fcmp oeq {code.type()} {base}, {code.number(float('-inf'))}")
            root = code.select(minus, code.number(float("inf")), root)
            return root if c == 0.5 else op("fdiv", one, root)
        return code.call("pow", base, self.spell(y))


def costly(tree: ast.expr) -> bool:
    """Whether a formula calls functions, so that a branch around it pays."""
    calls = {name for name, _ in formula.applications(tree)} - FREE
    powers = any(isinstance(n, ast.BinOp) and isinstance(n.op, ast.Pow) for n in ast.walk(tree))
    return bool(calls) or powers


def of_row(code: Code, f: str, given: Sequence[str]) -> str:
    """The value of a row of numbers, by its own formulas."""
    row = RULES.get(f)
    if row is None or row.lists or f in {name for name, _ in formula.applications(row.value)}:
        raise formula.FormulaError(
            f"machine code has no {f!r}, and its row is no formula of numbers; use backend='python'"
        )
    words = LLVMWords(code, dict(zip(row.order, given, strict=True)))
    wanted = needed(row, [row.value])
    for name, tree in row.let.items():
        if name in wanted:
            words.letters = {**words.letters, name: words.spell(tree)}
    return words.spell(row.value)
