"""Registers that compute like numbers, for functions that are written by hand.

>>> code = Code(None, 4)
>>> x = Lanes(code, "%x")
>>> y = abs(x) * 2.0
>>> print(code)
  %r1 = call <4 x double> @llvm.fabs.v4f64(<4 x double> %x)
  %r2 = fmul <4 x double> %r1, splat (double 0x4000000000000000)
"""

from __future__ import annotations

from .llvm_code import Code


class Lanes:
    """A register with the operators of Python.

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

    def __neg__(self) -> Lanes:
        return Lanes(self.code, self.code.pure(f"fneg {self.code.type()} {self.text}"))

    def __abs__(self) -> Lanes:
        return Lanes(self.code, self.code.own("fabs", self.text))

    def __lt__(self, y: Lanes | float) -> Lanes:
        return self.test("olt", y)

    def __gt__(self, y: Lanes | float) -> Lanes:
        return self.test("ogt", y)

    def __xor__(self, y: Lanes | int) -> Lanes:
        return self._op("", "xor", self, y)

    def nonzero(self) -> Lanes:
        """In which lanes a whole number is not 0."""
        type_ = self.code.type(self.kind)
        return Lanes(self.code, self.code.pure(f"icmp ne {type_} {self.text}, {self._lift(0)}"), "i1")

    def test(self, sign: str, y: Lanes | float) -> Lanes:
        """In which lanes a comparison holds; oeq is ==, uno is that one of the two is nan."""
        return Lanes(
            self.code, self.code.pure(f"fcmp {sign} {self.code.type()} {self.text}, {self._lift(y)}"), "i1"
        )

    def fma(self, y: Lanes | float, z: Lanes | float) -> Lanes:
        """self * y + z, in one instruction where the machine has it."""
        return Lanes(self.code, self.code.own("fmuladd", self.text, self._lift(y), self._lift(z)))

    def exact_fma(self, y: Lanes | float, z: Lanes | float) -> Lanes:
        """self * y + z with one rounding, on every machine."""
        return Lanes(self.code, self.code.own("fma", self.text, self._lift(y), self._lift(z)))

    def where(self, x: Lanes | float, y: Lanes | float) -> Lanes:
        """x in the lanes where this test holds, y in the others."""
        zero = Lanes(self.code, "")
        return Lanes(self.code, self.code.select(self.text, zero._lift(x), zero._lift(y)))

    def else_by_library(self, found: Lanes, f: str, *args: Lanes) -> Lanes:
        """What was found in the lanes where this test holds; C's function f of args in the others."""
        code = self.code
        outside = code.any(code.opposite(self.text))
        rest = code.when(outside, lambda: code.lane_by_lane(f, *(x.text for x in args)))
        return self.where(found, Lanes(code, rest))

    def as_bits(self) -> Lanes:
        return self._cast("double", "i64")

    def as_double(self) -> Lanes:
        return self._cast("i64", "double")

    def _cast(self, old: str, new: str) -> Lanes:
        code = self.code
        return Lanes(code, code.pure(f"bitcast {code.type(old)} {self.text} to {code.type(new)}"), new)


def sum_and_loss(x: Lanes, y: Lanes) -> tuple[Lanes, Lanes]:
    """x + y as it is rounded, and what the rounding lost."""
    found = x + y
    back = found - x
    return found, (x - (found - back)) + (y - back)
