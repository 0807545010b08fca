"""Formulas as LLVM's instructions, for one number or for several lanes at once.

LLVM's language has one instruction a line, each with a register for its result.  A ``Code`` is the body of
one function as it is being written; ``Words`` is the walk over formulas with the words of this language.
What a formula calls becomes a function of the module: from ``llvm_math.py``, from the row of that name, or a
call of C's library for each lane.

>>> from ..shared_graph import parsed
>>> module = Module()
>>> code = Code(module, 4)
>>> Words(code, {"a": "%a"}).spell(parsed("where(a <= 0, 0, a * 2)"))
'%r3'
>>> print(code)
  %r1 = fcmp ole <4 x double> %a, splat (double 0x0000000000000000)
  %r2 = fmul <4 x double> %a, splat (double 0x4000000000000000)
  %r3 = select <4 x i1> %r1, <4 x double> splat (double 0x0000000000000000), <4 x double> %r2
"""

from __future__ import annotations

import ast
import struct
from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from ...rules import RULES, formula
from ...rules.formula import ATOM
from ...rules.printer import needed
from ...rules.spelling import Form, Speller

FREE = {"sqrt", "abs", "floor", "ceil", "trunc", "copysign", "max", "min", "sign"}  # no reason for a branch
# What C's library has, with the number of arguments; the address is looked up when a program is linked.
LIBRARY: dict[str, int] = dict.fromkeys(
    ("acos", "acosh", "asin", "asinh", "atan", "atanh", "cbrt", "cos", "cosh", "erf", "erfc", "log10",
     "log2", "sin", "sinh", "tan"), 1) | dict.fromkeys(("atan2", "fmod", "hypot", "pow"), 2)  # fmt: skip
PYTHON = {"lgamma": 1, "digamma": 1, "polygamma": 2, "mod": 2, "floordiv": 2, "round": 2}  # called back


def hexadecimal(x: float) -> str:
    """A double as LLVM writes it, by its bits."""
    return f"0x{struct.unpack('>Q', struct.pack('>d', x))[0]:016X}"


class Module:
    """The functions of one program.  functions: their text; outside: what is called of others, by symbol.

    A symbol outside is C's function of that name, or ``python_...`` for a function of the table's floats.
    """

    def __init__(self) -> None:
        self.functions: dict[str, str] = {}
        self.outside: dict[str, str] = {}
        self.tables: list[str] = []

    def call(self, f: str, width: int, arguments: int) -> str:
        """The name of a function of vectors, which is written when it is first asked for."""
        name = f"@{f}_{width}"
        if name not in self.functions:
            self.functions[name] = ""  # a row may be asked for while it is being written
            self.functions[name] = self._written(name, f, width, arguments)
        return name

    def _written(self, name: str, f: str, width: int, arguments: int) -> str:
        from .llvm_math import FUNCTIONS

        code = Code(self, width)
        given = [f"%x{i}" for i in range(arguments)]
        if f in FUNCTIONS:
            result = FUNCTIONS[f](code, *(Lanes(code, x) for x in given)).text
        elif f in LIBRARY or f in PYTHON:
            result = self._of_each_lane(code, f, given)
        else:
            result = of_row(code, f, given)
        head = ", ".join(f"{code.type()} {x}" for x in given)
        return f"define internal {code.type()} {name}({head}) #0 {{\nentry:\n{code}\n" \
               f"  ret {code.type()} {result}\n}}"  # fmt: skip

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
        return "\n".join([*self.outside.values(), *self.tables, *self.functions.values()])


