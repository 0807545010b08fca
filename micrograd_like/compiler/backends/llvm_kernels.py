"""Kernels as LLVM's loops: blocks of cells in registers, from the first product to the last formula.

A group of kernels (fusion.py) is one function.  Its cells (i, j) are taken in blocks: some rows, and in each
of them some registers full of neighbours.  A block adds its products up, goes on with the formulas that
follow, and stores.  Where a row does not end with a full register, the last block begins a little earlier and
computes some cells twice; so no loop needs a rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_lowercase as LETTERS  # noqa: N812
from typing import Any, NamedTuple

from ..plan import Kernel, Plan
from ..rewriting import written_out
from ..shared_graph import parsed
from ..slots import folded
from .llvm_code import Code
from .llvm_folds import fold
from .llvm_operands import ORIGIN, At, SlotOperand, store, turns
from .llvm_packing import copied
from .llvm_sums import UNROLLED, SumLoops, SumTerm
from .llvm_words import LLVMWords


class CellBlock(NamedTuple):
    """The cells that are computed at once: rows x columns registers of width lanes."""

    rows: int
    columns: int
    width: int


class GroupWriter:
    """Writes the function of a group of kernels.

    scratch: the first slot behind the numbers of the plan, for copies of operands; used: how many of those.
    """

    def __init__(self, module: Any, group: Sequence[Kernel], width: int, plan: Plan):
        self.group, self.head = group, group[0]
        self.scratch, self.constants = -(-plan.size // 8) * 8, plan.constants
        self.code = Code(module, width)
        self.loops, self.widest, self.used = SumLoops(self.code), width, 0
        self.dims = self._dims()
        M, N = self.dims
        self.swapped = width > N and M > N
        self.outs = {k.out: (1, N) if self.swapped else (N, 1) for k in group}
        if self.swapped:
            self.dims = N, M
        self.terms = {id(k): self._terms(k) for k in group if k.kind == "sum"}
        self.args = {id(k): self._args(k) for k in group if k.kind != "sum"}

    def _dims(self) -> tuple[int, int]:
        """M and N: those of a matrix product; else as makes the most operands even."""
        if self.head.products:
            return self.head.dims
        if self.head.kind == "fold":
            return 1, self.head.n
        columns = [[(slot,) for slot in row] for k in self.group if k.kind == "map" for row in k.args]
        columns += [rows for k in self.group for part in k.parts for rows in (part.A, part.B) if rows]
        return folded(columns, self.head.n)

    def _operand(self, rows: Any, axes: str, dims: tuple[int, int]) -> SlotOperand:
        """An operand over the cells of this group."""
        M, N = (self.dims[1], self.dims[0]) if self.swapped else self.dims
        if axes == "ij":
            dims = M, N
        found = SlotOperand.of(rows, axes, dims)
        return found.swapped() if self.swapped else found

    def _args(self, kernel: Kernel) -> list[SlotOperand]:
        if kernel.kind == "fold":
            return [self._operand(kernel.args, "ij", self.dims)]
        return [self._operand([(slot,) for slot in row], "ij", self.dims) for row in kernel.args]

    def _terms(self, kernel: Kernel) -> list[SumTerm]:
        found = []
        for kind, A, B in kernel.parts:
            axes = ("i", "j") if kind == "matmul" else ("ij", "ij")
            a = self._operand(A, axes[0], kernel.dims)
            b = self._operand(B, axes[1], kernel.dims) if B else None
            found.append(self._arranged(SumTerm(a, b, len(A[0]))))
        return found

    def _arranged(self, term: SumTerm) -> SumTerm:
        """The term with an operand copied where that saves more than it costs, or along k where that does."""
        if term.count <= UNROLLED:
            return term
        W, (M, N) = self.widest, self.dims
        width = min(W, N)
        across = sum(x.cost("j", width) for x in term.operands) + 1
        along = width * (sum(x.cost("k", W) for x in term.operands) + 1) // W + 3 * width // term.count
        if M >= 3 and width <= N and across > 3 and all(0 in x.steps[:2] for x in term.operands):
            return term._replace(A=self._packed(term.A, term.count),
                                 B=term.B and self._packed(term.B, term.count))  # fmt: skip
        return term._replace(along=term.count >= W and along < across)

    def _packed(self, x: SlotOperand, count: int) -> SlotOperand:
        """An operand of j and k with neighbours along j side by side: a copy, unless it is so already."""
        if x.step("j") in (0, 1) or x.steps[0]:
            return x
        N, root = self.dims[1], self.scratch + self.used
        self.used += -(-N * count // 8) * 8
        copy = SlotOperand(root, (0, 1, N))
        copied(self.code, N, x, copy, count)
        return copy

    # ---- the cells ----

    def written(self) -> str:
        """The body of the function."""
        M, N = self.dims
        block = self._block()
        self.code.width = block.width

        def cells(i: At, j: At) -> None:
            self._cells(block, i, j)

        per_row = block.columns * block.width
        turns(self.code, M, block.rows, lambda i: turns(self.code, N, per_row, lambda j: cells(i, j)))
        return str(self.code)

    def _block(self) -> CellBlock:
        """As many cells as there are registers for, where sums have loops; else few."""
        M, N = self.dims
        width = min(self.widest, N)
        across = -(-N // width)
        looped = [t for k in self.group if k.kind == "sum" for t in self.terms[id(k)] if t.count > UNROLLED]
        if self.head.kind == "fold" or any(t.along for t in looped):
            return CellBlock(1, 1, width)
        if not looped:
            columns = 1 if any(k.kind == "map" for k in self.group) else 2
            return CellBlock(1, min(columns, N // width), width)
        registers = 32 if self.widest == 8 else 16
        columns = min((2, 3, 4, 1), key=lambda c: (c > N // width, -(-across // c) * c, -min(c, 3)))
        return CellBlock(min(M, 8, (registers - 1 - columns) // columns), columns, width)

    def _cells(self, block: CellBlock, i: At, j: At) -> None:
        code, known = self.code, {}
        places = [(i + r, j + c * block.width) for r in range(block.rows) for c in range(block.columns)]
        values: list[dict[int, str]] = [{} for _ in places]
        for kernel in self.group:
            if kernel.kind == "sum":
                found = self._sums(kernel, places, values, known)
            elif kernel.kind == "fold":
                (x,), count = self.args[id(kernel)], len(kernel.args[0])
                found = [fold(code, kernel.word, x, count, at) for at in places]
            else:
                cells = zip(places, values, strict=True)
                found = [self._formula(kernel, at, own, known) for at, own in cells]
            for x, own in zip(found, values, strict=True):
                own[kernel.out] = x
        for kernel in self.group:
            for at, own in zip(places, values, strict=True):
                store(code, own[kernel.out], kernel.out, self.outs[kernel.out], at)

    def _read(
        self, x: SlotOperand, kernel_rows: Any, at: tuple[At, At], own: dict[int, str], known: dict
    ) -> str:
        """An operand's cells; in a register already where this group computed them."""
        first = kernel_rows[0] if isinstance(kernel_rows[0], int) else kernel_rows[0][0]
        if first in own and len(kernel_rows) == self.group[0].n and own_cells(kernel_rows):
            return own[first]
        if x.even and x.steps == (0, 0, 0) and x.base in self.constants:
            return self.code.number(self.constants[x.base])
        return x.lanes(self.code, (*at, ORIGIN), "j", known)

    def _formula(self, kernel: Kernel, at: tuple[At, At], own: dict[int, str], known: dict) -> str:
        given = zip(self.args[id(kernel)], kernel.args, strict=True)
        read = [self._read(x, row, at, own, known) for x, row in given]
        letters = dict(zip(LETTERS, read, strict=False))
        return LLVMWords(self.code, letters).spell(parsed(written_out(kernel.word)))

    def _sums(self, kernel: Kernel, places: list, values: list[dict[int, str]], known: dict) -> list[str]:
        """The sums of a kernel for all places: the short parts first, then those with a loop over k."""
        sums, terms, loops = [""] * len(places), self.terms[id(kernel)], self.loops
        for term, part in zip(terms, kernel.parts, strict=True):
            if term.count == 1:
                rows = [part.A, part.B] if part.B else [part.A]
                for n, (at, own) in enumerate(zip(places, values, strict=True)):
                    both = zip(term.operands, rows, strict=True)
                    sums[n] = loops.plus([self._read(x, row, at, own, known) for x, row in both], sums[n])
            elif term.count <= UNROLLED:
                for n, at in enumerate(places):
                    for k in range(term.count):
                        sums[n] = loops.more(term, (*at, At("", k)), "j", known, sums[n])
        for term in terms:
            if term.count > UNROLLED:
                sums = (loops.along if term.along else loops.across)(term, places, sums)
        return sums


def own_cells(rows: Any) -> bool:
    """Whether slots follow each other one by one."""
    slots = [r if isinstance(r, int) else r[0] for r in rows]
    return slots == list(range(slots[0], slots[0] + len(slots)))
