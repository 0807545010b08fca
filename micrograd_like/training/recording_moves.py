"""One step of an optimizer written down as lines of arithmetic; the engine in C does them for all parameters.

An optimizer's ``at(lr, t)`` gives a function of p, g and what is remembered.  Called once on registers in
place of numbers, it leaves a line for each operation; nothing about an optimizer is written twice.  What is
no line, such as a comparison, raises a TypeError: then it is called for each parameter, as without C.

>>> lines = Lines(lambda p, g, state: (p - 0.5 * g, state), remembered=0)
>>> [(chr(sign), x, y, result) for sign, x, y, result in lines.lines], lines.results
([('*', 255, 1, 2), ('-', 0, 2, 3)], [3])
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from typing import Any, NoReturn

MOST = 256  # registers: a place is a byte


class NoLinesError(TypeError):
    """Why a move cannot be written down."""


class Lines:
    """The lines of one move.

    registers: the numbers in them at first.  0 is p, 1 is g, then comes what is remembered, then a result for
    each line; constants stand at the end.  lines: (sign, first operand, second operand, result).  results:
    where the new p is, and the new memory.
    """

    def __init__(self, move: Callable[[Any, Any, tuple], tuple[Any, tuple]], remembered: int):
        self.lines: list[tuple[int, int, int, int]] = []
        self.registers = [0.0] * MOST
        self._next, self._last = 2 + remembered, MOST
        p, g, *state = (Register(self, place) for place in range(self._next))
        new, kept = move(p, g, tuple(state))
        self.results = [self.place(x) for x in (new, *kept)]

    def place(self, x: Any) -> int:
        """The register that holds this: one of ours, or a new one for a constant."""
        if type(x) is Register and x.lines is self:
            return x.place
        if type(x) is not float and type(x) is not int:
            raise NoLinesError(f"{x!r:.40} is no number")
        self._last -= 1
        self._room()
        self.registers[self._last] = float(x)
        return self._last

    def line(self, sign: str, x: Any, y: Any) -> Register:
        """One more line."""
        operands, result = (self.place(x), self.place(y)), self._next
        self._next += 1
        self._room()
        self.lines.append((ord(sign), *operands, result))
        return Register(self, result)

    def _room(self) -> None:
        if self._next > self._last:
            raise NoLinesError(f"there are more than {MOST} numbers in it")

    def packed(self) -> tuple[tuple[float, ...], bytes, bytes]:
        """Registers, lines and results as the engine in C takes them."""
        return tuple(self.registers), bytes(chain.from_iterable(self.lines)), bytes(self.results)


class Register:
    """A number that is not known yet; arithmetic with it leaves a line."""

    __slots__ = ("lines", "place")

    def __init__(self, lines: Lines, place: int):
        self.lines, self.place = lines, place

    def __add__(self, other: Any) -> Register:
        return self.lines.line("+", self, other)

    def __radd__(self, other: Any) -> Register:
        return self.lines.line("+", other, self)

    def __sub__(self, other: Any) -> Register:
        return self.lines.line("-", self, other)

    def __rsub__(self, other: Any) -> Register:
        return self.lines.line("-", other, self)

    def __mul__(self, other: Any) -> Register:
        return self.lines.line("*", self, other)

    def __rmul__(self, other: Any) -> Register:
        return self.lines.line("*", other, self)

    def __truediv__(self, other: Any) -> Register:
        return self.lines.line("/", self, other)

    def __rtruediv__(self, other: Any) -> Register:
        return self.lines.line("/", other, self)

    def sqrt(self) -> Register:
        """Its root."""
        return self.lines.line("r", self, self)

    def __bool__(self) -> NoReturn:
        raise NoLinesError("a branch depends on it")

    def __eq__(self, other: object) -> NoReturn:
        raise NoLinesError("a branch depends on it")

    __hash__ = None  # type: ignore[assignment]
