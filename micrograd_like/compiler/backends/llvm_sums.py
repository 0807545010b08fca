"""Sums as loops over their terms: for neighbouring cells at once, or along the terms of each cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from .llvm_code import Code
from .llvm_operands import ORIGIN, At, SlotOperand

UNROLLED = 4  # terms up to which a sum has no loop


class SumTerm(NamedTuple):
    """A part of a sum: A times B, or A alone, over so many k.  along: whether a register holds k's."""

    A: SlotOperand
    B: SlotOperand | None
    count: int
    along: bool = False

    @property
    def operands(self) -> list[SlotOperand]:
        return [self.A] if self.B is None else [self.A, self.B]


class SumLoops:
    """The loops of one function.  code: where they are written; its width is that of the cells."""

    def __init__(self, code: Code):
        self.code, self.widest = code, code.width

    def plus(self, ab: Sequence[str], s: str) -> str:
        """a * b + s, or a + s; s may be missing."""
        code = self.code
        if len(ab) == 2:
            if s:
                return code.own("fmuladd", *ab, s, flags=code.any_order)
            return code.pure(f"fmul{code.any_order} {code.type()} {ab[0]}, {ab[1]}")
        return code.pure(f"fadd{code.any_order} {code.type()} {ab[0]}, {s}") if s else ab[0]

    def more(self, term: SumTerm, at: tuple[At, At, At], axis: str, known: dict, s: str) -> str:
        """A sum with one more of its terms, in every lane."""
        return self.plus([x.lanes(self.code, at, axis, known) for x in term.operands], s)

    def across(self, term: SumTerm, places: list, sums: list[str]) -> list[str]:
        """A loop over k for neighbouring cells; several sums for one cell where there are few cells."""
        code, K, cells = self.code, term.count, len(places)
        several = min(1 if cells > 4 else 2 if cells > 2 else 4, K // 2)
        zero = code.number(0.0)
        first = [s or zero for s in sums] + [zero] * (cells * (several - 1))

        def turn(k: At, values: Sequence[str], several: int = several) -> list[str]:
            known: dict = {}
            return [
                self.more(term, (*at, k + n), "j", known, values[n * cells + p])
                for n in range(several)
                for p, at in enumerate(places)
            ]

        whole = K // several * several
        found = self._terms_in_turn(whole, several, first, turn)
        for k in range(whole, K):
            found[:cells] = turn(At("", k), found, 1)
        return [self._tree(found[p::cells]) for p in range(cells)]

    def _terms_in_turn(self, count: int, step: int, first: list[str], turn: Callable) -> list[str]:
        """turn(k, sums) for k = 0, step, ... below count."""
        if count == step:
            return turn(ORIGIN, first)
        type_ = self.code.type()
        return self.code.loop(count, lambda k, c: turn(At(k), c), step, [(type_, x) for x in first])

    def _tree(self, terms: list[str]) -> str:
        """The sum, of two and two."""
        while len(terms) > 1:
            rest = terms[len(terms) // 2 * 2 :]
            terms = [self.plus([a], b) for a, b in zip(terms[::2], terms[1::2], strict=False)] + rest
        return terms[0]

    def along(self, term: SumTerm, places: list, sums: list[str]) -> list[str]:
        """Registers of neighbouring k, one for each cell, whose lanes are added up at the end."""
        ((i, j),), code, K = places, self.code, term.count
        cells, W = code.width, self.widest
        several = 4 if cells == 1 and K >= 8 * W else 2 if cells <= 2 and K >= 4 * W else 1
        code.width, step = W, W * several

        def turn(k: At, values: Sequence[str]) -> list[str]:
            known: dict = {}
            return [
                self.more(term, (i, j + cell, k + n * W), "k", known, values[n * cells + cell])
                for n in range(several)
                for cell in range(cells)
            ]

        whole = K // step * step
        found = self._terms_in_turn(whole, step, [code.number(0.0)] * (cells * several), turn)
        each = []
        for n in range(cells):
            code.width = W
            each.append(self._rest(term, (i, j + n), whole, self._tree(found[n::cells])))
        code.width = cells
        return [self.plus([gathered(code, each)], sums[0])]

    def _rest(self, term: SumTerm, at: tuple[At, At], k: int, total: str) -> str:
        """The sum of a register's lanes and of the terms from k on."""
        code, W = self.code, self.widest
        while term.count - k >= W:
            total = self.more(term, (*at, At("", k)), "k", {}, total)
            k += W
        total = self._added_up(total)
        code.width = 1
        for last in range(k, term.count):
            total = self.more(term, (*at, At("", last)), "k", {}, total)
        return total

    def _added_up(self, x: str) -> str:
        code = self.code
        if code.width == 1:
            return x
        return code.emit(
            f"call reassoc double @llvm.vector.reduce.fadd.v{code.width}f64(double 0.0, {code.type()} {x})"
        )


def gathered(code: Code, numbers: Sequence[str]) -> str:
    """Single doubles as one register."""
    if code.width == 1:
        return numbers[0]
    found = "poison"
    for lane, x in enumerate(numbers):
        found = code.emit(f"insertelement {code.type()} {found}, double {x}, i32 {lane}")
    return found
