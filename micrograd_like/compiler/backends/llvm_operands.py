"""What a kernel reads and writes, as loads and stores: even slots by arithmetic, others by a table.

A kernel runs over cells (i, j); a sum or a fold runs over terms k in each.  An operand knows its slot for
each (i, j, k).  Where slots are even it is base + steps; else a table of slots is part of the code.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ..slots import Row, affine
from .llvm_code import Code


class At(NamedTuple):
    """A place on an axis: a register, or none, and a number that is added to it."""

    register: str = ""
    plus: int = 0

    def __add__(self, n: object) -> At:  # type: ignore[override]
        assert isinstance(n, int)
        return At(self.register, self.plus + n)


ORIGIN = At()


class SlotOperand:
    """Slots for each (i, j, k).  steps: along the three axes, or None where a table is needed."""

    def __init__(self, base: int, steps: tuple[int, int, int], table: Sequence[int] | None = None):
        self.base, self.steps, self.table = base, steps, table
        self.name = ""

    @classmethod
    def of(cls, rows: Sequence[Row], axes: str, dims: tuple[int, int]) -> SlotOperand:
        """rows, counted along the axes ("i", "j", "ij") of these dims; k runs within a row."""
        own = tuple(dims["ij".index(axis)] for axis in axes)
        found = affine(rows, own)
        if found:
            base, (*outer, inner) = found
            steps = dict(zip(axes, outer, strict=True))
            return cls(base, (steps.get("i", 0), steps.get("j", 0), inner))
        # the cells of a term lie side by side, for they are what is read at once
        count, width = len(rows), len(rows[0])
        table = [rows[r][k] for k in range(width) for r in range(count)]
        steps = {axes[-1]: 1} | ({"i": own[-1]} if len(axes) > 1 else {})
        return cls(0, (steps.get("i", 0), steps.get("j", 0), count), table)

    def swapped(self) -> SlotOperand:
        """With i and j in each other's place."""
        i, j, k = self.steps
        return SlotOperand(self.base, (j, i, k), self.table)

    @property
    def even(self) -> bool:
        return self.table is None

    def step(self, axis: str) -> int | None:
        """How far neighbours along an axis are apart; None where a table says it, 0 if they are the same."""
        own = self.steps["ijk".index(axis)]
        return own if self.even or own == 0 else None

    def cost(self, axis: str, width: int) -> int:
        """Roughly how many instructions it takes to fill a register along an axis."""
        return 1 if self.step(axis) in (0, 1) else 2 * width + (0 if self.even else width)

    def lanes(self, code: Code, at: tuple[At, At, At], axis: str, known: dict) -> str:
        """A register with neighbours along an axis; known: what was loaded since memory last changed."""
        at = tuple(x if step else ORIGIN for x, step in zip(at, self.steps, strict=True))  # type: ignore[assignment]
        key = (id(self), at, axis, code.width)
        if key not in known:
            known[key] = self._lanes(code, at, axis, known)
        return known[key]

    def _lanes(self, code: Code, at: tuple[At, At, At], axis: str, known: dict) -> str:
        width, step = code.width, self.step(axis)
        if width == 1:
            return code.emit(f"load double, ptr {self.address(code, at)}, align 8")
        if step == 1:
            return code.emit(f"load {code.type()}, ptr {self.address(code, at)}, align 8")
        if step == 0:
            return splat(code, self._one(code, at, known))
        k, found = "ijk".index(axis), "poison"
        for lane in range(width):
            here = (*at[:k], at[k] + lane, *at[k + 1 :])
            one = self._one(code, here, known)  # type: ignore[arg-type]
            found = code.emit(f"insertelement {code.type()} {found}, double {one}, i32 {lane}")
        return found

    def _one(self, code: Code, at: tuple[At, At, At], known: dict) -> str:
        key = (id(self), at, "one")
        if key not in known:
            known[key] = code.emit(f"load double, ptr {self.address(code, at)}, align 8")
        return known[key]

    def address(self, code: Code, at: tuple[At, At, At]) -> str:
        place, plus = offset(code, self.base, self.steps, at)
        if self.even:
            return address(code, "%v", place, plus)
        if not self.name:
            self.name = code.module.table(self.table)
        entry = address(code, self.name, place, plus, "i32")
        slot = code.pure(f"load i32, ptr {entry}, align 4")
        return code.pure(f"getelementptr double, ptr %v, i32 {slot}")


def offset(code: Code, base: int, steps: Sequence[int], at: Sequence[At]) -> tuple[str, int]:
    """base + steps times places, as a register, or none, and a number."""
    found, plus = "", base
    for step, place in zip(steps, at, strict=True):
        plus += step * place.plus
        if place.register and step:
            times = place.register if step == 1 else code.pure(f"mul nsw i64 {place.register}, {step}")
            found = code.pure(f"add nsw i64 {found}, {times}") if found else times
    return found, plus


def address(code: Code, root: str, place: str, plus: int, kind: str = "double") -> str:
    if place:
        root = code.pure(f"getelementptr {kind}, ptr {root}, i64 {place}")
    return code.pure(f"getelementptr {kind}, ptr {root}, i64 {plus}") if plus or not place else root


def splat(code: Code, x: str) -> str:
    """The same double in all lanes."""
    if code.width == 1:
        return x
    first = code.pure(f"insertelement {code.type()} poison, double {x}, i32 0")
    return code.pure(f"shufflevector {code.type()} {first}, {code.type()} poison, <{code.width} x i32> "
                     "zeroinitializer")  # fmt: skip


def store(code: Code, x: str, base: int, steps: tuple[int, int], at: tuple[At, At]) -> None:
    """Put a register of neighbours along j into memory."""
    if code.width == 1 or steps[1] == 1:
        place, plus = offset(code, base, steps, at)
        code.do(f"store {code.type()} {x}, ptr {address(code, '%v', place, plus)}, align 8")
        return
    for lane in range(code.width):
        one = code.pure(f"extractelement {code.type()} {x}, i32 {lane}")
        place, plus = offset(code, base, steps, (at[0], at[1] + lane))
        code.do(f"store double {one}, ptr {address(code, '%v', place, plus)}, align 8")


def turns(code: Code, count: int, step: int, body: Callable[[At], object]) -> None:
    """body(place) for every step; the last place is early enough for a whole step."""
    if count == step:
        body(ORIGIN)
        return

    def turn(i: str) -> None:
        if count % step:
            i = code.emit(f"call i64 @llvm.umin.i64(i64 {i}, i64 {count - step})")
        body(At(i))

    code.loop(count, turn, step)