class Code:
    """The body of one function: lines, and the label of the block that is being written.

    width: how many lanes a register has; with 1 it is a plain double.
    """

    def __init__(self, module: Module, width: int):
        self.module, self.width = module, width
        self.lines: list[str] = []
        self.label, self.made = "entry", 0
        self._known: dict[str, str] = {}

    def type(self, kind: str = "double") -> str:
        """The type of a register whose lanes are of this kind."""
        return kind if self.width == 1 else f"<{self.width} x {kind}>"

    def suffix(self) -> str:
        """How the names of LLVM's own functions end for this type."""
        return "f64" if self.width == 1 else f"v{self.width}f64"

    def do(self, text: str) -> None:
        """An instruction without a result."""
        self.lines.append(f"  {text}")

    def emit(self, text: str) -> str:
        """An instruction, and the register of its result."""
        self.made += 1
        self.do(f"%r{self.made} = {text}")
        return f"%r{self.made}"

    def pure(self, text: str) -> str:
        """An instruction that reads no memory: written once, however often it is asked for."""
        if text not in self._known:
            self._known[text] = self.emit(text)
        return self._known[text]

    def number(self, x: float) -> str:
        """The same number in all lanes."""
        literal = hexadecimal(x)
        return literal if self.width == 1 else f"splat (double {literal})"

    def own(self, f: str, *args: str) -> str:
        """A function that LLVM has an instruction for, such as sqrt."""
        typed = ", ".join(f"{self.type()} {x}" for x in args)
        return self.pure(f"call {self.type()} @llvm.{f}.{self.suffix()}({typed})")

    def call(self, f: str, *args: str) -> str:
        """A function of the module."""
        name = self.module.call(f, self.width, len(args))
        return self.pure(f"call {self.type()} {name}({', '.join(f'{self.type()} {x}' for x in args)})")

    def select(self, test: str, x: str, y: str) -> str:
        """x in the lanes where the test holds, y in the others."""
        if x == y:
            return x
        return self.pure(f"select {self.type('i1')} {test}, {self.type()} {x}, {self.type()} {y}")

    def opposite(self, test: str) -> str:
        """Where a test does not hold."""
        every = "true" if self.width == 1 else "splat (i1 true)"
        return self.pure(f"xor {self.type('i1')} {test}, {every}")

    def any(self, test: str) -> str:
        """Whether a test holds in one lane at least."""
        if self.width == 1:
            return test
        return self.pure(f"call i1 @llvm.vector.reduce.or.v{self.width}i1(<{self.width} x i1> {test})")

    def when(self, condition: str, body: Callable[[], str]) -> str:
        """What the body gives, computed only if the condition holds; else 0."""
        self.made += 1
        yes, after, before = f"yes{self.made}", f"after{self.made}", self.label
        self.do(f"br i1 {condition}, label %{yes}, label %{after}")
        outer, self._known = self._known, dict(self._known)
        self.start(yes)
        found, last = body(), self.label
        self.do(f"br label %{after}")
        self._known = outer
        self.start(after)
        return self.emit(f"phi {self.type()} [{found}, %{last}], [zeroinitializer, %{before}]")

    def start(self, label: str) -> None:
        """A new block."""
        self.lines.append(f"{label}:")
        self.label = label

    def loop(self, count: int | str, body: Callable, step: int = 1, carried: Sequence[tuple[str, str]] = ()
             ) -> list[str]:  # fmt: skip
        """body(i) for i = 0, step, ... below count, a number or a register; count is above 0.

        carried: type and first value of what each turn hands to the next; then it is body(i, values), which
        gives the new values.  The last ones are given back.
        """
        self.made += 1
        k, before = self.made, self.label
        self.do(f"br label %turn{k}")
        outer, self._known = self._known, {}
        self.start(f"turn{k}")
        at, i = len(self.lines), f"%i{k}"
        values = [f"%c{k}.{j}" for j in range(len(carried))]
        new = body(i, values) if carried else body(i) or []
        following, last = self.emit(f"add nuw nsw i64 {i}, {step}"), self.label
        self.lines[at:at] = [
            f"  {i} = phi i64 [0, %{before}], [{following}, %{last}]",
            *(f"  {x} = phi {type_} [{first}, %{before}], [{y}, %{last}]"
              for x, (type_, first), y in zip(values, carried, new, strict=True)),
        ]  # fmt: skip
        more = self.emit(f"icmp ult i64 {following}, {count}")
        self.do(f"br i1 {more}, label %turn{k}, label %done{k}")
        self._known = outer
        self.start(f"done{k}")
        return list(new)

    def __str__(self) -> str:
        return "\n".join(self.lines)


class Words(Speller):
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

        one, c = code.number(1.0), constant(y)
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


