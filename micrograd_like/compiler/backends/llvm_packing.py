"""Operands copied so that neighbouring cells lie side by side, where they are read again and again."""

from __future__ import annotations

from .llvm_code import Code
from .llvm_operands import ORIGIN, At, SlotOperand, store, turns


def copied(code: Code, cells: int, x: SlotOperand, copy: SlotOperand, count: int) -> None:
    """x over the cells j and count terms k, square by square where the slots of a row are neighbours.

    Else number by number.
    """
    W = code.width
    if x.step("k") == 1 and count >= W and cells >= W > 1:

        def square(k: At, j: At) -> None:
            known: dict = {}
            rows = [x.lanes(code, (ORIGIN, j + lane, k), "k", known) for lane in range(W)]
            for lane, row in enumerate(transposed(code, rows)):
                store(code, row, copy.base, (cells, 1), (k + lane, j))

        turns(code, count, W, lambda k: turns(code, cells, W, lambda j: square(k, j)))
        return
    code.width = 1

    def one(k: At, j: At) -> None:
        store(code, x.lanes(code, (ORIGIN, j, k), "j", {}), copy.base, (cells, 1), (k, j))

    turns(code, count, 1, lambda k: turns(code, cells, 1, lambda j: one(k, j)))
    code.width = W


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
