"""Kernels as LLVM's loops: blocks of cells in registers, from the first product to the last formula.

A group of kernels (fusion.py) is one function.  Its cells (i, j) are taken in blocks: some rows, and in each
of them some registers full of neighbours.  A block adds its products up, goes on with the formulas that
follow, and stores.  Where a row does not end with a full register, the last block begins a little earlier and
computes some cells twice; so no loop needs a rest.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from string import ascii_lowercase as LETTERS  # noqa: N812
from typing import Any, NamedTuple

from ..plan import Kernel, Plan
from ..rewriting import written_out
from ..shared_graph import parsed
from ..slots import folded
from .llvm_code import Code, Lanes, sum_and_loss
from .llvm_operands import ORIGIN, At, SlotOperand, store
from .llvm_words import LLVMWords

UNROLLED = 4  # terms up to which a sum has no loop
FOLDS = {"max": "-inf", "min": "inf", "prod": "1", "norm2": "0"}


class SumTerm(NamedTuple):
    """A part of a sum: A times B, or A alone, over so many k.  along: whether a register holds k's."""

    A: SlotOperand
    B: SlotOperand | None
    count: int
    along: bool = False

    @property
    def operands(self) -> list[SlotOperand]:
        return [self.A] if self.B is None else [self.A, self.B]


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
        self.widest, self.used = width, 0
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
        self._copy(x, copy, count)
        return copy

    def _copy(self, x: SlotOperand, copy: SlotOperand, count: int) -> None:
        """Square by square where the slots of a row are neighbours, else number by number."""
        code, N, W = self.code, self.dims[1], self.widest
        if x.step("k") == 1 and count >= W and N >= W > 1:

            def square(k: At, j: At) -> None:
                known: dict = {}
                rows = [x.lanes(code, (ORIGIN, j + lane, k), "k", known) for lane in range(W)]
                for lane, row in enumerate(transposed(code, rows)):
                    store(code, row, copy.base, (N, 1), (k + lane, j))

            turns(code, count, W, lambda k: turns(code, N, W, lambda j: square(k, j)))
            return
        code.width = 1

        def one(k: At, j: At) -> None:
            store(code, x.lanes(code, (ORIGIN, j, k), "j", {}), copy.base, (N, 1), (k, j))

        turns(code, count, 1, lambda k: turns(code, N, 1, lambda j: one(k, j)))
        code.width = W

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
                found = [self._fold(kernel, at) for at in places]
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
        sums, terms = [""] * len(places), self.terms[id(kernel)]
        for term, part in zip(terms, kernel.parts, strict=True):
            if term.count == 1:
                rows = [part.A, part.B] if part.B else [part.A]
                for n, (at, own) in enumerate(zip(places, values, strict=True)):
                    both = zip(term.operands, rows, strict=True)
                    sums[n] = self._plus([self._read(x, row, at, own, known) for x, row in both], sums[n])
            elif term.count <= UNROLLED:
                for n, at in enumerate(places):
                    for k in range(term.count):
                        sums[n] = self._more(term, (*at, At("", k)), "j", known, sums[n])
        for term in terms:
            if term.count > UNROLLED:
                sums = self._along(term, places, sums) if term.along else self._across(term, places, sums)
        return sums

    def _plus(self, ab: Sequence[str], s: str) -> str:
        """a * b + s, or a + s; s may be missing."""
        code = self.code
        if len(ab) == 2:
            if s:
                return code.own("fmuladd", *ab, s, flags=code.any_order)
            return code.pure(f"fmul{code.any_order} {code.type()} {ab[0]}, {ab[1]}")
        return code.pure(f"fadd{code.any_order} {code.type()} {ab[0]}, {s}") if s else ab[0]

    def _more(self, term: SumTerm, at: tuple[At, At, At], axis: str, known: dict, s: str) -> str:
        """A sum with one more of its terms, in every lane."""
        return self._plus([x.lanes(self.code, at, axis, known) for x in term.operands], s)

    def _across(self, term: SumTerm, places: list, sums: list[str]) -> list[str]:
        """A loop over k for neighbouring cells; several sums for one cell where there are few cells."""
        code, K, cells = self.code, term.count, len(places)
        several = min(1 if cells > 4 else 2 if cells > 2 else 4, K // 2)
        zero = code.number(0.0)
        first = [s or zero for s in sums] + [zero] * (cells * (several - 1))

        def turn(k: At, values: Sequence[str], several: int = several) -> list[str]:
            known: dict = {}
            return [
                self._more(term, (*at, k + n), "j", known, values[n * cells + p])
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
            terms = [self._plus([a], b) for a, b in zip(terms[::2], terms[1::2], strict=False)] + rest
        return terms[0]

    def _along(self, term: SumTerm, places: list, sums: list[str]) -> list[str]:
        """Registers of neighbouring k, one for each cell, whose lanes are added up at the end."""
        ((i, j),), code, K = places, self.code, term.count
        cells, W = code.width, self.widest
        several = 4 if cells == 1 and K >= 8 * W else 2 if cells <= 2 and K >= 4 * W else 1
        code.width, step = W, W * several

        def turn(k: At, values: Sequence[str]) -> list[str]:
            known: dict = {}
            return [
                self._more(term, (i, j + cell, k + n * W), "k", known, values[n * cells + cell])
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
        return [self._plus([gathered(code, each)], sums[0])]

    def _rest(self, term: SumTerm, at: tuple[At, At], k: int, total: str) -> str:
        """The sum of a register's lanes and of the terms from k on."""
        code, W = self.code, self.widest
        while term.count - k >= W:
            total = self._more(term, (*at, At("", k)), "k", {}, total)
            k += W
        total = self._added_up(total)
        code.width = 1
        for last in range(k, term.count):
            total = self._more(term, (*at, At("", last)), "k", {}, total)
        return total

    def _added_up(self, x: str) -> str:
        code = self.code
        if code.width == 1:
            return x
        return code.emit(
            f"call reassoc double @llvm.vector.reduce.fadd.v{code.width}f64(double 0.0, {code.type()} {x})"
        )

    # ---- folds ----

    def _fold(self, kernel: Kernel, at: tuple[At, At]) -> str:
        """max, min or prod of each row; norm2 is scaled by the largest."""
        (x,), code, K = self.args[id(kernel)], self.code, len(kernel.args[0])

        def over(start: list[str], step: Any) -> list[str]:
            turn = lambda k, c: step(x.lanes(code, (*at, k), "j", {}), c)  # noqa: E731
            if K == 1:
                return turn(ORIGIN, start)
            return code.loop(K, lambda k, c: turn(At(k), c), 1, [(code.type(), s) for s in start])

        if kernel.word == "norm2":
            return self._norm2(over)
        start = code.number(float(FOLDS[kernel.word]))
        if kernel.word == "prod":
            return over([start], lambda y, c: [code.pure(f"fmul {code.type()} {c[0]}, {y}")])[0]
        return over([start], lambda y, c: [code.call(kernel.word, y, c[0])])[0]

    def _norm2(self, over: Any) -> str:
        """The root of the sum of squares, of numbers scaled by a power of two so that nothing overflows.

        The rounding errors of squares and sums are carried along, so that the result is right to an ulp.
        """
        code = self.code
        zero = Lanes(code, code.number(0.0))
        (top,) = over([zero.text], lambda y, c: [code.call("max", code.own("fabs", y), c[0])])
        scale, back = (Lanes(code, code.call(f, top)) for f in ("scale_down", "scale_up"))

        def add(y: str, c: list[str]) -> list[str]:
            high, low = (Lanes(code, x) for x in c)
            x = Lanes(code, y) * scale
            square = x * x
            total, lost = sum_and_loss(high, square)
            return [total.text, (lost + (x.exact_fma(x, 0.0 - square) + low)).text]

        high, low = (Lanes(code, x) for x in over([zero.text] * 2, add))
        root = Lanes(code, code.own("sqrt", (high + low).text))
        return code.call("length", top, (root * back).text)


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


def own_cells(rows: Any) -> bool:
    """Whether slots follow each other one by one."""
    slots = [r if isinstance(r, int) else r[0] for r in rows]
    return slots == list(range(slots[0], slots[0] + len(slots)))


def gathered(code: Code, numbers: Sequence[str]) -> str:
    """Single doubles as one register."""
    if code.width == 1:
        return numbers[0]
    found = "poison"
    for lane, x in enumerate(numbers):
        found = code.emit(f"insertelement {code.type()} {found}, double {x}, i32 {lane}")
    return found


def transposed(code: Code, rows: list[str]) -> list[str]:
    """Rows of a square as its columns: halves change places, then quarters, and so on."""
    W, rows = len(rows), list(rows)
    d = W // 2
    while d:
        low = ", ".join(f"i32 {x if not x & d else W + x - d}" for x in range(W))
        high = ", ".join(f"i32 {x + d if not x & d else W + x}" for x in range(W))
        for r in range(W):
            if not r & d:
                a, b = rows[r], rows[r + d]
                rows[r], rows[r + d] = (
                    code.emit(f"shufflevector {code.type()} {a}, {code.type()} {b}, <{W} x i32> <{which}>")
                    for which in (low, high)
                )
        d //= 2
    return rows