def constant(tree: ast.expr) -> float | None:
    """The number that a formula is, or None."""
    match tree:
        case ast.Constant(value=int() | float() as x):
            return float(x)
        case ast.UnaryOp(operand=ast.Constant(value=int() | float() as x)):
            return -float(x)
    return None


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
    words = Words(code, dict(zip(row.order, given, strict=True)))
    wanted = needed(row, [row.value])
    for name, tree in row.let.items():
        if name in wanted:
            words.letters = {**words.letters, name: words.spell(tree)}
    return words.spell(row.value)


class Lanes:
    """A register with the operators of Python, for functions that are written by hand.

    kind: what each lane holds: "double", "i64" (bits and whole numbers) or "i1" (whether something holds).
    """

    __slots__ = ("code", "kind", "text")

    def __init__(self, code: Code, text: str, kind: str = "double"):
        self.code, self.text, self.kind = code, text, kind

    def _lift(self, x: Lanes | float) -> str:
        if isinstance(x, Lanes):
            return x.text
        if self.kind == "double":
            return self.code.number(float(x))
        return str(x) if self.code.width == 1 else f"splat ({self.kind} {x})"

    def _op(self, floats: str, whole: str, x: Lanes | float, y: Lanes | float) -> Lanes:
        name = floats if self.kind == "double" else whole
        text = f"{name} {self.code.type(self.kind)} {self._lift(x)}, {self._lift(y)}"
        return Lanes(self.code, self.code.pure(text), self.kind)

    def __add__(self, y: Lanes | float) -> Lanes:
        return self._op("fadd", "add", self, y)

    def __radd__(self, y: float) -> Lanes:
        return self._op("fadd", "add", y, self)

    def __sub__(self, y: Lanes | float) -> Lanes:
        return self._op("fsub", "sub", self, y)

    def __rsub__(self, y: float) -> Lanes:
        return self._op("fsub", "sub", y, self)

    def __mul__(self, y: Lanes | float) -> Lanes:
        return self._op("fmul", "mul", self, y)

    __rmul__ = __mul__

    def __truediv__(self, y: Lanes | float) -> Lanes:
        return self._op("fdiv", "sdiv", self, y)

    def __rtruediv__(self, y: float) -> Lanes:
        return self._op("fdiv", "sdiv", y, self)

    def __and__(self, y: Lanes | int) -> Lanes:
        return self._op("", "and", self, y)

    def __or__(self, y: Lanes | int) -> Lanes:
        return self._op("", "or", self, y)

    def __lshift__(self, y: int) -> Lanes:
        return self._op("", "shl", self, y)

    def __rshift__(self, y: int) -> Lanes:
        """With zeros coming in from the left."""
        return self._op("", "lshr", self, y)

    def __abs__(self) -> Lanes:
        return Lanes(self.code, self.code.own("fabs", self.text))

    def __lt__(self, y: Lanes | float) -> Lanes:
        return self.test("olt", y)

    def __gt__(self, y: Lanes | float) -> Lanes:
        return self.test("ogt", y)

    def test(self, sign: str, y: Lanes | float) -> Lanes:
        """In which lanes a comparison holds; oeq is ==, uno is that one of the two is nan."""
        return Lanes(
            self.code, self.code.pure(f"fcmp {sign} {self.code.type()} {self.text}, {self._lift(y)}"), "i1"
        )

    def fma(self, y: Lanes | float, z: Lanes | float) -> Lanes:
        """self * y + z, in one instruction where the machine has it."""
        return Lanes(self.code, self.code.own("fmuladd", self.text, self._lift(y), self._lift(z)))

    def where(self, x: Lanes | float, y: Lanes | float) -> Lanes:
        """x in the lanes where this test holds, y in the others."""
        zero = Lanes(self.code, "")
        return Lanes(self.code, self.code.select(self.text, zero._lift(x), zero._lift(y)))

    def as_bits(self) -> Lanes:
        return self._cast("double", "i64")

    def as_double(self) -> Lanes:
        return self._cast("i64", "double")

    def _cast(self, old: str, new: str) -> Lanes:
        code = self.code
        return Lanes(code, code.pure(f"bitcast {code.type(old)} {self.text} to {code.type(new)}"), new)
